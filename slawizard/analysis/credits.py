"""What one miss earns: a function for each shape of credit, and the price of its result in money."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

import msgspec

from slawizard.agreement.consequences import CreditRule, CreditUnit, FeeScope
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
)
from slawizard.agreement.metrics import Direction
from slawizard.analysis.miss import ZERO, Miss, convert, unit_scale
from slawizard.analysis.rounding import HUNDRED
from slawizard.analysis.steps import Figure, Step, money, percent, plain

MINUTES_IN_HOUR = Decimal(60)


class ShapeCredit(msgspec.Struct, frozen=True, gc=False):
    """What a shape gives, in the rule's unit. `amount` is None where the rule does not say; the last step tells why."""

    amount: Decimal | None
    steps: tuple[Step, ...] = ()


class Price(msgspec.Struct, frozen=True, gc=False):
    """The base of a credit in money, and the days and service hours the sum is for (zero: it is for no period)."""

    amount: Decimal
    currency: str
    days: Decimal = ZERO
    hours: Decimal = ZERO
    words: str = ""


# --- the figure a shape looks at --------------------------------------------------------------------------------


def keyed_figure(keyed_on: KeyedOn, unit: str, miss: Miss) -> Decimal | None:
    """The value, the miss, or the miss in percent of the bound; in `unit` where that is given. None: cannot be told.

    An availability in percent is, in a unit of time, its downtime; its miss, the downtime past the allowance.
    """
    if keyed_on is KeyedOn.MISS_PERCENT:
        return miss.percent
    if unit == "days" and miss.late_days is not None and keyed_on is KeyedOn.MISS:
        return miss.late_days
    if miss.unit == "percent" and miss.lost_minutes is not None and unit_scale(unit) is not None:
        free = ZERO if keyed_on is KeyedOn.VALUE else miss.allowed_minutes
        lost = None if free is None else max(ZERO, miss.lost_minutes - free)
        return None if lost is None else convert(lost, "minutes", unit)
    figure = miss.value if keyed_on is KeyedOn.VALUE else miss.by
    return None if figure is None else convert(figure, miss.unit, unit)


def _figure(number: Decimal, keyed_on: KeyedOn, unit: str, miss: Miss) -> Figure:
    if keyed_on is KeyedOn.MISS_PERCENT:
        return percent(number)
    shown = unit or miss.unit
    # The distance between two percentages is in percentage points.
    return Figure(number, "percentage_points" if keyed_on is KeyedOn.MISS and shown == "percent" else shown)


_KEYED_WORDS = {
    KeyedOn.VALUE: "The measured value is {}.",
    KeyedOn.MISS: "The miss is {}.",
    KeyedOn.MISS_PERCENT: "The miss is {} of the target.",
}


def _undecided(reason: str) -> ShapeCredit:
    return ShapeCredit(None, (Step(reason),))


# --- shapes -----------------------------------------------------------------------------------------------------


def holds(band: Band, figure: Decimal) -> bool:
    """Whether a figure lies in a band."""
    above = band.lower is None or figure > band.lower or (band.lower_inclusive and figure == band.lower)
    below = band.upper is None or figure < band.upper or (band.upper_inclusive and figure == band.upper)
    return above and below


def depth(band: Band, *, worse_is_lower: bool) -> tuple[Decimal, Decimal]:
    """How deep a band reaches: by its edge nearer the target, then by its credit. Larger is deeper."""
    far = Decimal("Infinity")
    if worse_is_lower:
        edge = -far if band.upper is None else -band.upper
    else:
        edge = -far if band.lower is None else band.lower
    return edge, band.credit or ZERO


def band_words(band: Band, unit: str) -> Step:
    """A band in words: "at least 99 % and below 99.9 %"."""
    parts: list[str] = []
    figures: list[Figure | str] = []
    if band.lower is not None:
        parts.append("at least {}" if band.lower_inclusive else "above {}")
        figures.append(Figure(band.lower, unit))
    if band.upper is not None:
        parts.append("at most {}" if band.upper_inclusive else "below {}")
        figures.append(Figure(band.upper, unit))
    return Step(" and ".join(parts) or "any figure", tuple(figures))


