"""The term sheet says the same to both sides: what is asked, offered, agreed and open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position, PositionStatus
from slawizard.agreement.metrics import Direction, Standing, Target
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.negotiation.term_sheet import open_points, term_sheet
from slawizard.storage.starters import list_starters, load_starter
from tests.agreements.quantities import d
from tests.negotiation.cases import on_the_table
from tests.negotiation.words import rows_of, words_of


def with_position(position: Position | None) -> Agreement:
    terms = on_the_table()
    positions = () if position is None else (position,)
    return replace(terms, expectations=replace(terms.expectations, positions=positions))


def test_a_level_is_told_with_both_figures_and_its_status() -> None:
    _, row = rows_of(term_sheet(on_the_table()), "levels")
    assert row == ["Uptime", "at least 99.9 %", "Calendar month", "99.95 %", "99.9 %", "Open"]
    assert rows_of(term_sheet(on_the_table(is_agreed=True)), "levels")[1][5] == "Agreed"


@pytest.mark.parametrize(
    ("direction", "target", "words"),
    [
        (Direction.LOWER, Target(d("5")), "at most 5 %"),
        (Direction.LOWER, Target(d("5"), strict=True), "less than 5 %"),
        (Direction.HIGHER, Target(d("5"), strict=True), "more than 5 %"),
        (Direction.BAND, Target(d("5"), d("8")), "5 % to 8 %"),
        (Direction.HIGHER, Target(words="Gold"), "Gold"),
        (Direction.HIGHER, Target(due_date=True), "The date in each order"),
        (Direction.HIGHER, Target(), "Open"),
    ],
)
def test_every_kind_of_target_has_its_words(direction: Direction, target: Target, words: str) -> None:
    terms = on_the_table()
    level = replace(terms.metrics.levels[0], direction=direction, targets=(target,), standing=Standing.INFORMATIONAL)
    terms = replace(terms, metrics=replace(terms.metrics, levels=(level,)))
    _, row = rows_of(term_sheet(terms), "levels")
    assert row[:2] == ["Uptime\nFor information", words]


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (None, "Uptime: neither side has named a figure."),
        (Position("uptime", d("99.95"), d("99.9")), "Uptime: the Customer asks 99.95 %, the Provider offers 99.9 %."),
        (Position("uptime", d("99.9"), d("99.9")), "Uptime: both name 99.9 %; to be confirmed."),
        (Position("uptime", d("99.9")), "Uptime: the Customer asks 99.9 %; the Provider has yet to answer."),
        (Position("uptime", None, d("99.9")), "Uptime: the Provider offers 99.9 %; the Customer has yet to answer."),
    ],
)
def test_an_open_level_says_what_is_between_the_sides(position: Position | None, words: str) -> None:
    assert next(open_points(with_position(position))).replace("\u00a0", " ") == words


def test_an_agreed_level_is_no_open_point() -> None:
    agreed = with_position(Position("uptime", d("99.95"), d("99.9"), PositionStatus.AGREED))
    assert not any(words.startswith("Uptime") for words in open_points(agreed))


def test_a_term_nobody_has_settled_is_an_open_point() -> None:
    terms = on_the_table()
    assert "Review: open." in list(open_points(terms))
    review = replace(terms.flexibility.review, every=Duration(d("3"), TimeUnit.MONTHS))
    settled = replace(terms, flexibility=replace(terms.flexibility, review=review))
    assert "Review: open." not in list(open_points(settled))


def test_an_empty_draft_has_a_sheet_too() -> None:
    words = words_of(term_sheet(Agreement()))
    assert "The Provider (Provider) and the Customer (Customer)" in words
    assert "No service level is proposed yet." in words


@pytest.mark.parametrize("key", [starter.key for starter in list_starters()])
def test_every_starter_has_a_sheet_that_binds_nobody(key: str) -> None:
    assert "It binds nobody" in words_of(term_sheet(load_starter(key)))
