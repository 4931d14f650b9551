"""Shift cover, hour by hour over a week: which promised hours nobody works, on ordinary days and on public holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import StaffShift
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WEEKDAYS, HoursCalendar, HoursSpan, Weekday
from slawizard.agreement.wording import span_words
from slawizard.analysis.week import DAY, MINUTES_A_DAY, MINUTES_A_WEEK, WHOLE_WEEK, span_minutes, week_minutes

HOUR = 60


def shifts_of(agreement: Agreement, party: Role = Role.PROVIDER, team: str = "") -> tuple[StaffShift, ...]:
    """The shifts of one party; with `team`, only those of that team, whatever its capital letters."""
    name = team.strip().casefold()
    return tuple(
        shift
        for shift in agreement.expectations.staffing
        if shift.party is party and (not name or shift.team.strip().casefold() == name)
    )


def staffed_minutes(shifts: Iterable[StaffShift], *, on_holiday: bool = False) -> int:
    """The minutes of a week in which somebody is on duty, as a bit set; on a public holiday only those on call are."""
    return week_minutes(
        shift.hours for shift in shifts if (shift.people or 0) > 0 and (shift.on_call or not on_holiday)
    )


def promised_minutes(calendar: HoursCalendar | None, *, on_holiday: bool = False) -> int:
    """The minutes of a week that hours hold, as a bit set: all without hours; none on a holiday that they leave out."""
    if on_holiday and calendar is not None and calendar.holidays_of:
        return 0
    return WHOLE_WEEK if calendar is None else week_minutes(calendar.spans)


def least_people(shifts: Iterable[StaffShift], hours: int) -> int:
    """The fewest people on duty at any minute of `hours` (a bit set) in which anybody is; 0 where nobody ever is."""
    on_duty = {0: hours}
    for shift in shifts:
        works = span_minutes(shift.hours)
        divided: dict[int, int] = {}
        for people, minutes in on_duty.items():
            for count, part in ((people, minutes & ~works), (people + max(shift.people or 0, 0), minutes & works)):
                if part:
                    divided[count] = divided.get(count, 0) | part
        on_duty = divided
    return min((people for people in on_duty if people), default=0)


def hours_of_week(minutes: int) -> tuple[tuple[int, ...], ...]:
    """For each day from Monday and each of its 24 hours, how many minutes (0 to 60) lie in a bit set."""
    full = (1 << HOUR) - 1
    return tuple(
        tuple((minutes >> (day * MINUTES_A_DAY + hour * HOUR) & full).bit_count() for hour in range(24))
        for day in range(len(WEEKDAYS))
    )


def uncovered_hours(agreement: Agreement, *, on_holiday: bool = False) -> tuple[tuple[int, ...], ...] | None:
    """The minutes of each hour of a week (see `hours_of_week`) that the support hours promise and nobody works of the
    provider.

    None where no support hours or no shifts of the provider are entered.
    """
    hours, shifts = agreement.calendar(agreement.objectives.support_hours), shifts_of(agreement)
    if hours is None or not shifts:
        return None
    promised = promised_minutes(hours, on_holiday=on_holiday)
    return hours_of_week(promised & ~staffed_minutes(shifts, on_holiday=on_holiday))


@lru_cache(maxsize=256)
def late_share(promised: int, staffed: int, limit: int, *, service_clock: bool) -> float:
    """The share of promised minutes after which nobody comes on duty within `limit` minutes.

    With `service_clock`, only promised minutes count toward the limit. 1 where nobody is ever on duty.
    """
    if not promised:
        return 0.0
    if not staffed & WHOLE_WEEK:
        return 1.0
    return len(late_waits(promised, staffed, limit, service_clock=service_clock)) / promised.bit_count()


@lru_cache(maxsize=64)
def late_waits(promised: int, staffed: int, limit: int, *, service_clock: bool) -> tuple[int, ...]:
    """For each promised minute after which nobody comes on duty within `limit` minutes, how many minutes that takes."""
    late, waits = [], MINUTES_A_WEEK * 2
    for minute in range(2 * MINUTES_A_WEEK - 1, -1, -1):
        place = minute % MINUTES_A_WEEK
        is_promised = promised >> place & 1
        if staffed >> place & 1:
            waits = 0
        elif is_promised or not service_clock:
            waits += 1
        # The first week over again is only there to know how long Sunday night waits for Monday.
        if minute < MINUTES_A_WEEK and is_promised and waits > limit:
            late.append(waits)
    return tuple(late)


def minutes_words(minutes: int) -> str:
    """A bit set of minutes in words: "Monday to Friday, 00:00 to 09:00; Saturday and Sunday, all day"."""
    days: dict[tuple[tuple[int, int], ...], list[Weekday]] = {}
    for number, day in enumerate(WEEKDAYS):
        runs = _runs(minutes >> (number * MINUTES_A_DAY) & DAY)
        if runs:
            days.setdefault(runs, []).append(day)
    return "; ".join(
        span_words(HoursSpan(tuple(each), _time(start), _time(end)))
        for runs, each in days.items()
        for start, end in runs
    )


def _runs(minutes: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a day's bit set, each from its first minute to the one after its last."""
    found, reached = [], 0
    while minutes >> reached:
        rest = minutes >> reached
        start = reached + (rest & -rest).bit_length() - 1
        gap = ~(minutes >> start)
        reached = start + (gap & -gap).bit_length() - 1
        found.append((start, reached))
    return tuple(found)


def _time(minute: int) -> dt.time:
    return dt.time(minute // HOUR % 24, minute % HOUR)
