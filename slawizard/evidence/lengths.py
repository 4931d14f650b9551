"""Lengths of time in cells: "0:42:10", "42 min", 42 with the unit that its column names."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise

from slawizard.agreement.entry_time import read_duration
from slawizard.agreement.quantities import SECONDS_IN, TimeUnit
from slawizard.errors import SlaWizardError
from slawizard.tables.answers import Choice, Question
from slawizard.tables.cells import Cell, CellError, clean, shown
from slawizard.tables.numbers import NumberForm, read_number

_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,6}))?)?", re.A)
_DAYS_CLOCK = re.compile(
    r"(\d{1,4})"
    r"(?:(?:d | days?,? |d\. )(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?|\.(\d{1,2}):([0-5]\d):([0-5]\d))",
    re.A | re.I,
)
_ISO = re.compile(
    r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?", re.A
)
_ISO_SECONDS = (604_800, 86_400, 3600, 60, 1)
_PART = re.compile(r"(\d+(?:[.,]\d+)*)\s*([^\W\d_]+)\.?[\s,]*(?:und |and |et |y |och )?", re.A | re.I)
_SECONDS_OF = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", "seconde", "secondes"), 1),
    **dict.fromkeys(("segundo", "segundos", "sekund", "sekunder"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minut", "minuter"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"), 3600),
    **dict.fromkeys(("hora", "horas", "tim", "timme", "timmar"), 3600),
    **dict.fromkeys(("d", "day", "days", "tag", "tage", "tagen", "jour", "jours", "dag", "dagar"), 86_400),
}
_UNITS = (
    (TimeUnit.SECONDS, r"\bs\b|\bsec|second|sekund|seconde|segundo"),
    (TimeUnit.MINUTES, r"\bmin|minut"),
    (TimeUnit.HOURS, r"\bh\b|\bhrs?\b|hour|stunde|\bstd|heure|hora"),
    (TimeUnit.DAYS, r"\bd\b|\bdays?\b|\btage?\b|jours?\b|días?\b"),
)
_CLOCK_NAMED = re.compile(r"\bhh?:mm\b|\bmm?:ss\b")
_MILLISECONDS = "milliseconds"
_ONE_MILLISECOND = Decimal("0.001")
_MOST_KNOWN = 50_000
_YEARS_OF_LENGTHS = range(1900, 1904)
_BEFORE_MARCH, _FROM_MARCH = dt.datetime(1899, 12, 31), dt.datetime(1899, 12, 30)


class LengthForm:
    """How a column writes lengths of time: found by `take`, settled by `settle`, then used by `read`."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._numbers = NumberForm()
        self._bare = ""
        self._known: dict[str, Decimal] = {}
        self.unit = ""

    def take(self, cell: Cell) -> None:
        """Let a cell say whether it takes a unit to understand it."""
        if isinstance(cell, str):
            text = clean(cell)
            clock = _CLOCK.fullmatch(text)
            if clock is None:
                if any(read_number(text, sign) is not None for sign in ".,"):
                    self._numbers.take(text)
                    self._bare = self._bare or text
                elif "." in text or "," in text:
                    for number, _unit in _PART.findall(text):
                        self._numbers.take(number)
            elif clock[3] is None:
                self._bare = self._bare or text
        elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
            self._bare = self._bare or str(cell)

    def settle(self, decimal: str, unit: str) -> tuple[tuple[str, ...], tuple[Question, ...]]:
        """Choose decimal sign and unit: sentences on what was found, and what is open."""
        words, question = self._numbers.settle(decimal, self._column)
        said = [words] if words else []
        open_ = [question] if question else []
        if self._bare:
            named = unit_named(self._column)
            self.unit = unit or named
            if self.unit:
                said.append(f"Lengths in “{self._column}” are in {self.unit}.")
            else:
                choices = tuple(Choice(each.value, f"“{self._bare}” is in {each.value}") for each, _ in _UNITS)
                words = f"“{self._bare}” in “{self._column}” has no unit. Which one is meant?"
                open_.append(Question("unit", words, choices, self._column))
        return tuple(said), tuple(open_)

    def read(self, cell: Cell) -> int:
        """The length in a cell, in microseconds. Raises CellError."""
        if isinstance(cell, dt.timedelta):
            return _positive(Decimal(cell // dt.timedelta(microseconds=1)) / 1_000_000, str(cell))
        if isinstance(cell, dt.date) and cell.year in _YEARS_OF_LENGTHS:
            # A workbook shows a length of more than a day as a date of 1900; that year's February has a 29th there.
            at = cell if isinstance(cell, dt.datetime) else dt.datetime(cell.year, cell.month, cell.day)
            since = _BEFORE_MARCH if at < dt.datetime(1900, 3, 1) else _FROM_MARCH
            return (at - since) // dt.timedelta(microseconds=1)
        if isinstance(cell, dt.time):
            return ((cell.hour * 60 + cell.minute) * 60 + cell.second) * 1_000_000 + cell.microsecond
        if not isinstance(cell, str):
            return _positive(self._numbers.read(cell) * self._scale(), str(cell))
        text = clean(cell)
        if text not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._seconds(text)
        return _positive(self._known[text], text)

    def _scale(self) -> Decimal:
        if self.unit == _MILLISECONDS:
            return _ONE_MILLISECOND
        return Decimal(SECONDS_IN[TimeUnit(self.unit or TimeUnit.MINUTES)])

    def _seconds(self, text: str) -> Decimal:
        clock = _CLOCK.fullmatch(text)
        if clock is not None:
            first, second = int(clock[1]), int(clock[2])
            if clock[3] is None:
                in_minutes = first * 60 + second
                return Decimal(in_minutes * (1 if self.unit == TimeUnit.MINUTES else 60))
            return Decimal(first * 3600 + second * 60 + int(clock[3])) + Decimal(f"0.{clock[4] or 0}")
        told = _told(text, self._numbers.decimal)
        if told is not None:
            return told
        try:
            return self._numbers.read(text) * self._scale()
        except CellError:
            pass
        try:
            seconds = read_duration(text, "en").seconds
        except SlaWizardError as problem:
            raise CellError(f"{shown(text)} is no length of time") from problem
        if seconds is None:
            raise CellError(f"{shown(text)} has no fixed length")
        return seconds


def _positive(seconds: Decimal, text: str) -> int:
    if not 0 <= seconds <= 10**10:
        raise CellError(f"{shown(text)} cannot be a length of time")
    return int(seconds * 1_000_000)


def unit_named(header: str) -> str:
    """The one unit of time that a header names; nothing where it names none, or several."""
    name = header.casefold().replace("_", " ")
    if re.search(r"\bms\b|millisec|millisek", name):
        return _MILLISECONDS
    clock = _CLOCK_NAMED.search(name)
    if clock is not None:
        return (TimeUnit.HOURS if "h" in clock[0] else TimeUnit.MINUTES).value
    named = [each.value for each, pattern in _UNITS if re.search(pattern, name)]
    return named[0] if len(named) == 1 else ""


def _told(text: str, decimal: str) -> Decimal | None:
    """The seconds of a length with its units: ISO 8601, days before a clock, or words; None for any other."""
    days = _DAYS_CLOCK.fullmatch(text)
    if days is not None:
        day, hour, minute, second = (
            int(each or 0) for each in (days[1], *(days.groups()[1:4] if days[2] else days.groups()[4:]))
        )
        return Decimal(((day * 24 + hour) * 60 + minute) * 60 + second)
    iso = _ISO.fullmatch(text)
    if iso is not None and any(iso.groups()):
        told = (Decimal((each or "0").replace(",", ".")) for each in iso.groups())
        return sum((number * scale for number, scale in zip(told, _ISO_SECONDS, strict=True)), Decimal(0))
    parts = [found.groups() for found in _PART.finditer(text)]
    scales = [_SECONDS_OF.get(word.lower()) for _, word in parts]
    known = [scale for scale in scales if scale is not None]
    falling = all(above > below for above, below in pairwise(known))
    numbers = [read_number(number, decimal or ".") for number, _ in parts]
    amounts = [each for each in numbers if each is not None]
    if _PART.sub("", text) or not parts or len(known) < len(parts) or len(amounts) < len(parts) or not falling:
        return None
    return sum((amount * scale for amount, scale in zip(amounts, known, strict=True)), Decimal(0))