def bands_credit(shape: Bands, miss: Miss, unit: CreditUnit) -> ShapeCredit:
    """The credit of the band that holds the figure; the deepest of several only where the table says so."""
    figure = keyed_figure(shape.keyed_on, shape.unit, miss)
    if figure is None:
        return _undecided("The figure that the bands are of cannot be told from what was measured.")
    shown = _figure(figure, shape.keyed_on, shape.unit, miss)
    told = Step(_KEYED_WORDS[shape.keyed_on], (shown,))
    found = [band for band in shape.bands if holds(band, figure)]
    if not found:
        return ShapeCredit(ZERO, (told, Step("No band holds {}, so it earns nothing.", (shown,))))
    if len(found) > 1 and shape.overlap is Overlap.FORBIDDEN:
        return ShapeCredit(None, (told, Step("{} is in more than one band; the agreement must say which.", (shown,))))
    is_time = shown.unit != miss.unit and unit_scale(shown.unit) is not None
    lower_is_worse = shape.keyed_on is KeyedOn.VALUE and miss.direction is Direction.HIGHER and not is_time
    band = max(found, key=lambda candidate: depth(candidate, worse_is_lower=lower_is_worse))
    if band.credit is None:
        return ShapeCredit(None, (told, Step("The band that holds it has no credit yet.")))
    words = band_words(band, shown.unit)
    text = f"That is in the band {words.text}" + (", the deepest that holds it" if len(found) > 1 else "")
    return ShapeCredit(band.credit, (told, Step(text + ": {}.", (*words.parts, credit_figure(band.credit, unit)))))


def flat_credit(shape: Flat, miss: Miss, unit: CreditUnit) -> ShapeCredit:
    """The same for any miss."""
    if shape.credit is None:
        return _undecided("The credit has no amount yet.")
    return ShapeCredit(shape.credit, (Step("Any miss earns {}.", (credit_figure(shape.credit, unit),)),))


def lost_time_credit(shape: LostTime, miss: Miss, unit: CreditUnit) -> ShapeCredit:
    """Hours of service: the time lost after grace (or past the allowance), times the multiplier, whatever the unit."""
    lost = miss.lost_minutes
    if lost is None:
        return _undecided("The lost time cannot be told from what was measured.")
    steps = [Step("The lost time is {}.", (Figure(lost, "minutes"),))]
    if shape.beyond_allowance:
        if miss.allowed_minutes is None:
            return _undecided("The downtime allowed cannot be told from what was measured.")
        lost = max(ZERO, lost - miss.allowed_minutes)
        steps.append(Step("Less the allowance of {}: {}.", (_minutes(miss.allowed_minutes), _minutes(lost))))
    if shape.grace is not None and shape.grace.seconds:
        free = shape.grace.seconds / MINUTES_IN_HOUR
        lost = max(ZERO, lost - free)
        steps.append(Step("The first {} are free: {} remain.", (_minutes(free), _minutes(lost))))
    hours = lost * shape.multiplier / MINUTES_IN_HOUR
    if shape.multiplier != 1:
        parts = (_minutes(lost), plain(shape.multiplier), Figure(hours, "hours"))
        steps.append(Step("{} × {} = the price of {}.", parts))
    return ShapeCredit(hours, tuple(steps))


def _minutes(number: Decimal) -> Figure:
    return Figure(number, "minutes")


def increments_credit(shape: Increments, miss: Miss, unit: CreditUnit) -> ShapeCredit:
    """So much for each increment of the figure past the grace, with an initial part, up to the most increments."""
    figure = keyed_figure(shape.keyed_on, shape.unit, miss)
    if figure is None or shape.credit is None or shape.every <= 0:
        return _undecided("The increments cannot be counted: a figure of the rule or of the measurement is missing.")
    shown = _figure(figure, shape.keyed_on, shape.unit, miss)
    steps = [Step(_KEYED_WORDS[shape.keyed_on], (shown,))]
    counted = figure - shape.grace
    if shape.grace:
        left = msgspec.structs.replace(shown, number=max(counted, ZERO))
        steps.append(Step("The first {} are free: {} remain.", (_figure_like(shown, shape.grace), left)))
    if counted <= 0:
        return ShapeCredit(ZERO, (*steps, Step("Nothing is left to count.")))
    count = _increments_in(counted / shape.every, shape.rounding)
    if shape.most is not None and count > shape.most:
        steps.append(Step("{} increments are more than the most that count, {}.", (plain(count), plain(shape.most))))
        count = shape.most
    amount = shape.initial + count * shape.credit
    each = credit_figure(shape.credit, unit)
    if shape.initial:
        steps.append(Step("An initial {} is due.", (credit_figure(shape.initial, unit),)))
    one = _figure_like(shown, shape.every)
    parts = (plain(count), one, each, credit_figure(amount, unit))
    steps.append(Step(_COUNTED[shape.rounding], parts))
    return ShapeCredit(amount, tuple(steps))


def _increments_in(ratio: Decimal, rounding: IncrementRounding) -> Decimal:
    if rounding is IncrementRounding.PRO_RATA:
        return ratio
    return ratio.to_integral_value(ROUND_FLOOR if rounding is IncrementRounding.FULL_ONLY else ROUND_CEILING)


_COUNTED = {
    IncrementRounding.PRO_RATA: "{} × {} of it, at {} each: {}.",
    IncrementRounding.FULL_ONLY: "Full increments: {} of {}, at {} each: {}.",
    IncrementRounding.STARTED: "Started increments: {} of {}, at {} each: {}.",
}


def _figure_like(shown: Figure, number: Decimal) -> Figure:
    return msgspec.structs.replace(shown, number=number)


