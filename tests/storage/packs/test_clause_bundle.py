"""Clauses in words of one's own go from a draft into a bundle, and from a bundle into a draft."""

from __future__ import annotations

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.errors import DraftFileError, FileChangedError, LibraryError
from slawizard.storage.packs.clause_bundle import (
    ClauseBundle,
    bundle_of,
    bundle_of_clause,
    clashes,
    decode_bundle,
    encode_bundle,
    keep_bundle,
    kept_bundles,
    take_bundle,
)

TEXTS = Texts(edits=(ClauseEdit("background", "Ours."),), own=(OwnClause("extra", title="Extra", text="Own."),))
DRAFT = Agreement(texts=TEXTS)
HEAD = '+++\nid = "care"\ntitle = "Care"\nstep = "objectives"\norder = 900\n{more}+++\nText.\n'


def test_a_bundle_holds_what_the_draft_has_in_words_of_its_own() -> None:
    bundle = bundle_of(DRAFT, "Our tone", "For all.")
    assert (bundle.edits, bundle.own) == (TEXTS.edits, TEXTS.own)
    assert decode_bundle(encode_bundle(bundle), "b") == bundle


def test_a_draft_with_the_librarys_words_alone_gives_no_bundle() -> None:
    with pytest.raises(LibraryError, match="words of its own"):
        bundle_of(Agreement(), "T")


def test_the_clauses_of_a_bundle_come_into_a_draft() -> None:
    assert take_bundle(Agreement(), bundle_of(DRAFT, "T")) == DRAFT


def test_a_text_of_the_drafts_own_is_not_replaced_unless_that_is_said() -> None:
    bundle = ClauseBundle(
        "b", "B", edits=(ClauseEdit("background", "Theirs."),), own=(OwnClause("extra", text="New."),)
    )
    assert clashes(DRAFT, bundle) == ("background", "extra")
    with pytest.raises(LibraryError, match="background, extra"):
        take_bundle(DRAFT, bundle)
    assert take_bundle(DRAFT, bundle, replace=True).texts.edits == bundle.edits


def test_a_clause_as_the_library_writes_it_is_a_bundle_of_one() -> None:
    bundle = bundle_of_clause(HEAD.format(more="").encode(), "c")
    assert bundle.own == (OwnClause("care", "objectives", "Care", "Text.\n"),)


@pytest.mark.parametrize("more", ['when = "credits.any"\n', 'repeat = "levels"\n'])
def test_a_clause_under_a_condition_is_refused(more: str) -> None:
    with pytest.raises(DraftFileError, match="condition"):
        bundle_of_clause(HEAD.format(more=more).encode(), "c")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "Not An Id"}, "valid id"),
        ({"title": " "}, "valid id and title"),
        ({"title": "x" * 201}, "longer than can be shown"),
        ({"edits": (ClauseEdit("a"), ClauseEdit("a"))}, "two texts"),
        ({"own": (OwnClause("a", text="x" * 100_001),)}, "longer than 100 kB"),
    ],
)
def test_what_no_bundle_holds_is_refused(change: dict[str, object], words: str) -> None:
    bundle = msgspec.structs.replace(bundle_of(DRAFT, "T"), **change)
    with pytest.raises(DraftFileError, match=words):
        decode_bundle(encode_bundle(bundle), "b")


def test_bundles_are_kept_by_title_and_a_damaged_one_is_left_out() -> None:
    second = keep_bundle(ClauseBundle("two", "Zulu"))
    first = keep_bundle(ClauseBundle("one", "alpha"))
    (first.path.parent / "bad.slaclauses").write_text("{")
    assert kept_bundles() == (first, second)


def test_a_bundle_does_not_replace_another_by_itself() -> None:
    kept = keep_bundle(ClauseBundle("one", "First"))
    with pytest.raises(FileChangedError):
        keep_bundle(ClauseBundle("one", "Second"))
    keep_bundle(ClauseBundle("one", "Second"), replaces=kept)
    assert [one.bundle.title for one in kept_bundles()] == ["Second"]
