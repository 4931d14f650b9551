"""Edge Centres: climate between two edges, and a rebate for every full hour of late restoration."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Cap, CapPeriod, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import IncrementRounding, Increments, KeyedOn
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    LevelKind,
    Metrics,
    ServiceLevel,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import ALWAYS, CREDITED, EACH, frame, nothing_follows, say_silent

BASE_FEE = Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE, name="base fee")
LISTED_SITES = "the site is a controlled one in Australia, Malaysia, Thailand, Vietnam or Hong Kong"
WITHOUT_REBATE = ("availability", "ac-power", "temperature", "humidity", "response")


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for telehousing",
        frame=frame("Edge Centres"),
        objectives=Objectives(
            service_name="Telehousing",
            service_description="The Provider houses, powers and cools the Customer's equipment.",
            calendars=(ALWAYS,),
            service_hours="always",
        ),
        metrics=Metrics(levels=(*_shares(), *_climate(), _response(), _restoration())),
        consequences=_consequences(),
    )
    windows = {f"metrics.levels.{position}.window": "The text that was read names no window." for position in (2, 3)}
    return say_silent(agreement, partly_read=True, why=windows)


def _shares() -> tuple[ServiceLevel, ...]:
    return (
        ServiceLevel("availability", name="Service availability", targets=(Target(d("99.99")),)),
        ServiceLevel("ac-power", name="Availability of AC power", targets=(Target(d("99.99")),)),
    )


def _climate() -> tuple[ServiceLevel, ...]:
    return (
        ServiceLevel(
            "temperature",
            name="Temperature",
            kind=LevelKind.ENVIRONMENT,
            unit="celsius",
            direction=Direction.BAND,
            statistic=Worst(),
            numerator="the reading furthest from 24 °C, which is to stay within 2 °C of it",
            targets=(Target(d("22"), upper=d("26")),),
        ),
        ServiceLevel(
            "humidity",
            name="Relative humidity",
            kind=LevelKind.ENVIRONMENT,
            unit="percent_rh",
            direction=Direction.BAND,
            statistic=Worst(),
            numerator="the reading furthest from 50 %, which is to stay within 10 percentage points of it",
            targets=(Target(d("40"), upper=d("60")),),
        ),
    )


def _response() -> ServiceLevel:
    return ServiceLevel(
        "response",
        name="Response",
        kind=LevelKind.RESPONSE,
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        clock=Clock(ClockStart.TICKET, calendar="always"),
        targets=(Target(d("20"), condition=LISTED_SITES),),
    )


def _restoration() -> ServiceLevel:
    return ServiceLevel(
        "restoration",
        name="Restoration",
        kind=LevelKind.RESOLUTION,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="time to restore the service, counted in hours of business, which are all hours of every day",
        window=EACH,
        clock=Clock(calendar="always", stops="the service is restored"),
        targets=(Target(d("2"), condition=LISTED_SITES),),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "restoration-rebate",
                "restoration",
                shape=Increments(
                    every=d("1"), credit=d("5"), keyed_on=KeyedOn.MISS, rounding=IncrementRounding.FULL_ONLY
                ),
                base=BASE_FEE,
                automatic=True,
            ),
        ),
        caps=(Cap(d("50"), base=BASE_FEE, period=CapPeriod.MONTH),),
        payment=CREDITED,
        no_consequence=nothing_follows("The text that was read names a rebate for restoration alone.", *WITHOUT_REBATE),
    )
