"""Planned maintenance laid on a level's window: how much of the agreed hours it may take, on average and at worst."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import ServiceLevel, Target
from slawizard.agreement.quantities import WEEKDAYS, HoursCalendar, Weekday
from slawizard.analysis.cover import promised_minutes
from slawizard.analysis.service_time import public_holidays
from slawizard.analysis.setting import hours_of
from slawizard.analysis.week import MINUTES_A_DAY, MINUTES_A_WEEK, WHOLE_WEEK, week_minutes
from slawizard.analysis.yearly import PERIODS_A_YEAR, first_year, windows_a_year

_ZERO = Decimal(0)


class MaintenancePlan(msgspec.Struct, frozen=True):
    """Maintenance inside the agreed hours of one window, in minutes: `mean` with all that is allowed spread over the
    year, `worst` with all of a period in one window.

    `a_week` are the minutes of its weekly windows, `inside` those of them within the agreed hours; both None where no
    windows are agreed, or the two are in different time zones.
    """

    mean: Decimal
    worst: Decimal
    a_week: int | None = None
    inside: int | None = None


def plan_of(agreement: Agreement, level: ServiceLevel, target: Target) -> MaintenancePlan | None:
    """The maintenance that the agreement allows, laid on the level's window; None where it cannot be laid on it.

    Without most hours, all of the weekly windows may be used. Raises CalculationError where the level's hours are not
    defined.
    """
    maintenance, count = agreement.expectations.maintenance, windows_a_year(level.window)
    calendar = hours_of(agreement, level, target)
    a_week, inside = _inside(agreement, calendar)
    if count is None:
        return None
    weeks = PERIODS_A_YEAR["week"] / count
    room = None if inside is None else inside * weeks + _on_holidays(agreement, calendar) / count
    if maintenance.most_hours is None:
        return None if room is None else MaintenancePlan(room, room, a_week, inside)
    periods = PERIODS_A_YEAR.get(maintenance.most_hours_per.strip().lower())
    if periods is None:
        return None
    most = maintenance.most_hours * 60
    mean = most * periods / count
    worst = max(most, mean)
    if room is not None:
        mean, worst = min(mean, room), min(worst, room)
    return MaintenancePlan(mean, worst, a_week, inside)


def _on_holidays(agreement: Agreement, calendar: HoursCalendar | None) -> int:
    """The minutes of a year that the windows have more within the agreed hours, as holidays are like Sundays; fewer
    where it is negative.
    """
    maintenance = agreement.expectations.maintenance
    if not maintenance.holidays_of:
        return 0
    promised = promised_minutes(calendar, on_holiday=True)
    sunday = WEEKDAYS.index(Weekday.SUN)
    of_day = [
        week_minutes(msgspec.structs.replace(each, days=(day,)) for each in maintenance.windows if day in each.days)
        for day in WEEKDAYS
    ]
    more, year = 0, first_year(agreement.frame.start)
    for holiday in public_holidays(maintenance.holidays_of, year):
        back = (sunday - holiday.weekday()) * MINUTES_A_DAY
        shifted = of_day[sunday] >> back | (of_day[sunday] << (MINUTES_A_WEEK - back)) & WHOLE_WEEK
        more += (shifted & promised).bit_count() - (of_day[holiday.weekday()] & promised).bit_count()
    return more


def planned_minutes(agreement: Agreement, level: ServiceLevel, target: Target) -> Decimal:
    """Minutes of maintenance in a window on average that count as downtime."""
    if not agreement.expectations.maintenance.counts_as_downtime:
        return _ZERO
    plan = plan_of(agreement, level, target)
    return plan.mean if plan else _ZERO


def _inside(agreement: Agreement, calendar: HoursCalendar | None) -> tuple[int | None, int | None]:
    """The minutes of the weekly maintenance windows, and those of them within the agreed hours."""
    maintenance = agreement.expectations.maintenance
    windows = week_minutes(maintenance.windows)
    if not windows:
        return None, None
    whole = calendar is None or promised_minutes(calendar).bit_count() == MINUTES_A_WEEK
    zones = {maintenance.time_zone, calendar.time_zone if calendar else ""} - {""}
    if not whole and len(zones) > 1:
        return None, None
    return windows.bit_count(), (windows & promised_minutes(calendar)).bit_count()
