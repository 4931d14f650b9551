"""What history and usual repairs say of one target."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.expectations import History
from slawizard.agreement.metrics import Direction, TimeShare
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import number_words
from slawizard.analysis.downtime import Allowance, allowance_in, mean_window_minutes, time_words
from slawizard.analysis.feasibility import SOURCE as REPAIR_SOURCE
from slawizard.analysis.feasibility import Repairs, chance_within
from slawizard.analysis.history import SOURCE as HISTORY_SOURCE
from slawizard.analysis.history import posterior, windows_met
from slawizard.analysis.maintenance_plan import planned_minutes
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import hours_of, normal
from slawizard.analysis.verdict import Constraint, Promise, chance_words, verdict_of
from slawizard.analysis.yearly import first_year, windows_a_year

LEAST_WINDOWS = 6
"""Fewer windows of history carry no verdict."""


def is_share_of_time(promise: Promise) -> bool:
    """Whether the target is the percentage of time in which a service works."""
    level = promise.level
    is_share = isinstance(level.statistic, TimeShare) and level.direction is Direction.HIGHER
    return is_share and promise.unit == "percent" and promise.target.value is not None


def mean_allowance(promise: Promise) -> Allowance | None:
    """The downtime that the target allows in a window on average, in minutes; None for windows of no fixed number.

    Counted over the agreement's first year with its hours, holidays and changes of the clocks, unless every window
    counts as one length. Raises CalculationError for a time zone or holidays nobody knows.
    """
    level = promise.level
    if windows_a_year(level.window) is None or promise.target.value is None:
        return None
    calendar = hours_of(promise.agreement, level, promise.target)
    agreed = mean_window_minutes(level, calendar, first_year(promise.agreement.frame.start))
    return None if agreed is None else allowance_in(agreed, promise.target.value)


# --- history ----------------------------------------------------------------------------------------------------


def history_of(promise: Promise) -> tuple[int, History] | None:
    """The history of a target, with its place in the draft; of several, the longest."""
    agreement = promise.agreement
    cell = normal(agreement, promise.target.where)
    found = [
        (number, history)
        for number, history in enumerate(agreement.expectations.evidence.histories)
        if history.level == promise.level.id and set(normal(agreement, history.where)) == set(cell)
    ]
    return max(found, key=lambda each: len(each[1].windows), default=None)


def history_constraint(promise: Promise) -> Constraint | None:
    """How many windows of the past met the target."""
    found = history_of(promise)
    if found is None:
        return None
    number, history = found
    path = f"expectations.evidence.histories.{number}"
    if history.window is not promise.level.window.kind:
        kinds = (history.window.value.replace("_", " "), promise.level.window.kind.value.replace("_", " "))
        words = "The history was measured by the {}, the target is by the {}: it says nothing of this target."
        return Constraint("history", words.format(*kinds), f"{path}.window")
    seen = len(history.windows)
    if seen < LEAST_WINDOWS:
        windows = "1 window" if seen == 1 else f"{seen} windows"
        words = f"The history has {windows}; fewer than {LEAST_WINDOWS} carry no verdict."
        return Constraint("history", words, f"{path}.windows")
    met = windows_met(promise.level, promise.target, (window.value for window in history.windows))
    return _met_constraint(history, path, met, seen)


def _met_constraint(history: History, path: str, met: int, seen: int) -> Constraint:
    found = posterior(met, seen)
    return Constraint(
        "history",
        f"The target was met in {met} of {seen} windows.",
        path,
        verdict_of(found.chance),
        found.chance,
        (
            ("windows met", f"{met} of {seen}"),
            ("90 % interval of the share met", f"{chance_words(found.lower)} to {chance_words(found.upper)}"),
            ("source of the figures", history.source or "typed, no source named"),
            ("digest of the source", "typed by hand, no file" if history.digest == "typed" else history.digest),
        ),
        ("The next window comes from the same conditions as those of the past, each independent of the others.",),
        HISTORY_SOURCE,
    )


# --- repairs ----------------------------------------------------------------------------------------------------


def _minutes(duration: Duration | None) -> float | None:
    seconds = duration.seconds if duration else None
    return None if seconds is None or seconds <= 0 else float(seconds) / 60


def repairs_of(promise: Promise) -> tuple[int, Repairs] | None:
    """The usual outages of a level in one window, in minutes, with their place in the draft."""
    count = windows_a_year(promise.level.window)
    for number, incidents in enumerate(promise.agreement.expectations.evidence.incidents):
        usual = _minutes(incidents.usual_repair)
        if incidents.level == promise.level.id and incidents.a_year is not None and usual and count:
            expected = float(max(incidents.a_year, Decimal(0)) / count)
            return number, Repairs(expected, usual, _minutes(incidents.long_repair) or usual)
    return None


def repair_constraint(promise: Promise) -> Constraint | None:
    """Whether the usual outages stay within the downtime that a window allows."""
    found = repairs_of(promise) if is_share_of_time(promise) else None
    allowed = mean_allowance(promise) if found else None
    if found is None or allowed is None:
        return None
    number, repairs = found
    left = allowed.minutes - planned_minutes(promise.agreement, promise.level, promise.target)
    chance = chance_within(repairs, float(left))
    mean = Decimal(repairs.expected * repairs.mean)
    return Constraint(
        "repair time",
        f"A window allows {time_words(max(left, Decimal(0)))} of unplanned downtime; "
        f"usual outages take {time_words(mean)} of a window on average.",
        f"expectations.evidence.incidents.{number}",
        verdict_of(chance),
        chance,
        (
            ("downtime allowed in a window", time_words(allowed.minutes)),
            ("outages in a window", number_words(half_up(Decimal(repairs.expected), 2))),
            ("mean repair time", time_words(Decimal(repairs.mean))),
        ),
        ("Outages come independently of each other; repair times are lognormal; every one counts in full.",),
        REPAIR_SOURCE,
    )
