"""The windows that a year may be made of, each with what the calculator says it earns: from the past, or the usual."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CapUnit, CreditUnit, Fee, FeeScope, PointsStep
from slawizard.agreement.expectations import History
from slawizard.agreement.metrics import MeasurementWindow, ServiceLevel, Standing, WindowKind
from slawizard.agreement.quantities import TimeUnit
from slawizard.analysis.calculator import Calculation, calculate
from slawizard.analysis.constraints import (
    LEAST_WINDOWS,
    is_share_of_time,
    mean_allowance,
    repairs_of,
)
from slawizard.analysis.feasibility import MOST_INCIDENTS, Repairs, many_together
from slawizard.analysis.measured import FeeGiven, MeasuredFile, MeasuredWindow, Reading
from slawizard.analysis.measured_template import first_start
from slawizard.analysis.miss import ZERO
from slawizard.analysis.pricing import price_of
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.setting import Cell
from slawizard.analysis.ticket_windows import month_or_window, ticket_windows
from slawizard.analysis.verdict import Promise
from slawizard.analysis.yearly import DAYS_A_YEAR, windows_a_year

MOST_WINDOWS_A_YEAR = 60
USUAL_WINDOWS = 400
"""So many windows are drawn where there is no history; the year is then made of these."""

SEED = 1917

Line = tuple[str, Cell]


class PossibleWindow(msgspec.Struct, frozen=True):
    """One window as it may come again: the credits it earns by rule, before any cap over several windows.

    `total` is what it pays alone, rounded. `missed` are the service levels missed in it, `gives` the termination
    triggers that it fulfils alone, `cut_by` the caps that cut it alone; both are places in the agreement. `points` are
    added up with those of other windows and are in none of these sums; a percentage of `points_base` is their worth.
    """

    start: str
    credits: tuple[tuple[str, Decimal], ...]
    total: Decimal
    missed: frozenset[Line]
    gives: frozenset[int]
    cut_by: frozenset[int]
    points: Decimal = ZERO
    points_base: Decimal = ZERO


class Pool(msgspec.Struct, frozen=True):
    """Windows of one kind, of which a year has `a_year`, and where they come from: the past, the tickets that come, or
    else the usual outages.
    """

    levels: tuple[str, ...]
    a_year: int
    windows: tuple[PossibleWindow, ...]
    from_history: bool
    of_tickets: bool = False


def priced_terms(agreement: Agreement) -> Agreement:
    """The agreement as it stands when the term begins and its grace is over, so that past windows can be priced."""
    terms, start = agreement.consequences, agreement.frame.start
    rules = tuple(
        msgspec.structs.replace(rule, applies_from=None, applies_until=None)
        for rule in terms.rules
        if start is None or ((rule.applies_from or start) <= start and (rule.applies_until or dt.date.max) >= start)
    )
    return msgspec.structs.replace(
        agreement, consequences=msgspec.structs.replace(terms, rules=rules, grace_period=None)
    )


def has_sums(agreement: Agreement) -> bool:
    """Whether credits, caps or the least payout are sums of money, so that percentages alone say nothing."""
    terms = agreement.consequences
    return (
        any(rule.unit is CreditUnit.MONEY or rule.base.at_risk is not None for rule in terms.rules)
        or any(cap.unit is CapUnit.MONEY or cap.base.at_risk is not None for cap in terms.caps)
        or terms.payment.least is not None
    )


def fees_of(agreement: Agreement, monthly: Decimal) -> tuple[FeeGiven, ...]:
    """Every periodic fee that follows from the monthly one, for the whole service and as if for each part of it."""
    term = agreement.frame.term
    months = {TimeUnit.MONTHS: 1, TimeUnit.YEARS: 12}.get(term.unit) if term else None
    amounts = {
        Fee.MONTHLY_FEE: monthly,
        Fee.NEXT_BILL: monthly,
        Fee.QUARTERLY_FEE: monthly * 3,
        Fee.ANNUAL_FEE: monthly * 12,
        Fee.ANNUAL_TWELFTH: monthly,
        Fee.HOURLY_FEE: monthly * 12 / DAYS_A_YEAR / 24,
        Fee.TRAILING_FEE: monthly,
    }
    if term is not None and months:
        amounts[Fee.TERM_FEE] = monthly * months * term.amount
    return tuple(FeeGiven(fee, amount, scope) for fee, amount in amounts.items() for scope in FeeScope)


# --- readings ---------------------------------------------------------------------------------------------------


def usable_histories(agreement: Agreement) -> list[tuple[ServiceLevel, History]]:
    """The histories of binding service levels whose windows are of the kind that is agreed."""
    found = []
    for history in agreement.expectations.evidence.histories:
        level = agreement.level(history.level)
        if level is None or level.standing is not Standing.BINDING or history.window is not level.window.kind:
            continue
        if can_fill_a_year(level.window) and history.windows:
            found.append((level, history))
    return found


def can_fill_a_year(window: MeasurementWindow) -> bool:
    """Whether a year has a number of such windows that can be simulated: from one to `MOST_WINDOWS_A_YEAR`."""
    count = windows_a_year(window)
    return count is not None and 1 <= round(count) <= MOST_WINDOWS_A_YEAR


def windows_of(histories: Sequence[tuple[ServiceLevel, History]], monthly: Decimal) -> list[MeasuredWindow]:
    """The windows of the past of one kind, in order of time, with a reading for each history that tells one."""
    readings: dict[dt.date, list[Reading]] = {}
    for level, history in histories:
        where = {each.dimension: each.value for each in history.where}
        for window in history.windows:
            readings.setdefault(window.start, []).append(
                Reading(level.id, where, window.value, notified_on=window.start)
            )
    if not histories:
        return []
    fee = _window_fee(histories[0][0].window, monthly)
    return [MeasuredWindow(str(start), tuple(found), fee) for start, found in sorted(readings.items())]


def _window_fee(window: MeasurementWindow, monthly: Decimal) -> tuple[FeeGiven, ...]:
    count = windows_a_year(window) or Decimal(12)
    return tuple(FeeGiven(Fee.WINDOW_FEE, monthly * 12 / count, scope) for scope in FeeScope)


def groups_of(
    agreement: Agreement,
) -> dict[MeasurementWindow, list[tuple[ServiceLevel, History]]]:
    """The usable histories by the kind of their windows."""
    found: dict[MeasurementWindow, list[tuple[ServiceLevel, History]]] = {}
    for level, history in usable_histories(agreement):
        found.setdefault(level.window, []).append((level, history))
    return found


# --- pools ------------------------------------------------------------------------------------------------------


def pools_of(agreement: Agreement, monthly: Decimal) -> tuple[tuple[Pool, ...], dict[int, Decimal]]:
    """Everything that a year is drawn from, and the limit of each cap in money, by its place, where it was needed.

    Levels measured over the same windows are drawn together, so that bad months stay bad for all of them. Raises
    MeasuredFileError where the calculator cannot price the agreement.
    """
    pools, limits = [], dict[int, Decimal]()
    fees = fees_of(agreement, monthly)
    for window, histories in groups_of(agreement).items():
        for together in _drawn_together(histories):
            told = [each for each in windows_of(together, monthly) if len(each.readings) == len(together)]
            pools.append(_pool(agreement, window, told, fees, limits, from_history=True))
    known = {level for pool in pools for level in pool.levels}
    for position, level in enumerate(agreement.metrics.levels):
        if level.id not in known and level.standing is Standing.BINDING:
            told, window = usual_windows(agreement, position, level, monthly), level.window
            if not told and (level.window.kind is WindowKind.PER_INCIDENT or can_fill_a_year(level.window)):
                told, window = ticket_windows(agreement, position, level), month_or_window(level)
                fee = _window_fee(window, monthly)
                told = [msgspec.structs.replace(each, fees=fee) for each in told]
            if told:
                pools.append(_pool(agreement, window, told, fees, limits, from_history=False))
    return tuple(pools), limits


def _drawn_together(
    histories: list[tuple[ServiceLevel, History]],
) -> list[list[tuple[ServiceLevel, History]]]:
    """All at once where they share six windows or more; else each for itself, those with six windows or more."""
    starts = [{window.start for window in history.windows} for _, history in histories]
    if len(set.intersection(*starts)) >= LEAST_WINDOWS:
        return [histories]
    return [[each] for each, known in zip(histories, starts, strict=True) if len(known) >= LEAST_WINDOWS]


def _pool(
    agreement: Agreement,
    window: MeasurementWindow,
    told: list[MeasuredWindow],
    fees: tuple[FeeGiven, ...],
    limits: dict[int, Decimal],
    *,
    from_history: bool,
) -> Pool:
    """Each window priced by the real calculator, equal ones once."""
    priced: dict[object, PossibleWindow] = {}
    found = []
    for each in told:
        key: object = (
            each.start,
            tuple(
                (
                    reading.level,
                    *reading.where.values(),
                    reading.value,
                    reading.events and (reading.events.total, reading.events.bad),
                )
                for reading in each.readings
            ),
        )
        if any(reading.items for reading in each.readings):
            key = id(each)
        if key not in priced:
            priced[key] = priced_window(agreement, each, fees, limits)
        found.append(priced[key])
    levels = tuple(dict.fromkeys(reading.level for each in told for reading in each.readings))
    of_tickets = any(reading.value is None for each in told for reading in each.readings)
    return Pool(levels, round(windows_a_year(window) or Decimal(1)), tuple(found), from_history, of_tickets)


def priced_window(
    agreement: Agreement, window: MeasuredWindow, fees: tuple[FeeGiven, ...], limits: dict[int, Decimal]
) -> PossibleWindow:
    """One window priced by the real calculator; the limits of the caps in money, by their place, join `limits`.

    Raises MeasuredFileError where the calculator cannot price it.
    """
    terms, file = agreement.consequences, MeasuredFile(windows=(window,), fees=fees)
    # What points are worth is known when those of their whole period are added up.
    alone = msgspec.structs.replace(agreement, consequences=msgspec.structs.replace(terms, points_table=()))
    calculation = calculate(alone, file)
    limits |= {cap.position: cap.limit for cap in calculation.caps}
    scored = [due for due in calculation.windows[0].credits if due.unit is CreditUnit.POINTS and due.amount]
    if not scored or not terms.points_table:
        return _possible(calculation)
    limits |= {cap.position: cap.limit for cap in calculate(_at_most_points(agreement), file).caps}
    points = sum((due.amount or ZERO for due in scored), ZERO)
    base = price_of(terms.points_base, scored[0].setting, fees, by_time=False)
    return msgspec.structs.replace(_possible(calculation), points=points, points_base=base.amount)


def _at_most_points(agreement: Agreement) -> Agreement:
    """The agreement in which any points reach a row, so that the caps over them tell their limits."""
    terms = agreement.consequences
    table = (PointsStep(ZERO, max(row.percent for row in terms.points_table)),)
    return msgspec.structs.replace(agreement, consequences=msgspec.structs.replace(terms, points_table=table))


def _possible(calculation: Calculation) -> PossibleWindow:
    (window,) = calculation.windows
    return PossibleWindow(
        window.start,
        tuple((due.rule.id, due.payable) for due in window.credits if due.payable),
        window.total,
        frozenset(
            (each.setting.level.id, each.setting.cell)
            for each in window.judgements
            if each.is_missed and not each.setting.is_per_incident
        ),
        frozenset(right.position for right in calculation.termination if right.is_given),
        frozenset(cap.position for cap in calculation.caps if cap.after < cap.before),
    )


def usual_windows(agreement: Agreement, position: int, level: ServiceLevel, monthly: Decimal) -> list[MeasuredWindow]:
    """Windows drawn from the usual outages of an availability (its place is `position`), with a reading for each of its
    targets in their order; none where the outages are not known.
    """
    promises = [Promise(agreement, level, position, row, target) for row, target in enumerate(level.targets)]
    if not promises or not all(is_share_of_time(each) for each in promises):
        return []
    found, allowed = repairs_of(promises[0]), mean_allowance(promises[0])
    if found is None or allowed is None or not can_fill_a_year(level.window):
        return []
    start = first_start(agreement, level.window) or "2027-01-01"
    draw, agreed = random.Random(SEED + position), float(allowed.agreed_minutes)
    windows = []
    for _ in range(USUAL_WINDOWS):
        lost = min(_drawn_downtime(found[1], draw), agreed)
        value = half_up(HUNDRED - Decimal(lost) * HUNDRED / Decimal(agreed), 6)
        readings = tuple(
            Reading(
                level.id,
                {each.dimension: each.value for each in promise.target.where},
                value,
                notified_on=dt.date.fromisoformat(start[:10]),
            )
            for promise in promises
        )
        windows.append(MeasuredWindow(start, readings, _window_fee(level.window, monthly)))
    return windows


def _drawn_downtime(repairs: Repairs, draw: random.Random) -> float:
    """The downtime of one window: outages at random moments, each with a repair time of its own; many at once."""
    if repairs.expected > MOST_INCIDENTS:
        return max(0.0, many_together(repairs).inv_cdf(_inside(draw.random())))
    lost, moment = 0.0, -math.log(1.0 - draw.random())
    while moment < repairs.expected:
        lost += repairs.drawn(_inside(draw.random()))
        moment -= math.log(1.0 - draw.random())
    return lost


def _inside(share: float) -> float:
    """A share that a distribution has a value for: between 0 and 1, and neither."""
    return min(max(share, 1e-9), 1 - 1e-9)
