"""Zonos: an uptime ladder and a credit by the percentile's excess, added up under one cap."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Cap, CapPeriod, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, IncrementRounding, Increments, KeyedOn
from slawizard.agreement.metrics import Direction, LevelKind, Metrics, Percentile, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, frame, ladder, say_silent

CHARGES = Base(
    Fee.MONTHLY_FEE,
    FeeScope.WHOLE_SERVICE,
    name="API charges or per-order fees of the month, by the kind of subscription",
)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for the Zonos APIs",
        frame=frame("Zonos"),
        objectives=Objectives(
            service_name="Zonos APIs",
            service_description="The Zonos APIs work out what is due on sales across borders.",
            in_scope=("contracts that run longer than one month",),
            out_of_scope=("subscriptions from month to month",),
        ),
        metrics=Metrics(levels=(_uptime(), _response_time())),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _uptime() -> ServiceLevel:
    return ServiceLevel(
        "uptime",
        name="Monthly uptime",
        numerator="time in which any call of the API gives a result",
        denominator="time of the month",
        targets=(Target(d("99.9")),),
    )


def _response_time() -> ServiceLevel:
    return ServiceLevel(
        "response-time",
        name="95th percentile of the response time",
        kind=LevelKind.PERFORMANCE,
        unit="seconds",
        direction=Direction.LOWER,
        statistic=Percentile(d("95")),
        numerator="durations of the requests of the month",
        targets=(Target(d("1")),),
    )


def _consequences() -> Consequences:
    contract = ("the contract runs longer than one month",)
    return Consequences(
        rules=(
            CreditRule(
                "uptime-credit",
                "uptime",
                shape=Bands(ladder("(99.5, 99.9) 10", "[-, 99.5) 30")),
                base=CHARGES,
                automatic=True,
                eligibility=contract,
            ),
            CreditRule(
                "response-time-credit",
                "response-time",
                shape=Increments(
                    every=d("1"), credit=d("1"), keyed_on=KeyedOn.MISS_PERCENT, rounding=IncrementRounding.PRO_RATA
                ),
                base=CHARGES,
                automatic=True,
                eligibility=contract,
            ),
        ),
        caps=(Cap(d("50"), base=CHARGES, period=CapPeriod.MONTH),),
        payment=CREDITED,
    )
