"""Tests of durations, money and hours."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.quantities import (
    SECONDS_IN,
    WEEKDAYS,
    WORKWEEK,
    Duration,
    HoursCalendar,
    HoursSpan,
    TimeUnit,
    Weekday,
)
from tests.agreements.quantities import d, days, hours, months, seconds, service_hours, working_days

WHOLE_DAYS = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))


@pytest.mark.parametrize(
    ("duration", "length"),
    [(seconds(90), 90), (hours(4), 14400), (days(2), 172800), (service_hours(1), 3600)],
)
def test_a_duration_of_fixed_length_is_given_in_seconds(duration: Duration, length: int) -> None:
    assert duration.seconds == length


@pytest.mark.parametrize("duration", [months(1), working_days(3), Duration(d("1"), TimeUnit.YEARS)])
def test_months_years_and_working_days_have_no_fixed_length(duration: Duration) -> None:
    assert duration.seconds is None


@given(st.decimals(0, 10**6, places=3), st.sampled_from(sorted(SECONDS_IN)))
def test_seconds_are_exact(amount: Decimal, unit: TimeUnit) -> None:
    length = Duration(amount, unit).seconds
    assert length is not None
    assert length / SECONDS_IN[unit] == amount


def test_three_units_run_on_the_service_clock() -> None:
    assert [unit.value for unit in TimeUnit if unit.runs_on_service_hours] == [
        "service_minutes",
        "service_hours",
        "working_days",
    ]


def test_the_working_week_is_monday_to_friday() -> None:
    assert WORKWEEK == (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


def test_whole_days_on_every_weekday_are_continuous() -> None:
    assert HoursCalendar("x", spans=(WHOLE_DAYS,)).is_continuous
    split = (HoursSpan(WORKWEEK, dt.time(0), dt.time(0)), HoursSpan(WEEKDAYS[5:], dt.time(0), dt.time(0)))
    assert HoursCalendar("x", spans=split).is_continuous


@pytest.mark.parametrize(
    "calendar",
    [
        HoursCalendar("x"),
        HoursCalendar("x", spans=(HoursSpan(WORKWEEK, dt.time(0), dt.time(0)),)),
        HoursCalendar("x", spans=(HoursSpan(WEEKDAYS, dt.time(0), dt.time(23, 59)),)),
        HoursCalendar("x", spans=(WHOLE_DAYS,), holidays_of="DE"),
        HoursCalendar("x", spans=(WHOLE_DAYS,), own_holidays=(dt.date(2027, 12, 24),)),
    ],
)
def test_hours_with_a_break_are_not_continuous(calendar: HoursCalendar) -> None:
    assert not calendar.is_continuous
