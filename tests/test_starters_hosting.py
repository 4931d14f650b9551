"""Tests of what the starters for hosting, networks, data centres and calls earn in one month, worked out by hand."""

import json
from decimal import Decimal
from typing import Any

import pytest

from slawizard.analysis.assessment import assess
from slawizard.analysis.calculator import Calculation, calculate
from slawizard.analysis.exposure import price
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.verdict import Verdict
from slawizard.storage.starters import load_starter

KEYS = ("saas", "managed-it", "cloud", "network", "colocation", "contact-centre")


def _calculated(key: str, *windows: dict[str, Any], **fees: str) -> Calculation:
    """What a starter earns in some windows; `fees` are those of the whole service."""
    given = [{"fee": name, "amount": amount} for name, amount in fees.items()]
    measured = {"version": 1, "windows": windows, "fees": given}
    return calculate(load_starter(key), decode_measured(json.dumps(measured).encode()))


def _monthly(scope: str, amount: str) -> list[dict[str, str]]:
    return [{"fee": "monthly_fee", "scope": scope, "amount": amount}]


def test_a_cloud_region_a_machine_and_a_lost_object_earn_a_share_of_their_own_fees() -> None:
    failed = [{"start": "2027-06-09T03:10", "end": "2027-06-09T03:55"}]
    month = {
        "start": "2027-06-01",
        "readings": [
            {  # 30 days are 43,200 minutes, 45 down: 99.896 %, from 99 to below 99.9: 25 % of 9,000
                "level": "region",
                "where": {"Region": "Frankfurt"},
                "outages": failed,
                "fees": _monthly("affected_region", "9000"),
            },
            {"level": "region", "where": {"Region": "Amsterdam"}, "value": "99.95"},  # on the target
            {"level": "machine", "value": "99.2", "fees": _monthly("affected_unit", "52")},  # from 99: 10 % of 52
            {"level": "requests", "value": "99.9"},  # on the target
            {  # one object of 45,000,000: 99.9999978 % is below 99.999999 %: 50 % of 3,100
                "level": "durability",
                "events": {"total": 45000000, "bad": 1},
                "fees": _monthly("affected_service", "3100"),
            },
            {"level": "response", "value": "84.5"},  # from 80 to below 90: 2 % of 24,000
        ],
    }
    # 2,250.00 + 5.20 + 1,550.00 + 480.00, below the cap of 12,000
    assert _calculated("cloud", month, monthly_fee="24000").total == Decimal("4285.20")


SITE = _monthly("affected_unit", "640")


def test_a_network_pays_by_the_miss_and_the_highest_of_the_qualities_of_a_route() -> None:
    month = {
        "start": "2027-09-01",
        "readings": [
            {"level": "availability", "where": {"Site class": "A"}, "value": "99.99"},  # on the target
            {  # 0.3 points under 99.5: above 0.1 and at most 0.5: 10 % of 640
                "level": "availability",
                "where": {"Site class": "C"},
                "value": "99.2",
                "fees": SITE,
            },
            {  # 2.4 ms too slow: 3 steps begun, 3 days of 640 / 30 = 64, and no more than the jitter's 128
                "level": "latency",
                "where": {"Route": "Class B or C to class A"},
                "value": "17.4",
                "fees": SITE,
            },
            {"level": "jitter", "value": "3.2", "fees": SITE},  # 60 % over 2: 20 % of 640 = 128
            {"level": "loss", "value": "0.1", "fees": SITE},  # on the target
        ],
    }
    # 64 + 128 (the higher of latency and jitter)
    assert _calculated("network", month, monthly_fee="31000").total == Decimal("192.00")


