"""Tests of planned maintenance laid on a level's window."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.expectations import Maintenance
from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan, Weekday
from slawizard.analysis.maintenance_plan import MaintenancePlan, plan_of, planned_minutes
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, uptime
from tests.analysis.evidence import with_expectations

OFFICE = HoursCalendar("office", spans=(HoursSpan(WORKWEEK, dt.time(8), dt.time(18)),), time_zone="Europe/Berlin")
SUNDAY = HoursSpan((Weekday.SUN,), dt.time(2), dt.time(6))
EVENING = HoursSpan((Weekday.FRI,), dt.time(16), dt.time(20))
WEEKS_A_MONTH = d("365.2425") / 7 / 12


def plan(window: WindowKind = WindowKind.CALENDAR_MONTH, *, office: bool = True, **more: Any) -> MaintenancePlan | None:
    """The plan of a level that is measured in office hours, or in all."""
    level = uptime(window=MeasurementWindow(window), hours="office" if office else "")
    terms = msgspec.structs.replace(agreement(level), objectives=Objectives(calendars=(OFFICE,)))
    return plan_of(with_expectations(terms, maintenance=Maintenance(**more)), level, level.targets[0])


def test_hours_a_year_are_spread_over_the_months_and_may_fall_into_one() -> None:
    assert plan(office=False, most_hours=d("6"), most_hours_per="year") == MaintenancePlan(d("30"), d("360"))


def test_hours_a_week_add_up_over_a_month() -> None:
    found = plan(office=False, most_hours=d("2"), most_hours_per="week")
    assert found is not None
    assert found.mean == found.worst == 120 * WEEKS_A_MONTH


def test_windows_outside_the_agreed_hours_take_none_of_them() -> None:
    assert plan(most_hours=d("8"), windows=(SUNDAY,)) == MaintenancePlan(d("0"), d("0"), 240, 0)


def test_of_a_window_partly_outside_only_the_part_inside_counts() -> None:
    found = plan(most_hours=d("100"), windows=(EVENING, SUNDAY))
    assert found is not None
    assert (found.a_week, found.inside) == (480, 120)
    assert found.mean == 120 * WEEKS_A_MONTH


def test_fewer_hours_than_the_windows_hold_are_the_limit() -> None:
    found = plan(most_hours=d("1"), windows=(EVENING,))
    assert found is not None
    assert found.mean == found.worst == 60


def test_without_most_hours_the_windows_are_the_limit() -> None:
    found = plan(office=False, windows=(SUNDAY,))
    assert found is not None
    assert found.mean == found.worst == 240 * WEEKS_A_MONTH


def test_on_public_holidays_maintenance_is_as_on_sundays() -> None:
    """Seven of the nine public holidays of Germany in 2027 are no Sundays: four hours more on each."""
    found, without = (plan(office=False, windows=(SUNDAY,), holidays_of=place) for place in ("DE", ""))
    assert found is not None
    assert without is not None
    assert found.mean - without.mean == d("240") * 7 / 12


def test_the_window_of_the_weekday_is_not_used_on_a_holiday() -> None:
    """Good Friday and New Year's Day of 2027 are Fridays: their own four hours go, and no Sunday hours come."""
    found, without = (plan(office=False, windows=(EVENING,), holidays_of=place) for place in ("DE", ""))
    assert found is not None
    assert without is not None
    assert without.mean - found.mean == d("240") * 2 / 12


def test_windows_in_another_time_zone_may_fall_anywhere() -> None:
    found = plan(most_hours=d("8"), windows=(SUNDAY,), time_zone="Asia/Tokyo")
    assert found == MaintenancePlan(d("480"), d("480"))


def test_of_hours_round_the_clock_every_window_takes_its_time() -> None:
    always = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
    found = plan(office=False, windows=(always,), time_zone="Asia/Tokyo", most_hours=d("8"))
    assert found is not None
    assert found.a_week == found.inside == 10080


@pytest.mark.parametrize("more", [{"most_hours": d("4"), "most_hours_per": "sprint"}, {}])
def test_a_period_that_is_not_understood_cannot_be_laid_on_a_window(more: dict[str, Any]) -> None:
    assert plan(**more) is None


def test_a_window_without_a_number_a_year_has_no_plan() -> None:
    assert plan(WindowKind.TERM, most_hours=d("4")) is None


@pytest.mark.parametrize(("counts", "minutes"), [(True, 30), (False, 0)])
def test_only_what_counts_as_downtime_is_planned_downtime(counts: bool, minutes: int) -> None:
    level = uptime()
    counted = Maintenance(most_hours=d("6"), most_hours_per="year", counts_as_downtime=counts)
    terms = with_expectations(agreement(level), maintenance=counted)
    assert planned_minutes(terms, level, level.targets[0]) == minutes
