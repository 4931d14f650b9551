"""Tests of the checks of suppliers, and of what they promise together."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.expectations import Supplier
from slawizard.checks.suppliers import promised_together
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


def _group(*percents: str, needed: int = 1) -> tuple[Supplier, ...]:
    return tuple(
        Supplier(f"s{place}", availability=d(percent), group="g", needed=needed)
        for place, percent in enumerate(percents)
    )


def test_suppliers_in_a_row_multiply() -> None:
    row = (Supplier("a", availability=d("99.9")), Supplier("b", availability=d("99.5")))
    assert promised_together(row) == d("99.4005")


def test_two_side_by_side_fail_only_together() -> None:
    assert promised_together(_group("99", "99")) == d("99.99")


def test_two_of_three_are_the_binomial_sum() -> None:
    assert promised_together(_group("90", "90", "90", needed=2)) == d("97.2")


def test_suppliers_without_a_promise_say_nothing() -> None:
    assert promised_together((Supplier("a"), Supplier("b", availability=d("99")))) == d("99")
    assert promised_together((Supplier("a"),)) is None


@given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=5), st.integers(1, 5))
def test_a_group_is_what_counting_every_case_gives(percents: list[Decimal], needed: int) -> None:
    group = tuple(
        Supplier(f"s{place}", availability=percent, group="g", needed=needed) for place, percent in enumerate(percents)
    )
    total = Decimal(0)
    for case in product((True, False), repeat=len(percents)):
        chance = Decimal(1)
        for works, percent in zip(case, percents, strict=True):
            chance *= percent / 100 if works else 1 - percent / 100
        total += chance if sum(case) >= needed else 0
    assert promised_together(group) == pytest.approx(total * 100)
