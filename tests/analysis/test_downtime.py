"""Tests of the downtime a target allows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import ExcludedTime, Measurement, MeasurementWindow, ServiceLevel, WindowKind
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan, Weekday
from slawizard.analysis.downtime import allowance, average_allowance, clock_words, time_words
from slawizard.analysis.service_time import ONE_DAY
from slawizard.errors import CalculationError
from tests.agreements.quantities import d, days

BERLIN = ServiceLevel("uptime", time_zone="Europe/Berlin")
CORE = HoursCalendar("core", time_zone="America/New_York", spans=(HoursSpan(WEEKDAYS, dt.time(7), dt.time(21)),))


@pytest.mark.parametrize(("month", "shown"), [(2, "100:48"), (3, "111:27"), (4, "108:00"), (10, "111:45")])
def test_each_months_own_length_counts(month: int, shown: str) -> None:
    found = allowance(BERLIN, d("99.75"), None, dt.date(2026, month, 1))
    assert clock_words(found.minutes) == shown


def test_excluded_time_leaves_the_denominator() -> None:
    quarter = ServiceLevel("core", window=MeasurementWindow(WindowKind.QUARTER))
    found = allowance(quarter, d("99.9"), CORE, dt.date(2026, 1, 1), d("600"))
    assert (found.agreed_minutes, found.minutes) == (d("75000"), d("75"))


def test_excluded_time_that_counts_as_up_stays() -> None:
    level = ServiceLevel("uptime", measurement=Measurement(excluded_time=ExcludedTime.COUNTS_AS_UP))
    assert allowance(level, d("99"), None, dt.date(2026, 4, 1), d("600")).minutes == 432


def test_a_window_that_does_not_begin_there_is_refused() -> None:
    with pytest.raises(CalculationError, match="No calendar month begins"):
        allowance(BERLIN, d("99"), None, dt.date(2026, 4, 2))


def test_three_nines_are_43_minutes_50_a_month_on_average() -> None:
    found = average_allowance(ServiceLevel("uptime"), d("99.9"))
    assert found is not None
    assert time_words(found) == "43\u00a0min 50\u00a0s"


def test_a_window_without_a_length_has_no_average() -> None:
    incident = ServiceLevel("uptime", window=MeasurementWindow(WindowKind.PER_INCIDENT))
    assert average_allowance(incident, d("99.9")) is None
    assert average_allowance(incident, d("99.9"), CORE) is None


def test_only_the_agreed_hours_count_on_average() -> None:
    # 365 days of 14 hours, by 12 months; the clocks change at night.
    assert average_allowance(ServiceLevel("core"), d("99"), CORE, 2027) == d("365") * 14 * 60 / 12 / 100


def test_holidays_leave_the_average() -> None:
    closed = msgspec.structs.replace(CORE, own_holidays=(dt.date(2027, 7, 1), dt.date(2027, 7, 2)))
    level = ServiceLevel("core", window=MeasurementWindow(WindowKind.YEAR))
    assert average_allowance(level, d("99"), closed, 2027) == d("363") * 14 * 60 / 100


def test_a_window_that_counts_as_one_length_has_that_average() -> None:
    level = ServiceLevel("uptime", window=MeasurementWindow(counts_as=days(30)))
    assert average_allowance(level, d("99.9")) == d("43.2")


@pytest.mark.parametrize(
    ("minutes", "words"), [("108", "1\u00a0h 48\u00a0min 0\u00a0s"), ("0.5", "30\u00a0s"), ("0", "0\u00a0s")]
)
def test_minutes_read_as_hours_minutes_seconds(minutes: str, words: str) -> None:
    assert time_words(d(minutes)) == words


# --- all months of half a century, in twenty zones ---------------------------------------------------------------

TWENTY_ZONES = (
    *("UTC", "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Moscow", "Europe/Istanbul"),
    *("Africa/Casablanca", "Africa/Johannesburg", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo"),
    *("Australia/Lord_Howe", "Australia/Sydney", "Pacific/Apia", "Pacific/Chatham"),
    *("America/New_York", "America/Sao_Paulo", "America/St_Johns", "America/Havana"),
)
"""With clocks that change by an hour, by half an hour, at midnight, in Ramadan, once for all, and by a whole day."""

OFFICE = HoursSpan(WORKWEEK, dt.time(9), dt.time(17))
NIGHTS = HoursSpan((Weekday.SAT, Weekday.SUN), dt.time(22), dt.time(6))


def instant(day: dt.date, hour: int, zone: ZoneInfo) -> int:
    """Seconds since 1970 at an hour of a local day."""
    return int(dt.datetime(day.year, day.month, day.day, hour, tzinfo=zone).timestamp())


@pytest.mark.parametrize("name", TWENTY_ZONES)
def test_each_month_from_2000_to_2050_agrees_with_the_seconds_of_its_zone(name: str) -> None:
    zone, level = ZoneInfo(name), ServiceLevel("uptime", time_zone=name)
    firsts = [dt.date(2000 + number // 12, number % 12 + 1, 1) for number in range(51 * 12 + 1)]
    for first, following in pairwise(firsts):
        seconds = instant(following, 0, zone) - instant(first, 0, zone)
        found = allowance(level, d("99"), None, first)
        assert found.agreed_minutes * 60 == seconds, first
        assert found.minutes * 6000 == seconds, first


@pytest.mark.parametrize("name", TWENTY_ZONES)
def test_office_hours_and_nights_from_2000_to_2050_agree_with_their_seconds_day_by_day(name: str) -> None:
    zone, level = ZoneInfo(name), ServiceLevel("uptime", time_zone=name)
    calendar = HoursCalendar("hours", time_zone=name, spans=(OFFICE, NIGHTS))
    firsts = [dt.date(2000 + number // 12, number % 12 + 1, 1) for number in range(51 * 12 + 1)]
    for first, following in pairwise(firsts):
        start, end, seconds = instant(first, 0, zone), instant(following, 0, zone), 0
        day = first - ONE_DAY
        while day < following:
            if day.weekday() < 5:
                begin, last = instant(day, 9, zone), instant(day, 17, zone)
            else:
                begin, last = instant(day, 22, zone), instant(day + ONE_DAY, 6, zone)
            seconds += max(0, min(last, end) - max(begin, start))
            day += ONE_DAY
        assert allowance(level, d("99"), calendar, first).agreed_minutes * 60 == seconds, first


ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")


@given(st.sampled_from(ZONES), st.integers(2000, 2060), st.integers(1, 12), st.decimals(0, 100, places=3))
def test_the_allowance_is_the_rest_of_the_months_seconds(zone: str, year: int, month: int, target: Decimal) -> None:
    found = allowance(ServiceLevel("uptime", time_zone=zone), target, None, dt.date(year, month, 1))
    start = dt.datetime(year, month, 1, tzinfo=ZoneInfo(zone))
    end = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=ZoneInfo(zone))
    seconds = int(end.timestamp() - start.timestamp())
    assert found.minutes == Decimal(seconds) / 60 * (100 - target) / 100
