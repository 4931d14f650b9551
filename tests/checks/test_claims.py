"""Tests of the checks of claims, payment and disputes."""

from slawizard.agreement.agreement import LeftOut
from slawizard.agreement.consequences import Anchor, Base, Claim, Fee
from slawizard.agreement.quantities import Money
from tests.agreements.quantities import d, days, hours, months, working_days
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "consequences"
CLAIM = f"{STEP}.claim"
DISPUTE = "metrics.levels.0.measurement.dispute_within"
AUTOMATIC = tuple((f"{STEP}.rules.{place}.automatic", True) for place in (0, 1, 2))


def _claim(time: int, anchor: Anchor) -> Claim:
    return Claim(days(time), anchor, channel="credits@example.com")


LEAST = (f"{STEP}.payment.least", Money(d("10"), "GBP"))
CASES = (
    at(
        CLAIM,
        "CON-CLAIM-BEFORE-REPORT",
        _claim(4, Anchor.WINDOW_END),
        _claim(5, Anchor.REPORT),
        found=f"{CLAIM}.within",
    ),
    at(
        CLAIM,
        "CON-CLAIM-BEFORE-WINDOW-END",
        _claim(27, Anchor.INCIDENT_END),
        _claim(31, Anchor.INCIDENT_END),
        found=f"{CLAIM}.anchor",
    ),
    at(CLAIM, "CON-DISPUTE-AFTER-CLAIM", _claim(9, Anchor.REPORT), _claim(10, Anchor.REPORT), found=DISPUTE),
    at(CLAIM, "CON-DISPUTE-AFTER-CLAIM", _claim(14, Anchor.WINDOW_END), _claim(17, Anchor.WINDOW_END), found=DISPUTE),
    at(
        CLAIM,
        "CON-TICKET-AFTER-CLAIM",
        Claim(days(2), Anchor.INCIDENT_END, hours(49)),
        Claim(days(2), Anchor.INCIDENT_END, hours(48)),
        found=f"{CLAIM}.ticket_within",
    ),
    Case("CON-CLAIM-UNUSED", f"{CLAIM}.within", AUTOMATIC, AUTOMATIC[:2]),
    at(f"{CLAIM}.channel", "CON-CLAIM-NO-CHANNEL", "", "the portal"),
    at(f"{STEP}.payment.expires_after", "CON-CREDIT-EXPIRES", days(45), days(46)),
    at(f"{STEP}.payment.paid_out_at_end", "CON-CREDIT-LOST-AT-END", False, True),
    Case(
        "CON-LEAST-PAYMENT",
        f"{STEP}.payment.least",
        (LEAST, (f"{STEP}.rules.0.base", Base(Fee.AT_RISK_AMOUNT, at_risk=Money(d("9.99"), "GBP")))),
        (LEAST, (f"{STEP}.rules.0.base", Base(Fee.AT_RISK_AMOUNT, at_risk=Money(d("10"), "GBP")))),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_credits_without_a_claim_have_no_deadline_to_miss() -> None:
    edits = ((CLAIM, _claim(1, Anchor.WINDOW_END)), *AUTOMATIC)
    assert fields_of("CON-CLAIM-BEFORE-REPORT", changed(edits)) == []
    assert fields_of("CON-DISPUTE-AFTER-CLAIM", changed(edits)) == []


def test_what_depends_on_the_calendar_is_given_the_benefit_of_the_doubt() -> None:
    edits = ((CLAIM, Claim(working_days(10), Anchor.WINDOW_END, channel="x")), (DISPUTE, months(1)))
    assert fields_of("CON-DISPUTE-AFTER-CLAIM", changed(edits)) == []


def test_a_channel_that_was_left_out_on_purpose_is_not_missed() -> None:
    path = f"{CLAIM}.channel"
    emptied = ((path, ""),)
    assert fields_of("CON-CLAIM-NO-CHANNEL", changed(emptied)) == [path]
    settled = (*emptied, ("left_out", Add(LeftOut(path, "Claims go to whoever is there."))))
    assert fields_of("CON-CLAIM-NO-CHANNEL", changed(settled)) == []
