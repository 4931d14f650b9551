"""A list of one item is read as a sentence."""

from __future__ import annotations

from slawizard.document.markup import parse_clause
from slawizard.document.nodes import Block, Paragraph
from slawizard.document.terms import TermIndex
from slawizard.document.visitor import plain


def blocks(text: str) -> tuple[Block, ...]:
    return parse_clause(text, "clause", TermIndex({}), source="clause.md.j2").blocks


def told(text: str) -> list[tuple[int, str]]:
    return [(block.level, plain(block.inlines)) for block in blocks(text) if isinstance(block, Paragraph)]


def test_a_single_item_ends_the_sentence_before_it() -> None:
    assert told("It must add:\n1. the dates.\n\nThe rest.") == [(1, "It must add: the dates."), (1, "The rest.")]


def test_two_items_stay_a_list() -> None:
    assert told("It must add:\n1. the dates;\n1. the times.") == [
        (1, "It must add:"),
        (2, "the dates;"),
        (2, "the times."),
    ]


def test_a_single_item_of_an_item_ends_that_item() -> None:
    assert told("All:\n1. one:\n   1. this;\n1. two.") == [(1, "All:"), (2, "one: this;"), (2, "two.")]


def test_an_item_with_words_after_it_stays() -> None:
    assert told("All:\n1. one.\n\n   More of it.") == [(1, "All:"), (2, "one."), (2, "More of it.")]


def test_an_item_with_items_of_its_own_stays() -> None:
    assert [level for level, _ in told("All:\n1. one:\n   1. this;\n   1. that.")] == [1, 2, 3, 3]


def test_an_item_that_a_reference_may_mean_stays() -> None:
    assert [level for level, _ in told("All:\n1. [#one] one.")] == [1, 2]


def test_an_item_below_a_table_stays() -> None:
    text = 'All:\n\n@table caption="x"\n| a |\n|---|\n| b |\n\n1. one.'
    assert told(text)[-1] == (2, "one.")
