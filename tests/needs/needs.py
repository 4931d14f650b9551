"""Each need that one published agreement in sixty shows: an agreement, its words, and a case worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slawizard.agreement.consequences import Base, Cap, CapPeriod, CreditUnit, Fee, Payment, PointsPeriod, PointsStep
from slawizard.agreement.credit_shapes import Bands, Flat, IncrementRounding, Increments, PerOccurrence
from slawizard.agreement.expectations import Continuity
from slawizard.agreement.flexibility import LevelChanges
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Dimension,
    Direction,
    EventShare,
    IntervalRule,
    LevelKind,
    Mean,
    MeanOfRates,
    Measurement,
    MeasurementWindow,
    OutageRule,
    RollingMean,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Standing,
    Target,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import Money
from tests.agreements.quantities import d, days, hours, minutes, seconds
from tests.needs.drafting import Case, Need, draft, fixed, level, reading, rule, uptime, window
from tests.published.drafting import EACH, at, ladder, over, table

APRIL, MAY, JUNE = "2026-04-01", "2026-05-01", "2026-06-01"
MISSED = reading("uptime", value="99.5")
TEN = rule("credit", "uptime", Flat(d("10")))
LOWER, HIGHER = Direction.LOWER, Direction.HIGHER


def conditional_sole_remedy() -> Need:
    """Sole remedy with listed exceptions."""
    terms = draft(uptime(), rules=(TEN,), sole_remedy=True, sole_remedy_exceptions=("intent or gross negligence",))
    phrases = ("are all that the Customer may claim", "rights because of intent or gross negligence")
    return Need(terms, phrases, (Case((window(APRIL, MISSED),), "100.00"),))


def credit_payout() -> Need:
    """Unused credit paid out at the end."""
    terms = draft(uptime(), rules=(TEN,), payment=Payment(paid_out_at_end=True))
    phrases = ("pay out, with its last invoice, every Service Credit that is granted and not yet used",)
    return Need(terms, phrases, (Case((window(APRIL, MISSED),), "100.00"),))


def credit_points() -> Need:
    """Failures earn points, and the sum of a month's points is converted by a table."""
    tickets = level("Tickets", LevelKind.RESPONSE, "percent", HIGHER, ShareWithin(hours(4)), targets=(Target(d("95")),))
    points: dict[str, Any] = {"unit": CreditUnit.POINTS}
    rules = (rule("up", "uptime", Flat(d("3")), **points), rule("late", "tickets", Flat(d("2")), **points))
    steps = (PointsStep(d("3"), d("5")), PointsStep(d("5"), d("12")))
    terms = draft(uptime(), tickets, rules=rules, points_table=steps, points_base=TEN.base)
    late, kept = reading("tickets", value="90"), reading("tickets", value="95")
    cases = (
        Case((window(APRIL, MISSED, late),), "120.00"),
        Case((window(APRIL, MISSED, kept),), "50.00"),
        Case((window(APRIL, reading("uptime", value="99.9"), late),), "0.00"),
    )
    return Need(terms, ("Credit Points", "the last row of this table whose number of points it reaches"), cases)


def quarterly_points() -> Need:
    """Points of a fiscal quarter, of which the sum earns a share of the quarter's fee."""
    base = Base(Fee.QUARTERLY_FEE, TEN.base.scope)
    terms = draft(
        uptime(),
        rules=(rule("up", "uptime", Flat(d("2")), unit=CreditUnit.POINTS),),
        points_table=(PointsStep(d("3"), d("1")), PointsStep(d("6"), d("4"))),
        points_base=base,
        points_period=PointsPeriod.QUARTER,
        year_starts=2,
    )
    bill = {"fees": [{"fee": "quarterly_fee", "amount": "30000"}]}
    quarter = tuple(window(start, MISSED, fee=None) | bill for start in (APRIL, MAY, JUNE))
    # April ends the quarter from February; May and June are of the next one.
    cases = (Case(quarter, "300.00"), Case(quarter[:2], "0.00"))
    phrases = ("begin in the same period of three months, counted from 1 February", "pass to another quarter")
    return Need(terms, phrases, cases)


