"""Tests of the judgement of duties: whether somebody of the party is there in time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty, StaffShift
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan
from slawizard.analysis.cover import shifts_of
from slawizard.analysis.duties import AssessedDuty, assess_duties, duty_words
from slawizard.analysis.verdict import SEVERITY_OF_VERDICT, Verdict
from tests.agreements.quantities import hours, minutes, months, service_hours, working_days
from tests.analysis.calculating import agreement
from tests.analysis.evidence import with_expectations
from tests.analysis.test_any_agreement import SLOW
from tests.strategies import AGREEMENTS

OFFICE = HoursSpan(WORKWEEK, dt.time(9), dt.time(17))
ALWAYS = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
CALENDARS = (
    HoursCalendar("office", spans=(OFFICE,), time_zone="Europe/Berlin"),
    HoursCalendar("tokyo", spans=(OFFICE,), time_zone="Asia/Tokyo"),
)
SITE = StaffShift("Site managers", 1, OFFICE, party=Role.CUSTOMER)


def judged(duty: Duty, *shifts: StaffShift) -> AssessedDuty:
    """What is said of one duty."""
    terms = agreement(calendars=CALENDARS, support_hours="office")
    (found,) = assess_duties(with_expectations(terms, duties=(duty,), staffing=shifts))
    return found


def duty(within: Any = None, **more: Any) -> Duty:
    """The customer's duty to answer questions, within four hours by any clock."""
    return Duty("answer", text="answer questions", within=within or hours(4), counted_from="the question", **more)


def test_a_duty_round_the_clock_with_office_people_is_unrealistic_with_the_hours_named() -> None:
    found = judged(duty(), SITE)
    # In time: the 40 office hours, and the 4 hours before each of the five mornings. 60 of 168 hours.
    assert found.chance == pytest.approx(60 / 168)
    assert found.verdict is Verdict.UNREALISTIC
    assert found.constraint is not None
    assert "Monday to Friday, 00:00 to 09:00" in found.constraint.words


def test_within_the_partys_own_hours_it_is_comfortable() -> None:
    found = judged(duty(calendar="office"), SITE)
    assert (found.verdict, found.chance, found.nearest) == (Verdict.COMFORTABLE, 1, hours(4))


def test_a_time_in_service_hours_runs_in_the_support_hours() -> None:
    assert judged(duty(service_hours(4)), SITE).verdict is Verdict.COMFORTABLE


def test_the_nearest_comfortable_time_is_named_and_is_comfortable() -> None:
    found = judged(duty(), SITE)
    assert found.nearest == hours(64)
    assert judged(duty(found.nearest), SITE).verdict is Verdict.COMFORTABLE
    assert judged(duty(hours(48)), SITE).verdict is not Verdict.COMFORTABLE


def test_only_people_of_the_same_party_are_there() -> None:
    support = StaffShift("Desk", 5, ALWAYS)
    found = judged(duty(), support)
    assert found.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert "somebody of the customer is there" in found.missing
    assert judged(duty(party=Role.PROVIDER), support).verdict is Verdict.COMFORTABLE


def test_only_people_of_the_team_that_answers_count() -> None:
    others = StaffShift("Guards", 2, ALWAYS, party=Role.CUSTOMER)
    assert judged(duty(), SITE, others).verdict is Verdict.COMFORTABLE
    assert judged(duty(answered_by=" site MANAGERS"), SITE, others).verdict is Verdict.UNREALISTIC
    assert "team “Buyers”" in judged(duty(answered_by="Buyers"), SITE, others).missing


def test_a_working_day_is_long_enough_for_office_people() -> None:
    assert judged(duty(working_days(1)), SITE).verdict is Verdict.COMFORTABLE


def test_months_are_longer_than_any_gap() -> None:
    assert judged(duty(months(1)), SITE).verdict is Verdict.COMFORTABLE


def test_public_holidays_without_anybody_on_call_are_told() -> None:
    on_call = StaffShift("Site managers", 1, OFFICE, True, Role.CUSTOMER)
    for shift, is_told in ((SITE, True), (on_call, False)):
        found = judged(duty(calendar="office"), shift)
        assert found.constraint is not None
        assert any("public holiday" in name for name, _value in found.constraint.figures) is is_told


def test_hours_in_another_time_zone_are_said_to_be_laid_over_as_they_are() -> None:
    found = judged(duty(calendar="tokyo"), SITE)
    assert found.constraint is not None
    assert "Asia/Tokyo" in found.constraint.assumptions[-1]
    assert "Europe/Berlin" in found.constraint.assumptions[-1]


@pytest.mark.parametrize("wrong", [duty(calendar="gone"), duty(hours(-1))])
def test_what_cannot_be_laid_on_a_week_is_said(wrong: Duty) -> None:
    found = judged(wrong, SITE)
    assert found.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert found.missing


def test_a_duty_without_a_time_is_not_judged() -> None:
    terms = with_expectations(agreement(), duties=(Duty("a", text="be kind"),), staffing=(SITE,))
    assert assess_duties(terms) == ()


def test_a_duty_is_told_in_a_line() -> None:
    assert duty_words(duty()) == "The customer: answer questions within 4\u00a0hours of the question"


def test_shifts_belong_to_one_party() -> None:
    terms = with_expectations(agreement(), staffing=(SITE, StaffShift("Desk", 2)))
    assert [shift.team for shift in shifts_of(terms)] == ["Desk"]
    assert [shift.team for shift in shifts_of(terms, Role.CUSTOMER)] == ["Site managers"]


SHIFTS = st.builds(
    StaffShift,
    people=st.integers(0, 2),
    hours=st.builds(
        HoursSpan,
        st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True).map(tuple),
        st.integers(0, 23).map(dt.time),
        st.integers(0, 23).map(dt.time),
    ),
    party=st.just(Role.CUSTOMER),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(SHIFTS, min_size=1, max_size=4), st.integers(0, 3000), st.integers(0, 3000))
def test_more_time_is_never_judged_worse(shifts: list[StaffShift], less: int, more: int) -> None:
    short, long = (judged(duty(minutes(each)), *shifts) for each in sorted((less, more)))
    assert SEVERITY_OF_VERDICT[long.verdict] <= SEVERITY_OF_VERDICT[short.verdict]


@settings(deadline=None, max_examples=25)
@given(st.lists(SHIFTS, min_size=1, max_size=3), st.integers(0, 3000))
def test_the_chance_is_the_share_of_minutes_after_which_somebody_comes_in_time(
    shifts: list[StaffShift], limit: int
) -> None:
    week = 7 * 1440
    there = set[int]()
    for shift in shifts:
        first, last = (each.hour * 60 for each in (shift.hours.start, shift.hours.end))
        for day in shift.hours.days if shift.people else ():
            begin = WEEKDAYS.index(day) * 1440 + first
            there.update(minute % week for minute in range(begin, begin + ((last - first) % 1440 or 1440)))
    in_time, comes = 0, -1
    for minute in reversed(range(2 * week)):
        comes = minute if minute % week in there else comes
        in_time += minute < week and comes >= 0 and comes - minute <= limit
    assert judged(duty(minutes(limit)), *shifts).chance == pytest.approx(in_time / week)


@SLOW
@given(AGREEMENTS)
def test_any_agreement_has_its_duties_judged(terms: Agreement) -> None:
    assert len(assess_duties(terms)) == sum(each.within is not None for each in terms.expectations.duties)
