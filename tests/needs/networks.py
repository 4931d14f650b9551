"""Published agreements of networks, colocation and software, with their figures, each with cases worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Cap,
    CapPeriod,
    Claim,
    CreditUnit,
    Fee,
    FeeScope,
    Payment,
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import (
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    PerOccurrence,
)
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    LevelKind,
    Mean,
    MeanOfRates,
    Measurement,
    MeasurementWindow,
    OutageRule,
    Target,
    TimeShare,
    Total,
    WindowKind,
    Worst,
)
from tests.agreements.quantities import d, days, hours
from tests.needs.drafting import WHOLE, Case, Need, draft, level, reading, rule, uptime, window
from tests.published.drafting import EACH, ladder, over, table

APRIL, MAY, JUNE = "2026-04-01", "2026-05-01", "2026-06-01"
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER
STARTED, FULL = IncrementRounding.STARTED, IncrementRounding.FULL_ONLY
DAYS: dict[str, Any] = {"unit": CreditUnit.DAYS_OF_SERVICE}


def down(*lasted: str | int, of: str = "uptime", start: str = APRIL, **more: Any) -> dict[str, Any]:
    """A month with outages of so many minutes."""
    return window(start, reading(of, outages=[{"lasted": str(each)} for each in lasted]), **more)


def crossroads() -> Need:
    """99.98 %; bands of cumulative unavailability to the second; up to ten minutes are a miss without credit."""
    bands = ladder(
        "(600, 2700] 5", "(2700, 14400] 10", "(14400, 28800] 20", "(28800, 43200] 30", "(43200, 57600] 40",
        "(57600, 86400] 50", "(86400, -) 100",
    )  # fmt: skip
    port = Base(scope=FeeScope.AFFECTED_UNIT, name="the greater of the port’s monthly charge and its usage charges")
    credit = rule("credit", "uptime", Bands(bands, unit="seconds"), base=port)
    terms = draft(uptime("99.98"), rules=(credit,), currency="USD")

    def month(clock: str) -> dict[str, Any]:
        fees = [{"fee": "monthly_fee", "scope": "affected_unit", "amount": "1200"}]
        return window(APRIL, reading("uptime", outages=[{"clock": clock}], fees=fees), fee=None)

    cases = tuple(
        Case((month(clock),), total, met=(met,))
        for clock, total, met in (
            ("0:08:38", "0.00", True), ("0:10:00", "0.00", False), ("0:10:01", "60.00", False),
            ("4:00:00", "120.00", False), ("24:00:00", "600.00", False), ("24:00:01", "1200.00", False),
        )
    )  # fmt: skip
    return Need(terms, ("the greater of the port’s monthly charge",), cases)


def wavelength() -> Need:
    """A ladder below 99.5 %; three months in a row end the circuit, if that is said within 30 days of the third."""
    bands = Bands(ladder("[99.0, 99.5) 40", "[98.5, 99.0) 70", "[-, 98.5) 100"))
    ends = TerminationTrigger(misses=3, windows=3, use_within=days(30), refund_prepaid=False)
    terms = draft(uptime("99.5"), rules=(rule("credit", "uptime", bands),), termination=(ends,), currency="USD")

    def months(*values: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            window(start, reading("uptime", value=value))
            for start, value in zip((APRIL, MAY, JUNE), values, strict=True)
        )

    cases = (
        Case(months("99.4", "98.9", "98.4"), "2100.00", ends=True),
        Case(months("99.4", "99.5", "98.4"), "1400.00", ends=False),
    )
    return Need(terms, ("30 days",), cases)


def computercentric() -> Need:
    """A day of the quarter's charge for each hour that loss above 5 % over any 15 minutes goes on; 27.5 % at most."""
    quarter = Base(Fee.QUARTERLY_FEE, FeeScope.AFFECTED_SERVICE)
    fault = level(
        "Fault",
        LevelKind.QUALITY,
        "hours",
        LOWER,
        Worst(),
        numerator="the time in which Packet Loss over any 15 minutes without a gap is above 5 %",
        window=EACH,
        clock=Clock(ClockStart.TICKET),
        targets=(Target(d("0")),),
    )
    caps = (Cap(d("27.5"), base=quarter, period=CapPeriod.QUARTER),)
    credit = rule("hour", "fault", Increments(d("1"), d("1"), KeyedOn.VALUE, FULL), base=quarter, **DAYS)
    terms = draft(fault, rules=(credit,), caps=caps, currency="GBP")

    def spring(*hours_: str) -> dict[str, Any]:
        fees = [{"fee": "quarterly_fee", "scope": "affected_service", "amount": "9100"}]
        outages = [{"lasted": each, "unit": "hours"} for each in hours_]
        return {"start": APRIL, "fees": fees, "readings": [reading("fault", outages=outages)]}

    # The second quarter has 91 days: a day is 100, and 27.5 % are 2,502.50.
    cases = tuple(
        Case((spring(*lasted),), total)
        for lasted, total in ((("0.9",), "0.00"), (("5.5", "1"), "600.00"), (("20", "20"), "2502.50"))
    )
    return Need(terms, ("27.5 %",), cases)


