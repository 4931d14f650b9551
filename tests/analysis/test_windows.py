"""Tests of measurement windows on the calendar."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.windows import add_calendar, add_months, local_midnight, window_span, zone_of
from slawizard.errors import CalculationError
from tests.agreements.quantities import d, days, hours, minutes, months

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Santiago")


def at(zone: str, year: int, month: int, day: int, hour: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, tzinfo=zone_of(zone))


def length(kind: WindowKind, start: dt.datetime, **more: object) -> Decimal:
    return window_span(MeasurementWindow(kind, **more), start).minutes  # type: ignore[arg-type]


def test_march_2026_in_berlin_is_an_hour_short() -> None:
    assert length(WindowKind.CALENDAR_MONTH, at("Europe/Berlin", 2026, 3, 1)) == 44580


def test_october_2026_in_berlin_is_an_hour_long() -> None:
    assert length(WindowKind.CALENDAR_MONTH, at("Europe/Berlin", 2026, 10, 1)) == 44700


def test_a_quarter_of_the_fiscal_year_begins_with_its_month() -> None:
    span = window_span(MeasurementWindow(WindowKind.QUARTER, year_starts=2), at("UTC", 2026, 2, 1))
    assert span.end == at("UTC", 2026, 5, 1)


def test_a_quarter_that_begins_elsewhere_is_refused() -> None:
    with pytest.raises(CalculationError, match="the year begins in month 1"):
        window_span(MeasurementWindow(WindowKind.QUARTER), at("UTC", 2026, 2, 1))


def test_a_billing_month_begins_on_its_day() -> None:
    window = MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=15)
    assert window_span(window, at("UTC", 2026, 1, 15)).end == at("UTC", 2026, 2, 15)
    with pytest.raises(CalculationError, match="begins on day 15"):
        window_span(window, at("UTC", 2026, 1, 1))


def test_thirty_fixed_days_have_an_hour_less_when_the_clocks_go_forward() -> None:
    assert length(WindowKind.FIXED_DAYS, at("Europe/Berlin", 2026, 3, 10)) == 30 * 1440 - 60


def test_a_clock_hour_has_sixty_minutes_also_when_the_clocks_change() -> None:
    assert length(WindowKind.CLOCK_HOUR, at("Europe/Berlin", 2026, 3, 29, 1)) == 60
    with pytest.raises(CalculationError, match="minute 0"):
        length(WindowKind.CLOCK_HOUR, at("UTC", 2026, 1, 1).replace(minute=5))


def test_a_sliding_window_has_its_own_length_from_any_moment() -> None:
    assert length(WindowKind.SLIDING, at("UTC", 2026, 1, 1).replace(minute=7), length=minutes(15)) == 15


def test_a_week_begins_on_monday() -> None:
    assert length(WindowKind.WEEK, at("UTC", 2026, 4, 6)) == 10080
    with pytest.raises(CalculationError, match="Monday"):
        length(WindowKind.WEEK, at("UTC", 2026, 4, 7))


def test_a_term_without_a_length_is_refused() -> None:
    with pytest.raises(CalculationError, match="length of the term"):
        length(WindowKind.TERM, at("UTC", 2026, 1, 1))


def test_a_month_after_the_31st_is_the_last_day() -> None:
    assert add_months(dt.date(2026, 1, 31), 1) == dt.date(2026, 2, 28)


def test_a_day_keeps_the_clock_and_24_hours_do_not() -> None:
    before = at("Europe/Berlin", 2026, 3, 28, 12)
    assert add_calendar(before, days(1)).hour == 12
    assert add_calendar(before, hours(24)).hour == 13


def test_half_a_month_cannot_be_laid_on_a_calendar() -> None:
    with pytest.raises(CalculationError, match="part of a month"):
        add_calendar(at("UTC", 2026, 1, 1), Duration(d("0.5"), TimeUnit.MONTHS))
    assert add_calendar(at("UTC", 2026, 1, 1), months(1)) == at("UTC", 2026, 2, 1)


def test_an_unknown_time_zone_is_named() -> None:
    with pytest.raises(CalculationError, match="Mars/Olympus"):
        zone_of("Mars/Olympus")


@given(st.sampled_from(ZONES), st.integers(2000, 2060), st.integers(1, 12))
def test_a_months_minutes_are_those_that_pass_in_utc(zone: str, year: int, month: int) -> None:
    start = local_midnight(dt.date(year, month, 1), zone_of(zone))
    following = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone_of(zone))
    passed = following.timestamp() - start.timestamp()
    assert length(WindowKind.CALENDAR_MONTH, start) == Decimal(int(passed)) / 60
