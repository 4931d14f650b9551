"""Tests of what the starters for services at sites and among departments earn in one month, worked out by hand."""

import json
from decimal import Decimal
from typing import Any

from slawizard.analysis.calculator import Calculation, calculate
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.report import report
from slawizard.clauses.assemble import assemble
from slawizard.document.visitor import every_inline, plain
from slawizard.storage.starters import load_starter


def _month(key: str, start: str, *readings: dict[str, Any], **fees: str) -> Calculation:
    """What a starter earns in the month that begins on `start`; `fees` are those of the whole service."""
    window = {"start": start, "readings": readings}
    given = [{"fee": name, "amount": amount} for name, amount in fees.items()]
    measured = {"version": 1, "windows": [window], "fees": given}
    return calculate(load_starter(key), decode_measured(json.dumps(measured).encode()))


def test_the_points_of_field_service_become_five_percent_of_the_fee() -> None:
    late = [{"severity": "P1", "taken": 5}, {"severity": "P1", "taken": 3}]
    late += [{"severity": "P2", "taken": 9}, {"severity": "P2", "taken": 10}]
    calculation = _month(
        "field-service",
        "2028-01-01",
        {"level": "attend", "value": "93.4"},  # from 90 to below 95: 2 points
        {"level": "complete", "value": "84.6"},  # below 85: 5 points
        {"level": "planned", "value": "98"},  # on the target: none
        {"level": "make-safe", "items": late},  # one P1: 3 points; two P2, the first is free: 1 point
        monthly_fee="64000",
        annual_fee="768000",
    )
    # 2 + 5 + 3 + 1 = 11 points, from 7 on 5 %: 64,000 × 5 % = 3,200, below the 6 % of 768,000 that cap the year
    assert calculation.total == Decimal("3200.00")


def test_logistics_pays_by_share_by_band_and_for_each_late_day() -> None:
    kind = "Service class"
    consignment = {"promised": "2028-03-08", "done": "2028-03-13"}  # Wednesday to Monday: 3 working days, 1 is allowed
    carriage = {"fee": "order_value", "name": "carriage charge", "scope": "affected_unit", "amount": "46.50"}
    calculation = _month(
        "logistics",
        "2028-03-01",
        {"level": "delivery", "where": {kind: "Next day"}, "value": "96.8"},  # 1.2 short: 3 steps of 0.5 %
        {"level": "delivery", "where": {kind: "Two day"}, "value": "97"},  # on the target
        {"level": "delivery", "where": {kind: "Two-person"}, "value": "95.4"},  # kept
        {"level": "accuracy", "value": "99.62"},  # from 99.5 to below 99.7: 1 %
        {"level": "damage", "events": {"total": 16500, "bad": 50}},  # 0.303 %, rounded to 0.30: on the target
        {"level": "late", "items": [consignment], "fees": [carriage]},  # 2 days × 20 % of 46.50
        monthly_fee="240000",
        annual_fee="2880000",
    )
    # 240,000 × 1.5 % = 3,600; 240,000 × 1 % = 2,400; 46.50 × 40 % = 18.60
    assert calculation.total == Decimal("6018.60")


def test_a_miss_between_departments_moves_no_money_but_people() -> None:
    calculation = _month(
        "internal-ola",
        "2027-11-01",
        {"level": "availability", "outages": [{"start": "2027-11-09T10:00", "end": "2027-11-09T12:00"}]},
        {"level": "hand-over", "events": {"total": 120, "bad": 5}},  # 95.8 %: kept
    )
    # 120 of 43,200 minutes down: 99.72 %, below 99.8
    assert calculation.total == 0
    availability, hand_over = report(calculation)["windows"][0]["levels"]
    assert (availability["met"], hand_over["met"]) == (False, True)
    assert [one["kind"] for one in availability["remedies"]] == ["root_cause_report", "escalation", "improvement_plan"]


def test_an_agreement_of_departments_speaks_of_no_credit_and_no_fee() -> None:
    text = plain(tuple(every_inline(assemble(load_starter("internal-ola")))))
    assert [word for word in ("Service Credit", "Fees", "Master Agreement", "invoice") if word in text] == []
    assert "Provider" in text


def test_a_public_body_receives_the_fixed_sum_of_each_miss() -> None:
    calculation = _month(
        "public-body",
        "2028-02-01",
        {
            "level": "portal",
            "outages": [
                {"start": "2028-02-08T10:00", "end": "2028-02-08T14:00"},
                {"start": "2028-02-20T02:00", "end": "2028-02-20T05:00", "excluded": "planned maintenance"},
            ],
        },  # 29 days × 1,440 less 180 = 41,580 minutes, 240 down: 99.42 %, from 99 to below 99.5: 500
        {"level": "accessibility", "value": "94"},  # missed: 1,500
        {"level": "processing", "value": "96"},  # kept
        {"level": "line", "value": "71"},  # from 70 to below 80: 500
    )
    assert calculation.total == Decimal("2500.00")


def test_a_page_barrier_that_stays_doubles_the_sum() -> None:
    months = [
        {"start": start, "readings": [{"level": "accessibility", "value": "94"}]}
        for start in ("2028-02-01", "2028-03-01")
    ]
    measured = decode_measured(json.dumps({"version": 1, "windows": months}).encode())
    # 1,500 in the first month, 1,500 × 2 in the second
    assert calculate(load_starter("public-body"), measured).total == Decimal("4500.00")


def test_points_for_late_mails_are_counted_for_each_channel_by_itself() -> None:
    channel = "Channel"
    calculation = _month(
        "contact-centre",
        "2027-11-01",
        {"level": "written", "where": {channel: "E-mail"}, "value": "95"},  # on the target
        {"level": "written", "where": {channel: "Chat"}, "value": "74.9"},  # 5.1 short, above 5: 4 points
        monthly_fee="298000",
        annual_fee="3576000",
    )
    # 4 points earn 2 %
    assert calculation.total == Decimal("5960.00")
