"""Kinds of agreement as they are commonly published, each with cases worked out by hand, at the edges above all."""

from __future__ import annotations

from collections.abc import Callable

from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Cap,
    CapPeriod,
    Claim,
    CreditUnit,
    Fee,
    FeeScope,
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import Bands, Flat, IncrementRounding, Increments, KeyedOn, LostTime
from slawizard.agreement.metrics import (
    Count,
    Direction,
    LevelKind,
    MeanOfRates,
    Measurement,
    MeasurementWindow,
    OutageRule,
    Target,
    WindowKind,
    Worst,
)
from tests.agreements.quantities import d, days, minutes, seconds
from tests.needs.drafting import WHOLE, Case, Need, draft, level, reading, rule, uptime, window
from tests.published.drafting import EACH, at, ladder, over, table

APRIL, MAY, JUNE, JULY = "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER
MISSED = reading("uptime", value="99.5")
STARTED, FULL = IncrementRounding.STARTED, IncrementRounding.FULL_ONLY


def object_storage() -> Need:
    """100 % less the mean error rate of five-minute intervals; two bands; a share of one region's bill."""
    region = Base(scope=FeeScope.AFFECTED_REGION)
    storage = uptime("99.9", statistic=MeanOfRates(minutes(5)), kind=LevelKind.QUALITY)
    bands = Bands(ladder("[99.0, 99.9) 10", "[95.0, 99.0) 25", "[-, 95.0) 100"))
    terms = draft(storage, rules=(rule("credit", "uptime", bands, base=region),), currency="USD")

    def month(rates: list[dict[str, object]], start: str = APRIL) -> dict[str, object]:
        bill = [{"fee": "monthly_fee", "scope": "affected_region", "amount": "212.35"}]
        return {"start": start, "fees": bill, "readings": [reading("uptime", rates=rates)]}

    cases = (
        # 8,640 intervals: 86.4 that failed wholly are 1 % and 8.64 are 0.1 %. Exactly 99.0 % earns 10 %, 99.9 nothing.
        Case((month([{"count": 86, "percent": 100}, {"percent": 40}]),), "21.24", ("99",), (False,)),
        Case((month([{"count": 8, "total": 50, "bad": 50}, {"total": 100, "bad": 64}]),), "0.00", ("99.9",), (True,)),
        # 31 days have 8,928 intervals: 447 failed ones are 5.0067 %, so below 95 %.
        Case((month([{"count": 447, "percent": 100}], MAY),), "212.35"),
        # Intervals without a request had no errors.
        Case((month([{"count": 20, "total": 0, "bad": 0}]),), "0.00", ("100",)),
    )
    return Need(terms, ("it is 0 % in an interval without events",), cases)


def virtual_machine() -> Need:
    """A single machine's target depends on its disks, and so does its ladder."""
    disk = over("Disk", "premium", "standard")
    machine = uptime(dimensions=disk, targets=table("Disk", {"premium": "99.9", "standard": "99.5"}))
    unit = Base(scope=FeeScope.AFFECTED_UNIT)
    ladders = {"premium": ("[99, 99.9) 10", "[95, 99) 25", "[-, 95) 100"),
               "standard": ("[95, 99.5) 10", "[92, 95) 25", "[-, 92) 100")}  # fmt: skip
    rules = tuple(
        rule(name, "uptime", Bands(ladder(*rows)), where=at("Disk", name), base=unit) for name, rows in ladders.items()
    )
    terms = draft(machine, rules=rules, currency="USD")

    def month(disk: str, value: str, fee: str) -> dict[str, object]:
        fees = [{"fee": "monthly_fee", "scope": "affected_unit", "amount": fee}]
        return window(APRIL, reading("uptime", where={"Disk": disk}, value=value, fees=fees), fee=None)

    cases = (
        Case((month("premium", "99", "30.05"),), "3.01"),
        Case((month("premium", "98.9999999", "30.05"),), "7.51"),
        Case((month("standard", "99", "30.05"),), "3.01"),
        Case((month("standard", "91.99", "0"),), "0.00", met=(False,)),
    )
    return Need(terms, ("premium", "99.5"), cases)


def content_delivery() -> Need:
    """100 % of the time; ten times the price of every lost minute; the whole fee at most."""
    terms = draft(
        uptime("100"),
        rules=(rule("lost", "uptime", LostTime(d("10"))),),
        caps=(Cap(d("100"), base=WHOLE, period=CapPeriod.MONTH),),
        currency="USD",
    )
    cases = (
        # 1,000 USD for 43,200 minutes: 10 minutes ten times are 2.3148.
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 10}])),), "2.31"),
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 3, "unit": "days"}])),), "1000.00"),
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 3, "unit": "days"}, {"lasted": 1}])),), "1000.00"),
        Case((window(APRIL, reading("uptime", outages=[])),), "0.00", ("100",), (True,)),
        # Half a month of service: 500 USD for 21,600 minutes.
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 10}]), subscribed_from="2026-04-16"),), "2.31"),
        Case((window(APRIL, reading("uptime", outages=[{"lasted": 3, "unit": "days"}]), subscribed_from="2026-04-16"),),
             "500.00"),
    )  # fmt: skip
    return Need(terms, ("the price of the lost time, times 10",), cases)