def occurrence_credit(shape: PerOccurrence, count: int, unit: CreditUnit) -> ShapeCredit:
    """So much for each of `count` items past the bound, after the free ones."""
    if shape.credit is None:
        return _undecided("The credit has no amount yet.")
    paid = max(0, count - shape.free)
    amount = shape.credit * paid
    steps = [Step("Items that count: {}.", (plain(Decimal(count)),))]
    if shape.free:
        steps.append(_free_items(shape.free, paid))
    each, total = credit_figure(shape.credit, unit), credit_figure(amount, unit)
    steps.append(Step("{} × {} = {}.", (str(paid), each, total)))
    return ShapeCredit(amount, tuple(steps))


def _free_items(free: int, paid: int) -> Step:
    first = "The first one earns nothing" if free == 1 else f"The first {free} earn nothing"
    left = {0: "none counts", 1: "one counts"}.get(paid, f"{paid} count")
    return Step(f"{first}: {left}.")


def _single_occurrence(shape: PerOccurrence, miss: Miss, unit: CreditUnit) -> ShapeCredit:
    return occurrence_credit(shape, 1 if is_past_threshold(shape, miss) else 0, unit)


def is_past_threshold(shape: PerOccurrence, miss: Miss, level_unit: str = "") -> bool:
    """Whether an item earns a credit: missed, or past the rule's own threshold (in `level_unit`) where it has one."""
    if shape.threshold is None or miss.value is None:
        return bool(miss.is_missed)
    threshold = convert(shape.threshold, level_unit, miss.unit)
    if threshold is None:
        return bool(miss.is_missed)
    return miss.value < threshold if miss.direction is Direction.HIGHER else miss.value > threshold


SHAPES: dict[type, Callable[[Any, Miss, CreditUnit], ShapeCredit]] = {
    Bands: bands_credit,
    Flat: flat_credit,
    LostTime: lost_time_credit,
    Increments: increments_credit,
    PerOccurrence: _single_occurrence,
}


def shape_credit(rule: CreditRule, miss: Miss) -> ShapeCredit:
    """What a rule gives for one miss, in its own unit, before any cap. Nothing for a bound that was kept."""
    earned = SHAPES[type(rule.shape)](rule.shape, miss, effective_unit(rule))
    if rule.most is None or earned.amount is None or earned.amount <= rule.most:
        return earned
    figure = credit_figure(rule.most, effective_unit(rule))
    return ShapeCredit(rule.most, (*earned.steps, Step("This rule gives {} at most.", (figure,))))


# --- from the rule's unit to money ------------------------------------------------------------------------------


def effective_unit(rule: CreditRule) -> CreditUnit:
    """The unit of what the rule's shape gives: lost time always gives hours of service."""
    return CreditUnit.HOURS_OF_SERVICE if isinstance(rule.shape, LostTime) else rule.unit


def is_of_a_place(rule: CreditRule) -> bool:
    """Whether a rule's credit is a share of the sum for a single region or unit."""
    has_base = effective_unit(rule) not in (CreditUnit.MONEY, CreditUnit.POINTS)
    return has_base and rule.base.scope in (FeeScope.AFFECTED_REGION, FeeScope.AFFECTED_UNIT)


_CREDIT_UNITS = {
    CreditUnit.PERCENT_OF_BASE: "percent",
    CreditUnit.DAYS_OF_SERVICE: "days",
    CreditUnit.HOURS_OF_SERVICE: "hours",
    CreditUnit.POINTS: "score",
}


def credit_figure(amount: Decimal, unit: CreditUnit) -> Figure:
    """An amount of credit with its unit; fixed money shows bare until `steps.in_currency` gives it its currency."""
    if unit is CreditUnit.MONEY:
        return money(amount, "")
    return Figure(amount, _CREDIT_UNITS[unit])


def in_money(amount: Decimal, unit: CreditUnit, price: Price) -> tuple[Decimal, Step] | None:
    """A credit in money, not yet rounded, and the step that says how. None: the base has no length to divide by.

    Points are no money: their table turns a window's sum into a percentage.
    """
    if unit is CreditUnit.MONEY:
        return amount, Step("The credit is {}.", (money(amount, price.currency),))
    if unit is CreditUnit.PERCENT_OF_BASE:
        sum_ = price.amount * amount / HUNDRED
        parts = (percent(amount), price.words, money(price.amount, price.currency), money(sum_, price.currency))
        return sum_, Step("{} of the {}, {}: {}.", parts)
    length = price.days if unit is CreditUnit.DAYS_OF_SERVICE else price.hours
    if unit is CreditUnit.POINTS or not length:
        return None
    sum_ = price.amount * amount / length
    whole = Figure(length, _CREDIT_UNITS[unit])
    parts_ = (credit_figure(amount, unit), price.words, money(price.amount, price.currency), whole)
    return sum_, Step("{} of the {}, {} for {}: {}.", (*parts_, money(sum_, price.currency)))