def finger_lakes() -> Need:
    """Mean round trips below a figure for each region; the figure itself is too slow. Nothing follows."""
    figures = {"trans-Atlantic": "90", "Europe": "45", "North America": "60"}
    trip = level("Latency", LevelKind.PERFORMANCE, "milliseconds", LOWER, Mean(), dimensions=over("Region", *figures),
                 targets=table("Region", figures, strict=True))  # fmt: skip
    told = [
        reading("latency", where={"Region": place}, value=value)
        for place, value in (("Europe", "44.9"), ("North America", "60"), ("trans-Atlantic", "80"))
    ]
    return Need(
        draft(trip, currency="USD"),
        ("Less than 60 milliseconds",),
        (Case((window(APRIL, *told),), "0.00", met=(True, False, True)),),
    )


def cherry_road() -> Need:
    """Days of service for hours of power, percents of loss, milliseconds and late answers, over 30 days in a row."""
    thirty = MeasurementWindow(WindowKind.FIXED_DAYS, length=days(30))
    power = uptime("100", window=thirty)
    loss = level("Loss", LevelKind.QUALITY, "percent", LOWER, EventShare(), window=thirty, targets=(Target(d("0")),))
    trip = level("Latency", LevelKind.PERFORMANCE, "milliseconds", LOWER, Mean(), window=thirty,
                 targets=(Target(d("3")),))  # fmt: skip
    answer = level("Answer", LevelKind.RESPONSE, "minutes", LOWER, Worst(), window=thirty, targets=(Target(d("15")),))
    repair = level("Hardware", LevelKind.RESOLUTION, "hours", LOWER, Worst(), window=EACH, targets=(Target(d("2")),))
    rules = (
        rule("power", "uptime", Increments(d("1"), d("1"), KeyedOn.VALUE, FULL, unit="hours"), **DAYS),
        rule("loss", "loss", Increments(d("1"), d("1"), KeyedOn.VALUE, FULL), **DAYS),
        rule("trip", "latency", Increments(d("3"), d("1"), KeyedOn.MISS, FULL), **DAYS),
        rule("answer", "answer", PerOccurrence(d("1")), **DAYS),
        rule("repair", "hardware", Increments(d("2"), d("1"), KeyedOn.MISS, FULL), **DAYS),
    )
    ends = (TerminationTrigger(floor=d("99"), levels=("uptime",)), TerminationTrigger(floor=d("5"), levels=("loss",)))
    terms = draft(power, loss, trip, answer, repair, rules=rules, termination=ends, days_in_month=30, currency="USD",
                  caps=(Cap(d("100"), base=WHOLE, period=CapPeriod.MONTH),))  # fmt: skip

    def period(*readings: dict[str, Any]) -> Case:
        return Case((window(APRIL, *readings, fee="3000"),))

    bad = period(
        reading("uptime", outages=[{"lasted": "2.5", "unit": "hours"}]),
        reading("loss", events={"total": 1000, "bad": 25}),
        reading("latency", value="9.5"),
        reading("answer", items=[{"taken": 16}, {"taken": 15}, {"taken": 40}]),
        reading("hardware", items=[{"taken": 5}]),
    )
    # 1 % of 720 hours are 7.2 hours.
    cases = (
        bad._replace(total="900.00", ends=False),
        period(reading("uptime", outages=[{"lasted": 432}]))._replace(total="700.00", ends=False),
        period(reading("uptime", outages=[{"lasted": 433}]))._replace(total="700.00", ends=True),
        period(reading("loss", events={"total": 1000, "bad": 51}))._replace(total="500.00", ends=True),
    )
    return Need(terms, ("each period of 30 days",), cases)


