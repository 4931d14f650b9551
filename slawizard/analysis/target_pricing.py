"""What one target's credits come to in a year when the target moves: the same windows, priced anew at each figure."""

from __future__ import annotations

import random
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CapPeriod, CreditRule, StartsBelow
from slawizard.agreement.credit_shapes import Band, Bands, Flat, KeyedOn, LostTime, PerOccurrence
from slawizard.agreement.metrics import Direction, ServiceLevel, Standing, Target
from slawizard.analysis.constraints import LEAST_WINDOWS, history_of
from slawizard.analysis.credits import holds
from slawizard.analysis.exposure import NOMINAL_FEE, why_unpriced, year_credits
from slawizard.analysis.measured import FeeGiven, MeasuredWindow
from slawizard.analysis.miss import ZERO, compare
from slawizard.analysis.possible_windows import (
    SEED,
    PossibleWindow,
    can_fill_a_year,
    fees_of,
    priced_terms,
    priced_window,
    usual_windows,
    windows_of,
)
from slawizard.analysis.rounding import half_up, to_minor_unit
from slawizard.analysis.verdict import Promise
from slawizard.analysis.yearly import windows_a_year

CAPPED_YEARS = 1_000
"""So many years are drawn where a cap over several windows may bite; otherwise the mean window is exact."""

Key = tuple[object, ...]


class RowPricing(msgspec.Struct):
    """The windows that a year of one target is made of, and what each of them has been found to earn.

    `unpriced` says why there is nothing to price. `from_history`: the windows are those of the past.
    """

    unpriced: str
    promise: Promise
    windows: tuple[MeasuredWindow, ...] = ()
    a_year: int = 0
    from_history: bool = False
    fees: tuple[FeeGiven, ...] = ()
    limits: dict[int, Decimal] = {}
    priced: dict[Key, PossibleWindow] = {}
    years: list[list[int]] = []

    def yearly(self, value: Decimal) -> Decimal | None:
        """The credits expected of a year were `value` the target, in the currency, rounded; None where unpriced.

        Raises MeasuredFileError where the calculator cannot price a window.
        """
        if self.unpriced:
            return None
        promise = moved(self.promise, value)
        windows = [self._priced(promise, window) for window in self.windows]
        return to_minor_unit(self._mean_year(promise.agreement, windows), promise.agreement.frame.currency)

    def _priced(self, promise: Promise, window: MeasuredWindow) -> PossibleWindow:
        key = (window.start if self.from_history else "", *_what_counts(promise, window.readings[0].value or ZERO))
        if key not in self.priced:
            self.priced[key] = priced_window(promise.agreement, window, self.fees, self.limits)
        return self.priced[key]

    def _mean_year(self, terms: Agreement, windows: list[PossibleWindow]) -> Decimal:
        caps = terms.consequences.caps
        wide = [
            limit
            for place, limit in self.limits.items()
            if caps[place].period not in (CapPeriod.INCIDENT, CapPeriod.WINDOW)
        ]
        highest = max(sum((amount for _, amount in each.credits), ZERO) for each in windows)
        has_points = any(each.points for each in windows)
        if not has_points and (not wide or highest * self.a_year <= min(wide)):
            return sum((each.total for each in windows), ZERO) * self.a_year / len(windows)
        if not self.years:
            draw, count = random.Random(SEED), len(windows)
            self.years = [[int(draw.random() * count) for _ in range(self.a_year)] for _ in range(CAPPED_YEARS)]
        drawn = (year_credits(terms, [[windows[place] for place in year]], self.limits)[0] for year in self.years)
        return sum(drawn, ZERO) / len(self.years)


def row_pricing(promise: Promise) -> RowPricing:
    """Everything about one target's credits that does not depend on the figure. Never raises for what a draft says."""
    agreement, level = promise.agreement, promise.level
    reason = why_unpriced(agreement) or _why_not(promise)
    if reason:
        return RowPricing(reason, promise)
    given = agreement.expectations.evidence.monthly_fee
    monthly = given.amount if given else NOMINAL_FEE
    terms = _alone(priced_terms(agreement), level)
    promise = msgspec.structs.replace(promise, agreement=terms)
    windows, from_history = _windows(promise, monthly)
    if not windows:
        known = "a history of six windows or more, or the usual outages of an availability"
        return RowPricing(f"The credits cannot be told without {known}.", promise)
    a_year = round(windows_a_year(level.window) or Decimal(1))
    return RowPricing("", promise, tuple(windows), a_year, from_history, fees_of(terms, monthly), {}, {}, [])


def _why_not(promise: Promise) -> str:
    level = promise.level
    if level.standing is not Standing.BINDING:
        return "The service level is told for information only: it earns no credits."
    if not any(rule.level == level.id for rule in promise.agreement.consequences.rules):
        return "No credit rule is for this service level."
    if not can_fill_a_year(level.window):
        return "Windows shorter than a week or longer than a year, and single incidents, are not simulated."
    return ""


