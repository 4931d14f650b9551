"""Amazon Compute: a region's and a single instance's uptime, and the hour that is not charged."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Anchor, Base, Claim, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, Flat
from slawizard.agreement.metrics import (
    Direction,
    MeasurementWindow,
    Metrics,
    ServiceLevel,
    Target,
    Total,
    WindowKind,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import BILLING_MONTH, CREDITED, frame, ladder, say_silent

ONE_TIME_CHARGES = ("one-time payments, such as the upfront fee of a reservation",)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for Amazon Compute",
        frame=frame("Amazon Web Services"),
        objectives=Objectives(
            service_name="Amazon Compute",
            service_description="Amazon Compute runs the Customer's instances and tasks in one or more regions.",
        ),
        metrics=Metrics(levels=(_region(), _instance(), _hour())),
        consequences=_consequences(),
    )
    why = {"consequences.claim.within": "The time to claim ends with the second billing cycle itself."}
    return say_silent(agreement, partly_read=True, why=why)


def _region() -> ServiceLevel:
    return ServiceLevel(
        "region-uptime",
        name="Region-level monthly uptime",
        numerator="100 % less the percentage of minutes in which the region was unavailable",
        window=BILLING_MONTH,
        scope="each region",
        targets=(
            Target(
                d("99.99"),
                condition="the Customer's instances or tasks run at the same time in two or more availability zones of "
                "the region, or in two regions where the region has a single zone",
            ),
        ),
        exclusions=("whatever the provider's general list of exclusions names",),
    )


def _instance() -> ServiceLevel:
    return ServiceLevel(
        "instance-uptime",
        name="Instance-level monthly uptime",
        numerator="100 % less the percentage of minutes in which the instance was unavailable",
        window=BILLING_MONTH,
        scope="each single instance",
        targets=(Target(d("99.5")),),
    )


def _hour() -> ServiceLevel:
    return ServiceLevel(
        "clock-hour",
        name="Unavailable minutes in a clock hour",
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Total(),
        numerator="minutes of one clock hour in which the instance was unavailable",
        window=MeasurementWindow(WindowKind.CLOCK_HOUR),
        scope="each single instance",
        targets=(Target(d("6")),),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "region-credit",
                "region-uptime",
                shape=Bands(ladder("[99.0, 99.99) 10", "[95.0, 99.0) 30", "[-, 95.0) 100")),
                base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_REGION, excludes=ONE_TIME_CHARGES),
            ),
            CreditRule(
                "instance-credit",
                "instance-uptime",
                shape=Bands(ladder("[99.0, 99.5) 10", "[95.0, 99.0) 30", "[-, 95.0) 100")),
                base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_UNIT, excludes=ONE_TIME_CHARGES),
            ),
            CreditRule(
                "hour-not-charged",
                "clock-hour",
                shape=Flat(d("100")),
                base=Base(Fee.HOURLY_FEE, FeeScope.AFFECTED_UNIT),
                automatic=True,
            ),
        ),
        claim=Claim(
            anchor=Anchor.SECOND_BILLING_CYCLE,
            channel="the Provider’s support, as a case whose subject says “SLA Credit Request”",
        ),
        payment=CREDITED,
    )
