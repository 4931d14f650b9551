"""What the agreements of needs and of kinds of service are made of: levels, rules, windows, and what is expected."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Base,
    Claim,
    Consequences,
    CreditRule,
    CreditUnit,
    Fee,
    FeeScope,
    NoConsequence,
)
from slawizard.agreement.metrics import Direction, LevelKind, Metrics, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d, days
from tests.published.drafting import CREDITED, frame, say_silent

WHOLE = Base(scope=FeeScope.WHOLE_SERVICE)


class Case(NamedTuple):
    """A measured file and what must come out: the total, and values and verdicts in order, where they are given."""

    windows: tuple[dict[str, Any], ...]
    total: str | None = None
    values: tuple[str | None, ...] | None = None
    met: tuple[bool | None, ...] | None = None
    ends: bool | None = None
    more: tuple[tuple[str, Any], ...] = ()


class Need(NamedTuple):
    """One agreement, the phrases that its text must hold, its cases, and the errors that the checks find in it."""

    agreement: Agreement
    phrases: tuple[str, ...]
    cases: tuple[Case, ...]
    errors: tuple[str, ...] = ()


def uptime(target: str = "99.9", **more: Any) -> ServiceLevel:
    """Availability by the calendar month."""
    return msgspec.structs.replace(ServiceLevel("uptime", name="Availability", targets=(Target(d(target)),)), **more)


def level(name: str, kind: LevelKind, unit: str, direction: Direction, statistic: Any, **more: Any) -> ServiceLevel:
    """Any other service level; its id is its name in small letters."""
    blank = ServiceLevel(name.lower().replace(" ", "-"), name=name, kind=kind, unit=unit, direction=direction)
    return msgspec.structs.replace(blank, statistic=statistic, **more)


def rule(key: str, of: str, shape: Any, **more: Any) -> CreditRule:
    """A credit without a claim, of the monthly fee for the whole service."""
    blank = CreditRule(key, of, shape=shape, base=WHOLE, automatic=True)
    return msgspec.structs.replace(blank, **more)


def fixed(key: str, of: str, shape: Any, **more: Any) -> CreditRule:
    """A credit in money."""
    return rule(key, of, shape, unit=CreditUnit.MONEY, **more)


def draft(
    *levels: ServiceLevel, rules: tuple[CreditRule, ...] = (), currency: str = "EUR", parts: Any = None, **more: Any
) -> Agreement:
    """An agreement; what it does not need is left out for a reason. `more` are consequences, `parts` other steps."""
    rated = {each.level for each in rules}
    silent = tuple(NoConsequence(each.id, "It is told only.") for each in levels if each.id not in rated)
    consequences = Consequences(rules=rules, payment=CREDITED, no_consequence=silent, claim=Claim(channel="the desk"))
    agreement = Agreement(
        frame=frame("Sample Services Ltd", currency),
        objectives=Objectives(service_name="Sample Service", service_description="The Provider runs the service."),
        metrics=Metrics(levels=levels),
        consequences=msgspec.structs.replace(consequences, **more),
    )
    for path, value in (parts or {}).items():
        step, _, field = path.partition(".")
        part = msgspec.structs.replace(getattr(agreement, step), **{field: value})
        agreement = msgspec.structs.replace(agreement, **{step: part})
    return say_silent(agreement, partly_read=False)


def window(start: str, *readings: dict[str, Any], fee: str | None = "1000", **more: Any) -> dict[str, Any]:
    """A window with a monthly fee, or without any."""
    fees = [] if fee is None else [{"fee": Fee.MONTHLY_FEE.value, "amount": fee}]
    return {"start": start, "fees": fees, "readings": list(readings), **more}


def reading(of: str, **figures: Any) -> dict[str, Any]:
    """A reading of a service level; figures as text."""
    return {"level": of, **{key: str(each) if isinstance(each, Decimal) else each for key, each in figures.items()}}


CLAIMED = Claim(within=days(30), channel="the support desk")