def _alone(agreement: Agreement, level: ServiceLevel) -> Agreement:
    terms = agreement.consequences
    rules = tuple(rule for rule in terms.rules if rule.level == level.id)
    return msgspec.structs.replace(agreement, consequences=msgspec.structs.replace(terms, rules=rules))


def _windows(promise: Promise, monthly: Decimal) -> tuple[list[MeasuredWindow], bool]:
    """The windows of this target alone: of the past, or else drawn from the usual outages, fewer of them."""
    known = history_of(promise)
    if known is not None:
        history = known[1]
        is_usable = history.window is promise.level.window.kind and len(history.windows) >= LEAST_WINDOWS
        if is_usable:
            return windows_of([(promise.level, history)], monthly), True
    drawn = usual_windows(promise.agreement, promise.position, promise.level, monthly)
    mine = [msgspec.structs.replace(each, readings=(each.readings[promise.row],)) for each in drawn]
    return mine, False


# --- moving the target ------------------------------------------------------------------------------------------


def moved(promise: Promise, value: Decimal) -> Promise:
    """The promise with another figure as its target, in the agreement too.

    The edges of its level's bands that are the target itself move with it, and so does a threshold; all other edges
    stay as written. A minimum level never becomes stricter than the target.
    """
    target = msgspec.structs.replace(promise.target, value=value, minimum=_minimum(promise, value))
    targets = (*promise.level.targets[: promise.row], target, *promise.level.targets[promise.row + 1 :])
    level = msgspec.structs.replace(promise.level, targets=targets)
    terms, metrics = promise.agreement.consequences, promise.agreement.metrics
    levels = (*metrics.levels[: promise.position], level, *metrics.levels[promise.position + 1 :])
    rules = tuple(_moved_rule(rule, promise, value) for rule in terms.rules)
    agreement = msgspec.structs.replace(
        promise.agreement,
        metrics=msgspec.structs.replace(metrics, levels=levels),
        consequences=msgspec.structs.replace(terms, rules=rules),
    )
    return msgspec.structs.replace(promise, agreement=agreement, level=level, target=target)


def _minimum(promise: Promise, value: Decimal) -> Decimal | None:
    minimum = promise.target.minimum
    if minimum is None or promise.level.direction is Direction.BAND:
        return minimum
    return min(minimum, value) if promise.level.direction is Direction.HIGHER else max(minimum, value)


def _moved_rule(rule: CreditRule, promise: Promise, value: Decimal) -> CreditRule:
    old, shape = promise.target.value, rule.shape
    if rule.level != promise.level.id or rule.starts_below is not StartsBelow.TARGET or old is None:
        return rule
    if isinstance(shape, PerOccurrence) and shape.threshold == old:
        return msgspec.structs.replace(rule, shape=msgspec.structs.replace(shape, threshold=value))
    if not isinstance(shape, Bands) or shape.keyed_on is not KeyedOn.VALUE or shape.unit not in ("", promise.unit):
        return rule
    bands = tuple(_moved_band(band, old, value) for band in shape.bands)
    return msgspec.structs.replace(rule, shape=msgspec.structs.replace(shape, bands=bands))


def _moved_band(band: Band, old: Decimal, value: Decimal) -> Band:
    return msgspec.structs.replace(
        band,
        lower=value if band.lower == old else band.lower,
        upper=value if band.upper == old else band.upper,
    )


def _what_counts(promise: Promise, value: Decimal) -> Key:
    """All of a target that the credit of a measured value depends on: windows alike in it are priced once."""
    level, target = promise.level, promise.target
    places = level.measurement.rounding.places
    seen = value if places is None else half_up(value, places)
    is_missed = compare(seen, target, level.direction, promise.unit).is_missed
    at_minimum = compare(seen, target, level.direction, promise.unit, minimum=True).is_missed
    shapes = [rule.shape for rule in promise.agreement.consequences.rules]
    # Only a threshold of its own can pay for what was kept.
    if not is_missed and not at_minimum and not any(isinstance(shape, PerOccurrence) for shape in shapes):
        return (None,)
    return value, is_missed, at_minimum, *(_shape_key(shape, seen, target) for shape in shapes)


def _shape_key(shape: object, value: Decimal, target: Target) -> Key:
    if isinstance(shape, Flat) or (isinstance(shape, LostTime) and not shape.beyond_allowance):
        return ()
    if isinstance(shape, Bands) and shape.keyed_on is KeyedOn.VALUE and not shape.unit:
        return tuple(number for number, band in enumerate(shape.bands) if holds(band, value))
    return (target.value,)
