"""What falls due in one window: each rule's credit in money, one of each group, and the rule for several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CreditRule, CreditUnit, PointsPeriod, Stacking, StartsBelow
from slawizard.agreement.credit_shapes import PerOccurrence
from slawizard.agreement.metrics import EventShare, ShareWithin, Standing
from slawizard.analysis.cells import agrees, lies_in
from slawizard.analysis.claims import ClaimDeadline, claim_deadline
from slawizard.analysis.credits import (
    ShapeCredit,
    credit_figure,
    effective_unit,
    in_money,
    is_of_a_place,
    is_past_threshold,
    occurrence_credit,
    shape_credit,
)
from slawizard.analysis.measured import FeeGiven
from slawizard.analysis.miss import ZERO, Miss
from slawizard.analysis.outcomes import Outcome
from slawizard.analysis.pricing import price_of
from slawizard.analysis.setting import SEVERITY, Cell, Setting, in_grace, normal
from slawizard.analysis.steps import Figure, Step, in_currency, money, plain
from slawizard.analysis.termination import Judgement, ordinal
from slawizard.analysis.windows import add_months
from slawizard.errors import MeasuredFileError

PRICED_BY_TIME = (CreditUnit.DAYS_OF_SERVICE, CreditUnit.HOURS_OF_SERVICE)


class Due(msgspec.Struct, frozen=True, gc=False):
    """One credit: what the rule gives (`amount` in its unit) and that in money, not rounded. `payable` is what is left
    of it after groups, stacking and caps.

    `sum` is None where the rule does not say what is due; the last step tells why. `window` is the window's position
    in the file, `reading` that of the reading in it; `label` tells the incident.
    """

    rule: CreditRule
    window: int
    reading: int
    setting: Setting
    label: str
    amount: Decimal | None
    unit: CreditUnit
    sum: Decimal | None
    payable: Decimal
    deadline: ClaimDeadline | None = None
    steps: tuple[Step, ...] = ()


class Ledger(msgspec.Struct):
    """What is shared by the windows of one file: its fees, and how many items each rule has seen in each period."""

    fees: tuple[FeeGiven, ...]
    seen: dict[tuple[str, str], int] = {}
    missed: dict[tuple[str, Cell], set[Decimal]] = {}

    def note_misses(self, judgements: Iterable[Judgement]) -> None:
        """Remember which windows of which target were missed; not those in which no credit can fall due."""
        for each in judgements:
            setting = each.setting
            if each.is_missed and not (in_grace(setting) or setting.window.suspended):
                self.missed.setdefault((setting.level.id, setting.cell), set()).add(ordinal(setting))

    def is_repeated(self, rule: CreditRule, setting: Setting) -> bool:
        """Whether the same target was also missed in one of the windows before; one that is not told was kept."""
        if rule.repeat_factor is None or setting.is_per_incident:
            return False
        missed, own = self.missed.get((setting.level.id, setting.cell), set()), ordinal(setting)
        return any(own - back in missed for back in range(1, rule.repeat_within + 1))

    def free_left(self, rule: CreditRule, free: int, count: int, setting: Setting) -> int:
        """How many of the free items are left for these `count`; they are counted in.

        Items of incidents are counted by the calendar month, all others by the measurement window.
        """
        day = setting.span.start.date()
        period = f"{day:%Y-%m}" if setting.is_per_incident else setting.place
        before = self.seen.get((rule.id, period), 0)
        self.seen[rule.id, period] = before + count
        return max(0, free - before)


def dues_of(setting: Setting, outcomes: tuple[Outcome, ...], window: int, reading: int, ledger: Ledger) -> list[Due]:
    """The credits that a reading's misses earn. None for levels that are told only, and in the grace at the start."""
    if setting.level.standing is Standing.INFORMATIONAL or in_grace(setting) or setting.window.suspended:
        return []
    found = []
    for rule in setting.agreement.consequences.rules:
        if rule.level != setting.level.id or not _covers_window(rule, setting):
            continue
        where = normal(setting.agreement, rule.where)
        if isinstance(rule.shape, PerOccurrence) and isinstance(setting.level.statistic, ShareWithin | EventShare):
            paid = _bad_items(rule, rule.shape, where, outcomes, setting, ledger)
        else:
            mine = [outcome for outcome in _looked_at(rule, outcomes) if lies_in(where, outcome.cell)]
            paid = _earned(rule, mine, setting, ledger)
        for outcome, earned in paid:
            if ledger.is_repeated(rule, setting):
                earned = _repeated(rule, earned)
            steps = in_currency(earned.steps, setting.agreement.frame.currency)
            earned = ShapeCredit(earned.amount, steps)
            found.append(_priced(rule, setting, outcome, earned, window, reading, ledger.fees))
    return found


