"""Tests of a history against a target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from slawizard.agreement.metrics import Direction, Measurement, Rounding, Target
from slawizard.analysis.constraint_report import rounded
from slawizard.analysis.history import at_other_targets, posterior, windows_met
from slawizard.analysis.verdict import chance_words
from tests.agreements.quantities import d
from tests.analysis.calculating import uptime

VALUES = tuple(d(value) for value in ("99.95", "99.9", "99.899", "99.99"))
COUNTS = st.integers(0, 200).flatmap(lambda seen: st.tuples(st.integers(0, seen), st.just(seen)))
FIGURES = st.decimals(90, 100, places=3)


@settings(deadline=None)
@given(COUNTS)
def test_the_interval_is_that_of_scipy(counts: tuple[int, int]) -> None:
    met, seen = counts
    found, theirs = posterior(met, seen), beta(met + 0.5, seen - met + 0.5)
    assert found.chance == pytest.approx(float(theirs.mean()), abs=1e-9)
    assert found.lower == pytest.approx(float(theirs.ppf(0.05)), abs=1e-9)
    assert found.upper == pytest.approx(float(theirs.ppf(0.95)), abs=1e-9)


@pytest.mark.parametrize("seen", range(6, 61))
def test_what_is_printed_agrees_with_scipy_to_the_last_digit(seen: int) -> None:
    for met in range(seen + 1):
        found, theirs = posterior(met, seen), beta(met + 0.5, seen - met + 0.5)
        printed = [chance_words(each) for each in (found.chance, found.lower, found.upper)]
        assert printed == [chance_words(float(each)) for each in (theirs.mean(), theirs.ppf(0.05), theirs.ppf(0.95))]
        assert rounded(found.chance) == round(float(theirs.mean()), 4)


def test_twelve_of_twelve_are_no_certainty() -> None:
    found = posterior(12, 12)
    assert round(found.chance, 4) == 0.9615
    assert found.upper < 1


def test_a_value_on_the_target_meets_it() -> None:
    assert windows_met(uptime(), Target(d("99.9")), VALUES) == 3


def test_a_strict_target_is_missed_on_the_bound() -> None:
    assert windows_met(uptime(), Target(d("99.9"), strict=True), VALUES) == 2


def test_values_are_rounded_as_the_level_says() -> None:
    level = uptime(measurement=Measurement(rounding=Rounding(2)))
    assert windows_met(level, Target(d("99.9")), VALUES) == 4


def test_other_targets_come_strictest_first() -> None:
    found = at_other_targets(uptime(), Target(d("99.9")), VALUES, [d("99"), d("99.95"), d("99.99")])
    assert [(each.target, each.met) for each in found] == [(d("99.99"), 1), (d("99.95"), 2), (d("99"), 4)]


def test_where_lower_is_better_the_lowest_target_is_the_strictest() -> None:
    level = uptime(direction=Direction.LOWER, unit="minutes")
    found = at_other_targets(level, Target(d("30")), (d("10"), d("40")), [d("50"), d("20")])
    assert [(each.target, each.met) for each in found] == [(d("20"), 1), (d("50"), 2)]


def test_a_band_has_no_other_targets() -> None:
    level = uptime(direction=Direction.BAND)
    assert at_other_targets(level, Target(d("18"), upper=d("24")), (d("20"),), [d("19")]) == ()


@given(st.lists(FIGURES, min_size=1, max_size=30), st.lists(FIGURES, min_size=2, max_size=5))
def test_a_tighter_target_is_never_likelier(values: list[Decimal], others: list[Decimal]) -> None:
    chances = [each.chance for each in at_other_targets(uptime(), Target(d("99")), values, others)]
    assert chances == sorted(chances)