def dwell_time() -> Need:
    """Above 35 °C for more than 90 minutes: only longer stretches count, and they count in full."""
    warm = level(
        "Temperature",
        LevelKind.ENVIRONMENT,
        "minutes",
        LOWER,
        Worst(),
        numerator="the time without a break in which the air at the cold aisle is warmer than 35 °C",
        window=EACH,
        targets=(Target(d("90")),),
    )
    terms = draft(warm, rules=(rule("warm", "temperature", Flat(d("5"))),))
    cases = (
        Case((window(APRIL, reading("temperature", outages=[{"lasted": 90}])),), "0.00", ("90",), (True,)),
        Case((window(APRIL, reading("temperature", outages=[{"lasted": 91}])),), "50.00", ("91",), (False,)),
        Case((window(APRIL, reading("temperature", outages=[{"lasted": 60}, {"lasted": 80}])),), "0.00"),
    )
    return Need(terms, ("warmer than 35 °C", "90 minutes"), cases)


def fixed_month() -> Need:
    """Every month counts as 30 days."""
    month = MeasurementWindow(WindowKind.CALENDAR_MONTH, counts_as=days(30))
    terms = draft(uptime("99.9", window=month), rules=(TEN,), days_in_month=30)
    # 43.2 minutes are the allowance in every month, also in May, whose 31 days would allow 44.64.
    cases = (
        Case((window(MAY, reading("uptime", outages=[{"lasted": "43.2"}])),), "0.00", ("99.9",)),
        Case((window(MAY, reading("uptime", outages=[{"lasted": "43.3"}])),), "100.00"),
        Case((window(MAY, reading("uptime", outages=[{"lasted": 31, "unit": "days"}])),), "100.00", ("0",)),
    )
    return Need(terms, ("counts as 30 days, whatever its real length",), cases)


def future_base() -> Need:
    """A percentage of the next bill."""
    terms = draft(uptime(), rules=(rule("credit", "uptime", Flat(d("10")), base=Base(Fee.NEXT_BILL, TEN.base.scope)),))
    bill = {"fees": [{"fee": "next_bill", "amount": "840.50"}]}
    return Need(
        terms, ("the Fees on the first invoice after the miss",), (Case((window(APRIL, MISSED) | bill,), "84.05"),)
    )


def informational_metric() -> Need:
    """Figures outside the agreement's consequences."""
    told = uptime(standing=Standing.INFORMATIONAL)
    terms = draft(told)
    case = Case((window(APRIL, MISSED),), "0.00", ("99.5",))
    return Need(terms, ("for information", "Not to reach it is no miss"), (case,))


def initial_credit() -> Need:
    """100 at once, and 20 for each started hour of the miss; or only after the first day."""
    repair = level("Repair", LevelKind.RESOLUTION, "hours", LOWER, Worst(), window=EACH, targets=(Target(d("4")),))
    started = Increments(d("1"), d("20"), rounding=IncrementRounding.STARTED, initial=d("100"))
    terms = draft(repair, rules=(fixed("late", "repair", started),))
    cases = tuple(
        Case((window(APRIL, reading("repair", items=[{"taken": taken}])),), total)
        for taken, total in (("4", "0.00"), ("4.01", "120.00"), ("6", "140.00"), ("6.5", "160.00"))
    )
    return Need(terms, ("is added once, as soon as anything counts", "for each step of 1 hour that has begun"), cases)


