"""What changes a credit afterwards, or stands beside it: credits earned back, and the provider's bonuses."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Bonus, EarnBack
from slawizard.agreement.metrics import Direction, Standing
from slawizard.analysis.dues import Due
from slawizard.analysis.measured import FeeGiven
from slawizard.analysis.miss import ZERO
from slawizard.analysis.pricing import price_of
from slawizard.analysis.rounding import HUNDRED, to_minor_unit
from slawizard.analysis.steps import Figure, Step, money, percent
from slawizard.analysis.termination import Judgement, ordinal


class Adjustment(msgspec.Struct, frozen=True):
    """A sum given back, or a bonus: for which level and window, in money rounded to the minor unit."""

    level: str
    window: str
    sum: Decimal
    steps: tuple[Step, ...] = ()


def earned_back(agreement: Agreement, judgements: list[Judgement], dues: list[Due]) -> tuple[Adjustment, ...]:
    """Credits given back because the level was kept in each of the next windows; all of those must be in the file."""
    terms = agreement.consequences.earn_back
    if terms is None or not terms.windows or terms.share_percent is None:
        return ()
    found = []
    for due in dues:
        if not due.payable or (terms.levels and due.rule.level not in terms.levels):
            continue
        if _kept_after(due, judgements, terms):
            amount = to_minor_unit(due.payable * terms.share_percent / HUNDRED, agreement.frame.currency)
            parts = (str(terms.windows), percent(terms.share_percent), money(amount, agreement.frame.currency))
            step = Step("Kept in the next {} windows: {} of the credit go back, {}.", parts)
            found.append(Adjustment(due.rule.level, due.setting.window.start, amount, (step,)))
    return tuple(found)


def _kept_after(due: Due, judgements: list[Judgement], terms: EarnBack) -> bool:
    own = ordinal(due.setting)
    kept = {
        ordinal(each.setting) - own
        for each in judgements
        if each.setting.level.id == due.rule.level
        and each.setting.cell == due.setting.cell
        and each.outcomes
        and all(outcome.miss.is_missed is False for outcome in each.outcomes)
    }
    return all(Decimal(step) in kept for step in range(1, (terms.windows or 0) + 1))


def bonuses_of(
    agreement: Agreement, judgements: list[Judgement], file_fees: tuple[FeeGiven, ...]
) -> tuple[Adjustment, ...]:
    """What the provider earns for windows that did better than agreed, and in which no binding level was missed, unless
    the bonus is earned despite that.
    """
    missed = {
        each.setting.window.start
        for each in judgements
        if each.is_missed and each.setting.level.standing is Standing.BINDING
    }
    return tuple(
        adjustment
        for bonus in agreement.consequences.bonuses
        for each in judgements
        if each.setting.level.id == bonus.level and (bonus.despite_misses or each.setting.window.start not in missed)
        for adjustment in _bonus(agreement, bonus, each, file_fees)
    )


def _bonus(
    agreement: Agreement, bonus: Bonus, judgement: Judgement, file_fees: tuple[FeeGiven, ...]
) -> list[Adjustment]:
    setting, currency = judgement.setting, agreement.frame.currency
    values = [outcome.miss.value for outcome in judgement.outcomes]
    if bonus.above is None or len(values) != 1 or values[0] is None:
        return []
    value, higher = values[0], setting.level.direction is Direction.HIGHER
    is_better = value > bonus.above if higher else value < bonus.above
    if not (is_better or (bonus.or_equal and value == bonus.above)):
        return []
    if bonus.amount is not None:
        fixed = to_minor_unit(bonus.amount.amount, currency)
        figures = (Figure(value, setting.unit), Figure(bonus.above, setting.unit), money(fixed, currency))
        told = "{} is at least as good as {}: {}." if bonus.or_equal else "{} is better than {}: {}."
        return [Adjustment(bonus.level, setting.window.start, fixed, (Step(told, figures),))]
    if bonus.percent is None:
        return []
    price = price_of(bonus.base, setting, file_fees)
    amount = to_minor_unit(price.amount * bonus.percent / HUNDRED, currency)
    parts = (Figure(value, setting.unit), Figure(bonus.above, setting.unit), percent(bonus.percent), price.words)
    step = Step("{} is better than {}: {} of the {}, {}.", (*parts, money(amount, currency)))
    return [Adjustment(bonus.level, setting.window.start, amount or ZERO, (step,))]
