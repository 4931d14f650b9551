"""Verizon's internet access: a day's charge for every started hour, and nine standards in one document."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Cap,
    CapPeriod,
    Claim,
    Consequences,
    CreditRule,
    CreditUnit,
    Fee,
    FeeScope,
)
from slawizard.agreement.credit_shapes import Flat, IncrementRounding, Increments, KeyedOn
from slawizard.agreement.flexibility import Flexibility, LegalRider
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    LevelKind,
    Mean,
    Metrics,
    ServiceLevel,
    Statistic,
    Target,
    Total,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, hours
from tests.published.drafting import CREDITED, EACH, MONTH, at, frame, nothing_follows, over, say_silent

CIRCUIT = "Circuit"
GUIDE = "the Provider's guide"
CHARGE = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE)
LISTED: tuple[tuple[str, str, LevelKind, str, Direction, Statistic], ...] = (
    ("repair", "Time to repair", LevelKind.RESOLUTION, "hours", Direction.LOWER, Mean()),
    ("latency", "Latency", LevelKind.PERFORMANCE, "milliseconds", Direction.LOWER, Mean()),
    ("packet-delivery", "Packet delivery", LevelKind.QUALITY, "percent", Direction.HIGHER, EventShare()),
    ("jitter", "Jitter", LevelKind.PERFORMANCE, "milliseconds", Direction.LOWER, Mean()),
    ("voice-quality", "Mean opinion score", LevelKind.QUALITY, "score", Direction.HIGHER, Mean()),
    ("outage-reporting", "Reporting of outages", LevelKind.RESPONSE, "minutes", Direction.LOWER, Worst()),
    ("dos-response", "Response to denial of service", LevelKind.SECURITY, "minutes", Direction.LOWER, Worst()),
)
"""Standards that the guide lists, and of which it was not read what they promise."""


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for Internet Dedicated Services",
        frame=frame("Verizon"),
        objectives=Objectives(
            service_name="Internet Dedicated Services",
            service_description="The Provider connects the Customer's sites to the internet.",
        ),
        metrics=Metrics(levels=(_availability(), _installation(), *(_listed(*row) for row in LISTED))),
        consequences=_consequences(),
        flexibility=Flexibility(
            riders=tuple(
                LegalRider(country, "The service levels are commitments that the Provider makes of its own will.")
                for country in ("Germany", "Austria")
            )
        ),
    )
    return say_silent(agreement, partly_read=True)


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Network availability",
        purpose="The network is to be available for 100 % of the month: no hour of it may be lost.",
        unit="hours",
        direction=Direction.LOWER,
        statistic=Total(),
        numerator="cumulative hours of the month in which the network was unavailable",
        targets=(Target(d("0")),),
        exclusions=(
            "equipment at the Customer's premises",
            "access circuits that the Customer ordered",
            "acts and maintenance of the Customer",
            "the Provider's scheduled maintenance",
        ),
    )


def _installation() -> ServiceLevel:
    circuits = ("T1", "T3", "other circuits")
    return ServiceLevel(
        "installation",
        name="Installation time",
        kind=LevelKind.DELIVERY,
        unit="working_days",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="time from complete paperwork to activation",
        window=EACH,
        scope="each circuit in the United States",
        clock=Clock(ClockStart.ORDER, start_words="the completion of the paperwork", stops="the circuit is activated"),
        dimensions=over(CIRCUIT, *circuits),
        targets=(
            Target(d("40"), where=at(CIRCUIT, "T1")),
            Target(d("60"), where=at(CIRCUIT, "T3")),
            Target(
                where=at(CIRCUIT, "other circuits"), due_date=True, words="the date that the Provider gives in writing"
            ),
        ),
    )


def _listed(
    key: str, name: str, kind: LevelKind, unit: str, direction: Direction, statistic: Statistic
) -> ServiceLevel:
    window = EACH if isinstance(statistic, Worst) else MONTH
    return ServiceLevel(
        key,
        name=name,
        kind=kind,
        unit=unit,
        direction=direction,
        statistic=statistic,
        window=window,
        external_table=GUIDE,
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "availability-credit",
                "availability",
                shape=Increments(
                    every=d("1"), credit=d("1"), keyed_on=KeyedOn.MISS, rounding=IncrementRounding.STARTED
                ),
                unit=CreditUnit.DAYS_OF_SERVICE,
                base=CHARGE,
            ),
            CreditRule(
                "installation-credit",
                "installation",
                shape=Flat(d("50")),
                base=Base(Fee.ONE_OFF_CHARGE, FeeScope.AFFECTED_UNIT, name="installation charge billed"),
            ),
        ),
        caps=(Cap(d("100"), base=CHARGE, period=CapPeriod.MONTH, rules=("availability-credit",)),),
        claim=Claim(within=days(30), anchor=Anchor.TICKET_CLOSED, ticket_within=hours(72), channel="the Provider"),
        payment=CREDITED,
        no_consequence=nothing_follows("What the guide says of it was not read.", *(row[0] for row in LISTED)),
    )
