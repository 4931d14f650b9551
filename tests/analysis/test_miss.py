"""Tests of comparing a value with its target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import Direction, Target
from slawizard.analysis.miss import Miss, compare, convert
from tests.agreements.quantities import d

AT_LEAST, AT_MOST = Target(d("99.9")), Target(d("2"))


@pytest.mark.parametrize(
    ("value", "target", "direction", "missed"),
    [
        ("99.9", AT_LEAST, Direction.HIGHER, False),
        ("99.89", AT_LEAST, Direction.HIGHER, True),
        ("2", AT_MOST, Direction.LOWER, False),
        ("2.1", AT_MOST, Direction.LOWER, True),
        ("2", Target(d("2"), strict=True), Direction.LOWER, True),
        ("26", Target(d("22"), upper=d("26")), Direction.BAND, False),
        ("26.1", Target(d("22"), upper=d("26")), Direction.BAND, True),
        ("21.9", Target(d("22"), upper=d("26")), Direction.BAND, True),
    ],
)
def test_the_bound_itself_is_kept_unless_it_is_strict(
    value: str, target: Target, direction: Direction, missed: bool
) -> None:
    assert compare(d(value), target, direction, "percent").is_missed is missed


def test_a_target_without_a_figure_decides_nothing() -> None:
    assert compare(d("1"), Target(words="at once"), Direction.LOWER, "hours").is_missed is None


def test_the_minimum_level_is_its_own_bound() -> None:
    target = Target(d("99.9"), minimum=d("99.5"))
    assert compare(d("99.7"), target, Direction.HIGHER, "percent").is_missed
    assert not compare(d("99.7"), target, Direction.HIGHER, "percent", minimum=True).is_missed


def test_a_miss_in_percent_is_of_the_bound() -> None:
    assert compare(d("2.3"), AT_MOST, Direction.LOWER, "milliseconds").percent == 15


def test_a_miss_of_a_bound_of_zero_has_no_percent() -> None:
    assert compare(d("1"), Target(d("0")), Direction.LOWER, "hours").percent is None
    assert Miss(False).percent == 0


def test_service_hours_do_not_convert_into_hours() -> None:
    assert convert(d("1"), "service_hours", "hours") is None
    assert convert(d("1"), "service_hours", "service_minutes") == 60
    assert convert(d("1"), "months", "days") is None
    assert convert(d("1500"), "milliseconds", "seconds") == d("1.5")


@given(st.decimals(-100, 100, places=2), st.decimals(-100, 100, places=2), st.sampled_from(Direction))
def test_a_miss_is_never_negative(value: Decimal, bound: Decimal, direction: Direction) -> None:
    found = compare(value, Target(bound, upper=bound + 1), direction, "percent")
    assert found.by >= 0
    assert found.is_missed == (found.by > 0)
