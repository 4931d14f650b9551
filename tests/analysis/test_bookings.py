"""Tests of the price of booked options."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.agreement.metrics import Coordinate, Dimension, Target
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d
from tests.analysis.calculating import MONTHLY_1000, agreement, answer, uptime


def option(value: str, **more: Any) -> Target:
    return Target(d(value), where=(Coordinate("option", value),), **more)


TERMS = agreement(
    uptime(
        dimensions=(Dimension("option", ("99", "99.9", "99.99")),),
        targets=(option("99", price=d("230")), option("99.9", surcharge_percent=d("300")), option("99.99")),
    )
)


def booked(*values: str) -> list[dict[str, Any]]:
    return [{"level": "uptime", "where": {"option": value}} for value in values]


def test_prices_and_surcharges_add_up() -> None:
    found = answer(TERMS, booked=booked("99", "99.9"), fees=[MONTHLY_1000])
    assert found["monthly_price"]["amount"] == "3230.00"
    assert len(found["monthly_price"]["steps"]) == 3


def test_nothing_booked_has_no_price() -> None:
    assert answer(TERMS)["monthly_price"] is None


@pytest.mark.parametrize(
    ("booking", "said"),
    [
        (booked("99.99"), "has no price"),
        (booked("97"), "no value “97”"),
        ([{"level": "other"}], "no service level “other”"),
        (booked("99.9"), "monthly fee is missing"),
    ],
)
def test_what_cannot_be_booked_gets_a_sentence(booking: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        answer(TERMS, booked=booking)
