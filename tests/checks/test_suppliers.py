"""Tests of the checks of suppliers, and of what they promise together."""

from tests.agreements.quantities import d
from tests.checks.cases import Case, at, check_found, check_spared, parametrized

STEP = "expectations.suppliers"
CASES = (
    at(f"{STEP}.2.availability", "EXP-SUPPLIER-NO-LEVEL", None, d("99.99"), "saas"),
    at(f"{STEP}.2.availability", "EXP-SUPPLIER-PERCENT", d("100.01"), d("100")),
    at(f"{STEP}.2.availability", "EXP-SUPPLIER-PERCENT", d("-1"), d("0")),
    Case(
        "EXP-SUPPLIER-GROUP-SHORT",
        f"{STEP}.0.needed",
        ((f"{STEP}.0.needed", 3), (f"{STEP}.1.needed", 3)),
        ((f"{STEP}.0.needed", 2), (f"{STEP}.1.needed", 2)),
    ),
    Case("EXP-SUPPLIER-GROUP-UNEVEN", f"{STEP}.1.needed", ((f"{STEP}.1.needed", 2),), ((f"{STEP}.2.needed", 1),)),
    Case(
        "EXP-SUPPLIERS-BELOW-TARGET",
        STEP,
        ((f"{STEP}.2.availability", d("99.9")),),
        ((f"{STEP}.2.availability", d("99.91")),),
    ),
    Case(
        "EXP-SUPPLIERS-BELOW-TARGET",
        STEP,
        (("metrics.levels.0.targets.0.value", d("99.99")),),
        (("metrics.levels.0.unit", "minutes"),),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)
