"""Tests of windows that slide over all that was observed, by hand and against trying every minute."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.consequences import TerminationTrigger
from slawizard.agreement.credit_shapes import Flat
from slawizard.agreement.metrics import (
    Count,
    Direction,
    Measurement,
    MeasurementWindow,
    OutageRule,
    ServiceLevel,
    Target,
    Total,
    WindowKind,
)
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, days, hours, minutes, months
from tests.analysis.calculating import agreement, answer, only_outcome, rule, uptime, window

QUARTER_HOUR = MeasurementWindow(WindowKind.SLIDING, length=minutes(15))
START = dt.datetime(2026, 4, 1)


def outage(first: str, last: str, **more: Any) -> dict[str, Any]:
    """An outage on the first of April."""
    return {"start": f"2026-04-01T{first}", "end": f"2026-04-01T{last}", **more}


def told(level: ServiceLevel, *outages: dict[str, Any], until: str = "2026-04-02", **more: Any) -> Any:
    """The answer for a day that was observed."""
    terms = agreement(level, rules=(rule(Flat(d("10"))),), **more)
    reading = {"level": "uptime", "outages": list(outages)}
    return answer(terms, window(reading, observed_until=until))


def test_the_worst_window_lies_across_two_outages() -> None:
    found = told(uptime(window=QUARTER_HOUR), outage("10:00", "10:06"), outage("10:12", "10:18"))
    level = found["windows"][0]["levels"][0]
    # From 10:00 to 10:15: six minutes and three; from 10:03 to 10:18: three and six. The earliest counts.
    assert level["from"] == "2026-04-01T10:00:00+00:00"
    assert only_outcome(found)["value"] == "40"
    assert only_outcome(found)["steps"][0] == (
        "Wherever a window of 15\u00a0minutes begins from 2026-04-01 to 2026-04-02, the worst begins at "
        "2026-04-01 10:00."
    )
    assert found["total"] == "100.00"


def test_a_window_without_its_end_stands_where_the_file_puts_it() -> None:
    terms = agreement(uptime(window=QUARTER_HOUR), rules=(rule(Flat(d("10"))),))
    reading = {"level": "uptime", "outages": [outage("10:00", "10:06")]}
    found = answer(terms, window(reading, start="2026-04-01T09:51"))
    assert only_outcome(found)["value"] == "60"


def test_an_outage_too_short_to_count_does_not_draw_the_window() -> None:
    level = uptime(window=QUARTER_HOUR, measurement=Measurement(outage=OutageRule(least=minutes(5))))
    found = told(level, outage("10:00", "10:04"), outage("12:00", "12:05"))
    assert found["windows"][0]["levels"][0]["from"] == "2026-04-01T11:50:00+00:00"


def test_time_that_does_not_count_and_weights_are_judged_at_every_edge() -> None:
    level = uptime(window=QUARTER_HOUR, measurement=Measurement(outage=OutageRule(weighted_by_affected=True)))
    found = told(level, outage("10:00", "10:15", affected_percent=20), outage("15:00", "15:06", affected_percent=100))
    assert only_outcome(found)["value"] == "60"
    away = outage("15:00", "15:06", affected_percent=100, excluded="maintenance")
    assert only_outcome(told(level, outage("10:00", "10:15", affected_percent=20), away))["value"] == "80"


def test_only_service_hours_are_lost() -> None:
    office = HoursCalendar("office", spans=(HoursSpan(start=dt.time(9), end=dt.time(17)),))
    level = uptime(window=MeasurementWindow(WindowKind.SLIDING, length=hours(2)), hours="office")
    found = told(level, outage("06:00", "09:30"), outage("12:00", "12:20"), calendars=(office,))
    # From 07:30 on a window holds half an hour of service, and all of it is lost.
    assert only_outcome(found)["value"] == "0"
    assert found["windows"][0]["levels"][0]["from"] == "2026-04-01T07:30:00+00:00"


def test_error_rates_and_totals_slide_too() -> None:
    total = ServiceLevel(
        "uptime", unit="minutes", direction=Direction.LOWER, statistic=Total(), targets=(Target(d("3")),),
        window=QUARTER_HOUR, measurement=Measurement(outage=OutageRule(error_rate_percent=d("5"))),
    )  # fmt: skip
    terms = agreement(total, rules=(rule(Flat(d("10"))),))
    rates = [0] * 20 + [9, 0, 9, 0, 9, 9] + [0] * 20
    found = answer(terms, window({"level": "uptime", "error_minutes": rates}, observed_until="2026-04-01T01:00"))
    assert only_outcome(found)["value"] == "4"


@pytest.mark.parametrize(
    ("reading", "until", "says"),
    [
        ({"outages": [{"lasted": 4}]}, "2026-04-02", "start and end"),
        ({"value": "99"}, "2026-04-02", "found from outages"),
        ({"outages": []}, "2026-04-01T00:10", "longer than the time"),
        ({"outages": [outage("10:00", "11:00")]}, "2026-04-01T09:00", "outside the time"),
        ({"outages": []}, "tomorrow", "no date"),
    ],
)
def test_what_no_window_can_slide_over_is_refused(reading: dict[str, Any], until: str, says: str) -> None:
    terms = agreement(uptime(window=QUARTER_HOUR))
    with pytest.raises(MeasuredFileError, match=says):
        answer(terms, window({"level": "uptime", **reading}, observed_until=until))


def test_windows_that_do_not_slide_have_no_observed_time() -> None:
    with pytest.raises(MeasuredFileError, match="windows that slide"):
        answer(agreement(), window({"level": "uptime", "value": "99"}, observed_until="2026-05-01"))


def test_intervals_that_begin_with_the_window_are_refused() -> None:
    level = uptime(window=QUARTER_HOUR, measurement=Measurement(outage=OutageRule(interval=minutes(5))))
    with pytest.raises(MeasuredFileError, match="Intervals begin with the window"):
        told(level, outage("10:00", "10:06"))


def test_a_window_of_days_slides_over_months() -> None:
    """Neither April nor May holds more than two of three outages of six hours; thirty days from 19 April hold all."""
    level = uptime(window=MeasurementWindow(WindowKind.SLIDING, length=days(30)))
    spans = [{"start": f"2026-{day}T00:00", "end": f"2026-{day}T06:00"} for day in ("04-20", "05-15", "05-19")]
    terms = agreement(level, rules=(rule(Flat(d("10"))),))
    found = answer(terms, window({"level": "uptime", "outages": spans}, observed_until="2026-07-01"))
    assert only_outcome(found)["value"] == "97.5"
    assert found["windows"][0]["levels"][0]["from"] == "2026-04-19T06:00:00+00:00"


def test_outages_are_counted_in_the_window_that_holds_most_of_them() -> None:
    """Three short outages lie within six months; the longest outage alone does not draw the window."""
    half_a_year = MeasurementWindow(WindowKind.SLIDING, length=months(6))
    level = ServiceLevel(
        "uptime", unit="count", direction=Direction.LOWER, statistic=Count(), targets=(Target(d("2")),),
        window=half_a_year,
    )  # fmt: skip
    spans = [
        {"start": f"2026-{day}T00:00", "end": f"2026-{day}T{hour}"}
        for day, hour in (("01-10", "20:00"), ("08-01", "00:05"), ("09-01", "00:05"), ("11-30", "00:05"))
    ]
    terms = agreement(level, termination=(TerminationTrigger(floor=d("2")),))
    found = answer(
        terms, window({"level": "uptime", "outages": spans}, start="2026-01-01", observed_until="2027-01-01")
    )
    assert only_outcome(found)["value"] == "3"
    assert found["termination"][0]["right"] is True


@settings(max_examples=60)
@given(st.sets(st.integers(0, 30), max_size=8), st.integers(1, 15))
def test_the_most_outages_are_those_of_every_place(starts: set[int], length: int) -> None:
    """Outages of half a minute: one that has begun, or is not over, is in the window."""
    size = MeasurementWindow(WindowKind.SLIDING, length=minutes(length))
    level = ServiceLevel(
        "uptime", unit="count", direction=Direction.LOWER, statistic=Count(), targets=(Target(d("2")),), window=size
    )
    outages = [outage(f"00:{minute:02}:00", f"00:{minute:02}:30") for minute in sorted(starts)]
    found = told(level, *outages, until="2026-04-01T00:31")
    tenths = range((31 - length) * 10 + 1)
    most = max(
        sum(begin < 10 * minute + 5 and 10 * minute < begin + 10 * length for minute in starts) for begin in tenths
    )
    assert only_outcome(found)["value"] == str(most)


MINUTES = st.sets(st.integers(0, 90), max_size=40)


@settings(max_examples=60)
@given(MINUTES, st.integers(1, 45), st.booleans())
def test_the_worst_place_is_that_of_every_minute(down: set[int], length: int, weighted: bool) -> None:
    """Outages of a minute each, weighed or not, against every place that begins on a minute."""
    size = MeasurementWindow(WindowKind.SLIDING, length=minutes(length))
    level = uptime(window=size, measurement=Measurement(outage=OutageRule(weighted_by_affected=weighted)))
    outages = []
    for minute in sorted(down):
        first, last = START + dt.timedelta(minutes=minute), START + dt.timedelta(minutes=minute + 1)
        outages.append({"start": first.isoformat(), "end": last.isoformat(), "affected_percent": 50})
    found = told(level, *outages, until="2026-04-01T01:31")
    weight = Decimal("0.5") if weighted else Decimal(1)
    worst = max(len(down & set(range(at, at + length))) for at in range(91 - length + 1))
    value = Decimal(only_outcome(found)["value"])
    assert abs(value - (100 - worst * weight * 100 / length)) < Decimal("1e-20")
