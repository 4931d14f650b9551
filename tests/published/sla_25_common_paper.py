"""Common Paper's standard: every figure left to the order form, a cap over the term, two misses in three months."""

from __future__ import annotations

import msgspec

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
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import Flat
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    ExcludedTime,
    LevelKind,
    Measurement,
    Measurer,
    Metrics,
    ServiceLevel,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days
from tests.published.drafting import CREDITED, EACH, frame, say_silent

FEES = Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE, name="Cloud Service fees")
TERM_FEES = Base(Fee.TERM_FEE, FeeScope.WHOLE_SERVICE)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement, standard terms",
        frame=msgspec.structs.replace(
            frame("Common Paper (standard terms)"), master_agreement="the order form and the agreement it belongs to"
        ),
        objectives=Objectives(
            service_name="the Cloud Service",
            service_description="The Cloud Service is what the order form names.",
        ),
        metrics=Metrics(levels=(_uptime(), _response())),
        consequences=_consequences(),
    )
    return say_silent(
        agreement,
        partly_read=False,
        why={
            "frame.term": "It follows the order form.",
            "consequences.rules.0.shape.credit": "It is the Uptime Credit of the order form.",
            "consequences.rules.1.shape.credit": "It is the Response Time Credit of the order form.",
        },
    )


def _uptime() -> ServiceLevel:
    return ServiceLevel(
        "uptime",
        name="Uptime",
        numerator="available minutes less downtime minutes",
        denominator="available minutes: the minutes of the month less excluded minutes and scheduled downtime; in a "
        "month that is only partly subscribed, those of the subscribed days",
        external_table="the Target Uptime of the order form",
        exclusions=(
            "force majeure",
            "general problems of the internet",
            "equipment or software of third parties outside the Provider's control",
            "unauthorised use",
        ),
        measurement=Measurement(
            source="the Provider's internal monitoring",
            measured_by=Measurer.PROVIDER,
            excluded_time=ExcludedTime.LEAVES_DENOMINATOR,
        ),
    )


def _response() -> ServiceLevel:
    return ServiceLevel(
        "response",
        name="Support response time",
        kind=LevelKind.RESPONSE,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="time from the submission of a request to its acknowledgement",
        window=EACH,
        external_table="the Target Response Time of the order form",
        clock=Clock(
            ClockStart.TICKET,
            start_words="the arrival of a request at the support channel",
            stops="someone acknowledges the request with an answer of its own; an automatic reply does not stop it",
        ),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule("uptime-credit", "uptime", shape=Flat(), base=FEES),
            CreditRule("response-credit", "response", shape=Flat(), base=FEES),
        ),
        caps=(Cap(d("8"), base=TERM_FEES, period=CapPeriod.TERM),),
        claim=Claim(within=days(7), anchor=Anchor.WINDOW_END),
        payment=CREDITED,
        termination=(
            TerminationTrigger(
                misses=2,
                windows=3,
                levels=("uptime",),
                needs_notice_of_each=True,
                notify_within=days(7),
                refund_prepaid=True,
            ),
        ),
        sole_remedy=True,
    )
