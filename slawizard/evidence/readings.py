"""A table of a sensor's readings: what each window came to, from how long a limit was passed or from the samples."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.metrics import (
    EventShare,
    Mean,
    MeanOfRates,
    Percentile,
    RollingMean,
    ShareWithin,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.agreement.units import find_unit
from slawizard.agreement.wording import duration_words
from slawizard.analysis.miss import convert, unit_scale
from slawizard.errors import TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.imported import Role
from slawizard.evidence.instants import moment
from slawizard.evidence.lengths import unit_named
from slawizard.evidence.reading_form import ReadingForm
from slawizard.evidence.reading_list import BILLION, Holes, ReadingList, holes_of
from slawizard.evidence.states import check_reading, state_of_readings
from slawizard.i18n import Plural
from slawizard.tables.answers import Choice, Question
from slawizard.tables.cells import CellError, shown, text_of
from slawizard.tables.rows import Row

_MOST_SENSORS = 20
_MARKS = (-127, -99, -999, -9999, -99999, -32768, 99, 127, 255, 999, 9999, 99999, 32767, 65535)
"""Figures that loggers write where a sensor gave none."""
_OTHER_DEGREES = r"°\s?f\b|fahrenheit|kelvin"
_OTHER_WORDS = {"f": "degrees Fahrenheit", "t": "degrees Fahrenheit", "n": "kelvin"}
_MOST_VALUE = 9 * BILLION
_AT_ONCE = Plural(
    "{count} reading stands beside another of the same moment that differs; neither is used.",
    "{count} readings stand beside others of the same moment that differ; none of them is used. If the table is of "
    "several sensors, keep the rows of one.",
)
_GAPS = Plural(
    "In {count} place the readings stop for longer than they usually do",
    "In {count} places the readings stop for longer than they usually do",
)
TIMES = ("milliseconds", "seconds", "minutes")


class Use(StrEnum):
    """What is made of readings: stretches past a limit, the share of them within a limit, or samples."""

    STRETCHES = "stretches"
    EVENTS = "events"
    SAMPLES = "samples"


def use_of(context: Context) -> Use:
    """What the level's statistic makes of readings. Raises TableFileError where they do not tell its value."""
    level = context.level
    statistic = level.statistic
    if isinstance(statistic, MeanOfRates):
        raise TableFileError(
            f"“{level.name or level.id}” is a mean of error rates: readings of a sensor do not tell it.",
            where=context.table.source,
            remedy="Bring one value for each measurement window.",
        )
    if isinstance(statistic, EventShare | ShareWithin):
        found = Use.EVENTS
    else:
        found = Use.SAMPLES if _are_samples(context) else Use.STRETCHES
    if level.window.kind is WindowKind.PER_INCIDENT and found is not Use.STRETCHES:
        raise TableFileError(
            f"“{level.name or level.id}” judges single incidents: samples do not tell them.",
            where=context.table.source,
            remedy="Bring the incidents themselves.",
        )
    return found


def _are_samples(context: Context) -> bool:
    """Whether the readings themselves are what the statistic is taken of, and not how long a limit was passed."""
    statistic, answers = context.level.statistic, context.answers
    if isinstance(statistic, Worst):
        # A level in a unit of time: the longest stretch past a limit, or the worst of readings that are times.
        has_limit = answers.above is not None or answers.below is not None
        return unit_scale(context.unit) is None or not (has_limit or not _named_unit(context))
    return isinstance(statistic, Mean | Percentile) or (
        isinstance(statistic, RollingMean) and context.unit != "percent"
    )


# --- limits and units -------------------------------------------------------------------------------------------


def _form(context: Context) -> ReadingForm:
    form = context.forms[Role.READING]
    assert isinstance(form, ReadingForm)
    return form


def _named_unit(context: Context) -> str:
    """The unit of time that the file gives its readings, in the header or in the cells; empty for none."""
    return unit_named(context.roles[Role.READING].name) or _form(context).unit


class Limits(msgspec.Struct, frozen=True):
    """A reading is past them when it is more than `above` or less than `below`, in billionths of the file's unit."""

    above: int | None
    below: int | None

    def is_passed(self, value: int) -> bool:
        """Whether a reading is past a limit; the limit itself is kept."""
        return (self.above is not None and value > self.above) or (self.below is not None and value < self.below)


