"""Quantities an agreement is written in: durations, money, calendar spans. Exact, with their unit, never a float."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec


class TimeUnit(StrEnum):
    """A unit of time as contracts use it; the last three run on a service-hours clock."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    SERVICE_MINUTES = "service_minutes"
    SERVICE_HOURS = "service_hours"
    WORKING_DAYS = "working_days"

    @property
    def runs_on_service_hours(self) -> bool:
        """Whether the unit counts only time inside agreed hours or days."""
        return self in (TimeUnit.SERVICE_MINUTES, TimeUnit.SERVICE_HOURS, TimeUnit.WORKING_DAYS)


SECONDS_IN: dict[TimeUnit, int] = {
    TimeUnit.SECONDS: 1,
    TimeUnit.MINUTES: 60,
    TimeUnit.SERVICE_MINUTES: 60,
    TimeUnit.HOURS: 3600,
    TimeUnit.SERVICE_HOURS: 3600,
    TimeUnit.DAYS: 86400,
    TimeUnit.WEEKS: 604800,
}
"""Seconds in each unit that has a fixed length. Months, years and working days have none."""


class Duration(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A length of time. `amount` is zero or more, in `unit`."""

    amount: Decimal
    unit: TimeUnit

    @property
    def seconds(self) -> Decimal | None:
        """Length in seconds, or None for a unit without a fixed length (months, years, working days)."""
        scale = SECONDS_IN.get(self.unit)
        return None if scale is None else self.amount * scale


class Money(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An amount of money; `currency` is an ISO 4217 code."""

    amount: Decimal
    currency: str


class Weekday(StrEnum):
    """A day of the week, in ISO order."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


WEEKDAYS: tuple[Weekday, ...] = tuple(Weekday)
WORKWEEK: tuple[Weekday, ...] = WEEKDAYS[:5]


class HoursSpan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Opening hours on some weekdays, local time, from `start` up to but excluding `end`.

    An `end` at or before `start` is in the next day; both at 00:00 means the whole day.
    """

    days: tuple[Weekday, ...] = WORKWEEK
    start: dt.time = dt.time(9)
    end: dt.time = dt.time(17)


class HoursCalendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A named clock: the hours that count, in a time zone, less public holidays and the parties' own dates.

    `time_zone` is an IANA name. `holidays_of` is an ISO 3166 country, optionally with a subdivision ("DE-BE"); empty:
    none.
    """

    id: str
    name: str = ""
    time_zone: str = "UTC"
    spans: tuple[HoursSpan, ...] = ()
    holidays_of: str = ""
    own_holidays: tuple[dt.date, ...] = ()

    @property
    def is_continuous(self) -> bool:
        """Whether every hour of every day counts (24 × 7, no holidays)."""
        whole_days = {day for span in self.spans if span.start == span.end == dt.time(0) for day in span.days}
        return whole_days == set(WEEKDAYS) and not self.holidays_of and not self.own_holidays
