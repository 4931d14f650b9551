"""Google's search for commerce: minutes with too many errors, in runs of ten or more."""

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
    Payment,
)
from slawizard.agreement.credit_shapes import Bands
from slawizard.agreement.metrics import ExcludedTime, Measurement, Metrics, OutageRule, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, minutes
from tests.published.drafting import frame, ladder, say_silent

REGION_BILL = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_REGION)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for Vertex AI Search for commerce",
        frame=frame("Google Cloud"),
        objectives=Objectives(
            service_name="Vertex AI Search for commerce",
            service_description="Vertex AI Search for commerce answers the Customer's requests for products.",
        ),
        metrics=Metrics(levels=(_uptime(),)),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=False)


def _uptime() -> ServiceLevel:
    return ServiceLevel(
        "uptime",
        name="Monthly uptime",
        numerator="minutes of the month less the minutes of all downtime periods",
        denominator="minutes of the month",
        scope="each project in each region",
        targets=(Target(d("99.9")),),
        exclusions=(
            "features before their release",
            "causes outside the Provider's reasonable control",
            "the Customer's or a third party's software or hardware",
            "abuse",
            "quotas that the system applies",
        ),
        measurement=Measurement(
            source="the error rate of valid requests, taken on the server side",
            sampling="all valid requests of the measurement period",
            least_sample=2000,
            excluded_time=ExcludedTime.COUNTS_AS_UP,
            outage=OutageRule(least=minutes(10), error_rate_percent=d("10")),
        ),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "uptime-credit",
                "uptime",
                shape=Bands(ladder("[99.0, 99.9) 10", "[95.0, 99.0) 25", "[-, 95.0) 50")),
                base=REGION_BILL,
            ),
        ),
        caps=(Cap(d("50"), base=REGION_BILL, period=CapPeriod.MONTH),),
        claim=Claim(
            within=days(30),
            anchor=Anchor.ELIGIBILITY,
            evidence=("log files that show the downtime periods",),
            forfeited_when_late=True,
        ),
        payment=Payment(within=days(60), paid_out_at_end=False),
        sole_remedy=True,
    )
