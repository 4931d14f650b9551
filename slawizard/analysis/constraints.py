"""What history, usual repairs, suppliers and maintenance say of one target."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.expectations import History
from slawizard.agreement.metrics import Direction, MeasurementWindow, TimeShare, WindowKind
from slawizard.agreement.quantities import Duration
from slawizard.agreement.wording import number_words, percent_words, quantity_words
from slawizard.analysis.downtime import MEAN_YEAR_MINUTES, Allowance, allowance_in, time_words
from slawizard.analysis.feasibility import SOURCE as REPAIR_SOURCE
from slawizard.analysis.feasibility import Repairs, chance_within
from slawizard.analysis.history import SOURCE as HISTORY_SOURCE
from slawizard.analysis.history import posterior, windows_met
from slawizard.analysis.rounding import half_up
from slawizard.analysis.service_time import service_minutes
from slawizard.analysis.setting import hours_of, normal
from slawizard.analysis.suppliers import SOURCE as SUPPLIER_SOURCE
from slawizard.analysis.suppliers import promised_together
from slawizard.analysis.verdict import Constraint, Promise, Verdict, chance_words, verdict_of
from slawizard.analysis.windows import MONTHS_IN, local_midnight, zone_of

LEAST_WINDOWS = 6
"""Fewer windows of history carry no verdict."""

DAYS_A_YEAR = MEAN_YEAR_MINUTES / 1440
PERIODS_A_YEAR: dict[str, Decimal] = {
    "day": DAYS_A_YEAR,
    "week": DAYS_A_YEAR / 7,
    "month": Decimal(12),
    "quarter": Decimal(4),
    "year": Decimal(1),
}
FIRST_YEAR = 2027
"""The year whose hours are counted where the agreement has no start."""

_ALLOWED_SOURCE = "(100 % - target) of the agreed service time of a window, averaged over a year"


def windows_a_year(window: MeasurementWindow) -> Decimal | None:
    """How many windows a year has on average; None for a kind that has no fixed number."""
    if window.kind in MONTHS_IN:
        return Decimal(12) / MONTHS_IN[window.kind]
    if window.kind in (WindowKind.DAY, WindowKind.WEEK):
        return PERIODS_A_YEAR[window.kind.value]
    if window.kind is WindowKind.FIXED_DAYS:
        seconds = window.length.seconds if window.length else Decimal(30 * 86400)
        return DAYS_A_YEAR * 86400 / seconds if seconds else None
    return None


def is_share_of_time(promise: Promise) -> bool:
    """Whether the target is the percentage of time in which a service works."""
    level = promise.level
    is_share = isinstance(level.statistic, TimeShare) and level.direction is Direction.HIGHER
    return is_share and promise.unit == "percent" and promise.target.value is not None


def mean_allowance(promise: Promise) -> Allowance | None:
    """The downtime that the target allows in a window on average, in minutes; None for windows of no fixed number.

    Counted over the agreement's first year with its hours, holidays and changes of the clocks. Raises CalculationError
    for a time zone or holidays nobody knows.
    """
    level, count = promise.level, windows_a_year(promise.level.window)
    if count is None or promise.target.value is None:
        return None
    calendar = hours_of(promise.agreement, level, promise.target)
    zone = zone_of(level.time_zone or (calendar.time_zone if calendar else ""))
    start = promise.agreement.frame.start
    year = start.year if start and start.year < dt.MAXYEAR else FIRST_YEAR
    first, last = (local_midnight(dt.date(each, 1, 1), zone) for each in (year, year + 1))
    return allowance_in(service_minutes(calendar, first, last) / count, promise.target.value)


def planned_minutes(promise: Promise) -> Decimal:
    """Minutes of maintenance in a window on average that count as downtime."""
    maintenance, count = promise.agreement.expectations.maintenance, windows_a_year(promise.level.window)
    periods = PERIODS_A_YEAR.get(maintenance.most_hours_per.strip().lower())
    if not maintenance.counts_as_downtime or not maintenance.most_hours or periods is None or count is None:
        return Decimal(0)
    return maintenance.most_hours * 60 * periods / count


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
        words = f"The history has {seen} windows; fewer than {LEAST_WINDOWS} carry no verdict."
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
            ("digest of the source", history.digest),
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
    left = allowed.minutes - planned_minutes(promise)
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


# --- suppliers and maintenance ----------------------------------------------------------------------------------


def supplier_constraint(promise: Promise) -> Constraint | None:
    """Whether the suppliers owe together as much as the target promises.

    Below it, a measured history leaves room for *likely*; without one, for *stretch*, and for *unrealistic* only where
    their downtime would be twice what the target allows.
    """
    if not is_share_of_time(promise):
        return None
    suppliers, target = promise.agreement.expectations.suppliers, promise.target.value or Decimal(0)
    if any(supplier.availability is not None and not 0 <= supplier.availability <= 100 for supplier in suppliers):
        return Constraint("suppliers", "A supplier's promise is no percentage.", "expectations.suppliers")
    together = promised_together(suppliers)
    if together is None:
        return None
    shown = percent_words(half_up(together, 4))
    verdict, words = None, f"The suppliers together owe {shown}, which is enough for the target."
    if together < target:
        words = f"The suppliers together owe only {shown}; the rest is the provider's own risk."
        history = history_constraint(promise)
        is_double = 100 - together >= 2 * (100 - target)
        verdict = Verdict.UNREALISTIC if is_double else Verdict.STRETCH
        verdict = Verdict.LIKELY if history is not None and history.chance is not None else verdict
    return Constraint(
        "suppliers",
        words,
        "expectations.suppliers",
        verdict,
        figures=(("owed by all suppliers together", shown),),
        assumptions=(
            "Suppliers fail independently of each other and deliver what they owe, no more; "
            "each promise holds over any window.",
        ),
        source=SUPPLIER_SOURCE,
    )


def maintenance_constraint(promise: Promise) -> Constraint | None:
    """Whether planned maintenance that counts as downtime leaves anything of what a window allows."""
    maintenance = promise.agreement.expectations.maintenance
    if not is_share_of_time(promise) or not maintenance.most_hours:
        return None
    path, hours = "expectations.maintenance.most_hours", quantity_words(maintenance.most_hours, "hours")
    agreed = f"up to {hours} a {maintenance.most_hours_per.strip() or 'month'}"
    if not maintenance.counts_as_downtime:
        return Constraint("maintenance", f"Planned maintenance, {agreed}, does not count as downtime.", path)
    planned, allowed = planned_minutes(promise), mean_allowance(promise)
    if allowed is None or not planned:
        return Constraint("maintenance", f"Planned maintenance, {agreed}, cannot be laid on the window.", path)
    beyond = planned > allowed.minutes
    return Constraint(
        "maintenance",
        f"Planned maintenance counts as downtime and may take {time_words(planned)} of the "
        f"{time_words(allowed.minutes)} that a window allows.",
        path,
        Verdict.UNREALISTIC if beyond else None,
        figures=(("maintenance in a window", time_words(planned)), ("allowed", time_words(allowed.minutes))),
        assumptions=("All maintenance that may be done is done, evenly over the year.",),
        source=_ALLOWED_SOURCE,
    )
