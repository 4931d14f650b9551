"""Service levels in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.clauses.context.metrics import level_anchors, metrics_words, window_words
from slawizard.clauses.context.values import Words, Writer
from tests.agreements import full
from tests.clauses.context.words import seen

WRITE = Writer("en", "EUR")


def level(level_id: str) -> Words:
    words = metrics_words(full(), WRITE)
    found: Words = next(one for one in words["levels"] if one["anchor"] == level_id)
    return found


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (MeasurementWindow(WindowKind.CLOCK_HOUR), "each clock hour"),
        (MeasurementWindow(WindowKind.CALENDAR_MONTH), "each calendar month"),
        (MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=15), "begins on day 15"),
        (MeasurementWindow(WindowKind.QUARTER, year_starts=4), "from 1 April"),
        (MeasurementWindow(WindowKind.FIXED_DAYS, Duration(Decimal(28), TimeUnit.DAYS)), "28\u00a0days"),
        (MeasurementWindow(WindowKind.SLIDING, Duration(Decimal(15), TimeUnit.MINUTES)), "15\u00a0minutes"),
        (MeasurementWindow(WindowKind.TERM), "whole term"),
    ],
)
def test_a_window_is_told_in_words(window: MeasurementWindow, words: str) -> None:
    assert words in window_words(window)


def test_every_kind_of_window_has_words() -> None:
    found = {window_words(MeasurementWindow(kind)) for kind in WindowKind}
    assert len(found) == len(WindowKind)


@pytest.mark.parametrize(
    ("level_id", "target"),
    [
        ("requests", "at least 99.9\u00a0%"),
        ("single-response", "less than 15\u00a0minutes"),
        ("outage", "at most 0\u00a0minutes"),
        ("temperature", "from 18\u00a0°C to 27\u00a0°C"),
        ("restore", "as soon as practically possible"),
        ("activation", "by the due date"),
    ],
)
def test_a_target_is_told_in_words(level_id: str, target: str) -> None:
    assert seen(level(level_id)["target"]) == target


def test_targets_over_two_dimensions_make_a_grid() -> None:
    grid = level("latency")["grid"]
    assert grid["given"]
    assert [seen(row["name"]) for row in grid["rows"]] == ["Dublin", "Frankfurt"]
    assert [seen(cell) for cell in grid["rows"][0]["cells"]] == [
        "at most 5\u00a0milliseconds",
        "at most 30\u00a0milliseconds",
    ]
    assert sum(map(int, grid["widths"].split(","))) == 100


def test_targets_with_terms_of_their_own_make_a_table() -> None:
    words = level("availability")
    assert (words["grid"]["given"], words["has_minimum"], words["has_terms"], words["single"]) == (
        False,
        True,
        True,
        False,
    )
    assert sum(map(int, words["widths"].split(","))) == 100


def test_a_level_knows_the_schedules_of_its_credits() -> None:
    assert level("availability")["rules"] == ["credit-availability-bands", "credit-availability-lost-time"]
    assert level("survey")["rules"] == []


def test_a_level_still_under_discussion_says_so() -> None:
    assert level("latency")["position"]["open"]
    assert not level("availability")["position"]["open"]


def test_a_level_without_a_target_shows_the_gap() -> None:
    agreement = replace(full(), "metrics.levels.1.targets", ())
    words = metrics_words(agreement, WRITE)["levels"][1]
    assert seen(words["target"]) == "at least [target]"


def test_anchors_follow_the_ids() -> None:
    assert level_anchors(full())["availability"] == "availability"
