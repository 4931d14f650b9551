"""Tests of credits earned back and of bonuses."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.agreement.consequences import Bonus, EarnBack
from slawizard.agreement.metrics import ServiceLevel, Target
from slawizard.agreement.quantities import Money
from tests.agreements.quantities import d
from tests.analysis.calculating import WHOLE, agreement, answer, rule, uptime, window


def months(*values: str) -> list[dict[str, Any]]:
    return [
        window({"level": "uptime", "value": value}, start=f"2026-{number + 1:02}-01")
        for number, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "total"),
    [
        (("99", "99.95", "99.95"), "50.00"),
        (("99", "99.95", "99.5"), "200.00"),
        (("99", "99.95"), "100.00"),
    ],
)
def test_a_credit_goes_back_when_the_next_windows_keep_the_target(values: tuple[str, ...], total: str) -> None:
    terms = agreement(rules=(rule(),), earn_back=EarnBack(windows=2, share_percent=d("50")))
    assert answer(terms, *months(*values))["total"] == total


def test_credits_of_other_levels_are_not_earned_back() -> None:
    terms = agreement(rules=(rule(),), earn_back=EarnBack(1, d("50"), levels=("other",)))
    assert answer(terms, *months("99", "100"))["earned_back"] == []


BONUS = Bonus("uptime", above=d("99.99"), percent=d("2"), base=WHOLE)


@pytest.mark.parametrize(("value", "sums"), [("99.995", ["20.00"]), ("99.99", [])])
def test_a_window_better_than_agreed_earns_a_bonus(value: str, sums: list[str]) -> None:
    found = answer(agreement(bonuses=(BONUS,)), *months(value))
    assert [each["sum"] for each in found["bonuses"]] == sums
    assert found["total"] == "0.00"


@pytest.mark.parametrize(
    ("value", "sums"),
    [("99.94", []), ("99.95", ["2500.00"]), ("99.99", ["2500.00", "5000.00"]), ("100", ["2500.00", "5000.00"])],
)
def test_bonuses_of_fixed_sums_add_up_step_by_step(value: str, sums: list[str]) -> None:
    steps = (("99.95", "2500"), ("99.99", "5000"))
    bonuses = tuple(Bonus("uptime", above=d(at), amount=Money(d(sum_), "EUR"), or_equal=True) for at, sum_ in steps)
    found = answer(agreement(bonuses=bonuses), *months(value))["bonuses"]
    assert [each["sum"] for each in found] == sums


def test_a_bonus_can_be_earned_despite_another_miss() -> None:
    other = ServiceLevel("other", targets=(Target(d("99.9")),))
    bad = [{"level": "uptime", "value": "100"}, {"level": "other", "value": "99"}]
    for despite, count in ((False, 0), (True, 1)):
        bonus = Bonus("uptime", above=d("99.99"), percent=d("2"), base=WHOLE, despite_misses=despite)
        assert len(answer(agreement(uptime(), other, bonuses=(bonus,)), window(*bad))["bonuses"]) == count


def test_no_bonus_is_earned_in_a_window_with_a_miss() -> None:
    other = ServiceLevel("other", targets=(Target(d("99.9")),))
    readings = ({"level": "uptime", "value": 100}, {"level": "other", "value": 99})
    assert answer(agreement(uptime(), other, bonuses=(BONUS,)), window(*readings))["bonuses"] == []
