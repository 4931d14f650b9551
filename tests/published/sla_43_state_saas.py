"""A state's request for quotations: core and other hours apart, and a ladder that leaves 99.89 to 99.9 out."""

from __future__ import annotations

import datetime as dt

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands
from slawizard.agreement.metrics import (
    ExcludedTime,
    LevelKind,
    Measurement,
    Metrics,
    ServiceLevel,
    Target,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WEEKDAYS, HoursCalendar, HoursSpan
from tests.agreements.quantities import d
from tests.published.drafting import CREDITED, QUARTER, frame, ladder, nothing_follows, say_silent

ZONE = "America/New_York"
SEVEN, NINE = dt.time(7), dt.time(21)
SUBSCRIPTION = Base(Fee.QUARTERLY_FEE, FeeScope.WHOLE_SERVICE, name="quarterly subscription")
WITHOUT_MAINTENANCE = Measurement(excluded_time=ExcludedTime.LEAVES_DENOMINATOR)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for software as a service",
        frame=frame("US state RFQ appendix (issuer not named in the excerpt)"),
        objectives=Objectives(
            service_name="Software as a service",
            service_description="The Provider runs software that the state uses over the internet.",
            calendars=(
                HoursCalendar("core", "Core hours", ZONE, (HoursSpan(WEEKDAYS, SEVEN, NINE),)),
                HoursCalendar("other", "Non-core hours", ZONE, (HoursSpan(WEEKDAYS, NINE, SEVEN),)),
            ),
        ),
        metrics=Metrics(
            levels=(
                _available("core", "Availability in core hours", "core", "99.9"),
                _available("non-core", "Availability in non-core hours", "other", "95.0"),
                _degradation(),
            )
        ),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=True)


def _available(key: str, name: str, hours: str, percent: str) -> ServiceLevel:
    return ServiceLevel(
        key,
        name=name,
        numerator="minutes of the quarter in these hours, less approved maintenance, less downtime",
        denominator="minutes of the quarter in these hours, less approved maintenance",
        window=QUARTER,
        time_zone=ZONE,
        hours=hours,
        targets=(Target(d(percent)),),
        measurement=WITHOUT_MAINTENANCE,
    )


def _degradation() -> ServiceLevel:
    return ServiceLevel(
        "non-degradation",
        name="Non-degradation in core hours",
        kind=LevelKind.PERFORMANCE,
        window=QUARTER,
        time_zone=ZONE,
        hours="core",
        targets=(Target(d("98.0")),),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "core-credit",
                "core",
                shape=Bands(ladder("[99.85, 99.89) 2.5", "[99.80, 99.85) 5", "[-, 99.80) 10")),
                base=SUBSCRIPTION,
                automatic=True,
            ),
            CreditRule(
                "non-core-credit", "non-core", shape=Bands(ladder("[-, 95.0) 1.0")), base=SUBSCRIPTION, automatic=True
            ),
        ),
        payment=CREDITED,
        no_consequence=nothing_follows("The text that was read is cut off before any.", "non-degradation"),
    )
