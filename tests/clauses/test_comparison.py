"""Where words differ from the library's, and how."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.clauses.comparison import (
    Piece,
    PieceKind,
    compare_words,
    differs_from_library,
    library_text,
    make_edit,
    stance_of,
    updated_in_library,
)


def agreement(**texts: object) -> Agreement:
    return replace(Agreement(), "texts", Texts(**texts))  # type: ignore[arg-type]


def test_words_are_compared_one_by_one() -> None:
    assert compare_words("The Customer may end it.", "The Provider may end it.") == (
        Piece(PieceKind.SAME, "The "),
        Piece(PieceKind.REMOVED, "Customer"),
        Piece(PieceKind.ADDED, "Provider"),
        Piece(PieceKind.SAME, " may end it."),
    )


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_comparison_holds_both_texts(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.ADDED) == old
    assert "".join(one.text for one in pieces if one.kind is not PieceKind.REMOVED) == new


def test_very_long_texts_are_compared_by_lines() -> None:
    old = "a b c\n" * 3_000
    assert compare_words(old, old + "end") == (Piece(PieceKind.SAME, old), Piece(PieceKind.ADDED, "end"))


def test_a_choice_of_ones_own_comes_before_the_stance_of_the_agreement() -> None:
    made = agreement(stance=Stance.PROVIDER, choices=(ClauseChoice("disputes", Stance.CUSTOMER),))
    assert stance_of(made, "disputes") is Stance.CUSTOMER
    assert stance_of(made, "breach") is Stance.PROVIDER
    assert "open its books" not in library_text(made, "disputes")
    assert "must not stop, slow down" in library_text(made, "disputes")


def test_an_edit_with_the_librarys_words_is_no_difference() -> None:
    same = make_edit(Agreement(), "disputes", library_text(Agreement(), "disputes"))
    other = make_edit(Agreement(), "disputes", "Other words.")
    assert not differs_from_library(agreement(edits=(same,)), "disputes")
    assert differs_from_library(agreement(edits=(other,)), "disputes")
    assert not differs_from_library(Agreement(), "disputes")
    assert differs_from_library(agreement(own=(OwnClause("ours", title="Ours", text="x"),)), "ours")


@pytest.mark.parametrize("stance", Stance)
def test_an_edit_is_based_on_a_text_of_the_library_until_that_changes(stance: Stance) -> None:
    edit = make_edit(agreement(stance=stance), "disputes", "Other words.")
    assert not updated_in_library(edit)
    assert updated_in_library(ClauseEdit("disputes", "Other words.", "0" * 64))
    assert updated_in_library(ClauseEdit("gone", "Other words.", edit.based_on))
    assert not updated_in_library(ClauseEdit("disputes", "Other words."))
