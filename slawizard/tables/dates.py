"""Dates and times in cells: in which order a column writes day, month and year, and each cell as a datetime."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slawizard.tables.answers import Choice, Question, Topic
from slawizard.tables.cells import Cell, CellError, clean, shown
from slawizard.tables.month_names import read_named_date
from slawizard.tables.orders import Votes

ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}
_NUMERIC = re.compile(r"(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?", re.A)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.A)
_TIME = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*uhr)?(?:\s*([ap])\.?\s?m\.?)?"
    r"\s*(z|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{3,5})?(?:\s*\([^)]*\))?",
    re.A | re.I,
)
_OTHER_CLOCK = re.compile(r"(.*\d)[ T,]+(\d{1,2})(?:[.](\d{2})|[ ]?h[ ]?(\d{2}))", re.A | re.I)
# Letters that stand for one offset only: CST, IST, BST and AST mean different ones in different countries.
_HOURS_OF = {
    "utc gmt wet": 0,
    "west cet mez": 1,
    "cest mesz eet": 2,
    "eest": 3,
    "jst": 9,
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
    "edt": -4,
    "est cdt": -5,
    "mdt": -6,
    "pdt mst": -7,
    "pst": -8,
}
_LETTERS = {word: hours for words, hours in _HOURS_OF.items() for word in words.split()}
_SECONDS = re.compile(r"[1-9]\d{8,9}(?:\.\d{1,9})?", re.A)
# Whole numbers since 1970 by their length, and how many of them make a second.
_UNITS_OF = {12: 10**3, 13: 10**3, 15: 10**6, 16: 10**6, 18: 10**9, 19: 10**9}
_WHOLE = re.compile(r"[1-9]\d{11,18}", re.A)
_IN_ONE = re.compile(r"(\d{8})[T ]?(\d{2})(\d{2})(\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?", re.A | re.I)
_OF_SERVER = re.compile(r"\[?(\d{1,2}/[a-z]{3}/\d{4}):(\d{2}:\d{2}:\d{2}(?: [+-]\d{4})?)\]?", re.A | re.I)
_YEAR_LAST = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{3,5})?) (\d{4})", re.A)
_DAYS_OF_A_SHEET = re.compile(r"[2-7]\d{4}(?:[.,]\d+)?", re.A)
_SPACES = str.maketrans("\u00a0\u2009\u202f", "   ")
_FIRST_YEAR, _LAST_YEAR = 1970, 2200
_PIVOT = 69
_MOST_KNOWN = 100_000
ReadT = TypeVar("ReadT")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Dated(NamedTuple):
    """A date or time: local unless `at` is aware. `is_day`: no time of day is told."""

    at: dt.datetime
    is_day: bool


class DateForm:
    """How a column writes dates: found from all its cells by `take`, settled by `settle`, then used by `read`."""

    def __init__(self) -> None:
        self._votes: Votes[str] = Votes()
        self._seen: set[str] = set()
        self._dates: dict[str, dt.date | None] = {}
        self._times: dict[str, tuple[dt.time, dt.tzinfo | None] | None] = {}
        self._dotted = True
        self._has_years_first = False
        self._has_moments = self._has_typed = False
        self.order = ""

    def take(self, cell: Cell) -> None:
        """Let a cell say in which orders it can be written."""
        if not isinstance(cell, str):
            self._has_moments = self._has_moments or isinstance(cell, dt.datetime)
            self._has_typed = self._has_typed or isinstance(cell, dt.date)
            return
        if cell[10:11] == " " and cell[:10] in self._seen:  # most cells of a long file, without taking them apart
            return
        text = split(_plain(cell))[0]
        if text in self._seen or len(self._seen) >= _MOST_KNOWN:
            return
        self._seen.add(text)
        readings = orders_of(text)
        if text[:4].isdigit():  # a year of four figures in front leaves nothing open
            self._has_years_first = self._has_years_first or bool(readings)
            return
        self._votes.take(text, readings)
        self._dotted = self._dotted and ("." in text or not readings)

    def settle(self, answer: str, column: str) -> tuple[str, Question | None]:
        """Choose the order: the answer, or the one that the cells leave; what was found, and what is open."""
        if answer:
            self.order = answer
            return f"Dates in “{column}” are {ORDERS[answer]}, as you said.", None
        kept = self._votes.kept()
        if not kept:
            return f"Dates in “{column}” are {ORDERS['ymd']}." if self._has_years_first else "", None
        self.order = kept[0]
        if len(kept) > 1 and self._dotted and "dmy" in kept:
            # Nobody who writes dates with points writes the month first (DIN 5008 and its neighbours).
            self.order = "dmy"
            return f"Dates in “{column}” are written with points, and so are {ORDERS['dmy']}.", None
        if len(kept) == 1:
            return f"Dates in “{column}” are {ORDERS[self.order]}.", None
        text = self._votes.example()
        days = orders_of(text)
        choices = tuple(
            Choice(each, f"“{text}” is {days[each]:%d %B %Y}" if each in days else f"dates are {ORDERS[each]}")
            for each in kept
        )
        return "", Question(Topic.DATES, f"“{text}” in “{column}” can be two dates. Which is meant?", choices, column)

    def read(self, cell: Cell) -> Dated:
        """The date or time in a cell. Raises CellError."""
        if isinstance(cell, str):
            return self._parsed(_plain(cell))
        if isinstance(cell, dt.datetime):
            return Dated(cell, False)
        if isinstance(cell, dt.date):
            # A workbook does not tell midnight from a day: among moments, it is midnight.
            return Dated(dt.datetime(cell.year, cell.month, cell.day), not self._has_moments)
        raise CellError(f"{shown(str(cell))} is no date")

    @property
    def is_mixed(self) -> bool:
        """Whether a workbook's column holds dates, and texts in figures that it did not take for dates."""
        return self._has_typed and bool(self._votes.kept())

    def letters(self) -> dict[str, dt.timedelta]:
        """The time zones that were read by their letters, and the offset that each was taken for."""
        zones = {clock[1] for clock in self._times.values() if clock is not None}
        told = {zone.tzname(None): zone.utcoffset(None) for zone in zones if zone is not None}
        return {
            name: offset
            for name, offset in told.items()
            if name and name.isalpha() and name != "UTC" and offset is not None
        }

    def _parsed(self, text: str) -> Dated:
        if text[4:5] == "-" and text[7:8] == "-" and text[10:11] in ("T", " ") and text[13:14] == ":":
            try:
                return Dated(_in_range(dt.datetime.fromisoformat(text), text), False)
            except ValueError:
                pass  # 24:00, a comma before the seconds, an offset after a space
        elif text[10:11] == " ":
            known, told = self._dates.get(text[:10]), self._times.get(text[11:])
            if known is not None and told is not None and text[11:16] != "24:00":
                return Dated(dt.datetime.combine(known, told[0], told[1]), False)
        day, rest = split(text)
        if day not in self._dates:
            _keep(self._dates, day, self._date)
        found = self._dates[day]
        if found is None:
            return _instant(text)
        if not rest:
            return Dated(dt.datetime(found.year, found.month, found.day), True)
        if rest not in self._times:
            _keep(self._times, rest, read_time)
        clock = self._times[rest]
        if clock is None:
            raise CellError(f"{shown(rest)} in {shown(text)} is no time of day")
        at = dt.datetime.combine(found, clock[0], clock[1])
        return Dated(at + dt.timedelta(days=1) if rest.startswith("24:00") else at, False)

    def _date(self, text: str) -> dt.date | None:
        readings = orders_of(text)
        if readings:
            return readings.get("ymd" if text[:4].isdigit() else self.order)
        return read_named_date(text)


