"""Tests of rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.analysis.rounding import half_up, simple_between, to_minor_unit
from tests.agreements.quantities import d


@pytest.mark.parametrize(("number", "places", "rounded"), [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("1.005", 2, "1.01")])
def test_a_half_goes_away_from_zero(number: str, places: int, rounded: str) -> None:
    assert half_up(d(number), places) == d(rounded)


@pytest.mark.parametrize(("currency", "rounded"), [("EUR", "10.13"), ("JPY", "10"), ("KWD", "10.125")])
def test_money_has_the_decimals_of_its_currency(currency: str, rounded: str) -> None:
    assert str(to_minor_unit(d("10.125"), currency)) == rounded


def test_a_figure_too_long_to_round_stays() -> None:
    assert half_up(d("1e27"), 2) == d("1e27")


@given(st.decimals(-1000, 1000, places=3), st.decimals("0.001", 1000, places=3))
def test_a_simple_figure_lies_strictly_between(lower: Decimal, width: Decimal) -> None:
    assert lower < simple_between(lower, lower + width) < lower + width


def test_the_simple_figure_has_the_fewest_decimals() -> None:
    assert str(simple_between(d("99"), d("99.9"))) == "99.5"
    assert str(simple_between(d("95"), d("99"))) == "97"
