"""A cell: what it may hold, its text without what nobody sees, and why one cannot be read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

Cell = str | int | float | bool | Decimal | dt.datetime | dt.date | dt.time | dt.timedelta
"""What a cell holds: text where the file is text; a workbook's cells have their types."""

_UNSEEN = " \t\r\n\u00a0\u2009\u202f\u200b\u200e\u200f\u2060\ufeff"
_GUARDS = ("'", "=")
_LONGEST_SHOWN = 60


class CellError(Exception):
    """A cell is not what its column holds; the text says what it is, as part of a sentence."""


def clean(text: str) -> str:
    """A cell's text without spaces and marks of direction around it, and without what keeps a spreadsheet from reading
    it as a number: ="0042", '0042; the apostrophe of a name ('s-Hertogenbosch) stays.
    """
    text = text.strip(_UNSEEN)
    if text[:1] in _GUARDS and len(text) > 1:
        if text[0] == "'" and text[1].isdigit() and text[-1] != "'":
            return text[1:]
        if text[:2] == '="' and text[-1] == '"' and len(text) > 3:
            return text[2:-1].strip(_UNSEEN)
    return text


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing in a cell."""
    return isinstance(cell, str) and not clean(cell)


def text_of(cell: Cell) -> str:
    """A cell as words; a whole number without a decimal point, a date by ISO 8601."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def shown(text: str) -> str:
    """A text as it is quoted in a sentence, shortened."""
    if not text:
        return "an empty cell"
    return f"“{text[:_LONGEST_SHOWN]}{'…' if len(text) > _LONGEST_SHOWN else ''}”"
