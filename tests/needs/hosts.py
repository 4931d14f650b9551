"""Published agreements of hosts and clouds, with their figures, each with cases worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Cap,
    CapPeriod,
    CapUnit,
    Claim,
    CreditUnit,
    Fee,
    FeeScope,
    Payment,
)
from slawizard.agreement.credit_shapes import (
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
)
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    LevelKind,
    Measurement,
    MeasurementWindow,
    OutageRule,
    Target,
    WindowKind,
    Worst,
)
from tests.agreements.quantities import d, days, hours, minutes, months
from tests.needs.drafting import WHOLE, Case, Need, draft, level, reading, rule, uptime, window
from tests.published.drafting import EACH, ladder

APRIL = "2026-04-01"
LOWER = Direction.LOWER
STARTED, FULL = IncrementRounding.STARTED, IncrementRounding.FULL_ONLY
ALL_OF_IT = (Cap(d("100"), base=WHOLE, period=CapPeriod.MONTH),)
DAYS: dict[str, Any] = {"unit": CreditUnit.DAYS_OF_SERVICE}
HOURS: dict[str, Any] = {"unit": CreditUnit.HOURS_OF_SERVICE}


def down(*lasted: str | int, of: str = "uptime", fee: str = "1000", **more: Any) -> dict[str, Any]:
    """April with outages of so many minutes."""
    return window(APRIL, reading(of, outages=[{"lasted": str(each)} for each in lasted]), fee=fee, **more)


def repair(name: str, limit: str, unit: str = "hours", **more: Any) -> Any:
    """A time that each fault may take."""
    return level(name, LevelKind.RESOLUTION, unit, LOWER, Worst(), window=EACH, targets=(Target(d(limit)),), **more)


def virteche() -> Need:
    """A day of service for every 15 minutes beyond the 0.1 % of the month; claimed within 72 hours of the outage."""
    past = Increments(d("15"), d("1"), KeyedOn.MISS, FULL, unit="minutes")
    claim = Claim(hours(72), Anchor.INCIDENT_END, channel="a ticket")
    terms = draft(uptime(), rules=(rule("day", "uptime", past, automatic=False, **DAYS),), claim=claim, currency="USD")
    # April allows 43.2 minutes, and a day costs a thirtieth of 300.
    cases = (
        Case((down("58.1", fee="300"),), "0.00"),
        Case((down("58.2", fee="300"),), "10.00"),
        Case((down("73.2", fee="300"),), "20.00"),
    )
    return Need(terms, ("for each full step of 15 minutes", "72 hours"), cases)


def dedicated_server() -> Need:
    """Failed hardware is replaced in 4 hours; ten times the price of the time beyond, at most the monthly charge."""
    ten_hours = Increments(d("1"), d("10"), KeyedOn.MISS, IncrementRounding.PRO_RATA)
    late = rule("late", "hardware", ten_hours, **HOURS)
    terms = draft(repair("Hardware", "4"), rules=(late,), caps=ALL_OF_IT, currency="AUD")
    cases = tuple(
        Case((window(APRIL, reading("hardware", items=[{"taken": taken}]), fee="720"),), total)
        for taken, total in (("4", "0.00"), ("6", "20.00"), ("4.5", "5.00"), ("100", "720.00"))
    )
    return Need(terms, ("10 hours of Service for each step of 1 hour",), cases)


def lightedge() -> Need:
    """99.99 %; 3 % of the charge for each hour beyond, up to 50 %; the clock starts with the ticket."""
    past = Increments(d("1"), d("3"), KeyedOn.MISS, FULL, unit="hours")
    on_net = uptime("99.99", clock=Clock(ClockStart.TICKET))
    terms = draft(on_net, rules=(rule("credit", "uptime", past, most=d("50")),), currency="USD")
    # April allows 4.32 minutes.
    cases = tuple(
        Case((down(lost),), total)
        for lost, total in (("64.31", "0.00"), ("64.32", "30.00"), ("964.32", "480.00"), ("1024.32", "500.00"))
    )
    return Need(terms, ("for each full step of 1 hour",), cases)


def intelletrace() -> Need:
    """10 % for the first two hours beyond 99.9 % or a part of them, 5 % for each hour begun after; 25 % at most."""
    after = Increments(d("1"), d("5"), KeyedOn.MISS, STARTED, grace=d("2"), unit="hours")
    rules = (rule("first", "uptime", Flat(d("10"))), rule("after", "uptime", after))
    terms = draft(uptime(), rules=rules, caps=(Cap(d("25"), base=WHOLE, period=CapPeriod.MONTH),), currency="USD")
    cases = tuple(
        Case((down(lost),), total)
        for lost, total in (
            ("43.2", "0.00"), ("43.3", "100.00"), ("163.2", "100.00"), ("163.3", "150.00"), ("343.2", "250.00"),
            ("343.3", "250.00"),
        )
    )  # fmt: skip
    return Need(terms, ("The first 2 hours of it do not count",), cases)


def arcustech() -> Need:
    """5 % for each half hour begun; a host within an hour and a restoration within three, then 5 % for each hour."""
    half = Increments(d("30"), d("5"), KeyedOn.VALUE, STARTED, unit="minutes")
    late = Increments(d("1"), d("5"), KeyedOn.MISS, STARTED)
    rules = (
        rule("network", "uptime", half, most=d("100")),
        rule("host", "host", late, most=d("100")),
        rule("restoration", "restoration", late, most=d("100")),
    )
    terms = draft(uptime("100"), repair("Host", "1"), repair("Restoration", "3"), rules=rules, currency="USD")
    host, restored = (
        reading("host", items=[{"taken": "1.5"}]),
        reading("restoration", items=[{"taken": "5.01"}, {"taken": 3}]),
    )
    cases = (
        Case((down("30"),), "50.00"),
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 31}]), host, restored),), "300.00"),
        Case((down("601"),), "1000.00"),
    )
    return Need(terms, ("for each step of 30 minutes that has begun",), cases)


def hosting_king() -> Need:
    """Ten times the rent of the time beyond the 99.9 %, at most the month's rent."""
    terms = draft(
        uptime(), rules=(rule("rent", "uptime", LostTime(d("10"), beyond_allowance=True)),), caps=ALL_OF_IT,
        currency="USD",
    )  # fmt: skip
    # 432 for 43,200 minutes: a hundredth a minute.
    cases = tuple(
        Case((down(lost, fee="432"),), total)
        for lost, total in (("43.2", "0.00"), ("143.2", "10.00"), ("4363.2", "432.00"), ("9000", "432.00"))
    )
    return Need(terms, ("the price of the lost time",), cases)