def limits_of(context: Context) -> Limits | None:
    """The limits told, or the level's own; None where it was asked for. Raises TableFileError for limits that cross."""
    above, below = context.answers.above, context.answers.below
    statistic, name = context.level.statistic, context.roles[Role.READING].name
    if isinstance(statistic, ShareWithin) and statistic.limit is not None and above is None and below is None:
        return _limit_in_time(context, statistic.limit, name)
    if above is None and below is None:
        words = f"Past which limit does a reading in “{name}” count against the level? Give the most it may be, the "
        context.questions.append(Question("limit", words + "least, or both.", (), name))
        return None
    if above is not None and below is not None and below > above:
        raise TableFileError(
            "The least that a reading may be is more than the most.", remedy="Change one of the two limits."
        )
    parts = [f"more than {above:f}"] if above is not None else []
    parts += [f"less than {below:f}"] if below is not None else []
    context.understood.append(f"Readings in “{name}” of {' or of '.join(parts)} count against the level, as you said.")
    return Limits(_billionths(above), _billionths(below))


def _billionths(limit: Decimal | None) -> int | None:
    return None if limit is None else int(limit * BILLION)


def _limit_in_time(context: Context, limit: Duration, name: str) -> Limits | None:
    unit = context.answers.unit or _named_unit(context)
    if not unit:
        choices = tuple(Choice(each, f"in {each}") for each in TIMES)
        context.questions.append(
            Question("unit", f"Readings in “{name}” have no unit. Which one is meant?", choices, name)
        )
        return None
    most = convert(limit.amount, limit.unit.value, unit)
    if most is None:
        raise TableFileError(
            f"The level's limit is {duration_words(limit, 'en')}: readings in {unit} do not tell whether it was kept.",
            where=context.table.source,
        )
    context.understood.append(f"Readings of more than {most:f} {unit} are not within the level's limit.")
    return Limits(int(most * BILLION), None)


def unit_factor(context: Context) -> Decimal:
    """By what readings are multiplied so that they are in the level's unit. Raises TableFileError where they cannot."""
    name = context.roles[Role.READING].name
    named, own = context.answers.unit or _named_unit(context), find_unit(context.unit).many or context.unit
    other = re.search(_OTHER_DEGREES, f"{name} {_form(context).words}".casefold())
    if other is not None and context.unit == "celsius":
        raise TableFileError(
            f"“{name}” is in {_OTHER_WORDS[other[0][-1]]}, and the level is measured in degrees Celsius.",
            where=context.table.source,
            remedy="Export the readings in degrees Celsius.",
        )
    if not named or named == context.unit:
        context.understood.append(f"Readings are taken to be in {own}.")
        return Decimal(1)
    factor = convert(Decimal(1), named, context.unit)
    if factor is None or unit_scale(context.unit) is None:
        raise TableFileError(
            f"“{name}” is in {named}, and the level is measured in {own}: one does not tell the other.",
            where=context.table.source,
            remedy="Name another column, or bring one value for each measurement window.",
        )
    context.understood.append(f"Readings in “{name}” are in {named}; they are kept in {own}.")
    return factor


# --- rows -------------------------------------------------------------------------------------------------------


def read_readings(context: Context) -> ReadingList:
    """All readings that can be used, the earliest first; the others are counted with their reasons."""
    found = ReadingList(array("q"), array("q"), array("L"))
    form, state = _form(context), state_of_readings(context)
    place, sensors = context.roles[Role.READING].place, _Sensors(context)
    for row in context.rows():
        try:
            sensors.check(row)
            check_reading(row, state)
            at = context.instant(Role.TIME, row, after=found.at[-1] if found.at else None)
            if at is None:
                raise CellError("the time of the reading is missing")
            value = form.read(row.cells[place])
            if abs(value) > _MOST_VALUE:
                raise CellError(f"{shown(text_of(row.cells[place]))} is too large for a reading")
        except (CellError, OverflowError) as problem:
            context.tally.reject(row, str(problem))
            continue
        found.add(at, int(value * BILLION), row.line)
        context.tally.used += 1
    context.questions.extend(sensors.questions())
    return _without_marks(context, found).in_order()


