"""UpCloud: fifty times the price of the lost time, up to what was charged in the thirty days before."""

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
from slawizard.agreement.credit_shapes import LostTime
from slawizard.agreement.expectations import Expectations, Maintenance
from slawizard.agreement.metrics import Measurement, Metrics, OutageRule, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, hours, minutes
from tests.published.drafting import CREDITED, EACH, frame, say_silent


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for virtual servers and network",
        frame=frame("UpCloud"),
        objectives=Objectives(
            service_name="Virtual servers and network",
            service_description="The Provider runs virtual servers and connects them to the internet.",
        ),
        expectations=Expectations(
            maintenance=Maintenance(notice=hours(24)),
            known_limits=("Important security updates and patches may be put in place without notice.",),
        ),
        metrics=Metrics(levels=(_availability(),)),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Server and network availability",
        scope="each unscheduled interruption by a failure of hardware or telecommunication",
        window=EACH,
        targets=(Target(d("100")),),
        measurement=Measurement(outage=OutageRule(least=minutes(5), least_exclusive=True)),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "interruption-credit",
                "availability",
                shape=LostTime(multiplier=d("50")),
                unit=CreditUnit.HOURS_OF_SERVICE,
                base=Base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT),
            ),
        ),
        caps=(
            Cap(
                d("100"),
                base=Base(Fee.TRAILING_FEE, FeeScope.WHOLE_SERVICE, trailing_days=30),
                period=CapPeriod.INCIDENT,
            ),
        ),
        claim=Claim(within=days(15), anchor=Anchor.INCIDENT_END),
        payment=CREDITED,
    )
