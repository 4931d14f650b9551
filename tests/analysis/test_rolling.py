"""Tests of rolling means over the windows of one file."""

from __future__ import annotations

from typing import Any

from slawizard.agreement.metrics import RollingMean
from tests.analysis.calculating import agreement, answer, uptime, window

TERMS = agreement(uptime(statistic=RollingMean(2)))


def values(*windows: dict[str, Any]) -> list[str | None]:
    found = answer(TERMS, *windows)["windows"]
    return [level["outcomes"][0]["value"] for each in found for level in each["levels"]]


def month(number: int, **figures: Any) -> dict[str, Any]:
    return window({"level": "uptime", **figures}, start=f"2026-{number:02}-01")


def test_the_month_before_is_taken_from_the_file() -> None:
    assert values(month(4, value="99.5"), month(5, value="99.9")) == [None, "99.7"]


def test_outages_give_a_months_own_availability() -> None:
    # 432 of 43,200 minutes are 1 %.
    assert values(month(4, outages=[{"lasted": 432}]), month(5, value="100")) == [None, "99.5"]


def test_events_give_a_months_own_share() -> None:
    assert values(month(4, events={"total": 100, "bad": 2}), month(5, value="100")) == [None, "99"]


def test_a_month_that_is_missing_leaves_the_mean_open() -> None:
    assert values(month(4, value="99.5"), month(6, value="99.9")) == [None, None]


def test_what_the_reading_tells_comes_first() -> None:
    assert values(month(4, value="99.5"), month(5, value="99.9", previous=["99.1"])) == [None, "99.5"]
