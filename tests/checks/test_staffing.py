"""Tests of the checks of staff and shift cover."""

import datetime as dt

import msgspec

from slawizard.agreement.expectations import StaffShift
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursSpan
from slawizard.checks import findings
from tests.agreements.quantities import hours, service_hours
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "expectations.staffing"
DAY_STAFF = (StaffShift("Desk", 3, HoursSpan(WORKWEEK, dt.time(9), dt.time(18))),)
NIGHT = StaffShift("Night", 1, HoursSpan(WEEKDAYS, dt.time(18), dt.time(9)), on_call=True)
WEEKEND = StaffShift("Weekend", 1, HoursSpan(WEEKDAYS[5:], dt.time(9), dt.time(18)))
OFFICE = ("objectives.support_hours", "desk")
NIGHT_ANSWERS = tuple((f"metrics.severities.{place}.calendar", "desk") for place in (0, 1))
CASES = (
    at(f"{STEP}.0.people", "EXP-STAFF-NOBODY", 0, 1),
    at(STEP, "EXP-STAFF-COVER", DAY_STAFF, (*DAY_STAFF, NIGHT, WEEKEND)),
    Case("EXP-STAFF-ROUND-THE-CLOCK", STEP, (OFFICE, (STEP, DAY_STAFF)), (OFFICE, (STEP, DAY_STAFF), *NIGHT_ANSWERS)),
    Case(
        "EXP-STAFF-ROUND-THE-CLOCK",
        STEP,
        (OFFICE, (STEP, DAY_STAFF), *NIGHT_ANSWERS, ("metrics.severities.0.after_hours_response", hours(1))),
        (OFFICE, (STEP, DAY_STAFF), *NIGHT_ANSWERS, ("metrics.severities.0.after_hours_response", service_hours(1))),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_a_round_the_clock_promise_with_day_staff_is_told_in_figures() -> None:
    made = next(item for item in findings(changed(((STEP, DAY_STAFF),))) if item.code == "EXP-STAFF-COVER")
    assert "123 of the 168 support hours" in made.text
    assert "73\u00a0%" in made.text


def test_a_shift_without_people_covers_nothing() -> None:
    edits = ((STEP, (*DAY_STAFF, NIGHT, WEEKEND)), (f"{STEP}.1.people", None))
    assert fields_of("EXP-STAFF-COVER", changed(edits)) == [STEP]


def test_the_customers_people_cover_none_of_the_providers_hours() -> None:
    customers = tuple(msgspec.structs.replace(shift, party=Role.CUSTOMER) for shift in (NIGHT, WEEKEND))
    assert fields_of("EXP-STAFF-COVER", changed(((STEP, (*DAY_STAFF, *customers)),))) == [STEP]
    assert fields_of("EXP-STAFF-COVER", changed(((STEP, customers),))) == []


def test_without_any_shift_nothing_is_said_of_cover() -> None:
    agreement = changed(((STEP, ()),))
    assert fields_of("EXP-STAFF-COVER", agreement) == fields_of("EXP-STAFF-ROUND-THE-CLOCK", agreement) == []
