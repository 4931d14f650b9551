"""Step four of the full example: every shape, unit, base, cap and remedy."""

from __future__ import annotations

from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Bonus,
    Cap,
    CapPeriod,
    CapUnit,
    Claim,
    Consequences,
    CreditRule,
    CreditUnit,
    EarnBack,
    EscalationStep,
    Fee,
    FeeScope,
    NoConsequence,
    Payment,
    PaymentForm,
    PointsStep,
    Remedy,
    RemedyKind,
    Stacking,
    StartsBelow,
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
)
from slawizard.agreement.metrics import Coordinate
from tests.agreements.quantities import d, days, euro, hours, minutes, months, working_days


def full_consequences() -> Consequences:
    """Every consequence that an agreement can hold."""
    return Consequences(
        single_breach="",
        repeated_breach="The same Service Level is missed in two Measurement Windows in a row.",
        rules=(*_percent_rules(), *_other_rules()),
        caps=_caps(),
        stacking=Stacking.ADD,
        points_table=(PointsStep(d("2"), d("5")), PointsStep(d("5"), d("10"))),
        points_base=Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE),
        claim=Claim(
            within=days(30),
            anchor=Anchor.WINDOW_END,
            ticket_within=hours(72),
            evidence=("the dates and times of the failure", "the ticket numbers"),
            channel="credits@brightwater.example",
            decided_within=days(45),
        ),
        payment=Payment(PaymentForm.NEXT_INVOICE, days(60), euro("1"), months(12), True),
        days_in_month=30,
        remedies=tuple(
            Remedy(
                kind, "a Service Level is missed", working_days(10), "The other party may comment.", ("availability",)
            )
            for kind in RemedyKind
        ),
        escalation=(
            EscalationStep(hours(4), "Head of Operations", "Service owner"),
            EscalationStep(hours(24), "Managing Director", "Chief Information Officer"),
        ),
        termination=_termination(),
        sole_remedy=True,
        sole_remedy_exceptions=("intent or gross negligence", "a breach of data protection law"),
        counts_toward_liability_cap=True,
        dispute_within=days(30),
        dispute_steps=("the service owners talk", "the managing directors talk", "a mediator is appointed"),
        grace_period=months(1),
        earn_back=EarnBack(3, d("50"), ("requests",)),
        bonuses=(Bonus("availability", d("99.99"), d("2")),),
        no_consequence=(
            NoConsequence("survey", "Both parties want to learn from it, not to pay for it."),
            NoConsequence("response", "The single ticket is paid for already."),
            NoConsequence("restore", "No figure is promised."),
        ),
        suspension="the Customer has not paid an undisputed invoice 60 days after it fell due",
    )


def _percent_rules() -> tuple[CreditRule, ...]:
    return (
        CreditRule(
            "availability-bands",
            "availability",
            where=(Coordinate("Plan", "Standard"),),
            shape=Bands(
                (
                    Band(d("99.0"), True, d("99.5"), False, d("10")),
                    Band(d("95.0"), True, d("99.0"), False, d("25")),
                    Band(None, True, d("95.0"), False, d("50")),
                )
            ),
            starts_below=StartsBelow.MINIMUM,
            group="outage of the platform",
            eligibility=("the Customer uses the newest released client",),
            from_date_note="It applies from 1 March 2027.",
        ),
        CreditRule(
            "availability-lost-time",
            "availability",
            where=(Coordinate("Plan", "Premium"),),
            shape=LostTime(d("10"), minutes(5), True),
            base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE),
            group="outage of the platform",
        ),
        CreditRule(
            "requests-deepest",
            "requests",
            shape=Bands(
                (
                    Band(None, True, d("99.9"), False, d("10")),
                    Band(None, True, d("99"), False, d("25")),
                    Band(None, True, d("95"), False, d("100")),
                ),
                overlap=Overlap.DEEPEST_WINS,
            ),
            base=Base(Fee.QUARTERLY_FEE, FeeScope.WHOLE_SERVICE, excludes=("one-off charges", "travel costs")),
        ),
        CreditRule("rates-flat", "rates", shape=Flat(d("10")), base=Base(Fee.WINDOW_FEE), automatic=True),
        CreditRule(
            "latency-exceedance",
            "latency",
            shape=Bands(
                (
                    Band(d("10"), True, d("25"), False, d("10")),
                    Band(d("25"), True, None, False, d("20")),
                ),
                keyed_on=KeyedOn.MISS_PERCENT,
            ),
            base=Base(Fee.TRAILING_FEE, FeeScope.AFFECTED_REGION, trailing_days=30),
        ),
        CreditRule(
            "throughput-linear",
            "throughput",
            shape=Increments(d("10"), d("1"), KeyedOn.MISS, IncrementRounding.PRO_RATA),
            base=Base(Fee.ANNUAL_TWELFTH, FeeScope.WHOLE_SERVICE),
            most=d("15"),
        ),
        CreditRule(
            "waiting-at-risk",
            "waiting",
            shape=Bands(
                (
                    Band(d("45"), False, d("49"), False, d("25")),
                    Band(d("49"), True, d("55"), False, d("50")),
                    Band(d("55"), True, None, False, d("100")),
                )
            ),
            base=Base(Fee.AT_RISK_AMOUNT, FeeScope.WHOLE_SERVICE, at_risk=euro("20000")),
        ),
    )