def interval_granularity() -> Need:
    """Availability in fixed intervals of five minutes: one is down if the service is down throughout it."""
    rows = Measurement(outage=OutageRule(interval=minutes(5)))
    terms = draft(uptime("99.95", measurement=rows), rules=(TEN,))
    # 10:01 to 10:14 holds the whole intervals 10:05 to 10:10 only: 5 minutes of 43,200.
    short = [{"start": "2026-04-03T10:01", "end": "2026-04-03T10:14"}]
    # 10:00 to 10:25 are five whole ones: 25 of 43,200 are more than 0.05 % (21.6).
    long = [{"start": "2026-04-03T10:00", "end": "2026-04-03T10:25"}]
    cases = (
        Case((window(APRIL, reading("uptime", outages=short)),), "0.00", ("99.98842592592592592592592593",)),
        Case((window(APRIL, reading("uptime", outages=long)),), "100.00", ("99.94212962962962962962962963",)),
    )
    return Need(terms, ("whole intervals of 5 minutes", "cannot be used throughout it"), cases)


def interval_of_any_part() -> Need:
    """The same, where any moment without service makes the whole interval down, by error rates of intervals."""
    outage = OutageRule(interval=minutes(5), interval_when=IntervalRule.ANY_PART, error_rate_percent=d("5"))
    terms = draft(uptime("99.95", measurement=Measurement(outage=outage)), rules=(TEN,))
    touched = [{"start": "2026-04-03T10:04", "end": "2026-04-03T10:06"}]
    cases = (
        # Two intervals: 10 minutes of 43,200.
        Case((window(APRIL, reading("uptime", outages=touched)),), "0.00", ("99.97685185185185185185185185",)),
        # Five intervals above 5 %; exactly 5 % is not above it.
        Case((window(APRIL, reading("uptime", error_minutes=[6, 6, 5, 6, 6, 100])),), "100.00"),
    )
    return Need(terms, ("at any moment of it", "An interval counts as Downtime if more than 5"), cases)


def matrix_targets() -> Need:
    """Origin × destination."""
    places = ("Lisbon", "Oslo")
    cells = {("Lisbon", "Oslo"): "48", ("Oslo", "Lisbon"): "40", ("Lisbon", "Lisbon"): "3", ("Oslo", "Oslo"): "2"}
    targets = tuple(
        Target(d(figure), where=(Coordinate("From", origin), Coordinate("To", goal)))
        for (origin, goal), figure in cells.items()
    )
    trip = level(
        "Round trip",
        LevelKind.PERFORMANCE,
        "milliseconds",
        LOWER,
        Mean(),
        dimensions=(Dimension("From", places), Dimension("To", places)),
        targets=targets,
    )
    terms = draft(trip, rules=(fixed("slow", "round-trip", Increments(d("1"), d("25"))),))
    there, back = {"From": "Lisbon", "To": "Oslo"}, {"From": "Oslo", "To": "Lisbon"}
    both = (reading("round-trip", where=there, value="44"), reading("round-trip", where=back, value="44"))
    return Need(
        terms, ("Lisbon", "Oslo", "48"), (Case((window(APRIL, *both),), "100.00", ("44", "44"), (True, False)),)
    )


def min_payout() -> Need:
    """Nothing below one euro is paid."""
    terms = draft(uptime(), rules=(TEN,), payment=Payment(least=Money(d("1"), "EUR"), paid_out_at_end=False))
    cases = (
        Case((window(APRIL, MISSED, fee="9.94"),), "0.00"),
        Case((window(APRIL, MISSED, fee="10"),), "1.00"),
    )
    return Need(terms, ("come to less than", "they are not paid"), cases)


def renegotiation() -> Need:
    """Service levels may be changed once a year."""
    changes = LevelChanges(how_to_add="in writing", how_to_retire="in writing", changes_per_year=1)
    terms = draft(uptime(), rules=(TEN,), parts={"flexibility.level_changes": changes})
    return Need(terms, ("once in",), (Case((window(APRIL, MISSED),), "100.00"),))


