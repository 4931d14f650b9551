"""Taking over what a template changed into a draft that was made from it: the chosen changes, as one edit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read, replace
from slawizard.agreement.origin import Origin, Question
from slawizard.agreement.rows import ANCHOR, resolved
from slawizard.errors import LibraryError
from slawizard.storage.library.comparing import Change, ChangeKind
from slawizard.storage.library.template_file import SavedTemplate


def take_over(agreement: Agreement, chosen: Iterable[Change]) -> Agreement:
    """A copy of the draft with these changes made; locks do not stand in their way, for the template has made them.

    Raises LibraryError for a change whose place is gone from the draft, and nothing is changed then.
    """
    wanted = tuple(chosen)
    # An added row follows another one, so it comes when the others are where they belong.
    for kind in (ChangeKind.VALUE, ChangeKind.REMOVED, ChangeKind.ORDER, ChangeKind.ADDED):
        for change in wanted:
            if change.kind is kind:
                agreement = _made(agreement, change)
    return agreement


def caught_up(agreement: Agreement, template: SavedTemplate, number: int | None = None) -> Agreement:
    """A copy of the draft that counts as made from another version: what was not taken over will not be offered again.

    New questions are asked, those withdrawn are not; new locks hold, and what was unlocked on purpose stays so. Raises
    LibraryError when the draft does not come from the template, or for a version that there is not.
    """
    origin = agreement.origin
    if origin is None or origin.template != template.id:
        raise LibraryError(f"The draft was not made from the template “{template.title}”.")
    base, target = template.version(origin.version), template.version(number)
    given_up = set(base.locked) - set(origin.locked)
    locked = tuple(path for path in target.locked if path not in given_up)
    dismissed = {one.path for one in base.questions} - {one.path for one in origin.questions}
    questions = tuple(Question(one.path, one.words) for one in target.questions if one.path not in dismissed)
    new = Origin(template.id, template.title, target.number, questions, locked)
    return msgspec.structs.replace(agreement, origin=new)


def _made(agreement: Agreement, change: Change) -> Agreement:
    if change.kind is ChangeKind.VALUE:
        return replace(agreement, _place(agreement, change.path), change.new_value)
    if change.kind is ChangeKind.ORDER:
        path = _place(agreement, change.path)
        return replace(agreement, path, _ordered(read(agreement, path), change.new_value))
    list_path, _dot, step = change.path.rpartition(".")
    path = _place(agreement, list_path)
    row_id = step.removeprefix(ANCHOR)
    rows = read(agreement, path)
    if change.kind is ChangeKind.REMOVED:
        return replace(agreement, path, tuple(row for row in rows if row.id != row_id))
    if any(row.id == row_id for row in rows):
        return replace(agreement, path, tuple(change.new_value if row.id == row_id else row for row in rows))
    ids = [row.id for row in rows]
    position = ids.index(change.after) + 1 if change.after in ids else 0 if not change.after else len(rows)
    return replace(agreement, path, (*rows[:position], change.new_value, *rows[position:]))


def _place(agreement: Agreement, path: str) -> str:
    place = resolved(agreement, path)
    if place is None:
        what = "What the template changed here is not in the draft any more."
        raise LibraryError(what, where=path, remedy="Leave this change out.")
    return place


def _ordered(rows: tuple[Any, ...], order: tuple[str, ...]) -> tuple[Any, ...]:
    """The rows in the given order; those that it does not name keep their places."""
    by_id = {row.id: row for row in rows}
    named = iter([by_id[row_id] for row_id in order if row_id in by_id])
    return tuple(next(named) if row.id in order else row for row in rows)
