"""Single items: a ticket's severity and bound, its deadline, the time it took on its clock, and whether it kept it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import ClockStart, Coordinate, Direction, Severity, SeverityTime, ShareWithin, Target
from slawizard.agreement.quantities import Duration, HoursCalendar, TimeUnit
from slawizard.analysis.measured import Item
from slawizard.analysis.miss import ZERO, Miss, compare, convert
from slawizard.analysis.moments import Moment, parse_moment
from slawizard.analysis.service_time import (
    ONE_DAY,
    add_duration,
    days_late,
    end_of_day,
    is_working_day,
    service_minutes,
    working_week,
)
from slawizard.analysis.setting import (
    SEVERITY,
    Cell,
    Setting,
    cell_of,
    fill_target,
    find_severity,
    named_calendar,
    pick_target,
)
from slawizard.analysis.steps import Step
from slawizard.analysis.windows import Span, minutes_between
from slawizard.errors import CalculationError, MeasuredFileError

DAY_UNITS = (TimeUnit.DAYS, TimeUnit.WEEKS, TimeUnit.MONTHS, TimeUnit.YEARS)


class Judged(msgspec.Struct, frozen=True):
    """An item judged: its bound (None: there is none in figures), the miss, and the moment by which it was due.

    `after_hours`: it came outside the hours of its severity, and the time for that case applied.
    """

    miss: Miss
    target: Target | None
    severity: Severity | None
    cell: Cell
    after_hours: bool = False
    deadline: dt.datetime | None = None
    steps: tuple[Step, ...] = ()
    note: str = ""


def judge_item(item: Item, setting: Setting, place: str) -> Judged:
    """One item against its own bound. Raises MeasuredFileError for names and times that cannot be."""
    severity = severity_of(item, setting, place)
    cell = _cell(item, severity, setting, place)
    row = fill_target(
        setting.level, pick_target(setting.agreement, setting.level, cell, place), setting.reading, setting.place
    )
    after_hours = _has_after_hours_time(setting, severity) and _is_after_hours(item, severity, setting, place)
    target = _bound(row, severity, setting, place, after_hours=after_hours)
    unit = (target.unit if target else "") or setting.level.unit
    nothing = Miss(None, unit=unit, direction=_direction(setting))
    blank = Judged(nothing, target, severity, cell, after_hours)
    if target is None or (target.value is None and not target.due_date):
        note = (
            f"The target is in words: {target.words}." if target and target.words else "There is no target in figures."
        )
        return msgspec.structs.replace(blank, note=note)
    if item.taken is not None:
        if item.opened or item.done:
            raise MeasuredFileError("An item gives the time it took, or its dates, not both.", where=place)
        if target.due_date:
            raise MeasuredFileError("The target is a date; the item needs promised and done.", where=place)
        own = setting.level.unit
        given = item.unit or (unit if row is target or own not in set(TimeUnit) else own)
        taken = _taken(item.taken, given, unit, place, may_be_early=_may_be_early(setting))
        return msgspec.structs.replace(blank, miss=compare(taken, target, _direction(setting), unit))
    return _by_dates(item, blank, target, unit, setting, place)


def _direction(setting: Setting) -> Direction:
    """Which side of an item's bound is good; where the level is a share within a time, the shorter time is."""
    is_share = isinstance(setting.level.statistic, ShareWithin)
    return Direction.LOWER if is_share else setting.level.direction


def _may_be_early(setting: Setting) -> bool:
    """Whether a time is counted from a promised one, before which something can be done."""
    return _direction(setting) is Direction.BAND or setting.level.clock.start is ClockStart.PROMISED_DATE


def _taken(taken: Decimal, given: str, unit: str, place: str, *, may_be_early: bool) -> Decimal:
    if taken < 0 and unit in set(TimeUnit) and not may_be_early:
        raise MeasuredFileError("A time cannot be negative.", where=f"{place}.taken")
    found = convert(taken, given, unit)
    if found is None:
        raise MeasuredFileError(
            f"A time in {given} does not tell one in {unit}.", where=f"{place}.taken", remedy="Give opened and done."
        )
    return found


# --- severity and bound -----------------------------------------------------------------------------------------


