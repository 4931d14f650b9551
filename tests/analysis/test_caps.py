"""Tests of caps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.consequences import Base, Cap, CapPeriod, CapUnit, CreditUnit, Fee, FeeScope, PointsStep
from slawizard.agreement.credit_shapes import Flat
from slawizard.agreement.metrics import Direction, MeasurementWindow, ServiceLevel, Target, WindowKind
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d
from tests.analysis.calculating import WHOLE, agreement, answer, rule, uptime, window

MISSED = {"level": "uptime", "value": "94"}
TEN = rule(Flat(d("10")))


def capped(*windows: dict[str, Any], cap: Cap, rules: Any = (), **more: Any) -> Any:
    return answer(agreement(rules=rules or (rule(),), caps=(cap,)), *windows, **more)


def months(*names: str) -> list[dict[str, Any]]:
    return [window(MISSED, start=f"{name}-01") for name in names]


@pytest.mark.parametrize(
    ("cap", "total"),
    [
        (Cap(d("30"), base=WHOLE), "300.00"),
        (Cap(d("120.5"), CapUnit.MONEY), "120.50"),
        (Cap(d("3"), CapUnit.DAYS_OF_SERVICE, WHOLE), "100.00"),
        (Cap(d("60"), base=WHOLE), "500.00"),
    ],
)
def test_a_cap_is_in_percent_money_or_days(cap: Cap, total: str) -> None:
    assert capped(window(MISSED), cap=cap)["total"] == total


def test_a_cap_says_what_it_cut() -> None:
    (cap,) = capped(window(MISSED), cap=Cap(d("30"), base=WHOLE))["caps"]
    assert (cap["limit"], cap["before"], cap["after"], cap["bites"]) == ("300.00", "500.00", "300.00", True)


@pytest.mark.parametrize(
    ("period", "names", "total"),
    [
        (CapPeriod.MONTH, ("2026-01", "2026-02"), "1200.00"),
        (CapPeriod.WINDOW, ("2026-01", "2026-02"), "1200.00"),
        (CapPeriod.QUARTER, ("2026-01", "2026-03", "2026-04"), "1200.00"),
        (CapPeriod.YEAR, ("2026-01", "2026-12", "2027-01"), "1200.00"),
        (CapPeriod.TERM, ("2026-01", "2027-01"), "600.00"),
    ],
)
def test_a_cap_counts_over_its_period(period: CapPeriod, names: tuple[str, ...], total: str) -> None:
    cap = Cap(d("600"), CapUnit.MONEY, period=period)
    windows = [window({"level": "uptime", "value": "94"}, start=f"{name}-01") for name in names]
    for each in windows:
        each["fees"] = [{"fee": "monthly_fee", "amount": 2000}]
    assert capped(*windows, cap=cap)["total"] == total


def test_a_trailing_cap_looks_back_over_calendar_months() -> None:
    cap = Cap(d("800"), CapUnit.MONEY, period=CapPeriod.TRAILING, trailing_months=2)
    found = capped(*months("2026-01", "2026-02", "2026-03"), cap=cap)
    assert [each["total"] for each in found["windows"]] == ["500.00", "300.00", "500.00"]


def test_a_cap_for_an_incident_cuts_each_by_itself() -> None:
    level = ServiceLevel(
        "uptime",
        unit="hours",
        direction=Direction.LOWER,
        window=MeasurementWindow(WindowKind.PER_INCIDENT),
        targets=(Target(d("1")),),
    )
    terms = agreement(level, rules=(TEN,), caps=(Cap(d("60"), CapUnit.MONEY, period=CapPeriod.INCIDENT),))
    assert answer(terms, window({"level": "uptime", "samples": [2, 3, 1]}))["total"] == "120.00"


def test_a_cap_covers_the_rules_it_names() -> None:
    other = msgspec.structs.replace(TEN, id="other")
    cap = Cap(d("50"), CapUnit.MONEY, rules=("other",))
    assert capped(window(MISSED), cap=cap, rules=(TEN, other))["total"] == "150.00"


def test_a_cap_of_the_affected_part_holds_for_each_part() -> None:
    unit = Base(scope=FeeScope.AFFECTED_UNIT)
    fee = {"fee": "monthly_fee", "scope": "affected_unit"}
    level = ServiceLevel("uptime", targets=(Target(d("99.9")),))
    terms = agreement(level, rules=(rule(base=unit),), caps=(Cap(d("20"), base=unit),))
    found = answer(
        terms,
        window({**MISSED, "fees": [{**fee, "amount": 100}]}),
    )
    assert found["total"] == "20.00"


def test_credits_accrued_before_count_towards_the_cap() -> None:
    cap = Cap(d("8"), base=Base(Fee.TERM_FEE, FeeScope.WHOLE_SERVICE), period=CapPeriod.TERM)
    before = {"rule": "credit", "amount": 900, "window": "2026-01-01"}
    found = capped(window(MISSED), cap=cap, accrued=[before], fees=[{"fee": "term_fee", "amount": 12000}])
    assert found["accrued"][0]["payable"] == "900.00"
    assert found["windows"][0]["total"] == "60.00"
    assert found["total"] == "960.00"


def test_narrow_caps_come_before_wide_ones() -> None:
    caps = (Cap(d("700"), CapUnit.MONEY, period=CapPeriod.YEAR), Cap(d("400"), CapUnit.MONEY))
    found = answer(agreement(rules=(rule(),), caps=caps), *months("2026-01", "2026-02"))
    assert [each["total"] for each in found["windows"]] == ["400.00", "300.00"]


def test_a_base_that_differs_within_a_period_is_told() -> None:
    windows = months("2026-01", "2026-02")
    windows[1]["fees"] = [{"fee": "monthly_fee", "amount": 2000}]
    with pytest.raises(MeasuredFileError, match="1000 and 2000"):
        capped(*windows, cap=Cap(d("10"), base=WHOLE, period=CapPeriod.YEAR))


def test_a_day_of_a_sum_without_days_has_no_price() -> None:
    cap = Cap(d("3"), CapUnit.DAYS_OF_SERVICE, Base(Fee.ORDER_VALUE, FeeScope.WHOLE_SERVICE))
    with pytest.raises(MeasuredFileError, match="has no price"):
        capped(window(MISSED), cap=cap, fees=[{"fee": "order_value", "amount": 1}])


def test_a_cap_without_an_amount_cuts_nothing() -> None:
    assert capped(window(MISSED), cap=Cap())["total"] == "500.00"


values = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=6)


@given(values, st.decimals(0, 200, places=2), st.sampled_from(CapPeriod), st.booleans())
def test_credits_are_never_negative_nor_above_their_cap(
    found: list[Decimal], amount: Decimal, period: CapPeriod, in_money: bool
) -> None:
    shape = rule(Flat(d("70")), unit=CreditUnit.MONEY) if in_money else rule()
    windows = [
        window({"level": "uptime", "value": str(value)}, start=f"2026-{number + 1:02}-01")
        for number, value in enumerate(found)
    ]
    result = capped(*windows, cap=Cap(amount, CapUnit.MONEY, period=period), rules=(shape,))
    assert all(Decimal(each["total"]) >= 0 for each in result["windows"])
    if period in (CapPeriod.YEAR, CapPeriod.TERM):
        assert Decimal(result["total"]) <= amount
    if period in (CapPeriod.MONTH, CapPeriod.WINDOW, CapPeriod.TRAILING):
        assert all(Decimal(each["total"]) <= amount for each in result["windows"])
    assert all(Decimal(cap["after"]) <= Decimal(cap["before"]) for cap in result["caps"])


def test_credits_for_points_are_of_no_single_incident() -> None:
    """A percent for the miss and three for its points, each cut by itself to one, whichever reading comes first."""
    scored = rule(Flat(d("4")), id="scored", unit=CreditUnit.POINTS)
    terms = agreement(
        rules=(rule(Flat(d("1"))), scored),
        caps=(Cap(d("1"), period=CapPeriod.INCIDENT),),
        points_table=(PointsStep(d("4"), d("3")),),
        points_base=WHOLE,
    )
    assert answer(terms, window({"level": "uptime", "value": "99"}))["total"] == "20.00"


def test_of_one_window_the_credits_come_under_a_cap_in_the_order_of_the_rules() -> None:
    """The first rule is let in first by the cap on all, so that the cap on the second has nothing left to cut."""
    two = (uptime(), uptime(id="other"))
    rules = (rule(Flat(d("6"))), rule(Flat(d("6")), "other", id="second"))
    caps = (Cap(d("8"), period=CapPeriod.WINDOW), Cap(d("1"), period=CapPeriod.MONTH, rules=("second",)))
    readings = [{"level": name, "value": "99"} for name in ("uptime", "other")]
    for told in (readings, readings[::-1]):
        assert answer(agreement(*two, rules=rules, caps=caps), window(*told))["total"] == "70.00"
