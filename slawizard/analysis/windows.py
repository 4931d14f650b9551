"""Measurement windows on the calendar: where each begins and ends, in its time zone, with the clocks' changes."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.errors import CalculationError

MONTHS_IN: dict[WindowKind, int] = {
    WindowKind.CALENDAR_MONTH: 1,
    WindowKind.BILLING_MONTH: 1,
    WindowKind.QUARTER: 3,
    WindowKind.YEAR: 12,
}
DEFAULT_FIXED_DAYS = 30


class Span(msgspec.Struct, frozen=True, gc=False):
    """A stretch of time from `start` up to but excluding `end`; both aware, in the window's time zone."""

    start: dt.datetime
    end: dt.datetime

    @property
    def minutes(self) -> Decimal:
        """Its real length in minutes, clock changes included: March 2026 in Berlin has 44,580."""
        return minutes_between(self.start, self.end)

    @property
    def days(self) -> Decimal:
        """Calendar days in it, by the local dates."""
        return Decimal((self.end.date() - self.start.date()).days)


def minutes_between(start: dt.datetime, end: dt.datetime) -> Decimal:
    """Real minutes from one aware instant to another, exact to the microsecond."""
    passed = end.astimezone(dt.UTC) - start.astimezone(dt.UTC)
    return Decimal(passed.days * 86400 + passed.seconds) / 60 + Decimal(passed.microseconds) / 60_000_000


@lru_cache(maxsize=64)
def zone_of(name: str) -> ZoneInfo:
    """The time zone with this IANA name; UTC for an empty one. Raises CalculationError for a name nobody knows."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise CalculationError(
            f"There is no time zone called “{name}”.", remedy="Use a name such as Europe/Berlin."
        ) from problem


def local_midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The instant at which a local day begins."""
    return dt.datetime.combine(day, dt.time(0), zone)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_calendar(moment: dt.datetime, duration: Duration) -> dt.datetime:
    """A later moment: days, weeks, months and years keep the local time; shorter units run in real time.

    `moment` is aware. Raises CalculationError for a part of a month or year, for units of service hours, and for times
    beyond the year 9999.
    """
    try:
        return _added(moment, duration)
    except (OverflowError, ValueError) as problem:
        raise CalculationError("A time limit is longer than any calendar.") from problem


def _added(moment: dt.datetime, duration: Duration) -> dt.datetime:
    seconds, unit = duration.seconds, duration.unit
    if unit in (TimeUnit.DAYS, TimeUnit.WEEKS) and seconds is not None and duration.amount == int(duration.amount):
        return moment + dt.timedelta(days=int(duration.amount) * (7 if unit is TimeUnit.WEEKS else 1))
    if seconds is not None and not unit.runs_on_service_hours:
        later = moment.astimezone(dt.UTC) + dt.timedelta(microseconds=int(seconds * 1_000_000))
        return later.astimezone(moment.tzinfo)
    if unit in (TimeUnit.MONTHS, TimeUnit.YEARS) and duration.amount == int(duration.amount):
        months = int(duration.amount) * (12 if unit is TimeUnit.YEARS else 1)
        return dt.datetime.combine(add_months(moment.date(), months), moment.timetz())
    raise CalculationError(
        "A part of a month, of a year or of a working day cannot be laid on a calendar.", remedy="Use a whole number."
    )


def window_span(window: MeasurementWindow, start: dt.datetime) -> Span:
    """The window that begins at `start` (aware, local). Raises CalculationError where none of its kind begins there."""
    problem = _misplaced(window, start)
    if problem:
        raise CalculationError(f"No {_KIND_WORDS[window.kind]} begins on {start:%Y-%m-%d %H:%M}: {problem}.")
    if window.kind in MONTHS_IN:
        end = local_midnight(add_months(start.date(), MONTHS_IN[window.kind]), _zone(start))
    elif window.kind is WindowKind.CLOCK_HOUR:
        end = add_calendar(start, Duration(Decimal(1), TimeUnit.HOURS))
    else:
        end = add_calendar(start, _length(window))
    return Span(start, end)


def _zone(moment: dt.datetime) -> ZoneInfo:
    return moment.tzinfo if isinstance(moment.tzinfo, ZoneInfo) else ZoneInfo("UTC")


def _length(window: MeasurementWindow) -> Duration:
    if window.kind is WindowKind.WEEK:
        return Duration(Decimal(1), TimeUnit.WEEKS)
    if window.kind in (WindowKind.FIXED_DAYS, WindowKind.SLIDING, WindowKind.TERM) and window.length is not None:
        return window.length
    if window.kind is WindowKind.FIXED_DAYS:
        return Duration(Decimal(DEFAULT_FIXED_DAYS), TimeUnit.DAYS)
    if window.kind in (WindowKind.DAY, WindowKind.PER_INCIDENT):
        return Duration(Decimal(1), TimeUnit.DAYS)
    raise CalculationError(f"The length of the {_KIND_WORDS[window.kind]} is not given.")


_KIND_WORDS: dict[WindowKind, str] = {
    WindowKind.CLOCK_HOUR: "clock hour",
    WindowKind.DAY: "day",
    WindowKind.WEEK: "week",
    WindowKind.CALENDAR_MONTH: "calendar month",
    WindowKind.BILLING_MONTH: "billing month",
    WindowKind.FIXED_DAYS: "period of days",
    WindowKind.QUARTER: "quarter",
    WindowKind.YEAR: "year",
    WindowKind.SLIDING: "sliding window",
    WindowKind.PER_INCIDENT: "day",
    WindowKind.TERM: "term",
}


def _misplaced(window: MeasurementWindow, start: dt.datetime) -> str:
    """Why no window of this kind can begin here, or nothing."""
    kind = window.kind
    if kind is WindowKind.CLOCK_HOUR:
        return "a clock hour begins at minute 0" if (start.minute, start.second) != (0, 0) else ""
    if kind in (WindowKind.SLIDING, WindowKind.PER_INCIDENT):
        return ""
    if start.time() != dt.time(0):
        return "it begins at 00:00"
    if kind is WindowKind.WEEK:
        return "a week begins on a Monday" if start.weekday() else ""
    if kind is WindowKind.BILLING_MONTH:
        return f"the billing month begins on day {window.starts_on}" if start.day != window.starts_on else ""
    if kind in MONTHS_IN and start.day != 1:
        return "it begins on the first day of a month"
    shift = (start.month - window.year_starts) % 12
    if kind in (WindowKind.QUARTER, WindowKind.YEAR) and shift % MONTHS_IN[kind]:
        return f"the year begins in month {window.year_starts}"
    return ""
