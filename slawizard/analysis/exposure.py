"""What the credits come to: over the past, and in ten thousand years made of it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapPeriod, PointsPeriod, TerminationTrigger
from slawizard.agreement.metrics import WindowKind
from slawizard.analysis.calculator import calculate
from slawizard.analysis.caps import PERIOD_ORDER
from slawizard.analysis.measured import MeasuredFile
from slawizard.analysis.miss import ZERO
from slawizard.analysis.possible_windows import (
    SEED,
    Line,
    Pool,
    PossibleWindow,
    fees_of,
    groups_of,
    has_sums,
    pools_of,
    priced_terms,
    windows_of,
)
from slawizard.analysis.rounding import HUNDRED, to_minor_unit
from slawizard.analysis.ticket_windows import why_no_tickets
from slawizard.errors import SlaWizardError

YEARS = 10_000
TOLD_EVERY = 500
"""Progress is told every so many years."""
NOMINAL_FEE = Decimal(10_000)
"""Stands for the monthly fee where none is given and all credits are shares of fees: only percentages are told then."""

BUCKETS: dict[CapPeriod, int] = {CapPeriod.MONTH: 12, CapPeriod.QUARTER: 4}
"""How many periods of a cap a year has; the wider ones have one. Narrower caps are the calculator's."""

POINTS_BUCKETS: dict[PointsPeriod, int] = {
    PointsPeriod.MONTH: 12,
    PointsPeriod.QUARTER: 4,
    PointsPeriod.YEAR: 1,
    PointsPeriod.TERM: 1,
}
"""How many periods a year has in which points are added up; those of the term are held against each year by itself."""

Event = tuple[float, PossibleWindow]


class Replay(msgspec.Struct, frozen=True):
    """The credits that the past would have earned: in all, by window, and what gave a right to terminate."""

    total: Decimal
    windows: tuple[tuple[str, Decimal], ...]
    cut_by: tuple[int, ...]
    termination: tuple[int, ...]


class Simulated(msgspec.Struct, frozen=True):
    """Credits of a simulated year: sums rounded to the minor unit; shares of years from 0 to 1, caps and triggers by
    their place in the agreement. `every_year` holds the sums of all simulated years, the lowest first.
    """

    expected: Decimal
    median: Decimal
    one_in_20: Decimal
    highest: Decimal
    without_credit: float
    cut_by: tuple[tuple[int, float], ...]
    termination: tuple[tuple[int, float], ...]
    every_year: tuple[Decimal, ...] = ()


class Exposure(msgspec.Struct, frozen=True):
    """The price of an agreement's promises. `unpriced` says why there is none. `fees` are those of a year.

    `in_money` is False where no fee is known: sums are then of a nominal fee, and only their share of it counts.
    """

    unpriced: str
    fees: Decimal = ZERO
    in_money: bool = False
    replay: Replay | None = None
    simulated: Simulated | None = None
    pools: tuple[Pool, ...] = ()
    left_out: tuple[str, ...] = ()


def price(agreement: Agreement, years: int = YEARS, progress: Callable[[float], object] = float) -> Exposure:
    """Replay and simulate the credits of an agreement. The same draft gives the same figures.

    `progress` is told the share of years done, 0 to 1, every so often; what it raises ends the simulation. Never raises
    for what a draft says: what cannot be priced is said in `unpriced`.
    """
    given = agreement.expectations.evidence.monthly_fee
    reason = why_unpriced(agreement)
    if reason:
        return Exposure(reason)
    monthly, terms = given.amount if given else NOMINAL_FEE, priced_terms(agreement)
    try:
        pools, limits = pools_of(terms, monthly)
        if not pools:
            return Exposure(
                "There is no history of six windows or more, no usual outages and no tickets of a level with a target: "
                "see expectations.evidence."
            )
        replay = _replay(terms, monthly)
    except (SlaWizardError, ArithmeticError, ValueError) as problem:
        what = problem.what if isinstance(problem, SlaWizardError) else "a figure is too large to reckon with"
        return Exposure(f"The credits cannot be reckoned: {what}")
    simulated = simulate(terms, pools, limits, years, progress)
    return Exposure("", monthly * 12, given is not None, replay, simulated, pools, _left_out(agreement, pools))


