"""Which column of a table fills which field: by its path, by the template's question, by what the field is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.answers import can_be_typed, with_answers
from slawizard.agreement.edits import read
from slawizard.agreement.locked import is_locked
from slawizard.agreement.origin import Question
from slawizard.agreement.quantities import Duration, HoursSpan, Money
from slawizard.agreement.rows import resolved
from slawizard.errors import LibraryError, TableFileError
from slawizard.tables.table import Column

_FIELDS = ("title", "frame", "objectives", "expectations", "metrics", "consequences", "flexibility")
_POSSESSIVE = re.compile(r"['’]s\b")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_NEARNESS = 0.55


class ColumnUse(msgspec.Struct, frozen=True):
    """A column and the field that it fills: the field's path, with positions, and what it is called."""

    column: str
    place: int
    path: str
    words: str


class UnknownColumn(msgspec.Struct, frozen=True):
    """A column that fills no field, and the fields that it may have been meant for: path and words of each."""

    column: str
    near: tuple[tuple[str, str], ...] = ()


class Matched(msgspec.Struct, frozen=True):
    """The columns of a table: those that fill a field, those that do not, and the questions that none answers."""

    uses: tuple[ColumnUse, ...]
    unknown: tuple[UnknownColumn, ...]
    missing: tuple[Question, ...]


def match_columns(
    agreement: Agreement, columns: Sequence[Column], told: Mapping[str, str], ignored: Iterable[str], where: str
) -> Matched:
    """Find the field of every column; `told` names fields by column, `ignored` the columns that are left out.

    Raises TableFileError when something named is not there, a field cannot be filled by a text or is locked by the
    template, or two columns fill the same one. `where` is the table's name.
    """
    left_out = {_column(columns, name, where).place for name in ignored}
    fixed = {_column(columns, name, where).place: path for name, path in told.items()}
    fields = _Fields(agreement)
    uses: list[ColumnUse] = []
    unknown: list[UnknownColumn] = []
    for column in columns:
        if column.place in left_out:
            continue
        path, near = _field_of(fields, column, fixed, where)
        if path:
            uses.append(ColumnUse(column.name, column.place, path, fields.words(path)))
            _refuse(agreement, uses, where)
        else:
            unknown.append(UnknownColumn(column.name, near))
    filled = {use.path for use in uses}
    missing = tuple(
        Question(path, fields.words(path))
        for path in fields.asked
        if path not in filled and read(agreement, path) in (None, "", ())
    )
    return Matched(tuple(uses), tuple(unknown), missing)


