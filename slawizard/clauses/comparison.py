"""Where an agreement's words differ from the library's, and how two texts differ, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseEdit, OwnClause, Stance
from slawizard.clauses.catalogue import find_clause
from slawizard.clauses.template import digest_of

_WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")
# Longer texts are compared by lines: the work grows with the square of the pieces.
_MOST_WORDS = 6_000


class PieceKind(StrEnum):
    """Whether a piece stands in both texts, or in one of them."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Piece(msgspec.Struct, frozen=True):
    """A run of words of a comparison."""

    kind: PieceKind
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """How `new` differs from `old`: the pieces that are not added give `old`, those that are not removed give `new`."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(PieceKind.SAME, "".join(before[a:b])))
            continue
        pieces += [Piece(PieceKind.REMOVED, "".join(before[a:b]))] if b > a else []
        pieces += [Piece(PieceKind.ADDED, "".join(after[c:d]))] if d > c else []
    return tuple(pieces)


def edit_of(agreement: Agreement, clause_id: str) -> ClauseEdit | None:
    """The edit of a clause of the library that is in force."""
    return next((one for one in agreement.texts.edits if one.clause == clause_id), None)


def own_clause(agreement: Agreement, clause_id: str) -> OwnClause | None:
    """The clause that the agreement adds under this id."""
    return next((one for one in agreement.texts.own if one.id == clause_id), None)


def stance_of(agreement: Agreement, clause_id: str) -> Stance:
    """The stance that the agreement chose for a clause."""
    chosen = next((one.stance for one in agreement.texts.choices if one.clause == clause_id), None)
    return agreement.texts.stance if chosen is None else chosen


def library_text(agreement: Agreement, clause_id: str) -> str:
    """What the library says for a clause by the stance chosen; empty for one that it does not have."""
    entry = find_clause(clause_id)
    return entry.text_for(stance_of(agreement, clause_id)).text if entry else ""


def differs_from_library(agreement: Agreement, clause_id: str) -> bool:
    """Whether a clause of the agreement says something else than the library does by the stance chosen."""
    edit = edit_of(agreement, clause_id)
    if edit is not None and find_clause(clause_id) is not None:
        return edit.text.strip() != library_text(agreement, clause_id).strip()
    return own_clause(agreement, clause_id) is not None


def updated_in_library(edit: ClauseEdit) -> bool:
    """Whether the text that an edit was based on is no longer in the library, by any stance."""
    entry = find_clause(edit.clause)
    return bool(edit.based_on) and (entry is None or edit.based_on not in {one.digest for one in entry.texts})


def make_edit(agreement: Agreement, clause_id: str, text: str) -> ClauseEdit:
    """An edit of a clause, based on the text that the library has now by the stance chosen."""
    return ClauseEdit(clause_id, text, digest_of(library_text(agreement, clause_id)))
