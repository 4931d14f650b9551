"""Tests of judging a reading."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from slawizard.agreement.metrics import (
    Alternative,
    Count,
    Direction,
    MatrixCell,
    MeasurementWindow,
    PriorityMatrix,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Standing,
    Target,
    Total,
    WindowKind,
    Worst,
)
from slawizard.analysis.outcomes import Outcome, outcomes_of
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import agreement, answer, only_outcome, setting, uptime, window

EACH = MeasurementWindow(WindowKind.PER_INCIDENT)
SEVERITIES = (Severity("p1", response=minutes(15)), Severity("p2", response=hours(1)))


def judge(level: ServiceLevel, **reading: Any) -> tuple[Outcome, ...]:
    return outcomes_of(setting(agreement(level, severities=SEVERITIES), {"level": level.id, **reading}))


def test_a_window_has_one_judgement_with_its_allowance() -> None:
    (found,) = judge(uptime(), outages=[{"lasted": 60}])
    assert found.miss.is_missed
    assert found.allowance is not None
    assert found.allowance.minutes == d("43.2")
    assert found.miss.lost_minutes == 60


def test_lost_time_is_told_by_an_availability() -> None:
    (found,) = judge(uptime(), value="99.5")
    assert found.miss.lost_minutes == 216


def test_the_minimum_level_is_judged_beside_the_target() -> None:
    (found,) = judge(uptime(targets=(Target(d("99.9"), minimum=d("99.5")),)), value="99.7")
    assert found.miss.is_missed
    assert found.at_minimum is not None
    assert not found.at_minimum.is_missed


@pytest.mark.parametrize(("outage", "missed"), [(50, False), (60, False), (70, True)])
def test_either_of_two_limits_is_enough(outage: int, missed: bool) -> None:
    level = uptime(targets=(Target(d("99.99"), alternative=Alternative(d("1"), "hours")),))
    (found,) = judge(level, outages=[{"lasted": outage}])
    assert found.miss.is_missed is missed


def test_another_limit_that_is_not_told_leaves_a_miss_open() -> None:
    level = uptime(targets=(Target(d("99.9"), alternative=Alternative(d("8"), "service_hours")),))
    (found,) = judge(level, value="99")
    assert found.miss.is_missed is None
    assert "service hours" in found.note
    (told,) = judge(level, value="99", alternative_value=8)
    assert told.miss.is_missed is False


def test_each_incident_is_judged_by_itself() -> None:
    level = ServiceLevel("repair", unit="hours", direction=Direction.LOWER, window=EACH, targets=(Target(d("2")),))
    assert [each.miss.is_missed for each in judge(level, samples=[1, 2, 3])] == [False, False, True]
    assert [each.label for each in judge(level, items=[{"taken": 3}, {"id": "T-7", "taken": 1}])] == ["item 1", "T-7"]


def test_each_outage_is_judged_by_its_length() -> None:
    level = ServiceLevel(
        "down", unit="hours", direction=Direction.LOWER, statistic=Total(), window=EACH, targets=(Target(d("1")),)
    )
    assert [each.miss.is_missed for each in judge(level, outages=[{"lasted": 60}, {"lasted": 61}])] == [False, True]


def test_an_interruption_that_counts_misses_a_hundred_percent() -> None:
    level = uptime(window=EACH, targets=(Target(d("100")),))
    (found,) = judge(level, outages=[{"lasted": 5}])
    assert found.miss.is_missed
    assert found.miss.lost_minutes == 5


def test_tickets_of_a_month_miss_by_the_one_furthest_past_its_own_bound() -> None:
    level = ServiceLevel(
        "response",
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        severity_time=SeverityTime.RESPONSE,
    )
    (found,) = judge(level, items=[{"severity": "p2", "taken": 70}, {"severity": "p1", "taken": 30}])
    assert found.miss.bound == 15
    assert [item.miss.is_missed for item in found.items] == [True, True]
    (kept,) = judge(level, items=[])
    assert kept.miss.is_missed is False


def test_a_share_within_a_time_keeps_its_items() -> None:
    level = uptime(statistic=ShareWithin(), severity_time=SeverityTime.RESPONSE, targets=(Target(d("90")),))
    (found,) = judge(level, items=[{"severity": "p1", "taken": 10, "unit": "minutes"}] * 3)
    assert found.miss.value == 100
    assert len(found.items) == 3


def test_an_item_may_ask_for_its_severity_alone_and_a_count_needs_no_times() -> None:
    matrix = PriorityMatrix(cells=(MatrixCell("High", "Low", "p2"),))
    level = ServiceLevel(
        "response", unit="minutes", direction=Direction.LOWER, window=EACH, severity_time=SeverityTime.RESPONSE
    )
    terms = agreement(level, severities=SEVERITIES)
    terms = msgspec.structs.replace(terms, metrics=msgspec.structs.replace(terms.metrics, matrices=(matrix,)))
    found = only_outcome(answer(terms, window({"level": "response", "items": [{"impact": "High", "urgency": "Low"}]})))
    assert (found["severity"], found["met"]) == ("p2", None)
    count = ServiceLevel(
        "missed", unit="count", direction=Direction.LOWER, statistic=Count(), targets=(Target(d("2")),)
    )
    assert only_outcome(answer(agreement(count), window({"level": "missed", "items": [{}, {}, {}]})))["met"] is False


def test_a_level_for_information_is_not_decided_without_a_target() -> None:
    level = ServiceLevel("mood", unit="score", standing=Standing.INFORMATIONAL, statistic=Worst())
    (found,) = judge(level, samples=[3])
    assert found.miss.is_missed is None
    assert "information" in found.note


def test_what_is_only_told_is_taken_as_told() -> None:
    assert judge(uptime(), missed=True)[0].miss.is_missed is True
    assert judge(uptime(), violations=0)[0].miss.is_missed is False
    with pytest.raises(MeasuredFileError, match="cannot be negative"):
        judge(uptime(), violations=-1)


def test_a_reading_without_figures_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match="Nothing was measured"):
        judge(uptime())


def test_the_value_of_a_severitys_time_is_judged_like_a_ticket() -> None:
    level = ServiceLevel(
        "response", unit="minutes", direction=Direction.LOWER, window=EACH, severity_time=SeverityTime.RESPONSE
    )
    (found,) = judge(level, value=20, where={"severity": "p1"})
    assert found.miss.is_missed
