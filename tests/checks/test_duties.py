"""Tests of the checks of duties against the people of each side."""

import datetime as dt

from slawizard.agreement.expectations import StaffShift
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WORKWEEK, HoursSpan
from slawizard.checks import findings
from tests.agreements.quantities import days, hours
from tests.checks.cases import Case, changed, check_found, check_spared, fields_of, parametrized

STEP = "expectations"
DAYS = HoursSpan(WORKWEEK, dt.time(9), dt.time(17))
# Nobody else of the customer, so that what these people cannot do nobody can.
CUSTOMERS = (f"{STEP}.staffing", (StaffShift("Key users", 1, DAYS, party=Role.CUSTOMER),))
ANSWER = f"{STEP}.duties.4"
CASES = (
    Case(
        "EXP-DUTY-COVER",
        f"{ANSWER}.within",
        (CUSTOMERS, (f"{ANSWER}.within", hours(4))),
        (CUSTOMERS, (f"{ANSWER}.within", days(3))),
    ),
    Case(
        "EXP-DUTY-TEAM-UNKNOWN",
        f"{ANSWER}.answered_by",
        (CUSTOMERS, (f"{ANSWER}.answered_by", "Directors")),
        (CUSTOMERS, (f"{ANSWER}.answered_by", "Key users")),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_the_mend_names_a_comfortable_time() -> None:
    agreement = changed(((f"{ANSWER}.within", hours(4)), (f"{ANSWER}.calendar", ""), CUSTOMERS))
    made = next(finding for finding in findings(agreement) if finding.code == "EXP-DUTY-COVER")
    assert "64\u00a0hours would be comfortable" in made.mend


def test_without_people_of_the_party_nothing_is_said_of_its_duties() -> None:
    providers = (StaffShift("Service desk", 1, DAYS, party=Role.PROVIDER),)
    agreement = changed(((f"{STEP}.staffing", providers), (f"{ANSWER}.within", hours(1))))
    assert f"{ANSWER}.within" not in fields_of("EXP-DUTY-COVER", agreement)
