"""Credit rules and caps in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from slawizard.agreement.consequences import CreditUnit
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.edits import replace
from slawizard.clauses.context.credits import caps_words, rules_words
from slawizard.clauses.context.values import Words, Writer
from tests.agreements import full
from tests.clauses.context.words import seen

WRITE = Writer("en", "EUR")


def rule(rule_id: str) -> Words:
    found: Words = next(one for one in rules_words(full(), WRITE) if one["anchor"] == rule_id)
    return found


SHAPES = {
    "availability-bands": "bands",
    "availability-lost-time": "lost_time",
    "rates-flat": "flat",
    "outage-days": "increments",
    "slow-ticket": "per_occurrence",
}


@pytest.mark.parametrize(("rule_id", "shape"), SHAPES.items())
def test_a_rule_has_one_shape(rule_id: str, shape: str) -> None:
    words = rule(rule_id)
    assert [name for name in SHAPES.values() if words[name]] == [shape]


def test_a_band_is_told_in_words() -> None:
    assert [seen(row["range"]) for row in rule("waiting-at-risk")["rows"]] == [
        "Above 45\u00a0seconds and below 49\u00a0seconds",
        "At least 49\u00a0seconds and below 55\u00a0seconds",
        "At least 55\u00a0seconds",
    ]


def test_a_band_without_edges_shows_the_gap() -> None:
    agreement = replace(full(), "consequences.rules.0.shape", Bands((Band(credit=Decimal(5)),)))
    assert seen(rules_words(agreement, WRITE)[0]["rows"][0]["range"]) == "[band]"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (CreditUnit.PERCENT_OF_BASE, "10\u00a0%"),
        (CreditUnit.MONEY, "EUR\u00a010.00"),
        (CreditUnit.DAYS_OF_SERVICE, "10\u00a0days of Service"),
        (CreditUnit.POINTS, "10 Credit Points"),
    ],
)
def test_a_credit_is_told_in_its_unit(unit: CreditUnit, words: str) -> None:
    agreement = replace(full(), "consequences.rules.0.unit", unit)
    assert seen(rules_words(agreement, WRITE)[0]["rows"][0]["credit"]) == words


def test_the_example_is_computed_and_speaks_of_the_credit_base() -> None:
    example = rule("availability-bands")["example"]
    assert seen(example["credit"]) == "EUR\u00a0100.00"
    assert "of the Credit Base, EUR" in seen(example["steps"][-1])


def test_a_rule_without_figures_has_no_example() -> None:
    agreement = replace(full(), "consequences.rules.0.shape", Bands())
    assert not rules_words(agreement, WRITE)[0]["example"]["given"]


def test_a_cap_says_what_it_covers() -> None:
    caps = caps_words(full(), WRITE)
    assert [cap["all"] for cap in caps] == [True, False, False, True, True, True, True]
    assert [seen(name) for name in caps[1]["rules"]] == ["Activation on the promised date", "Resolution of one ticket"]
    assert seen(caps[5]["period"]) == "for any 12 calendar months in a row"
