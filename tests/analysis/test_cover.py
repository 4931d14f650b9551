"""Tests of shift cover over a week."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.expectations import StaffShift
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan, Weekday
from slawizard.analysis.cover import (
    hours_of_week,
    late_share,
    least_people,
    minutes_words,
    promised_minutes,
    staffed_minutes,
    uncovered_hours,
)
from slawizard.analysis.week import WHOLE_WEEK, week_minutes
from tests.analysis.calculating import agreement
from tests.analysis.evidence import with_expectations

OFFICE = HoursSpan(WORKWEEK, dt.time(9), dt.time(18))
ALWAYS = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
DAY = StaffShift("Day", 3, OFFICE)
STANDBY = StaffShift("Standby", 1, ALWAYS, on_call=True)


def test_a_promise_round_the_clock_with_office_staff_leaves_73_percent_uncovered() -> None:
    bare = WHOLE_WEEK & ~staffed_minutes((DAY,))
    assert round(100 * bare.bit_count() / WHOLE_WEEK.bit_count()) == 73
    assert minutes_words(bare) == (
        "Monday to Friday, 00:00 to 09:00; Monday to Friday, 18:00 to 24:00; Saturday and Sunday, all day"
    )


def test_hours_are_told_one_by_one() -> None:
    week = hours_of_week(week_minutes((HoursSpan((Weekday.TUE,), dt.time(9, 30), dt.time(11)),)))
    assert (week[1][9], week[1][10], week[1][11]) == (30, 60, 0)
    assert sum(map(sum, week)) == 90


def test_uncovered_hours_are_those_that_support_promises_and_nobody_works() -> None:
    always = HoursCalendar("always", spans=(ALWAYS,))
    terms = with_expectations(agreement(calendars=(always,), support_hours="always"), staffing=(DAY,))
    ordinary, holiday = uncovered_hours(terms), uncovered_hours(terms, on_holiday=True)
    assert ordinary is not None
    assert holiday is not None
    assert (ordinary[0][8], ordinary[0][9], ordinary[5][9], holiday[0][9]) == (60, 0, 60, 60)
    assert uncovered_hours(with_expectations(terms)) is None


def test_on_a_public_holiday_only_those_on_call_are_there() -> None:
    assert staffed_minutes((DAY,), on_holiday=True) == 0
    assert staffed_minutes((DAY, STANDBY), on_holiday=True) == WHOLE_WEEK


def test_hours_that_leave_holidays_out_promise_nothing_on_one() -> None:
    closed = HoursCalendar("office", spans=(OFFICE,), holidays_of="DE")
    assert promised_minutes(closed, on_holiday=True) == 0
    assert promised_minutes(closed) == staffed_minutes((DAY,))
    assert promised_minutes(None, on_holiday=True) == WHOLE_WEEK


def test_a_shift_without_people_covers_nothing() -> None:
    assert staffed_minutes((StaffShift("Nobody", 0, ALWAYS), StaffShift("Unknown", None, ALWAYS))) == 0


def test_the_fewest_people_on_duty_are_counted_where_shifts_overlap() -> None:
    assert least_people((DAY, STANDBY), WHOLE_WEEK) == 1
    assert least_people((DAY, STANDBY), staffed_minutes((DAY,))) == 4
    assert least_people((), WHOLE_WEEK) == 0


def test_who_comes_on_sunday_evening_waits_for_monday() -> None:
    evening = week_minutes((HoursSpan((Weekday.SUN,), dt.time(18), dt.time(0)),))
    staffed = staffed_minutes((DAY,))
    # At 18:00 it is 15 hours until Monday 09:00, at 23:59 it is 9 hours and a minute.
    assert late_share(evening, staffed, 15 * 60, service_clock=False) == 0
    assert late_share(evening, staffed, 12 * 60, service_clock=False) == 0.5
    assert late_share(evening, staffed, 9 * 60, service_clock=False) == 1


def test_on_a_service_clock_the_night_does_not_count() -> None:
    office, staffed = staffed_minutes((DAY,)), staffed_minutes((StaffShift("Morning", 1, OFFICE),))
    short = week_minutes((HoursSpan(WORKWEEK, dt.time(9), dt.time(17)),))
    assert late_share(office, staffed, 0, service_clock=True) == 0
    assert late_share(office, short, 60, service_clock=True) == 0
    assert late_share(office, short, 60, service_clock=False) > 0


def test_without_anybody_all_are_late() -> None:
    assert late_share(WHOLE_WEEK, 0, 10_000, service_clock=False) == 1
    assert late_share(0, 0, 60, service_clock=False) == 0


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 23), st.integers(1, 24), st.integers(0, 3000), st.integers(0, 600))
def test_more_time_and_more_shifts_are_never_worse(start: int, length: int, limit: int, more: int) -> None:
    shift = week_minutes((HoursSpan(WORKWEEK, dt.time(start), dt.time((start + length) % 24)),))
    late = late_share(WHOLE_WEEK, shift, limit, service_clock=False)
    assert late_share(WHOLE_WEEK, shift, limit + more, service_clock=False) <= late
    assert late_share(WHOLE_WEEK, shift | 1, limit, service_clock=False) <= late