def _repeated(rule: CreditRule, earned: ShapeCredit) -> ShapeCredit:
    """The credit of a miss that follows another one: multiplied, up to the most that the rule gives."""
    if earned.amount is None or rule.repeat_factor is None:
        return earned
    unit, amount = effective_unit(rule), earned.amount * rule.repeat_factor
    told = Step("It was missed before as well: × {} = {}.", (plain(rule.repeat_factor), credit_figure(amount, unit)))
    if rule.most is None or amount <= rule.most:
        return ShapeCredit(amount, (*earned.steps, told))
    most = Step("This rule gives {} at most.", (credit_figure(rule.most, unit),))
    return ShapeCredit(rule.most, (*earned.steps, told, most))


def _looked_at(rule: CreditRule, outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    """What a rule looks at: single items where it pays for each, else the windows or incidents."""
    if not isinstance(rule.shape, PerOccurrence):
        return list(outcomes)
    return [each for outcome in outcomes for each in (outcome.items or (outcome,))]


def _covers_window(rule: CreditRule, setting: Setting) -> bool:
    if rule.applies_from is None and rule.applies_until is None:
        return True
    day = setting.span.start.date()
    begun = rule.applies_from is None or day >= rule.applies_from
    return begun and (rule.applies_until is None or day <= rule.applies_until)


def _miss_for(rule: CreditRule, outcome: Outcome) -> Miss:
    at_minimum = rule.starts_below is StartsBelow.MINIMUM and outcome.at_minimum is not None
    return outcome.at_minimum if at_minimum and outcome.at_minimum is not None else outcome.miss


def _earned(
    rule: CreditRule, outcomes: list[Outcome], setting: Setting, ledger: Ledger
) -> list[tuple[Outcome, ShapeCredit]]:
    if isinstance(rule.shape, PerOccurrence):
        return _occurrences(rule, rule.shape, outcomes, setting, ledger)
    missed = [(outcome, _miss_for(rule, outcome)) for outcome in outcomes]
    return [(outcome, shape_credit(rule, miss)) for outcome, miss in missed if miss.is_missed]


def _bad_items(
    rule: CreditRule,
    shape: PerOccurrence,
    where: Cell,
    outcomes: tuple[Outcome, ...],
    setting: Setting,
    ledger: Ledger,
) -> list[tuple[Outcome, ShapeCredit]]:
    """The credit for each bad item of a share that missed its target. A share that kept it earns nothing: the target is
    of all items, and none misses it alone.
    """
    found = []
    for outcome in outcomes:
        if not _miss_for(rule, outcome).is_missed:
            continue
        count = _bad_of(outcome, where, setting)
        if count is None:
            told = Step("How many items were late or bad is not told.")
            found.append((outcome, ShapeCredit(None, (told,))))
        elif count:
            left = ledger.free_left(rule, shape.free, count, setting)
            earned = occurrence_credit(msgspec.structs.replace(shape, free=left), count, effective_unit(rule))
            found.append((outcome, _at_most(rule, earned)))
    return found


def _bad_of(outcome: Outcome, where: Cell, setting: Setting) -> int | None:
    if outcome.items:
        return sum(bool(item.miss.is_missed) for item in outcome.items if lies_in(where, item.cell))
    if not lies_in(where, outcome.cell):
        return 0
    events = setting.reading.events
    return outcome.violations if events is None else events.bad


def _at_most(rule: CreditRule, earned: ShapeCredit) -> ShapeCredit:
    if rule.most is None or earned.amount is None or earned.amount <= rule.most:
        return earned
    step = Step("This rule gives {} at most.", (credit_figure(rule.most, effective_unit(rule)),))
    return ShapeCredit(rule.most, (*earned.steps, step))


def _occurrences(
    rule: CreditRule, shape: PerOccurrence, outcomes: list[Outcome], setting: Setting, ledger: Ledger
) -> list[tuple[Outcome, ShapeCredit]]:
    count = sum(
        outcome.violations
        if outcome.violations is not None
        else is_past_threshold(shape, _miss_for(rule, outcome), setting.level.unit)
        for outcome in outcomes
    )
    if not count:
        return []
    shape = msgspec.structs.replace(shape, free=ledger.free_left(rule, shape.free, count, setting))
    if setting.is_per_incident and rule.most is not None and shape.credit is not None:
        shape = msgspec.structs.replace(shape, credit=min(shape.credit, rule.most))
        rule = msgspec.structs.replace(rule, most=None)
    earned = _at_most(rule, occurrence_credit(shape, count, effective_unit(rule)))
    return [(outcomes[0] if len(outcomes) == 1 else msgspec.structs.replace(outcomes[0], label=""), earned)]


def _priced(
    rule: CreditRule,
    setting: Setting,
    outcome: Outcome,
    earned: ShapeCredit,
    window: int,
    reading: int,
    file_fees: tuple[FeeGiven, ...],
) -> Due:
    unit, steps = effective_unit(rule), earned.steps
    deadline = None if rule.automatic else claim_deadline(setting, outcome)
    total: Decimal | None = None
    if earned.amount is not None:
        total = ZERO
        if earned.amount and unit is not CreditUnit.POINTS:
            total, step = _sum(rule, setting, earned.amount, unit, file_fees)
            steps = (*steps, step)
    payable = total or ZERO
    if payable and deadline is not None and deadline.is_missed:
        payable = ZERO
        steps = (*steps, Step("It was claimed after {} and is lost.", (str(deadline.accepted_until),)))
    return Due(rule, window, reading, setting, outcome.label, earned.amount, unit, total, payable, deadline, steps)


def _sum(
    rule: CreditRule, setting: Setting, amount: Decimal, unit: CreditUnit, file_fees: tuple[FeeGiven, ...]
) -> tuple[Decimal, Step]:
    if unit is CreditUnit.MONEY:
        return amount, Step("The credit is {}.", (money(amount, setting.agreement.frame.currency),))
    found = in_money(amount, unit, price_of(rule.base, setting, file_fees, by_time=unit in PRICED_BY_TIME))
    if found is None:
        raise MeasuredFileError(
            f"A day or an hour has no price: the base of “{rule.id}” is for no period.", where=setting.place
        )
    return found


# --- several at once --------------------------------------------------------------------------------------------


def stack(agreement: Agreement, dues: list[Due], chosen: str, place: str) -> list[Due]:
    """The window's credits after groups and stacking. Raises MeasuredFileError where the choice is of no credit.

    A customer that does not choose has chosen the highest.
    """
    dues = _one_of_each_group(dues)
    paying = [due for due in dues if due.payable]
    stacking = agreement.consequences.stacking
    if stacking is Stacking.ADD or len(paying) < 2:
        return dues
    if stacking is Stacking.HIGHEST or not chosen:
        best = max(paying, key=lambda due: due.payable)
        return _only(dues, best, "Only the highest credit of the window is paid.")
    picked = next((due for due in paying if due.rule.id == chosen), None)
    if picked is None:
        names = ", ".join(due.rule.id for due in paying)
        raise MeasuredFileError(
            f"“{chosen}” is no credit of this window.", where=f"{place}.chosen", remedy=f"Name one of: {names}."
        )
    return _only(dues, picked, "The customer chose another credit.")


def _only(dues: list[Due], kept: Due, reason: str) -> list[Due]:
    return [due if due is kept or not due.payable else _unpaid(due, reason) for due in dues]


def _unpaid(due: Due, reason: str) -> Due:
    return msgspec.structs.replace(due, payable=ZERO, steps=(*due.steps, Step(reason)))


def _one_of_each_group(dues: list[Due]) -> list[Due]:
    if not any(due.rule.group for due in dues):
        return dues
    best: list[Due] = []
    for due in sorted(dues, key=lambda each: each.payable, reverse=True):
        if due.rule.group and not any(_compete(due, other) for other in best):
            best.append(due)
    return [
        _unpaid(due, "Another credit of its group is higher.")
        if due.rule.group and due.payable and all(due is not each for each in best)
        else due
        for due in dues
    ]


def _compete(one: Due, other: Due) -> bool:
    """Whether only the higher of two credits is due: of one group and, where its sums are those of a region or unit,
    for the same one. Cells that no severity tells apart and that contradict each other are different ones.
    """
    if one.rule.group != other.rule.group:
        return False
    by_place = is_of_a_place(one.rule) and is_of_a_place(other.rule)
    return not by_place or agrees(_place_of(one), _place_of(other))


def _place_of(due: Due) -> Cell:
    return tuple(each for each in due.setting.cell if each.dimension.lower() != SEVERITY)


def points_dues(agreement: Agreement, dues: list[Due], ledger: Ledger) -> list[Due]:
    """The credits for the points of each period; each falls due with the last window of it that earned any."""
    terms, periods = agreement.consequences, dict[str, list[Due]]()
    for due in dues:
        if due.unit is CreditUnit.POINTS and due.amount:
            day = due.setting.span.start.date()
            periods.setdefault(points_period(terms.points_period, day, terms.year_starts), []).append(due)
    return [_points_due(agreement, scored, ledger.fees) for scored in periods.values()]


def points_period(period: PointsPeriod, day: dt.date, year_starts: int) -> str:
    """The name of the period that a day's points belong to. Quarters and years begin with the month `year_starts`."""
    if period is PointsPeriod.TERM:
        return "the term"
    if period is PointsPeriod.MONTH:
        return f"{day:%Y-%m}"
    # The year is named by the one in which it begins.
    shifted = add_months(day.replace(day=1), 1 - year_starts)
    return f"{shifted.year}" if period is PointsPeriod.YEAR else f"{shifted.year} quarter {(shifted.month + 2) // 3}"


def _points_due(agreement: Agreement, scored: list[Due], file_fees: tuple[FeeGiven, ...]) -> Due:
    """The percentage of the last row of the points table that a period's points reach."""
    points = sum((due.amount or ZERO for due in scored), ZERO)
    reached = [row for row in agreement.consequences.points_table if row.points <= points]
    period = agreement.consequences.points_period.value
    told = Step(f"The {period} has {{}}.", (Figure(points, "score"),))
    first = max(scored, key=lambda due: (due.setting.span.start, due.window))
    rule = CreditRule(id="points", level=first.rule.level, automatic=all(due.rule.automatic for due in scored))
    blank = Due(
        rule, first.window, first.reading, first.setting, "", ZERO, rule.unit, ZERO, ZERO, first.deadline, (told,)
    )
    if not reached:
        return blank
    row = max(reached, key=lambda each: each.points)
    price = price_of(agreement.consequences.points_base, first.setting, file_fees)
    total, step = in_money(row.percent, CreditUnit.PERCENT_OF_BASE, price) or (ZERO, told)
    reach = Step("From {} on they earn {}.", (Figure(row.points, "score"), Figure(row.percent, "percent")))
    return msgspec.structs.replace(blank, amount=row.percent, sum=total, payable=total, steps=(told, reach, step))
