"""Whether tickets kept their time, for very many of them: the answers of `judge_item`, without one by one."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right

import msgspec

from slawizard.agreement.metrics import ClockStart, SeverityTime, ShareWithin
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.items import clock_calendar, judge_item
from slawizard.analysis.measured import Item
from slawizard.analysis.miss import unit_scale
from slawizard.analysis.service_time import LONGEST_SEARCH_DAYS, stretches
from slawizard.analysis.setting import Setting
from slawizard.analysis.windows import zone_of
from slawizard.evidence.instants import iso, micros_of, moment

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


class _Bound(msgspec.Struct, frozen=True):
    """The time a ticket may take, in microseconds, on a clock; without one, all hours count."""

    limit: int
    clock: ServiceClock | None


class QuickJudge:
    """Judges tickets whose bound is a length of time on a clock; None for any other, which must be judged singly."""

    def __init__(self, first: int, last: int) -> None:
        self._range = (first, last)
        self._bounds: dict[str, _Bound | None] = {}
        self._clocks: dict[HoursCalendar, ServiceClock] = {}

    def kept(self, severity: str, opened: int, done: int, setting: Setting) -> bool | None:
        """Whether a ticket kept its time. `setting` is any of its level."""
        if severity not in self._bounds:
            self._bounds[severity] = self._bound(severity, opened, done, setting)
        bound = self._bounds[severity]
        if bound is None:
            return None
        passed = done - opened if bound.clock is None else bound.clock.between(opened, done)
        return passed <= bound.limit

    def _bound(self, severity: str, opened: int, done: int, setting: Setting) -> _Bound | None:
        level = setting.level
        if not isinstance(level.statistic, ShareWithin) or level.clock.start is ClockStart.PROMISED_DATE:
            return None
        judged = judge_item(Item(opened=iso(opened), done=iso(done), severity=severity), setting, setting.place)
        target, own = judged.target, judged.severity
        if target is None or target.value is None or target.due_date or target.strict:
            return None
        is_response = level.severity_time is SeverityTime.RESPONSE
        if is_response and own is not None and own.after_hours_response is not None:
            return None
        unit = target.unit or level.unit
        scale = unit_scale(unit)
        if unit not in _CLOCK_UNITS or scale is None:
            return None
        limit = target.value * scale * 1_000_000
        if limit != int(limit):
            return None
        return _Bound(int(limit), self._clock(clock_calendar(target, own, setting, unit, after_hours=False)))

    def _clock(self, calendar: HoursCalendar | None) -> ServiceClock | None:
        if calendar is None or calendar.is_continuous:
            return None
        if calendar not in self._clocks:
            self._clocks[calendar] = ServiceClock(calendar, *self._range)
        return self._clocks[calendar]
