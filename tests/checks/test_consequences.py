"""Tests of the checks of step 4: consequences, remedies, termination, earn-back, bonus."""

from slawizard.agreement.consequences import Bonus, EarnBack, EscalationStep, NoConsequence, Remedy, RemedyKind
from slawizard.agreement.metrics import MeasurementWindow, Standing, WindowKind
from slawizard.agreement.parties import RenewalKind
from tests.agreements.quantities import d, days, hours, months
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "consequences"
FREE = f"{STEP}.no_consequence"
TRIGGER = f"{STEP}.termination.0"
FLOOR = f"{TRIGGER}.floor"
NO_COUNT = ((f"{TRIGGER}.misses", None), (f"{TRIGGER}.windows", None))
BACK = f"{STEP}.earn_back"
BONUS = f"{STEP}.bonuses"
BOTH_FOR_INFORMATION = tuple((f"metrics.levels.{place}.standing", Standing.INFORMATIONAL) for place in (0, 1, 2, 3))
QUARTERS = ("metrics.levels.0.window", MeasurementWindow(WindowKind.QUARTER))
ENDS = ("frame.renewal", RenewalKind.ENDS)

CASES = (
    at(FREE, "CON-LEVEL-WITHOUT", (), tuple(NoConsequence(one, "So be it.") for one in ("response", "resolution"))),
    at(f"{FREE}.0.reason", "CON-NONE-NO-REASON", " ", "Agreed."),
    at(f"{FREE}.0.level", "CON-NONE-AND-CREDIT", "availability", "satisfaction"),
    at(f"{STEP}.rules.0.level", "CON-RULE-NO-LEVEL", "", "availability"),
    at(f"{STEP}.rules.0.level", "CON-RULE-INFORMATIONAL", "satisfaction", "response"),
    at(f"{STEP}.remedies.0.trigger", "CON-REMEDY-NO-TRIGGER", "", "a P1 Incident occurs"),
    at(f"{STEP}.remedies.0.within", "CON-REMEDY-NO-TIME", None, days(1)),
    at(f"{STEP}.escalation.1.after", "CON-ESCALATION-ORDER", hours(1), hours(2)),
    at(f"{STEP}.escalation.2.customer_role", "CON-ESCALATION-NOBODY", "", "Chief Executive"),
    at(f"{TRIGGER}.misses", "CON-TERMINATION-NEVER", 7, 6),
    Case("CON-TERMINATION-NEVER", f"{TRIGGER}.levels", BOTH_FOR_INFORMATION[:1], BOTH_FOR_INFORMATION[1:]),
    Case(
        "CON-TERMINATION-NEVER",
        f"{TRIGGER}.misses",
        (QUARTERS, ENDS, ("frame.term", months(6))),
        (QUARTERS, ENDS, ("frame.term", months(9))),
    ),
    Case(
        "CON-TERMINATION-INCOMPLETE",
        f"{TRIGGER}.windows",
        ((FLOOR, None), (f"{TRIGGER}.windows", None)),
        ((FLOOR, None), (f"{TRIGGER}.windows", 3)),
    ),
    Case(
        "CON-TERMINATION-INCOMPLETE",
        f"{TRIGGER}.misses",
        (*NO_COUNT, (FLOOR, None)),
        (*NO_COUNT, (FLOOR, d("90"))),
    ),
    Case("CON-TERMINATION-INCOMPLETE", f"{TRIGGER}.misses", NO_COUNT[:1], NO_COUNT),
    at(FLOOR, "CON-TERMINATION-ON-TARGET", d("99.95"), d("99.9")),
    at(f"{TRIGGER}.notice", "CON-TERMINATION-NO-NOTICE", None, days(1)),
    at(f"{TRIGGER}.needs_notice_of_each", "CON-TERMINATION-NOTIFY", True, False, found=f"{TRIGGER}.notify_within"),
    at(f"{STEP}.sole_remedy_exceptions", "CON-SOLE-REMEDY-OTHERS", (), ("intent",)),
    Case(
        "CON-SOLE-REMEDY-NO-CREDIT",
        f"{STEP}.sole_remedy",
        ((f"{STEP}.rules", ()),),
        ((f"{STEP}.rules", ()), (f"{STEP}.sole_remedy", False)),
    ),
    at(
        BACK, "CON-EARN-BACK-NO-CREDITS", EarnBack(3, d("50"), ("resolution",)), EarnBack(3, d("50"), ("availability",))
    ),
    at(BACK, "CON-EARN-BACK-OPEN", EarnBack(3), EarnBack(3, d("50")), found=f"{BACK}.share_percent"),
    at(BACK, "CON-EARN-BACK-OPEN", EarnBack(None, d("50")), EarnBack(1, d("50")), found=f"{BACK}.windows"),
    at(BACK, "CON-EARN-BACK-SHARE", EarnBack(3, d("101")), EarnBack(3, d("100")), found=f"{BACK}.share_percent"),
    at(
        BONUS,
        "CON-BONUS-WRONG-SIDE",
        (Bonus("availability", d("99.9"), d("2")),),
        (Bonus("availability", d("99.95"), d("2")),),
        found=f"{BONUS}.0.above",
    ),
    at(
        BONUS,
        "CON-BONUS-WRONG-SIDE",
        (Bonus("critical-response", d("20"), d("2")),),
        (Bonus("critical-response", d("10"), d("2")),),
        found=f"{BONUS}.0.above",
    ),
    at(
        BONUS,
        "CON-BONUS-OPEN",
        (Bonus("availability", None, d("2")),),
        (Bonus("availability", d("99.95"), d("2")),),
        found=f"{BONUS}.0.above",
    ),
    at(f"{STEP}.grace_period", "CON-GRACE-BEYOND-TERM", months(36), months(35)),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_informational_levels_need_no_consequence() -> None:
    edits = ((FREE, ()), *BOTH_FOR_INFORMATION[2:])
    assert fields_of("CON-LEVEL-WITHOUT", changed(edits)) == []


def test_an_agreement_that_renews_gives_the_trigger_time_to_fire() -> None:
    edits = (QUARTERS, ("frame.renewal", RenewalKind.RENEWS), ("frame.term", months(6)))
    assert fields_of("CON-TERMINATION-NEVER", changed(edits)) == []


def test_the_last_miss_at_the_very_end_of_the_term_still_counts() -> None:
    edits = (ENDS, ("frame.term", months(3)))
    assert fields_of("CON-TERMINATION-NEVER", changed(edits)) == []


def test_a_ladder_may_leave_times_open_without_being_out_of_order() -> None:
    edits = ((f"{STEP}.escalation", Add(EscalationStep(None, "Board", "Board"))),)
    assert fields_of("CON-ESCALATION-ORDER", changed(edits)) == []


def test_a_remedy_alone_beside_the_sole_remedy_is_named() -> None:
    from slawizard.checks import findings

    remedy = (Remedy(RemedyKind.EXTRA_RESOURCE, "a miss", days(5)),)
    edits = ((f"{STEP}.sole_remedy_exceptions", ()), (f"{STEP}.termination", ()), (f"{STEP}.remedies", remedy))
    made = next(item for item in findings(changed(edits)) if item.code == "CON-SOLE-REMEDY-OTHERS")
    assert "other remedies" in made.text
    assert "right to terminate" not in made.text
