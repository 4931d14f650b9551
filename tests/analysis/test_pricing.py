"""Tests of the sums a measured file gives."""

from __future__ import annotations

import datetime as dt

import pytest

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.analysis.measured import FeeGiven
from slawizard.analysis.pricing import file_price, find_sum, price_of
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, euro
from tests.analysis.calculating import WHOLE, agreement, setting

OWN = {"fee": "monthly_fee", "amount": 500}


def test_a_readings_own_fee_comes_before_the_windows_and_the_files() -> None:
    terms = agreement()
    file_fees = (FeeGiven(Fee.MONTHLY_FEE, d("1")),)
    assert price_of(WHOLE, setting(terms, {"level": "uptime", "value": 1, "fees": [OWN]}), file_fees).amount == 500
    assert price_of(WHOLE, setting(terms, {"level": "uptime", "value": 1}), file_fees).amount == 1000


def test_a_fee_of_another_scope_or_name_is_another_fee() -> None:
    base = Base(Fee.ONE_OFF_CHARGE, FeeScope.WHOLE_SERVICE, name="installation")
    fees = (
        FeeGiven(Fee.ONE_OFF_CHARGE, d("1"), FeeScope.AFFECTED_UNIT),
        FeeGiven(Fee.ONE_OFF_CHARGE, d("2"), name="removal"),
        FeeGiven(Fee.ONE_OFF_CHARGE, d("3"), name="installation"),
    )
    assert find_sum(base, fees, "") == 3
    with pytest.raises(MeasuredFileError, match="installation is missing"):
        find_sum(base, fees[:2], "")


def test_a_negative_fee_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match="cannot be -1"):
        find_sum(WHOLE, [FeeGiven(Fee.MONTHLY_FEE, d("-1"))], "")


def test_a_month_is_as_long_as_it_is() -> None:
    found = price_of(WHOLE, setting(agreement(), {"level": "uptime", "value": 1}), ())
    assert (found.days, found.hours, found.words) == (d("30"), d("720"), "monthly fee")


def test_a_credit_from_before_has_the_price_of_its_day() -> None:
    found = file_price(WHOLE, (FeeGiven(Fee.MONTHLY_FEE, d("310")),), "EUR", dt.date(2026, 1, 9), None)
    assert (found.amount, found.days) == (d("310"), d("31"))
    at_risk = Base(Fee.AT_RISK_AMOUNT, at_risk=euro("9"))
    assert file_price(at_risk, (), "EUR", dt.date(2026, 1, 9), None).amount == 9
