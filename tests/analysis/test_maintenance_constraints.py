"""Tests of what planned maintenance says of a target."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.metrics import Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan, Weekday
from slawizard.analysis.maintenance_constraints import maintenance_constraint
from slawizard.analysis.verdict import Constraint, Verdict
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, uptime
from tests.analysis.test_constraints import promise

OFFICE = HoursCalendar("office", spans=(HoursSpan(WORKWEEK, dt.time(8), dt.time(18)),))
SUNDAY = HoursSpan((Weekday.SUN,), dt.time(2), dt.time(6))


def judged(*, office: bool = False, counts: bool = True, **more: Any) -> Constraint:
    """What maintenance says of 99.9 % a month."""
    terms = agreement(uptime(hours="office" if office else ""))
    terms = msgspec.structs.replace(terms, objectives=Objectives(calendars=(OFFICE,)))
    found = maintenance_constraint(promise(terms, maintenance=Maintenance(counts_as_downtime=counts, **more)))
    assert found is not None
    return found


def test_maintenance_beyond_the_allowance_is_unrealistic() -> None:
    found = judged(most_hours=d("4"))
    assert found.verdict is Verdict.UNREALISTIC
    assert "4\u00a0h 0\u00a0min 0\u00a0s of the 43\u00a0min 48\u00a0s" in found.words


def test_maintenance_that_may_all_fall_into_one_window_leaves_room_for_likely() -> None:
    found = judged(most_hours=d("4"), most_hours_per="year")
    assert found.verdict is Verdict.LIKELY
    assert "may all be done in one window: 4\u00a0h" in found.words


def test_maintenance_within_the_allowance_limits_nothing() -> None:
    assert judged(most_hours=d("0.5")).verdict is None


def test_maintenance_that_does_not_count_limits_nothing_but_is_told() -> None:
    found = judged(most_hours=d("4"), counts=False)
    assert found.verdict is None
    assert "may take 4\u00a0h 0\u00a0min 0\u00a0s of a window's agreed hours all the same" in found.words


def test_maintenance_outside_the_agreed_hours_takes_none_of_the_allowance() -> None:
    found = judged(office=True, most_hours=d("8"), windows=(SUNDAY,))
    assert found.verdict is None
    assert "wholly outside the agreed hours" in found.words


def test_windows_without_most_hours_are_judged_as_a_whole() -> None:
    found = judged(windows=(SUNDAY,))
    assert found.verdict is Verdict.UNREALISTIC
    assert ("maintenance windows within the agreed hours", "4 of 4 hours a week") in found.figures


def test_a_period_in_other_words_is_said_not_to_fit() -> None:
    found = judged(most_hours=d("4"), most_hours_per="sprint")
    assert found.verdict is None
    assert found.words.endswith("cannot be laid on the window.")


def test_another_statistic_has_no_downtime() -> None:
    other = agreement(uptime(unit="minutes", targets=(Target(d("5")),)))
    counted = Maintenance(most_hours=d("4"), counts_as_downtime=True)
    assert maintenance_constraint(promise(other, maintenance=counted)) is None


def test_without_maintenance_nothing_is_said() -> None:
    assert maintenance_constraint(promise(agreement(uptime()))) is None
