"""Bases of credits and caps in words."""

from __future__ import annotations

import pytest

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.clauses.context.bases import base_words
from slawizard.clauses.context.values import Writer
from tests.agreements.quantities import euro
from tests.clauses.context.words import paths, seen

WRITE = Writer("en", "EUR")


def words(base: Base) -> str:
    return seen(base_words(base, "p", WRITE)["words"])


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        (Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE), "the Monthly Fee for the whole Service"),
        (Base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT), "the Fees for the clock hour concerned for the unit concerned"),
        (
            Base(Fee.TRAILING_FEE, FeeScope.AFFECTED_REGION, trailing_days=45),
            "the Fees for the last 45 days before the miss for the region concerned",
        ),
        (Base(Fee.AT_RISK_AMOUNT, at_risk=euro("20000")), "the At-Risk Amount of EUR\u00a020,000.00"),
        (Base(Fee.AT_RISK_AMOUNT), "the At-Risk Amount of [amount]"),
        (
            Base(Fee.ONE_OFF_CHARGE, FeeScope.AFFECTED_UNIT, name="the installation charge"),
            "the installation charge for the unit concerned",
        ),
        (
            Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_UNIT, unit_name="circuit"),
            "the Monthly Fee for the circuit concerned",
        ),
    ],
)
def test_a_base_is_told_in_words(base: Base, expected: str) -> None:
    assert words(base) == expected


def test_the_years_of_a_limit_that_begin_in_july_are_not_those_of_the_calendar() -> None:
    assert seen(base_words(Base(Fee.ANNUAL_FEE), "p", WRITE, 7)["words"]).startswith("the Fees for the year concerned")
    twelfth = seen(base_words(Base(Fee.ANNUAL_TWELFTH), "p", WRITE, 7)["words"])
    assert twelfth.startswith("one twelfth of the Fees for the year concerned")


def test_every_fee_has_its_own_words() -> None:
    assert len({words(Base(fee)) for fee in Fee}) == len(Fee)
    assert len({words(Base(scope=scope)) for scope in FeeScope}) == len(FeeScope)


def test_a_base_leads_to_its_own_fields() -> None:
    found = base_words(Base(excludes=("travel costs",)), "consequences.rules.0.base", WRITE)
    assert paths(found["words"]) == ["consequences.rules.0.base.fee", "consequences.rules.0.base.scope"]
    assert paths(found["excludes"][0]) == ["consequences.rules.0.base.excludes.0"]
