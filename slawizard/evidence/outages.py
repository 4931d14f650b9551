"""A table of outages: what each window came to by the level's own definition, and the outages of a usual year."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

import msgspec

from slawizard.agreement.expectations import HistoryWindow, TypicalIncidents
from slawizard.agreement.metrics import RollingMean, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.measured import MeasuredWindow, Outage, Reading
from slawizard.analysis.measurement import measured_value, nearest_rank, own_value
from slawizard.analysis.miss import ZERO, convert
from slawizard.analysis.outages import counts, incident_minutes, stretch_of
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import Setting, setting_of
from slawizard.analysis.windows import Span
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.grid import MOST_WINDOWS
from slawizard.evidence.imported import Role
from slawizard.evidence.instants import iso, micros_of
from slawizard.evidence.outage_list import OutageList, is_excluded
from slawizard.evidence.quick_outages import MINUTE, QuickDowntime, is_long
from slawizard.evidence.sliding import tell_sliding
from slawizard.evidence.states import check_state, state_column
from slawizard.i18n import Plural
from slawizard.tables.cells import CellError, is_blank, shown, text_of
from slawizard.tables.numbers import NumberForm
from slawizard.tables.rows import Row

_A_MINUTE = 60_000_000
_DIFFER = Plural(
    "In {count} row the length and the times differ by more than a minute: the times count.",
    "In {count} rows the length and the times differ by more than a minute: the times count.",
)
_TWICE = Plural(
    "{count} outage has the same start and end as another. Its downtime counts once; in the outages of a year it "
    "counts.",
    "{count} outages have the same start and end as others. Their downtime counts once; in the outages of a year they "
    "count.",
)
_LONGEST = 366 * 86_400_000_000
FoundT = TypeVar("FoundT")
_HUNDRED = Decimal(100)
_YEAR_DAYS = Decimal("365.25")
_YES = frozenset(
    (
        "yes",
        "y",
        "true",
        "1",
        "x",
        "planned",
        "scheduled",
        "maintenance",
        "ja",
        "wahr",
        "geplant",
        "wartung",
        "oui",
        "sí",
    )
)
_NO = frozenset(
    (
        "no",
        "n",
        "false",
        "0",
        "-",
        "unplanned",
        "unscheduled",
        "outage",
        "incident",
        "störung",
        "nein",
        "falsch",
        "ungeplant",
        "non",
    )
)


_OUTSIDE = Plural(
    "{count} outage began outside the period; what of it lies inside counts.",
    "{count} outages began outside the period; what of them lies inside counts.",
)
_COUNT = Plural("{count} outage counts", "{count} outages count")
_STRETCHES = Plural("{count} stretch past the limit counts", "{count} stretches past the limit count")
_DAYS = Plural("{count} day", "{count} days")


def read_outages(context: Context) -> OutageList:
    """All outages that can be used; the others are counted with their reasons."""
    found = OutageList(array("q"), array("q"), array("L"), bytearray(), [])
    known: dict[Decimal, int] = {}
    states = state_column(context)
    for row in context.rows():
        try:
            check_state(row, states)
            start, end = _span(row, context)
            share, planned = _affected(row, context), _planned(row, context)
        except (CellError, OverflowError) as problem:
            context.tally.reject(row, str(problem))
            continue
        found.starts.append(start)
        found.ends.append(end)
        found.affected.append(known.setdefault(share, len(known)))
        found.planned.append(planned)
        context.tally.used += 1
    found.shares = list(known)
    _tell_doubles(context, found)
    if context.differing:
        context.notes.append(_DIFFER.of(context.differing))
    return found


def _tell_doubles(context: Context, found: OutageList) -> None:
    """Note how many outages stand in the file more than once: downtime counts them once, their number does not."""
    twice = 0
    ends: set[int] = set()
    last: int | None = None
    for place in found.by_start():
        if found.starts[place] != last:
            last, ends = found.starts[place], set()
        twice += found.ends[place] in ends
        ends.add(found.ends[place])
    if twice:
        context.notes.append(_TWICE.of(twice))


def _span(row: Row, context: Context) -> tuple[int, int]:
    start = context.instant(Role.START, row, day_will_do=_day_will_do(context))
    if start is None:
        raise CellError("the start is missing")
    end = context.instant(Role.END, row, after=start)
    lasted = context.length(Role.DURATION, row)
    if end is None and lasted is None:
        raise CellError("the end is missing: an outage that is not over cannot be counted")
    if end is None:
        end = start + (lasted or 0)
    elif lasted is not None and abs(end - start - lasted) > _A_MINUTE:
        context.differing += 1
    if end < start:
        raise CellError("the outage ends before it starts")
    if end == start:
        raise CellError("the outage ends when it starts")
    if end - start > _LONGEST:
        raise CellError("the outage lasts longer than a year; its end may be a slip")
    return start, end


def _day_will_do(context: Context) -> bool:
    """Whether it does not matter at what time of the day an outage was: its length is told, and all hours count."""
    all_hours = context.calendar is None or context.calendar.is_continuous
    return all_hours and Role.DURATION in context.roles and Role.END not in context.roles


def _affected(row: Row, context: Context) -> Decimal:
    column, form = context.roles.get(Role.AFFECTED), context.forms.get(Role.AFFECTED)
    if column is None or not isinstance(form, NumberForm):
        return _HUNDRED
    if is_blank(row.cells[column.place]):
        if context.level.measurement.outage.weighted_by_affected:
            raise CellError("the share of users affected is missing, and the level weighs outages by it")
        return _HUNDRED
    share = form.read(row.cells[column.place])
    if not 0 <= share <= _HUNDRED:
        raise CellError(f"{share:f} is no percentage of users from 0 to 100")
    return share


def _planned(row: Row, context: Context) -> bool:
    column = context.roles.get(Role.PLANNED)
    if column is None:
        return False
    word = text_of(row.cells[column.place]).casefold()
    if word in _YES:
        return True
    if not word or word in _NO:
        return False
    raise CellError(f"{shown(word)} does not say whether it was planned")


# --- windows ----------------------------------------------------------------------------------------------------


def outage_windows(
    context: Context, outages: OutageList, spans: tuple[Span, ...] = ()
) -> tuple[tuple[HistoryWindow, ...], TypicalIncidents | None]:
    """The value of each window, windows without an outage among them, and the incidents of a usual year.

    `spans` are the windows; empty: those that the file covers.

    Raises TableFileError where the level is not measured from outages.
    """
    if not outages.starts and context.answers.first is None and not spans:
        return (), None
    order = outages.by_start()
    first = outages.starts[order[0]] if order else 0
    spans = spans or context.windows(first, max(outages.ends, default=1) - 1).spans
    found = _Reckoned()
    ends = (micros_of(spans[-1].end), max(outages.ends, default=0))
    quick = QuickDowntime(
        context.calendar, min(micros_of(spans[0].start), first or micros_of(spans[0].start)), max(ends)
    )
    for number, (span, places) in enumerate(_by_window(spans, outages, order)):
        if number % 20 == 0:
            context.progress(0.9 + 0.1 * number / len(spans), "Reckoning the windows")
        _reckon(context, span, places, outages, found, quick)
    if context.level.window.kind is WindowKind.SLIDING and order:
        tell_sliding(context, spans, outages, _setting(context, spans[0], [], outages, ()))
    if found.started < len(order):
        context.notes.append(_OUTSIDE.of(len(order) - found.started))
    days = (spans[-1].end.date() - spans[0].start.date()).days
    is_per_incident = context.level.window.kind is WindowKind.PER_INCIDENT
    return tuple(found.incidents if is_per_incident else found.windows), _typical(context, found.repairs, days)


class _Reckoned:
    """What has been reckoned so far: windows, single incidents, repair times in microseconds, own values of windows."""

    def __init__(self) -> None:
        self.windows: list[HistoryWindow] = []
        self.incidents: list[HistoryWindow] = []
        self.repairs = array("q")
        self.previous: list[Decimal] = []
        self.started = 0


def _reckon(
    context: Context, span: Span, places: list[int], outages: OutageList, found: _Reckoned, quick: QuickDowntime
) -> None:
    is_quick = quick.can_reckon(_setting(context, span, [], outages, ()))
    setting = _setting(context, span, [] if is_quick else places, outages, tuple(found.previous))
    if is_quick and not setting.is_per_incident:
        setting = _with_downtime(context, setting, places, outages, quick)
    if not setting.is_per_incident:
        value = _value(measured_value, setting, span)
        if value.number is not None:
            found.windows.append(HistoryWindow(span.start.date(), value.number))
        else:
            context.notes.append(f"The window from {span.start.date()} has no value by the level's definition.")
        if isinstance(context.level.statistic, RollingMean):
            own = own_value(setting)
            found.previous += [] if own is None else [own]
    first = micros_of(span.start)
    found.started += sum(outages.starts[place] >= first for place in places)
    repairs = _quick_repairs if is_quick else _repairs
    for minutes in repairs(
        context, setting, [place for place in places if outages.starts[place] >= first], outages, quick
    ):
        _add_repair(setting, minutes, span, found)


def _with_downtime(
    context: Context, setting: Setting, places: list[int], outages: OutageList, quick: QuickDowntime
) -> Setting:
    listed = ((outages.starts[place], outages.ends[place], is_excluded(place, outages, context)) for place in places)
    downtime = _value(lambda its: quick.of(listed, its), setting, setting.span)
    return msgspec.structs.replace(setting, downtime=downtime)


def _quick_repairs(
    context: Context, setting: Setting, places: list[int], outages: OutageList, quick: QuickDowntime
) -> Iterator[Decimal]:
    """What each outage that counts took of the service hours, in minutes."""
    for place in places:
        start, end = outages.starts[place], outages.ends[place]
        if not is_excluded(place, outages, context) and is_long(start, end, setting):
            yield quick.service_micros(start, end) / MINUTE


def _repairs(
    context: Context, setting: Setting, places: list[int], outages: OutageList, _quick: QuickDowntime
) -> Iterator[Decimal]:
    for place in places:
        stretch = stretch_of(_outage(place, outages, context), setting, setting.place)
        if counts(stretch, setting):
            yield incident_minutes(stretch, setting)


def _by_window(spans: tuple[Span, ...], outages: OutageList, order: list[int]) -> Iterator[tuple[Span, list[int]]]:
    """Each window with the outages that lie in it, even in part."""
    running: list[int] = []
    position = 0
    for span in spans:
        start, end = micros_of(span.start), micros_of(span.end)
        running = [place for place in running if outages.ends[place] > start]
        while position < len(order) and outages.starts[order[position]] < end:
            if outages.ends[order[position]] > start:
                running.append(order[position])
            position += 1
        yield span, running


def _outage(place: int, outages: OutageList, context: Context) -> Outage:
    return Outage(
        start=iso(outages.starts[place]),
        end=iso(outages.ends[place]),
        affected_percent=outages.shares[outages.affected[place]],
        excluded="planned maintenance" if is_excluded(place, outages, context) else "",
    )


def _setting(
    context: Context, span: Span, places: list[int], outages: OutageList, previous: tuple[Decimal, ...]
) -> Setting:
    listed = tuple(_outage(place, outages, context) for place in places)
    where = {each.dimension: each.value for each in context.target.where} if context.target else {}
    reading = Reading(context.level.id, where, outages=listed, previous=previous)
    window = MeasuredWindow(span.start.date().isoformat(), (reading,))
    place = f"the window from {window.start}"
    return setting_of(context.agreement, window, reading, place, place)


def _value(reckon: Callable[[Setting], FoundT], setting: Setting, span: Span) -> FoundT:
    try:
        return reckon(setting)
    except SlaWizardError as problem:
        raise TableFileError(
            f"The window from {span.start.date()} cannot be reckoned: {problem.what}", remedy=problem.remedy
        ) from problem


def _add_repair(setting: Setting, minutes: Decimal, span: Span, found: _Reckoned) -> None:
    """What one outage that counts took of the service hours."""
    if minutes > 0:
        found.repairs.append(int(minutes * MINUTE))
    if not setting.is_per_incident:
        return
    value = convert(minutes, "minutes", setting.unit)
    value = convert(minutes, "service_minutes", setting.unit) if value is None else value
    if value is not None:
        found.incidents.append(HistoryWindow(span.start.date(), value))
    if len(found.incidents) > MOST_WINDOWS:
        raise TableFileError(
            f"More than {MOST_WINDOWS:,} outages count, and each is a window of its own; a draft keeps no more.",
            remedy="Give a shorter time.",
        )


def _typical(context: Context, repairs: array[int], days: int) -> TypicalIncidents | None:
    if days <= 0:
        return None
    a_year = half_up(Decimal(len(repairs)) * _YEAR_DAYS / days, 2)
    if not repairs:
        return TypicalIncidents(context.level.id, ZERO)
    in_order = sorted(repairs)
    usual, long = (half_up(nearest_rank(in_order, Decimal(p)) / MINUTE, 2) for p in (50, 90))
    counted = _STRETCHES if Role.READING in context.roles else _COUNT
    context.understood.append(f"{counted.of(len(repairs))}, in {_DAYS.of(days)}.")
    return TypicalIncidents(
        context.level.id, a_year, Duration(usual, TimeUnit.MINUTES), Duration(long, TimeUnit.MINUTES)
    )
