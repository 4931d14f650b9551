"""MS Powerhouse: a target and a lower minimum, credits for late answers, all added up under one cap."""

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
    Fee,
    FeeScope,
    StartsBelow,
)
from slawizard.agreement.credit_shapes import Bands, PerOccurrence
from slawizard.agreement.expectations import Expectations, Maintenance
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    LevelKind,
    Measurement,
    Metrics,
    Rounding,
    ServiceLevel,
    Severity,
    SeverityTime,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, hours, minutes
from tests.published.drafting import (
    ALWAYS,
    CREDITED,
    MONTH,
    at,
    frame,
    ladder,
    nothing_follows,
    over,
    say_silent,
)

SEVERITY = "severity"
TIMES = {
    "P1": (minutes(15), hours(4)),
    "P2": (hours(1), hours(8)),
    "P3": (hours(4), hours(24)),
    "P4": (hours(8), hours(72)),
}
"""Response and resolution by priority."""
FEES = Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for managed services and support",
        frame=frame("MS Powerhouse"),
        objectives=Objectives(
            service_name="Managed services and support",
            service_description="The Provider runs and watches the Customer's systems and helps its users.",
            calendars=(ALWAYS,),
            support_hours="always",
        ),
        expectations=Expectations(maintenance=Maintenance(notice=hours(48), emergency_notice=hours(4))),
        metrics=Metrics(
            levels=(_availability(), _response(), _resolution()),
            severities=tuple(
                Severity(name, name=name, calendar="always", response=response, resolution=resolution)
                for name, (response, resolution) in TIMES.items()
            ),
        ),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Managed service availability",
        targets=(Target(d("99.9"), minimum=d("99.5")),),
        exclusions=("planned maintenance",),
        measurement=Measurement(rounding=Rounding(2)),
    )


def _response() -> ServiceLevel:
    return ServiceLevel(
        "response",
        name="Response by priority",
        kind=LevelKind.RESPONSE,
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=MONTH,
        scope="each ticket",
        clock=Clock(ClockStart.TICKET),
        severity_time=SeverityTime.RESPONSE,
        dimensions=over(SEVERITY, *TIMES),
    )


def _resolution() -> ServiceLevel:
    return ServiceLevel(
        "resolution",
        name="Resolution target",
        kind=LevelKind.RESOLUTION,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=MONTH,
        scope="each ticket",
        clock=Clock(ClockStart.TICKET),
        severity_time=SeverityTime.RESOLUTION,
        dimensions=over(SEVERITY, *TIMES),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "availability-credit",
                "availability",
                shape=Bands(ladder("[99.0, 99.49] 10", "[98.0, 98.99] 25", "[-, 98.0) 50")),
                base=FEES,
                starts_below=StartsBelow.MINIMUM,
            ),
            CreditRule(
                "p1-response",
                "response",
                at(SEVERITY, "P1"),
                shape=PerOccurrence(d("5"), threshold=d("30")),
                base=FEES,
            ),
            CreditRule(
                "p2-response",
                "response",
                at(SEVERITY, "P2"),
                shape=PerOccurrence(d("3"), threshold=d("120")),
                base=FEES,
            ),
        ),
        caps=(Cap(d("50"), base=FEES, period=CapPeriod.MONTH),),
        claim=Claim(within=days(30), anchor=Anchor.INCIDENT_END),
        payment=CREDITED,
        sole_remedy=True,
        no_consequence=nothing_follows("The text names a target without a credit.", "resolution"),
    )
