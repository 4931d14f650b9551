"""Tests of the checks of step 2: duties, volumes, positions, continuity, ramp-up."""

import datetime as dt

from slawizard.agreement.expectations import PositionStatus
from tests.agreements.quantities import d, days, hours, months
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized, sound

STEP = "expectations"
CASES = (
    at(f"{STEP}.duties.0.text", "EXP-DUTY-EMPTY", "", "patch servers"),
    at(f"{STEP}.duties.4.within", "EXP-DUTY-NO-TIME", None, days(1)),
    at(f"{STEP}.duties.4.counted_from", "EXP-DUTY-NO-ANCHOR", "", "the question"),
    at(f"{STEP}.volumes.0.unit", "EXP-VOLUME-NO-UNIT", "", "seats"),
    at(f"{STEP}.volumes.0.tolerance_percent", "EXP-VOLUME-NO-TOLERANCE", None, d("0")),
    at(f"{STEP}.positions.0.status", "EXP-POSITION-OPEN", PositionStatus.OPEN, PositionStatus.AGREED),
    at(f"{STEP}.positions.0.provider_offers", "EXP-POSITION-BEYOND-OFFER", d("99.8"), d("99.9")),
    at(f"{STEP}.positions.1.provider_offers", "EXP-POSITION-BEYOND-OFFER", d("20"), d("15")),
    at(f"{STEP}.positions.0.customer_asks", "EXP-POSITION-BEYOND-ASK", d("99.5"), d("99.9")),
    at(f"{STEP}.positions.1.customer_asks", "EXP-POSITION-BEYOND-ASK", d("30"), d("10")),
    at(f"{STEP}.continuity.test_every", "EXP-RECOVERY-UNTESTED", None, months(24)),
    at(f"{STEP}.continuity.recovery_point", "EXP-RECOVERY-NO-POINT", None, hours(24)),
    Case(
        "EXP-RAMP-UP-TWICE",
        f"{STEP}.ramp_up_until",
        ((f"{STEP}.ramp_up_until", dt.date(2027, 6, 1)),),
        ((f"{STEP}.ramp_up_until", dt.date(2027, 6, 1)), (f"{STEP}.ramp_up", None)),
    ),
    at(f"{STEP}.ramp_up_terms", "EXP-RAMP-UP-NO-TERMS", "", "No credits."),
    Case(
        "EXP-RAMP-UP-OUTSIDE-TERM",
        f"{STEP}.ramp_up_until",
        ((f"{STEP}.ramp_up_until", dt.date(2027, 3, 31)), (f"{STEP}.ramp_up", None)),
        ((f"{STEP}.ramp_up_until", dt.date(2027, 4, 1)), (f"{STEP}.ramp_up", None)),
    ),
    at(f"{STEP}.ramp_up", "EXP-RAMP-UP-OUTSIDE-TERM", months(36), months(35)),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_a_time_limit_left_out_on_purpose_is_not_asked_for_again() -> None:
    from slawizard.agreement.agreement import LeftOut

    path = f"{STEP}.duties.4.within"
    agreement = changed(((path, None), ("left_out", (LeftOut(path, "It cannot be foreseen."),))))
    assert fields_of("EXP-DUTY-NO-TIME", agreement) == []


def test_a_continuity_that_promises_nothing_needs_no_test() -> None:
    nothing = type(sound().expectations.continuity)()
    agreement = changed(((f"{STEP}.continuity", nothing),))
    assert fields_of("EXP-RECOVERY-UNTESTED", agreement) == []
    assert fields_of("EXP-RECOVERY-NO-POINT", agreement) == []
