"""The downtime of very many outages: the answers of `downtime_of`, in whole microseconds and without one by one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from slawizard.agreement.metrics import ExcludedTime
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.outages import Downtime, Stretch, downtime_from
from slawizard.analysis.setting import Setting
from slawizard.evidence.instants import micros_of
from slawizard.evidence.quick import ServiceClock

Spans = list[tuple[int, int]]
MINUTE = Decimal(60_000_000)


class QuickDowntime:
    """Downtime by the rules of one level, between `first` and `last`, in microseconds since 1970.

    Only for levels that `can_reckon`: whose downtime is neither counted in intervals nor weighed by the users affected.
    """

    def __init__(self, calendar: HoursCalendar | None, first: int, last: int) -> None:
        is_always = calendar is None or calendar.is_continuous
        self._clock = None if is_always or calendar is None else ServiceClock(calendar, first, last)

    @staticmethod
    def can_reckon(setting: Setting) -> bool:
        """Whether the rules of a level are among those that are reckoned here."""
        rule = setting.level.measurement.outage
        return rule.interval is None and not rule.weighted_by_affected

    def service_micros(self, start: int, end: int) -> int:
        """The service time from `start` to `end`, in microseconds."""
        return end - start if self._clock is None else self._clock.between(start, end)

    def of(self, found: Iterable[tuple[int, int, bool]], setting: Setting) -> Downtime:
        """The downtime of a window from its outages: start, end, and whether it is excluded.

        Raises MeasuredFileError where it cannot be true.
        """
        counted: Spans = []
        excluded: Spans = []
        long_excluded: Spans = []
        seen = 0
        for start, end, is_excluded in found:
            seen += 1
            if is_excluded:
                excluded.append((start, end))
                long_excluded += [(start, end)] if is_long(start, end, setting) else []
            elif is_long(start, end, setting):
                counted.append((start, end))
        first, last = micros_of(setting.part.start), micros_of(setting.part.end)
        out = self._total(excluded, first, last)
        if setting.level.measurement.excluded_time is ExcludedTime.COUNTS_AS_DOWN:
            lost = self._total(counted + long_excluded, first, last)
        else:
            lost = self._total(counted + excluded, first, last) - out
        stretches = tuple(Stretch((end - start) / MINUTE) for start, end in counted)
        return downtime_from(lost / MINUTE, out / MINUTE, stretches, seen, setting)

    def _total(self, spans: Spans, first: int, last: int) -> int:
        """The service time in spans, inside the window; what several cover counts once."""
        total, reached = 0, first
        for start, end in sorted(spans):
            start, end = max(start, reached), min(end, last)
            if start < end:
                total += self.service_micros(start, end)
                reached = end
        return total


def is_long(start: int, end: int, setting: Setting) -> bool:
    """Whether an outage reaches the least length that counts."""
    rule = setting.level.measurement.outage
    if rule.least is None or rule.least.seconds is None:
        return True
    least = rule.least.seconds * 1_000_000
    return end - start > least or (not rule.least_exclusive and end - start == least)
