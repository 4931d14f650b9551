"""A worked example for a credit rule: a plausible miss and a round fee, computed step by step."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, CreditRule, CreditUnit, Fee, StartsBelow
from slawizard.agreement.credit_shapes import Bands, Increments, KeyedOn, LostTime, PerOccurrence
from slawizard.agreement.metrics import Coordinate, Direction, ServiceLevel, Target
from slawizard.agreement.quantities import Money
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.cells import cell_words
from slawizard.analysis.credits import Price, effective_unit, holds, in_money, occurrence_credit, shape_credit
from slawizard.analysis.fees import base_words, days_of_fee, hours_of_fee, share_of
from slawizard.analysis.miss import ZERO, Miss, compare, convert, unit_scale
from slawizard.analysis.rounding import HUNDRED, half_up, minor_places, simple_between, to_minor_unit
from slawizard.analysis.steps import Figure, Step, in_currency, money

EXAMPLE_MONTH = dt.date(2026, 4, 1)
"""A month of 30 days, so that the figures of an example can be followed by heart."""
EXAMPLE_FEES: dict[Fee, Decimal] = {
    Fee.QUARTERLY_FEE: Decimal(3000),
    Fee.ANNUAL_FEE: Decimal(12000),
    Fee.TERM_FEE: Decimal(36000),
    Fee.HOURLY_FEE: Decimal(2),
    Fee.ONE_OFF_CHARGE: Decimal(500),
    Fee.ORDER_VALUE: Decimal(100),
    Fee.AT_RISK_AMOUNT: Decimal(10000),
}
EXAMPLE_MONTH_MINUTES = Decimal(30 * 24 * 60)
EXAMPLE_COUNT = 2
EXAMPLE_LOST_MINUTES = Decimal(120)


class WorkedExample(msgspec.Struct, frozen=True):
    """A computed example. `measured` is what happened and `fee` the sum assumed, both in words; `steps` end with the
    credit.

    `value` is the measured value in `unit` (None where the example is of items or lost time only).
    """

    measured: str
    fee: str
    credit: Money
    steps: tuple[str, ...]
    value: Decimal | None = None
    unit: str = ""


def worked_example(agreement: Agreement, rule: CreditRule) -> WorkedExample | None:
    """What a plausible miss earns under `rule` (its caps left aside); None where the rule or its level is not complete.

    Band tables take a figure inside the first band that pays, increments a miss of two and a half increments (of two
    where only whole things or days are counted), lost time two hours past what is free, occurrences two items more than
    are free. Fees are round: 1,000 a month.
    """
    level = agreement.level(rule.level)
    target = None if level is None else _target_of(level, rule)
    if level is None or target is None:
        return None
    miss = _example_miss(level, target, rule)
    if miss is None:
        return None
    earned = (
        occurrence_credit(rule.shape, rule.shape.free + EXAMPLE_COUNT, effective_unit(rule))
        if isinstance(rule.shape, PerOccurrence)
        else shape_credit(rule, miss)
    )
    price = example_price(agreement, rule.base)
    if earned.amount is None or not earned.amount:
        return None
    priced = _priced(agreement, rule, earned.amount, price)
    if priced is None:
        return None
    amount, step = priced
    case = cell_words(coordinate for coordinate in target.where if coordinate not in rule.where)
    return _worded(agreement, rule, miss, case, price, amount, (*earned.steps, *step))


def _worded(
    agreement: Agreement, rule: CreditRule, miss: Miss, case: str, price: Price, amount: Decimal,
    steps: tuple[Step, ...],
) -> WorkedExample:  # fmt: skip
    language = agreement.frame.language
    rounded = to_minor_unit(amount, price.currency)
    if rounded != amount:
        steps = (*steps, Step("Rounded half up: {}.", (money(rounded, price.currency),)))
    fee = Step(f"{price.words[:1].upper()}{price.words[1:]}: {{}}", (money(price.amount, price.currency),))
    needs_fee = rule.unit is not CreditUnit.MONEY or isinstance(rule.shape, LostTime)
    return WorkedExample(
        measured=_measured_words(rule, miss, case).words(language),
        fee=fee.words(language) if needs_fee else "",
        credit=Money(rounded, price.currency),
        steps=tuple(step.words(language) for step in in_currency(steps, agreement.frame.currency)),
        value=None if isinstance(rule.shape, PerOccurrence | LostTime) else miss.value,
        unit=miss.unit,
    )


def _measured_words(rule: CreditRule, miss: Miss, case: str) -> Step:
    """What was measured, and in which case with which bound where the rule is for several."""
    plain_words = _figure_of(rule, miss)
    if not case:
        return plain_words
    if miss.value is None or miss.bound is None:
        return Step(f"{plain_words.text} ({{}})", (*plain_words.parts, case))
    named = "Minimum Level" if rule.starts_below is StartsBelow.MINIMUM else "Target"
    parts = (*plain_words.parts, case, named, Figure(miss.bound, miss.unit))
    return Step(f"{plain_words.text} ({{}}: {{}} {{}})", parts)


def _figure_of(rule: CreditRule, miss: Miss) -> Step:
    if isinstance(rule.shape, PerOccurrence):
        return Step("{} items that count", (str(rule.shape.free + EXAMPLE_COUNT),))
    if miss.lost_minutes is not None:
        return Step("{} of downtime", (Figure(miss.lost_minutes, "minutes"),))
    if miss.value is None:
        return Step("a miss")
    return Step("{}", (Figure(miss.value, miss.unit),))


def _priced(
    agreement: Agreement, rule: CreditRule, amount: Decimal, price: Price
) -> tuple[Decimal, tuple[Step, ...]] | None:
    unit = effective_unit(rule)
    if unit is not CreditUnit.POINTS:
        found = in_money(amount, unit, price)
        return None if found is None else (found[0], (found[1],))
    share = max((row.percent for row in agreement.consequences.points_table if row.points <= amount), default=None)
    if share is None:
        return None
    base = example_price(agreement, agreement.consequences.points_base)
    found = in_money(share, CreditUnit.PERCENT_OF_BASE, base)
    points = Step("{} earn {} of the base.", (Figure(amount, "score"), Figure(share, "percent")))
    return None if found is None else (found[0], (points, found[1]))


def example_price(agreement: Agreement, base: Base) -> Price:
    """A round sum for a base, in the agreement's currency; the real amount at risk where it is agreed."""
    currency = agreement.frame.currency
    scale = HUNDRED if minor_places(currency) == 0 else Decimal(1)
    amount = EXAMPLE_FEES.get(base.fee, Decimal(1000)) * scale
    if base.fee is Fee.AT_RISK_AMOUNT and base.at_risk is not None:
        amount, currency = base.at_risk.amount, base.at_risk.currency
    days = days_of_fee(base, EXAMPLE_MONTH, Decimal(30), agreement.consequences.days_in_month)
    return Price(share_of(base, amount), currency, days, hours_of_fee(base, days), base_words(base))


