"""The downtime a target allows: exact for a real window, and for a month or year on average."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import ExcludedTime, ServiceLevel, WindowKind
from slawizard.agreement.quantities import HoursCalendar
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.service_time import service_minutes
from slawizard.analysis.windows import MONTHS_IN, Span, local_midnight, window_span, zone_of
from slawizard.analysis.yearly import FIRST_YEAR, MEAN_YEAR_MINUTES, windows_a_year

AVERAGE_MINUTES: dict[WindowKind, Decimal] = {
    WindowKind.CLOCK_HOUR: Decimal(60),
    WindowKind.DAY: Decimal(1440),
    WindowKind.WEEK: Decimal(10080),
    WindowKind.CALENDAR_MONTH: MEAN_YEAR_MINUTES / 12,
    WindowKind.BILLING_MONTH: MEAN_YEAR_MINUTES / 12,
    WindowKind.QUARTER: MEAN_YEAR_MINUTES / 4,
    WindowKind.YEAR: MEAN_YEAR_MINUTES,
}

DAYS_OF_MONTHS: dict[int, tuple[int, int]] = {1: (28, 31), 3: (89, 92), 12: (365, 366)}
"""Days in the shortest and the longest window of so many months."""


class Allowance(msgspec.Struct, frozen=True, gc=False):
    """The downtime allowed in a window, and the service time it is part of; both in minutes, exact."""

    minutes: Decimal
    agreed_minutes: Decimal


def allowance_in(agreed_minutes: Decimal, target_percent: Decimal) -> Allowance:
    """(100 % − target) of the agreed service time."""
    return Allowance(agreed_minutes * (HUNDRED - target_percent) / HUNDRED, agreed_minutes)


def allowance(
    level: ServiceLevel,
    target_percent: Decimal,
    calendar: HoursCalendar | None,
    window_start: dt.date,
    excluded_minutes: Decimal = Decimal(0),
) -> Allowance:
    """The downtime that `target_percent` (0 to 100) allows in the window of `level` that begins on `window_start`.

    The service time is that of `calendar` (None: all hours), less `excluded_minutes` where excluded time leaves the
    denominator. Raises CalculationError where no such window begins on that day, or the time zone is unknown.
    """
    span, counts_as = level_span(level, calendar, window_start), level.window.counts_as
    if counts_as is not None and counts_as.seconds is not None:
        agreed = counts_as.seconds / 60
    else:
        agreed = service_minutes(calendar, span.start, span.end)
    if level.measurement.excluded_time is ExcludedTime.LEAVES_DENOMINATOR:
        agreed -= excluded_minutes
    return allowance_in(max(agreed, Decimal(0)), target_percent)


def level_span(level: ServiceLevel, calendar: HoursCalendar | None, start: dt.date | dt.datetime) -> Span:
    """The window of a level that begins at `start`: in the level's time zone, else that of its hours, else UTC."""
    zone = zone_of(level.time_zone or (calendar.time_zone if calendar else ""))
    if isinstance(start, dt.datetime):
        local = start.replace(tzinfo=zone) if start.tzinfo is None else start.astimezone(zone)
        return window_span(level.window, local)
    return window_span(level.window, local_midnight(start, zone))


def average_allowance(
    level: ServiceLevel, target_percent: Decimal, calendar: HoursCalendar | None = None, year: int = FIRST_YEAR
) -> Decimal | None:
    """Minutes allowed in a window on average; None for a window without an average length.

    With all hours counted, 99.9 % is 43.829 minutes a month: a twelfth of the mean Gregorian year of 365.2425 days.
    With the hours of `calendar`, the average is over the windows of `year`, without its holidays. Raises
    CalculationError for a time zone or holidays nobody knows.
    """
    agreed = AVERAGE_MINUTES.get(level.window.kind)
    if level.window.counts_as is not None or (calendar is not None and not calendar.is_continuous):
        agreed = mean_window_minutes(level, calendar, year)
    return None if agreed is None else allowance_in(agreed, target_percent).minutes


def mean_window_minutes(level: ServiceLevel, calendar: HoursCalendar | None, year: int) -> Decimal | None:
    """The agreed service time of a window on average over a year, in minutes, clock changes and holidays included;
    None for windows of which a year has no fixed number. A length that every window counts as comes first.

    Raises CalculationError for a time zone or holidays nobody knows.
    """
    if level.window.counts_as is not None and level.window.counts_as.seconds is not None:
        return level.window.counts_as.seconds / 60
    count = windows_a_year(level.window)
    if count is None:
        return None
    zone = zone_of(level.time_zone or (calendar.time_zone if calendar else ""))
    first, last = (local_midnight(dt.date(each, 1, 1), zone) for each in (year, year + 1))
    return service_minutes(calendar, first, last) / count


def allowance_range(
    level: ServiceLevel, target_percent: Decimal, calendar: HoursCalendar | None = None
) -> tuple[Decimal, Decimal] | None:
    """The least and the most minutes that a target allows in a window, changes of the clocks aside.

    None where the hours of `calendar` leave some time out, so that windows differ by weekdays and holidays, and for
    windows without a length.
    """
    counts_as, months = level.window.counts_as, MONTHS_IN.get(level.window.kind)
    if counts_as is not None and counts_as.seconds is not None:
        lengths = (counts_as.seconds / 60, counts_as.seconds / 60)
    elif calendar is not None and not calendar.is_continuous:
        return None
    elif months is not None:
        shortest, longest = DAYS_OF_MONTHS[months]
        lengths = (Decimal(shortest * 1440), Decimal(longest * 1440))
    else:
        mean = mean_window_minutes(level, None, FIRST_YEAR)
        if mean is None:
            return None
        lengths = (mean, mean)
    least, most = (allowance_in(length, target_percent).minutes for length in lengths)
    return least, most


def clock_words(minutes: Decimal) -> str:
    """Minutes as "mm:ss", rounded half up to the second: 111.45 is "111:27"."""
    seconds = int(half_up(minutes * 60, 0))
    return f"{seconds // 60}:{seconds % 60:02}"


def time_words(minutes: Decimal) -> str:
    """Minutes as "1 h 48 min 0 s", from the largest unit that counts, rounded half up to the second."""
    seconds = int(half_up(minutes * 60, 0))
    hours, rest = divmod(seconds, 3600)
    parts = [f"{hours:,}\u00a0h"] if hours else []
    if hours or rest >= 60:
        parts.append(f"{rest // 60}\u00a0min")
    return " ".join([*parts, f"{rest % 60}\u00a0s"])
