"""Tests of worked examples."""

from __future__ import annotations

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, CreditRule, CreditUnit, Fee, PointsStep
from slawizard.agreement.credit_shapes import Band, Bands, Flat, Increments, KeyedOn, LostTime, PerOccurrence, Shape
from slawizard.agreement.metrics import Coordinate, Direction, Measurement, Rounding, ServiceLevel, Target
from slawizard.analysis.credits import holds
from slawizard.analysis.examples import worked_example
from tests.agreements import full
from tests.agreements.quantities import d, euro, minutes
from tests.analysis.calculating import LADDER, WHOLE, agreement, answer, rule, uptime, window

LATENCY = ServiceLevel("uptime", unit="milliseconds", direction=Direction.LOWER, targets=(Target(d("60")),))


def test_an_example_takes_a_value_inside_the_first_band_that_pays() -> None:
    found = worked_example(agreement(), rule())
    assert found is not None
    assert found.value is not None
    assert holds(LADDER.bands[0], found.value)
    assert found.credit == euro("100.00")
    assert found.fee == "Monthly fee: EUR\u00a01,000.00"
    assert found.steps[-1].endswith("EUR\u00a0100.00.")


def test_an_examples_value_is_rounded_as_the_level_is() -> None:
    level = uptime(measurement=Measurement(rounding=Rounding(2)))
    shape = Bands((Band(d("99.001"), True, d("99.019"), True, d("5")),))
    found = worked_example(agreement(level), rule(shape))
    assert found is not None
    assert found.value == d("99.01")


def test_an_examples_miss_is_that_of_the_rounded_value() -> None:
    level = uptime(measurement=Measurement(rounding=Rounding(1)), targets=(Target(d("99.9")),))
    shape = Increments(d("0.1"), d("1"), keyed_on=KeyedOn.MISS)
    found = worked_example(agreement(level), rule(shape))
    assert found is not None
    assert found.value == d("99.7")


@pytest.mark.parametrize(
    ("level", "shape", "unit", "credit"),
    [
        (uptime(), LostTime(d("10")), CreditUnit.PERCENT_OF_BASE, "27.78"),
        (uptime(), LostTime(d("10"), minutes(30), beyond_allowance=True), CreditUnit.PERCENT_OF_BASE, "27.78"),
        (LATENCY, Flat(d("10")), CreditUnit.PERCENT_OF_BASE, "100.00"),
        (LATENCY, Increments(d("1"), d("1")), CreditUnit.DAYS_OF_SERVICE, "66.67"),
        (LATENCY, Increments(d("1"), d("1"), keyed_on=KeyedOn.MISS_PERCENT), CreditUnit.PERCENT_OF_BASE, "20.00"),
        (LATENCY, Bands((Band(d("10"), credit=d("5")),), KeyedOn.MISS), CreditUnit.PERCENT_OF_BASE, "50.00"),
        (LATENCY, PerOccurrence(d("6.10"), free=1), CreditUnit.MONEY, "12.20"),
    ],
)
def test_every_shape_has_an_example(level: ServiceLevel, shape: Shape, unit: CreditUnit, credit: str) -> None:
    found = worked_example(agreement(level), rule(shape, unit=unit))
    assert found is not None
    assert found.credit == euro(credit)


def test_an_example_of_a_target_between_two_edges_lies_above_the_upper_one() -> None:
    climate = ServiceLevel("uptime", unit="celsius", direction=Direction.BAND, targets=(Target(d("18"), d("27")),))
    found = worked_example(agreement(climate), rule(Bands((Band(d("0"), False, d("2"), True, d("5")),), KeyedOn.MISS)))
    assert found is not None
    assert found.value == d("28")
    assert found.credit == euro("50.00")


@pytest.mark.parametrize(
    ("shape", "measured", "credit"),
    [
        (Increments(d("30"), d("5"), unit="minutes"), "118.2\u00a0minutes of downtime", "100.00"),
        (Bands((Band(d("1"), True, d("4"), False, d("10")),), unit="hours"), "180\u00a0minutes of downtime", "100.00"),
    ],
)
def test_downtime_under_a_target_in_percent_has_an_example(shape: Shape, measured: str, credit: str) -> None:
    found = worked_example(agreement(), rule(shape))
    assert found is not None
    assert found.measured == measured
    assert found.credit == euro(credit)


