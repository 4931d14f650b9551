"""Azure API for FHIR: a share of requests, and thresholds of which the deepest wins."""

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
    Stacking,
)
from slawizard.agreement.credit_shapes import Bands, Overlap
from slawizard.agreement.flexibility import ChangeProcedure, Flexibility, LegalRider
from slawizard.agreement.metrics import EventShare, Metrics, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, months
from tests.published.drafting import BILLING_MONTH, CREDITED, frame, ladder, say_silent

SERVICE_FEE = Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE)
LIMITATIONS = (
    "causes outside the Provider's reasonable control",
    "hardware or software that is not the Provider's",
    "use of the service after the Provider advised to change it",
    "previews and services before their release",
    "unauthorised action or inaction, or a failure to follow security practice",
    "an unsupported configuration or platform",
    "faulty input or instructions",
    "requests beyond the agreed quota",
    "use outside the window in which the feature is supported",
    "licences that were not paid for",
)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for Azure API for FHIR",
        frame=frame("Microsoft Azure"),
        objectives=Objectives(
            service_name="Azure API for FHIR",
            service_description="Azure API for FHIR stores and exchanges health records over an interface.",
        ),
        metrics=Metrics(levels=(_uptime(),)),
        consequences=_consequences(),
        flexibility=_flexibility(),
    )
    return say_silent(agreement, partly_read=False)


def _uptime() -> ServiceLevel:
    return ServiceLevel(
        "uptime",
        name="Monthly uptime",
        statistic=EventShare(),
        numerator="transaction attempts less failed transactions; an attempt fails when it returns an error code, or "
        "no success code within 60 seconds",
        denominator="all transaction attempts; retries within five minutes of the first error are not counted",
        window=BILLING_MONTH,
        scope="each account in each subscription",
        targets=(Target(d("99.9")),),
        exclusions=LIMITATIONS,
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "uptime-credit",
                "uptime",
                shape=Bands(ladder("[-, 99.9) 10", "[-, 99) 25"), overlap=Overlap.DEEPEST_WINS),
                base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE, excludes=("fees that were not actually paid",)),
                eligibility=("the licences concerned are paid",),
            ),
        ),
        caps=(Cap(d("100"), base=SERVICE_FEE, period=CapPeriod.MONTH),),
        stacking=Stacking.CUSTOMER_CHOOSES,
        claim=Claim(
            within=months(2),
            anchor=Anchor.WINDOW_END,
            evidence=(
                "a description of the incident",
                "its time and duration",
                "the users affected",
                "what was tried to resolve it",
            ),
            decided_within=days(45),
        ),
        payment=CREDITED,
        sole_remedy=True,
    )


def _flexibility() -> Flexibility:
    return Flexibility(
        change=ChangeProcedure(
            effective_after=days(90),
            if_not_agreed="The service levels in force when the subscription term began stay in force until it ends; "
            "those current at its renewal apply to the renewal term. A change that is material and adverse is "
            "announced at least 90 days ahead.",
        ),
        riders=(
            LegalRider(
                "licence programmes that credit service time",
                "Under these programmes the credit is given in days of service in place of fees.",
            ),
            LegalRider(
                "services bought as part of a suite",
                "The monthly fee of the affected service is its share of the suite's fee, worked out pro rata.",
            ),
        ),
    )
