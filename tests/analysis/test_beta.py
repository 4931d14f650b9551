"""Tests of the beta distribution, against SciPy's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv
from scipy.stats import binom

from slawizard.analysis.beta import at_least, beta_quantile, incomplete_beta

HALVES = st.integers(0, 500).map(lambda count: count + 0.5)
ANY = st.floats(0.01, 2000)
SHARES = st.floats(0, 1)


@given(HALVES, HALVES, SHARES)
def test_it_agrees_with_scipy_at_halves(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(float(betainc(a, b, x)), abs=1e-9)


@given(ANY, ANY, SHARES)
def test_it_agrees_with_scipy_anywhere(a: float, b: float, x: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(float(betainc(a, b, x)), abs=1e-9)


@given(HALVES, HALVES, st.sampled_from([0.025, 0.05, 0.5, 0.95, 0.975]))
def test_quantiles_agree_with_scipy(a: float, b: float, share: float) -> None:
    assert beta_quantile(a, b, share) == pytest.approx(float(betaincinv(a, b, share)), abs=1e-9)


@given(st.integers(0, 300), st.data(), SHARES)
def test_the_binomial_tail_agrees_with_scipy(trials: int, data: st.DataObject, chance: float) -> None:
    least = data.draw(st.integers(0, trials + 1))
    assert at_least(least, trials, chance) == pytest.approx(float(binom.sf(least - 1, trials, chance)), abs=1e-9)