def severity_of(item: Item, setting: Setting, place: str) -> Severity | None:
    """The item's severity: named, by the priority matrix, or that of the reading; None where nothing tells it."""
    named = item.severity or next((each.value for each in setting.cell if each.dimension == SEVERITY), "")
    if not named and not item.impact and not item.urgency:
        return None
    agreement = setting.agreement
    named = named or _by_matrix(item, setting, place)
    found = find_severity(agreement, named)
    if found is None:
        known = ", ".join(each.id for each in agreement.metrics.severities)
        raise MeasuredFileError(
            f"The agreement has no severity “{named}”.", where=f"{place}.severity", remedy=f"It has: {known or 'none'}."
        )
    return found


def _by_matrix(item: Item, setting: Setting, place: str) -> str:
    matrices = setting.agreement.metrics.matrices
    matrix = next((each for each in matrices if each.environment == item.environment), None)
    if matrix is None:
        raise MeasuredFileError(
            f"There is no priority matrix for “{item.environment or 'every environment'}”.",
            where=f"{place}.environment",
        )
    for cell in matrix.cells:
        if (cell.impact, cell.urgency) == (item.impact, item.urgency):
            return cell.severity
    raise MeasuredFileError(
        f"The priority matrix has no impact “{item.impact}” at urgency “{item.urgency}”.", where=f"{place}.impact"
    )


def _cell(item: Item, severity: Severity | None, setting: Setting, place: str) -> Cell:
    own = cell_of(setting.agreement, setting.level, item.where, place)
    told = {each.dimension: each for each in (*setting.cell, *own)}
    if severity is not None:
        told[SEVERITY] = Coordinate(SEVERITY, severity.id)
    return tuple(told.values())


def _has_after_hours_time(setting: Setting, severity: Severity | None) -> bool:
    is_response = setting.level.severity_time is SeverityTime.RESPONSE
    return is_response and severity is not None and severity.after_hours_response is not None


def _bound(
    row: Target | None, severity: Severity | None, setting: Setting, place: str, *, after_hours: bool
) -> Target | None:
    """The item's bound: the limit of a share within a time, its severity's own time, or the row of the table."""
    level, statistic = setting.level, setting.level.statistic
    limit: Duration | None = statistic.limit if isinstance(statistic, ShareWithin) else None
    if limit is None and level.severity_time is not None:
        if severity is None:
            raise MeasuredFileError("The item's severity is not told.", where=f"{place}.severity")
        limit = severity.after_hours_response if after_hours else getattr(severity, level.severity_time.value)
    if limit is None:
        return None if isinstance(statistic, ShareWithin) else row
    minimum = row.minimum if row is not None else None
    # One unit for all severities, where there can be one: "1 hour" beside "30 minutes" is 60 minutes.
    same = convert(limit.amount, limit.unit.value, level.unit)
    amount, unit = (limit.amount, limit.unit.value) if same is None else (same, level.unit)
    return Target(value=amount, unit=unit, minimum=minimum, calendar=row.calendar if row else "")


def _is_after_hours(item: Item, severity: Severity | None, setting: Setting, place: str) -> bool:
    if item.after_hours is not None:
        return item.after_hours
    name = (severity.calendar if severity else "") or setting.agreement.objectives.support_hours
    if not (name and item.opened):
        raise MeasuredFileError(
            "The item does not tell whether it came after hours.",
            where=f"{place}.after_hours",
            remedy="Say true or false.",
        )
    opened = parse_moment(item.opened, setting.zone, f"{place}.opened").at
    moment = opened + dt.timedelta(minutes=1)
    return service_minutes(named_calendar(setting.agreement, name), opened, moment) == 0


# --- dates ------------------------------------------------------------------------------------------------------


def clock_calendar(
    target: Target, severity: Severity | None, setting: Setting, unit: str, *, after_hours: bool
) -> HoursCalendar | None:
    """The hours an item's clock runs in: beside the target, beside the severity, or the level's own. Without any, units
    of service time run in support hours, and all others in all hours; so does a time for what comes after hours.
    """
    names = [target.calendar, severity.calendar if severity else "", setting.level.clock.calendar]
    if after_hours:
        names = []
    if unit == TimeUnit.WORKING_DAYS and not any((*names, setting.level.hours)):
        return working_week(setting.agreement)
    if unit in set(TimeUnit) and TimeUnit(unit).runs_on_service_hours:
        names += [setting.level.hours, setting.agreement.objectives.support_hours]
    name = next((name for name in names if name), "")
    return named_calendar(setting.agreement, name) if name else None


