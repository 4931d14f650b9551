"""What a credit rule pays for a measured value: the points of its curve, and the answer in words. Knows no widgets."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CreditRule, StartsBelow
from slawizard.agreement.credit_shapes import Band, Bands, Increments, KeyedOn, PerOccurrence
from slawizard.agreement.metrics import Direction, ServiceLevel, Target, TimeShare
from slawizard.agreement.wording import quantity_words
from slawizard.analysis.cells import targets_of_rule
from slawizard.analysis.credits import effective_unit, in_money, occurrence_credit, shape_credit
from slawizard.analysis.downtime import average_allowance
from slawizard.analysis.examples import example_price
from slawizard.analysis.miss import Miss, compare
from slawizard.analysis.rounding import half_up, to_minor_unit
from slawizard.analysis.steps import in_currency
from slawizard.analysis.yearly import first_year
from slawizard.errors import SlaWizardError
from slawizard.gui.widgets.figure_units import credit_unit, target_unit
from slawizard.i18n import _

_STEPS = 200
_HUNDRED = Decimal(100)
_SHOWN_PLACES = 6
_INCREMENTS_SHOWN = 6


class Curve(NamedTuple):
    """Credit against measured value (or number of missed items); an amount of None is not decided by the rule.

    `is_minimum`: credits begin at the minimum level, so that it stands among `targets` in the target's place.
    """

    points: tuple[tuple[Decimal, Decimal | None], ...]
    unit: str
    credit_unit: str
    targets: tuple[Decimal, ...] = ()
    edges: tuple[Decimal, ...] = ()
    is_minimum: bool = False


class Question(NamedTuple):
    """A rule with the level and the target it is about."""

    agreement: Agreement
    rule: CreditRule
    level: ServiceLevel
    target: Target

    @property
    def unit(self) -> str:
        """The unit of measured values; a count where items are counted."""
        return "count" if isinstance(self.rule.shape, PerOccurrence) else target_unit(self.level)

    @property
    def bound(self) -> Decimal | None:
        """The value past which credits begin."""
        return self.target.minimum if self.is_at_minimum else self.target.value

    @property
    def is_at_minimum(self) -> bool:
        """Whether credits begin at the minimum level, and not at the target."""
        return self.rule.starts_below is StartsBelow.MINIMUM and self.target.minimum is not None


def question_of(agreement: Agreement, rule: CreditRule) -> Question | None:
    """The rule with its level and first target; None while the level or a target in figures is missing."""
    level = agreement.level(rule.level)
    target = next(iter(targets_of_rule(level, rule)), None) if level else None
    if level is None or target is None or target.value is None:
        return None
    return Question(agreement, rule, level, target)


# --- one value --------------------------------------------------------------------------------------------------


def credit_for(question: Question, value: Decimal) -> Decimal | None:
    """What a measured value earns, in the rule's unit and before caps over several rules; None: not decided."""
    if isinstance(question.rule.shape, PerOccurrence):
        return occurrence_credit(question.rule.shape, int(value), effective_unit(question.rule)).amount
    miss = miss_of(question, value)
    return shape_credit(question.rule, miss).amount if miss.is_missed else Decimal(0)


def miss_of(question: Question, value: Decimal) -> Miss:
    """The miss that a measured value is; an availability also as lost time, in a month (or other window) on average."""
    minimum = question.rule.starts_below is StartsBelow.MINIMUM
    miss = compare(value, question.target, question.level.direction, question.unit, minimum=minimum)
    if not isinstance(question.level.statistic, TimeShare) or question.bound is None:
        return miss
    lost, allowed = (average_minutes(question.agreement, question.level, each) for each in (value, question.bound))
    return Miss(
        miss.is_missed,
        miss.value,
        miss.bound,
        miss.by,
        miss.unit,
        miss.direction,
        lost_minutes=None if lost is None else half_up(lost, _SHOWN_PLACES),
        allowed_minutes=None if allowed is None else half_up(allowed, _SHOWN_PLACES),
    )


def average_minutes(agreement: Agreement, level: ServiceLevel, percent: Decimal) -> Decimal | None:
    """The downtime that an availability leaves in a window of the level's hours on average, in minutes; None where it
    has no average, or its hours cannot be read.
    """
    hours = agreement.calendar(level.hours or agreement.objectives.service_hours)
    try:
        return average_allowance(level, percent, hours, first_year(agreement.frame.start))
    except SlaWizardError:
        return None


def answer(question: Question, value: Decimal) -> str:
    """What `value` would pay, step by step, with an example fee for what is a share of one."""
    agreement, rule = question.agreement, question.rule
    language = agreement.frame.language
    shown = quantity_words(value, question.unit, language, agreement.frame.currency)
    if isinstance(rule.shape, PerOccurrence):
        earned = occurrence_credit(rule.shape, int(value), effective_unit(rule))
    else:
        miss = miss_of(question, value)
        if not miss.is_missed:
            return _("{value} keeps the target: no credit.").format(value=shown)
        earned = shape_credit(rule, miss)
    steps = [step.words(language) for step in in_currency(earned.steps, agreement.frame.currency)]
    if earned.amount is None:
        return " ".join([_("The rule does not decide this yet."), *steps])
    priced = (
        in_money(earned.amount, effective_unit(rule), example_price(agreement, rule.base)) if earned.amount else None
    )
    if priced is not None:
        total = to_minor_unit(priced[0], agreement.frame.currency)
        steps += [priced[1].words(language)]
        if total != priced[0]:
            steps += [
                _("Rounded: {sum}.").format(sum=quantity_words(total, "money", language, agreement.frame.currency))
            ]
    return " ".join(steps)


