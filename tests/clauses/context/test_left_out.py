"""What was left out on purpose, in words."""

from __future__ import annotations

import pytest

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.edits import replace
from slawizard.checks.needs import NEEDS
from slawizard.clauses.context.left_out import is_named, left_out_words
from slawizard.clauses.context.values import Writer
from slawizard.clauses.specimen import is_field
from slawizard.storage.starters import list_starters, load_starter
from tests.agreements import full
from tests.clauses.context.words import seen

WRITE = Writer("en", "EUR")


def matters(agreement: Agreement) -> list[str]:
    return [seen(one["matter"]) for one in left_out_words(agreement, WRITE)]


def leaving_out(*paths: str) -> Agreement:
    return replace(full(), "left_out", tuple(LeftOut(path, "Why.") for path in paths))


def test_what_was_left_out_is_told_in_words() -> None:
    assert matters(full()) == ["Notice by the Provider without a reason"]


def test_what_was_left_out_of_a_row_is_told_with_the_name_of_the_row() -> None:
    name = full().metrics.levels[0].name
    found = matters(leaving_out("metrics.levels.0.measurement.source", "metrics.levels.99.purpose"))
    assert found == [f"{name}: source of the figures", "Purpose"]


def test_a_field_without_words_is_told_by_its_path() -> None:
    assert matters(leaving_out("flexibility.scaling.peak_at_most", "title")) == ["Scaling: peak at most", "Title"]


@pytest.mark.parametrize("path", sorted({need.path for need in NEEDS}))
def test_whatever_the_checks_ask_for_has_words(path: str) -> None:
    assert is_named(path)
    assert is_field(path.replace("*", "0"))


@pytest.mark.parametrize("key", [starter.key for starter in list_starters()])
def test_whatever_a_starter_leaves_out_has_words(key: str) -> None:
    for item in load_starter(key).left_out:
        assert is_named(".".join("*" if step.isdigit() else step for step in item.path.split("."))), item.path