def _by_dates(item: Item, blank: Judged, target: Target, unit: str, setting: Setting, place: str) -> Judged:
    start = _clock_start(item, target, setting, place)
    if start is None:
        return msgspec.structs.replace(blank, note="The item tells no time yet.")
    calendar = clock_calendar(target, blank.severity, setting, unit, after_hours=blank.after_hours)
    pauses = _pauses(item, setting, place)
    deadline = _deadline(start, target, unit, _with_pauses(calendar, pauses), pauses, place)
    if item.done == "":
        return msgspec.structs.replace(blank, deadline=deadline, note="The item is not done yet.")
    done = parse_moment(item.done, setting.zone, f"{place}.done")
    if done.at < start.at and not (target.due_date or setting.level.clock.start is ClockStart.PROMISED_DATE):
        raise MeasuredFileError("The item was done before it was opened.", where=f"{place}.done")
    miss = _dated_miss(start, done, deadline, target, unit, _with_pauses(calendar, pauses), pauses, setting)
    steps = (Step("Due by {}, done {}.", (_shown(deadline), item.done)),)
    return msgspec.structs.replace(blank, miss=miss, deadline=deadline, steps=steps)


def _shown(moment: dt.datetime) -> str:
    """A deadline as read: one at midnight is the end of the day before."""
    if moment.time() == dt.time(0):
        return f"the end of {moment.date() - ONE_DAY}"
    return f"{moment:%Y-%m-%d %H:%M}"


def _clock_start(item: Item, target: Target, setting: Setting, place: str) -> Moment | None:
    if target.due_date or setting.level.clock.start is ClockStart.PROMISED_DATE:
        if not item.promised:
            if item.done:
                raise MeasuredFileError("The promised date is missing.", where=f"{place}.promised")
            return None
        return parse_moment(item.promised, setting.zone, f"{place}.promised")
    return parse_moment(item.opened, setting.zone, f"{place}.opened") if item.opened else None


def _pauses(item: Item, setting: Setting, place: str) -> list[Span]:
    found = []
    for number, pause in enumerate(item.pauses):
        where = f"{place}.pauses[{number}]"
        span = Span(
            parse_moment(pause.start, setting.zone, f"{where}.start").at,
            parse_moment(pause.end, setting.zone, f"{where}.end").at,
        )
        if span.minutes < 0:
            raise MeasuredFileError("The pause ends before it starts.", where=where)
        found.append(span)
    return found


def _paused_days(pauses: list[Span]) -> set[dt.date]:
    """Each day that a pause touches; a pause that ends at 00:00 does not touch that day."""
    days: set[dt.date] = set()
    for span in pauses:
        day, last = span.start.date(), (span.end - dt.timedelta(microseconds=1)).date()
        while day <= last:
            days.add(day)
            day += ONE_DAY
    return days


def _with_pauses(calendar: HoursCalendar | None, pauses: list[Span]) -> HoursCalendar | None:
    """The calendar in which paused days are no working days."""
    if calendar is None or not pauses:
        return calendar
    days = tuple(sorted({*calendar.own_holidays, *_paused_days(pauses)}))
    return msgspec.structs.replace(calendar, own_holidays=days)


def _deadline(
    start: Moment, target: Target, unit: str, calendar: HoursCalendar | None, pauses: list[Span], place: str
) -> dt.datetime:
    if unit not in set(TimeUnit):
        raise MeasuredFileError(f"Dates do not tell a value in {unit}.", where=place, remedy="Give the value as taken.")
    amount = ZERO if target.due_date or target.value is None else target.value
    zone_name = getattr(start.at.tzinfo, "key", "")
    if TimeUnit(unit) in DAY_UNITS:
        # "Within 15 days" runs to the end of the 15th day after that of the event.
        return end_of_day(add_duration(start.at, Duration(amount, TimeUnit(unit)), None).date(), zone_name)
    if start.is_day and TimeUnit(unit) is not TimeUnit.WORKING_DAYS:
        raise MeasuredFileError(f"A bound in {unit} needs the time of day.", where=f"{place}.opened")
    try:
        if TimeUnit(unit) is TimeUnit.WORKING_DAYS:
            return add_duration(start.at, Duration(amount, TimeUnit(unit)), calendar)
        minutes = (Duration(amount, TimeUnit(unit)).seconds or ZERO) / 60
        return _after_minutes(start.at, minutes, unit, calendar, pauses)
    except CalculationError as problem:
        raise MeasuredFileError(problem.what, where=place, remedy=problem.remedy) from problem


