"""What planned maintenance says of one target: inside the agreed hours or outside, counting as downtime or not."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.wording import number_words, quantity_words
from slawizard.analysis.constraints import is_share_of_time, mean_allowance
from slawizard.analysis.downtime import time_words
from slawizard.analysis.maintenance_plan import MaintenancePlan, plan_of
from slawizard.analysis.rounding import half_up
from slawizard.analysis.verdict import Constraint, Promise, Verdict

SOURCE = "(100 % - target) of the agreed service time of a window, averaged over a year; set arithmetic on a week"
PATH = "expectations.maintenance.most_hours"

_PLANNED = "All maintenance that may be done is done, as much of it within the agreed hours as its windows allow."
_EVENLY = "It is spread evenly over the year, unless said otherwise."
_ANYWHERE = "Where maintenance has no windows, or they are in another time zone, all of it may fall into agreed hours."


def maintenance_constraint(promise: Promise) -> Constraint | None:
    """Whether planned maintenance that counts as downtime leaves anything of what a window allows."""
    maintenance = promise.agreement.expectations.maintenance
    if not is_share_of_time(promise) or not (maintenance.most_hours or maintenance.windows):
        return None
    plan, allowed = plan_of(promise.agreement, promise.level, promise.target), mean_allowance(promise)
    agreed = _agreed_words(promise)
    if plan is None or allowed is None:
        return Constraint("maintenance", f"Planned maintenance, {agreed}, cannot be laid on the window.", PATH)
    verdict, words = _judged(promise, plan, allowed.minutes, agreed)
    return Constraint(
        "maintenance",
        words,
        PATH,
        verdict,
        figures=_figures(plan, allowed.minutes),
        assumptions=(_PLANNED, _EVENLY) if plan.inside is not None else (_PLANNED, _EVENLY, _ANYWHERE),
        source=SOURCE,
    )


def _judged(promise: Promise, plan: MaintenancePlan, allowed: Decimal, agreed: str) -> tuple[Verdict | None, str]:
    """The room that is left, and the sentence that says why."""
    maintenance = promise.agreement.expectations.maintenance
    if plan.inside == 0:
        return None, f"Planned maintenance, {agreed}, lies wholly outside the agreed hours: it takes none of them."
    if not maintenance.counts_as_downtime:
        words = f"Planned maintenance, {agreed}, does not count as downtime; it may take {time_words(plan.mean)}"
        return None, f"{words} of a window's agreed hours all the same."
    taken = f"may take {time_words(plan.mean)} of the {time_words(allowed)} that a window allows"
    if plan.mean > allowed:
        return Verdict.UNREALISTIC, f"Planned maintenance counts as downtime and {taken}."
    if plan.worst > allowed:
        words = (
            f"Planned maintenance counts as downtime and {taken} where it is spread evenly, but {agreed} may all be "
            f"done in one window: {time_words(plan.worst)} is more than it allows."
        )
        return Verdict.LIKELY, words
    return None, f"Planned maintenance counts as downtime and {taken}."


def _agreed_words(promise: Promise) -> str:
    maintenance = promise.agreement.expectations.maintenance
    if maintenance.most_hours is None:
        return "as long as its weekly windows are"
    hours = quantity_words(maintenance.most_hours, "hours")
    return f"up to {hours} a {maintenance.most_hours_per.strip() or 'month'}"


def _figures(plan: MaintenancePlan, allowed: Decimal) -> tuple[tuple[str, str], ...]:
    found = [
        ("maintenance in a window", time_words(plan.mean)),
        ("at most in one window", time_words(plan.worst)),
        ("allowed", time_words(allowed)),
    ]
    if plan.inside is not None and plan.a_week is not None:
        words = f"{_hours(plan.inside)} of {_hours(plan.a_week)} hours a week"
        found.append(("maintenance windows within the agreed hours", words))
    return tuple(found)


def _hours(minutes: int) -> str:
    return number_words(half_up(Decimal(minutes) / 60, 1))