def test_a_network_pays_by_days_and_by_part_of_the_charge() -> None:
    each = {
        "start": "2027-09-01",
        "readings": [
            {  # 8.5 hours for 7: 2 steps begun, 2 days of 640 / 30 = 42.666…
                "level": "repair",
                "where": {"Site class": "B"},
                "items": [{"taken": "8.5"}, {"taken": "7"}],
                "fees": SITE,
            },
            {  # promised on Monday, handed over on Thursday: 3 working days, 30 % of 450 = 135
                "level": "installation",
                "items": [{"promised": "2027-09-13", "done": "2027-09-16"}],
                "fees": [
                    {"fee": "one_off_charge", "scope": "affected_unit", "name": "installation charge", "amount": "450"}
                ],
            },
        ],
    }
    # 42.67 + 135
    assert _calculated("network", each, monthly_fee="31000").total == Decimal("177.67")


def test_colocation_pays_for_feeds_and_for_each_day_of_an_excursion_up_to_its_cap() -> None:
    cabinet = _monthly("affected_unit", "1600")
    supply = "Supply"
    month = {
        "start": "2027-08-01",
        "readings": [
            {  # 31 days are 44,640 minutes, 12 without both feeds: 99.9731 %, from 99.9 to below 99.99: 25 % of 1,600
                "level": "power",
                "where": {supply: "A and B feeds together"},
                "outages": [{"lasted": 12, "unit": "minutes"}],
                "fees": cabinet,
            },
            {"level": "power", "where": {supply: "Each feed by itself"}, "value": "99.9"},  # on the target
            {"level": "access", "value": "93.3"},  # 28 of 30 visits: from 90 to below 95: 1 % of 38,400
            {"level": "hands", "value": "90"},  # on the target
        ],
    }
    warm = [
        {"start": f"2027-08-{day:02}", "readings": [{"level": "temperature", "value": value, "fees": cabinet}]}
        for day, value in ((3, "28.4"), (4, "30.1"), (5, "33"), (6, "32.5"), (7, "17.9"), (8, "32.1"))
    ]
    # Both feeds: 400. Access: 384. Temperature: 2, 5, 10, 10, 2 and 10 % are 39 %, of which the cap leaves 30 %: 480.
    found = _calculated("colocation", month, *warm, monthly_fee="38400", annual_fee="460800")
    assert found.total == Decimal("1264.00")


def test_the_points_of_a_contact_centre_become_a_share_of_the_fee() -> None:
    month = {
        "start": "2027-11-01",
        "readings": [
            {"level": "level", "value": "73.9"},  # from 70 to below 74: 8 points
            {"level": "abandonment", "events": {"total": 41000, "bad": 3075}},  # 7.5 %, above 7: 4 points
            {"level": "resolution", "value": "74"},  # on the target
            {"level": "quality", "value": "87.2"},  # from 84 to below 88: 2 points
        ],
    }
    quarter = {"start": "2027-10-01", "readings": [{"level": "satisfaction", "value": "91.3"}]}
    fees = {"monthly_fee": "298000", "quarterly_fee": "894000", "annual_fee": "3576000"}
    found = _calculated("contact-centre", month, quarter, **fees)
    # 14 points, from 12 on 6 %: 298,000 × 6 % = 17,880. Satisfaction above 90 %: a bonus of 1 % of 894,000.
    assert found.total == Decimal("17880.00")
    assert [bonus.sum for bonus in found.bonuses] == [Decimal("8940.00")]


def test_calls_between_the_minimum_and_the_target_miss_without_a_credit() -> None:
    month = {"start": "2027-11-01", "readings": [{"level": "level", "value": "78"}]}
    found = _calculated("contact-centre", month, monthly_fee="298000", annual_fee="3576000")
    assert found.total == 0
    assert [judged.is_missed for judged in found.windows[0].judgements] == [True]


@pytest.mark.parametrize("key", KEYS)
def test_every_target_is_comfortable_or_likely_by_the_evidence_that_comes_with_it(key: str) -> None:
    found = assess(load_starter(key))
    assert {each.verdict for each in found} == {Verdict.COMFORTABLE, Verdict.LIKELY}


@pytest.mark.parametrize("key", KEYS)
def test_a_year_of_credits_has_a_price_that_no_provider_goes_broke_over(key: str) -> None:
    found = price(load_starter(key), years=500)
    assert found.unpriced == ""
    assert found.simulated is not None
    assert 0 < found.simulated.expected < found.fees / 20
