"""The values that an author can put into a clause."""

from __future__ import annotations

import pytest

from slawizard.clauses.checking import check_text
from slawizard.clauses.chips import ROWS, TEXT, TEXTS, YES_OR_NO, Chip, chips, filters
from slawizard.clauses.own_texts import STEP_ORDER
from tests.agreements import full

CHIPS = {one.name: one for one in chips("consequences", full())}


def test_a_chip_has_words_a_field_and_an_example() -> None:
    one = CHIPS["claim.within"]
    assert (one.kind, one.step, one.field) == (TEXT, "consequences", "consequences.claim.within")
    assert one.markup == "{{ claim.within }}"
    assert one.example == "30\u00a0days"


def test_what_was_not_entered_has_the_words_of_its_placeholder() -> None:
    empty = {one.name: one for one in chips("consequences")}
    assert (empty["claim.within"].label, empty["claim.within"].example) == ("Time limit of the claim", "")


def test_rows_have_columns_and_lists_of_texts_are_joined() -> None:
    assert CHIPS["levels"].kind == ROWS
    assert "name" in {one.name for one in CHIPS["levels"].columns}
    assert (CHIPS["exclusions"].kind, CHIPS["exclusions"].markup) == (TEXTS, "{{ exclusions|series }}")
    assert (CHIPS["credits.any"].kind, CHIPS["credits.any"].example) == (YES_OR_NO, "yes")


def test_the_values_of_the_step_come_first() -> None:
    for step in STEP_ORDER:
        assert chips(step)[0].step == step


def test_a_repeated_clause_has_its_item() -> None:
    names = {one.name: one.markup for one in chips("metrics", full(), repeat="levels")}
    assert names["item.name"] == "{{ item.name }}"
    assert "item.name" not in CHIPS


@pytest.mark.parametrize("chip", CHIPS.values(), ids=lambda one: one.name)
def test_no_chip_can_be_misspelt(chip: Chip) -> None:
    text = f"One {chip.markup} two." if chip.kind != ROWS else f"One:\n{chip.markup}"
    assert check_text(text, "consequences", title="Ours") == ()


def test_every_filter_is_explained() -> None:
    assert filters().keys() == {"series", "choice", "capital", "several", "wanted"}
    assert all(filters().values())
