"""A health plan's call centre: shares of an amount at risk, by whole seconds and hundredths of a percent."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Cap, CapPeriod, CapUnit, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    LevelKind,
    Mean,
    Measurement,
    Metrics,
    Rounding,
    ServiceLevel,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import Money
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, YEAR, at, frame, ladder, over, say_silent, table

ACCOUNTS = "Accounts"
AT_RISK = Base(
    Fee.AT_RISK_AMOUNT,
    FeeScope.WHOLE_SERVICE,
    name="amount at risk for the metric in year 1",
    at_risk=Money(d("20000.00"), "USD"),
)
LOCAL_STEPS = ("[46, 48] 25", "[49, 51] 50", "[52, 54] 75", "[55, -) 100")
NATIONAL_STEPS = ("[31, 33] 25", "[34, 36] 50", "[37, 39] 75", "[40, -) 100")
ABANDONED_STEPS = ("[3.01, 3.40] 25", "[3.41, 3.70] 50", "[3.71, 3.99] 75", "[4.00, -) 100")


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Performance guarantees for member services",
        frame=frame("Health-plan administrator (unnamed in the excerpt) for the City of Nashua"),
        objectives=Objectives(
            service_name="Member services",
            service_description="The Provider answers the calls of the plan's members.",
        ),
        metrics=Metrics(levels=(_speed(), _abandonment())),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _speed() -> ServiceLevel:
    return ServiceLevel(
        "speed-to-answer",
        name="Average speed to answer",
        kind=LevelKind.RESPONSE,
        unit="seconds",
        direction=Direction.LOWER,
        statistic=Mean(),
        numerator="whole seconds that members wait until a representative or the voice system answers, over all calls",
        denominator="calls received",
        window=YEAR,
        clock=Clock(
            ClockStart.TICKET,
            start_words="the arrival of the call",
            stops="a representative or the voice system answers",
        ),
        dimensions=over(ACCOUNTS, "local", "national"),
        targets=table(ACCOUNTS, {"local": "45", "national": "30"}),
        measurement=Measurement(source="the figures of the Customer's own members", rounding=Rounding(0)),
    )


def _abandonment() -> ServiceLevel:
    return ServiceLevel(
        "abandonment",
        name="Call abandonment rate",
        kind=LevelKind.QUALITY,
        direction=Direction.LOWER,
        statistic=EventShare(),
        numerator="calls that the member abandoned",
        denominator="calls received",
        window=YEAR,
        dimensions=over(ACCOUNTS, "local", "national"),
        targets=table(ACCOUNTS, {"local": "5.0", "national": "3.0"}),
        exclusions=("calls abandoned in less than five seconds",),
        measurement=Measurement(source="the figures of the Customer's own members", rounding=Rounding(2)),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "speed-local",
                "speed-to-answer",
                at(ACCOUNTS, "local"),
                shape=Bands(ladder(*LOCAL_STEPS)),
                base=AT_RISK,
                automatic=True,
            ),
            CreditRule(
                "speed-national",
                "speed-to-answer",
                at(ACCOUNTS, "national"),
                shape=Bands(ladder(*NATIONAL_STEPS)),
                base=AT_RISK,
                automatic=True,
            ),
            CreditRule(
                "abandonment-national",
                "abandonment",
                at(ACCOUNTS, "national"),
                shape=Bands(ladder(*ABANDONED_STEPS)),
                base=AT_RISK,
                automatic=True,
            ),
        ),
        caps=(
            Cap(d("20000.00"), CapUnit.MONEY, AT_RISK, CapPeriod.YEAR, ("speed-local", "speed-national")),
            Cap(d("20000.00"), CapUnit.MONEY, AT_RISK, CapPeriod.YEAR, ("abandonment-national",)),
        ),
        payment=CREDITED,
    )
