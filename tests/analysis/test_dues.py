"""Tests of what falls due in a window: rules, groups, stacking, points."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.consequences import (
    Base,
    CreditUnit,
    Fee,
    FeeScope,
    Payment,
    PointsPeriod,
    PointsStep,
    Stacking,
    StartsBelow,
)
from slawizard.agreement.credit_shapes import Flat, LostTime, PerOccurrence
from slawizard.agreement.metrics import (
    Coordinate,
    Dimension,
    Direction,
    EventShare,
    MeasurementWindow,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Standing,
    Target,
    WindowKind,
)
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, euro, minutes, months
from tests.analysis.calculating import LADDER, WHOLE, agreement, answer, rule, uptime, window

EACH = MeasurementWindow(WindowKind.PER_INCIDENT)
MISSED = {"level": "uptime", "value": "99"}


def total(terms: Any, *windows: dict[str, Any], **more: Any) -> str:
    found: str = answer(terms, *windows, **more)["total"]
    return found


def test_a_miss_earns_its_band_of_the_fee() -> None:
    assert total(agreement(rules=(rule(),)), window(MISSED)) == "100.00"


def test_a_kept_target_earns_nothing() -> None:
    assert total(agreement(rules=(rule(),)), window({"level": "uptime", "value": "99.9"})) == "0.00"


def test_a_credit_from_the_minimum_starts_below_it() -> None:
    level = uptime(targets=(Target(d("99.9"), minimum=d("99.5")),))
    terms = agreement(level, rules=(rule(Flat(d("10")), starts_below=StartsBelow.MINIMUM),))
    assert total(terms, window({"level": "uptime", "value": "99.7"})) == "0.00"
    assert total(terms, window({"level": "uptime", "value": "99.4"})) == "100.00"


def test_a_rule_for_one_cell_pays_there_only() -> None:
    level = uptime(dimensions=(Dimension("region", ("EU", "US")),))
    terms = agreement(level, rules=(rule(where=(Coordinate("region", "EU"),)),))
    assert total(terms, window({**MISSED, "where": {"region": "EU"}})) == "100.00"
    assert total(terms, window({**MISSED, "where": {"region": "US"}})) == "0.00"


def test_the_fee_of_the_affected_unit_is_that_of_the_reading() -> None:
    terms = agreement(rules=(rule(base=Base(scope=FeeScope.AFFECTED_UNIT)),))
    fee = {"fee": "monthly_fee", "scope": "affected_unit", "amount": 70}
    assert total(terms, window({**MISSED, "fees": [fee]})) == "7.00"


def test_a_missing_fee_is_told_with_what_to_add() -> None:
    terms = agreement(rules=(rule(base=Base(Fee.ORDER_VALUE)),))
    with pytest.raises(MeasuredFileError, match="value of the order of the affected service is missing") as caught:
        total(terms, window(MISSED))
    assert '"order_value"' in caught.value.remedy


def test_no_fee_is_asked_for_where_nothing_is_due() -> None:
    terms = agreement(rules=(rule(base=Base(Fee.ORDER_VALUE)),))
    assert total(terms, window({"level": "uptime", "value": 100})) == "0.00"


def test_a_twelfth_of_the_annual_fee_comes_from_the_annual_fee() -> None:
    terms = agreement(rules=(rule(base=Base(Fee.ANNUAL_TWELFTH, FeeScope.WHOLE_SERVICE)),))
    assert total(terms, window(MISSED), fees=[{"fee": "annual_fee", "amount": 24000}]) == "200.00"


def test_an_amount_at_risk_is_agreed_and_the_file_cannot_say_another() -> None:
    terms = agreement(rules=(rule(base=Base(Fee.AT_RISK_AMOUNT, at_risk=euro("20000"))),))
    assert total(terms, window(MISSED)) == "2000.00"
    with pytest.raises(MeasuredFileError, match="the agreement 20000"):
        total(terms, window(MISSED), fees=[{"fee": "at_risk_amount", "amount": 1}])


def test_a_part_period_pays_of_its_part_of_the_fee() -> None:
    half = window(MISSED, subscribed_until="2026-04-15")
    assert total(agreement(rules=(rule(),)), half) == "50.00"
    assert total(agreement(rules=(rule(),), prorate_part_periods=False), half) == "100.00"


def test_an_hour_is_a_twenty_fourth_of_a_day_of_the_month() -> None:
    terms = agreement(rules=(rule(LostTime(d("10"))),))
    assert total(terms, window({"level": "uptime", "outages": [{"lasted": 72, "unit": "hours"}]})) == "1000.00"


def test_a_rule_covers_windows_that_begin_in_its_time() -> None:
    old = rule(Flat(d("1")), applies_until=dt.date(2026, 3, 31))
    new = rule(Flat(d("2")), applies_from=dt.date(2026, 4, 1))
    terms = agreement(rules=(old, new))
    assert total(terms, window(MISSED, start="2026-03-01")) == "10.00"
    assert total(terms, window(MISSED, start="2026-04-01")) == "20.00"


def test_a_level_for_information_earns_nothing() -> None:
    assert total(agreement(uptime(standing=Standing.INFORMATIONAL), rules=(rule(),)), window(MISSED)) == "0.00"


def test_the_grace_at_the_start_earns_nothing() -> None:
    terms = agreement(rules=(rule(),), grace_period=months(1))
    terms = msgspec.structs.replace(terms, frame=msgspec.structs.replace(terms.frame, start=dt.date(2026, 4, 1)))
    assert total(terms, window(MISSED, start="2026-04-01")) == "0.00"
    assert total(terms, window(MISSED, start="2026-05-01")) == "100.00"


TWO = (rule(Flat(d("10"))), msgspec.structs.replace(rule(Flat(d("15"))), id="other"))


@pytest.mark.parametrize(
    ("stacking", "chosen", "sum_"),
    [
        (Stacking.ADD, "", "250.00"),
        (Stacking.HIGHEST, "", "150.00"),
        (Stacking.CUSTOMER_CHOOSES, "", "150.00"),
        (Stacking.CUSTOMER_CHOOSES, "credit", "100.00"),
    ],
)
def test_several_credits_stack_as_agreed(stacking: Stacking, chosen: str, sum_: str) -> None:
    assert total(agreement(rules=TWO, stacking=stacking), window(MISSED, chosen=chosen)) == sum_


def test_a_choice_that_is_no_credit_is_told() -> None:
    with pytest.raises(MeasuredFileError, match="no credit rule “third”"):
        total(agreement(rules=TWO, stacking=Stacking.CUSTOMER_CHOOSES), window(MISSED, chosen="third"))


def test_one_of_a_group_is_paid() -> None:
    grouped = tuple(msgspec.structs.replace(each, group="uptime") for each in TWO)
    assert total(agreement(rules=(*grouped, rule(Flat(d("1"))))), window(MISSED)) == "160.00"


REGIONS = uptime(dimensions=(Dimension("Region", ("EU", "US")), Dimension("Severity", ("P1", "P2"))))


def _of_group(scope: FeeScope, *places: dict[str, str]) -> str:
    base = Base(scope=scope)
    rules = (rule(Flat(d("10")), base=base, group="uptime"), rule(Flat(d("15")), id="other", base=base, group="uptime"))
    fees = [{"fee": "monthly_fee", "scope": scope.value, "amount": 100}]
    readings = [{**MISSED, "where": place, "fees": fees} for place in places]
    return total(agreement(REGIONS, rules=rules), {"start": "2026-04-01", "readings": readings})


def test_of_a_group_with_the_sums_of_regions_one_is_paid_for_each_region() -> None:
    assert _of_group(FeeScope.AFFECTED_REGION, {"Region": "EU"}, {"Region": "US"}) == "30.00"
    assert _of_group(FeeScope.AFFECTED_UNIT, {"Region": "EU"}, {"Region": "US"}) == "30.00"


def test_of_a_group_with_the_sums_of_the_whole_service_one_is_paid() -> None:
    assert _of_group(FeeScope.WHOLE_SERVICE, {"Region": "EU"}, {"Region": "US"}) == "15.00"


def test_a_severity_makes_no_other_region() -> None:
    places = ({"Region": "EU", "Severity": "P1"}, {"Region": "EU", "Severity": "P2"})
    assert _of_group(FeeScope.AFFECTED_REGION, *places) == "15.00"


RESPONSE = ServiceLevel("uptime", unit="minutes", direction=Direction.LOWER, window=EACH, targets=(Target(d("15")),))


def test_the_free_items_of_a_month_are_free_once() -> None:
    terms = agreement(RESPONSE, rules=(rule(PerOccurrence(d("5"), free=1)),))
    day = window({"level": "uptime", "samples": [20, 20]}, start="2026-04-01")
    same_month = window({"level": "uptime", "samples": [20]}, start="2026-04-02")
    next_month = window({"level": "uptime", "samples": [20]}, start="2026-05-01")
    assert total(terms, day, same_month, next_month) == "100.00"


def test_the_points_of_a_month_earn_the_last_row_they_reach() -> None:
    table = (PointsStep(d("3"), d("5")), PointsStep(d("5"), d("12")))
    terms = agreement(
        RESPONSE,
        rules=(rule(PerOccurrence(d("2")), unit=CreditUnit.POINTS),),
        points_table=table,
        points_base=WHOLE,
    )
    one = window({"level": "uptime", "samples": [20]}, start="2026-04-01")
    two = window({"level": "uptime", "samples": [20, 20]}, start="2026-04-09")
    assert total(terms, one) == "0.00"
    assert total(terms, one, two) == "120.00"


@pytest.mark.parametrize(
    ("period", "starts", "expected"),
    [
        # 2 points in each of January, February, April and December 2026, and in January 2027: 3 earn 5 %, 5 earn 12 %.
        (PointsPeriod.MONTH, 1, "0.00"),
        (PointsPeriod.QUARTER, 1, "50.00"),  # January and February
        (PointsPeriod.QUARTER, 2, "100.00"),  # February and April; December and January
        (PointsPeriod.YEAR, 1, "120.00"),
        (PointsPeriod.YEAR, 2, "120.00"),  # February to the next January
        (PointsPeriod.TERM, 1, "120.00"),
    ],
)
def test_points_are_added_up_over_the_period_of_their_scheme(period: PointsPeriod, starts: int, expected: str) -> None:
    terms = agreement(
        rules=(rule(Flat(d("2")), unit=CreditUnit.POINTS),),
        points_table=(PointsStep(d("3"), d("5")), PointsStep(d("5"), d("12"))),
        points_base=WHOLE,
        points_period=period,
        year_starts=starts,
    )
    days_ = ("2026-01-01", "2026-02-01", "2026-04-01", "2026-12-01", "2027-01-01")
    found = answer(terms, *(window(MISSED, start=day) for day in days_))
    assert found["total"] == expected
    paid = [credit for each in found["windows"] for level in each["levels"] for credit in level["credits"]]
    told = [step for credit in paid if credit["rule"] == "points" for step in credit["steps"]]
    assert any(step.startswith(f"The {period.value} has") for step in told)


LATE = ServiceLevel("uptime", statistic=ShareWithin(minutes(30)), targets=(Target(d("90")),))


@pytest.mark.parametrize(("late", "expected"), [(1, "0.00"), (2, "100.00")])
def test_each_late_item_of_a_share_is_paid_once_the_share_is_missed(late: int, expected: str) -> None:
    terms = agreement(LATE, rules=(rule(PerOccurrence(d("5"))),))
    items = [{"taken": 40 if number < late else 20} for number in range(10)]
    assert total(terms, window({"level": "uptime", "items": items})) == expected
    assert total(terms, window({"level": "uptime", "events": {"total": 10, "bad": late}})) == expected


def test_the_bad_events_of_a_rate_are_paid_each_and_some_are_free() -> None:
    level = ServiceLevel("uptime", statistic=EventShare(), direction=Direction.LOWER, targets=(Target(d("0.5")),))
    terms = agreement(level, rules=(rule(PerOccurrence(d("2"), free=1), most=d("9")),))
    assert total(terms, window({"level": "uptime", "events": {"total": 100, "bad": 3}})) == "40.00"
    assert total(terms, window({"level": "uptime", "events": {"total": 100, "bad": 30}})) == "90.00"
    assert total(terms, window({"level": "uptime", "events": {"total": 1000, "bad": 5}})) == "0.00"


def test_a_share_alone_does_not_tell_how_many_items_were_bad() -> None:
    found = answer(agreement(LATE, rules=(rule(PerOccurrence(d("5"))),)), window({"level": "uptime", "value": "80"}))
    assert found["total"] == "0.00"
    assert "not told" in found["undecided"][0]


def test_late_items_of_a_share_are_paid_by_their_severity() -> None:
    level = msgspec.structs.replace(LATE, statistic=ShareWithin(), severity_time=SeverityTime.RESPONSE)
    severities = (Severity("p1", response=minutes(15)), Severity("p2", response=minutes(30)))
    paid = rule(PerOccurrence(d("5")), where=(Coordinate("severity", "p1"),))
    terms = agreement(level, rules=(paid,), severities=severities)
    items = [{"severity": each, "taken": 20} for each in ("p1", "p1", "p2")] + [{"severity": "p2", "taken": 31}]
    assert total(terms, window({"level": "uptime", "items": items})) == "100.00"


def test_a_months_credits_below_the_least_payout_are_not_paid() -> None:
    terms = agreement(rules=(rule(),), payment=Payment(least=euro("150")))
    found = answer(terms, window(MISSED))
    assert found["total"] == "0.00"
    assert "EUR\u00a0150.00" in found["windows"][0]["withheld"]
    assert total(terms, window({"level": "uptime", "value": 98})) == "250.00"


def test_sums_are_rounded_once_at_the_end_of_a_window() -> None:
    cent = rule(Flat(d("0.0005")))
    assert total(agreement(rules=(cent, msgspec.structs.replace(cent, id="other"))), window(MISSED)) == "0.01"
    assert total(agreement(rules=(cent,)), window(MISSED)) == "0.01"
    assert total(agreement(rules=(rule(Flat(d("0.0004"))),)), window(MISSED)) == "0.00"


def test_what_the_agreement_does_not_say_is_told_and_not_paid() -> None:
    found = answer(agreement(rules=(rule(LADDER),)), window({"level": "uptime", "missed": True}))
    assert found["total"] == "0.00"
    (text,) = found["undecided"]
    assert "cannot be told" in text
