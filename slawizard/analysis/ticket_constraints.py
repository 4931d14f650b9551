"""What shifts and ticket volumes say of a response or resolution target."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from operator import or_

import msgspec

from slawizard.agreement.expectations import TicketLoad
from slawizard.agreement.metrics import LevelKind, Severity, SeverityTime, ShareWithin, WindowKind
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.analysis.beta import at_least
from slawizard.analysis.cover import (
    late_share,
    least_people,
    minutes_words,
    promised_minutes,
    shifts_of,
    staffed_minutes,
)
from slawizard.analysis.setting import SEVERITY, find_severity
from slawizard.analysis.staffing import MOST_AGENTS, agents_needed, answered_within, done_within, offered_load
from slawizard.analysis.staffing import SOURCE as QUEUE_SOURCE
from slawizard.analysis.verdict import Constraint, Promise, Verdict, chance_words, verdict_of
from slawizard.analysis.yearly import DAYS_A_YEAR, windows_a_year

WEEKS_A_YEAR = float(DAYS_A_YEAR) / 7
MOST_TICKETS = 1_000_000
LONGEST_LIMIT = 2 * 7 * 24 * 60
STAFF, TICKETS = "expectations.staffing", "expectations.evidence.tickets"


class Limit(msgspec.Struct, frozen=True):
    """The time within which tickets of one severity must be answered or solved, in minutes.

    `hours` are those in which such tickets count, as a bit set of a week's minutes; `holiday_hours` those of a week of
    public holidays.
    """

    severity: str
    minutes: int
    hours: int
    holiday_hours: int
    service_clock: bool


def is_about_tickets(promise: Promise) -> bool:
    """Whether the target says how many tickets are answered or solved in time, or how fast a single one is."""
    level = promise.level
    if level.severity_time not in (None, SeverityTime.RESPONSE, SeverityTime.RESOLUTION):
        return False
    if isinstance(level.statistic, ShareWithin):
        return promise.unit == "percent"
    is_kind = level.kind in (LevelKind.RESPONSE, LevelKind.RESOLUTION)
    return is_kind and level.window.kind is WindowKind.PER_INCIDENT and promise.unit in set(TimeUnit)


def is_resolution(promise: Promise) -> bool:
    """Whether the ticket must be solved, not only begun."""
    level = promise.level
    return level.severity_time is SeverityTime.RESOLUTION or level.kind is LevelKind.RESOLUTION


def limits_of(promise: Promise) -> tuple[Limit, ...]:
    """The time limit of each severity that the target is for; those without a fixed length are left out."""
    if not is_about_tickets(promise) or promise.target.value is None:
        return ()
    found = []
    for severity in _severities(promise):
        limit = _time_limit(promise, severity)
        seconds = limit.seconds if limit else None
        if limit is None or seconds is None or seconds < 0:
            continue
        on_service = limit.unit.runs_on_service_hours
        name = severity.calendar or (promise.agreement.objectives.support_hours if on_service else "")
        calendar = promise.agreement.calendar(name)
        minutes = int(min(seconds / 60, Decimal(LONGEST_LIMIT)))
        hours, on_holiday = promised_minutes(calendar), promised_minutes(calendar, on_holiday=True)
        found.append(Limit(severity.id, minutes, hours, on_holiday, on_service))
    return tuple(found)


def _severities(promise: Promise) -> tuple[Severity, ...]:
    named = [each.value for each in promise.target.where if each.dimension.lower() == SEVERITY]
    if not named:
        return promise.agreement.metrics.severities
    found = find_severity(promise.agreement, named[0])
    return () if found is None else (found,)


def _time_limit(promise: Promise, severity: Severity) -> Duration | None:
    statistic, level = promise.level.statistic, promise.level
    if not isinstance(statistic, ShareWithin) and level.severity_time is None:
        return Duration(promise.target.value or Decimal(0), TimeUnit(promise.unit))
    if isinstance(statistic, ShareWithin) and statistic.limit is not None:
        return statistic.limit
    return severity.resolution if level.severity_time is SeverityTime.RESOLUTION else severity.response


def _share_asked(promise: Promise) -> float:
    """The share of tickets (0 to 1) that must be in time: all, where each is judged by itself."""
    if not isinstance(promise.level.statistic, ShareWithin):
        return 1.0
    return float((promise.target.value or Decimal(0)) / 100)


def _weights(promise: Promise, limits: tuple[Limit, ...]) -> dict[str, float]:
    """The share of tickets of each severity: by the volumes, or evenly where there are none."""
    amounts = {each.severity: float(each.a_month or 0) for each in promise.agreement.expectations.evidence.tickets}
    given = {limit.severity: max(amounts.get(limit.severity, 0.0), 0.0) for limit in limits}
    whole = sum(given.values())
    return {name: amount / whole if whole else 1 / len(given) for name, amount in given.items()}


# --- cover ------------------------------------------------------------------------------------------------------


def cover_constraint(promise: Promise) -> Constraint | None:
    """Whether somebody is on duty soon enough after any ticket that the target counts."""
    limits, shifts = limits_of(promise), shifts_of(promise.agreement)
    if not limits or not shifts:
        return None
    staffed, weights = staffed_minutes(shifts), _weights(promise, limits)
    late = sum(
        weights[limit.severity] * late_share(limit.hours, staffed, limit.minutes, service_clock=limit.service_clock)
        for limit in limits
    )
    bare = _together(limit.hours for limit in limits) & ~staffed
    on_holiday = _together(limit.holiday_hours for limit in limits) & ~staffed_minutes(shifts, on_holiday=True)
    figures = [("promised hours that nobody works", minutes_words(bare) or "none")]
    if on_holiday & ~bare:
        figures.append(("nobody on call on a public holiday", minutes_words(on_holiday)))
    words = "Somebody is on duty in time for every ticket."
    if late:
        words = f"{chance_words(late)} of the tickets come when nobody will be on duty in time: {minutes_words(bare)}."
    return Constraint(
        "cover",
        words,
        STAFF,
        _room_left(promise, late),
        figures=tuple(figures),
        assumptions=("Tickets come evenly over the promised hours; whoever is on duty answers at once.",),
        source="Set arithmetic on the 10,080 minutes of a week, in the time zone of the support hours",
    )


def _room_left(promise: Promise, late: float) -> Verdict | None:
    """The best verdict when this share of tickets is late anyway; None where it limits nothing."""
    if not isinstance(promise.level.statistic, ShareWithin):
        best = verdict_of(1 - late)
        return None if best is Verdict.COMFORTABLE else best
    return Verdict.UNREALISTIC if 1 - late < _share_asked(promise) - 1e-12 else None


def _together(hours: Iterable[int]) -> int:
    return reduce(or_, hours, 0)


# --- queue ------------------------------------------------------------------------------------------------------


class Queue(msgspec.Struct, frozen=True):
    """A team and the tickets that come to it: the load in erlang, people at a time, mean minutes of work on a ticket.

    `limits` are those of the severities that a target is for.
    """

    limits: tuple[Limit, ...]
    load: float
    agents: int
    handling: float


def queue_of(promise: Promise) -> Queue | None:
    """The team that a target about tickets depends on; None where its size, or its tickets, are not known."""
    limits = limits_of(promise)
    loads = [each for each in promise.agreement.expectations.evidence.tickets if _is_usable(each)]
    hours = _working_hours(promise, limits)
    agents = _agents(promise, hours)
    if not limits or not loads or agents is None or not hours:
        return None
    a_month = sum(float(each.a_month or 0) for each in loads)
    handling = sum(float(each.a_month or 0) * _handling(each) for each in loads) / a_month
    an_hour = a_month * 12 / (WEEKS_A_YEAR * hours.bit_count() / 60)
    return Queue(limits, offered_load(an_hour, handling / 60), agents, handling)


def queue_constraint(promise: Promise) -> Constraint | None:
    """Whether the team is large enough for the tickets that come."""
    queue = queue_of(promise)
    if queue is None:
        return None
    limits, load, agents, handling = queue.limits, queue.load, queue.agents, queue.handling
    share = _share_in_time(promise, limits, load, agents, handling)
    chance = _chance_of_window(promise, limits, share)
    needed = agents_needed(load, min(limit.minutes for limit in limits) / handling, min(_share_asked(promise), 0.99))
    begun = "solved" if is_resolution(promise) else "begun"
    return Constraint(
        "staffing",
        f"{agents} at a time have {chance_words(share)} of the tickets {begun} within their time.",
        TICKETS,
        verdict_of(chance),
        chance,
        (
            ("load", f"{load:.2f} erlang"),
            ("people at a time", str(agents)),
            ("tickets in time", chance_words(share)),
            ("people needed to begin them in time", "more than any team has" if needed is None else str(needed)),
        ),
        (
            "Tickets come at random, evenly over the hours worked, and are taken in the order in which they come; "
            "working times vary exponentially; nobody does anything else.",
        ),
        QUEUE_SOURCE,
    )


def _is_usable(load: TicketLoad) -> bool:
    return load.a_month is not None and load.a_month > 0 and _handling(load) > 0


def _handling(load: TicketLoad) -> float:
    seconds = load.handling.seconds if load.handling else None
    return float(seconds or 0) / 60


def _working_hours(promise: Promise, limits: tuple[Limit, ...]) -> int:
    """The minutes of a week in which tickets are worked on: those of the shifts, else all that are promised."""
    return staffed_minutes(shifts_of(promise.agreement)) or _together(limit.hours for limit in limits)


def _agents(promise: Promise, hours: int) -> int | None:
    given = promise.agreement.expectations.evidence.agents
    found = given if given is not None else least_people(shifts_of(promise.agreement), hours) or None
    return None if found is None else min(found, MOST_AGENTS)


def _share_in_time(promise: Promise, limits: tuple[Limit, ...], load: float, agents: int, handling: float) -> float:
    shifts, weights = shifts_of(promise.agreement), _weights(promise, limits)
    within = done_within if is_resolution(promise) else answered_within
    total = 0.0
    for limit in limits:
        late = 0.0
        if shifts:
            late = late_share(limit.hours, staffed_minutes(shifts), limit.minutes, service_clock=limit.service_clock)
        total += weights[limit.severity] * (1 - late) * within(load, agents, limit.minutes / handling)
    return min(max(total, 0.0), 1.0)


def _chance_of_window(promise: Promise, limits: tuple[Limit, ...], share: float) -> float:
    """The chance that enough of a window's tickets are in time, each for itself; of a single ticket, the share."""
    windows = windows_a_year(promise.level.window)
    if not isinstance(promise.level.statistic, ShareWithin) or windows is None:
        return share
    amounts = {each.severity: float(each.a_month or 0) for each in promise.agreement.expectations.evidence.tickets}
    expected = sum(max(amounts.get(limit.severity, 0.0), 0.0) for limit in limits) * 12 / float(windows)
    count = max(1, min(MOST_TICKETS, math.ceil(expected)))
    asked = (promise.target.value or Decimal(0)) * count / 100
    least = math.floor(asked) + 1 if promise.target.strict else math.ceil(asked)
    return at_least(least, count, share)
