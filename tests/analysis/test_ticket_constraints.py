"""Tests of what shifts and ticket volumes say of response and resolution targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.expectations import Evidence, StaffShift, TicketLoad
from slawizard.agreement.metrics import (
    Coordinate,
    Dimension,
    Direction,
    LevelKind,
    MeasurementWindow,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan
from slawizard.analysis.beta import at_least
from slawizard.analysis.staffing import answered_within
from slawizard.analysis.ticket_constraints import cover_constraint, limits_of, queue_constraint
from slawizard.analysis.verdict import Promise, Verdict
from slawizard.analysis.week import WHOLE_WEEK
from tests.agreements.quantities import d, hours, minutes, service_hours, working_days
from tests.analysis.calculating import agreement
from tests.analysis.evidence import with_expectations

OFFICE = HoursSpan(WORKWEEK, dt.time(9), dt.time(17))
ALWAYS = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
CALENDAR = HoursCalendar("office", spans=(OFFICE,), holidays_of="DE")
SEVERITIES = (
    Severity("s1", response=minutes(30), resolution=hours(4)),
    Severity("s2", response=service_hours(2), resolution=working_days(2)),
)
SHARE = ServiceLevel(
    "response",
    kind=LevelKind.RESPONSE,
    statistic=ShareWithin(),
    severity_time=SeverityTime.RESPONSE,
    targets=(Target(d("90")),),
)
SINGLE = ServiceLevel(
    "single",
    kind=LevelKind.RESPONSE,
    unit="minutes",
    direction=Direction.LOWER,
    statistic=Worst(),
    window=MeasurementWindow(WindowKind.PER_INCIDENT),
    dimensions=(Dimension("Severity", ("s1",)),),
    targets=(Target(d("15"), where=(Coordinate("Severity", "s1"),)),),
)
LOADS = (TicketLoad("s1", d("100"), minutes(60)), TicketLoad("s2", d("300"), minutes(60)))
NIGHT_AND_DAY = (StaffShift("All", 2, ALWAYS),)


def promise(level: ServiceLevel = SHARE, support_hours: str = "office", **expectations: Any) -> Promise:
    """The first target of a level in an agreement with two severities and office hours."""
    terms = agreement(level, severities=SEVERITIES, calendars=(CALENDAR,), support_hours=support_hours)
    return Promise(with_expectations(terms, **expectations), level, 0, 0, level.targets[0])


def test_each_severity_has_its_limit_and_its_hours() -> None:
    first, second = limits_of(promise())
    assert (first.minutes, first.hours, first.service_clock) == (30, WHOLE_WEEK, False)
    assert (second.minutes, second.service_clock) == (120, True)
    assert second.hours.bit_count() == 40 * 60
    assert (first.holiday_hours, second.holiday_hours) == (WHOLE_WEEK, 0)


def test_a_single_ticket_has_the_limit_of_its_target() -> None:
    (limit,) = limits_of(promise(SINGLE))
    assert (limit.severity, limit.minutes) == ("s1", 15)


def test_other_levels_are_not_about_tickets() -> None:
    assert limits_of(promise(ServiceLevel("a", targets=(Target(d("99")),)))) == ()


def test_nights_without_staff_make_a_round_the_clock_promise_unrealistic() -> None:
    found = cover_constraint(promise(staffing=(StaffShift("Day", 3, OFFICE),)))
    assert found is not None
    assert (found.verdict, found.path) == (Verdict.UNREALISTIC, "expectations.staffing")
    assert "Saturday and Sunday, all day" in found.words
    assert any(name == "nobody on call on a public holiday" for name, _ in found.figures)


def test_staff_at_every_hour_leave_all_room() -> None:
    found = cover_constraint(promise(staffing=NIGHT_AND_DAY))
    assert found is not None
    assert found.verdict is None
    assert found.words == "Somebody is on duty in time for every ticket."


def test_for_a_single_ticket_the_share_that_comes_too_early_is_the_chance_to_miss() -> None:
    long_day = HoursSpan(WEEKDAYS, dt.time(0), dt.time(21, 36))  # 90 % of the day; 15 minutes more still reach 00:00
    found = cover_constraint(promise(SINGLE, staffing=(StaffShift("Day", 3, long_day),)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


def test_the_chance_is_that_enough_of_a_months_tickets_are_in_time() -> None:
    found = queue_constraint(promise(staffing=NIGHT_AND_DAY, evidence=Evidence(tickets=LOADS)))
    assert found is not None
    load = 400 * 12 / (365.2425 * 24)
    in_time = 0.25 * answered_within(load, 2, 0.5) + 0.75 * answered_within(load, 2, 2.0)
    assert found.chance == pytest.approx(at_least(360, 400, in_time))
    assert ("people at a time", "2") in found.figures


def test_the_agents_named_count_before_those_of_the_shifts() -> None:
    evidence = Evidence(tickets=LOADS, agents=7)
    found = queue_constraint(promise(staffing=NIGHT_AND_DAY, evidence=evidence))
    assert found is not None
    assert ("people at a time", "7") in found.figures


def test_a_ticket_must_be_worked_on_to_be_solved() -> None:
    level = ServiceLevel(
        "resolution", kind=LevelKind.RESOLUTION, statistic=ShareWithin(), severity_time=SeverityTime.RESOLUTION
    )
    evidence = Evidence(tickets=(TicketLoad("s1", d("1"), hours(4)),), agents=50)
    solved = queue_constraint(promise(msgspec.structs.replace(level, targets=(Target(d("90")),)), evidence=evidence))
    assert solved is not None
    # With people to spare, a job of four hours on average is done in four hours in 63 of 100 cases.
    assert ("tickets in time", "63\u00a0%") in solved.figures


@pytest.mark.parametrize(
    "evidence",
    [Evidence(), Evidence(tickets=(TicketLoad("s1"),)), Evidence(tickets=(TicketLoad("s1", d("0"), minutes(5)),))],
)
def test_without_volumes_and_working_times_nothing_is_said(evidence: Evidence) -> None:
    assert queue_constraint(promise(staffing=NIGHT_AND_DAY, evidence=evidence)) is None


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 60), st.decimals(1, 3000, places=0), st.decimals(50, 100, places=1))
def test_more_agents_are_never_worse_and_a_tighter_target_never_likelier(
    agents: int, tickets: Decimal, target: Decimal
) -> None:
    def chance(people: int, share: Decimal) -> float:
        level = msgspec.structs.replace(SHARE, targets=(Target(share),))
        evidence = Evidence(tickets=(TicketLoad("s1", tickets, hours(1)),), agents=people)
        found = queue_constraint(promise(level, evidence=evidence))
        assert found is not None
        return found.chance or 0.0

    assert chance(agents + 1, target) >= chance(agents, target) - 1e-9
    assert chance(agents, min(target + 1, d("100"))) <= chance(agents, target) + 1e-9
