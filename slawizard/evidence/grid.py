"""The measurement windows of a level over a time, one after the other, by the level's own definition."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.analysis.windows import MONTHS_IN, Span, local_midnight, window_span
from slawizard.errors import TableFileError

MOST_WINDOWS = 6000
"""A draft keeps no more windows of one level: sixteen years of days."""

_ONE_DAY = dt.timedelta(days=1)
_FIXED = (WindowKind.FIXED_DAYS, WindowKind.SLIDING)


class Grid(msgspec.Struct, frozen=True):
    """Windows one after the other: `spans`, in order, without a gap."""

    spans: tuple[Span, ...]

    @property
    def days(self) -> int:
        """The days from the beginning of the first to the end of the last."""
        return (self.spans[-1].end.date() - self.spans[0].start.date()).days


def check_window(window: MeasurementWindow, where: str) -> None:
    """Raise TableFileError for windows of which a history cannot be kept."""
    if window.kind in (WindowKind.CLOCK_HOUR, WindowKind.TERM):
        what = "the single clock hour" if window.kind is WindowKind.CLOCK_HOUR else "the whole term"
        raise TableFileError(
            f"The level is measured over {what}: a history by days cannot be kept of it.",
            where=where,
            remedy="Choose a level that is measured by the day, week, month, quarter or year.",
        )


def start_of(window: MeasurementWindow, day: dt.date) -> dt.date:
    """The first day of the window that a day lies in; the day itself where windows may begin on any."""
    kind = window.kind
    if kind is WindowKind.WEEK:
        return day - dt.timedelta(days=day.weekday())
    if kind is WindowKind.BILLING_MONTH:
        month = day.replace(day=1) if day.day >= window.starts_on else (day.replace(day=1) - _ONE_DAY)
        return month.replace(day=window.starts_on)
    if kind in MONTHS_IN:
        back = (day.month - window.year_starts) % 12 % MONTHS_IN[kind] if kind is not WindowKind.CALENDAR_MONTH else 0
        months = day.year * 12 + day.month - 1 - back
        return dt.date(months // 12, months % 12 + 1, 1)
    return day


def grid(window: MeasurementWindow, zone: ZoneInfo, first: dt.date, last: dt.date, *, whole: bool, where: str) -> Grid:
    """The windows from `first` to `last`, both days included.

    `whole`: only those that lie wholly in that time; else also the ones that the two days lie in. Raises
    TableFileError when there is none, or there are too many; CalculationError for a window of unknown length.
    """
    if window.kind in _FIXED:
        window = msgspec.structs.replace(window, kind=WindowKind.FIXED_DAYS)
    span = window_span(window, local_midnight(start_of(window, first), zone))
    if whole and span.start.date() < first:
        span = window_span(window, span.end)
    found: list[Span] = []
    while span.end.date() - _ONE_DAY <= last or (not whole and span.start.date() <= last):
        found.append(span)
        if len(found) > MOST_WINDOWS:
            raise TableFileError(
                f"From {first} to {last} there are more than {MOST_WINDOWS:,} windows; a draft keeps no more.",
                where=where,
                remedy="Give a shorter time.",
            )
        span = window_span(window, span.end)
    if not found:
        raise TableFileError(
            f"No whole window lies between {first} and {last}.", where=where, remedy="Give a longer time."
        )
    return Grid(tuple(found))