def rolling_average() -> Need:
    """The mean of this month and the one before."""
    terms = draft(uptime(statistic=RollingMean(2)), rules=(TEN,))
    up = {name: window(name, reading("uptime", value=value)) for name, value in
          ((APRIL, "99.5"), (MAY, "100"), (JUNE, "99.8"))}  # fmt: skip
    cases = (
        # (99.5 + 100) / 2 = 99.75 misses; (100 + 99.8) / 2 = 99.9 keeps.
        Case(tuple(up.values()), "100.00", (None, "99.75", "99.9"), (None, False, True)),
        Case((up[APRIL], up[JUNE]), "0.00", (None, None)),
    )
    return Need(terms, ("the values of this Measurement Window and of those before it, 2 in all",), cases)


def rpo_rto() -> Need:
    """Recovery within an hour, to a point at most 30 seconds back."""
    times: dict[str, Any] = {"unit": "seconds", "direction": LOWER, "statistic": Worst(), "window": EACH}
    back = ServiceLevel("rpo", "Recovery point", LevelKind.DATA, targets=(Target(d("30")),), **times)
    whole = ServiceLevel("rto", "Recovery time", LevelKind.RECOVERY, targets=(Target(d("3600")),), **times)
    terms = draft(
        back,
        whole,
        rules=(rule("late", "rto", Flat(d("10"))),),
        parts={"expectations.continuity": Continuity(recovery_time=hours(1), recovery_point=seconds(30))},
    )
    late = (reading("rpo", items=[{"taken": 30}]), reading("rto", items=[{"taken": "1.5", "unit": "hours"}]))
    return Need(
        terms, ("30 seconds", "1 hour"), (Case((window(APRIL, *late),), "100.00", ("30", "5400"), (True, False)),)
    )


def sliding_window() -> Need:
    """Packet loss over any 15 minutes without a gap."""
    loss = level(
        "Loss",
        LevelKind.QUALITY,
        "percent",
        LOWER,
        EventShare(),
        window=MeasurementWindow(WindowKind.SLIDING, length=minutes(15)),
        targets=(Target(d("1")),),
    )
    terms = draft(loss, rules=(rule("loss", "loss", Flat(d("2"))),))
    worst = reading("loss", events={"total": 10000, "bad": 101})
    at_limit = reading("loss", events={"total": 10000, "bad": 100})
    cases = (
        Case((window("2026-04-03T10:07", worst),), "20.00", ("1.01",), (False,)),
        Case((window("2026-04-03T10:07", at_limit),), "0.00", ("1",), (True,)),
    )
    return Need(terms, ("any period of 15 minutes without a gap, whenever it begins",), cases)


def throughput() -> Need:
    """At least so many requests a second, by origin."""
    rate = level(
        "Throughput",
        LevelKind.PERFORMANCE,
        "per_second",
        HIGHER,
        Worst(),
        dimensions=over("Origin", "EU", "US"),
        targets=table("Origin", {"EU": "500", "US": "800"}),
    )
    terms = draft(rate, rules=(rule("slow", "throughput", Flat(d("3"))),))
    low = (
        reading("throughput", where={"Origin": "EU"}, samples=["510", "499.9", "620"]),
        reading("throughput", where={"Origin": "US"}, samples=["800", "900"]),
    )
    return Need(terms, ("500 requests per second",), (Case((window(APRIL, *low),), "30.00", ("499.9", "800")),))


def unilateral_suspension() -> Need:
    """The provider may suspend the consequences."""
    terms = draft(uptime(), rules=(TEN,), suspension="the Customer owes Fees for more than 60 days")
    away = window(APRIL, MISSED, suspended="fees are owed since January")
    cases = (Case((away, window(MAY, MISSED)), "100.00", met=(False, False)),)
    return Need(terms, ("may suspend the consequences", "owes Fees for more than 60 days"), cases)


