"""What changed from one agreement to another, field by field; rows are told apart by their ids where they have them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import Duration, HoursSpan, Money
from slawizard.agreement.rows import ANCHOR, ids_of
from slawizard.i18n import _
from slawizard.storage.library.template_file import SavedTemplate
from slawizard.storage.library.words import NOTHING, field_words, own_name, value_words

_WHOLE = (Duration, Money, HoursSpan)


class ChangeKind(StrEnum):
    """What happened to a field or a row. ORDER: the rows of a list stand in another order."""

    VALUE = "value"
    ADDED = "added"
    REMOVED = "removed"
    ORDER = "order"


class Change(msgspec.Struct, frozen=True):
    """One change: the anchored path, what the field is called, and both values, in words and as they are.

    For a row, the value is the row; for ORDER, the ids in their order. `after` is the id of the row that an added one
    follows, empty at the beginning. `conflict`: the draft has something else here, of its own.
    """

    path: str
    kind: ChangeKind
    label: str
    old: str
    new: str
    old_value: Any
    new_value: Any
    after: str = ""
    conflict: bool = False


class Comparison(msgspec.Struct, frozen=True):
    """A draft beside its template: `theirs` is what the template changed since the draft's version, less what the draft
    has too; `ours` what the draft changed. `base` and `newest` are versions.
    """

    base: int
    newest: int
    theirs: tuple[Change, ...]
    ours: tuple[Change, ...]


def changes(before: Agreement, after: Agreement) -> tuple[Change, ...]:
    """What is different in `after`, in the order of the model. Where a draft came from is no part of it."""
    return tuple(
        change
        for name in Agreement.__struct_fields__
        if name != "origin"
        for change in _compared(_Both(before, after), getattr(before, name), getattr(after, name), name)
    )


def compare_with_template(draft: Agreement, template: SavedTemplate, newest: int | None = None) -> Comparison:
    """The draft beside the version of the template that it came from, and the newest, or version `newest`.

    A draft that does not come from the template is compared with its first version. Raises LibraryError for a version
    that there is not.
    """
    ours_is_base = draft.origin is not None and draft.origin.template == template.id
    base = template.version(draft.origin.version if draft.origin is not None and ours_is_base else 1)
    target = template.version(newest)
    ours = changes(base.agreement, draft)
    still = changes(draft, target.agreement)
    theirs = tuple(
        msgspec.structs.replace(change, conflict=any(_touch(change, own) for own in ours))
        for change in changes(base.agreement, target.agreement)
        if not _is_done(change, ours) and any(_touch(change, other) for other in still)
    )
    return Comparison(base.number, target.number, theirs, ours)


def _is_done(change: Change, ours: tuple[Change, ...]) -> bool:
    """Whether the draft has made the same change itself."""
    return any(
        own.path == change.path and own.kind == change.kind and own.new_value == change.new_value for own in ours
    )


def _touch(one: Change, other: Change) -> bool:
    """Whether two changes are about the same field, or one is about a part of what the other is about."""
    if ChangeKind.ORDER in (one.kind, other.kind):
        return one.kind == other.kind and one.path == other.path
    return f"{one.path}.".startswith(f"{other.path}.") or other.path.startswith(f"{one.path}.")


class _Both(msgspec.Struct, frozen=True):
    """The two agreements that are compared; a field is called as it is where it still is."""

    before: Agreement
    after: Agreement

    def change(self, path: str, kind: ChangeKind, old: Any, new: Any, after: str = "") -> Change:
        """A change in words."""
        label = field_words(self.before if kind is ChangeKind.REMOVED else self.after, path)
        if kind is ChangeKind.ORDER:
            label = _("{list}: order").format(list=label)
        return Change(path, kind, label, _shown(old, kind), _shown(new, kind), old, new, after)


def _shown(value: Any, kind: ChangeKind) -> str:
    if kind is ChangeKind.ORDER:
        return ", ".join(value)
    if kind is not ChangeKind.VALUE and value is not None:
        return own_name(value) or value_words(value)
    return value_words(value) if value is not None else NOTHING


def _compared(both: _Both, old: Any, new: Any, path: str) -> Iterator[Change]:
    if old == new:
        return
    old_ids, new_ids = ids_of(old), ids_of(new)
    if type(old) is not type(new) or isinstance(old, _WHOLE):
        yield both.change(path, ChangeKind.VALUE, old, new)
    elif isinstance(old, msgspec.Struct):
        for name in old.__struct_fields__:
            yield from _compared(both, getattr(old, name), getattr(new, name), f"{path}.{name}")
    elif old_ids is not None and new_ids is not None and (old_ids or new_ids):
        yield from _compared_rows(
            both, dict(zip(old_ids, old, strict=True)), dict(zip(new_ids, new, strict=True)), path
        )
    elif isinstance(old, tuple) and len(old) == len(new) and all(isinstance(row, msgspec.Struct) for row in old + new):
        for position, (old_row, new_row) in enumerate(zip(old, new, strict=True)):
            yield from _compared(both, old_row, new_row, f"{path}.{position}")
    else:
        yield both.change(path, ChangeKind.VALUE, old, new)


def _compared_rows(both: _Both, old: dict[str, Any], new: dict[str, Any], path: str) -> Iterator[Change]:
    for row_id, row in old.items():
        if row_id in new:
            yield from _compared(both, row, new[row_id], f"{path}.{ANCHOR}{row_id}")
        else:
            yield both.change(f"{path}.{ANCHOR}{row_id}", ChangeKind.REMOVED, row, None)
    before = ""
    for row_id, row in new.items():
        if row_id not in old:
            yield both.change(f"{path}.{ANCHOR}{row_id}", ChangeKind.ADDED, None, row, before)
        before = row_id
    stayed = tuple(row_id for row_id in old if row_id in new)
    order = tuple(row_id for row_id in new if row_id in old)
    if stayed != order:
        yield both.change(path, ChangeKind.ORDER, stayed, order)