# --- a plausible miss -------------------------------------------------------------------------------------------


def _target_of(level: ServiceLevel, rule: CreditRule) -> Target | None:
    """The first target that the rule's `where` allows; a blank one where the figures stand elsewhere: in another
    document, or with the severities.
    """
    if not level.targets and (level.external_table or level.severity_time is not None):
        return Target()
    wanted = set(rule.where)
    return next((target for target in level.targets if _agrees(set(target.where), wanted)), None)


def _agrees(cell: set[Coordinate], wanted: set[Coordinate]) -> bool:
    named = {coordinate.dimension: coordinate.value for coordinate in wanted}
    return all(named.get(coordinate.dimension, coordinate.value) == coordinate.value for coordinate in cell)


def _example_miss(level: ServiceLevel, target: Target, rule: CreditRule) -> Miss | None:
    unit = target.unit or level.unit
    bound = _bound_of(level, target, rule)
    if isinstance(rule.shape, LostTime):
        grace = rule.shape.grace
        free = ZERO if grace is None or grace.seconds is None else grace.seconds / 60
        allowed = Decimal(30) if rule.shape.beyond_allowance else None
        return Miss(
            True, unit=unit, lost_minutes=EXAMPLE_LOST_MINUTES + free + (allowed or ZERO), allowed_minutes=allowed
        )
    if isinstance(rule.shape, Bands):
        return _bands_miss(level, target, rule, rule.shape, unit)
    if isinstance(rule.shape, Increments):
        return _increments_miss(level, target, bound, rule.shape, unit)
    return Miss(True, None, bound, unit=unit, direction=level.direction)


def _bound_of(level: ServiceLevel, target: Target, rule: CreditRule) -> Decimal | None:
    """The bound that the example goes past: of a target between two edges, the upper one."""
    if level.direction is Direction.BAND and target.upper is not None:
        return target.upper
    return target.minimum if rule.starts_below is StartsBelow.MINIMUM and target.minimum is not None else target.value


