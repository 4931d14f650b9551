"""Agreements on people's work and on whole contracts, each with cases worked out by hand, at the edges above all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slawizard.agreement.consequences import Base, Cap, CapPeriod, CapUnit, CreditUnit, EarnBack, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, Flat, IncrementRounding, Increments, KeyedOn
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    LevelKind,
    Mean,
    Measurement,
    MeasurementWindow,
    Rounding,
    ShareWithin,
    Survey,
    Target,
    WindowKind,
    Worst,
)
from tests.agreements.quantities import d, minutes, seconds
from tests.needs.drafting import WHOLE, Case, Need, draft, level, reading, rule, uptime, window
from tests.published.drafting import EACH, QUARTER, ladder

APRIL, MAY, JUNE, JULY = "2026-04-01", "2026-05-01", "2026-06-01", "2026-07-01"
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER
MISSED = reading("uptime", value="99.5")
STARTED, FULL = IncrementRounding.STARTED, IncrementRounding.FULL_ONLY


def logistics() -> Need:
    """Half a percent of an order's value for each day late, ten percent of that order at most."""
    late = level("Delivery", LevelKind.DELIVERY, "days", LOWER, Worst(), window=EACH, targets=(Target(d("0")),),
                 clock=Clock(ClockStart.PROMISED_DATE))  # fmt: skip
    order = Base(Fee.ORDER_VALUE, FeeScope.AFFECTED_UNIT)
    shape = Increments(d("1"), d("0.5"), KeyedOn.MISS, STARTED)
    terms = draft(
        late,
        rules=(rule("late", "delivery", shape, base=order),),
        caps=(Cap(d("10"), base=order, period=CapPeriod.INCIDENT),),
    )

    def orders(*done: tuple[str, str]) -> dict[str, object]:
        readings = (
            reading(
                "delivery",
                items=[{"promised": "2026-04-10", "done": day}],
                fees=[{"fee": "order_value", "scope": "affected_unit", "amount": value}],
            )
            for day, value in done
        )
        return window(APRIL, *readings, fee=None)

    cases = (
        Case((orders(("2026-04-10", "1000")),), "0.00", met=(True,)),
        Case((orders(("2026-04-13", "1000")),), "15.00"),
        Case((orders(("2026-05-30", "1000"), ("2026-04-11", "333.33")),), "101.67"),
    )
    return Need(terms, ("value of the order",), cases)


def call_centre() -> Need:
    """80 % of calls within 20 seconds, and at most 5 % abandoned; whole percents."""
    whole = Measurement(rounding=Rounding(0))
    answer = level("Answer", LevelKind.RESPONSE, "percent", HIGHER, ShareWithin(seconds(20)),
                   targets=(Target(d("80")),), measurement=whole)  # fmt: skip
    lost = level("Abandoned", LevelKind.QUALITY, "percent", LOWER, EventShare(), targets=(Target(d("5")),))
    shape = Increments(d("1"), d("1.5"), KeyedOn.MISS, FULL)
    terms = draft(answer, lost, rules=(rule("slow", "answer", shape), rule("gone", "abandoned", Flat(d("2")))))
    cases = (
        # 795 of 1,000 are 79.5 %, rounded half up to 80 %.
        Case((window(APRIL, reading("answer", events={"total": 1000, "bad": 205})),), "0.00", ("80",), (True,)),
        Case((window(APRIL, reading("answer", events={"total": 1000, "bad": 206}),
                     reading("abandoned", events={"total": 1000, "bad": 50})),), "15.00", ("79", "5"), (False, True)),
        Case((window(APRIL, reading("answer", items=[{"taken": "20"}, {"taken": "20.1"}]),
                     reading("abandoned", events={"total": 999, "bad": 50})),), "470.00",
             ("50", "5.005005005005005005005005005")),
    )  # fmt: skip
    return Need(terms, ("within 20 seconds", "Half up to a whole number"), cases)


def satisfaction() -> Need:
    """85 % of the answers give 4 or 5; with fewer than ten answers the quarter does not count."""
    asked = Survey(question="How satisfied are you?", least_responses=10, held="every quarter")
    csat = level("Satisfaction", LevelKind.SATISFACTION, "percent", HIGHER, EventShare(), window=QUARTER,
                 targets=(Target(d("85")),), survey=asked)  # fmt: skip
    base = Base(Fee.QUARTERLY_FEE, FeeScope.WHOLE_SERVICE)
    terms = draft(csat, rules=(rule("low", "satisfaction", Flat(d("3")), base=base),))
    bill = {"fees": [{"fee": "quarterly_fee", "amount": "30000"}]}
    cases = (
        Case(
            (window(APRIL, reading("satisfaction", samples=[5, 4, 4, 5, 4, 4, 5, 4, 3, 1])) | bill,), "900.00", ("80",)
        ),
        Case((window(APRIL, reading("satisfaction", samples=[1] * 9)) | bill,), "0.00", (None,), (None,)),
        Case((window(APRIL, reading("satisfaction", samples=[4] * 17 + [3] * 3)) | bill,), "0.00", ("85",), (True,)),
    )
    return Need(terms, ("that give 4 or more on a scale from 1 to 5", "10 answers"), cases)


