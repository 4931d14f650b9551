"""A table of outages: what each window came to by the level's own definition, and the outages of a usual year."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from slawizard.agreement.expectations import HistoryWindow, TypicalIncidents
from slawizard.agreement.metrics import RollingMean, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.measured import MeasuredWindow, Outage, Reading
from slawizard.analysis.measurement import Value, measured_value, nearest_rank, own_value
from slawizard.analysis.miss import ZERO, convert
from slawizard.analysis.outages import Stretch, counts, incident_minutes, stretch_of
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import Setting, setting_of
from slawizard.analysis.windows import Span
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.imported import Role
from slawizard.evidence.instants import iso, micros_of
from slawizard.i18n import Plural
from slawizard.tables.cells import CellError, is_blank, shown, text_of
from slawizard.tables.numbers import NumberForm
from slawizard.tables.rows import Row

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
_NO = frozenset(("no", "n", "false", "0", "-", "unplanned", "unscheduled", "nein", "falsch", "ungeplant", "non"))


_OUTSIDE = Plural(
    "{count} outage began outside the period; what of it lies inside counts.",
    "{count} outages began outside the period; what of them lies inside counts.",
)
_COUNT = Plural("{count} outage counts", "{count} outages count")


class OutageList(msgspec.Struct):
    """Outages in little room, in the order of the file: instants in microseconds, the share affected in percent (an
    index of `shares`), and whether each was planned.
    """

    starts: array[int]
    ends: array[int]
    affected: array[int]
    planned: bytearray
    shares: list[Decimal]

    def by_start(self) -> list[int]:
        """The places of all outages, the earliest first."""
        return sorted(range(len(self.starts)), key=self.starts.__getitem__)


def read_outages(context: Context) -> OutageList:
    """All outages that can be used; the others are counted with their reasons."""
    found = OutageList(array("q"), array("q"), array("L"), bytearray(), [])
    known: dict[Decimal, int] = {}
    for row in context.rows():
        try:
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
    return found


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
    if end < start:
        raise CellError("the outage ends before it starts")
    if end == start:
        raise CellError("the outage ends when it starts")
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


def outage_windows(context: Context, outages: OutageList) -> tuple[tuple[HistoryWindow, ...], TypicalIncidents | None]:
    """The value of each window, windows without an outage among them, and the incidents of a usual year.

    Raises TableFileError where the level is not measured from outages.
    """
    if not outages.starts and context.answers.first is None:
        return (), None
    order = outages.by_start()
    first = outages.starts[order[0]] if order else 0
    spans = context.windows(first, max(outages.ends, default=1) - 1).spans
    found = _Reckoned()
    for number, (span, places) in enumerate(_by_window(spans, outages, order)):
        if number % 20 == 0:
            context.progress(0.9 + 0.1 * number / len(spans), "Reckoning the windows")
        _reckon(context, span, places, outages, found)
    if found.started < len(order):
        context.notes.append(_OUTSIDE.of(len(order) - found.started))
    days = (spans[-1].end.date() - spans[0].start.date()).days
    is_per_incident = context.level.window.kind is WindowKind.PER_INCIDENT
    return tuple(found.incidents if is_per_incident else found.windows), _typical(context, found.repairs, days)


class _Reckoned:
    """What has been reckoned so far: windows, single incidents, repair times in minutes, own values of windows."""

    def __init__(self) -> None:
        self.windows: list[HistoryWindow] = []
        self.incidents: list[HistoryWindow] = []
        self.repairs: list[Decimal] = []
        self.previous: list[Decimal] = []
        self.started = 0


def _reckon(context: Context, span: Span, places: list[int], outages: OutageList, found: _Reckoned) -> None:
    setting = _setting(context, span, places, outages, tuple(found.previous))
    downtime = None
    if not setting.is_per_incident:
        value = _value(setting, span)
        downtime = value.downtime
        if value.number is not None:
            found.windows.append(HistoryWindow(span.start.date(), value.number))
        else:
            context.notes.append(f"The window from {span.start.date()} has no value by the level's definition.")
        if isinstance(context.level.statistic, RollingMean):
            own = own_value(setting)
            found.previous += [] if own is None else [own]
    first = micros_of(span.start)
    found.started += sum(outages.starts[place] >= first for place in places)
    if downtime is not None:
        counted: Iterable[Stretch] = downtime.stretches
    else:
        listed = (stretch_of(outage, setting, setting.place) for outage in setting.reading.outages or ())
        counted = (stretch for stretch in listed if counts(stretch, setting))
    for stretch in counted:
        if stretch.span is not None and micros_of(stretch.span.start) >= first:
            _add_repair(setting, stretch, stretch.span, found)


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
    planned = outages.planned[place] and not context.agreement.expectations.maintenance.counts_as_downtime
    return Outage(
        start=iso(outages.starts[place]),
        end=iso(outages.ends[place]),
        affected_percent=outages.shares[outages.affected[place]],
        excluded="planned maintenance" if planned else "",
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


def _value(setting: Setting, span: Span) -> Value:
    try:
        return measured_value(setting)
    except SlaWizardError as problem:
        raise TableFileError(
            f"The window from {span.start.date()} cannot be reckoned: {problem.what}", remedy=problem.remedy
        ) from problem


def _add_repair(setting: Setting, stretch: Stretch, span: Span, found: _Reckoned) -> None:
    """What one outage that counts took of the service hours."""
    minutes = incident_minutes(stretch, setting)
    if minutes > 0:
        found.repairs.append(minutes)
    if setting.is_per_incident:
        value = convert(minutes, "minutes", setting.unit)
        value = convert(minutes, "service_minutes", setting.unit) if value is None else value
        if value is not None:
            found.incidents.append(HistoryWindow(span.start.date(), value))


def _typical(context: Context, repairs: list[Decimal], days: int) -> TypicalIncidents | None:
    if days <= 0:
        return None
    a_year = half_up(Decimal(len(repairs)) * _YEAR_DAYS / days, 2)
    if not repairs:
        return TypicalIncidents(context.level.id, ZERO)
    usual, long = (half_up(nearest_rank(repairs, Decimal(p)), 2) for p in (50, 90))
    context.understood.append(f"{_COUNT.of(len(repairs))}, in {days} days.")
    return TypicalIncidents(
        context.level.id, a_year, Duration(usual, TimeUnit.MINUTES), Duration(long, TimeUnit.MINUTES)
    )