def hosting() -> Need:
    """5 % for every full 30 minutes of downtime, 100 % at most."""
    shape = Increments(d("30"), d("5"), KeyedOn.VALUE, FULL, unit="minutes")
    terms = draft(uptime("100"), rules=(rule("credit", "uptime", shape, most=d("100")),), currency="GBP")
    cases = tuple(
        Case((window(APRIL, reading("uptime", outages=[{"clock": clock}]), fee="19.99"),), total)
        for clock, total in (("0:29:59", "0.00"), ("0:30:00", "1.00"), ("1:29:59", "2.00"), ("10:00:00", "19.99"),
                             ("30:00:00", "19.99"))
    )  # fmt: skip
    return Need(terms, ("for each full step of 30 minutes", "at most 100"), cases)


def colocation_climate() -> Need:
    """Warmer than 95 °F for more than 90 minutes: a day's charge for each full hour after that, at most seven."""
    warm = level(
        "Heat",
        LevelKind.ENVIRONMENT,
        "minutes",
        LOWER,
        Worst(),
        numerator="the time without a break in which the intake air is warmer than 95 °F",
        window=EACH,
        targets=(Target(d("90")),),
    )
    shape = Increments(d("60"), d("1"), KeyedOn.MISS, FULL, most=d("7"))
    terms = draft(
        warm, rules=(rule("heat", "heat", shape, unit=CreditUnit.DAYS_OF_SERVICE),), currency="USD", days_in_month=30
    )
    cases = tuple(
        Case((window(APRIL, reading("heat", outages=[{"lasted": lasted}]), fee="3000"),), total)
        for lasted, total in ((90, "0.00"), (149, "0.00"), (150, "100.00"), (209, "100.00"), (1000, "700.00"))
    )
    return Need(terms, ("warmer than 95 °F",), cases)


def leased_line() -> Need:
    """An initial credit of a day at the failure, and a day more for every started four hours after the first four."""
    repair = level("Repair", LevelKind.RESOLUTION, "hours", LOWER, Worst(), window=EACH, targets=(Target(d("0")),))
    first = rule("initial", "repair", Flat(d("1")), unit=CreditUnit.DAYS_OF_SERVICE)
    shape = Increments(d("4"), d("1"), KeyedOn.VALUE, STARTED, grace=d("4"))
    later = rule("later", "repair", shape, unit=CreditUnit.DAYS_OF_SERVICE)
    cap = Cap(d("50"), base=WHOLE, period=CapPeriod.MONTH)
    terms = draft(repair, rules=(first, later), caps=(cap,), currency="EUR")
    cases = tuple(
        Case((window(APRIL, reading("repair", items=[{"taken": taken}]), fee="3000"),), total)
        for taken, total in (("0", "0.00"), ("0.1", "100.00"), ("4", "100.00"), ("4.01", "200.00"), ("8", "200.00"),
                             ("8.01", "300.00"), ("100", "1500.00"))
    )  # fmt: skip
    return Need(terms, ("for each step of 4 hours that has begun",), cases)


def software_service() -> Need:
    """A hundred times the price of the time past the allowance, with a claim in 30 days, in yen."""
    shape = LostTime(d("100"), beyond_allowance=True)
    claim = Claim(within=days(30), anchor=Anchor.WINDOW_END, channel="the support desk")
    terms = draft(
        uptime("99.9"), rules=(rule("lost", "uptime", shape, automatic=False),), claim=claim, currency="JPY",
        caps=(Cap(d("100"), base=WHOLE, period=CapPeriod.MONTH),),
    )  # fmt: skip
    down = reading("uptime", outages=[{"lasted": "43.5"}])
    cases = (
        # 0.3 minutes past the 43.2, times 100: 30 of 43,200 minutes of 12,345 are 8.57 yen.
        Case((window(APRIL, down, fee="12345"),), "9"),
        # 30 days from the end of April: 30 May is a Saturday, so Monday 1 June is in time, and Tuesday is not.
        Case((window(APRIL, {**down, "claimed_on": "2026-06-01"}, fee="12345"),), "9"),
        Case((window(APRIL, {**down, "claimed_on": "2026-06-02"}, fee="12345"),), "0"),
        Case((window(APRIL, reading("uptime", outages=[{"lasted": "43.2"}]), fee="12345"),), "0", ("99.9",), (True,)),
    )
    return Need(terms, ("The Downtime that the Target allows", "within 30 days of"), cases)


