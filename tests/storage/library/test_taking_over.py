"""Chosen changes of a template come into a draft, and nothing else does."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import insert, move, remove, replace
from slawizard.agreement.locked import unlock
from slawizard.agreement.metrics import ServiceLevel
from slawizard.agreement.origin import Origin, Question
from slawizard.errors import LibraryError
from slawizard.storage.library.comparing import changes, compare_with_template
from slawizard.storage.library.making import Choices, add_version, new_template, use_version
from slawizard.storage.library.taking_over import caught_up, take_over
from tests.storage.library.saved import TODAY, saved, starter
from tests.strategies import AGREEMENTS

BARE = Choices(dropped=(), questions=(), locked=())


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENTS, AGREEMENTS)
def test_all_changes_taken_over_make_the_other_agreement(one: Agreement, other: Agreement) -> None:
    taken = take_over(one, changes(one, other))
    assert msgspec.structs.replace(taken, origin=None) == msgspec.structs.replace(other, origin=None)


@settings(max_examples=60, deadline=None)
@given(st.permutations(["a", "b", "c", "d"]), st.lists(st.sampled_from("abcd"), unique=True, max_size=4), st.data())
def test_rows_come_in_any_order(first: list[str], second: list[str], data: st.DataObject) -> None:
    more = data.draw(st.permutations([*second, "e", "f"]))
    one = replace(Agreement(), "metrics.levels", tuple(ServiceLevel(name) for name in first))
    other = replace(Agreement(), "metrics.levels", tuple(ServiceLevel(name, name=name.upper()) for name in more))
    assert take_over(one, changes(one, other)) == other


def test_only_what_is_chosen_is_taken() -> None:
    template = new_template(starter(), "T", BARE, today=TODAY)
    newer = replace(replace(starter(), "title", "Better"), "frame.courts", "Elsewhere")
    template = add_version(template, newer, "Better", BARE, today=TODAY)
    draft = use_version(template, 1)
    chosen = [change for change in compare_with_template(draft, template).theirs if change.path == "title"]
    taken = take_over(draft, chosen)
    assert (taken.title, taken.frame.courts) == ("Better", starter().frame.courts)


def test_a_row_is_found_where_the_draft_has_moved_it() -> None:
    newer = replace(starter(), "metrics.levels.0.name", "Better")
    draft = move(starter(), "metrics.levels", 0, 1)
    assert take_over(draft, changes(starter(), newer)).metrics.levels[1].name == "Better"


def test_a_row_is_added_after_the_one_it_follows() -> None:
    newer = insert(starter(), "metrics.levels", 1, ServiceLevel("new"))
    draft = insert(starter(), "metrics.levels", 0, ServiceLevel("mine"))
    ids = [level.id for level in take_over(draft, changes(starter(), newer)).metrics.levels]
    assert ids[:3] == ["mine", starter().metrics.levels[0].id, "new"]


def test_a_change_whose_row_is_gone_is_refused() -> None:
    newer = replace(starter(), "metrics.levels.0.name", "Better")
    with pytest.raises(LibraryError, match="not in the draft any more"):
        take_over(remove(starter(), "metrics.levels", 0), changes(starter(), newer))


def test_a_draft_that_caught_up_is_offered_nothing_again() -> None:
    template = add_version(saved(), replace(starter(), "title", "Better"), "Better", today=TODAY)
    draft = caught_up(use_version(template, 1), template)
    assert draft.origin is not None
    assert draft.origin.version == 2
    assert compare_with_template(draft, template).theirs == ()


def test_catching_up_brings_new_questions_and_locks_and_keeps_what_was_given_up() -> None:
    first = Choices(questions=(Question("frame.start"), Question("frame.reference")), locked=("frame.courts",))
    second = Choices(
        questions=(Question("frame.start"), Question("frame.reference"), Question("frame.master_agreement")),
        locked=("frame.courts", "frame.governing_law"),
    )
    template = add_version(saved(choices=first), starter(), "More", second, today=TODAY)
    draft = unlock(use_version(template, 1), "frame.courts")
    assert draft.origin is not None
    draft = msgspec.structs.replace(
        draft, origin=msgspec.structs.replace(draft.origin, questions=draft.origin.questions[:1])
    )
    origin = caught_up(draft, template).origin
    assert origin is not None
    assert [one.path for one in origin.questions] == ["frame.start", "frame.master_agreement"]
    assert origin.locked == ("frame.governing_law",)


def test_a_draft_from_elsewhere_cannot_catch_up() -> None:
    with pytest.raises(LibraryError, match="not made from"):
        caught_up(Agreement(origin=Origin("other")), saved())
