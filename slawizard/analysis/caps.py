"""Caps: the most that credits reach in an incident, window, month, quarter, year, trailing period or term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapPeriod, CapUnit, FeeScope
from slawizard.analysis.cells import cell_words
from slawizard.analysis.credits import Price
from slawizard.analysis.dues import Due
from slawizard.analysis.measured import Accrued, MeasuredFile
from slawizard.analysis.miss import ZERO
from slawizard.analysis.pricing import file_price, price_of
from slawizard.analysis.rounding import HUNDRED
from slawizard.analysis.steps import Figure, Step, money, percent
from slawizard.analysis.windows import add_months
from slawizard.errors import MeasuredFileError

POINTS = "points"
"""The rule that credits for points stand under."""

PERIOD_ORDER: tuple[CapPeriod, ...] = (
    CapPeriod.INCIDENT,
    CapPeriod.WINDOW,
    CapPeriod.MONTH,
    CapPeriod.QUARTER,
    CapPeriod.YEAR,
    CapPeriod.TRAILING,
    CapPeriod.TERM,
)


class Claimable(msgspec.Struct):
    """One sum that caps can cut: a due credit, or one that accrued before the file's windows. `payable` shrinks."""

    rule: str
    day: dt.date
    payable: Decimal
    due: Due | None = None
    accrued: Accrued | None = None


class CapResult(msgspec.Struct, frozen=True, gc=False):
    """What one cap did in one of its periods. `limit`, `before` and `after` in money, not rounded; `position` is that
    of the cap in the agreement.
    """

    position: int
    period: CapPeriod
    label: str
    limit: Decimal
    before: Decimal
    after: Decimal
    steps: tuple[Step, ...] = ()


def claimables_of(measured: MeasuredFile, dues: list[Due]) -> list[Claimable]:
    """Everything that can be cut, in order of time: what accrued before, then the credits of the windows, which come in
    the order of the agreement's rules where they begin on the same day.
    """
    earlier = [Claimable(each.rule, each.window, each.amount, accrued=each) for each in measured.accrued]
    found = [Claimable(due.rule.id, due.setting.span.start.date(), due.payable, due) for due in dues]
    return sorted([*earlier, *found], key=_order)


def _order(each: Claimable) -> tuple[dt.date, int, str]:
    if each.due is None:
        return each.day, -1, ""
    setting, rule = each.due.setting, each.due.rule.id
    ids = [one.id for one in setting.agreement.consequences.rules]
    return each.day, ids.index(rule) if rule in ids else len(ids), cell_words(setting.cell)


def apply_caps(agreement: Agreement, measured: MeasuredFile, claimables: list[Claimable]) -> list[CapResult]:
    """Cut the claimables to every cap, narrow periods first; within a period the later credits give way."""
    caps = sorted(enumerate(agreement.consequences.caps), key=lambda each: PERIOD_ORDER.index(each[1].period))
    results: list[CapResult] = []
    for position, cap in caps:
        if cap.amount is None:
            continue
        covered = [each for each in claimables if each.payable and _covers(cap, each)]
        if cap.period is CapPeriod.TRAILING:
            results += _trailing(agreement, measured, cap, position, covered)
            continue
        for key, bucket in _buckets(cap, covered, agreement.consequences.year_starts).items():
            limit, step = _limit(agreement, measured, cap, bucket)
            results.append(_cut(cap, position, key[0], limit, bucket, step))
    return results


def _covers(cap: Cap, each: Claimable) -> bool:
    if each.rule == POINTS or not cap.rules:
        return True
    return each.rule in cap.rules


# --- periods ----------------------------------------------------------------------------------------------------

Key = tuple[str, object]


def _period_key(period: CapPeriod, each: Claimable, year_starts: int) -> str:
    day, due = each.day, each.due
    if period is CapPeriod.INCIDENT and due is not None:
        if each.rule == POINTS:
            return f"the points to {day}"  # they are of no single incident
        return f"{due.window}/{due.reading}/{due.label}"
    if period in (CapPeriod.INCIDENT, CapPeriod.WINDOW):
        return f"window {day}" if due is None else f"window {due.setting.window.start}"
    names: dict[CapPeriod, Callable[[dt.date], str]] = {
        CapPeriod.MONTH: lambda each_day: f"{each_day:%Y-%m}",
        CapPeriod.QUARTER: lambda each_day: f"{each_day.year} quarter {(each_day.month + 2) // 3}",
        CapPeriod.YEAR: lambda each_day: f"{each_day.year}",
    }
    if period in (CapPeriod.QUARTER, CapPeriod.YEAR):
        # The year is named by the one in which it begins.
        day = add_months(day.replace(day=1), 1 - year_starts)
    return names[period](day) if period in names else "the term"


