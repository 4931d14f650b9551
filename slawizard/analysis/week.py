"""The minutes of a week as a set, so that hours, shifts and maintenance windows can be laid over each other."""

from __future__ import annotations

from collections.abc import Iterable

from slawizard.agreement.quantities import WEEKDAYS, HoursSpan

MINUTES_A_DAY = 1440
MINUTES_A_WEEK = 7 * MINUTES_A_DAY
DAY = (1 << MINUTES_A_DAY) - 1
WHOLE_WEEK = (1 << MINUTES_A_WEEK) - 1


def week_minutes(spans: Iterable[HoursSpan]) -> int:
    """The minutes of a week that the spans hold, as a bit set: bit 0 is Monday 00:00 to 00:01. Hours over midnight on
    Sunday go on into Monday.
    """
    minutes = 0
    for span in spans:
        minutes |= span_minutes(span)
    return minutes


def span_minutes(span: HoursSpan) -> int:
    """The minutes of a week that one span holds, as a bit set."""
    start = span.start.hour * 60 + span.start.minute
    end = span.end.hour * 60 + span.end.minute
    length = end - start if end > start else end - start + MINUTES_A_DAY
    run = (1 << length) - 1
    minutes = 0
    for day in span.days:
        shifted = run << (WEEKDAYS.index(day) * MINUTES_A_DAY + start)
        minutes |= (shifted & WHOLE_WEEK) | (shifted >> MINUTES_A_WEEK)
    return minutes