def fillable_fields(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The path and the words of every field that a column can fill: what the template asks first, nothing locked."""
    fields = _Fields(agreement)
    leaves = (path for path in _leaves(agreement, "") if path.partition(".")[0] in _FIELDS)
    return tuple(
        (path, fields.words(path))
        for path in dict.fromkeys((*fields.asked, *leaves))
        if can_be_typed(agreement, path) and not is_locked(agreement, path)
    )


def _field_of(
    fields: _Fields, column: Column, fixed: Mapping[int, str], where: str
) -> tuple[str, tuple[tuple[str, str], ...]]:
    if column.place not in fixed:
        return fields.find(column.name)
    found, near = fields.find(fixed[column.place])
    if not found:
        meant = f"Did you mean {_named(near[:1])}?" if near else "A path looks like frame.customer.legal_name."
        what = f"There is no field “{fixed[column.place]}” for the column “{column.name}”."
        raise TableFileError(what, where=where, remedy=meant)
    return found, ()


def with_same_for_all(agreement: Agreement, answers: Mapping[str, str]) -> Agreement:
    """The template with answers that hold for all rows: what is typed, by the field's path or its question.

    Raises LibraryError for what is no field, one that a text cannot fill, or one that the template locks; EntryError
    for a text that does not fit.
    """
    fields = _Fields(agreement)
    for name, text in answers.items():
        path, near = fields.find(name)
        if not path:
            meant = f"Did you mean {_named(near[:1])}?" if near else "A path looks like frame.provider.legal_name."
            raise LibraryError(f"There is no field “{name}” to answer.", remedy=meant)
        reason = _why_not(agreement, path)
        if reason:
            raise LibraryError(f"“{name}” cannot be answered: {reason}.", where=path)
        agreement = with_answers(agreement, ((path, text),))
    return agreement


def headings(agreement: Agreement) -> tuple[str, ...]:
    """The columns that a table for this template should have: its questions in words, by their paths where two would be
    called the same; without questions, what is usually asked.
    """
    from slawizard.storage.library.questions import suggested_questions

    fields = _Fields(agreement)
    paths = tuple(fields.asked) or tuple(
        path for each in suggested_questions(agreement) if (path := resolved(agreement, each.path)) is not None
    )
    return tuple(words if fields.find(words := fields.words(path))[0] == path else path for path in paths)


def unknown_words(unknown: Sequence[UnknownColumn]) -> str:
    """What is said of columns that fill no field, a line each, with the option that answers it."""
    lines = []
    for one in unknown:
        path = one.near[0][0] if one.near else "PATH"
        near = f" The nearest is {_named(one.near[:1])}." if len(one.near) == 1 else ""
        near = f" It could be any of: {_named(one.near)}." if len(one.near) > 1 else near
        lines.append(
            f"No field is called “{one.column}”.{near}\n"
            f'      --column "{one.column}={path}"   or leave it out: --ignore "{one.column}"'
        )
    return "\n".join(lines)


def _named(fields: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{path} (“{words}”)" for path, words in fields)


class _Fields:
    """The fields of a template by all their names, those that it asks for first."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        questions = agreement.origin.questions if agreement.origin is not None else ()
        places = ((resolved(agreement, one.path), one.words) for one in questions)
        self.asked = {path: words.strip() for path, words in places if path is not None}

    def words(self, path: str) -> str:
        """What a field is called: as the template asks for it, or as the program calls it."""
        from slawizard.storage.library.words import field_words

        return self.asked.get(path) or field_words(self._agreement, path)

    def find(self, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The path of the field of this name; or "" and the fields that are called nearly so, or equally."""
        path = resolved(self._agreement, name.strip())
        if path is not None:
            return path, ()
        wanted = _plain(name)
        for names in (self._by_question, self._by_words):
            paths = names.get(wanted, ())
            if len(paths) == 1:
                return paths[0], ()
            if paths:
                return "", tuple((each, self.words(each)) for each in paths[:3])
        every = {**self._by_words, **self._by_question}
        near = get_close_matches(wanted, every, n=1, cutoff=_NEARNESS)
        return "", tuple((each, self.words(each)) for key in near for each in every[key][:1])

    @cached_property
    def _by_question(self) -> dict[str, list[str]]:
        from slawizard.storage.library.words import field_words

        found: dict[str, list[str]] = {}
        for path in self.asked:
            for name in dict.fromkeys((self.asked[path], field_words(self._agreement, path), path)):
                _add(found, name, path)
        return found

    @cached_property
    def _by_words(self) -> dict[str, list[str]]:
        from slawizard.storage.library.words import field_words

        found: dict[str, list[str]] = {}
        for path in _leaves(self._agreement, ""):
            if path.partition(".")[0] in _FIELDS:
                for name in dict.fromkeys((field_words(self._agreement, path), path)):
                    _add(found, name, path)
        return found


def _add(names: dict[str, list[str]], name: str, path: str) -> None:
    paths = names.setdefault(_plain(name), [])
    if path not in paths:
        paths.append(path)


def _plain(name: str) -> str:
    """A name without what people write in several ways: case, signs between words, the possessive."""
    text = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", name).casefold())
    return _BETWEEN_WORDS.sub(" ", text).strip()


def _leaves(node: Any, path: str) -> Iterator[str]:
    """The paths of all fields that hold one value."""
    if isinstance(node, tuple) and any(isinstance(item, msgspec.Struct) for item in node):
        if not isinstance(node[0], HoursSpan):
            for position, item in enumerate(node):
                yield from _leaves(item, f"{path}.{position}")
            return
        yield path
    elif isinstance(node, msgspec.Struct) and not isinstance(node, Money | Duration):
        for name in node.__struct_fields__:
            yield from _leaves(getattr(node, name), f"{path}.{name}" if path else name)
    else:
        yield path


def _column(columns: Sequence[Column], name: str, where: str) -> Column:
    wanted = name.strip().casefold()
    found = next((each for each in columns if each.name.casefold() == wanted), None)
    if found is None:
        known = ", ".join(f"“{each.name}”" for each in columns)
        raise TableFileError(f"The table has no column “{name}”.", where=where, remedy=f"It has: {known}.")
    return found


def _refuse(agreement: Agreement, uses: Sequence[ColumnUse], where: str) -> None:
    """Refuse the last of the uses when it cannot be. Raises TableFileError."""
    use = uses[-1]
    twin = next((each for each in uses[:-1] if each.path == use.path), None)
    if twin is not None:
        what = f"The columns “{twin.column}” and “{use.column}” both fill {use.path}."
        raise TableFileError(what, where=where, remedy=f'Leave one of them out: --ignore "{use.column}".')
    reason = _why_not(agreement, use.path)
    if reason:
        raise TableFileError(
            f"The column “{use.column}” cannot fill {use.path}: {reason}.",
            where=where,
            remedy=f'Name another field for it, or leave it out: --ignore "{use.column}".',
        )


def _why_not(agreement: Agreement, path: str) -> str:
    """Why the field at `path` is not filled by a text; empty where it can be."""
    if path.partition(".")[0] not in _FIELDS or not can_be_typed(agreement, path):
        return "it holds more than one text can say"
    return "the template keeps it as it is" if is_locked(agreement, path) else ""
