"""Tests of the minutes of a week as a set."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursSpan, Weekday
from slawizard.analysis.week import MINUTES_A_DAY, MINUTES_A_WEEK, WHOLE_WEEK, span_minutes, week_minutes

TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def test_office_hours_have_forty_five_hours() -> None:
    assert span_minutes(HoursSpan(WORKWEEK, dt.time(9), dt.time(18))).bit_count() == 45 * 60


def test_whole_days_fill_the_week() -> None:
    assert week_minutes([HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))]) == WHOLE_WEEK


def test_sunday_night_goes_on_into_monday() -> None:
    minutes = span_minutes(HoursSpan((Weekday.SUN,), dt.time(23), dt.time(1)))
    assert minutes & ((1 << 60) - 1) == (1 << 60) - 1
    assert minutes >> (MINUTES_A_WEEK - 60) == (1 << 60) - 1


@given(st.sets(st.sampled_from(WEEKDAYS)), TIMES, TIMES)
def test_every_minute_is_in_the_set_just_when_the_clock_says_so(
    days: set[Weekday], start: dt.time, end: dt.time
) -> None:
    begins, ends = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    minutes = span_minutes(HoursSpan(tuple(days), start, end))
    for minute in range(0, MINUTES_A_WEEK, 47):
        day, clock = divmod(minute, MINUTES_A_DAY)
        today, yesterday = WEEKDAYS[day] in days, WEEKDAYS[day - 1] in days
        over_midnight = ends <= begins
        expected = (today and clock >= begins and (over_midnight or clock < ends)) or (
            yesterday and over_midnight and clock < ends
        )
        assert bool(minutes >> minute & 1) == expected
