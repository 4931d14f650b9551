"""Measurement windows by the calendar: where each begins, which follows, and what it is called. Knows no widgets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from slawizard.agreement.metrics import WindowKind
from slawizard.gui.widgets.allowance_words import window_start
from slawizard.i18n import _, format_date, interface_locale

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_OF = {WindowKind.QUARTER: 3, WindowKind.YEAR: 12}
_DAYS_OF = {WindowKind.CLOCK_HOUR: 1, WindowKind.DAY: 1, WindowKind.WEEK: 7}


def first_day(kind: WindowKind, day: dt.date) -> dt.date:
    """The first day of the window that `day` lies in; other windows than those of the calendar go by the month."""
    return window_start(kind if kind in {*_MONTHS_OF, *_DAYS_OF} else WindowKind.CALENDAR_MONTH, day)


def moved(kind: WindowKind, start: dt.date, by: int) -> dt.date:
    """The first day of the window so many windows later, or earlier where `by` is negative; stays within the calendar.

    `start` is the first day of a window.
    """
    try:
        if kind in _DAYS_OF:
            return start + dt.timedelta(days=_DAYS_OF[kind] * by)
        year, month = divmod(start.year * 12 + start.month - 1 + _MONTHS_OF.get(kind, 1) * by, 12)
        return dt.date(year, month + 1, 1)
    except (ValueError, OverflowError):
        return start


def run_of(kind: WindowKind, start: dt.date, count: int) -> tuple[dt.date, ...]:
    """The first days of `count` windows in a row, from the one that begins at `start`."""
    return tuple(moved(kind, start, number) for number in range(count))


def last_run(kind: WindowKind, known: Sequence[dt.date], today: dt.date, count: int) -> dt.date:
    """Where a run of `count` windows begins that ends with the last one known; of none, with the last one over."""
    last = first_day(kind, max(known)) if known else moved(kind, first_day(kind, today), -1)
    start = moved(kind, last, 1 - count)
    return max(start, first_day(kind, min(known))) if known else start


def window_name(kind: WindowKind, start: dt.date) -> str:
    """A short name: "Jan 2027", "Jan–Mar 2027", "2027", or the day on which it begins."""
    if kind in _DAYS_OF:
        return format_date(start, interface_locale())
    if kind is WindowKind.YEAR and start.month == 1:
        return str(start.year)
    month = _(_MONTHS[start.month - 1])
    if kind in _MONTHS_OF:
        last = (start.month - 2 + _MONTHS_OF[kind]) % 12
        month = f"{month}–{_(_MONTHS[last])}"
    return f"{month} {start.year}"
