"""Where a reading stands: its service level, its window on the calendar, its cell, and the hours that count."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Coordinate, ServiceLevel, Severity, Target, WindowKind
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.cells import cell_words, lies_in
from slawizard.analysis.measured import MeasuredWindow, Reading
from slawizard.analysis.moments import parse_moment
from slawizard.analysis.service_time import service_minutes
from slawizard.analysis.windows import Span, add_calendar, local_midnight, window_span, zone_of
from slawizard.errors import CalculationError, MeasuredFileError

if TYPE_CHECKING:
    from slawizard.analysis.outages import Downtime

SEVERITY = "severity"
"""The name of the dimension that a severity is a coordinate of."""

Cell = tuple[Coordinate, ...]


class Setting(msgspec.Struct, frozen=True, gc=False):
    """All that is needed to judge one reading. `span` is the whole window, `part` what of it the service ran in.

    `place` names the reading in the measured file, for errors. `target` is the row that applies (None: there is none),
    its value filled in where the reading gives it; `unit` is that of the value and the target. `downtime`: that of the
    reading's outages, where it has been reckoned already.
    """

    agreement: Agreement
    level: ServiceLevel
    reading: Reading
    window: MeasuredWindow
    span: Span
    part: Span
    place: str
    cell: Cell
    target: Target | None
    unit: str
    calendar: HoursCalendar | None
    downtime: Downtime | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that local times of the reading are meant in."""
        found = self.span.start.tzinfo
        return found if isinstance(found, ZoneInfo) else zone_of("")

    @property
    def is_per_incident(self) -> bool:
        """Whether each incident is judged by itself."""
        return self.level.window.kind is WindowKind.PER_INCIDENT

    @property
    def share_of_window(self) -> Decimal:
        """The part of the window that the service ran in, by days: 1 for a whole window."""
        if self.part == self.span or not self.span.days:
            return Decimal(1)
        return self.part.days / self.span.days

    def whole_minutes(self) -> Decimal:
        """Service time of the whole window in minutes; as long as the agreement says, where it fixes it."""
        counts_as = self.level.window.counts_as
        if counts_as is not None and counts_as.seconds is not None:
            return counts_as.seconds / 60
        return service_minutes(self.calendar, self.span.start, self.span.end)

    def agreed_minutes(self) -> Decimal:
        """Service time of the window in minutes, before anything is excluded: of the part that the service ran in,
        unless a part counts as a whole window.
        """
        if self.level.window.part_counts_whole:
            minutes = self.whole_minutes()
        elif self.level.window.counts_as is not None:
            minutes = self.whole_minutes() * self.share_of_window
        else:
            minutes = service_minutes(self.calendar, self.part.start, self.part.end)
        told = self.reading.service_minutes
        if told is not None and told != minutes:
            raise MeasuredFileError(
                f"The file says {told} service minutes; the calendar has {minutes}.",
                where=f"{self.place}.service_minutes",
            )
        return minutes


def hours_of(agreement: Agreement, level: ServiceLevel, target: Target | None) -> HoursCalendar | None:
    """The hours a level is measured in: those of the target, of the level, or the service hours; None: all hours."""
    for name in (target.calendar if target else "", level.hours, agreement.objectives.service_hours):
        if name:
            return named_calendar(agreement, name)
    return None


def zone_name_of(agreement: Agreement, level: ServiceLevel, calendar: HoursCalendar | None) -> str:
    """The time zone that a level's local times are meant in: its own, that of its hours (`calendar`), or that of the
    hours in which its clock runs, where all of these are of one zone; empty: none is told.
    """
    if level.time_zone or calendar is not None:
        return level.time_zone or (calendar.time_zone if calendar else "")
    names = [level.clock.calendar]
    if level.severity_time is not None:
        names += [severity.calendar for severity in agreement.metrics.severities]
    zones = {found.time_zone for name in names if name and (found := agreement.calendar(name)) is not None}
    return zones.pop() if len(zones) == 1 else ""


def named_calendar(agreement: Agreement, name: str) -> HoursCalendar:
    """The hours with this id. Raises CalculationError where the agreement has none."""
    found = agreement.calendar(name)
    if found is None:
        raise CalculationError(f"The agreement has no hours called “{name}”.")
    return found


def setting_of(
    agreement: Agreement, window: MeasuredWindow, reading: Reading, place: str, window_place: str
) -> Setting:
    """Find what a reading is about. Raises MeasuredFileError for names the agreement does not have."""
    level = agreement.level(reading.level)
    if level is None:
        known = ", ".join(sorted(each.id for each in agreement.metrics.levels)) or "none"
        raise MeasuredFileError(
            f"The agreement has no service level “{reading.level}”.",
            where=f"{place}.level",
            remedy=f"Its service levels are: {known}.",
        )
    cell = cell_of(agreement, level, reading.where, place)
    row = None if _cells_of_items(level, reading, cell) else pick_target(agreement, level, cell, place)
    target = fill_target(level, row, reading, place)
    calendar = hours_of(agreement, level, target)
    span = _span(agreement, level, calendar, window, window_place)
    unit = (target.unit if target else "") or level.unit
    part = _part(window, span, window_place)
    return Setting(agreement, level, reading, window, span, part, place, cell, target, unit, calendar)


