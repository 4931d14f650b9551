"""Tests of the times, severity by severity, that staff and cover would keep."""

from __future__ import annotations

import msgspec

from slawizard.agreement.expectations import Evidence, StaffShift
from slawizard.agreement.metrics import ServiceLevel, ShareWithin, Target
from slawizard.analysis.assessment import assess
from slawizard.analysis.assessment_report import assessment_data, assessment_words
from slawizard.analysis.nearest_times import NearestTime, nearest_times
from slawizard.analysis.verdict import Verdict
from tests.agreements.quantities import d, hours, minutes, service_hours
from tests.analysis.test_ticket_constraints import LOADS, OFFICE, SHARE, SINGLE, promise

DAY = (StaffShift("Day", 3, OFFICE),)


def test_each_severity_has_its_own_nearest_time() -> None:
    found = nearest_times(promise(staffing=DAY))
    # From Friday 17:00 to Monday 09:00 nobody is there; 90 % of all minutes must be followed by somebody in time.
    assert found == (
        NearestTime("s1", minutes(30), minutes(2880)),
        NearestTime("s2", service_hours(2), service_hours(2)),
    )


def test_a_time_so_found_is_enough_and_the_one_before_is_not() -> None:
    for time, is_enough in ((minutes(2880), True), (minutes(2160), False)):
        asked = promise(staffing=DAY)
        severities = tuple(
            msgspec.structs.replace(each, response=time) for each in asked.agreement.metrics.severities[:1]
        )
        metrics = msgspec.structs.replace(asked.agreement.metrics, severities=severities)
        terms = msgspec.structs.replace(asked.agreement, metrics=metrics)
        (assessed,) = assess(terms)
        assert (assessed.verdict is not Verdict.UNREALISTIC) is is_enough


def test_a_team_too_small_for_its_tickets_keeps_no_time() -> None:
    busy = Evidence(tickets=tuple(msgspec.structs.replace(load, a_month=d("9000")) for load in LOADS))
    found = nearest_times(promise(staffing=DAY, evidence=busy))
    assert [each.nearest for each in found] == [None, None]


def test_without_staff_nothing_is_said() -> None:
    assert nearest_times(promise()) == ()


def test_other_targets_have_no_time_of_a_severity() -> None:
    fixed = msgspec.structs.replace(SHARE, statistic=ShareWithin(hours(1)))
    for level in (SINGLE, fixed, ServiceLevel("a", targets=(Target(d("99")),))):
        assert nearest_times(promise(level, staffing=DAY)) == ()


def test_the_assessment_tells_them_where_the_target_is_not_comfortable() -> None:
    terms = promise(staffing=DAY).agreement
    found = assess(terms)
    assert found[0].verdict is Verdict.UNREALISTIC
    assert "    s1: 2,880\u00a0minutes would be comfortable, 30\u00a0minutes is agreed" in assessment_words(
        found, "EUR"
    )
    (target,) = assessment_data(terms, found)["targets"]
    assert target["nearest_times"][0] == {
        "severity": "s1",
        "agreed": "30 minutes",
        "nearest_comfortable": "2,880 minutes",
    }
