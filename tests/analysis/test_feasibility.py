"""Tests of the chance that a window's outages stay within what is allowed."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, poisson

from slawizard.analysis.feasibility import MOST_INCIDENTS, NINE_IN_TEN, Repairs, chance_within

TIMES = st.floats(0.1, 500)
REPAIRS = st.builds(Repairs, st.floats(0.01, 20), TIMES, TIMES)


def test_repairs_that_all_take_the_same_are_a_poisson_count() -> None:
    found = chance_within(Repairs(2.0, 10.0, 10.0), 40.0)
    assert found == pytest.approx(float(poisson.cdf(4, 2.0)), abs=1e-12)


def test_half_the_repairs_take_the_usual_time_and_nine_in_ten_the_long_one() -> None:
    repairs = Repairs(1.0, 20.0, 120.0)
    assert repairs.within(20.0) == pytest.approx(0.5)
    assert repairs.within(120.0) == pytest.approx(0.9)
    assert repairs.drawn(0.9) == pytest.approx(120.0)


def test_the_mean_is_that_of_the_lognormal() -> None:
    repairs = Repairs(1.0, 20.0, 120.0)
    sigma = math.log(6) / float(norm.ppf(0.9))
    assert float(norm.ppf(0.9)) == pytest.approx(NINE_IN_TEN)
    assert repairs.mean == pytest.approx(20 * math.exp(sigma**2 / 2))


@pytest.mark.parametrize(("expected", "usual", "long", "allowed"), [(0.5, 30, 120, 43), (4, 10, 30, 60), (1, 5, 5, 9)])
def test_the_recursion_agrees_with_a_simulation_and_is_never_above_it(
    expected: float, usual: float, long: float, allowed: float
) -> None:
    repairs, draw, runs = Repairs(expected, usual, long), random.Random(7), 20_000
    kept = 0
    for _ in range(runs):
        left, downtime = draw.expovariate(1.0), 0.0
        while left < expected:
            downtime += repairs.drawn(draw.random())
            left += draw.expovariate(1.0)
        kept += downtime <= allowed
    assert kept / runs - 0.02 < chance_within(repairs, allowed) < kept / runs + 0.01


@settings(deadline=None)
@given(REPAIRS, TIMES, TIMES)
def test_a_tighter_allowance_is_never_likelier_kept(repairs: Repairs, allowed: float, more: float) -> None:
    assert chance_within(repairs, allowed) <= chance_within(repairs, allowed + more) + 1e-12


@settings(deadline=None)
@given(REPAIRS, TIMES)
def test_a_chance_is_a_chance(repairs: Repairs, allowed: float) -> None:
    assert 0 <= chance_within(repairs, allowed) <= 1


def test_the_central_limit_takes_over_where_incidents_are_many() -> None:
    assert chance_within(Repairs(1000.0, 1.0, 1.0), 1000.0) == pytest.approx(0.5, abs=0.01)
    for expected in (MOST_INCIDENTS, MOST_INCIDENTS + 0.01):
        found = chance_within(Repairs(expected, 1.0, 1.0), 58.0)
        assert found == pytest.approx(float(poisson.cdf(58, expected)), abs=0.02)


def test_without_outages_everything_is_kept_and_without_allowance_only_a_window_without_one() -> None:
    assert chance_within(Repairs(0.0, 10.0, 10.0), 0.0) == 1
    assert chance_within(Repairs(0.5, 10.0, 10.0), 0.0) == pytest.approx(math.exp(-0.5))
    assert chance_within(Repairs(0.5, 10.0, 10.0), -1.0) == 0