def _buckets(cap: Cap, covered: list[Claimable], year_starts: int) -> dict[Key, list[Claimable]]:
    """The credits of each period; apart for each affected part of the service where the cap is a share of its fee."""
    found: dict[Key, list[Claimable]] = {}
    scoped = cap.base.scope is not FeeScope.WHOLE_SERVICE and cap.unit is not CapUnit.MONEY
    for each in covered:
        part = each.due.setting.cell if scoped and each.due is not None else ()
        found.setdefault((_period_key(cap.period, each, year_starts), part), []).append(each)
    return found


def _cut(cap: Cap, position: int, label: str, limit: Decimal, bucket: list[Claimable], step: Step) -> CapResult:
    before, left = sum((each.payable for each in bucket), ZERO), limit
    for each in bucket:
        each.payable = min(each.payable, left)
        left -= each.payable
    return CapResult(position, cap.period, label, limit, before, limit - left, (step,))


def _trailing(
    agreement: Agreement, measured: MeasuredFile, cap: Cap, position: int, covered: list[Claimable]
) -> list[CapResult]:
    """Each credit is cut to what the cap leaves after those of the months before it."""
    results = []
    back = cap.trailing_months
    for number, each in enumerate(covered):
        first = add_months(each.day.replace(day=1), 1 - back)
        used = sum((other.payable for other in covered[:number] if other.day >= first), ZERO)
        limit, step = _limit(agreement, measured, cap, [each])
        label = f"the {back} months to {each.day:%Y-%m}"
        results.append(_cut(cap, position, label, max(limit - used, ZERO), [each], step))
    return results


# --- limits -----------------------------------------------------------------------------------------------------


def _limit(agreement: Agreement, measured: MeasuredFile, cap: Cap, bucket: list[Claimable]) -> tuple[Decimal, Step]:
    """A cap in money. Raises MeasuredFileError where its base is missing, or differs within one period."""
    amount, currency = cap.amount or ZERO, agreement.frame.currency
    if cap.unit is CapUnit.MONEY:
        return amount, Step("The cap is {}.", (money(amount, currency),))
    prices = {price.amount: price for price in (_price(agreement, measured, cap, each) for each in bucket)}
    if len(prices) > 1:
        given = " and ".join(str(each) for each in prices)
        raise MeasuredFileError(f"The base of a cap is given as {given} in one and the same period.", where="fees")
    price = next(iter(prices.values()))
    whole = money(price.amount, currency)
    if cap.unit is CapUnit.PERCENT_OF_BASE:
        limit = price.amount * amount / HUNDRED
        return limit, Step(
            "The cap is {} of the {}, {}: {}.", (percent(amount), price.words, whole, money(limit, currency))
        )
    if not price.days:
        raise MeasuredFileError(f"A day of the {price.words} has no price: it is for no period.", where="fees")
    limit = price.amount * amount / price.days
    parts = (Figure(amount, "days"), price.words, whole, Figure(price.days, "days"), money(limit, currency))
    return limit, Step("The cap is {} of the {}, {} for {}: {}.", parts)


def _price(agreement: Agreement, measured: MeasuredFile, cap: Cap, each: Claimable) -> Price:
    if each.due is not None:
        return price_of(cap.base, each.due.setting, measured.fees, by_time=cap.unit is CapUnit.DAYS_OF_SERVICE)
    fees = (*measured.fees, *(fee for window in measured.windows for fee in window.fees))
    month = agreement.consequences.days_in_month
    return file_price(cap.base, fees, agreement.frame.currency, each.day, month)


def too_little(agreement: Agreement, months: list[str], totals: list[Decimal]) -> list[str]:
    """For each window why its total is not paid, or nothing: its month's credits are less than the least payout."""
    least = agreement.consequences.payment.least
    if least is None:
        return [""] * len(totals)
    sums: dict[str, Decimal] = {}
    for month, total in zip(months, totals, strict=True):
        sums[month] = sums.get(month, ZERO) + total
    reason = f"The month's credits are less than the least that is paid, {money(least.amount, least.currency).words()}."
    return [reason if 0 < sums[month] < least.amount else "" for month in months]
