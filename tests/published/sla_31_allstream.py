"""Allstream: a thirtieth of the monthly charge for every whole millisecond above the guarantee."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, CreditUnit, Fee, FeeScope
from slawizard.agreement.credit_shapes import IncrementRounding, Increments, KeyedOn
from slawizard.agreement.metrics import (
    Direction,
    LevelKind,
    Mean,
    Measurement,
    Measurer,
    Metrics,
    ServiceLevel,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, frame, say_silent


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for voice-class latency",
        frame=frame("Allstream", "CAD"),
        objectives=Objectives(
            service_name="MPLS network with a voice class",
            service_description="The Provider carries the Customer's voice traffic over its network.",
        ),
        metrics=Metrics(levels=(_latency(),)),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _latency() -> ServiceLevel:
    return ServiceLevel(
        "latency",
        name="Average round-trip latency of voice packets",
        kind=LevelKind.PERFORMANCE,
        unit="milliseconds",
        direction=Direction.LOWER,
        statistic=Mean(),
        numerator="round-trip transit times of packets that carry the label of the voice class",
        external_table="the table of maximum averages by distance",
        measurement=Measurement(source="what the Provider determines, alone", measured_by=Measurer.PROVIDER),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "latency-credit",
                "latency",
                shape=Increments(
                    every=d("1"),
                    credit=d("1"),
                    keyed_on=KeyedOn.MISS,
                    rounding=IncrementRounding.FULL_ONLY,
                    most=d("15"),
                ),
                unit=CreditUnit.DAYS_OF_SERVICE,
                base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_SERVICE, excludes=("taxes", "surcharges")),
                automatic=True,
            ),
        ),
        days_in_month=30,
        payment=CREDITED,
    )