def digital_ocean() -> Need:
    """99.99 % in whole intervals of five minutes; the lost time at the hourly rate; claimed within three months."""
    hourly = Base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT)
    droplet = uptime("99.99", measurement=Measurement(outage=OutageRule(interval=minutes(5))))
    terms = draft(
        droplet,
        rules=(rule("time", "uptime", LostTime(), base=hourly, automatic=False),),
        claim=Claim(months(3), channel="support"),
        currency="USD",
    )

    def month(*outages: tuple[str, str]) -> dict[str, Any]:
        spans = [{"start": f"2026-04-03T{start}", "end": f"2026-04-03T{end}"} for start, end in outages]
        fees = [{"fee": "hourly_fee", "scope": "affected_unit", "amount": "1.2"}]
        return window(APRIL, reading("uptime", outages=spans, fees=fees), fee=None)

    cases = (
        # One interval of two that were touched; then two whole ones.
        Case((month(("10:01", "10:11")),), "0.10"),
        Case((month(("10:00", "10:12")),), "0.20"),
        Case((month(("10:01", "10:09")),), "0.00", met=(True,)),
    )
    return Need(terms, ("whole intervals of 5 minutes", "3 months"), cases)


def vultr() -> Need:
    """Hours of service by the length of each outage; between 9 and 10 minutes the text says nothing."""
    outage = repair("Outage", "0", "minutes")
    bands = ladder(
        "[-, 9) 12", "[10, 60) 24", "[60, 120) 48", "[120, 240) 120", "[240, 420) 240", "[420, -) 672"
    )  # fmt: skip
    terms = draft(outage, rules=(rule("hours", "outage", Bands(bands), **HOURS),), currency="USD")
    cases = tuple(
        Case((down(lost, of="outage", fee="720"),), total)
        for lost, total in (("5", "12.00"), ("9.5", "0.00"), ("10", "24.00"), ("119", "48.00"), ("420", "672.00"))
    )
    return Need(terms, ("672",), (*cases, Case((down("5", "60", of="outage", fee="720"),), "60.00")), ("CON-BAND-GAP",))


def dustin() -> Need:
    """Every month counts as 31 days; less than 100 % earns by bands, of which the first pays nothing."""
    month = MeasurementWindow(WindowKind.CALENDAR_MONTH, counts_as=days(31))
    bands = ladder("[99.5, 100) 0", "[98, 99.5) 15", "[95, 98) 30", "[90, 95) 65", "[-, 90) 100")
    terms = draft(uptime("100", window=month), rules=(rule("credit", "uptime", Bands(bands)),), currency="AUD")
    # Half a percent of 44,640 minutes is 223.2.
    cases = tuple(
        Case((down(lost),), total)
        for lost, total in (("223.2", "0.00"), ("223.3", "150.00"), ("892.8", "150.00"), ("4465", "1000.00"))
    )
    return Need(terms, ("counts as 31 days",), cases)


