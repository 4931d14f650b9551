"""Each target of an agreement against all the evidence: its verdict, what decides it, and what would be comfortable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Direction, Target
from slawizard.analysis.constraints import (
    history_constraint,
    history_of,
    is_share_of_time,
    repair_constraint,
)
from slawizard.analysis.history import AtTarget, at_other_targets
from slawizard.analysis.maintenance_constraints import maintenance_constraint
from slawizard.analysis.nearest_times import NearestTime, nearest_times
from slawizard.analysis.supplier_constraints import supplier_constraint
from slawizard.analysis.ticket_constraints import cover_constraint, limits_of, queue_constraint
from slawizard.analysis.verdict import Constraint, Promise, Verdict, binding
from slawizard.errors import SlaWizardError

_SOURCES: tuple[tuple[str, Callable[[Promise], Constraint | None]], ...] = (
    ("history", history_constraint),
    ("repair time", repair_constraint),
    ("suppliers", supplier_constraint),
    ("maintenance", maintenance_constraint),
    ("cover", cover_constraint),
    ("staffing", queue_constraint),
)

PERCENTAGES: tuple[Decimal, ...] = (
    *map(Decimal, ("99.999", "99.995", "99.99", "99.98", "99.95", "99.9", "99.8", "99.7", "99.5", "99.3", "99")),
    *map(Decimal, ("98.5", "98", "97", "96", "95", "94", "93", "92", "91", "90", "85", "80", "75", "70", "60", "50")),
)
"""The usual percentages, the strictest first."""

_MULTIPLES: tuple[Decimal, ...] = tuple(
    map(Decimal, ("1.25", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10", "15", "20", "50"))
)
"""How much looser another figure may be, in other units."""

WIDENINGS = 30
"""By so many tenths of its width a band is widened at most, on each side."""

MOST_PAST = 40
"""Of a longer history, at most so many values are tried as targets."""

_AROUND: tuple[Decimal, ...] = tuple(map(Decimal, ("0.5", "0.75", "1.25", "1.5", "2")))


class Assessed(msgspec.Struct, frozen=True):
    """What is said of one target. `chance` (0 to 1) is that a window is kept, where the deciding evidence tells one.

    `nearest` is the strictest figure, no stricter than the target, that all the evidence calls comfortable; for a band
    its lower edge, with `nearest_upper` the upper one. `nearest_times` are the times of each severity that staff and
    cover would keep.
    """

    promise: Promise
    verdict: Verdict
    chance: float | None
    decided_by: Constraint | None
    constraints: tuple[Constraint, ...]
    nearest: Decimal | None
    others: tuple[AtTarget, ...]
    missing: str
    nearest_upper: Decimal | None = None
    nearest_times: tuple[NearestTime, ...] = ()


def assess(agreement: Agreement) -> tuple[Assessed, ...]:
    """Judge every target that is a figure, in the order of the agreement. Never raises for what a draft says."""
    return tuple(
        _assessed(Promise(agreement, level, position, row, target))
        for position, level in enumerate(agreement.metrics.levels)
        for row, target in enumerate(level.targets)
        if target.value is not None
    )


def judge(promise: Promise) -> tuple[Constraint, ...]:
    """What each kind of evidence says of a promise; what cannot be reckoned says why."""
    found = []
    for kind, source in _SOURCES:
        try:
            constraint = source(promise)
        except SlaWizardError as problem:
            constraint = Constraint(kind, f"This could not be judged: {problem.what}", promise.path)
        except (ArithmeticError, ValueError):
            constraint = Constraint(kind, "A figure is too large to reckon with.", promise.path)
        if constraint is not None:
            found.append(constraint)
    return tuple(found)


def verdict_on(constraints: tuple[Constraint, ...]) -> Verdict:
    """The worst of all verdicts; without any, or where only room is left, there is not enough evidence."""
    decided = binding(constraints)
    return Verdict.NOT_ENOUGH_EVIDENCE if decided is None or decided.verdict is None else decided.verdict


def _assessed(promise: Promise) -> Assessed:
    constraints = judge(promise)
    decided, verdict = binding(constraints), verdict_on(constraints)
    nearest, is_known = nearest_target(promise, verdict), verdict is not Verdict.NOT_ENOUGH_EVIDENCE
    return Assessed(
        promise,
        verdict,
        decided.chance if decided else None,
        decided,
        constraints,
        nearest.value if nearest else None,
        _others(promise),
        "" if is_known else missing_words(promise),
        nearest.upper if nearest else None,
        _times(promise) if is_known and verdict is not Verdict.COMFORTABLE else (),
    )


def _times(promise: Promise) -> tuple[NearestTime, ...]:
    try:
        return nearest_times(promise)
    except (SlaWizardError, ArithmeticError, ValueError):
        return ()


def nearest_target(promise: Promise, verdict: Verdict) -> Target | None:
    """The strictest comfortable target among the usual figures and those of the history, no stricter than this one."""
    if verdict is Verdict.COMFORTABLE:
        return promise.target
    if verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return None
    for target in _looser_targets(promise):
        if verdict_on(judge(msgspec.structs.replace(promise, target=target))) is Verdict.COMFORTABLE:
            return target
    return None


def _looser_targets(promise: Promise) -> Iterator[Target]:
    """Targets less strict than this one, the strictest first; a band grows on both sides by tenths of its width."""
    target = promise.target
    if promise.level.direction is not Direction.BAND:
        for value in _looser(promise):
            yield msgspec.structs.replace(target, value=value)
    elif target.value is not None and target.upper is not None:
        for step in range(1, WIDENINGS + 1):
            more = (target.upper - target.value) * step / 10
            yield msgspec.structs.replace(target, value=target.value - more, upper=target.upper + more)


def _looser(promise: Promise) -> list[Decimal]:
    """Figures less strict than the target, the strictest first."""
    value, higher = promise.target.value or Decimal(0), promise.level.direction is Direction.HIGHER
    if promise.unit == "percent" and higher:
        usual = list(PERCENTAGES)
    else:
        usual = [value / each if higher else value * each for each in _MULTIPLES]
    past = sorted(set(_past(promise)))
    # A long history has values enough: every so many of them will do.
    candidates = {*usual, *past[:: len(past) // MOST_PAST + 1]}
    return sorted((each for each in candidates if (each < value if higher else each > value)), reverse=higher)


def _past(promise: Promise) -> tuple[Decimal, ...]:
    found = history_of(promise)
    return () if found is None else tuple(window.value for window in found[1].windows)


def _others(promise: Promise) -> tuple[AtTarget, ...]:
    """What the history would have met at the target and the usual figures around it."""
    values, value = _past(promise), promise.target.value
    if not values or value is None:
        return ()
    if promise.unit == "percent" and promise.level.direction is Direction.HIGHER:
        stricter = [each for each in PERCENTAGES if each > value]
        nearest = [*stricter[-3:], *[each for each in PERCENTAGES if each < value][:3]]
    else:
        nearest = [value * each for each in _AROUND]
    return at_other_targets(promise.level, promise.target, values, [value, *nearest])


def missing_words(promise: Promise) -> str:
    """What would have to be known for a verdict."""
    history = "Give a history of six windows or more (expectations.evidence.histories)"
    if limits_of(promise):
        return f"{history}, or ticket volumes with working times (expectations.evidence.tickets)."
    if is_share_of_time(promise):
        return f"{history}, or the usual outages and repair times (expectations.evidence.incidents)."
    return f"{history}."
