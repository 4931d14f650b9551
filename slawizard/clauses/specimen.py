"""An agreement with something in every field, made from the model's own types: what templates may speak of."""

from __future__ import annotations

import datetime as dt
import types
import typing
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, cast

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.errors import EditError

_PLAIN: dict[type, Any] = {
    str: "x",
    bool: True,
    int: 1,
    Decimal: Decimal(1),
    dt.date: dt.date(2027, 1, 1),
    dt.time: dt.time(9),
}


@cache
def specimen() -> Agreement:
    """An agreement in which no list and no field is empty."""
    return cast(Agreement, _specimen_of(Agreement))


@cache
def is_field(path: str) -> bool:
    """Whether the agreement's model has a field at `path` (a list's items are numbered from 0)."""
    try:
        read(specimen(), path)
    except EditError:
        return False
    return True


def specimen_context(template_ids: tuple[str, ...]) -> dict[str, Any]:
    """The context that templates see, made of the specimen; every list in it has an item to look into."""
    clauses = dict.fromkeys(template_ids, True)
    return {**_words(), "clauses": clauses, "definitions": [{"key": "x", "term": "x", "text": "x"}]}


@cache
def _words() -> dict[str, Any]:
    from slawizard.clauses.context import build_context

    return build_context(specimen(), "en")


def _specimen_of(kind: Any, variant: int = 0) -> Any:
    """Something of a type. The items of a list differ in their ids, and take every choice that they have in turn."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return tuple(_specimen_of(arguments[0], number) for number in range(_choices_of(arguments[0])))
    if origin in (types.UnionType, typing.Union):
        return _specimen_of(next(one for one in arguments if one is not type(None)), variant)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        fields = {name: _specimen_of(hints[name], variant) for name in kind.__struct_fields__}
        # What names a service level names the first there is, so that whatever hangs on it has something too.
        named = {"level": "x0"} if isinstance(fields.get("level"), str) else {}
        own = {"id": f"x{variant}"} if "id" in fields else {}
        return kind(**{**fields, **named, **own})
    if isinstance(kind, type) and issubclass(kind, Enum):
        members = list(kind)
        return members[variant % len(members)]
    return _PLAIN[kind]


def _choices_of(kind: Any) -> int:
    """How many items it takes to show every member of the enums that a struct of this type holds itself."""
    if not (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
        return 1
    hints = typing.get_type_hints(kind).values()
    return max((len(list(hint)) for hint in hints if isinstance(hint, type) and issubclass(hint, Enum)), default=1)