def _without_marks(context: Context, found: ReadingList) -> ReadingList:
    """The readings without figures that stand for none, as -999 does; far from all others, they are asked about."""
    marks = [mark for mark in _MARKS if found.values.count(mark * BILLION)]
    rest = [value for value in found.values if value // BILLION not in marks or value % BILLION] if marks else []
    if not rest:
        return found
    low, high = min(rest), max(rest)
    far = [mark for mark in marks if not 2 * low - high <= mark * BILLION <= 2 * high - low]
    if not far or context.answers.marks == "real":
        return found
    told = ", ".join(f"{mark:d}" for mark in far)
    if not context.answers.marks:
        between = f"all others lie between {low / BILLION:g} and {high / BILLION:g}"
        words = f"Some readings are {told}, and {between}. What are they?"
        context.questions.append(Question("marks", words, MARK_CHOICES))
        return found
    kept = ReadingList(array("q"), array("q"), array("L"))
    for place in range(len(found.at)):
        if found.values[place] in (mark * BILLION for mark in far):
            context.tally.used -= 1
            reason = f"{found.value(place):f} stands for no reading, as you said"
            context.tally.reject(Row(found.lines[place], (), text=f"{found.value(place):f}"), reason)
        else:
            kept.add(found.at[place], found.values[place], found.lines[place])
    return kept


MARK_CHOICES = (
    Choice("none", "they stand for no reading: they are left out"),
    Choice("real", "they were measured so"),
)


class _Sensors:
    """Whose readings the rows are, where a column tells it: those of one sensor are used."""

    def __init__(self, context: Context) -> None:
        self._column = context.roles.get(Role.SENSOR)
        self._wanted = context.answers.sensor.casefold()
        self._names: dict[str, str] = {}

    def check(self, row: Row) -> None:
        """Raises CellError for a row of another sensor than the one wanted."""
        if self._column is None:
            return
        name = text_of(row.cells[self._column.place])
        if len(self._names) <= _MOST_SENSORS:
            self._names.setdefault(name.casefold(), name)
        if self._wanted and name.casefold() != self._wanted:
            raise CellError(f"{shown(name)} is another sensor")

    def questions(self) -> Iterator[Question]:
        """The question whose readings are meant."""
        if self._column is None or self._wanted or len(self._names) < 2:
            return
        choices = tuple(Choice(each, each or "no name") for each in list(self._names.values())[:_MOST_SENSORS])
        words = f"“{self._column.name}” names more than one. Whose readings are meant?"
        yield Question("sensor", words, choices, self._column.name)


def without_doubles(context: Context, found: ReadingList) -> ReadingList:
    """The readings without those of one moment that differ: nothing tells which of them is right."""
    kept = ReadingList(array("q"), array("q"), array("L"))
    rejected = 0
    for run in found.moments():
        if len({found.values[place] for place in run}) == 1:
            kept.add(found.at[run[0]], found.values[run[0]], found.lines[run[0]])
            continue
        for place in run:
            rejected += 1
            text = f"{moment(found.at[place], context.zone):%Y-%m-%d %H:%M:%S}: {found.value(place):f}"
            context.tally.used -= 1
            context.tally.reject(Row(found.lines[place], (), text=text), "another reading of this moment differs")
    if rejected:
        context.notes.append(_AT_ONCE.of(rejected))
    return kept


# --- gaps -------------------------------------------------------------------------------------------------------


def gaps_of(context: Context, found: ReadingList) -> Holes | None:
    """Where readings are missing; None where it was asked what they mean."""
    holes = holes_of(found)
    if not holes.spans:
        context.understood.append(f"There is a reading every {_words(holes.usual)}, without a gap.")
        return holes
    first, last = max(holes.spans, key=lambda each: each[1] - each[0])
    together = sum(end - start for start, end in holes.spans)
    told = (
        f"{_GAPS.of(len(holes.spans))} (every {_words(holes.usual)}), {_words(together)} together, the longest from "
        f"{moment(first, context.zone):%Y-%m-%d %H:%M} to {moment(last, context.zone):%Y-%m-%d %H:%M}"
    )
    answer = context.answers.gaps
    if not answer:
        context.questions.append(Question("gaps", f"{told}. What of that time?", GAP_CHOICES))
        return None
    words = next((each.words for each in GAP_CHOICES if each.value == answer), "")
    if not words:
        known = ", ".join(each.value for each in GAP_CHOICES)
        raise TableFileError(f"“{answer}” does not say what gaps mean.", remedy=f"Use one of: {known}.")
    context.notes.append(f"{told}: {words}, as you said.")
    return holes


GAP_CHOICES = (
    Choice("unknown", "it is left out of the window: nobody knows what was then"),
    Choice("last", "the last reading before it stands until the next"),
    Choice("past", "it counts as past the limit"),
)


def _words(micros: int) -> str:
    seconds = Decimal(micros) / 1_000_000
    for unit, length in ((TimeUnit.DAYS, 86_400), (TimeUnit.HOURS, 3600), (TimeUnit.MINUTES, 60)):
        if seconds >= length * (2 if unit is TimeUnit.DAYS else 1):
            return duration_words(Duration(round(seconds / length, 1).normalize() + 0, unit), "en")
    return duration_words(Duration(round(seconds, 3).normalize() + 0, TimeUnit.SECONDS), "en")
