"""Changing the words of an agreement: each change leaves the rest as it was."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseEdit, Stance, Texts
from slawizard.clauses import arranging
from slawizard.clauses.comparison import edit_of, library_text, updated_in_library

_CLAUSE = "credit-claim"


def _with(texts: Texts) -> Agreement:
    return Agreement(texts=texts)


def test_a_choice_replaces_the_one_before_and_can_be_taken_back() -> None:
    texts = arranging.with_choice(Texts(), _CLAUSE, Stance.PROVIDER)
    texts = arranging.with_choice(texts, _CLAUSE, Stance.CUSTOMER)
    assert [one.stance for one in texts.choices] == [Stance.CUSTOMER]
    assert arranging.with_choice(texts, _CLAUSE, None) == Texts()


def test_the_stance_of_all_leaves_single_choices() -> None:
    texts = arranging.with_stance(arranging.with_choice(Texts(), _CLAUSE, Stance.CUSTOMER), Stance.PROVIDER)
    assert texts.stance is Stance.PROVIDER
    assert len(texts.choices) == 1


def test_an_edit_back_to_the_words_of_the_library_is_no_edit() -> None:
    texts = arranging.with_text(Agreement(), _CLAUSE, "Other words.")
    assert texts.edits[0].text == "Other words."
    plain = library_text(Agreement(), _CLAUSE)
    assert arranging.with_text(_with(texts), _CLAUSE, plain) == Texts()


def test_an_edit_of_an_edit_stays_based_on_what_it_replaced() -> None:
    texts = Texts(edits=(ClauseEdit(_CLAUSE, "Mine.", "0" * 64),))
    again = arranging.with_text(_with(texts), _CLAUSE, "Mine too.")
    assert again.edits[0].based_on == "0" * 64
    assert updated_in_library(again.edits[0])


def test_keeping_an_edit_bases_it_on_the_library_of_today() -> None:
    texts = Texts(edits=(ClauseEdit(_CLAUSE, "Mine.", "0" * 64),))
    kept = arranging.keeping_edit(_with(texts), _CLAUSE)
    edit = edit_of(_with(kept), _CLAUSE)
    assert edit is not None
    assert edit.text == "Mine."
    assert not updated_in_library(edit)


def test_an_own_clause_stands_right_after_the_one_it_names() -> None:
    texts, clause = arranging.own_added(Texts(), "Tea breaks", "Tea.", "consequences", _CLAUSE)
    order = arranging.step_order(texts, "consequences")
    assert clause == "tea-breaks"
    assert order[order.index(_CLAUSE) + 1] == clause


def test_a_title_that_is_taken_or_in_another_script_gives_a_free_id() -> None:
    texts, first = arranging.own_added(Texts(), "Credit claim", "x", "consequences")
    texts, second = arranging.own_added(texts, "契約", "x", "consequences")
    assert (first, second) == ("credit-claim-2", "own")


def test_two_own_clauses_after_the_same_one_stand_as_they_were_put() -> None:
    texts, first = arranging.own_added(Texts(), "First", "x", "metrics")
    anchor = arranging.step_order(Texts(), "metrics")[0]
    texts, second = arranging.own_added(texts, "Second", "x", "metrics", anchor)
    texts, third = arranging.own_added(texts, "Third", "x", "metrics", anchor)
    order = arranging.step_order(texts, "metrics")
    assert order[1:3] == (third, second)
    assert order[-1] == first


def test_taking_a_clause_away_leaves_those_behind_it_in_place() -> None:
    texts, first = arranging.own_added(Texts(), "First", "x", "metrics", arranging.step_order(Texts(), "metrics")[0])
    texts, second = arranging.own_added(texts, "Second", "x", "metrics", first)
    texts = arranging.own_removed(texts, first)
    assert arranging.step_order(texts, "metrics")[1] == second


def test_no_clause_goes_before_the_first_of_a_step() -> None:
    texts, clause = arranging.own_added(Texts(), "First", "x", "metrics", arranging.step_order(Texts(), "metrics")[0])
    assert not arranging.can_move(texts, clause, -1)
    assert arranging.can_move(texts, clause, 1)
    assert not arranging.can_move(texts, _CLAUSE, 1)


def test_a_clause_moves_to_another_step() -> None:
    texts, clause = arranging.own_added(Texts(), "First", "x", "metrics")
    texts = arranging.own_moved(texts, clause, "flexibility", "")
    assert arranging.step_order(texts, "flexibility")[-1] == clause
    assert clause not in arranging.step_order(texts, "metrics")


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=12))
def test_shifting_moves_one_clause_by_one_and_keeps_the_order_of_all_others(moves: list[tuple[int, int]]) -> None:
    texts = Texts()
    for number in range(4):
        texts, _clause = arranging.own_added(texts, f"Own {number}", "x", "metrics")
    for which, by in moves:
        clause = f"own-{which}"
        if not arranging.can_move(texts, clause, by):
            continue
        before = arranging.step_order(texts, "metrics")
        texts = arranging.own_shifted(texts, clause, by)
        after = arranging.step_order(texts, "metrics")
        assert after.index(clause) == before.index(clause) + by
        assert [one for one in after if one != clause] == [one for one in before if one != clause]
    assert msgspec.structs.replace(texts, own=()) == Texts()