def fastly() -> Need:
    """More than 7.2 hours of degraded service in a month, or three months with more than 43.8 minutes, end the term."""
    slow = level("Degraded", LevelKind.AVAILABILITY, "minutes", LOWER, Total(), targets=(Target(d("43.8")),))
    ends = (
        TerminationTrigger(floor=d("432"), levels=("degraded",), use_within=days(30)),
        TerminationTrigger(misses=3, windows=3, levels=("degraded",), use_within=days(30)),
    )
    terms = draft(slow, termination=ends, currency="USD")

    def months(*lost: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            down(each, of="degraded", start=start) for start, each in zip((APRIL, MAY, JUNE), lost, strict=False)
        )

    cases = (
        Case(months("432"), ends=False),
        Case(months("433"), ends=True),
        Case(months("44", "44", "43.9"), ends=True),
        Case(months("44", "43.8", "44"), ends=False),
    )
    return Need(terms, ("43.8", "432"), cases)


def cloudflare() -> Need:
    """100 %; the price of the lost time by the share of visitors whom each outage hit."""
    weighted = Measurement(outage=OutageRule(weighted_by_affected=True))
    terms = draft(uptime("100", measurement=weighted), rules=(rule("lost", "uptime", LostTime()),), currency="USD")

    def month(*outages: tuple[int, int]) -> dict[str, Any]:
        told = [{"lasted": lasted, "affected_percent": share} for lasted, share in outages]
        return window(APRIL, reading("uptime", outages=told), fee="4320")

    # A minute of April costs 0.10. Five percent of the month's minutes, all visitors, are five percent of the fee.
    cases = tuple(
        Case((month(*told),), total)
        for told, total in ((((60, 50),), "3.00"), (((60, 50), (10, 100)), "4.00"), (((2160, 100),), "216.00"))
    )
    return Need(terms, ("the price of the lost time",), cases)


def auth0() -> Need:
    """Four bands below 99.99 %; claimed within ten days of the event; what is left at the end is paid out."""
    bands = Bands(ladder("[99.9, 99.99) 5", "[99.0, 99.9) 10", "[95.0, 99.0) 20", "[-, 95.0) 50"))
    terms = draft(
        uptime("99.99"),
        rules=(rule("credit", "uptime", bands, automatic=False),),
        claim=Claim(days(10), Anchor.INCIDENT_END, channel="the account manager"),
        payment=Payment(paid_out_at_end=True),
        currency="USD",
    )
    cases = tuple(
        Case((window(APRIL, reading("uptime", value=value)),), total)
        for value, total in (
            ("99.99", "0.00"),
            ("99.9", "50.00"),
            ("99", "100.00"),
            ("95", "200.00"),
            ("94.9", "500.00"),
        )
    )
    return Need(terms, ("10 days", "not yet used"), cases)


