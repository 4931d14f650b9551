"""What can be proved of a credit rule as it stands in an agreement: its bands' faults, and the first miss that pays."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapUnit, CreditRule, CreditUnit, StartsBelow
from slawizard.agreement.credit_shapes import Bands, IncrementRounding, Increments, KeyedOn, LostTime
from slawizard.agreement.metrics import Direction, ServiceLevel, Target
from slawizard.agreement.quantities import HoursCalendar
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.bands import BandFault, BandTable, prove
from slawizard.analysis.cells import targets_of_rule
from slawizard.analysis.downtime import allowance_range
from slawizard.analysis.miss import ZERO, convert
from slawizard.analysis.rounding import HUNDRED

ONE = Decimal(1)


class FirstPaying(msgspec.Struct, frozen=True):
    """Where a credit begins: the smallest miss that pays, in the level's unit (`is_reached`: that very miss pays).

    `value` is the measured value there. `never`: no possible miss is that large.
    """

    miss: Decimal
    is_reached: bool
    value: Decimal | None
    never: bool


def table_of(agreement: Agreement, rule: CreditRule, level: ServiceLevel, target: Target) -> BandTable | None:
    """The band table of a rule against one target, ready to prove; None where the shape has no bands."""
    if not isinstance(rule.shape, Bands):
        return None
    unit = rule.shape.unit or target.unit or level.unit
    at_minimum = rule.starts_below is StartsBelow.MINIMUM and target.minimum is not None
    bound = target.minimum if at_minimum else target.value
    table = BandTable(
        bands=rule.shape.bands,
        direction=level.direction,
        target=None if bound is None else convert(bound, target.unit or level.unit, unit),
        upper_target=target.upper,
        strict=target.strict and not at_minimum,
        unit=unit,
        keyed_on=rule.shape.keyed_on,
        overlap=rule.shape.overlap,
        places=None if rule.shape.unit else level.measurement.rounding.places,
        cap=lowest_cap(agreement, rule),
    )
    return table if bound is None or table.target is not None else _of_downtime(table, agreement, level, target, bound)


def _of_downtime(
    table: BandTable, agreement: Agreement, level: ServiceLevel, target: Target, bound: Decimal
) -> BandTable:
    """A table in another unit than the target's. More is worse; where it is one of downtime under a target in percent,
    the bound is the downtime that the target allows, and where nobody knows that, the first band begins in time.
    """
    table = msgspec.structs.replace(table, direction=Direction.LOWER, strict=False)
    found = allowance_range(level, bound, _hours_of(agreement, level, target)) if level.unit == "percent" else None
    if table.keyed_on is KeyedOn.VALUE and found is not None:
        least, most = (convert(each, "minutes", table.unit) for each in found)
        return msgspec.structs.replace(table, target=most, surely_kept=least)
    edges = [(band.lower, not band.lower_inclusive) for band in table.bands if band.lower is not None]
    if not edges or len(edges) < len(table.bands):
        return table
    first, is_out = min(edges)
    return msgspec.structs.replace(table, target=first, strict=not is_out, surely_kept=-ONE)


def _hours_of(agreement: Agreement, level: ServiceLevel, target: Target) -> HoursCalendar | None:
    name = target.calendar or level.hours or agreement.objectives.service_hours
    return agreement.calendar(name) if name else None


def prove_rule(agreement: Agreement, rule: CreditRule) -> tuple[BandFault, ...]:
    """Every fault of a rule's bands against each target that the rule is for, each fault once."""
    level = agreement.level(rule.level)
    if level is None:
        return ()
    faults: dict[BandFault, None] = {}
    for target in targets_of_rule(level, rule):
        table = table_of(agreement, rule, level, target)
        if table is not None:
            faults.update(dict.fromkeys(prove(table)))
    return tuple(faults)


def lowest_cap(agreement: Agreement, rule: CreditRule) -> Decimal | None:
    """The least limit that can be set beside the rule's own figures: same unit, and the same fee where in percent."""
    limits = [] if rule.most is None else [rule.most]
    limits += [cap.amount for cap in agreement.consequences.caps if cap.amount is not None and _is_like(cap, rule)]
    return min(limits, default=None)


def _is_like(cap: Cap, rule: CreditRule) -> bool:
    if cap.rules and rule.id not in cap.rules:
        return False
    if cap.unit is CapUnit.PERCENT_OF_BASE:
        same_sum = cap.base.fee is rule.base.fee and cap.base.scope is rule.base.scope
        return rule.unit is CreditUnit.PERCENT_OF_BASE and same_sum
    return cap.unit.value == rule.unit.value


def first_paying(rule: CreditRule, level: ServiceLevel, target: Target) -> FirstPaying | None:
    """The smallest miss that earns anything; None where a figure is missing, or the shape's bands tell it already.

    Full increments of a whole percentage point under a target of 99.9 % begin to pay at 98.9 % only.
    """
    unit = target.unit or level.unit
    bound = target.minimum if rule.starts_below is StartsBelow.MINIMUM and target.minimum is not None else target.value
    if bound is None or isinstance(rule.shape, Bands):
        return None
    if isinstance(rule.shape, Increments):
        start = _first_increment(rule.shape, bound, unit)
    else:
        pays = not isinstance(rule.shape, LostTime) or bool(rule.shape.multiplier)
        start = (ZERO, False) if pays else None
    if start is None:
        return None
    miss, is_reached = start
    most = greatest_miss(level, bound, unit)
    value = bound - miss if level.direction is Direction.HIGHER else bound + miss
    return FirstPaying(miss, is_reached, value, most is not None and (miss > most or (miss == most and not is_reached)))


def greatest_miss(level: ServiceLevel, bound: Decimal, unit: str) -> Decimal | None:
    """How far a value can lie past the bound, in `unit`; None where there is no limit."""
    if level.direction is Direction.HIGHER:
        return bound
    return HUNDRED - bound if find_unit(unit).kind is UnitKind.PERCENT else None


def _first_increment(shape: Increments, bound: Decimal, unit: str) -> tuple[Decimal, bool] | None:
    full = shape.rounding is IncrementRounding.FULL_ONLY and not shape.initial
    figure = shape.grace + (shape.every if full else ZERO)
    if shape.keyed_on is KeyedOn.MISS_PERCENT:
        return abs(bound) * figure / HUNDRED, full
    if shape.keyed_on is KeyedOn.VALUE:
        figure = max(ZERO, figure - bound)
    miss = convert(figure, shape.unit or unit, unit)
    return None if miss is None else (miss, full)