def _other_rules() -> tuple[CreditRule, ...]:
    hourly = Increments(d("60"), d("1"), KeyedOn.VALUE, IncrementRounding.STARTED, most=d("24"))
    late = Increments(
        d("1"), d("25"), KeyedOn.MISS, IncrementRounding.STARTED, grace=d("2"), initial=d("50"), most=d("30")
    )
    return (
        CreditRule("outage-days", "outage", shape=hourly, unit=CreditUnit.DAYS_OF_SERVICE),
        CreditRule(
            "activation-late",
            "activation",
            shape=late,
            unit=CreditUnit.MONEY,
            base=Base(Fee.ONE_OFF_CHARGE, FeeScope.AFFECTED_UNIT, name="the installation charge", unit_name="circuit"),
            automatic=True,
        ),
        CreditRule(
            "slow-ticket",
            "single-response",
            shape=PerOccurrence(d("5"), threshold=d("30"), free=1),
            base=Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE),
        ),
        CreditRule("missed-points", "missed", shape=Flat(d("2")), unit=CreditUnit.POINTS),
        CreditRule(
            "temperature-hours",
            "temperature",
            shape=PerOccurrence(d("4")),
            unit=CreditUnit.HOURS_OF_SERVICE,
            base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_UNIT, unit_name="cabinet"),
        ),
        CreditRule(
            "hourly-free",
            "hourly",
            shape=Flat(d("100")),
            base=Base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT),
            automatic=True,
        ),
        CreditRule(
            "resolution-money",
            "resolution",
            shape=Increments(d("4"), d("100"), rounding=IncrementRounding.FULL_ONLY),
            unit=CreditUnit.MONEY,
        ),
    )


def _caps() -> tuple[Cap, ...]:
    whole = FeeScope.WHOLE_SERVICE
    return (
        Cap(d("30"), CapUnit.PERCENT_OF_BASE, Base(Fee.MONTHLY_FEE, whole), CapPeriod.MONTH),
        Cap(d("5000"), CapUnit.MONEY, period=CapPeriod.INCIDENT, rules=("activation-late", "resolution-money")),
        Cap(d("10"), CapUnit.DAYS_OF_SERVICE, period=CapPeriod.WINDOW, rules=("outage-days",)),
        Cap(d("25"), CapUnit.PERCENT_OF_BASE, Base(Fee.QUARTERLY_FEE, whole), CapPeriod.QUARTER),
        Cap(d("15"), CapUnit.PERCENT_OF_BASE, Base(Fee.ANNUAL_FEE, whole), CapPeriod.YEAR),
        Cap(d("12"), CapUnit.PERCENT_OF_BASE, Base(Fee.ANNUAL_FEE, whole), CapPeriod.TRAILING, trailing_months=12),
        Cap(d("8"), CapUnit.PERCENT_OF_BASE, Base(Fee.TERM_FEE, whole), CapPeriod.TERM),
    )


def _termination() -> tuple[TerminationTrigger, ...]:
    return (
        TerminationTrigger(
            misses=2,
            windows=3,
            levels=("availability",),
            needs_notice_of_each=True,
            notify_within=days(7),
            notice=days(30),
            use_within=days(60),
        ),
        TerminationTrigger(floor=d("90"), levels=("availability",), notice=days(10), refund_prepaid=False),
    )
