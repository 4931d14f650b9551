"""Tests of the checks of bases, points, groups and caps."""

from slawizard.agreement.consequences import (
    Base,
    Cap,
    CapPeriod,
    CapUnit,
    CreditUnit,
    Fee,
    FeeScope,
    PointsPeriod,
    PointsStep,
    Stacking,
)
from slawizard.agreement.credit_shapes import Flat
from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.checks import findings
from tests.agreements.quantities import d, euro
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "consequences"
RULE = f"{STEP}.rules.0"
CAP = f"{STEP}.caps.0"
STEPS = (PointsStep(d("2"), d("5")), PointsStep(d("5"), d("10")))
BY_POINTS = ((f"{RULE}.shape", Flat(d("2"))), (f"{RULE}.unit", CreditUnit.POINTS))
QUARTERLY = ("metrics.levels.0.window", MeasurementWindow(WindowKind.QUARTER))
CASES = (
    at(
        f"{RULE}.base",
        "CON-AT-RISK-MISSING",
        Base(Fee.AT_RISK_AMOUNT),
        Base(Fee.AT_RISK_AMOUNT, at_risk=euro("1")),
        found=f"{RULE}.base.at_risk",
    ),
    at(
        f"{CAP}.base",
        "CON-AT-RISK-MISSING",
        Base(Fee.AT_RISK_AMOUNT),
        Base(Fee.ANNUAL_FEE),
        found=f"{CAP}.base.at_risk",
    ),
    Case("CON-BASE-WINDOW", f"{RULE}.base.fee", (QUARTERLY,), (QUARTERLY, (f"{RULE}.base.fee", Fee.QUARTERLY_FEE))),
    Case("CON-POINTS-NO-TABLE", f"{STEP}.points_table", BY_POINTS, (*BY_POINTS, (f"{STEP}.points_table", STEPS))),
    Case(
        "CON-POINTS-UNUSED",
        f"{STEP}.points_table",
        ((f"{STEP}.points_table", STEPS),),
        (*BY_POINTS, (f"{STEP}.points_table", STEPS)),
    ),
    Case(
        "CON-POINTS-BASE",
        f"{STEP}.points_base.fee",
        (*BY_POINTS, (f"{STEP}.points_table", STEPS), (f"{STEP}.points_period", PointsPeriod.QUARTER)),
        (
            *BY_POINTS,
            (f"{STEP}.points_table", STEPS),
            (f"{STEP}.points_period", PointsPeriod.QUARTER),
            (f"{STEP}.points_base.fee", Fee.QUARTERLY_FEE),
        ),
    ),
    at(f"{STEP}.points_table", "CON-POINTS-ORDER", STEPS[::-1], STEPS, found=f"{STEP}.points_table.1"),
    Case(
        "CON-GROUP-ALONE",
        f"{RULE}.group",
        ((f"{RULE}.group", "outage"),),
        ((f"{RULE}.group", "outage"), (f"{STEP}.rules.1.group", "outage")),
    ),
    at(f"{CAP}.amount", "CON-CAP-AMOUNT", None, d("50")),
    at(f"{CAP}.amount", "CON-CAP-BEYOND-FEE", d("100.5"), d("100")),
    at(f"{CAP}.amount", "CON-CAP-BELOW-FIRST-CREDIT", d("4"), d("10")),
    Case(
        "CON-CAP-BELOW-FIRST-CREDIT",
        f"{CAP}.amount",
        (
            (f"{STEP}.caps", (Cap(d("2"), CapUnit.DAYS_OF_SERVICE),)),
            (f"{RULE}.shape", Flat(d("3"))),
            (f"{RULE}.unit", CreditUnit.DAYS_OF_SERVICE),
        ),
        ((f"{STEP}.caps", (Cap(d("2"), CapUnit.DAYS_OF_SERVICE),)),),
    ),
    at(f"{CAP}.amount", "CON-CAP-CUTS-CREDIT", d("49"), d("50")),
    Case("CON-CAP-PERIOD", f"{CAP}.period", (QUARTERLY,), (QUARTERLY, (f"{CAP}.period", CapPeriod.QUARTER))),
    Case(
        "CON-NO-CAP",
        f"{STEP}.caps",
        ((f"{STEP}.caps", ()), (f"{RULE}.shape.bands.2.credit", d("95"))),
        ((f"{STEP}.caps", ()), (f"{RULE}.shape.bands.2.credit", d("92"))),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_a_cap_over_another_fee_is_not_compared() -> None:
    edits = ((f"{STEP}.caps", (Cap(d("4"), base=Base(Fee.TERM_FEE, FeeScope.WHOLE_SERVICE)),)),)
    assert fields_of("CON-CAP-BELOW-FIRST-CREDIT", changed(edits)) == []


def test_a_cap_over_the_whole_fee_is_not_compared_with_a_share_of_one_units_fee() -> None:
    whole = ((f"{CAP}.amount", d("4")), (f"{CAP}.rules", ("availability-credit",)))
    unit = (f"{RULE}.base.scope", FeeScope.AFFECTED_UNIT)
    assert fields_of("CON-CAP-BELOW-FIRST-CREDIT", changed(whole)) == [f"{CAP}.amount"]
    assert fields_of("CON-CAP-BELOW-FIRST-CREDIT", changed((*whole, unit))) == []


def test_a_cap_over_the_whole_fee_is_not_compared_with_a_share_of_a_part_at_risk() -> None:
    cap = ((f"{CAP}.amount", d("4")), (f"{CAP}.rules", ("availability-credit",)))
    edits = (*cap, (f"{RULE}.base.share_percent", d("10")))
    assert fields_of("CON-CAP-BELOW-FIRST-CREDIT", changed(edits)) == []


def test_a_cap_over_other_credits_is_not_compared() -> None:
    edits = ((f"{CAP}.rules", ("p2-credit",)), (f"{CAP}.amount", d("3")))
    assert fields_of("CON-CAP-BELOW-FIRST-CREDIT", changed(edits)) == []


def test_credits_of_which_one_counts_need_no_cap() -> None:
    edits = ((f"{STEP}.caps", ()), (f"{RULE}.shape.bands.2.credit", d("95")), (f"{STEP}.stacking", Stacking.HIGHEST))
    assert fields_of("CON-NO-CAP", changed(edits)) == []


def test_cap_and_credit_are_both_named_in_figures() -> None:
    made = next(
        item for item in findings(changed(((f"{CAP}.amount", d("4")),))) if item.code == "CON-CAP-BELOW-FIRST-CREDIT"
    )
    assert "4\u00a0%" in made.text
    assert "10\u00a0%" in made.text
