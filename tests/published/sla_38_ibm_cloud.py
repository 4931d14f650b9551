"""IBM Cloud: two columns of thresholds over one column of credits, on a clock that starts with the customer's proof."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, Overlap
from slawizard.agreement.flexibility import Flexibility, LegalRider
from slawizard.agreement.metrics import Clock, ClockStart, ExcludedTime, Measurement, Metrics, ServiceLevel
from slawizard.agreement.objectives import Objectives
from tests.published.drafting import BILLING_MONTH, CREDITED, at, frame, ladder, over, say_silent, table

ENVIRONMENT = "Environment"
HIGH, OTHER = "high availability in a public environment", "other environments"
CHARGES = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for IBM Cloud platform services",
        frame=frame("IBM"),
        objectives=Objectives(
            service_name="IBM Cloud platform services",
            service_description="The Provider runs platform services on which the Customer builds its own.",
        ),
        metrics=Metrics(levels=(_availability(),)),
        consequences=_consequences(),
        flexibility=Flexibility(
            riders=(
                LegalRider(
                    "offerings sold as software, such as Planning Analytics",
                    "Credits reach at most 10 % of a twelfth of the annual charge. The Customer opens a ticket of "
                    "Severity 1 within 24 hours of learning of the failure, and claims within three business days "
                    "after the end of the month.",
                ),
            )
        ),
    )
    return say_silent(agreement, partly_read=True)


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Availability",
        numerator="minutes of the contracted month less minutes of downtime",
        denominator="minutes of the contracted month",
        window=BILLING_MONTH,
        clock=Clock(ClockStart.PROOF, start_words="the Customer’s proof of the loss of service by its logs"),
        dimensions=over(ENVIRONMENT, HIGH, OTHER),
        targets=table(ENVIRONMENT, {HIGH: "99.99", OTHER: "99.9"}),
        measurement=Measurement(excluded_time=ExcludedTime.COUNTS_AS_UP),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "high-credit",
                "availability",
                at(ENVIRONMENT, HIGH),
                shape=Bands(ladder("[-, 99.99) 10", "[-, 99.9) 25"), overlap=Overlap.DEEPEST_WINS),
                base=CHARGES,
                automatic=True,
            ),
            CreditRule(
                "other-credit",
                "availability",
                at(ENVIRONMENT, OTHER),
                shape=Bands(ladder("[-, 99.9) 10", "[-, 99.0) 25"), overlap=Overlap.DEEPEST_WINS),
                base=CHARGES,
                automatic=True,
            ),
        ),
        payment=CREDITED,
        sole_remedy=True,
    )
