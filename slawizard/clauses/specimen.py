"""An agreement with something in every field, made from the model's own types: what templates may speak of."""

from __future__ import annotations

import datetime as dt
import types
import typing
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

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
    """An agreement in which every list has one item and no field is empty."""
    made = _specimen_of(Agreement)
    assert isinstance(made, Agreement)
    return made


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
    from slawizard.clauses.context import build_context

    context = build_context(specimen(), "en")
    context["clauses"] = dict.fromkeys(template_ids, True)
    context["definitions"] = [{"key": "x", "term": "x", "text": "x"}]
    return context


def _specimen_of(kind: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return (_specimen_of(arguments[0]),)
    if origin in (types.UnionType, typing.Union):
        return _specimen_of(next(one for one in arguments if one is not type(None)))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _specimen_of(hints[name]) for name in kind.__struct_fields__})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    return _PLAIN[kind]