def update_cadence() -> Need:
    """An update every hour for the highest severity, every day for the next."""
    severities = (
        Severity("p1", "P1", "The service is down.", update=hours(1)),
        Severity("p2", "P2", "The service is slow.", update=days(1)),
    )
    told = level(
        "Updates", LevelKind.RESPONSE, "hours", LOWER, Worst(), window=EACH, severity_time=SeverityTime.UPDATE,
        clock=Clock(ClockStart.TICKET, start_words="the update before"),
    )  # fmt: skip
    terms = draft(
        told, rules=(fixed("silent", "updates", PerOccurrence(d("50"))),), parts={"metrics.severities": severities}
    )
    gaps = [{"severity": "P1", "taken": "1"}, {"severity": "P1", "taken": "1.2"}, {"severity": "P2", "taken": "20"}]
    return Need(terms, ("each time that the interval between updates",),
                (Case((window(APRIL, reading("updates", items=gaps)),), "50.00"),))  # fmt: skip


def variant_caps() -> Need:
    """A cap of its own for each plan."""
    plans = over("Plan", "Basic", "Gold")
    target = table("Plan", {"Basic": "99.5", "Gold": "99.9"})
    rules = tuple(
        rule(plan, "uptime", Increments(d("0.1"), d("5")), where=at("Plan", name)) for plan, name in
        (("basic", "Basic"), ("gold", "Gold"))
    )  # fmt: skip
    caps = (
        Cap(d("10"), base=rules[0].base, period=CapPeriod.MONTH, rules=("basic",)),
        Cap(d("50"), base=rules[0].base, period=CapPeriod.MONTH, rules=("gold",)),
    )
    terms = draft(uptime(dimensions=plans, targets=target), rules=rules, caps=caps)
    both = tuple(reading("uptime", where={"Plan": name}, value="99.0") for name in ("Basic", "Gold"))
    # 0.5 points below Basic are 25 %, cut to 10 %; 0.9 below Gold are 45 %.
    return Need(terms, ("the Service Credits for",), (Case((window(APRIL, *both),), "550.00"),))


def workaround_satisfies() -> Need:
    """Made safe, with a plan agreed, satisfies completion."""
    made = level(
        "Repair",
        LevelKind.RESOLUTION,
        "hours",
        LOWER,
        Worst(),
        window=EACH,
        targets=(Target(d("8")),),
        clock=Clock(ClockStart.TICKET, stops="the place is safe and the Customer has agreed to a plan for the rest"),
    )
    terms = draft(made, rules=(rule("late", "repair", Flat(d("5"))),))
    safe = [{"opened": "2026-04-03T08:00", "done": "2026-04-03T16:00"}]
    return Need(terms, ("the place is safe and the Customer has agreed to a plan",),
                (Case((window(APRIL, reading("repair", items=safe)),), "0.00", ("8",), (True,)),))  # fmt: skip


def mean_of_short_rates() -> Need:
    """Error rates of five minutes, of which the mean counts."""
    terms = draft(
        uptime("99.9", statistic=MeanOfRates(minutes(5)), kind=LevelKind.QUALITY),
        rules=(rule("credit", "uptime", Bands(ladder("[99.0, 99.9) 10", "[-, 99.0) 25"))),),
    )
    # 8,640 intervals in April: 9 at 100 % make 0.104 %; 8 at 100 % and one at 64 % are exactly 0.1 %.
    cases = (
        Case((window(APRIL, reading("uptime", rates=[{"count": 9, "percent": 100}])),), "100.00"),
        Case(
            (window(APRIL, reading("uptime", rates=[{"count": 8, "percent": 100}, {"percent": 64}])),),
            "0.00",
            ("99.9",),
        ),
    )
    return Need(terms, ("all intervals of 5 minutes",), cases)


NEEDS: dict[str, Callable[[], Need]] = {
    made.__name__: made
    for made in (
        conditional_sole_remedy, credit_payout, credit_points, quarterly_points, dwell_time, fixed_month, future_base,
        informational_metric, initial_credit, interval_granularity, interval_of_any_part, matrix_targets, min_payout,
        renegotiation, rolling_average, rpo_rto, sliding_window, throughput, unilateral_suspension, update_cadence,
        variant_caps, workaround_satisfies, mean_of_short_rates,
    )
}  # fmt: skip