def service_desk() -> Need:
    """Availability, answers and repairs hit by one incident; credits add up under one cap of the quarter."""
    desk = level("Answers", LevelKind.RESPONSE, "minutes", LOWER, Mean(), targets=(Target(d("15")),))
    rules = (
        rule("up", "uptime", Bands(ladder("[99, 99.9) 10", "[-, 99) 20"))),
        rule("answer", "answers", Bands(ladder("(15, 30] 5", "(30, -) 8"))),
    )
    caps = (Cap(d("15"), base=WHOLE, period=CapPeriod.MONTH), Cap(d("300"), CapUnit.MONEY, period=CapPeriod.QUARTER))
    terms = draft(uptime(), desk, rules=rules, caps=caps, earn_back=EarnBack(2, d("50"), ("uptime",)))

    def month(start: str, up: str, answers: str) -> dict[str, object]:
        return window(start, reading("uptime", value=up), reading("answers", value=answers))

    cases = (
        Case((month(APRIL, "99", "30"),), "150.00"),
        # 280 is cut to 150; June's 50 finds nothing left of the quarter's 300; July is another quarter. June and July
        # keep the availability that May missed, so half of May's 100 goes back.
        Case((month(APRIL, "98", "31"), month(MAY, "99.5", "15.1"), month(JUNE, "99.9", "16"),
              month(JULY, "99.9", "16")), "300.00"),
        # April's 100 for availability: May and June are kept, and half of it goes back.
        Case((month(APRIL, "99.5", "15"), month(MAY, "99.9", "15"), month(JUNE, "100", "15")), "50.00"),
    )  # fmt: skip
    return Need(terms, ("earns back 50", "Within a period, the Service Credits of earlier"), cases)


def outsourcing() -> Need:
    """12 % of the month at risk, a weight for each service level, twice as much for a repeated miss, earn-back."""
    pool = Base(scope=FeeScope.WHOLE_SERVICE, share_percent=d("12"))
    desk = level("Answers", LevelKind.RESPONSE, "percent", HIGHER, ShareWithin(minutes(15)), targets=(Target(d("95")),))
    rules = (
        rule("up", "uptime", Flat(d("40")), base=pool, repeat_factor=d("2"), repeat_within=2),
        rule("answer", "answers", Flat(d("25")), base=pool, repeat_factor=d("1.5")),
    )
    caps = (Cap(d("100"), base=pool, period=CapPeriod.MONTH),)
    terms = draft(uptime(), desk, rules=rules, caps=caps, earn_back=EarnBack(3, d("100"), ("answers",)))

    def month(start: str, up: str, answers: str) -> dict[str, object]:
        return window(start, reading("uptime", value=up), reading("answers", value=answers), fee="100000")

    cases = (
        # 12,000 are at risk: 40 % are 4,800 and 25 % are 3,000.
        Case((month(APRIL, "99.8", "94.9"),), "7800.00"),
        # May misses both again: 9,600 and 4,500 are more than the 12,000 at risk.
        Case((month(APRIL, "99.8", "94.9"), month(MAY, "99.8", "94.9")), "19800.00"),
        # June looks two months back for availability, one back for answers: 9,600 and 3,000, of which 12,000 are paid.
        Case((month(APRIL, "99.8", "94"), month(MAY, "99.9", "95"), month(JUNE, "99", "94")), "19800.00"),
        # Answers are kept from May to July, and April's 3,000 go back.
        Case((month(APRIL, "99.9", "94"), month(MAY, "99.9", "95"), month(JUNE, "99.9", "95"),
              month(JULY, "99.9", "95")), "0.00"),
    )  # fmt: skip
    phrases = (
        "12 % of the Monthly Fee",
        "also missed in one of the 2 Measurement Windows right before this one, the Service Credit is multiplied by 2",
        "also missed in the Measurement Window right before this one, the Service Credit is multiplied by 1.5",
    )
    return Need(terms, phrases, cases)


def fiscal_years() -> Need:
    """Quarters from February, a day's price in such a quarter, and a cap for each year from February."""
    base = Base(Fee.QUARTERLY_FEE, FeeScope.WHOLE_SERVICE)
    fiscal = MeasurementWindow(WindowKind.QUARTER, year_starts=2)
    day: dict[str, Any] = {"unit": CreditUnit.DAYS_OF_SERVICE, "base": base}
    terms = draft(
        uptime(window=fiscal),
        rules=(rule("day", "uptime", Flat(d("1")), **day),),
        caps=(Cap(d("250"), CapUnit.MONEY, period=CapPeriod.YEAR),),
        year_starts=2,
    )

    def quarter(start: str, fee: str) -> dict[str, object]:
        return {"start": start, "fees": [{"fee": "quarterly_fee", "amount": fee}], "readings": [MISSED]}

    cases = (
        # February to April 2026 have 89 days; the calendar's first quarter has 90.
        Case((quarter("2026-02-01", "8900"),), "100.00"),
        # November to January have 92 days and are of the same year as February; the next February is not.
        Case((quarter("2026-02-01", "8900"), quarter("2026-05-01", "9200"), quarter("2026-11-01", "9200"),
              quarter("2027-02-01", "8900")), "350.00"),
    )  # fmt: skip
    return Need(terms, ("for one year", "counted from 1 February"), cases)


CONTRACTS: dict[str, Callable[[], Need]] = {
    made.__name__: made for made in (logistics, call_centre, satisfaction, service_desk, outsourcing, fiscal_years)
}
