"""One target moved up and down: the chance of keeping it, and the credits of a year, at each figure around it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Direction
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.assessment import PERCENTAGES, judge, missing_words, verdict_on
from slawizard.analysis.exposure import NOMINAL_FEE
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.target_pricing import RowPricing, moved, row_pricing
from slawizard.analysis.verdict import Promise, Verdict, binding
from slawizard.errors import CalculationError, SlaWizardError

REACH = 7
"""So many of the usual percentages are taken on each side of the target."""

HIGHER_MULTIPLES = tuple(map(Decimal, ("0.5", "0.6", "0.7", "0.8", "0.9", "0.95", "1.05", "1.1", "1.25", "1.5")))
LOWER_MULTIPLES = tuple(map(Decimal, ("0.25", "0.5", "0.6", "0.75", "0.9", "1.1", "1.25", "1.5", "2", "2.5", "3", "4")))
COUNTS = tuple(map(Decimal, range(6)))
"""What a target of none (no outage, no complaint) is compared with."""

BAND_STEPS = 10
"""The lower edge of a band is moved by tenths of its width."""

DIGITS = 4
"""Digits that a multiple of the target keeps."""

CREDITS_FOLLOW = (
    "Credits begin where the target is missed; edges of bands that are the target itself move with it, all other "
    "edges, amounts and caps stay as written; a minimum level never becomes stricter than the target."
)
ASSUMPTIONS = (
    "The chance is that of the kind of evidence that tells the lowest, at each figure anew.",
    CREDITS_FOLLOW,
    "The credits are those of this target alone: other service levels neither add to them nor use up their caps.",
    "Every credit is claimed in time; a year is made of windows drawn at random from those known, each for itself.",
)


class CurvePoint(msgspec.Struct, frozen=True):
    """What a target of `target`, in the row's unit, would mean.

    `chance` (0 to 1) is that a window is kept, None where no evidence tells one. `yearly_credits` are those expected of
    a year; None where they cannot be told. `decided_by` is the kind of the evidence behind the verdict.
    """

    target: Decimal
    chance: float | None
    yearly_credits: Decimal | None
    verdict: Verdict = Verdict.NOT_ENOUGH_EVIDENCE
    decided_by: str = ""


class TargetCurve(msgspec.Struct, frozen=True):
    """The points of one target's curve, by rising figure; `agreed` is the figure of the draft, in `unit`.

    `in_money`: the credits are in `currency`; else in percent of a year's fees. `undecided` says why no chance is
    known, `unpriced` why there are no credits; both are empty where the figures are.
    """

    level: str
    row: int
    unit: str
    agreed: Decimal
    points: tuple[CurvePoint, ...]
    in_money: bool
    currency: str
    undecided: str
    unpriced: str
    assumptions: tuple[str, ...] = ASSUMPTIONS


def target_curve(agreement: Agreement, level_id: str, row: int) -> TargetCurve:
    """The curve of the target in row `row` of the level `level_id`, with its own figure among the points.

    Raises CalculationError where there is no such target, or it is no figure; never for the evidence.
    """
    basis = _basis(agreement, level_id, row)
    promise = basis.promise
    agreed = promise.target.value or Decimal(0)
    points = tuple(_point(basis, value) for value in targets_around(promise))
    undecided = "" if any(point.chance is not None for point in points) else missing_words(promise)
    evidence, frame = agreement.expectations.evidence, agreement.frame
    in_money = evidence.monthly_fee is not None
    unpriced = basis.pricing.unpriced or basis.trouble
    return TargetCurve(level_id, row, promise.unit, agreed, points, in_money, frame.currency, undecided, unpriced)


def chance_at(agreement: Agreement, level_id: str, row: int, target: Decimal) -> CurvePoint:
    """One more point of the curve, for a figure between two others: quick enough to follow a hand that drags.

    Raises CalculationError where there is no such target, or it is no figure; never for the evidence.
    """
    return _point(_basis(agreement, level_id, row), target)


# --- what does not depend on the figure -------------------------------------------------------------------------


class _Basis(msgspec.Struct):
    """A target with the windows its credits are reckoned from; `trouble` says why a window could not be priced."""

    promise: Promise
    pricing: RowPricing
    trouble: str = ""


@lru_cache(maxsize=8)
def _basis(agreement: Agreement, level_id: str, row: int) -> _Basis:
    for position, level in enumerate(agreement.metrics.levels):
        if level.id == level_id and 0 <= row < len(level.targets) and level.targets[row].value is not None:
            promise = Promise(agreement, level, position, row, level.targets[row])
            return _Basis(promise, _pricing(promise))
    raise CalculationError("There is no such target, or it is not a figure.", where=level_id)


def _pricing(promise: Promise) -> RowPricing:
    try:
        return row_pricing(promise)
    except SlaWizardError as problem:
        return RowPricing(f"The credits cannot be reckoned: {problem.what}", promise)
    except (ArithmeticError, ValueError):
        return RowPricing("The credits cannot be reckoned: a figure is too large.", promise)


def _point(basis: _Basis, value: Decimal) -> CurvePoint:
    constraints = judge(moved(basis.promise, value))
    decided = binding(constraints)
    chances = [each.chance for each in constraints if each.chance is not None]
    return CurvePoint(
        value,
        min(chances, default=None),
        _yearly(basis, value),
        verdict_on(constraints),
        decided.kind if decided else "",
    )


def _yearly(basis: _Basis, value: Decimal) -> Decimal | None:
    try:
        credits_ = basis.pricing.yearly(value)
    except SlaWizardError as problem:
        basis.trouble = f"The credits cannot be reckoned: {problem.what}"
        return None
    except (ArithmeticError, ValueError):
        basis.trouble = "The credits cannot be reckoned: a figure is too large."
        return None
    if credits_ is None or basis.promise.agreement.expectations.evidence.monthly_fee is not None:
        return credits_
    return half_up(credits_ * HUNDRED / (NOMINAL_FEE * 12), 2)


# --- the figures of the curve -----------------------------------------------------------------------------------


def targets_around(promise: Promise) -> tuple[Decimal, ...]:
    """A sensible range of figures around a target, with itself and what both sides ask and offer, by rising figure."""
    value = promise.target.value or Decimal(0)
    found = {value, *_usual(promise, value)}
    if promise.row == 0:
        stands = (each for each in promise.agreement.expectations.positions if each.level == promise.level.id)
        found.update(each for stand in stands for each in (stand.customer_asks, stand.provider_offers) if each)
    is_share = promise.unit == "percent"
    return tuple(sorted(each for each in found if each == value or (each.is_finite() and _can_be(each, is_share))))


def _can_be(value: Decimal, is_share: bool) -> bool:
    return not is_share or 0 <= value <= HUNDRED


def _usual(promise: Promise, value: Decimal) -> tuple[Decimal, ...]:
    direction = promise.level.direction
    if direction is Direction.BAND:
        width = (promise.target.upper or value) - value
        return tuple(value + width * step / BAND_STEPS for step in range(-BAND_STEPS, BAND_STEPS))
    if promise.unit == "percent" and direction is Direction.HIGHER and value > PERCENTAGES[-1]:
        stricter = [each for each in PERCENTAGES if each > value][-REACH:]
        return *stricter, *[each for each in PERCENTAGES if each < value][:REACH]
    is_count = find_unit(promise.unit).kind is UnitKind.COUNT
    if not value:
        return COUNTS
    multiples = HIGHER_MULTIPLES if direction is Direction.HIGHER else LOWER_MULTIPLES
    if is_count:
        return tuple(half_up(value * each, 0) for each in multiples)
    return tuple(_short(value * each) for each in multiples)


def _short(value: Decimal) -> Decimal:
    """A few digits of a figure, written without zeros at the end and without an exponent."""
    return Decimal(f"{half_up(value, DIGITS - 1 - value.adjusted()).normalize():f}")