def atlassian() -> Need:
    """A minute is down above 5 % of errors; ladders by plan; at most the invoice that the credit is set off against."""
    rows = ("[99, 99.9) 10", "[95, 99) 25", "[-, 95) 50")
    bill = Base(Fee.NEXT_BILL, FeeScope.AFFECTED_SERVICE)
    product = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE)
    minute = Measurement(outage=OutageRule(error_rate_percent=d("5")))
    terms = draft(
        uptime(measurement=minute, time_zone="UTC"),
        rules=(rule("credit", "uptime", Bands(ladder(*rows)), base=product, automatic=False),),
        caps=(Cap(d("100"), base=bill, period=CapPeriod.MONTH),),
        claim=Claim(days(15), channel="a ticket"),
        currency="USD",
    )

    def month(minutes_: list[int], invoice: str = "1000") -> dict[str, Any]:
        sums = (("monthly_fee", "1000"), ("next_bill", invoice))
        fees = [{"fee": fee, "scope": "affected_service", "amount": amount} for fee, amount in sums]
        return {"start": APRIL, "fees": fees, "readings": [reading("uptime", error_minutes=minutes_)]}

    cases = (
        # The provider's own example: 60 minutes of 43,200 leave 99.861 %, which earns 10 %.
        Case((month([10] * 60 + [1] * 500),), "100.00"),
        Case((month([5] * 600),), "0.00", ("100",)),
        Case((month([100] * 2161, "120"),), "120.00"),
    )
    return Need(terms, ("more than 5",), cases)


def stedi() -> Need:
    """Platform and module fees only; the bands end with everything below 90 %."""
    fees = Base(scope=FeeScope.AFFECTED_SERVICE, excludes=("usage fees",))
    bands = Bands(ladder("[95, 99.9) 10", "[90, 95) 25", "[-, 90) 100"))
    month = MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=12)
    terms = draft(uptime(window=month), rules=(rule("credit", "uptime", bands, base=fees),), currency="USD")

    def billed(value: str) -> dict[str, Any]:
        fee = [{"fee": "monthly_fee", "scope": "affected_service", "amount": "2500.55"}]
        return {"start": "2026-04-12", "fees": fee, "readings": [reading("uptime", value=value)]}

    cases = tuple(
        Case((billed(value),), total)
        for value, total in (("99.9", "0.00"), ("95", "250.06"), ("94.99", "625.14"), ("89.9", "2500.55"))
    )
    return Need(terms, ("usage fees", "begins on day 12"), cases)


def oracle_objective() -> Need:
    """100 % less the mean of hourly error rates; an objective without a credit."""
    terms = draft(uptime(statistic=MeanOfRates(hours(1)), kind=LevelKind.QUALITY), currency="USD")
    cases = (
        # 720 hours in April: 0.72 of them lost wholly are 0.1 %.
        Case((window(APRIL, reading("uptime", rates=[{"percent": 72}])),), "0.00", ("99.9",), (True,)),
        Case((window(APRIL, reading("uptime", rates=[{"percent": 73}])),), "0.00", met=(False,)),
    )
    return Need(terms, ("all intervals of 1 hour",), cases)


def snowflake() -> Need:
    """Less than 1 % of errors 99.9 % of the time, and less than 10 % for 99.99 %: the same minutes, judged twice."""
    pair = tuple(
        level(name, LevelKind.AVAILABILITY, "percent", HIGHER, TimeShare(), targets=(Target(d(target)),),
              measurement=Measurement(outage=OutageRule(error_rate_percent=d(rate))))
        for name, target, rate in (("Fine", "99.9", "1"), ("Coarse", "99.99", "10"))
    )  # fmt: skip
    rules = tuple(rule(each.id, each.id, Flat(d("10")), group="errors") for each in pair)
    terms = draft(*pair, rules=rules, currency="USD")

    def month(rates: list[int]) -> dict[str, Any]:
        return window(APRIL, *(reading(each.id, error_minutes=rates) for each in pair))

    cases = (
        # 43.2 and 4.32 minutes are allowed.
        Case((month([2] * 43),), "0.00", met=(True, True)),
        Case((month([11] * 5),), "100.00", met=(True, False)),
        Case((month([11] * 50),), "100.00", met=(False, False)),
    )
    return Need(terms, ("more than 10",), cases)


NETWORKS: dict[str, Callable[[], Need]] = {
    made.__name__: made
    for made in (
        crossroads, wavelength, computercentric, finger_lakes, cherry_road, fastly, cloudflare, auth0, atlassian, stedi,
        oracle_objective, snowflake,
    )
}  # fmt: skip