def power() -> Need:
    """Each phase by itself; a count of interruptions in a fiscal quarter; dinars of three decimals."""
    fiscal = MeasurementWindow(WindowKind.QUARTER, year_starts=2)
    phases = over("Phase", "L1", "L2", "L3")
    cuts = level("Interruptions", LevelKind.OTHER, "count", LOWER, Count(), window=fiscal, dimensions=phases,
                 targets=(Target(d("1")),), measurement=Measurement(outage=OutageRule(least=seconds(3))))  # fmt: skip
    base = Base(Fee.QUARTERLY_FEE, FeeScope.WHOLE_SERVICE)
    terms = draft(cuts, rules=(rule("cut", "interruptions", Increments(d("1"), d("2.5")), base=base),), currency="KWD")
    blinks = [{"lasted": "2.9", "unit": "seconds"}, {"lasted": 3, "unit": "seconds"}, {"lasted": 1}, {"lasted": 9}]
    bill = {"fees": [{"fee": "quarterly_fee", "amount": "1234.567"}]}
    cases = (
        Case((window("2026-02-01", reading("interruptions", where={"Phase": "L1"}, outages=blinks),
                     reading("interruptions", where={"Phase": "L2"}, outages=blinks[:2])) | bill,),
             "61.728", ("3", "1"), (False, True)),
        Case((window("2026-05-01", reading("interruptions", where={"Phase": "L3"}, value="1")) | bill,), "0.000"),
    )  # fmt: skip
    return Need(terms, ("counted from 1 February",), cases)


def satellite() -> Need:
    """Rain fade does not count and leaves the service time."""
    link = uptime("99.5", exclusions=("rain fade of more than 10 dB",))
    terms = draft(link, rules=(rule("lost", "uptime", Bands(ladder("[99, 99.5) 5", "[-, 99) 20"))),))
    rain = {"start": "2026-04-03T10:00", "end": "2026-04-03T14:00", "excluded": "rain fade"}
    # An outage of 10 hours of which four lie in the rain: 6 of 716 hours are 0.838 %.
    long = {"start": "2026-04-03T08:00", "end": "2026-04-03T18:00"}
    edge = [{"lasted": "214.8"}, {"lasted": 240, "excluded": "rain fade"}]
    cases = (
        Case((window(APRIL, reading("uptime", outages=[long, rain])),), "50.00", ("99.16201117318435754189944134",)),
        Case((window(APRIL, reading("uptime", outages=edge)),), "0.00", ("99.5",)),
    )
    return Need(terms, ("ain fade of more than 10 dB", "Taken out"), cases)


def name_service() -> Need:
    """100 % of the time; what lasts less than 30 seconds does not count; three months of misses end it."""
    rows = Measurement(outage=OutageRule(least=seconds(30)))
    end = TerminationTrigger(misses=3, windows=3, notice=days(10))
    shape = Increments(d("1"), d("1"), KeyedOn.VALUE, STARTED, unit="minutes")
    terms = draft(uptime("100", measurement=rows), rules=(rule("credit", "uptime", shape),), termination=(end,))

    def month(start: str, *lasted: str) -> dict[str, object]:
        outages = [{"lasted": each, "unit": "seconds"} for each in lasted]
        return window(start, reading("uptime", outages=outages))

    cases = (
        Case((month(APRIL, "29.9", "29"),), "0.00", ("100",), (True,)),
        Case((month(APRIL, "30", "29"),), "10.00"),
        # 90 seconds in two outages are two started minutes.
        Case((month(APRIL, "45", "45"),), "20.00"),
        Case((month(APRIL, "60"), month(MAY, "60"), month(JUNE, "60")), "30.00", ends=True),
        # A month that is not in the file is no miss: April, May and July are not three in a row.
        Case((month(APRIL, "60"), month(MAY, "60"), month(JULY, "60")), "30.00", ends=False),
    )
    return Need(terms, ("in 3 Measurement Windows in a row",), cases)


def latency_by_berlin_months() -> Need:
    """A month with a change of the clocks: its length, and the price of its hours, are the real ones."""
    terms = draft(
        uptime("99.9", time_zone="Europe/Berlin"), rules=(rule("lost", "uptime", LostTime(d("1"))),), currency="EUR"
    )
    night = {"start": "2026-03-29T00:00", "end": "2026-03-29T05:00"}
    back = {"start": "2026-10-25T00:00", "end": "2026-10-25T05:00"}
    cases = (
        # Four real hours of 743; six of 745.
        Case((window("2026-03-01", reading("uptime", outages=[night]), fee="743"),), "4.00"),
        Case((window("2026-10-01", reading("uptime", outages=[back]), fee="745"),), "6.00"),
    )
    return Need(terms, ("all hours of all its days",), cases)


KINDS: dict[str, Callable[[], Need]] = {
    made.__name__: made
    for made in (
        object_storage,
        virtual_machine,
        content_delivery,
        hosting,
        colocation_climate,
        leased_line,
        software_service,
        power,
        satellite,
        name_service,
        latency_by_berlin_months,
    )
}