def _cells_of_items(level: ServiceLevel, reading: Reading, cell: Cell) -> bool:
    """Whether it takes the single items to tell which row of the table is meant."""
    return reading.items is not None and len({each.dimension for each in cell}) < len(level.dimensions)


# --- cells and targets ------------------------------------------------------------------------------------------


def find_severity(agreement: Agreement, text: str) -> Severity | None:
    """The severity with this id, or this name."""
    severities = agreement.metrics.severities
    return agreement.severity(text) or next((each for each in severities if each.name == text), None)


def normal(agreement: Agreement, cell: Cell) -> Cell:
    """A cell with each severity by its id."""
    if not cell:
        return ()
    return tuple(_normal_coordinate(agreement, each) if each.dimension.lower() == SEVERITY else each for each in cell)


def _normal_coordinate(agreement: Agreement, coordinate: Coordinate) -> Coordinate:
    severity = find_severity(agreement, coordinate.value)
    return Coordinate(SEVERITY, severity.id if severity else coordinate.value)


def cell_of(agreement: Agreement, level: ServiceLevel, where: dict[str, str], place: str) -> Cell:
    """The coordinates of a reading or item. Raises MeasuredFileError for a dimension or value that the level lacks."""
    if not where:
        return ()
    values = {dimension.name: dimension.values for dimension in level.dimensions}
    for name, value in where.items():
        if name in values and value in values[name]:
            continue
        if name.lower() == SEVERITY and find_severity(agreement, value):
            continue
        known = ", ".join(values.get(name, values))
        what = f"value “{value}” of “{name}”" if name in values else f"dimension “{name}”"
        raise MeasuredFileError(
            f"The service level “{level.id}” has no {what}.",
            where=f"{place}.where",
            remedy=f"It has: {known}." if known else "It has no dimensions.",
        )
    return normal(agreement, tuple(Coordinate(name, value) for name, value in where.items()))


def pick_target(agreement: Agreement, level: ServiceLevel, cell: Cell, place: str) -> Target | None:
    """The row of the table of targets for a cell: the one that names most of it. None for a level without targets.

    Raises MeasuredFileError where no row, or more than one, can be meant.
    """
    if len(level.targets) == 1 and not level.targets[0].where:
        return level.targets[0]
    rows = [(row, normal(agreement, row.where)) for row in level.targets]
    fitting = [(row, where) for row, where in rows if lies_in(where, cell)]
    if not fitting:
        if not rows or level.severity_time is not None:
            return None
        named = "; ".join(cell_words(row.where) for row, _ in rows)
        raise MeasuredFileError(
            f"No target of “{level.id}” is for {cell_words(cell) or 'a reading without “where”'}.",
            where=f"{place}.where",
            remedy=f"Targets are for: {named}.",
        )
    most = max(len(where) for _, where in fitting)
    closest = [row for row, where in fitting if len(where) == most]
    if len(closest) > 1:
        raise MeasuredFileError(
            f"More than one target of “{level.id}” is for {cell_words(cell) or 'every reading'}.",
            where=f"{place}.where",
        )
    return closest[0]


def fill_target(level: ServiceLevel, target: Target | None, reading: Reading, place: str) -> Target | None:
    """The target with the figure that the reading gives, where the agreement leaves it open.

    Raises MeasuredFileError where the agreement says another figure.
    """
    if reading.target is None:
        return target
    if target is None or (target.value is None and not target.words and not target.due_date):
        return msgspec.structs.replace(target or Target(), value=reading.target)
    if target.value != reading.target:
        raise MeasuredFileError(
            f"The file gives the target {reading.target}, the agreement {target.value}, for “{level.id}”.",
            where=f"{place}.target",
        )
    return target


# --- the window on the calendar ---------------------------------------------------------------------------------


def _span(
    agreement: Agreement, level: ServiceLevel, calendar: HoursCalendar | None, window: MeasuredWindow, place: str
) -> Span:
    zone = zone_of(zone_name_of(agreement, level, calendar))
    start = parse_moment(window.start, zone, f"{place}.start").at
    kind = level.window
    if kind.kind is WindowKind.TERM and kind.length is None:
        kind = msgspec.structs.replace(kind, length=agreement.frame.term)
    try:
        return window_span(kind, start)
    except CalculationError as problem:
        raise MeasuredFileError(
            f"{problem.what.rstrip('.')} (service level “{level.id}”).", where=f"{place}.start", remedy=problem.remedy
        ) from problem


def _part(window: MeasuredWindow, span: Span, place: str) -> Span:
    if window.subscribed_from is None and window.subscribed_until is None:
        return span
    zone = zone_of(getattr(span.start.tzinfo, "key", ""))
    start, end = span.start, span.end
    if window.subscribed_from is not None:
        start = max(start, local_midnight(window.subscribed_from, zone))
    if window.subscribed_until is not None:
        end = min(end, local_midnight(window.subscribed_until + dt.timedelta(days=1), zone))
    if start >= end:
        raise MeasuredFileError("The service did not run in this window at all.", where=f"{place}.subscribed_from")
    return Span(start, end)


def in_grace(setting: Setting) -> bool:
    """Whether the window begins in the time at the start in which no credits fall due."""
    frame, grace = setting.agreement.frame, setting.agreement.consequences.grace_period
    if frame.start is None or grace is None:
        return False
    return setting.span.start < add_calendar(local_midnight(frame.start, setting.zone), grace)