def _after_minutes(
    start: dt.datetime, minutes: Decimal, unit: str, calendar: HoursCalendar | None, pauses: list[Span]
) -> dt.datetime:
    """When so many minutes have run on the clock: in its hours where it has any, and not while it stands still."""
    on_hours = calendar is not None or TimeUnit(unit).runs_on_service_hours
    run = TimeUnit.SERVICE_MINUTES if on_hours else TimeUnit.MINUTES
    end = add_duration(start, Duration(minutes, run), calendar)
    for _ in pauses:  # a pause that moves the end may bring the next one before it
        stood = _paused_minutes(start, end, calendar, pauses)
        end = add_duration(start, Duration(minutes + stood, run), calendar)
    return end


def _paused_minutes(
    start: dt.datetime, end: dt.datetime, calendar: HoursCalendar | None, pauses: list[Span]
) -> Decimal:
    parts = [Span(max(pause.start, start), min(pause.end, end)) for pause in pauses]
    return sum((service_minutes(calendar, part.start, part.end) for part in parts if part.minutes > 0), ZERO)


def _dated_miss(
    start: Moment,
    done: Moment,
    deadline: dt.datetime,
    target: Target,
    unit: str,
    calendar: HoursCalendar | None,
    pauses: list[Span],
    setting: Setting,
) -> Miss:
    bound = ZERO if target.due_date or target.value is None else target.value
    value = _elapsed(start, done, unit, calendar, pauses)
    by = max(value - bound, ZERO)
    late = by if unit == "days" else days_late(deadline, done.at) - _days_after(deadline, done, pauses)
    is_missed = by > 0 or (target.strict and value == bound)
    return Miss(is_missed, value, bound, by, unit, _direction(setting), late_days=max(late, ZERO))


def _days_after(deadline: dt.datetime, done: Moment, pauses: list[Span]) -> Decimal:
    last_day = (deadline - dt.timedelta(microseconds=1)).date()
    return Decimal(sum(last_day < day <= done.at.date() for day in _paused_days(pauses)))


def _elapsed(start: Moment, done: Moment, unit: str, calendar: HoursCalendar | None, pauses: list[Span]) -> Decimal:
    """The time an item took, in its unit: days by the dates, working days by the calendar, the rest by the clock."""
    if TimeUnit(unit) in DAY_UNITS:
        days = Decimal((done.at.date() - start.at.date()).days)
        stood = sum(start.at.date() < day <= done.at.date() for day in _paused_days(pauses))
        per_unit = {TimeUnit.DAYS: 1, TimeUnit.WEEKS: 7}.get(TimeUnit(unit))
        return (days - stood) / per_unit if per_unit else _months(start, done, TimeUnit(unit))
    if TimeUnit(unit) is TimeUnit.WORKING_DAYS and calendar is not None:
        return _working_days(start, done, calendar)
    minutes = service_minutes(calendar, start.at, done.at) if calendar else minutes_between(start.at, done.at)
    minutes -= _paused_minutes(start.at, done.at, calendar, pauses)
    seconds = Duration(Decimal(1), TimeUnit(unit)).seconds or Decimal(60)
    return minutes * 60 / seconds


def _months(start: Moment, done: Moment, unit: TimeUnit) -> Decimal:
    """Full months (or years) passed, and one more where a part of one has begun."""
    months = (done.at.year - start.at.year) * 12 + done.at.month - start.at.month + (done.at.day > start.at.day)
    size = 12 if unit is TimeUnit.YEARS else 1
    return Decimal(-(-months // size))


def _working_days(start: Moment, done: Moment, calendar: HoursCalendar) -> Decimal:
    """Working days after the day of the start, up to the one that the completion falls into."""
    zone = start.at.tzinfo
    day, last = start.at.astimezone(zone).date(), done.at.astimezone(zone).date()
    count = 0
    while day < last:
        day += ONE_DAY
        count += is_working_day(calendar, day)
    # What is done on a day off is done after the working day before it was over: on the next one.
    is_after = last > start.at.date() and not is_working_day(calendar, last)
    return Decimal(count + is_after)


def kept_in_time(setting: Setting) -> list[bool | None]:
    """For each item that counts: whether it was done in time; None where that cannot be told yet."""
    found: list[bool | None] = []
    for number, item in enumerate(setting.reading.items or ()):
        if item.excluded:
            continue
        missed = judge_item(item, setting, f"{setting.place}.items[{number}]").miss.is_missed
        found.append(None if missed is None else not missed)
    return found
