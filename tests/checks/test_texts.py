"""The texts that an agreement has of its own."""

from __future__ import annotations

import pytest

from slawizard.agreement.texts import ClauseChoice, ClauseEdit, OwnClause, Stance, Texts
from slawizard.checks.texts import library_ids
from slawizard.clauses.catalogue import list_clauses
from tests.checks.cases import Case, check_found, check_spared, ids

_OURS = OwnClause("ours", title="Ours", text="Our own words.")


def texts(code: str, field: str, bad: Texts, good: Texts) -> Case:
    """A case in which the texts make the difference."""
    return Case(code, f"texts.{field}", (("texts", bad),), (("texts", good),))


CASES = (
    texts(
        "TXT-CHOICE-UNKNOWN",
        "choices.0.clause",
        Texts(choices=(ClauseChoice("braech", Stance.PROVIDER),)),
        Texts(choices=(ClauseChoice("breach", Stance.PROVIDER),)),
    ),
    texts(
        "TXT-EDIT-UNKNOWN",
        "edits.0.clause",
        Texts(edits=(ClauseEdit("braech", "Words."),)),
        Texts(edits=(ClauseEdit("breach", "Words."),)),
    ),
    texts(
        "TXT-EDIT-TWICE",
        "edits.1.clause",
        Texts(edits=(ClauseEdit("breach", "Words."), ClauseEdit("breach", "Others."))),
        Texts(edits=(ClauseEdit("breach", "Words."), ClauseEdit("term", "Others."))),
    ),
    texts("TXT-ID-TAKEN", "own.1.id", Texts(own=(_OURS, _OURS)), Texts(own=(_OURS,))),
    texts(
        "TXT-ID-TAKEN",
        "own.0.id",
        Texts(own=(OwnClause("parties", title="Ours", text="Words."),)),
        Texts(own=(OwnClause("our-parties", title="Ours", text="Words."),)),
    ),
    texts(
        "TXT-NO-TITLE",
        "own.0.title",
        Texts(own=(OwnClause("ours", title="  ", text="Words."),)),
        Texts(own=(_OURS,)),
    ),
    texts("TXT-EMPTY", "own.0.text", Texts(own=(OwnClause("ours", title="Ours"),)), Texts(own=(_OURS,))),
    texts(
        "TXT-EMPTY",
        "edits.0.text",
        Texts(edits=(ClauseEdit("breach", "\n"),)),
        Texts(edits=(ClauseEdit("breach", "Words."),)),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_is_wrong_with_a_text_is_found(case: Case) -> None:
    check_found(case)


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_a_text_that_is_sound_is_spared(case: Case) -> None:
    check_spared(case)


def test_the_ids_are_those_of_the_library() -> None:
    assert library_ids() == {one.id for one in list_clauses()}