def _plain(cell: str) -> str:
    """A cell with common spaces alone: programs write others before AM and PM."""
    text = clean(cell)
    return text if text.isascii() else text.translate(_SPACES)


def _keep(known: dict[str, ReadT], text: str, read: Callable[[str], ReadT]) -> None:
    if len(known) >= _MOST_KNOWN:
        known.clear()
    known[text] = read(text)


def _in_range(at: dt.datetime, text: str) -> dt.datetime:
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:
        raise CellError(f"{shown(text)} is in the year {at.year}")
    return at


def _instant(text: str) -> Dated:
    """Seconds, or parts of them, since 1970, as programs write them. Raises CellError."""
    if _SECONDS.fullmatch(text):
        whole, _, part = text.partition(".")
        return Dated(_EPOCH + dt.timedelta(seconds=int(whole), microseconds=int(part[:6].ljust(6, "0") or 0)), False)
    if _WHOLE.fullmatch(text) and len(text) in _UNITS_OF:
        return Dated(_EPOCH + dt.timedelta(microseconds=int(text) * 10**6 // _UNITS_OF[len(text)]), False)
    why = " in the order of its column" if orders_of(split(text)[0]) else ""
    if _DAYS_OF_A_SHEET.fullmatch(text):
        why = "; a spreadsheet counts days so: give the column a format of dates before it is exported"
    raise CellError(f"{shown(text)} is no date{why}")


def seconds_since_1970(text: str) -> int | None:
    """The seconds in a text that may be a number of them, or of parts of them, since 1970; None for any other."""
    if _SECONDS.fullmatch(text):
        return int(text.partition(".")[0])
    return int(text) // _UNITS_OF[len(text)] if _WHOLE.fullmatch(text) and len(text) in _UNITS_OF else None


def split(text: str) -> tuple[str, str]:
    """The date in a cell, and the time of day after it, or nothing."""
    if text[:1] == "[" or text[:8].isdigit() or text[11:12] == ":":
        unusual = _unusual(text)
        if unusual is not None:
            return unusual
    colon = text.find(":")
    if colon < 0:
        other = _OTHER_CLOCK.fullmatch(text) if len(text) > 10 else None
        return (other[1].rstrip(" ,T"), f"{other[2]}:{other[3] or other[4]}") if other else (text, "")
    place = max(text.rfind(" ", 0, colon), text.rfind("T", 0, colon), text.rfind(",", 0, colon))
    if place < 0:
        return text, ""
    day, rest = text[:place].rstrip(" ,T"), text[place + 1 :]
    last = _YEAR_LAST.fullmatch(rest) if rest[-4:].isdigit() else None
    return (day, rest) if last is None else (f"{day} {last[2]}", last[1])


def _unusual(text: str) -> tuple[str, str] | None:
    """A day and a time of day written as one, or as web servers write them; None for anything else."""
    found = _IN_ONE.fullmatch(text)
    if found is not None:
        return found[1], f"{found[2]}:{found[3]}:{found[4] or '00'}{found[5] or ''}{found[6] or ''}"
    found = _OF_SERVER.fullmatch(text)
    return None if found is None else (found[1], found[2])


def orders_of(text: str) -> dict[str, dt.date]:
    """The dates that a date in figures can be, by the order it is read in; none for what is not in figures."""
    compact = _COMPACT.fullmatch(text)
    if compact:
        found = _day(compact[1], compact[2], compact[3])
        return {"ymd": found} if found else {}
    parts = _NUMERIC.fullmatch(text)
    if parts is None:
        return {}
    first, _, second, third = parts.groups()
    if len(first) >= 3:
        tried = {"ymd": (first, second, third)} if len(first) == 4 and len(third) <= 2 else {}
    elif len(third) == 4:
        tried = {"dmy": (third, second, first), "mdy": (third, first, second)}
    elif len(third) == 2:
        tried = {"dmy": (third, second, first), "mdy": (third, first, second)}
        if len(first) == 2:
            tried["ymd"] = (first, second, third)
    else:
        return {}
    return {order: found for order, ymd in tried.items() if (found := _day(*ymd))}


def _day(year: str, month: str, day: str) -> dt.date | None:
    number = int(year)
    if len(year) <= 2:
        number += 2000 if number < _PIVOT else 1900
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        return None


def read_time(text: str) -> tuple[dt.time, dt.tzinfo | None] | None:
    """A time of day, with its offset where it has one; None for anything else. "24:00" is read as 00:00."""
    found = _TIME.fullmatch(text)
    if found is None:
        return _in_named_zone(text)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    micro = int((found[4] or "0")[:6].ljust(6, "0"))
    if found[5]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[5].lower() == "p" else 0)
    elif (hour, minute, second, micro) == (24, 0, 0, 0):
        hour = 0
    try:
        return dt.time(hour, minute, second, micro), _zone(found[6])
    except ValueError:
        return None


def _in_named_zone(text: str) -> tuple[dt.time, dt.tzinfo | None] | None:
    """A time of day with the name of its zone after it: "10:00 Europe/Berlin"."""
    clock, _, name = text.rpartition(" ")
    found = _TIME.fullmatch(clock)
    if found is None or found[6] or "/" not in name:
        return None
    try:
        zone = ZoneInfo(name.strip("[]()"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    told = read_time(clock)
    return None if told is None else (told[0], zone)


def _zone(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    letters = text.lower()
    if letters.isalpha() and letters != "z":
        if letters not in _LETTERS:
            raise ValueError(text)
        return dt.timezone(dt.timedelta(hours=_LETTERS[letters]), text.upper())
    offset = re.sub(r"utc|gmt|\s|:", "", text.lower())
    if offset in ("", "z"):
        return dt.UTC
    hours, minutes = int(offset[1:3]), int(offset[3:5] or 0)
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    shift = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-shift if offset[0] == "-" else shift)
