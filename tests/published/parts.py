"""The parts that published agreements are put together from, with their figures written as text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Band, Bands, Base, Cap, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.expectations import Expectations
from slawizard.agreement.flexibility import Flexibility
from slawizard.agreement.metrics import (
    Coordinate,
    Dimension,
    MeasurementWindow,
    Metrics,
    ServiceLevel,
    Target,
    WindowKind,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame, Party
from slawizard.agreement.quantities import Duration, TimeUnit

MONTH = MeasurementWindow(WindowKind.CALENDAR_MONTH)
BILLING_MONTH = MeasurementWindow(WindowKind.BILLING_MONTH)
QUARTER = MeasurementWindow(WindowKind.QUARTER)
YEAR = MeasurementWindow(WindowKind.YEAR)
INCIDENT = MeasurementWindow(WindowKind.PER_INCIDENT)

EDGES = {"[": True, "(": False, "]": True, ")": False}


def number(text: str | None) -> Decimal | None:
    """A figure; None stays None."""
    return None if text is None else Decimal(text)


def during(amount: str, unit: TimeUnit) -> Duration:
    """A duration."""
    return Duration(Decimal(amount), unit)


def bands(*rows: tuple[str | None, str | None, str], edges: str = "[)", **more: Any) -> Bands:
    """Bands from (lower, upper, credit); `edges` tells for all of them whether an edge is part of it."""
    return Bands(
        tuple(
            Band(number(lower), EDGES[edges[0]], number(upper), EDGES[edges[1]], number(credit))
            for lower, upper, credit in rows
        ),
        **more,
    )


def cell(**named: str) -> tuple[Coordinate, ...]:
    """A cell of the table of targets; an underscore in a name stands for a space."""
    return tuple(Coordinate(name.replace("_", " "), value) for name, value in named.items())


def dimension(name: str, *values: str) -> Dimension:
    """A dimension and its values."""
    return Dimension(name, values)


def target(value: str | None = None, **more: Any) -> Target:
    """A target; figures of `more` may be text."""
    figures = {name: number(more[name]) for name in ("upper", "minimum", "price", "surcharge_percent") if name in more}
    return Target(value=number(value), **(more | figures))


def level(level_id: str, name: str, *targets: Target, **more: Any) -> ServiceLevel:
    """A service level; measured by the calendar month where nothing else is said."""
    return ServiceLevel(id=level_id, name=name, targets=targets, **({"window": MONTH} | more))


def rule(rule_id: str, level_id: str, shape: Any, **more: Any) -> CreditRule:
    """A credit rule for a service level."""
    return CreditRule(id=rule_id, level=level_id, shape=shape, **more)


def base(fee: Fee = Fee.MONTHLY_FEE, scope: FeeScope = FeeScope.AFFECTED_SERVICE, **more: Any) -> Base:
    """What a percentage is taken of."""
    return Base(fee, scope, **more)


def cap(amount: str, **more: Any) -> Cap:
    """A cap, of the whole service's fee where nothing else is said."""
    return Cap(amount=Decimal(amount), **more)


def agreement(
    provider: str,
    service: str,
    metrics: Metrics,
    consequences: Consequences | None = None,
    currency: str = "USD",
    **more: Any,
) -> Agreement:
    """An agreement between the provider and a made-up customer, in force for the year 2026."""
    frame = Frame(
        provider=Party(legal_name=provider),
        customer=Party(legal_name="Kestrel Row Trading Ltd"),
        start=dt.date(2026, 1, 1),
        term=during("12", TimeUnit.MONTHS),
        currency=currency,
    )
    return Agreement(
        title=f"Service Level Agreement for {service}",
        frame=msgspec.structs.replace(frame, **more.get("frame", {})),
        objectives=msgspec.structs.replace(Objectives(service_name=service), **more.get("objectives", {})),
        expectations=Expectations(**more.get("expectations", {})),
        metrics=metrics,
        consequences=consequences or Consequences(),
        flexibility=Flexibility(**more.get("flexibility", {})),
    )
