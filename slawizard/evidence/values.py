"""A table of measured values: one row for each window, by its name or by a day of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.expectations import HistoryWindow
from slawizard.agreement.metrics import Direction, WindowKind
from slawizard.agreement.units import find_unit
from slawizard.analysis.measurement import SHARES
from slawizard.analysis.miss import convert, unit_scale
from slawizard.analysis.windows import local_midnight, window_span
from slawizard.errors import CalculationError, TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.grid import MOST_WINDOWS, check_window, start_of
from slawizard.evidence.imported import Role
from slawizard.evidence.lengths import unit_named
from slawizard.evidence.roles import is_named_as_count, is_named_as_opposite, is_named_as_time
from slawizard.tables.answers import Choice, Question
from slawizard.tables.cells import Cell, CellError, text_of
from slawizard.tables.dates import DateForm
from slawizard.tables.numbers import NumberForm
from slawizard.tables.periods import Period, PeriodKind, read_period
from slawizard.tables.rows import Row

_HUNDRED, _HALF = Decimal(100), Decimal(50)
_RESTS = {"rest": Decimal(1), "rest_of_one": _HUNDRED}
_ONE_DAY = dt.timedelta(days=1)
_KINDS: dict[PeriodKind, tuple[WindowKind, ...]] = {
    PeriodKind.WEEK: (WindowKind.WEEK,),
    PeriodKind.MONTH: (WindowKind.CALENDAR_MONTH, WindowKind.BILLING_MONTH),
    PeriodKind.QUARTER: (WindowKind.QUARTER,),
    PeriodKind.YEAR: (WindowKind.YEAR,),
}


class _Found(msgspec.Struct):
    row: Row
    day: dt.date
    is_start: bool
    value: Decimal


def read_values(context: Context) -> tuple[HistoryWindow, ...]:
    """The windows of a table of values, in order. Raises TableFileError where they are of another kind."""
    check_window(context.level.window, context.table.source)
    if _asks_for_value(context):
        return ()
    named = _named_unit(context)
    found = _rows(context)
    for each in found if named else ():
        each.value = convert(each.value, named, context.unit) or Decimal(0)
    crowded = _crowded(found, context)
    _scale(context, found)
    ends = bool(found) and all(_ends_window(each.day, context) for each in found if not each.is_start)
    if ends and any(not each.is_start and start_of(context.level.window, each.day) != each.day for each in found):
        context.understood.append("Each value stands at the last day of its window.")
    windows: dict[dt.date, Decimal] = {}
    doubled = _doubled(found, context)
    for each in found:
        start = each.day if each.is_start else start_of(context.level.window, each.day)
        problem = doubled.get(start, "") or _problem(each, start, windows, context, ends=ends)
        if not problem and start in crowded:
            problem = f"other rows are of other days from {start} on: the value of one day is not that of the whole"
        if problem:
            context.tally.reject(each.row, problem)
        else:
            windows[start] = each.value
            context.tally.used += 1
    if len(windows) > MOST_WINDOWS:
        raise TableFileError(
            f"The table has {len(windows):,} windows; a draft keeps no more than {MOST_WINDOWS:,} of one level.",
            where=context.table.source,
        )
    return tuple(HistoryWindow(start, windows[start]) for start in sorted(windows))


def _crowded(found: list[_Found], context: Context) -> set[dt.date]:
    """The windows of which several days have rows: the value of the first day is not that of the whole."""
    days: dict[dt.date, set[dt.date]] = {}
    for each in found:
        start = each.day if each.is_start else start_of(context.level.window, each.day)
        days.setdefault(start, set()).add(each.day)
    crowded = {start for start, told in days.items() if len(told) > 1}
    if len(crowded) * 2 > len(days):
        kind = context.level.window.kind.value.replace("_", " ")
        context.notes.append(
            f"The table has values of several days in one {kind}; the level is measured by the {kind}. Bring one value "
            "for each of its windows, or the outages or tickets themselves."
        )
    return crowded


def _doubled(found: list[_Found], context: Context) -> dict[dt.date, str]:
    """The windows with several values that differ, and why none of them is taken: nothing tells which is right."""
    values: dict[dt.date, set[Decimal]] = {}
    for each in found:
        start = each.day if each.is_start else start_of(context.level.window, each.day)
        if each.is_start or start == each.day:
            values.setdefault(start, set()).add(each.value)
    doubled = {start: told for start, told in values.items() if len(told) > 1}
    if len(doubled) > 1:
        context.notes.append(
            f"{len(doubled)} windows have several values that differ, and none of them is used. If the table is of "
            "several services, keep the rows of one."
        )
    return {
        start: f"the window from {start} has several values: {', '.join(f'{each:f}' for each in sorted(told)[:4])}"
        for start, told in doubled.items()
    }


def _named_unit(context: Context) -> str:
    """The unit of time that the header of the values names, where it is not the level's; nothing for any other.

    Raises TableFileError for one that does not tell the level's.
    """
    if _is_share(context):
        return ""
    column = context.roles[Role.VALUE]
    named, own = unit_named(column.name), find_unit(context.unit).many or context.unit
    if not named or named == context.unit or unit_scale(context.unit) is None:
        context.understood.append(f"Values are taken to be in {own}.")
        return ""
    if convert(Decimal(1), named, context.unit) is None:
        raise TableFileError(
            f"“{column.name}” is in {named}, and the level is measured in {own}: one does not tell the other.",
            where=context.table.source,
            remedy="Bring values in the level's unit, or the outages or tickets themselves.",
        )
    context.understood.append(f"Values in “{column.name}” are in {named}; they are kept in {own}.")
    return named


def _asks_for_value(context: Context) -> bool:
    """Minutes of downtime are no percentage: such a column is the value only when someone says so."""
    column = context.roles[Role.VALUE]
    told = any(each.role == Role.VALUE for each in context.answers.columns)
    is_time = is_named_as_time(column)
    if told or not _is_share(context) or not (is_time or is_named_as_count(column)):
        return False
    sound = "a time" if is_time else "a count"
    words = f"“{column.name}” sounds like {sound}, and the level is measured in percent. Which column is the value?"
    choices = tuple(Choice(each.name, each.name) for each in context.table.columns)
    context.questions.append(Question("role.value", words, choices, column.name))
    return True


def _rows(context: Context) -> list[_Found]:
    found = []
    for row in context.rows():
        try:
            day, is_start = _day(row.cells[context.roles[Role.WINDOW].place], context)
            found.append(_Found(row, day, is_start, _value(row, context)))
        except CellError as problem:
            context.tally.reject(row, str(problem))
        if len(found) > 50 * MOST_WINDOWS:
            raise TableFileError(
                "The table has far more values than a level has windows.",
                where=context.table.source,
                remedy="Bring one value for each measurement window, or the outages or tickets themselves.",
            )
    return found


def _day(cell: Cell, context: Context) -> tuple[dt.date, bool]:
    """The day in a cell, and whether it is known to be the first of its window. Raises CellError, TableFileError."""
    period = read_period(text_of(cell)) if not isinstance(cell, (dt.date, dt.datetime)) else None
    if period is not None:
        return _start(period, context), True
    form = context.forms[Role.WINDOW]
    assert isinstance(form, DateForm)
    at = form.read(cell).at
    # A day of a report is that of its window's zone; a time with an offset is moved there.
    return (at.astimezone(context.window_zone) if at.tzinfo else at).date(), False


def _start(period: Period, context: Context) -> dt.date:
    window = context.level.window
    if window.kind not in _KINDS[period.kind]:
        raise TableFileError(
            f"The table has a value for each {period.kind}; the level is measured by the "
            f"{window.kind.value.replace('_', ' ')}.",
            where=context.table.source,
            remedy="Bring the values of the level's own windows, or the outages or tickets themselves.",
        )
    if window.kind is WindowKind.BILLING_MONTH:
        return period.start.replace(day=window.starts_on)
    if window.kind in (WindowKind.QUARTER, WindowKind.YEAR) and window.year_starts != 1:
        raise TableFileError(
            f"The level's year begins in month {window.year_starts}, and a {period.kind} by its name does not say of "
            "which year it is.",
            where=context.table.source,
            remedy="Write the first day of each window.",
        )
    return period.start


def _value(row: Row, context: Context) -> Decimal:
    form = context.forms[Role.VALUE]
    assert isinstance(form, NumberForm)
    value = form.read(row.cells[context.roles[Role.VALUE].place])
    if _is_share(context) and not 0 <= value <= _HUNDRED:
        raise CellError(f"{value:f} is no percentage from 0 to 100")
    return value


def _is_share(context: Context) -> bool:
    return context.unit == "percent" and isinstance(context.level.statistic, SHARES)


def _scale(context: Context, found: list[_Found]) -> None:
    """Percentages kept as shares of one: a workbook shows 0.9995 as 99.95 %."""
    if not _is_share(context) or not found:
        return
    if max(each.value for each in found) > 1:
        if _asks_for_opposite(context, found):
            return
        _leave_out_shares(context, found)
        return
    place = context.roles[Role.VALUE].place
    if any(isinstance(cell := each.row.cells[place], str) and "%" in cell for each in found):
        return
    if _asks_for_opposite(context, found):
        return
    scale, most = context.answers.scale, max(each.value for each in found)
    if scale == "share":
        context.understood.append("Values are shares of one, as you said.")
        for each in found:
            each.value *= _HUNDRED
    elif not scale:
        choices = (
            Choice("share", f"{most:f} is {most * _HUNDRED:f} %"),
            Choice("percent", f"{most:f} is {most:f} %"),
        )
        name = context.roles[Role.VALUE].name
        context.questions.append(Question("scale", f"No value in “{name}” is above 1. Are they shares?", choices, name))


def _asks_for_opposite(context: Context, found: list[_Found]) -> bool:
    """Whether the values are told, or asked, to be what is missing to 100 %; told: they are turned around."""
    column, scale = context.roles[Role.VALUE], context.answers.scale
    if context.level.direction is Direction.LOWER or (scale not in _RESTS and not is_named_as_opposite(column)):
        return False
    if scale in _RESTS:
        context.understood.append("Values are what is missing to 100 %, as you said.")
        for each in found:
            each.value = _HUNDRED - each.value * _RESTS[scale]
        return True
    if scale:
        return False
    most = max(each.value for each in found)
    choices = [Choice("rest", f"{most:f} % is missing: {_HUNDRED - most:f} % was measured")]
    if most <= 1:
        choices.append(
            Choice("rest_of_one", f"{most:f} of 1 is missing: {_HUNDRED - most * _HUNDRED:f} % was measured")
        )
    choices.append(Choice("percent", f"{most:f} % was measured"))
    words = f"“{column.name}” sounds like what is missing. What do its values say?"
    context.questions.append(Question("scale", words, tuple(choices), column.name))
    return True


def _leave_out_shares(context: Context, found: list[_Found]) -> None:
    """Among percentages above 50, one of at most 1 is rather a share of one: it is not taken either way."""
    doubtful = [each for each in found if 0 < each.value <= 1 and not _has_sign(each, context)]
    if context.answers.scale or not doubtful or min(each.value for each in found if each.value > 1) < _HALF:
        return
    for each in doubtful:
        found.remove(each)
        context.tally.reject(each.row, f"{each.value:f} may be a share of one, among values in percent")


def _has_sign(each: _Found, context: Context) -> bool:
    return "%" in text_of(each.row.cells[context.roles[Role.VALUE].place])


def _ends_window(day: dt.date, context: Context) -> bool:
    return start_of(context.level.window, day + _ONE_DAY) == day + _ONE_DAY


def _problem(each: _Found, start: dt.date, windows: dict[dt.date, Decimal], context: Context, *, ends: bool) -> str:
    """Why the value of a row is not that of a whole window of its own; nothing where it is."""
    if start in windows:
        return f"there is a value for the window from {start} already"
    try:
        window_span(context.level.window, local_midnight(start, context.window_zone))
    except CalculationError as problem:
        return problem.what
    kind = context.level.window.kind.value.replace("_", " ")
    if not each.is_start and start != each.day and not ends:
        return f"{each.day} is not the first day of a {kind}"
    return ""
