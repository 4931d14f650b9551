"""GitHub Enterprise Cloud: three formulas behind one target, and bands that leave 99.0 out and take 99.9 in."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Anchor,
    Base,
    Cap,
    CapPeriod,
    CapUnit,
    Claim,
    Consequences,
    CreditRule,
    Fee,
    FeeScope,
    Payment,
    PaymentForm,
)
from slawizard.agreement.credit_shapes import Bands
from slawizard.agreement.metrics import (
    EventShare,
    ExcludedTime,
    MeanOfRates,
    Measurement,
    Metrics,
    OutageRule,
    ServiceLevel,
    Target,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days, hours
from tests.published.drafting import QUARTER, frame, ladder, over, say_silent

FEATURES = ("Issues", "Pull Requests", "Git Operations", "API Requests", "Webhooks", "Pages")
PAID_FOR_FEATURE = Base(Fee.QUARTERLY_FEE, FeeScope.AFFECTED_SERVICE)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for GitHub Enterprise Cloud",
        frame=frame("GitHub"),
        objectives=Objectives(
            service_name="GitHub Enterprise Cloud",
            service_description="GitHub Enterprise Cloud hosts source code and the work around it.",
            in_scope=(*FEATURES, "Actions", "Packages"),
        ),
        metrics=Metrics(levels=(_features(), _actions(), _packages())),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=False)


def _features() -> ServiceLevel:
    return ServiceLevel(
        "features",
        name="Uptime of each service feature",
        numerator="minutes of the quarter less downtime",
        denominator="minutes of the quarter",
        window=QUARTER,
        scope="each service feature by itself",
        dimensions=over("Feature", *FEATURES),
        targets=(Target(d("99.9")),),
        measurement=Measurement(
            source="the Provider's internal and external monitoring",
            excluded_time=ExcludedTime.COUNTS_AS_UP,
            outage=OutageRule(error_rate_percent=d("5")),
        ),
    )


def _actions() -> ServiceLevel:
    return ServiceLevel(
        "actions",
        name="Actions",
        statistic=EventShare(),
        numerator="triggered executions less those that show no output in the log five minutes after the trigger",
        denominator="triggered executions",
        window=QUARTER,
        targets=(Target(d("99.9")),),
    )


def _packages() -> ServiceLevel:
    return ServiceLevel(
        "packages",
        name="Packages storage",
        statistic=MeanOfRates(hours(1)),
        numerator="100 % less the mean of the hourly error rates of storage transactions",
        window=QUARTER,
        targets=(Target(d("99.9")),),
        exclusions=("public use", "transactions that are not counted"),
    )


def _consequences() -> Consequences:
    shape = Bands(ladder("(99.0, 99.9] 10", "[-, 99.0) 25"))
    eligibility = ("all invoices are paid",)
    return Consequences(
        rules=tuple(
            CreditRule(f"{level}-credit", level, shape=shape, base=PAID_FOR_FEATURE, eligibility=eligibility)
            for level in ("features", "actions", "packages")
        ),
        caps=(Cap(d("90"), CapUnit.DAYS_OF_SERVICE, PAID_FOR_FEATURE, CapPeriod.QUARTER),),
        claim=Claim(within=days(30), anchor=Anchor.WINDOW_END, channel="the Provider"),
        payment=Payment(PaymentForm.CUSTOMER_CHOICE, paid_out_at_end=False),
        sole_remedy=True,
    )
