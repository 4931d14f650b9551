"""Tests of the names of fees and the time they are paid for."""

from __future__ import annotations

import datetime as dt

import pytest

from slawizard.agreement.consequences import Base, Fee, FeeScope
from slawizard.analysis.fees import FEE_WORDS, base_words, days_of_fee, hours_of_fee
from tests.agreements.quantities import d

LEAP = dt.date(2028, 2, 10)


@pytest.mark.parametrize(
    ("fee", "real", "fixed"),
    [
        (Fee.MONTHLY_FEE, "29", "30"),
        (Fee.QUARTERLY_FEE, "91", "90"),
        (Fee.ANNUAL_FEE, "366", "360"),
        (Fee.TRAILING_FEE, "30", "30"),
        (Fee.WINDOW_FEE, "7", "7"),
        (Fee.ORDER_VALUE, "0", "0"),
    ],
)
def test_a_fee_is_paid_for_real_days_unless_months_are_fixed(fee: Fee, real: str, fixed: str) -> None:
    assert days_of_fee(Base(fee), LEAP, d("7"), None) == d(real)
    assert days_of_fee(Base(fee), LEAP, d("7"), 30) == d(fixed)


def test_an_hourly_charge_is_for_one_hour_exactly() -> None:
    hourly = Base(Fee.HOURLY_FEE)
    assert hours_of_fee(hourly, days_of_fee(hourly, LEAP, d("7"), None)) == 1
    assert hours_of_fee(Base(), d("30")) == 720


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (Base(Fee.ONE_OFF_CHARGE, FeeScope.WHOLE_SERVICE, name="the installation charge"), "installation charge"),
        (Base(), "monthly fee of the affected service"),
        (Base(Fee.TRAILING_FEE, FeeScope.WHOLE_SERVICE, trailing_days=30), "charges of the previous 30 days"),
        (Base(Fee.ONE_OFF_CHARGE, FeeScope.WHOLE_SERVICE, name="installation charge"), "installation charge"),
        (Base(Fee.AT_RISK_AMOUNT), "amount at risk"),
    ],
)
def test_a_base_reads_by_its_name_or_fee_and_scope(base: Base, words: str) -> None:
    assert base_words(base) == words


def test_every_fee_has_words() -> None:
    assert set(FEE_WORDS) == set(Fee)
