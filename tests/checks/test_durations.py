"""Tests of comparing lengths of time."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.checks.durations import (
    certainly_as_long,
    certainly_longer,
    longest_days,
    months_in,
    shortest_days,
)
from tests.agreements.quantities import d, days, hours, minutes, months, service_hours, working_days

DURATIONS = st.builds(Duration, st.decimals(0, 500, places=1), st.sampled_from(TimeUnit))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (hours(2), minutes(119)),
        (months(12), months(11)),
        (Duration(d("1"), TimeUnit.YEARS), months(11)),
        (days(32), months(1)),
        (months(1), days(27)),
        (working_days(1), hours(4)),
        (service_hours(9), service_hours(8)),
        (service_hours(9), hours(8)),
    ],
)
def test_what_is_longer_on_every_calendar_is_called_longer(first: Duration, second: Duration) -> None:
    assert certainly_longer(first, second)
    assert not certainly_longer(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [(months(1), days(30)), (hours(8), service_hours(8)), (days(5), working_days(5)), (months(12), days(365))],
)
def test_what_depends_on_the_calendar_is_never_called_longer(first: Duration, second: Duration) -> None:
    assert not certainly_longer(first, second)


def test_a_year_and_twelve_months_are_equally_long() -> None:
    year = Duration(d("1"), TimeUnit.YEARS)
    assert certainly_as_long(year, months(12))
    assert certainly_as_long(months(12), year)
    assert not certainly_longer(year, months(12))


def test_only_months_and_years_count_in_months() -> None:
    assert months_in(Duration(d("2"), TimeUnit.YEARS)) == 24
    assert months_in(days(60)) is None


def test_a_service_clock_may_take_for_ever() -> None:
    assert longest_days(service_hours(1)) is None


@given(DURATIONS, DURATIONS)
def test_no_two_are_each_longer_than_the_other(first: Duration, second: Duration) -> None:
    assert not (certainly_longer(first, second) and certainly_longer(second, first))


@given(DURATIONS)
def test_the_shortest_is_never_more_than_the_longest(duration: Duration) -> None:
    longest = longest_days(duration)
    assert longest is None or shortest_days(duration) <= longest


@given(st.integers(1, 60), st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)))
def test_working_days_take_at_least_as_long_as_said(count: int, start: dt.date) -> None:
    day, left = start, count
    while left:
        day += dt.timedelta(1)
        left -= day.weekday() < 5
    assert Decimal((day - start).days) >= shortest_days(working_days(count))
