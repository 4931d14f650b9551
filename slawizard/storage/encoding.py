"""An agreement as plain JSON values, so written that the file can be read without the program."""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64encode
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.errors import DraftFileError

FIGURE_PATTERN = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?"
"""How a figure is written in a draft: plain digits, at most 15 before the point and 12 after it."""

LARGEST_WHOLE_NUMBER = 10**15 - 1
"""The largest whole number a draft may hold, on either side of zero."""

is_figure = re.compile(FIGURE_PATTERN).fullmatch

# Characters that show nothing or turn the direction of what follows: written as escapes, so that nobody reading the
# file is deceived by them.
_HIDDEN = re.compile("[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def agreement_as_plain(agreement: Agreement) -> dict[str, Any]:
    """The agreement as dicts, lists and texts, in the model's order of fields.

    What is empty, and is empty in a blank agreement too, is left out. Everything else is written even where it is the
    default, so that the file says what was agreed whatever a later program takes for granted. Raises DraftFileError
    for a figure that a draft cannot hold.
    """
    return struct_as_plain(agreement)


def struct_as_plain(struct: msgspec.Struct) -> dict[str, Any]:
    """Any part of the model as `agreement_as_plain` makes the whole. Raises DraftFileError."""
    return _struct_as_plain(struct, "")


def write_json(document: dict[str, Any]) -> bytes:
    """The document as UTF-8 text with an indent of 2 and a newline at its end."""
    try:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    except UnicodeEncodeError:
        # Half a character, as it may come from the clipboard, has no UTF-8. Escaped, it survives and can be mended.
        text = json.dumps(document, indent=2)
    return (_HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n").encode()


@cache
def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a struct, each with the value it has when nothing is given."""
    return tuple(
        (field.name, field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory())
        for field in msgspec.structs.fields(kind)
    )


def _struct_as_plain(struct: msgspec.Struct, path: str) -> dict[str, Any]:
    config = struct.__struct_config__
    plain: dict[str, Any] = {config.tag_field: config.tag} if config.tag_field else {}
    for name, default in _fields(type(struct)):
        value = getattr(struct, name)
        written = _as_plain(value, f"{path}.{name}" if path else name)
        if written in _EMPTY and value == default:
            continue
        plain[name] = written
    return plain


def _as_plain(value: Any, path: str) -> Any:
    match value:
        case None | bool():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case bytes():
            return b64encode(value).decode()
        case int():
            return _whole_number(value, path)
        case Decimal():
            return _figure(value, path)
        case tuple():
            return [_as_plain(item, f"{path}.{index}") for index, item in enumerate(value)]
        case dt.date() | dt.time():
            return value.isoformat()
        case msgspec.Struct():
            return _struct_as_plain(value, path)
    raise TypeError(f"{path}: a draft cannot hold a {type(value).__name__}")


def _figure(value: Decimal, path: str) -> str:
    # Looked at before it is written out: 1E+999999 would be a million digits.
    if value.is_finite() and abs(value.adjusted()) <= 15 and is_figure(text := format(value, "f")):
        return text
    raise DraftFileError(
        "This figure is too long to be saved.", where=path, remedy="Give at most 15 digits, and 12 after the point."
    )


def _whole_number(value: int, path: str) -> int:
    if abs(value) <= LARGEST_WHOLE_NUMBER:
        return value
    raise DraftFileError("This number is too large to be saved.", where=path, remedy="Give a smaller number.")
