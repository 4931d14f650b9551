"""Level 3: credits by the cumulative time without power, in hours, minutes and seconds."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands
from slawizard.agreement.metrics import (
    Direction,
    LevelKind,
    Measurement,
    Metrics,
    Rounding,
    ServiceLevel,
    Target,
    Total,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, frame, ladder, say_silent

LADDER = (
    "[1, 300] 2.5",
    "[301, 2700] 5",
    "[2701, 14400] 10",
    "[14401, 28800] 20",
    "[28801, 43200] 30",
    "[43201, 57600] 40",
    "[57601, 86400] 50",
    "[86401, -) 100",
)
"""In seconds: the text prints them as 00:00:01 to 00:05:00, and so on."""


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for power to the colocation space",
        frame=frame("Level 3"),
        objectives=Objectives(
            service_name="Power to the colocation space",
            service_description="The Provider supplies the Customer's colocation space with power.",
        ),
        metrics=Metrics(levels=(_power(),)),
        consequences=Consequences(
            rules=(
                CreditRule(
                    "power-credit",
                    "power",
                    shape=Bands(ladder(*LADDER)),
                    base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_UNIT),
                    automatic=True,
                    from_date_note="An older clause gave one day of the monthly charge for any outage, at most one day "
                    "in any 24 hours.",
                ),
            ),
            payment=CREDITED,
        ),
    )
    return say_silent(agreement, partly_read=True)


def _power() -> ServiceLevel:
    return ServiceLevel(
        "power",
        name="Cumulative unavailability of power",
        kind=LevelKind.ENVIRONMENT,
        unit="seconds",
        direction=Direction.LOWER,
        statistic=Total(),
        numerator="all outages of the provided power in the month, added up",
        scope="each colocation space",
        targets=(Target(d("0")),),
        exclusions=("excused outages",),
        measurement=Measurement(rounding=Rounding(0)),
    )
