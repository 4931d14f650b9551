"""Fields and their values in words, for questions and comparisons: Service level “Uptime”, target 1: value."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import Duration, HoursSpan, Money
from slawizard.agreement.rows import resolved
from slawizard.agreement.wording import date_words, duration_words, join_words, money_words, number_words, span_words
from slawizard.i18n import Plural, _

NOTHING = _("nothing")
"""How an empty field is called."""

_MOST_CHARACTERS = 300
_OWN_NAMES = ("name", "title", "sentence", "text", "team", "kind", "trigger", "condition", "dimension", "version")
_SINGULAR = {"metrics.levels": _("Service level"), "consequences.rules": _("Credit rule"), "waived": _("Waiver")}
_SINGULAR |= {"frame.provider.signatories": _("Signatory"), "frame.customer.signatories": _("Signatory")}
_SINGULAR |= {"expectations.duties": _("Duty"), "expectations.staffing": _("Shift")}
_ROWS = Plural("{count} row", "{count} rows")


def field_words(agreement: Agreement, path: str) -> str:
    """What the field at `path` is called, rows by their own names; the path may name rows by their ids."""
    place = resolved(agreement, path)
    if place is None:
        return _humanised(path.split(".")[-1].removeprefix("="))
    known = _known_names().get(place)
    if known:
        return known
    parts: list[str] = []
    node: Any = agreement
    so_far = ""
    for step in place.split("."):
        rows = isinstance(node, tuple)
        node = node[int(step)] if rows else getattr(node, step)
        if rows:
            parts[-1] = _row_words(so_far, node, int(step))
        else:
            parts.append(_humanised(step))
        so_far = f"{so_far}.{step}" if so_far else step
    shown = [_lower_first(part) for part in (parts[1:] if len(parts) > 1 else parts)]
    words = f"{', '.join(shown[:-1])}: {shown[-1]}" if len(shown) > 1 else shown[0]
    return words[:1].upper() + words[1:]


def value_words(value: Any) -> str:
    """A value in words, at most a few lines of them."""
    words = _words(value)
    return words if len(words) <= _MOST_CHARACTERS else words[: _MOST_CHARACTERS - 1] + "…"


def _words(value: Any) -> str:  # noqa: C901 - one line for each type that the model has
    match value:
        case None | "" | ():
            return NOTHING
        case bool():
            return _("yes") if value else _("no")
        case StrEnum():
            return value.value.replace("_", " ")
        case str():
            return value
        case int() | Decimal():
            return number_words(Decimal(value))
        case Duration():
            return duration_words(value)
        case Money():
            return money_words(value)
        case dt.date():
            return date_words(value)
        case dt.time():
            return f"{value:%H:%M}"
        case HoursSpan():
            return span_words(value)
        case tuple() if all(not isinstance(item, msgspec.Struct) for item in value):
            return "; ".join(_words(item) for item in value)
        case tuple():
            return f"{_ROWS.of(len(value))}: " + "; ".join(_struct_words(item) for item in value)
        case msgspec.Struct():
            return _struct_words(value)
    return str(value)


def _struct_words(struct: msgspec.Struct) -> str:
    """A row by its name; one without a name by what is filled in."""
    if isinstance(struct, HoursSpan | Money | Duration):
        return _words(struct)
    name = own_name(struct)
    if name:
        return f"“{name}”"
    blank = {field.name: field.default for field in msgspec.structs.fields(struct)}
    filled = [
        f"{_humanised(name).lower()} {_words(value)}"
        for name in struct.__struct_fields__
        if (value := getattr(struct, name)) not in (None, "", ()) and value != blank[name]
    ]
    return join_words(filled) or _("as usual")


def own_name(row: Any) -> str:
    """What a row of a list calls itself; empty when it has no name yet."""
    for field in _OWN_NAMES:
        name = getattr(row, field, "")
        if isinstance(name, str) and name.strip():
            return str(name).strip()
    return ""


def _row_words(list_path: str, row: Any, position: int) -> str:
    one = _SINGULAR.get(list_path) or _singular(list_path.split(".")[-1])
    name = own_name(row) or str(getattr(row, "id", ""))
    return f"{one} “{name}”" if name and isinstance(row, msgspec.Struct) else f"{one} {position + 1}"


def _singular(plural: str) -> str:
    if plural.endswith("ies"):
        return _humanised(f"{plural[:-3]}y")
    return _humanised(plural.removesuffix("s"))


def _humanised(step: str) -> str:
    words = step.replace("_", " ")
    return words[:1].upper() + words[1:]


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


@cache
def _known_names() -> dict[str, str]:
    """What the checks call the fields that every agreement needs."""
    from slawizard.checks.needs import NEEDS

    return {need.path: need.name for need in NEEDS if "*" not in need.path}