# --- the curve --------------------------------------------------------------------------------------------------


def curve_of(question: Question) -> Curve:
    """The curve over the values that matter: around the target and all edges of the rule."""
    shape = question.rule.shape
    if isinstance(shape, PerOccurrence):
        counts = [Decimal(number) for number in range(shape.free + _INCREMENTS_SHOWN + 1)]
        points = tuple((count, credit_for(question, count)) for count in counts)
        return Curve(points, "count", credit_unit(question.rule))
    edges = _edges(question)
    low, high = _range(question, edges)
    step = (high - low) / _STEPS
    values = {low + step * number for number in range(_STEPS + 1)}
    hair = (high - low) / 10**6
    for edge in (*edges, question.bound or low):
        values |= {edge - hair, edge, edge + hair}
    inside = sorted(value for value in values if low <= value <= high)
    targets = tuple(one for one in (question.bound, question.target.upper) if one is not None)
    points = tuple((value, credit_for(question, value)) for value in inside)
    shown = tuple(edge for edge in edges if low <= edge <= high)
    return Curve(points, question.unit, credit_unit(question.rule), targets, shown, question.is_at_minimum)


def _edges(question: Question) -> tuple[Decimal, ...]:
    shape, bound = question.rule.shape, question.bound or Decimal(0)
    if isinstance(shape, Bands):
        figures = [edge for band in shape.bands for edge in (band.lower, band.upper) if edge is not None]
        keyed_on = shape.keyed_on
    elif isinstance(shape, Increments):
        count = min(shape.most or _INCREMENTS_SHOWN, Decimal(_INCREMENTS_SHOWN))
        figures = [shape.grace + shape.every * number for number in range(1, int(count) + 1)]
        keyed_on = shape.keyed_on
    else:
        return ()
    return tuple(_value_at(question, figure, keyed_on, bound) for figure in figures)


def _value_at(question: Question, figure: Decimal, keyed_on: KeyedOn, bound: Decimal) -> Decimal:
    if keyed_on is KeyedOn.VALUE:
        return figure
    by = figure if keyed_on is KeyedOn.MISS else abs(bound) * figure / _HUNDRED
    return bound - by if question.level.direction is Direction.HIGHER else bound + by


def _range(question: Question, edges: tuple[Decimal, ...]) -> tuple[Decimal, Decimal]:
    bound = question.bound or Decimal(0)
    marks = [bound, *(edge for edge in edges if edge != 0 or len(edges) == 1)]
    if question.target.upper is not None:
        marks.append(question.target.upper)
    low, high = min(marks), max(marks)
    room = (high - low) / 3 or abs(bound) / 20 or Decimal(1)
    if question.unit == "percent" and question.level.direction is Direction.HIGHER:
        room = (high - low) / 3 or (_HUNDRED - bound) * 5 or Decimal(5)
        return max(low - room, Decimal(0)), _HUNDRED
    bottom = Decimal(0) if low >= 0 and question.level.direction is Direction.LOWER else low - room
    return bottom, high + room


# --- the downtime that a band means -----------------------------------------------------------------------------


def downtime_of_band(question: Question | None, band: Band) -> str:
    """The downtime, on average, that the edges of a band of availabilities mean: "44 min to 3 h 39 min"."""
    if question is None or not isinstance(question.level.statistic, TimeShare):
        return "—"
    shape, agreement, level = question.rule.shape, question.agreement, question.level
    if not isinstance(shape, Bands) or shape.keyed_on is not KeyedOn.VALUE or question.unit != "percent":
        return "—"
    most = None if not band.lower else average_minutes(agreement, level, band.lower)
    least = None if band.upper is None else average_minutes(agreement, level, band.upper)
    if least is None and most is None:
        return "—"
    if most is None and least is not None:
        return _("more than {time}").format(time=_to_the_minute(least))
    if least is None and most is not None:
        return _("up to {time}").format(time=_to_the_minute(most))
    return f"{_to_the_minute(least or Decimal(0))} – {_to_the_minute(most or Decimal(0))}"


def _to_the_minute(minutes: Decimal) -> str:
    """An edge of a band, to the minute from ten minutes on."""
    return rough_words(half_up(minutes, 0) if minutes >= 10 else minutes)


def rough_words(minutes: Decimal) -> str:
    """A length of downtime to the second below an hour, to the minute above: "43 min 50 s", "3 h 39 min"."""
    seconds = int(half_up(minutes * 60, 0))
    if seconds < 3600:
        whole, rest = divmod(seconds, 60)
        parts = [f"{whole}\u00a0min"] if whole else []
        return " ".join([*parts, *([f"{rest}\u00a0s"] if rest or not parts else [])])
    hours, rest = divmod(int(half_up(minutes, 0)), 60)
    if hours >= 48:
        days, hours = divmod(hours, 24)
        return f"{days}\u00a0d" + (f" {hours}\u00a0h" if hours else "")
    return f"{hours}\u00a0h" + (f" {rest}\u00a0min" if rest else "")
