"""Tests of what a measured file says twice, or of something that its agreement does not know."""

from __future__ import annotations

import re
from typing import Any

import pytest

from slawizard.agreement.consequences import Stacking
from slawizard.agreement.metrics import MeasurementWindow, ShareWithin, Target, WindowKind
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, hours
from tests.analysis.calculating import agreement, answer, rule, uptime, window

LEVEL = {"level": "uptime"}
KEPT = {**LEVEL, "value": "99.95"}
TICKETS = uptime(statistic=ShareWithin(hours(4)), targets=(Target(d("95")),))


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ({"value": 99, "outages": []}, "gives value and outages"),
        ({"value": 99, "previous": [98]}, "is no rolling mean"),
        ({"value": 99, "excluded": [{"lasted": 5}]}, "without it already"),
        ({"value": 99, "sample_size": -1}, "fewer than no measurements"),
        ({"value": 99, "fees": [{"fee": "monthly_fee", "amount": -1}]}, "A fee cannot be -1"),
        ({"outages": [{"lasted": 5, "affected_percent": 101}]}, "share of users"),
        ({"outages": [{"start": "2026-04-01", "end": "2026-04-02"}]}, "needs the time of day"),
    ],
)
def test_a_reading_that_cannot_be_gets_a_sentence(reading: dict[str, Any], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        answer(agreement(), window({**LEVEL, **reading}))


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ([{"id": "T-1", "taken": 1}, {"id": "T-1", "taken": 2}], "“T-1” is in the reading twice"),
        ([{"id": "T-1"}], "tells no time"),
        ([{"done": "2026-04-01T10:00"}], "tells no time"),
        ([{"taken": -1}], "cannot be negative"),
    ],
)
def test_an_item_that_cannot_be_gets_a_sentence(items: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        answer(agreement(TICKETS), window({**LEVEL, "items": items}))


def test_the_same_month_twice_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match=re.escape("windows[1].readings[0]: “uptime” is measured twice")):
        answer(agreement(), window(KEPT), window(KEPT))


def test_two_halves_of_a_month_are_two_windows() -> None:
    halves = (window(KEPT, subscribed_until="2026-04-15"), window(KEPT, subscribed_from="2026-04-16"))
    assert len(answer(agreement(), *halves)["windows"]) == 2


def test_parts_of_a_month_that_overlap_are_refused() -> None:
    halves = (window(KEPT, subscribed_until="2026-04-15"), window(KEPT, subscribed_from="2026-04-15"))
    with pytest.raises(MeasuredFileError, match="before another one is over"):
        answer(agreement(), *halves)


def test_fixed_periods_that_overlap_are_refused() -> None:
    terms = agreement(uptime(window=MeasurementWindow(WindowKind.FIXED_DAYS)))
    with pytest.raises(MeasuredFileError, match="before another one is over"):
        answer(terms, window(KEPT), window(KEPT, start="2026-04-30"))


def test_two_sums_for_the_same_fee_are_refused() -> None:
    fees = [{"fee": "monthly_fee", "amount": 5}, {"fee": "monthly_fee", "amount": 50}]
    with pytest.raises(MeasuredFileError, match="given as 5 and as 50"):
        answer(agreement(), window(KEPT, fees=fees))


def test_a_choice_where_there_is_none_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match="does not let the customer choose"):
        answer(agreement(rules=(rule(),)), window(KEPT, chosen="credit"))


def test_a_choice_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match="no credit rule “other”"):
        answer(agreement(rules=(rule(),), stacking=Stacking.CUSTOMER_CHOOSES), window(KEPT, chosen="other"))


def test_an_item_of_another_month_is_refused() -> None:
    item = {"opened": "2026-05-02T10:00", "done": "2026-05-02T11:00"}
    with pytest.raises(MeasuredFileError, match="outside its window"):
        answer(agreement(TICKETS), window({**LEVEL, "items": [item]}))


def test_an_item_that_reaches_into_the_window_counts() -> None:
    item = {"opened": "2026-03-31T23:00", "done": "2026-04-01T01:00"}
    assert answer(agreement(TICKETS), window({**LEVEL, "items": [item]}))["windows"][0]["levels"][0]["met"] is True
