"""Tests of service hours, holidays and working days."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WEEKDAYS, Duration, HoursCalendar, HoursSpan, TimeUnit, Weekday
from slawizard.analysis.service_time import (
    add_duration,
    days_late,
    is_working_day,
    public_holidays,
    service_minutes,
    working_week,
)
from slawizard.analysis.windows import zone_of
from slawizard.errors import CalculationError
from tests.agreements.quantities import d, hours, service_hours, working_days

BERLIN = zone_of("Europe/Berlin")
OFFICE = HoursCalendar("office", "Office", "Europe/Berlin", (HoursSpan(),), holidays_of="DE-BE")


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def test_a_holiday_has_no_service_hours() -> None:
    assert service_minutes(OFFICE, at(5, 1), at(5, 2)) == 0
    assert service_minutes(OFFICE, at(4, 30), at(5, 1)) == 480


def test_the_parties_own_dates_are_holidays_too() -> None:
    own = HoursCalendar("own", time_zone="Europe/Berlin", spans=(HoursSpan(),), own_holidays=(dt.date(2026, 4, 30),))
    assert service_minutes(own, at(4, 30), at(5, 2)) == 480


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    women = dt.date(2026, 3, 8)
    assert women in public_holidays("DE-BE", 2026)
    assert women not in public_holidays("DE", 2026)


def test_an_unknown_holiday_calendar_is_named() -> None:
    with pytest.raises(CalculationError, match="ZZ"):
        public_holidays("ZZ", 2026)


def test_a_night_shift_loses_an_hour_in_spring() -> None:
    night = HoursCalendar("night", time_zone="Europe/Berlin", spans=(HoursSpan(WEEKDAYS, dt.time(22), dt.time(6)),))
    assert service_minutes(night, at(3, 28, 22), at(3, 29, 6)) == 420


def test_overlapping_spans_count_once() -> None:
    twice = HoursCalendar(
        "twice", spans=(HoursSpan((Weekday.MON,), dt.time(8), dt.time(12)), HoursSpan((Weekday.MON,), dt.time(10)))
    )
    start = dt.datetime(2026, 4, 6, tzinfo=dt.UTC)
    assert service_minutes(twice, start, start + dt.timedelta(days=1)) == 540


def test_four_service_hours_run_on_into_the_next_working_day() -> None:
    assert add_duration(at(4, 30, 15), service_hours(4), OFFICE) == at(5, 4, 11)


def test_one_working_day_after_a_day_before_a_holiday_skips_holiday_and_weekend() -> None:
    assert add_duration(at(4, 30, 16), working_days(1), OFFICE) == at(5, 5)


def test_no_working_days_end_with_the_next_working_day() -> None:
    assert add_duration(at(5, 2, 10), working_days(0), OFFICE) == at(5, 5)


def test_hours_that_never_come_are_refused() -> None:
    never = HoursCalendar("never", spans=(HoursSpan(()),))
    with pytest.raises(CalculationError, match="never come"):
        add_duration(at(4, 1), working_days(1), never)
    with pytest.raises(CalculationError, match="never come"):
        add_duration(at(4, 1), service_hours(1), never)


def test_service_hours_without_a_calendar_are_refused() -> None:
    with pytest.raises(CalculationError, match="needs hours"):
        add_duration(at(4, 1), service_hours(1), None)


def test_half_a_working_day_is_refused() -> None:
    with pytest.raises(CalculationError, match="part of a working day"):
        add_duration(at(4, 1), Duration(d("0.5"), TimeUnit.WORKING_DAYS), OFFICE)


def test_plain_hours_need_no_calendar() -> None:
    assert add_duration(at(3, 28, 12), hours(24), OFFICE) == at(3, 29, 13)


def test_given_on_the_day_after_the_promised_one_is_one_day_late() -> None:
    assert days_late(at(4, 16), at(4, 16, 9)) == 1
    assert days_late(at(4, 16), at(4, 15, 23)) == 0


spans = st.builds(
    HoursSpan,
    st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=7).map(tuple),
    st.integers(0, 23).map(dt.time),
    st.integers(0, 23).map(dt.time),
)
zones = st.sampled_from(("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"))


@given(st.lists(spans, max_size=3).map(tuple), zones, st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 1)))
def test_service_minutes_equal_a_count_of_every_five_minutes(
    found: tuple[HoursSpan, ...], zone: str, day: dt.date
) -> None:
    calendar = HoursCalendar("drawn", time_zone=zone, spans=found)
    start = dt.datetime.combine(day, dt.time(0), zone_of(zone)).astimezone(dt.UTC)
    ticks = [start + dt.timedelta(minutes=5 * number) for number in range(3 * 288)]
    counted = sum(_is_inside(calendar, tick.astimezone(zone_of(zone))) for tick in ticks)
    assert service_minutes(calendar, start, start + dt.timedelta(days=3)) == counted * 5


def _is_inside(calendar: HoursCalendar, moment: dt.datetime) -> bool:
    """Whether a moment lies in the hours, told by the clock on the wall and the day the span begins on."""
    today, before = moment.date(), moment.date() - dt.timedelta(days=1)
    for span in calendar.spans:
        passes_midnight = span.end <= span.start
        is_before_end = passes_midnight or moment.time() < span.end
        if WEEKDAYS[today.weekday()] in span.days and span.start <= moment.time() and is_before_end:
            return True
        if passes_midnight and WEEKDAYS[before.weekday()] in span.days and moment.time() < span.end:
            return True
    return False


@given(st.lists(spans, min_size=1, max_size=3).map(tuple), st.integers(1, 3000), st.integers(0, 20000))
def test_adding_service_time_and_measuring_it_agree(found: tuple[HoursSpan, ...], amount: int, offset: int) -> None:
    calendar = HoursCalendar("drawn", time_zone="Europe/Berlin", spans=found)
    if not any(span.days for span in found):
        return
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=offset)
    end = add_duration(start, Duration(Decimal(amount), TimeUnit.SERVICE_MINUTES), calendar)
    assert service_minutes(calendar, start, end) == amount


@given(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(1, 15))
def test_between_a_day_and_its_deadline_lie_that_many_working_days(day: dt.date, count: int) -> None:
    end = add_duration(dt.datetime.combine(day, dt.time(9), BERLIN), working_days(count), OFFICE)
    between = [day + dt.timedelta(days=step) for step in range(1, (end.date() - day).days)]
    assert sum(is_working_day(OFFICE, each) for each in between) == count
    assert is_working_day(OFFICE, between[-1])


ALWAYS = HoursCalendar("always", spans=(HoursSpan(WEEKDAYS, dt.time(0), dt.time(0)),), time_zone="Europe/London")
DESK = HoursCalendar("desk", spans=(HoursSpan((Weekday.SAT,)),), holidays_of="GB-ENG")
IRISH = HoursCalendar("irish", holidays_of="IE")


def week_of(support: str, *calendars: HoursCalendar) -> HoursCalendar:
    return working_week(Agreement(objectives=Objectives(calendars=calendars, support_hours=support)))


def test_working_days_are_those_of_support_hours() -> None:
    assert week_of("desk", ALWAYS, DESK) == DESK


@pytest.mark.parametrize("support", ["always", ""])
def test_working_days_of_support_without_an_end_are_monday_to_friday_less_the_holidays_that_are_named(
    support: str,
) -> None:
    week = week_of(support, ALWAYS, DESK)
    thursday, friday, saturday = (dt.date(2027, 4, day) for day in (1, 2, 3))
    good_friday = dt.date(2027, 3, 26)
    found = [is_working_day(week, day) for day in (thursday, friday, saturday, good_friday)]
    assert found == [True, True, False, False]


def test_holidays_of_several_places_leave_open_whose_count() -> None:
    assert week_of("always", ALWAYS, DESK, IRISH).holidays_of == ""


def test_two_working_days_of_support_without_an_end_pass_over_the_weekend() -> None:
    friday = dt.datetime(2027, 4, 9, 12, tzinfo=zone_of("Europe/London"))
    due = add_duration(friday, working_days(2), week_of("always", ALWAYS))
    assert due.isoformat() == "2027-04-14T00:00:00+01:00"
