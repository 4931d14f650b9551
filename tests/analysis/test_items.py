"""Tests of single items: severities, deadlines, clocks and pauses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    MatrixCell,
    MeasurementWindow,
    PriorityMatrix,
    ServiceLevel,
    Severity,
    SeverityTime,
    Target,
    WindowKind,
)
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.analysis.items import Judged, judge_item, kept_in_time
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, hours, minutes, working_days
from tests.analysis.calculating import agreement, setting

EACH = MeasurementWindow(WindowKind.PER_INCIDENT)
OFFICE = HoursCalendar("office", spans=(HoursSpan(),))
SEVERITIES = (
    Severity("p1", "Critical", calendar="office", response=minutes(30), after_hours_response=hours(1)),
    Severity("p2", "Minor", response=working_days(1)),
)


def level(unit: str = "minutes", bound: str | None = None, **more: Any) -> ServiceLevel:
    """A time for each ticket; by its severity where there is no bound."""
    times: dict[str, Any] = {"targets": (Target(d(bound)),)} if bound else {"severity_time": SeverityTime.RESPONSE}
    return ServiceLevel("time", unit=unit, direction=Direction.LOWER, window=EACH, **(times | more))


def terms(of: ServiceLevel) -> Agreement:
    return agreement(of, severities=SEVERITIES, calendars=(OFFICE,), support_hours="office")


def judge(of: ServiceLevel, item: dict[str, Any], within: Agreement | None = None) -> Judged:
    place = setting(within or terms(of), {"level": "time", "items": [item]})
    items = place.reading.items
    assert items is not None
    return judge_item(items[0], place, "items[0]")


def test_a_severity_is_found_by_id_or_name() -> None:
    for text in ("p1", "Critical"):
        found = judge(level(), {"severity": text, "taken": 31, "after_hours": False})
        assert found.severity is SEVERITIES[0]
        assert found.miss.is_missed


def test_after_hours_the_time_for_after_hours_applies() -> None:
    assert not judge(level(), {"severity": "p1", "taken": 45, "after_hours": True}).miss.is_missed


@pytest.mark.parametrize(("opened", "done", "missed"), [("18:00", "18:59", False), ("18:00", "19:01", True)])
def test_after_hours_is_told_from_the_time_it_was_opened_and_runs_in_all_hours(
    opened: str, done: str, missed: bool
) -> None:
    item = {"severity": "p1", "opened": f"2026-04-01T{opened}", "done": f"2026-04-01T{done}"}
    assert judge(level(), item).miss.is_missed is missed


def test_a_time_beside_a_severity_runs_in_its_hours() -> None:
    found = judge(level(), {"severity": "p1", "opened": "2026-04-01T16:45", "done": "2026-04-02T09:15"})
    assert found.miss.value == 30
    assert found.miss.is_missed is False
    assert found.deadline == dt.datetime(2026, 4, 2, 9, 15, tzinfo=dt.UTC)


def matrix_terms() -> Agreement:
    standard = PriorityMatrix(cells=(MatrixCell("High", "Low", "p2"),))
    clinical = PriorityMatrix("clinical", cells=(MatrixCell("High", "Low", "p1"),))
    found = terms(level())
    metrics = msgspec.structs.replace(found.metrics, matrices=(standard, clinical))
    return msgspec.structs.replace(found, metrics=metrics)


@pytest.mark.parametrize(("environment", "severity"), [("", "p2"), ("clinical", "p1")])
def test_impact_and_urgency_give_the_severity(environment: str, severity: str) -> None:
    item = {"impact": "High", "urgency": "Low", "environment": environment, "after_hours": False}
    found = judge(level(), item, matrix_terms())
    assert found.severity is not None
    assert found.severity.id == severity
    assert found.miss.is_missed is None


@pytest.mark.parametrize(
    ("opened", "done", "value", "missed"),
    [
        ("2026-04-02T10:00", "2026-04-06T20:00", 2, False),
        ("2026-04-02T10:00", "2026-04-07", 3, True),
        ("2026-04-02T10:00", "2026-04-04T12:00", 2, False),
        ("2026-04-01T10:00", "2026-04-04T12:00", 3, True),
        ("2026-04-02T10:00", "2026-04-02T23:00", 0, False),
    ],
)
def test_working_days_end_with_the_day(opened: str, done: str, value: int, missed: bool) -> None:
    found = judge(level("working_days", "2"), {"opened": opened, "done": done})
    assert found.miss.value == value
    assert found.miss.is_missed is missed


def test_days_late_after_working_days_are_calendar_days() -> None:
    found = judge(level("working_days", "2"), {"opened": "2026-04-02T10:00", "done": "2026-04-12"})
    assert found.miss.late_days == 6


def test_pauses_move_the_deadline_and_do_not_count() -> None:
    pause = {"start": "2026-04-03T00:00", "end": "2026-04-04T00:00"}
    found = judge(level("working_days", "2"), {"opened": "2026-04-02T10:00", "done": "2026-04-07", "pauses": [pause]})
    assert not found.miss.is_missed
    hour = {"start": "2026-04-02T10:30", "end": "2026-04-02T11:30"}
    found = judge(level("hours", "2"), {"opened": "2026-04-02T10:00", "done": "2026-04-02T13:00", "pauses": [hour]})
    assert found.miss.value == 2
    assert found.miss.is_missed is False
    assert found.deadline == dt.datetime(2026, 4, 2, 13, tzinfo=dt.UTC)


PROMISED = Clock(ClockStart.PROMISED_DATE)


@pytest.mark.parametrize(("done", "late"), [("2026-04-15T23:59", 0), ("2026-04-16", 1), ("2026-04-17T00:30", 2)])
def test_lateness_counts_from_the_promised_day(done: str, late: int) -> None:
    found = judge(level("days", "0", clock=PROMISED), {"promised": "2026-04-15", "done": done})
    assert found.miss.late_days == late
    assert found.miss.is_missed is (late > 0)


def test_a_target_by_date_is_the_promised_date() -> None:
    by_date = level("days", targets=(Target(due_date=True),), severity_time=None)
    assert judge(by_date, {"promised": "2026-04-15", "done": "2026-04-16"}).miss.is_missed


def test_a_target_in_words_is_not_decided() -> None:
    in_words = level("hours", targets=(Target(words="at once"),), severity_time=None)
    found = judge(in_words, {"taken": 1})
    assert found.miss.is_missed is None
    assert "at once" in found.note


def test_an_open_item_is_not_decided_but_has_a_deadline() -> None:
    found = judge(level("hours", "4"), {"opened": "2026-04-01T10:00"})
    assert found.miss.is_missed is None
    assert found.deadline == dt.datetime(2026, 4, 1, 14, tzinfo=dt.UTC)


def test_a_month_ends_with_the_day_of_its_number() -> None:
    monthly = level("months", "1")
    assert not judge(monthly, {"opened": "2026-01-31", "done": "2026-02-28T20:00"}).miss.is_missed
    assert judge(monthly, {"opened": "2026-01-15", "done": "2026-02-16"}).miss.is_missed


def test_excluded_items_are_left_out() -> None:
    place = setting(
        terms(level("hours", "1")), {"level": "time", "items": [{"taken": 2, "excluded": "x"}, {"taken": 1}]}
    )
    assert kept_in_time(place) == [True]


@pytest.mark.parametrize(
    ("of", "item", "said"),
    [
        (level(), {"taken": 1}, "severity is not told"),
        (level(), {"severity": "p9"}, "no severity “p9”"),
        (level(), {"severity": "p1", "taken": 1}, "after hours"),
        (level(), {"severity": "p2", "taken": 5}, "does not tell one in working_days"),
        (level(), {"impact": "High", "urgency": "Low"}, "no priority matrix"),
        (level("hours", "1"), {"taken": 1, "opened": "2026-04-01"}, "not both"),
        (level("hours", "1"), {"opened": "2026-04-01", "done": "2026-04-02"}, "time of day"),
        (level("hours", "1"), {"opened": "2026-04-02T10:00", "done": "2026-04-01T10:00"}, "before it was opened"),
        (level("celsius", "1"), {"opened": "2026-04-02T10:00", "done": "2026-04-03T10:00"}, "celsius"),
        (level("days", "0", clock=PROMISED), {"done": "2026-04-01"}, "promised date is missing"),
        (level("hours", "1"), {"opened": "soon"}, "no date"),
        (level("hours", "1"), {"taken": -1, "unit": "minutes"}, "cannot be negative"),
    ],
)
def test_what_cannot_be_judged_gets_a_sentence(of: ServiceLevel, item: dict[str, Any], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        judge(of, item)


def test_an_unknown_impact_gets_a_sentence() -> None:
    with pytest.raises(MeasuredFileError, match="no impact “Huge”"):
        judge(level(), {"impact": "Huge", "urgency": "Low"}, matrix_terms())