def _bands_miss(level: ServiceLevel, target: Target, rule: CreditRule, shape: Bands, unit: str) -> Miss | None:
    edge_unit = shape.unit or unit
    bound = _bound_of(level, target, rule)
    places = level.measurement.rounding.places
    for band in shape.bands:
        if not band.credit:
            continue
        figure = _inside(band.lower, band.upper, level.direction, shape.keyed_on)
        if places is not None and holds(band, half_up(figure, places)):
            figure = half_up(figure, places)
        if _is_downtime(edge_unit, unit, shape.keyed_on):
            return _downtime_miss(figure, edge_unit, shape.keyed_on, target, level)
        if shape.keyed_on is KeyedOn.VALUE:
            value = convert(figure, edge_unit, unit)
            return None if value is None else compare(value, target, level.direction, unit)
        return _miss_by(figure, bound, level, shape.keyed_on, edge_unit, unit)
    return None


def _inside(lower: Decimal | None, upper: Decimal | None, direction: Direction, keyed_on: KeyedOn) -> Decimal:
    """A figure inside a band: between its edges, or a little past the only one."""
    if lower is not None and upper is not None:
        return simple_between(lower, upper) if lower < upper else lower
    if upper is not None:
        span = min(abs(upper) or Decimal(1), Decimal(2))
        return upper - span / 2
    if lower is not None:
        return lower + max(abs(lower) / 10, Decimal(1))
    return Decimal(1)


def _miss_by(
    figure: Decimal, bound: Decimal | None, level: ServiceLevel, keyed_on: KeyedOn, edge_unit: str, unit: str
) -> Miss | None:
    """A miss by that much of the target: in percent of it, in its unit, or in another unit (days late)."""
    sign = -1 if level.direction is Direction.HIGHER else 1
    if keyed_on is KeyedOn.MISS_PERCENT:
        if not bound:
            return None
        return _rounded_miss(bound, sign * abs(bound) * figure / HUNDRED, level, unit)
    by_ = convert(figure, edge_unit, unit)
    if by_ is None or bound is None:
        late = figure if edge_unit == "days" else None
        return Miss(True, None, bound, figure, edge_unit, level.direction, late_days=late)
    return _rounded_miss(bound, sign * by_, level, unit)


def _rounded_miss(bound: Decimal, by: Decimal, level: ServiceLevel, unit: str) -> Miss:
    """A miss so far past the bound, its value rounded as the level rounds; as it is, where rounding leaves no miss."""
    places = level.measurement.rounding.places
    value = bound + by if places is None else half_up(bound + by, places)
    if places is not None and (value == bound or (value > bound) is not (by > 0)):
        value = bound + by
    return Miss(True, value, bound, abs(value - bound), unit, level.direction)


def _is_downtime(figure_unit: str, unit: str, keyed_on: KeyedOn) -> bool:
    """Whether figures in a unit of time mean the downtime under a target in percent."""
    return unit == "percent" and keyed_on is not KeyedOn.MISS_PERCENT and unit_scale(figure_unit) is not None


def _downtime_miss(figure: Decimal, figure_unit: str, keyed_on: KeyedOn, target: Target, level: ServiceLevel) -> Miss:
    """A month of 30 days with so much downtime, or so much of it past the allowance."""
    minutes = convert(figure, figure_unit, "minutes") or ZERO
    allowed = EXAMPLE_MONTH_MINUTES * (HUNDRED - (target.value or HUNDRED)) / HUNDRED
    lost = minutes if keyed_on is KeyedOn.VALUE else minutes + allowed
    value = (EXAMPLE_MONTH_MINUTES - lost) * HUNDRED / EXAMPLE_MONTH_MINUTES
    return Miss(
        True, value, target.value, unit="percent", direction=level.direction, lost_minutes=lost, allowed_minutes=allowed
    )


def _increments_miss(
    level: ServiceLevel, target: Target, bound: Decimal | None, shape: Increments, unit: str
) -> Miss | None:
    whole_items = find_unit(shape.unit or unit).kind is UnitKind.COUNT or target.due_date
    figure = shape.grace + shape.every * (Decimal(2) if whole_items else Decimal("2.5"))
    if _is_downtime(shape.unit, unit, shape.keyed_on):
        return _downtime_miss(figure, shape.unit, shape.keyed_on, target, level)
    if shape.keyed_on is KeyedOn.VALUE:
        value = convert(figure, shape.unit or unit, unit)
        return None if value is None else Miss(True, value, bound, figure, unit, level.direction)
    return _miss_by(figure, bound, level, shape.keyed_on, shape.unit or unit, unit)
