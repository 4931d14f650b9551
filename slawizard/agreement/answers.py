"""What was typed for a field, wherever it lies, as the value that the field holds; for tables and the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read, replace
from slawizard.agreement.entry import read_line, read_money, read_number, read_prose, read_whole
from slawizard.agreement.entry_hours import read_hours
from slawizard.agreement.entry_time import read_date, read_dates, read_duration, read_time
from slawizard.agreement.quantities import Duration, HoursSpan, Money
from slawizard.errors import EntryError

_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def entered(agreement: Agreement, path: str, text: str) -> Any:
    """The value of the field at `path` for what was typed; lists of texts are separated by semicolons.

    An empty text is an empty field where it may be one. Raises EditError for a path that leads nowhere, and EntryError
    for a text that does not fit or for a field that holds more than one text can say.
    """
    read(agreement, path)
    kinds = field_kinds(agreement, path)
    if not text.strip() and NoneType in kinds:
        return None
    for kind in kinds:
        if kind is Money:
            return read_money(text, agreement.frame.currency, field=path)
        if kind in _READERS:
            return _READERS[kind](text, path)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return _choice(kind, text, path)
    raise EntryError(
        "This field holds more than one text can say.", where=path, remedy="Fill in the fields inside it one by one."
    )


def can_be_typed(agreement: Agreement, path: str) -> bool:
    """Whether one text can say what the field at `path` holds. Raises EditError for a path that leads nowhere."""
    return any(
        kind is Money or kind in _READERS or (isinstance(kind, type) and issubclass(kind, StrEnum))
        for kind in field_kinds(agreement, path)
    )


def with_answers(agreement: Agreement, answers: Iterable[tuple[str, str]]) -> Agreement:
    """A copy with what was typed for each path, in this order. Raises as `entered` does."""
    changed = agreement
    for path, text in answers:
        changed = replace(changed, path, entered(changed, path, text))
    return changed


def field_kinds(agreement: Agreement, path: str) -> tuple[Any, ...]:
    """The types that the field at `path` may hold, None's type among them where it may be empty.

    Raises EditError for a path that leads nowhere.
    """
    parent_path, _dot, name = path.rpartition(".")
    parent = read(agreement, parent_path) if parent_path else agreement
    if isinstance(parent, tuple):
        (kind, *_others) = field_kinds(agreement, parent_path)
        return (get_args(kind)[0],)
    kind = next(field.type for field in msgspec.structs.fields(parent) if field.name == name)
    return (kind,) if isinstance(kind, type) or get_origin(kind) is tuple else get_args(kind)


def _text(text: str, path: str) -> str:
    return read_prose(text, path) if "\n" in text else read_line(text, path, is_name=False)


def _texts(text: str, path: str) -> tuple[str, ...]:
    return tuple(_text(part, path) for part in text.split(";") if part.strip())


def _yes_or_no(text: str, path: str) -> bool:
    if text.strip().lower() not in _YES_NO:
        raise EntryError("Here stands yes or no.", where=path)
    return _YES_NO[text.strip().lower()]


def _choice(kind: type[StrEnum], text: str, path: str) -> StrEnum:
    wanted = text.strip().lower().replace(" ", "_")
    found = next((one for one in kind if one.value.lower() == wanted), None)
    if found is None:
        raise EntryError(f"This is none of: {', '.join(one.value.replace('_', ' ') for one in kind)}.", where=path)
    return found


_READERS: dict[Any, Callable[[str, str], Any]] = {
    str: _text,
    bool: _yes_or_no,
    int: lambda text, path: read_whole(text, field=path, least=0),
    Decimal: lambda text, path: read_number(text, field=path),
    Duration: lambda text, path: read_duration(text, field=path),
    dt.date: lambda text, path: read_date(text, field=path),
    dt.time: lambda text, path: read_time(text, field=path),
    tuple[str, ...]: _texts,
    tuple[dt.date, ...]: lambda text, path: read_dates(text, field=path),
    tuple[HoursSpan, ...]: lambda text, path: read_hours(text, field=path),
}
