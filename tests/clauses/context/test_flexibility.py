"""The fifth step in words."""

from __future__ import annotations

from slawizard.agreement.edits import replace
from slawizard.agreement.flexibility import TriggerKind
from slawizard.clauses.context.flexibility import flexibility_words
from slawizard.clauses.context.values import Writer
from tests.agreements import empty, full
from tests.agreements.quantities import months
from tests.clauses.context.words import seen

WRITE = Writer("en", "EUR")


def test_each_trigger_is_of_one_kind() -> None:
    for kind, found in zip(TriggerKind, flexibility_words(full(), WRITE)["triggers"], strict=True):
        assert [one for one in TriggerKind if found[one.value]] == [kind]


def test_a_review_every_month_is_told_without_its_number() -> None:
    agreement = replace(full(), "flexibility.review.every", months(1))
    assert seen(flexibility_words(agreement, WRITE)["review"]["every"]) == "month"


def test_scaling_is_there_when_anything_of_it_is() -> None:
    assert flexibility_words(full(), WRITE)["scaling"]["any"]
    assert not flexibility_words(empty(), WRITE)["scaling"]["any"]


def test_a_band_without_an_upper_edge_has_none() -> None:
    bands = flexibility_words(full(), WRITE)["scaling"]["bands"]
    assert [bool(band["upper"]) for band in bands] == [True, False]