def why_unpriced(agreement: Agreement) -> str:
    """Why the credits of an agreement cannot be priced at all, in a sentence; empty where they can."""
    given = agreement.expectations.evidence.monthly_fee
    if not agreement.consequences.rules:
        return "The agreement has no credits to price."
    if given is None and has_sums(agreement):
        return "Credits or caps are sums of money: give the monthly fee (expectations.evidence.monthly_fee)."
    if given is not None and (given.amount <= 0 or given.currency != agreement.frame.currency):
        return "The monthly fee must be a positive sum in the agreement's currency (expectations.evidence.monthly_fee)."
    return ""


def _left_out(agreement: Agreement, pools: tuple[Pool, ...]) -> tuple[str, ...]:
    """What the figures do not hold, one sentence each."""
    terms, known = agreement.consequences, {level for pool in pools for level in pool.levels}
    names, found = [], []
    for position, level in enumerate(agreement.metrics.levels):
        if level.id in known or not any(rule.level == level.id for rule in terms.rules):
            continue
        reason, name = why_no_tickets(agreement, position, level), level.name or level.id
        if reason:
            found.append(f"Credits for the tickets of “{name}”: {reason}")
        else:
            names.append(name)
    if names:
        found.insert(0, f"Credits for these service levels, of which nothing is known: {', '.join(names)}.")
    if any(trigger.misses for trigger in terms.termination) and any(
        level.id in known and level.window.kind is WindowKind.PER_INCIDENT for level in agreement.metrics.levels
    ):
        found.append("Rights to end the agreement because of single tickets.")
    if any(rule.repeat_factor is not None for rule in terms.rules):
        found.append("What a repeated miss earns beyond the first: each window is priced by itself.")
    if terms.earn_back is not None:
        found.append("Credits that are earned back.")
    if terms.bonuses:
        found.append("Bonuses of the provider.")
    return tuple(found)


def _replay(agreement: Agreement, monthly: Decimal) -> Replay | None:
    """The whole past at once, as the calculator reckons it; None without a history."""
    windows = [each for found in groups_of(agreement).values() for each in windows_of(found, monthly)]
    if not windows:
        return None
    file = MeasuredFile(windows=tuple(sorted(windows, key=lambda each: each.start)), fees=fees_of(agreement, monthly))
    found = calculate(agreement, file)
    return Replay(
        found.total,
        tuple((each.start, each.total) for each in found.windows),
        tuple(sorted({cap.position for cap in found.caps if cap.after < cap.before})),
        tuple(right.position for right in found.termination if right.is_given),
    )


# --- the simulation ---------------------------------------------------------------------------------------------


def simulate(
    agreement: Agreement,
    pools: Sequence[Pool],
    limits: dict[int, Decimal],
    years: int,
    progress: Callable[[float], object] = float,
) -> Simulated:
    """Years of windows drawn from the pools, with replacement, each independent of the others; seeded."""
    draws = [random.Random(SEED + 1000 + number) for number in range(len(pools))]
    sums: list[Decimal] = []
    cuts: dict[int, int] = {}
    ends: dict[int, int] = dict.fromkeys(range(len(agreement.consequences.termination)), 0)
    for number in range(years):
        if number % TOLD_EVERY == 0:
            progress(number / years)
        year = [drawn_year(pool, draw) for pool, draw in zip(pools, draws, strict=True)]
        total, cut_by = year_credits(agreement, year, limits)
        sums.append(total)
        for position in cut_by:
            cuts[position] = cuts.get(position, 0) + 1
        for position in fulfilled(agreement.consequences.termination, year):
            ends[position] += 1
    sums.sort()
    currency = agreement.frame.currency
    return Simulated(
        to_minor_unit(sum(sums, ZERO) / years, currency),
        sums[math.ceil(years / 2) - 1],
        sums[math.ceil(years * 0.95) - 1],
        sums[-1],
        sum(not each for each in sums) / years,
        tuple((position, cuts.get(position, 0) / years) for position in range(len(agreement.consequences.caps))),
        tuple((position, count / years) for position, count in ends.items()),
        tuple(sums),
    )


def drawn_year(pool: Pool, draw: random.Random) -> list[PossibleWindow]:
    """The windows of one year, drawn with replacement. Only `random()` is used: its numbers never change."""
    count = len(pool.windows)
    return [pool.windows[int(draw.random() * count)] for _ in range(pool.a_year)]


