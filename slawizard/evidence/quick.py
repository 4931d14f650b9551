"""What very many tickets took, and whether they kept their time: the answers of `judge_item`, without one by one."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from slawizard.agreement.metrics import ClockStart, SeverityTime
from slawizard.agreement.quantities import HoursCalendar, TimeUnit
from slawizard.analysis.items import Judged, clock_calendar, judge_item
from slawizard.analysis.measured import Item
from slawizard.analysis.miss import unit_scale
from slawizard.analysis.service_time import LONGEST_SEARCH_DAYS, is_working_day, stretches
from slawizard.analysis.setting import Setting, named_calendar
from slawizard.analysis.windows import zone_of
from slawizard.evidence.instants import iso, micros_of, moment

_MINUTE = 60_000_000
_DAYS: dict[str, Decimal] = {TimeUnit.DAYS: Decimal(1), TimeUnit.WEEKS: Decimal(7)}
_CLOCK_UNITS = frozenset(("seconds", "minutes", "hours", "service_minutes", "service_hours"))


class ServiceClock:
    """How much of a calendar's hours lies between two instants from `first` to `last`, all in microseconds."""

    def __init__(self, calendar: HoursCalendar, first: int, last: int) -> None:
        self._starts, self._ends, self._before = array("q"), array("q"), array("q")
        self._total = 0
        start, end = moment(first, zone_of("")), moment(last, zone_of(""))
        while start <= end:
            # The search for hours ends after ten years: a longer time is gone through in pieces.
            until = min(end, start + dt.timedelta(days=LONGEST_SEARCH_DAYS // 2))
            self._add(calendar, start, until)
            start = until + dt.timedelta(microseconds=1)

    def _add(self, calendar: HoursCalendar, first: dt.datetime, last: dt.datetime) -> None:
        limit = micros_of(last) + 1
        for span in stretches(calendar, first):
            start, end = micros_of(span.start), min(micros_of(span.end), limit)
            if start >= limit:
                return
            self._starts.append(start)
            self._ends.append(end)
            self._before.append(self._total)
            self._total += end - start

    def between(self, start: int, end: int) -> int:
        """The hours from `start` up to `end`."""
        return self._until(end) - self._until(start)

    def _until(self, at: int) -> int:
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return 0
        return self._before[place] + min(at, self._ends[place]) - self._starts[place]


class WorkingDays:
    """How many working days of a calendar lie after one day, up to another; both as ordinals."""

    def __init__(self, calendar: HoursCalendar, first: dt.date, last: dt.date) -> None:
        self._first = first.toordinal()
        self._until = array("l")
        total = 0
        for day in range(self._first, last.toordinal() + 1):
            total += is_working_day(calendar, dt.date.fromordinal(day))
            self._until.append(total)

    def between(self, start: int, end: int) -> int:
        """The working days after `start` up to `end`, and the next one where `end` is a day off."""
        if end <= start:
            return 0
        place = end - self._first
        is_off = self._until[place] == self._until[place - 1]
        return self._until[place] - self._until[start - self._first] + is_off


class _Bound(msgspec.Struct, frozen=True):
    """The time that a ticket may take, and how what it took is found: in parts of a unit, of which `scale` are one."""

    limit: Decimal
    scale: Decimal
    is_strict: bool
    passed: Callable[[int, int], int]


class QuickJudge:
    """Judges tickets opened and done between two instants; None for a bound that must be judged singly."""

    def __init__(self, first: int, last: int) -> None:
        self._range = (first, max(first, last) + 2 * _MINUTE)
        self._bounds: dict[tuple[str, bool], _Bound | None] = {}
        self._clocks: dict[HoursCalendar, ServiceClock] = {}
        self._support: dict[str, ServiceClock | None] = {}

    def kept(self, severity: str, opened: int, done: int, setting: Setting) -> bool | None:
        """Whether a ticket kept its time. `setting` is any of its level."""
        bound = self._bound_of(severity, opened, done, setting)
        if bound is None:
            return None
        passed = bound.passed(opened, done)
        return passed < bound.limit or (passed == bound.limit and not bound.is_strict)

    def taken(self, severity: str, opened: int, done: int, setting: Setting) -> Decimal | None:
        """The time a ticket took, in the unit of its bound."""
        bound = self._bound_of(severity, opened, done, setting)
        return None if bound is None else bound.passed(opened, done) / bound.scale

    def _bound_of(self, severity: str, opened: int, done: int, setting: Setting) -> _Bound | None:
        if severity not in self._support:
            self._support[severity] = self._support_of(severity, opened, done, setting)
        support = self._support[severity]
        key = severity, support is not None and not support.between(opened, opened + _MINUTE)
        if key not in self._bounds:
            item = Item(opened=iso(opened), done=iso(done), severity=severity, after_hours=key[1])
            self._bounds[key] = self._bound(judge_item(item, setting, setting.place), setting)
        return self._bounds[key]

    def _support_of(self, severity: str, opened: int, done: int, setting: Setting) -> ServiceClock | None:
        """The hours outside which a severity has another time; None where it has not."""
        own = judge_item(Item(opened=iso(opened), done=iso(done), severity=severity), setting, setting.place).severity
        is_response = setting.level.severity_time is SeverityTime.RESPONSE
        if not is_response or own is None or own.after_hours_response is None:
            return None
        name = own.calendar or setting.agreement.objectives.support_hours
        return self._clock(named_calendar(setting.agreement, name))

    def _bound(self, judged: Judged, setting: Setting) -> _Bound | None:
        target = judged.target
        if target is None or target.value is None or target.due_date:
            return None
        if setting.level.clock.start is ClockStart.PROMISED_DATE:
            return None
        unit = target.unit or setting.level.unit
        calendar = clock_calendar(target, judged.severity, setting, unit, after_hours=judged.after_hours)
        if unit in (TimeUnit.DAYS, TimeUnit.WEEKS):
            found: tuple[Decimal, Callable[[int, int], int]] = _DAYS[unit], _days(setting)
        elif unit == TimeUnit.WORKING_DAYS and calendar is not None:
            found = Decimal(1), self._working_days(calendar, setting)
        elif unit in _CLOCK_UNITS and (seconds := unit_scale(unit)) is not None:
            clock = self._clock(calendar)
            found = seconds * 1_000_000, _passed if clock is None else clock.between
        else:
            return None
        scale, passed = found
        return _Bound(target.value * scale, scale, target.strict, passed)

    def _working_days(self, calendar: HoursCalendar, setting: Setting) -> Callable[[int, int], int]:
        zone = setting.zone
        days = WorkingDays(calendar, *(moment(each, zone).date() for each in self._range))
        return lambda start, end: days.between(_ordinal(start, zone), _ordinal(end, zone))

    def _clock(self, calendar: HoursCalendar | None) -> ServiceClock | None:
        if calendar is None or calendar.is_continuous:
            return None
        if calendar not in self._clocks:
            self._clocks[calendar] = ServiceClock(calendar, *self._range)
        return self._clocks[calendar]


def _ordinal(micros: int, zone: ZoneInfo) -> int:
    return moment(micros, zone).toordinal()


def _days(setting: Setting) -> Callable[[int, int], int]:
    """Days by the dates at the level's place."""
    zone = setting.zone
    return lambda start, end: _ordinal(end, zone) - _ordinal(start, zone)


def _passed(start: int, end: int) -> int:
    return end - start
