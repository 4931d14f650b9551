"""Service hours: how many minutes of them lie in a stretch of time, and when a time that runs on them is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, Duration, HoursCalendar, HoursSpan, TimeUnit
from slawizard.analysis.windows import Span, add_calendar, local_midnight, minutes_between, zone_of
from slawizard.errors import CalculationError

ONE_DAY = dt.timedelta(days=1)
LONGEST_SEARCH_DAYS = 3660
"""Ten years: hours that do not come within them never come."""


@lru_cache(maxsize=512)
def public_holidays(code: str, year: int) -> frozenset[dt.date]:
    """The public holidays of a country, or of a part of it ("DE-BE"), in a year; none for an empty code.

    Source: the `holidays` library. Raises CalculationError for a code it does not know.
    """
    if not code:
        return frozenset()
    import holidays

    country, _, part = code.partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=part or None, years=year))
    except (NotImplementedError, KeyError, AttributeError) as problem:
        raise CalculationError(
            f"There is no holiday calendar for “{code}”.", remedy="Use an ISO 3166 code such as DE, DE-BE or US-CA."
        ) from problem


def working_week(agreement: Agreement) -> HoursCalendar:
    """The hours whose days are Working Days where the text names none: Support Hours, unless there are none or they
    never end.

    Working Days are then Monday to Friday, without the public holidays of the one place whose holidays the agreement's
    hours leave out. Where they name no place, or several, the clause speaks of the Provider's address. That is prose:
    its holidays are not left out here.
    """
    objectives = agreement.objectives
    hours = agreement.calendar(objectives.support_hours)
    if hours is not None and not hours.is_continuous:
        return hours
    named = {one.holidays_of for one in objectives.calendars if one.holidays_of}
    every_day = hours or agreement.calendar(objectives.service_hours)
    return HoursCalendar(
        "working-days",
        name="Working Days",
        time_zone=every_day.time_zone if every_day else "",
        spans=(HoursSpan(WORKWEEK, dt.time(0), dt.time(0)),),
        holidays_of=named.pop() if len(named) == 1 else "",
    )


def is_working_day(calendar: HoursCalendar, day: dt.date) -> bool:
    """Whether any of the calendar's hours begin on this day."""
    if day in calendar.own_holidays or day in public_holidays(calendar.holidays_of, day.year):
        return False
    weekday = WEEKDAYS[day.weekday()]
    return any(weekday in span.days for span in calendar.spans)


@lru_cache(maxsize=8192)
def hours_of_day(calendar: HoursCalendar, day: dt.date) -> tuple[Span, ...]:
    """The stretches of service hours that begin on a day, in order, joined where they touch."""
    if not is_working_day(calendar, day):
        return ()
    weekday, zone = WEEKDAYS[day.weekday()], zone_of(calendar.time_zone)
    found = sorted(
        (_on_day(span, day, zone.key) for span in calendar.spans if weekday in span.days), key=lambda span: span.start
    )
    joined: list[Span] = []
    for span in found:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _on_day(span: HoursSpan, day: dt.date, zone_name: str) -> Span:
    zone = zone_of(zone_name)
    last_day = day + ONE_DAY if span.end <= span.start else day
    return Span(dt.datetime.combine(day, span.start, zone), dt.datetime.combine(last_day, span.end, zone))


def stretches(calendar: HoursCalendar, start: dt.datetime) -> Iterator[Span]:
    """The stretches of service hours from `start` on, cut there, without overlaps; ends after ten years."""
    zone = zone_of(calendar.time_zone)
    reached = start.astimezone(zone)
    day = reached.date() - ONE_DAY
    for _ in range(LONGEST_SEARCH_DAYS):
        for span in hours_of_day(calendar, day):
            begin = max(span.start.astimezone(dt.UTC), reached.astimezone(dt.UTC))
            if begin < span.end.astimezone(dt.UTC):
                yield Span(begin.astimezone(zone), span.end)
                reached = span.end
        day += ONE_DAY


def service_minutes(calendar: HoursCalendar | None, start: dt.datetime, end: dt.datetime) -> Decimal:
    """Minutes of the calendar's hours from `start` up to `end` (both aware); every minute counts without a calendar."""
    if calendar is None or calendar.is_continuous:
        return max(minutes_between(start, end), Decimal(0))
    # Local times of one zone compare by the clock on the wall, which shows an hour twice in autumn: only UTC is a key.
    return _minutes_of_hours(calendar, start.astimezone(dt.UTC), end.astimezone(dt.UTC))


@lru_cache(maxsize=4096)
def _minutes_of_hours(calendar: HoursCalendar, start: dt.datetime, last: dt.datetime) -> Decimal:
    total = Decimal(0)
    for span in stretches(calendar, start):
        if span.start.astimezone(dt.UTC) >= last:
            break
        total += minutes_between(span.start, min(span.end.astimezone(dt.UTC), last))
    return total


def add_duration(moment: dt.datetime, duration: Duration, calendar: HoursCalendar | None) -> dt.datetime:
    """When a duration that begins at `moment` (aware) is over.

    Hours and shorter run in real time; days and longer keep the local time of day; service hours run inside the
    calendar's hours; *n* working days end with the n-th working day after that of `moment`, at 24:00.

    Raises CalculationError where there is no calendar for these, or its hours never come.
    """
    if not duration.unit.runs_on_service_hours:
        return add_calendar(moment, duration)
    if calendar is None or not calendar.spans:
        raise CalculationError("A time in service hours or working days needs hours to run on.")
    if duration.unit is TimeUnit.WORKING_DAYS:
        return _end_of_working_day(moment, duration.amount, calendar)
    left = (duration.seconds or Decimal(0)) / 60
    if left > LONGEST_SEARCH_DAYS * 24 * 60:
        raise CalculationError("A time limit is longer than any calendar.")
    for span in stretches(calendar, moment):
        if span.minutes >= left:
            later = span.start.astimezone(dt.UTC) + dt.timedelta(microseconds=int(left * 60_000_000))
            return later.astimezone(span.start.tzinfo)
        left -= span.minutes
    raise CalculationError(f"The hours “{calendar.name or calendar.id}” never come.")


def _end_of_working_day(moment: dt.datetime, count: Decimal, calendar: HoursCalendar) -> dt.datetime:
    if count != int(count):
        raise CalculationError("A part of a working day cannot be laid on a calendar.", remedy="Use service hours.")
    if count > LONGEST_SEARCH_DAYS:
        raise CalculationError("A time limit is longer than any calendar.")
    left = int(count)
    day = moment.astimezone(zone_of(calendar.time_zone)).date()
    for _ in range(LONGEST_SEARCH_DAYS):
        if left <= 0 and is_working_day(calendar, day):
            return end_of_day(day, calendar.time_zone)
        day += ONE_DAY
        left -= is_working_day(calendar, day)
    raise CalculationError(f"The hours “{calendar.name or calendar.id}” never come.")


def days_late(deadline: dt.datetime, done: dt.datetime) -> Decimal:
    """Calendar days after the day of the deadline, up to that of the completion; at 00:00 the day before ends.

    A service promised for Wednesday and given on Thursday is one day late.
    """
    zone = deadline.tzinfo
    last_day = (deadline - dt.timedelta(microseconds=1)).date()
    return Decimal(max(0, (done.astimezone(zone).date() - last_day).days))


def end_of_day(day: dt.date, zone_name: str) -> dt.datetime:
    """The instant at which a local day is over."""
    return local_midnight(day + ONE_DAY, zone_of(zone_name))
