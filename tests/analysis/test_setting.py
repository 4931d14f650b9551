"""Tests of finding what a reading is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Dimension,
    Direction,
    MeasurementWindow,
    ServiceLevel,
    Severity,
    Target,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.errors import CalculationError, MeasuredFileError
from tests.agreements.quantities import d, months
from tests.analysis.calculating import agreement, answer, measured, only_outcome, setting, uptime, window

REGIONS = (Dimension("region", ("EU", "US")),)


def row(value: str | None, **where: str) -> Target:
    return Target(
        None if value is None else d(value), where=tuple(Coordinate(name, each) for name, each in where.items())
    )


BY_REGION = uptime(dimensions=REGIONS, targets=(row("99.9", region="EU"), row("99.5", region="US")))


def test_a_cell_has_the_target_of_its_row() -> None:
    found = setting(agreement(BY_REGION), {"level": "uptime", "where": {"region": "US"}, "value": 99})
    assert found.target is BY_REGION.targets[1]


def test_the_row_that_names_most_of_a_cell_wins() -> None:
    level = uptime(dimensions=REGIONS, targets=(row("99"), row("99.9", region="EU")))
    eu = setting(agreement(level), {"level": "uptime", "where": {"region": "EU"}, "value": 99})
    other = setting(agreement(level), {"level": "uptime", "where": {"region": "US"}, "value": 99})
    assert eu.target is level.targets[1]
    assert other.target is level.targets[0]


def test_a_severity_is_a_coordinate_by_id_or_name() -> None:
    terms = agreement(uptime(targets=(row("99", severity="P1"), row("98", Severity="p2"))), severities=SEVERITIES)
    found = setting(terms, {"level": "uptime", "where": {"severity": "First"}, "value": 99})
    assert found.target is not None
    assert found.target.value == 99


SEVERITIES = (Severity("P1", "First"), Severity("p2", "Second"))


def test_a_target_left_open_is_filled_in() -> None:
    found = setting(agreement(uptime(targets=(Target(),))), {"level": "uptime", "target": "99.9", "value": 99})
    assert found.target is not None
    assert found.target.value == d("99.9")


def test_hours_come_from_target_level_or_service_hours() -> None:
    hours = tuple(HoursCalendar(name, spans=(HoursSpan(),)) for name in ("a", "b", "c"))
    terms = agreement(uptime(targets=(Target(d("99"), calendar="a"),), hours="b"), calendars=hours)
    assert setting(terms, {"level": "uptime", "value": 99}).calendar is hours[0]
    terms = agreement(uptime(hours="b"), calendars=hours)
    assert setting(terms, {"level": "uptime", "value": 99}).calendar is hours[1]
    objectives = msgspec.structs.replace(terms.objectives, service_hours="c")
    terms = msgspec.structs.replace(agreement(uptime()), objectives=objectives)
    assert setting(terms, {"level": "uptime", "value": 99}).calendar is hours[2]


def test_a_part_of_a_window_is_the_part_the_service_ran_in() -> None:
    file = window({"level": "uptime", "outages": []}, subscribed_from="2026-04-11", subscribed_until="2026-04-20")
    found = answer(agreement(), file)["windows"][0]["levels"][0]
    assert found["outcomes"][0]["allowed_downtime"]["of_minutes"] == "14400"


def test_the_term_is_as_long_as_agreed() -> None:
    level = uptime(window=MeasurementWindow(WindowKind.TERM))
    frame = msgspec.structs.replace(agreement().frame, term=months(3))
    terms = msgspec.structs.replace(agreement(level), frame=frame)
    assert setting(terms, {"level": "uptime", "value": 99}, start="2026-01-01").span.days == 90


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ({"level": "uptme"}, "no service level “uptme”"),
        ({"level": "uptime", "where": {"planet": "Mars"}}, "no dimension “planet”"),
        ({"level": "uptime", "where": {"region": "AP"}}, "no value “AP” of “region”"),
        ({"level": "uptime"}, "No target of “uptime” is for a reading without"),
        ({"level": "uptime", "where": {"region": "EU"}, "target": 98}, "the agreement 99.9"),
    ],
)
def test_an_unknown_name_gets_a_sentence_with_the_known_ones(reading: dict[str, Any], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        setting(agreement(BY_REGION), {"value": 99, **reading})


def test_two_rows_for_one_cell_are_told() -> None:
    level = uptime(dimensions=REGIONS, targets=(row("99", region="EU"), row("98", region="EU")))
    with pytest.raises(MeasuredFileError, match="More than one target"):
        setting(agreement(level), {"level": "uptime", "where": {"region": "EU"}, "value": 99})


def test_hours_that_do_not_exist_are_told() -> None:
    with pytest.raises(CalculationError, match="no hours called “night”"):
        setting(agreement(uptime(hours="night")), {"level": "uptime", "value": 99})
    with pytest.raises(MeasuredFileError, match="no hours called “night”"):
        answer(agreement(uptime(hours="night")), window({"level": "uptime", "value": 99}))


@pytest.mark.parametrize("start", ["2026-04-02", "April", ""])
def test_a_window_that_begins_nowhere_is_told(start: str) -> None:
    with pytest.raises(MeasuredFileError, match=r"windows\[0\].start"):
        answer(agreement(), window({"level": "uptime", "value": 99}, start=start))


def test_a_window_without_any_service_is_told() -> None:
    with pytest.raises(MeasuredFileError, match="did not run"):
        answer(agreement(), window({"level": "uptime", "value": 99}, subscribed_from="2026-05-01"))
    assert measured().windows == ()


def test_a_part_of_a_window_counts_as_a_whole_one_where_that_is_agreed() -> None:
    """Five hours of an April that ran from the 16th on: of 720 hours 99.31 %, of 360 98.61 %."""
    shape = MeasurementWindow(part_counts_whole=True)
    outage = {"level": "uptime", "outages": [{"lasted": 5, "unit": "hours"}]}
    late = window(outage, subscribed_from="2026-04-16")
    whole, part = (answer(agreement(level), late) for level in (uptime(window=shape), uptime()))
    assert only_outcome(whole)["value"].startswith("99.305")
    assert only_outcome(part)["value"].startswith("98.611")


def test_a_tickets_times_are_those_of_the_hours_its_clock_runs_in() -> None:
    """An hour is left on Friday in Los Angeles, where it is night by the universal clock, and Monday has the other."""
    core = HoursCalendar("core", time_zone="America/Los_Angeles", spans=(HoursSpan(start=dt.time(9), end=dt.time(17)),))
    level = ServiceLevel(
        "answer", unit="service_hours", direction=Direction.LOWER, statistic=Worst(), targets=(Target(d("2")),),
        window=MeasurementWindow(WindowKind.PER_INCIDENT), clock=Clock(ClockStart.TICKET, calendar="core"),
    )  # fmt: skip
    item = {"opened": "2026-05-15T16:00", "done": "2026-05-18T10:00"}
    found = answer(agreement(level, calendars=(core,)), window({"level": "answer", "items": [item]}))
    assert only_outcome(found)["value"] == "2"
