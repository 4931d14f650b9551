"""Tests of the checks of planned maintenance."""

import datetime as dt

from slawizard.agreement.quantities import WEEKDAYS, HoursSpan, Weekday
from tests.agreements.quantities import d, hours
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

STEP = "expectations.maintenance"
ALWAYS = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
SUNDAY = HoursSpan((Weekday.SUN,), dt.time(2), dt.time(6))
AT_NOON = HoursSpan((Weekday.WED,), dt.time(12), dt.time(13))
CASES = (
    Case(
        "EXP-MAINTENANCE-BEYOND-PERIOD",
        f"{STEP}.most_hours",
        ((f"{STEP}.most_hours", d("746")),),
        ((f"{STEP}.most_hours", d("745")),),
    ),
    Case(
        "EXP-MAINTENANCE-BEYOND-PERIOD",
        f"{STEP}.most_hours",
        ((f"{STEP}.most_hours", d("200")), (f"{STEP}.most_hours_per", "Week ")),
        ((f"{STEP}.most_hours", d("200")), (f"{STEP}.most_hours_per", "project")),
    ),
    Case(
        "EXP-MAINTENANCE-BEYOND-WINDOWS",
        f"{STEP}.most_hours",
        ((f"{STEP}.windows", (SUNDAY,)), (f"{STEP}.most_hours", d("20.1"))),
        ((f"{STEP}.windows", (SUNDAY,)), (f"{STEP}.most_hours", d("20"))),
    ),
    Case(
        "EXP-MAINTENANCE-BEYOND-ALLOWANCE",
        f"{STEP}.most_hours",
        ((f"{STEP}.counts_as_downtime", True),),
        ((f"{STEP}.counts_as_downtime", True), (f"{STEP}.most_hours", d("0.7"))),
    ),
    Case(
        "EXP-MAINTENANCE-IN-SERVICE-HOURS",
        f"{STEP}.windows.2",
        (("objectives.service_hours", "desk"), (f"{STEP}.windows", Add(AT_NOON))),
        (("objectives.service_hours", "desk"), (f"{STEP}.windows", Add(SUNDAY))),
    ),
    at(f"{STEP}.holidays_of", "EXP-MAINTENANCE-HOLIDAYS", "XX", "DE-BE"),
    at(f"{STEP}.emergency_notice", "EXP-MAINTENANCE-EMERGENCY-NOTICE", hours(48), hours(47)),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_a_month_has_room_for_five_of_the_longest_windows() -> None:
    mixed = (HoursSpan((Weekday.SAT,), dt.time(22), dt.time(4)), SUNDAY)  # they share two hours on Sunday
    for most, expected in ((d("46"), []), (d("51"), [f"{STEP}.most_hours"])):
        agreement = changed(((f"{STEP}.windows", mixed), (f"{STEP}.most_hours", most)))
        assert fields_of("EXP-MAINTENANCE-BEYOND-WINDOWS", agreement) == expected


def test_windows_in_another_time_zone_are_not_compared() -> None:
    edits = (("objectives.service_hours", "desk"), (f"{STEP}.windows", (AT_NOON,)), (f"{STEP}.time_zone", "Asia/Tokyo"))
    assert fields_of("EXP-MAINTENANCE-IN-SERVICE-HOURS", changed(edits)) == []


def test_a_round_the_clock_window_holds_every_hour() -> None:
    agreement = changed(((f"{STEP}.windows", (ALWAYS,)), (f"{STEP}.most_hours", d("744"))))
    assert fields_of("EXP-MAINTENANCE-BEYOND-WINDOWS", agreement) == []