def hostdime() -> Need:
    """45 minutes to answer; 5 % for each ticket that waited longer, at most the month's fee."""
    late = rule("late", "answer", PerOccurrence(d("5")))
    answer = level("Answer", LevelKind.RESPONSE, "minutes", LOWER, Worst(), window=EACH, targets=(Target(d("45")),))
    terms = draft(answer, rules=(late,), caps=ALL_OF_IT, currency="USD")
    cases = tuple(
        Case((window(APRIL, reading("answer", items=[{"taken": each} for each in taken])),), total)
        for taken, total in (((45,), "0.00"), ((46, 50, 12), "100.00"), ((46,) * 25, "1000.00"))
    )
    return Need(terms, ("for each item that misses the Target",), cases)


def ovh_private_cloud() -> Need:
    """5 % of the next bill for every ten minutes without network, for every hour without internet; the bill at most."""
    bill = Base(Fee.NEXT_BILL, FeeScope.WHOLE_SERVICE)
    ten = Increments(d("10"), d("5"), KeyedOn.VALUE, FULL, unit="minutes")
    hour = Increments(d("1"), d("5"), KeyedOn.VALUE, FULL, unit="hours")
    internet = uptime("99.95")
    network = level("Network", LevelKind.AVAILABILITY, "percent", Direction.HIGHER, internet.statistic,
                    targets=(Target(d("100")),))  # fmt: skip
    rules = (rule("network", "network", ten, base=bill), rule("internet", "uptime", hour, base=bill))
    terms = draft(internet, network, rules=rules, caps=(Cap(d("100"), base=bill, period=CapPeriod.MONTH),))

    def month(lan: str, wan: str) -> dict[str, Any]:
        readings = (reading("network", outages=[{"lasted": lan}]), reading("uptime", outages=[{"lasted": wan}]))
        return window(APRIL, *readings, fee=None) | {"fees": [{"fee": "next_bill", "amount": "2000"}]}

    # 99.95 % of April allow 21.6 minutes.
    cases = (
        Case((month("9", "21.6"),), "0.00", met=(False, True)),
        Case((month("25", "119"),), "300.00"),
        Case((month("150", "360"),), "2000.00"),
    )
    return Need(terms, ("first invoice after the miss",), cases)


def akamai() -> Need:
    """100 % of each day; a day's fee for each day with a failure, thirty days' at most."""
    day = MeasurementWindow(WindowKind.DAY)
    caps = (Cap(d("30"), CapUnit.DAYS_OF_SERVICE, base=WHOLE, period=CapPeriod.MONTH),)
    terms = draft(uptime("100", window=day), rules=(rule("day", "uptime", Flat(d("1")), **DAYS),), caps=caps)
    bad = [window(f"2026-04-{day:02}", reading("uptime", outages=[{"lasted": 1}]), fee="3000") for day in (3, 9)]
    good = window("2026-04-04", reading("uptime", outages=[]), fee="3000")
    return Need(terms, ("1 day",), (Case((*bad, good), "200.00", met=(False, False, True)),))


def mongodb() -> Need:
    """Whole minutes; overlapping rows; a month in which the cluster ran in part counts as a whole one."""
    whole = Measurement(outage=OutageRule(interval=minutes(1)))
    month_ = MeasurementWindow(part_counts_whole=True)
    bands = Bands(ladder("[99, 99.995) 10", "[-, 99) 25", "[-, 95) 100"), overlap=Overlap.DEEPEST_WINS)
    terms = draft(
        uptime("99.995", measurement=whole, window=month_),
        rules=(rule("credit", "uptime", bands, automatic=False),),
        claim=Claim(ticket_within=hours(24), channel="support", decided_within=days(45)),
        payment=Payment(within=days(45), paid_out_at_end=False),
        currency="USD",
    )

    def month(start: str, end: str, **more: Any) -> dict[str, Any]:
        spans = [{"start": f"2026-04-20T{start}", "end": f"2026-04-20T{end}"}]
        return window(APRIL, reading("uptime", outages=spans), **more)

    cases = (
        # 2.16 minutes are allowed; 10:00:30 to 10:03:20 holds two whole ones.
        Case((month("10:00:30", "10:03:20"),), "0.00", met=(True,)),
        Case((month("10:00", "10:03"),), "100.00"),
        Case((month("10:00", "17:13"),), "250.00"),
        # Half a month: five hours of all its 720 are less than 1 %, and half the fee is paid.
        Case((month("10:00", "15:00", subscribed_from="2026-04-16"),), "50.00"),
    )
    return Need(terms, ("whole intervals of 1 minute", "24 hours"), cases)


HOSTS: dict[str, Callable[[], Need]] = {
    made.__name__: made
    for made in (
        virteche, dedicated_server, lightedge, intelletrace, arcustech, hosting_king, digital_ocean, vultr, dustin,
        hostdime, ovh_private_cloud, akamai, mongodb,
    )
}  # fmt: skip