CLASSES = tuple(Target(d(bound), where=(Coordinate("Class", name),)) for name, bound in (("A", "99.99"), ("B", "99.9")))


def test_an_example_for_several_cases_says_which_one_and_its_target() -> None:
    shape = Bands((Band(d("0"), False, d("0.1"), True, d("5")),), KeyedOn.MISS)
    found = worked_example(agreement(uptime(targets=CLASSES)), rule(shape))
    assert found is not None
    assert found.measured == "99.94\u00a0% (Class A: Target 99.99\u00a0%)"


def test_an_example_for_one_case_does_not_repeat_it() -> None:
    found = worked_example(agreement(uptime(targets=CLASSES)), rule(where=(Coordinate("Class", "B"),)))
    assert found is not None
    assert "Class" not in found.measured


def test_an_example_of_items_says_its_case_alone() -> None:
    found = worked_example(agreement(uptime(targets=CLASSES)), rule(PerOccurrence(d("2"))))
    assert found is not None
    assert found.measured == "2 items that count (Class A)"


def test_days_past_a_due_date_are_whole_in_an_example() -> None:
    late = ServiceLevel(
        "uptime", unit="working_days", direction=Direction.LOWER, targets=(Target(d("0"), due_date=True),)
    )
    found = worked_example(agreement(late), rule(Increments(d("1"), d("10"))))
    assert found is not None
    assert found.value == d("2")
    assert found.credit == euro("200.00")


def test_fixed_money_needs_no_fee() -> None:
    found = worked_example(agreement(LATENCY), rule(Flat(d("5")), unit=CreditUnit.MONEY))
    assert found is not None
    assert found.fee == ""


def test_an_amount_at_risk_is_the_agreed_one() -> None:
    found = worked_example(agreement(), rule(base=Base(Fee.AT_RISK_AMOUNT, at_risk=euro("20000"))))
    assert found is not None
    assert found.credit == euro("2000.00")


def test_points_become_money_by_their_table() -> None:
    terms = agreement(LATENCY, points_table=(PointsStep(d("3"), d("5")),), points_base=WHOLE)
    found = worked_example(terms, rule(PerOccurrence(d("2")), unit=CreditUnit.POINTS))
    assert found is not None
    assert found.credit == euro("50.00")


def test_a_currency_without_cents_has_larger_round_fees() -> None:
    terms = agreement()
    terms = msgspec.structs.replace(terms, frame=msgspec.structs.replace(terms.frame, currency="JPY"))
    found = worked_example(terms, rule())
    assert found is not None
    assert (found.credit.amount, found.credit.currency) == (d("10000"), "JPY")


def test_a_share_of_one_orders_value_is_shown_on_a_sum_that_one_order_may_cost() -> None:
    terms = agreement(rules=(rule(base=Base(Fee.ORDER_VALUE, name="carriage charge")),))
    found = worked_example(terms, terms.consequences.rules[0])
    assert found is not None
    assert found.fee.endswith("EUR\u00a0100.00")


@pytest.mark.parametrize(
    "unfinished",
    [
        rule(Bands()),
        rule(Flat()),
        rule(level="gone"),
        rule(Increments(d("1"))),
        rule(base=Base(Fee.ORDER_VALUE), unit=CreditUnit.DAYS_OF_SERVICE),
    ],
)
def test_a_rule_that_is_not_complete_has_no_example(unfinished: CreditRule) -> None:
    assert worked_example(agreement(), unfinished) is None


@pytest.mark.parametrize("position", range(len(full().consequences.rules)))
def test_an_example_never_fails_on_a_full_agreement(position: int) -> None:
    terms = full()
    found = worked_example(terms, terms.consequences.rules[position])
    assert found is None or found.credit.amount > 0


def test_an_example_and_the_calculator_agree() -> None:
    terms: Agreement = agreement(rules=(rule(),))
    found = worked_example(terms, rule())
    assert found is not None
    told = answer(terms, window({"level": "uptime", "value": str(found.value)}))
    assert told["total"] == str(found.credit.amount)
    assert told["windows"][0]["levels"][0]["credits"][0]["steps"] == list(found.steps)
