"""What occurs in an agreement at all, so that its general clauses speak of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, CapPeriod, CapUnit, CreditUnit, Fee, FeeScope
from slawizard.agreement.credit_shapes import LostTime, PerOccurrence
from slawizard.agreement.flexibility import TriggerKind
from slawizard.agreement.metrics import (
    ClockStart,
    LevelKind,
    Measurer,
    OutageRule,
    ServiceLevel,
    WindowKind,
)
from slawizard.clauses.context.values import Words, Writer

_LONGER = (Fee.QUARTERLY_FEE, Fee.ANNUAL_FEE, Fee.ANNUAL_TWELFTH)
_LONGER_WINDOWS = (WindowKind.QUARTER, WindowKind.YEAR)
_LONGER_CAPS = (CapPeriod.QUARTER, CapPeriod.YEAR)
_EACH = re.compile(r"(?:each|every) ([a-z]+(?:-[a-z]+)*)\b", re.IGNORECASE)
_PLACES = {FeeScope.AFFECTED_SERVICE: "part", FeeScope.AFFECTED_REGION: "region", FeeScope.AFFECTED_UNIT: "unit"}


def occurring_words(agreement: Agreement, write: Writer) -> Words:
    """Booleans; `single`: what is measured by itself somewhere ("Incident", "order", both or nothing); `places`: what a
    sum that the text names is for, where that is not the whole Service.
    """
    levels, step = agreement.metrics.levels, agreement.consequences
    bases = dict(_bases(agreement))
    single = [level for level in levels if level.window.kind is WindowKind.PER_INCIDENT]
    orders = sorted({single_word(level) for level in single if _is_of_orders(level)})
    incidents = ["Incident"] if any(not _is_of_orders(level) for level in single) else []
    return {
        "single": " or ".join([*incidents, *orders]),
        "incidents": bool(incidents),
        "orders": bool(orders),
        "orders_words": " or ".join(orders),
        "shares": bool(bases),
        "places": place_names(bases, write),
        **_fees_words(agreement, tuple(bases.values())),
        "cases": any(len(level.targets) > 1 for level in levels),
        "billing_months": any(level.window.kind is WindowKind.BILLING_MONTH for level in levels),
        "others_measure": any(level.measurement.measured_by not in (None, Measurer.PROVIDER) for level in levels),
        "open_recipients": any(not level.measurement.report_to.strip() for level in levels),
        "open_dispute_times": any(level.measurement.dispute_within is None for level in levels),
        "own_exclusions": any(level.exclusions for level in levels),
        "outage_rules": any(level.measurement.outage != OutageRule() or level.window.counts_as for level in levels),
        "counted_items": any(isinstance(rule.shape, PerOccurrence) for rule in step.rules),
        "limits": bool(step.caps),
        "bonuses": bool(step.bonuses),
        "talks_on_volume": any(one.kind is TriggerKind.VOLUME for one in agreement.flexibility.triggers),
        "unstaffed_channels": any(
            not _is_always_staffed(agreement, one.calendar) for one in agreement.objectives.channels
        ),
    }


def _fees_words(agreement: Agreement, bases: tuple[Base, ...]) -> Words:
    """Which kinds of sums the text names."""
    caps, levels = agreement.consequences.caps, agreement.metrics.levels
    return {
        "longer_periods": any(base.fee in _LONGER for base in bases)
        or any(cap.period in _LONGER_CAPS for cap in caps)
        or any(level.window.kind in _LONGER_WINDOWS for level in levels),
        "year_fees": any(base.fee in _LONGER for base in bases),
        "term_fees": any(base.fee is Fee.TERM_FEE for base in bases),
        "long_fees": any(base.fee in (*_LONGER, Fee.TERM_FEE) for base in bases),
        "units": any(base.scope in (FeeScope.AFFECTED_REGION, FeeScope.AFFECTED_UNIT) for base in bases),
        "unnamed_units": any(_is_unnamed_unit(base) for base in bases),
    }


def _is_unnamed_unit(base: Base) -> bool:
    return base.scope is FeeScope.AFFECTED_UNIT and not base.unit_name.strip()


def single_word(level: ServiceLevel) -> str:
    """What a level is measured by that has no stretch of time: an "Incident", an "order", or what the level says that
    it applies to each of ("Each consignment").
    """
    if not _is_of_orders(level):
        return "Incident"
    found = _EACH.match(level.scope.strip())
    return found[1] if found else "order"


def _is_of_orders(level: ServiceLevel) -> bool:
    return level.kind is LevelKind.DELIVERY or level.clock.start in (ClockStart.ORDER, ClockStart.PROMISED_DATE)


def _bases(agreement: Agreement) -> Iterator[tuple[str, Base]]:
    """The sums that the text names, with their paths: not those of rules that pay a fixed sum, or points."""
    step = agreement.consequences
    for number, rule in enumerate(step.rules):
        if isinstance(rule.shape, LostTime) or rule.unit not in (CreditUnit.MONEY, CreditUnit.POINTS):
            yield f"consequences.rules.{number}.base", rule.base
    for number, cap in enumerate(step.caps):
        if cap.unit is not CapUnit.MONEY:
            yield f"consequences.caps.{number}.base", cap.base
    for number, bonus in enumerate(step.bonuses):
        yield f"consequences.bonuses.{number}.base", bonus.base
    if any(rule.unit is CreditUnit.POINTS for rule in step.rules):
        yield "consequences.points_base", step.points_base


def place_names(bases: dict[str, Base], write: Writer) -> list[str]:
    """What sums are for, each once: "part", "region", "unit", or a unit by its own name."""
    found: dict[str, str] = {}
    for path, base in bases.items():
        if base.fee is Fee.AT_RISK_AMOUNT:
            continue
        if base.scope is FeeScope.AFFECTED_UNIT and base.unit_name.strip():
            found.setdefault(base.unit_name.strip(), write.line(base.unit_name, f"{path}.unit_name"))
        elif base.scope in _PLACES:
            found.setdefault(_PLACES[base.scope], write.words(_PLACES[base.scope], f"{path}.scope"))
    return list(found.values())


def _is_always_staffed(agreement: Agreement, calendar_id: str) -> bool:
    hours = agreement.calendar(calendar_id or agreement.objectives.support_hours)
    return hours is None or hours.is_continuous