def year_credits(
    agreement: Agreement, year: Sequence[Sequence[PossibleWindow]], limits: dict[int, Decimal]
) -> tuple[Decimal, set[int]]:
    """The credits of a year, rounded by window as the calculator does, and the caps that cut them."""
    events: list[Event] = sorted(
        (
            (number / len(windows), window)
            for windows in year
            for number, window in enumerate(windows)
            if window.credits or window.cut_by
        ),
        key=lambda event: event[0],
    )
    scored = _points_events(agreement, year)
    if scored:
        events = sorted([*events, *scored], key=lambda event: event[0])
    cut_by = {position for _, window in events for position in window.cut_by}
    wide = [
        (position, cap, limits[position])
        for position, cap in sorted(
            enumerate(agreement.consequences.caps), key=lambda each: PERIOD_ORDER.index(each[1].period)
        )
        if position in limits and cap.period not in (CapPeriod.INCIDENT, CapPeriod.WINDOW)
    ]
    whole = sum((amount for _, window in events for _, amount in window.credits), ZERO)
    if all(whole <= limit for _, _, limit in wide):
        return sum((window.total for _, window in events), ZERO), cut_by
    left = [[amount for _, amount in window.credits] for _, window in events]
    for position, cap, limit in wide:
        if _cut(cap, limit, events, left):
            cut_by.add(position)
    currency = agreement.frame.currency
    paid = (
        min(window.total, to_minor_unit(sum(amounts, ZERO), currency))
        for (_, window), amounts in zip(events, left, strict=True)
    )
    return sum(paid, ZERO), cut_by


def _points_events(agreement: Agreement, year: Sequence[Sequence[PossibleWindow]]) -> list[Event]:
    """What the points of each period of a year are worth, due with the last window of it that earned any."""
    terms, periods = agreement.consequences, dict[int, list[Event]]()
    for windows in year:
        for number, window in enumerate(windows):
            if window.points:
                moment = number / len(windows)
                bucket = int(moment * POINTS_BUCKETS[terms.points_period] + 1e-9)
                periods.setdefault(bucket, []).append((moment, window))
    found = []
    for scored in periods.values():
        points = sum((window.points for _, window in scored), ZERO)
        percent = max((row.percent for row in terms.points_table if row.points <= points), default=ZERO)
        if percent:
            moment, last = max(scored, key=lambda event: event[0])
            worth = last.points_base * percent / HUNDRED
            paid = to_minor_unit(worth, agreement.frame.currency)
            none: frozenset[int] = frozenset()
            found.append((moment, PossibleWindow(last.start, (("points", worth),), paid, frozenset(), none, none)))
    return found


def _cut(cap: Cap, limit: Decimal, events: list[Event], left: list[list[Decimal]]) -> bool:
    """Cut what is left of each credit to what the cap leaves in its period, the later ones first; whether it did."""
    buckets, used, has_cut = BUCKETS.get(cap.period, 1), dict[int, Decimal](), False
    for (moment, window), amounts in zip(events, left, strict=True):
        bucket = int(moment * buckets + 1e-9)
        for number, (rule, _) in enumerate(window.credits):
            if cap.rules and rule not in cap.rules and rule != "points":
                continue
            room = limit - used.get(bucket, ZERO)
            if amounts[number] > room:
                amounts[number], has_cut = room, True
            used[bucket] = used.get(bucket, ZERO) + amounts[number]
    return has_cut


def fulfilled(triggers: Sequence[TerminationTrigger], year: Sequence[Sequence[PossibleWindow]]) -> set[int]:
    """The triggers, by place, that give a right to terminate within a year that begins without a miss."""
    missed: dict[Line, list[int]] = {}
    found: set[int] = set()
    for windows in year:
        for number, window in enumerate(windows):
            found |= window.gives
            for line in window.missed:
                missed.setdefault(line, []).append(number)
    for position, trigger in enumerate(triggers):
        if trigger.misses is None or trigger.misses < 1 or position in found:
            continue
        reach = trigger.windows or trigger.misses
        for (level, _), places in missed.items():
            if (not trigger.levels or level in trigger.levels) and _has_run(places, trigger.misses, reach):
                found.add(position)
                break
    return found


def _has_run(places: list[int], misses: int, reach: int) -> bool:
    """Whether so many misses lie within so many windows in a row."""
    return any(places[number + misses - 1] - places[number] < reach for number in range(len(places) - misses + 1))
