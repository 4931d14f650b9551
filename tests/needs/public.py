"""Published agreements of public bodies, utilities and transport, with their figures and cases worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Bonus,
    Cap,
    CapPeriod,
    Claim,
    CreditUnit,
    Fee,
    FeeScope,
    PointsStep,
    StartsBelow,
)
from slawizard.agreement.credit_shapes import Bands, Flat, IncrementRounding, Increments, KeyedOn, PerOccurrence
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Count,
    Direction,
    EventShare,
    LevelKind,
    Mean,
    Measurement,
    MeasurementWindow,
    OutageRule,
    Rounding,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
    Total,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan, Money
from tests.agreements.quantities import d, days, hours, minutes, months, seconds, service_hours, working_days
from tests.needs.drafting import WHOLE, Case, Need, draft, fixed, level, reading, rule, uptime, window
from tests.published.drafting import EACH, QUARTER, at, ladder, over, table

APRIL, MAY, JUNE = "2026-04-01", "2026-05-01", "2026-06-01"
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER
STARTED, FULL = IncrementRounding.STARTED, IncrementRounding.FULL_ONLY


def hours_of(*spans: HoursSpan, name: str = "core", zone: str = "Europe/London", **more: Any) -> HoursCalendar:
    """A calendar of hours."""
    return HoursCalendar(name, name=name.capitalize(), time_zone=zone, spans=spans, **more)


def council() -> Need:
    """A share of incidents by priority, each within its time; systems from 8 to 18 on working days."""
    core = hours_of(HoursSpan(WORKWEEK, dt.time(8), dt.time(18)))
    severities = (
        Severity("critical", "Critical", "Nobody can work.", calendar="core", resolution=hours(2)),
        Severity("urgent", "Urgent", "A team cannot work.", calendar="core", resolution=working_days(1)),
        Severity("medium", "Medium", "One person cannot work.", calendar="core", resolution=working_days(5)),
    )
    shares = {"critical": "90", "urgent": "80", "medium": "80"}
    fixing = level("Resolution", LevelKind.RESOLUTION, "percent", HIGHER, ShareWithin(), clock=Clock(ClockStart.TICKET),
                   severity_time=SeverityTime.RESOLUTION, dimensions=over("severity", *shares),
                   targets=table("severity", shares))  # fmt: skip
    terms = draft(
        uptime("98", hours="core"),
        fixing,
        currency="GBP",
        parts={"metrics.severities": severities, "objectives.calendars": (core,)},
    )

    def critical(late: int) -> dict[str, Any]:
        items = [{"severity": "critical", "taken": "2.5" if number < late else "2"} for number in range(10)]
        return reading("resolution", where={"severity": "critical"}, items=items)

    urgent = [
        # Friday to Monday is one working day; to Tuesday are two.
        {"severity": "urgent", "opened": "2026-04-17T09:00", "done": "2026-04-20T17:00"},
        {"severity": "urgent", "opened": "2026-04-17T09:00", "done": "2026-04-21T08:30"},
    ]
    cases = (
        Case((window(APRIL, critical(1)),), "0.00", ("90",), (True,)),
        Case((window(APRIL, critical(2)),), "0.00", ("80",), (False,)),
        Case((window(APRIL, reading("resolution", where={"severity": "urgent"}, items=urgent)),), values=("50",)),
        # April has 22 working days of 600 minutes: 2 % are 264. At night nothing is lost.
        Case((window(APRIL, reading("uptime", outages=[
            {"start": "2026-04-15T12:00", "end": "2026-04-15T16:24"},
            {"start": "2026-04-15T19:00", "end": "2026-04-16T08:00"}])),), "0.00", ("98",), (True,)),
    )  # fmt: skip
    return Need(terms, ("08:00 to 18:00", "2 hours"), cases)


def general_practice() -> Need:
    """99.9 % in support hours and outside them, each by itself; 97 % of calls in 180 seconds."""
    support = hours_of(HoursSpan(WEEKDAYS, dt.time(6, 30), dt.time(20, 30)), name="support")
    night = hours_of(HoursSpan(WEEKDAYS, dt.time(20, 30), dt.time(6, 30)), name="night")
    day = uptime(hours="support")
    dark = level("Night", LevelKind.AVAILABILITY, "percent", HIGHER, day.statistic, hours="night",
                 targets=(Target(d("99.9")),))  # fmt: skip
    calls = level("Calls", LevelKind.RESPONSE, "percent", HIGHER, ShareWithin(seconds(180)), hours="support",
                  targets=(Target(d("97")),))  # fmt: skip
    terms = draft(day, dark, calls, currency="GBP", parts={"objectives.calendars": (support, night)})

    def april(start: str, end: str) -> dict[str, Any]:
        outage = [{"start": f"2026-04-15T{start}", "end": f"2026-04-15T{end}"}]
        return window(APRIL, *(reading(each, outages=outage) for each in ("uptime", "night")))

    cases = (
        # The text prints 25 minutes by day and 18 by night for a month of 30 days.
        Case((april("20:05", "20:48"),), met=(True, True)),
        Case((april("20:04", "20:49"),), met=(False, False)),
        Case((window(APRIL, reading("calls", events={"total": 1000, "bad": 30})),), "0.00", ("97",), (True,)),
    )
    return Need(terms, ("06:30 to 20:30", "180 seconds"), cases)


def electricity() -> Need:
    """Supply back in 18 hours, else a sum by kind of customer, more for each further 12; a sum for four cuts a year."""
    classes = {"domestic": "18", "business": "18"}
    back = level("Restoration", LevelKind.RESOLUTION, "hours", LOWER, Worst(), window=EACH,
                 clock=Clock(ClockStart.DETECTION), dimensions=over("Customer", *classes),
                 targets=table("Customer", classes))  # fmt: skip
    cuts = level("Cuts", LevelKind.QUALITY, "count", LOWER, Count(), targets=(Target(d("3")),),
                 window=MeasurementWindow(WindowKind.YEAR, year_starts=4),
                 measurement=Measurement(outage=OutageRule(least=hours(3))))  # fmt: skip
    sums = {"domestic": "54", "business": "108"}
    rules = tuple(
        fixed(kind, "restoration", Increments(d("12"), d("27"), KeyedOn.MISS, FULL, initial=d(first)),
              where=at("Customer", kind), automatic=False)
        for kind, first in sums.items()
    )  # fmt: skip
    terms = draft(back, cuts, rules=(*rules, fixed("four", "cuts", Flat(d("54")), automatic=False)), currency="GBP",
                  claim=Claim(months(3), Anchor.INCIDENT_END, channel="the distributor"))  # fmt: skip

    def cut(kind: str, taken: str) -> dict[str, Any]:
        return window(APRIL, reading("restoration", where={"Customer": kind}, items=[{"taken": taken}]), fee=None)

    def year(*lasted: int) -> dict[str, Any]:
        outages = [{"lasted": each, "unit": "hours"} for each in lasted]
        return window(APRIL, reading("cuts", outages=outages), fee=None)

    cases = (
        Case((cut("domestic", "18"),), "0.00"),
        Case((cut("domestic", "18.1"),), "54.00"),
        Case((cut("business", "29.9"),), "108.00"),
        Case((cut("business", "30"),), "135.00"),
        Case((cut("domestic", "54"),), "135.00"),
        Case((year(3, 4, 2, 3, 20),), "54.00", ("4",), (False,)),
        Case((year(3, 4, 2, 3),), "0.00", ("3",), (True,)),
    )
    return Need(terms, ("is added once, as soon as anything counts", "from 1 April"), cases)


def model_services() -> Need:
    """Points by how bad a failure is, twice as many right after another failure; a share of the charges a point."""
    bands = Bands(ladder("[98, 99) 1", "[97, 98) 2", "[96, 97) 3", "[-, 96) 4"))
    scored = rule("kpi", "uptime", bands, unit=CreditUnit.POINTS, repeat_factor=d("2"))
    steps = tuple(PointsStep(d(number), d(number)) for number in "12345678")
    terms = draft(uptime("99"), rules=(scored,), points_table=steps, points_base=WHOLE, currency="GBP")

    def month(start: str, value: str) -> dict[str, Any]:
        return window(start, reading("uptime", value=value), fee="10000")

    cases = (
        Case((month(APRIL, "98.5"),), "100.00"),
        # The second worked example of the text: 3 points, then 1 doubled, then 3 doubled.
        Case((month(APRIL, "96.5"), month(MAY, "98.5"), month(JUNE, "96.5")), "1100.00"),
        Case((month(APRIL, "95"), month(MAY, "99"), month(JUNE, "95")), "800.00"),
    )
    return Need(terms, ("multiplied by 2",), cases)


def delay_repay() -> Need:
    """A quarter, half or all of the single fare by the minutes late; claimed within 28 days."""
    late = level("Delay", LevelKind.DELIVERY, "minutes", LOWER, Worst(), window=EACH,
                 clock=Clock(ClockStart.PROMISED_DATE), targets=(Target(d("15"), strict=True),))  # fmt: skip
    fare = Base(Fee.ORDER_VALUE, FeeScope.AFFECTED_UNIT, name="the single fare")
    bands = Bands(ladder("[15, 30) 25", "[30, 60) 50", "[60, -) 100"))
    terms = draft(late, rules=(rule("repay", "delay", bands, base=fare, automatic=False),), currency="GBP",
                  claim=Claim(days(28), Anchor.INCIDENT_END, channel="the website"))  # fmt: skip

    def trip(taken: str) -> dict[str, Any]:
        fees = [{"fee": "order_value", "scope": "affected_unit", "amount": "42.50"}]
        return window(APRIL, reading("delay", items=[{"taken": taken}], fees=fees), fee=None)

    cases = tuple(
        Case((trip(taken),), total)
        for taken, total in (
            ("-2", "0.00"), ("14.9", "0.00"), ("15", "10.63"), ("29.9", "10.63"), ("30", "21.25"), ("60", "42.50"),
        )
    )  # fmt: skip
    return Need(terms, ("the single fare", "28 days"), cases)


def medicaid_calls() -> Need:
    """By the quarter: answered in 30 seconds on average, 5 % abandoned at most, 95 % settled in seven working days."""
    core = hours_of(HoursSpan(WORKWEEK, dt.time(8), dt.time(17)), zone="America/Chicago")
    quarter: dict[str, Any] = {"window": QUARTER, "hours": "core"}
    answer = level("Answer", LevelKind.RESPONSE, "seconds", LOWER, Mean(), targets=(Target(d("30")),), **quarter)
    gone = level("Abandoned", LevelKind.QUALITY, "percent", LOWER, EventShare(), targets=(Target(d("5")),), **quarter)
    done = level("Settled", LevelKind.RESOLUTION, "percent", HIGHER, ShareWithin(working_days(7)),
                 targets=(Target(d("95")),), clock=Clock(ClockStart.TICKET), **quarter)  # fmt: skip
    terms = draft(answer, gone, done, currency="USD", parts={"objectives.calendars": (core,)})
    # A call of Wednesday 1 April is settled in time until Friday the 10th.
    items = [{"opened": "2026-04-01T10:00", "done": day} for day in ("2026-04-10T16:59", "2026-04-13T08:00")]
    spring = window(
        APRIL,
        reading("answer", samples=["20", "40", "30"]),
        reading("abandoned", events={"total": 400, "bad": 21}),
        reading("settled", items=items),
        fee=None,
    )
    return Need(terms, ("30 seconds", "7 Working Days"), (Case((spring,), "0.00", ("30", "5.25", "50")),))


def university() -> Need:
    """Answer and solve by priority on the clock of operational hours."""
    core = hours_of(
        HoursSpan(WORKWEEK, dt.time(7, 30), dt.time(17, 30)), zone="America/Los_Angeles",
        own_holidays=(dt.date(2026, 5, 25),),
    )  # fmt: skip
    severities = (
        Severity("urgent", "Urgent", "Classes stop.", calendar="core", response=minutes(10),
                 resolution=service_hours(4)),
        Severity("standard", "Standard", "One user is hampered.", calendar="core", response=service_hours(10),
                 resolution=service_hours(20)),
    )  # fmt: skip
    each: dict[str, Any] = {"window": EACH, "clock": Clock(ClockStart.TICKET, calendar="core")}
    answer = level("Respond", LevelKind.RESPONSE, "service_hours", LOWER, Worst(), severity_time=SeverityTime.RESPONSE,
                   **each)  # fmt: skip
    solve = level("Resolve", LevelKind.RESOLUTION, "service_hours", LOWER, Worst(),
                  severity_time=SeverityTime.RESOLUTION, **each)  # fmt: skip
    terms = draft(
        answer, solve, currency="USD", parts={"metrics.severities": severities, "objectives.calendars": (core,)}
    )

    def ticket(level_: str, done: str, severity: str = "standard") -> dict[str, Any]:
        items = [{"severity": severity, "opened": "2026-05-22T16:00", "done": done}]
        return window(MAY, reading(level_, items=items), fee=None)

    cases = (
        # Friday has an hour and a half left; Monday is a holiday; Tuesday brings the other eight and a half.
        Case((ticket("respond", "2026-05-26T16:00"),), met=(True,)),
        Case((ticket("respond", "2026-05-26T16:01"),), met=(False,)),
        Case((ticket("resolve", "2026-05-26T10:00", "urgent"),), met=(True,)),
        Case((ticket("resolve", "2026-05-26T10:01", "urgent"),), met=(False,)),
    )
    return Need(terms, ("07:30 to 17:30",), cases)


def corrective_action() -> Need:
    """1,500 for each day that a corrected report is late after fifteen days from the notice."""
    fix = level("Correction", LevelKind.DELIVERY, "days", LOWER, Worst(), window=EACH, targets=(Target(d("15")),),
                clock=Clock(ClockStart.TICKET, start_words="the written notice"))  # fmt: skip
    terms = draft(fix, rules=(fixed("late", "correction", Increments(d("1"), d("1500"), rounding=STARTED)),),
                  currency="USD")  # fmt: skip
    cases = tuple(
        Case((window(APRIL, reading("correction", items=[item]), fee=None),), total)
        for item, total in (
            ({"taken": "15"}, "0.00"),
            ({"taken": "16"}, "1500.00"),
            ({"opened": "2026-04-01", "done": "2026-04-20"}, "6000.00"),
        )
    )
    return Need(terms, ("the written notice",), cases)


def call_off() -> Need:
    """A percent of the charges for each percentage point below; at most a quarter of the month."""
    bills = level("Billing", LevelKind.QUALITY, "percent", HIGHER, EventShare(), targets=(Target(d("98")),))
    short = Increments(d("1"), d("1"), KeyedOn.MISS, IncrementRounding.PRO_RATA)
    terms = draft(bills, rules=(rule("short", "billing", short),), currency="GBP",
                  caps=(Cap(d("25"), base=WHOLE, period=CapPeriod.MONTH),))  # fmt: skip
    cases = tuple(
        Case((window(APRIL, reading("billing", value=value)),), total)
        for value, total in (("98", "0.00"), ("97.5", "5.00"), ("75", "230.00"), ("60", "250.00"))
    )
    return Need(terms, ("A part of a step earns its exact share",), cases)


def transit() -> Need:
    """Bonus and malus by bands of on-time trips, printed to hundredths; a rate of complaints is told beside it."""
    rounded = Measurement(rounding=Rounding(2))
    trips = level("Trips", LevelKind.DELIVERY, "percent", HIGHER, EventShare(), targets=(Target(d("84")),),
                  measurement=rounded)  # fmt: skip
    malus = fixed("late", "trips", Bands(ladder("[81, 84) 7500", "[-, 81) 10000")))
    steps = (("85", "2500"), ("86", "2500"), ("88", "2500"))
    bonuses = tuple(
        Bonus("trips", above=d(at_), amount=Money(d(more), "USD"), or_equal=True, despite_misses=True)
        for at_, more in steps
    )
    terms = draft(trips, rules=(malus,), bonuses=bonuses, currency="USD")

    def month(total: int, bad: int) -> dict[str, Any]:
        return window(APRIL, reading("trips", events={"total": total, "bad": bad}), fee=None)

    cases = (
        Case((month(1000, 160),), "0.00", ("84",), (True,)),
        # 83.995 % are 84.00 % in hundredths.
        Case((month(20000, 3201),), "0.00", ("84",), (True,)),
        Case((month(10000, 1601),), "7500.00", ("83.99",), (False,)),
        Case((month(1000, 191),), "10000.00", ("80.9",), (False,)),
    )
    return Need(terms, ("at least 86 %: USD 2,500.00", "each whose figure is reached is earned"), cases)


def ratchet() -> Need:
    """3 for each failure point past 20 a month, 1.2 times as much past 100 and 1.5 times past 200."""
    points = level("Points", LevelKind.QUALITY, "score", LOWER, Total(), targets=(Target(d("20")),))
    rules = tuple(
        fixed(f"from-{past}", "points", Increments(d("1"), d(each), KeyedOn.VALUE, FULL, grace=d(past)))
        for past, each in (("20", "3"), ("100", "0.6"), ("200", "0.9"))
    )
    terms = draft(points, rules=rules, currency="GBP")
    # The guidance's own example: 120 points are 80 at 3 and 20 at 3.60.
    cases = tuple(
        Case((window(APRIL, reading("points", value=value)),), total)
        for value, total in (("20", "0.00"), ("100", "240.00"), ("120", "312.00"), ("250", "825.00"))
    )
    return Need(terms, ("The first 100 points of it do not count",), cases)


def pleasanton() -> Need:
    """500 for a month below 90 % on time, and 100 for each very late trip once they are more than 0.5 % of all."""
    on_time = level("On time", LevelKind.DELIVERY, "percent", HIGHER, EventShare(),
                    targets=(Target(d("95"), minimum=d("90")),))  # fmt: skip
    late = level("Very late", LevelKind.DELIVERY, "percent", LOWER, EventShare(), targets=(Target(d("0.5")),))
    rules = (
        fixed("month", "on-time", Flat(d("500")), starts_below=StartsBelow.MINIMUM),
        fixed("each", "very-late", PerOccurrence(d("100"))),
    )
    terms = draft(on_time, late, rules=rules, currency="USD")

    def month(delayed: int, very: int) -> dict[str, Any]:
        told = (("on-time", delayed), ("very-late", very))
        return window(APRIL, *(reading(of, events={"total": 1000, "bad": bad}) for of, bad in told), fee=None)

    cases = (
        Case((month(100, 5),), "0.00", met=(False, True)),
        Case((month(101, 5),), "500.00"),
        Case((month(60, 6),), "600.00"),
    )
    return Need(terms, ("for each",), cases)


PUBLIC: dict[str, Callable[[], Need]] = {
    made.__name__: made
    for made in (
        council, general_practice, electricity, model_services, delay_repay, medicaid_calls, university,
        corrective_action, call_off, transit, ratchet, pleasanton,
    )
}  # fmt: skip
