"""Tests of what suppliers promise together."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.expectations import Supplier
from slawizard.analysis.suppliers import enough_work, promised_together
from tests.agreements.quantities import d

PERCENTS = st.decimals(0, 100, places=1)
TINY = Decimal("1e-20")


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


@given(st.lists(PERCENTS, min_size=1, max_size=5), st.integers(1, 5))
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
    assert abs((promised_together(group) or Decimal(0)) - total * 100) < TINY


TREES = st.lists(
    st.builds(
        Supplier,
        st.just("s"),
        availability=st.none() | PERCENTS,
        group=st.sampled_from(["", "", "zones", "lines"]),
        needed=st.integers(1, 3),
    ),
    min_size=1,
    max_size=7,
)


@given(TREES)
def test_a_tree_of_single_ones_and_groups_is_what_counting_every_case_gives(tree: list[Supplier]) -> None:
    told = [supplier for supplier in tree if supplier.availability is not None]
    total = Decimal(0)
    for case in product((True, False), repeat=len(told)):
        chance, working = Decimal(1), dict[str, int]()
        for works, supplier in zip(case, told, strict=True):
            share = (supplier.availability or Decimal(0)) / 100
            chance *= share if works else 1 - share
            working[supplier.group] = working.get(supplier.group, 0) + works
        singles = sum(not supplier.group for supplier in told)
        runs = working.get("", 0) == singles and all(
            working[group] >= max(each.needed for each in told if each.group == group) for group in working if group
        )
        total += chance if runs else 0
    found = promised_together(tree)
    assert found is None if not told else abs((found or Decimal(0)) - total * 100) < TINY


@given(st.lists(PERCENTS, min_size=1, max_size=4), PERCENTS, st.integers(1, 4))
def test_one_more_side_by_side_is_never_worse(percents: list[Decimal], more: Decimal, needed: int) -> None:
    shares = [percent / 100 for percent in percents]
    assert enough_work([*shares, more / 100], needed) >= enough_work(shares, needed) - TINY


@given(st.lists(PERCENTS, min_size=1, max_size=4), PERCENTS)
def test_one_more_in_series_is_never_better(percents: list[Decimal], more: Decimal) -> None:
    row = tuple(Supplier(str(place), availability=percent) for place, percent in enumerate(percents))
    longer = (*row, Supplier("more", availability=more))
    assert (promised_together(longer) or Decimal(0)) <= (promised_together(row) or Decimal(0)) + TINY


def test_the_largest_need_that_a_row_of_a_group_names_counts() -> None:
    first, second = _group("90", "90")
    uneven = (first, msgspec.structs.replace(second, needed=2))
    assert promised_together(uneven) == d("81")
