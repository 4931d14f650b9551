"""Windows of tickets as they may come: so many of each severity, each late as often as the team lets it be."""

from __future__ import annotations

import datetime as dt
import math
import random
from decimal import Decimal

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.credit_shapes import PerOccurrence
from slawizard.agreement.metrics import MeasurementWindow, ServiceLevel, ShareWithin, Target, WindowKind
from slawizard.analysis.cover import late_share, late_waits, shifts_of, staffed_minutes
from slawizard.analysis.measured import Events, Item, MeasuredWindow, Reading
from slawizard.analysis.measured_template import first_start
from slawizard.analysis.setting import SEVERITY
from slawizard.analysis.staffing import answered_within, done_within
from slawizard.analysis.ticket_constraints import Limit, Queue, is_about_tickets, is_resolution, queue_of
from slawizard.analysis.verdict import Promise
from slawizard.analysis.yearly import windows_a_year

MOST_WINDOWS, LEAST_WINDOWS = 400, 60
"""So many windows are drawn; fewer where each holds so many late tickets that one is like another."""
LATE_IN_ALL = 8000
MOST_LATE = 200
"""More late tickets than this in a mean window are not laid out one by one."""

_MANY = 500.0
"""From so many expected tickets on, their number is drawn from the normal distribution."""


class LateTickets(msgspec.Struct, frozen=True):
    """The tickets of one severity in a window: how many are expected in time and late, and what the late ones took.

    `by_cover` is the chance (0 to 1) that a late one is late because nobody was on duty; `waits` are then its minutes.
    """

    limit: Limit
    in_time: float
    late: float
    by_cover: float
    waits: tuple[int, ...]
    queue: Queue
    is_solved: bool

    def drawn(self, draw: random.Random) -> Decimal:
        """The whole minutes that one late ticket takes, more than its limit."""
        if draw.random() < self.by_cover:
            return Decimal(self.waits[int(draw.random() * len(self.waits))])
        minutes = self._after_limit(draw.random())
        return Decimal(max(self.limit.minutes + 1, math.ceil(min(minutes, 1e7))))

    def _after_limit(self, share: float) -> float:
        """A time past the limit, in minutes, that this share (0 to 1) of the late ones does not exceed."""
        queue, limit = self.queue, self.limit.minutes
        left = 1 - min(share, 1 - 1e-9)
        if not self.is_solved:
            return limit - math.log(left) * queue.handling / (queue.agents - queue.load)
        past = left * (1 - done_within(queue.load, queue.agents, limit / queue.handling))
        low, high = limit / queue.handling, limit / queue.handling + 1
        while 1 - done_within(queue.load, queue.agents, high) > past and high < 1e6:
            high *= 2
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if 1 - done_within(queue.load, queue.agents, middle) > past else (low, middle)
        return high * queue.handling


def month_or_window(level: ServiceLevel) -> MeasurementWindow:
    """The window that tickets of a level are drawn for: its own, or a month where each is judged by itself."""
    return MeasurementWindow() if level.window.kind is WindowKind.PER_INCIDENT else level.window


def why_no_tickets(agreement: Agreement, position: int, level: ServiceLevel) -> str:
    """Why the tickets of a level cannot be drawn, in a sentence; empty where they can, or where it is about none."""
    promises = _promises(agreement, position, level)
    if not any(is_about_tickets(each) for each in promises):
        return ""
    if any(each.name.lower() != SEVERITY for each in level.dimensions):
        return "its targets differ by more than the severity."
    is_share = isinstance(level.statistic, ShareWithin)
    rules = [rule for rule in agreement.consequences.rules if rule.level == level.id]
    if is_share and any(isinstance(rule.shape, PerOccurrence) and rule.where for rule in rules):
        return "a share of tickets is drawn, and its credit is for each single one of some severities."
    queues = [queue_of(each) for each in promises]
    if not all(queues):
        return "give the tickets of each severity, their working time and the people (expectations.evidence.tickets)."
    if any(queue is not None and queue.agents <= queue.load for queue in queues):
        return "the team cannot keep up with its tickets, so that their times have no end."
    expected = [each.late for found in _tickets(agreement, position, level).values() for each in found]
    if sum(expected) > MOST_LATE and not is_share:
        return f"more than {MOST_LATE} tickets a month would be late."
    return ""


def ticket_windows(agreement: Agreement, position: int, level: ServiceLevel) -> list[MeasuredWindow]:
    """Windows with as many tickets as may come, drawn at random; none where they cannot be drawn.

    Where each ticket is judged by itself only the late ones are listed: the others earn nothing.
    """
    promises = _promises(agreement, position, level)
    if why_no_tickets(agreement, position, level) or not any(is_about_tickets(each) for each in promises):
        return []
    window, tickets = month_or_window(level), _tickets(agreement, position, level)
    if not any(tickets.values()):
        return []
    start, draw = first_start(agreement, window) or "2027-01-01", random.Random(4099 + position)
    found = []
    late_in_one = sum(each.late for row in tickets.values() for each in row)
    for _ in range(round(min(MOST_WINDOWS, max(LEAST_WINDOWS, LATE_IN_ALL / (late_in_one or 1))))):
        if isinstance(level.statistic, ShareWithin):
            readings = tuple(_counted(level, promise, tickets[promise.row], draw, start) for promise in promises)
        else:
            late = tuple(item for row in tickets.values() for item in _late_items(row, draw))
            readings = (Reading(level.id, items=late, notified_on=dt.date.fromisoformat(start[:10])),)
        found.append(MeasuredWindow(start, readings))
    return found


def _promises(agreement: Agreement, position: int, level: ServiceLevel) -> list[Promise]:
    """The targets of a level; where its severities alone say the times, one that stands for all of them."""
    targets = level.targets or ((Target(Decimal(0)),) if level.severity_time is not None else ())
    return [Promise(agreement, level, position, row, target) for row, target in enumerate(targets)]


def _tickets(agreement: Agreement, position: int, level: ServiceLevel) -> dict[int, list[LateTickets]]:
    """The tickets of each severity, by the row of the target that they are judged by."""
    windows = windows_a_year(month_or_window(level))
    months = 12 / float(windows) if windows else 1.0
    volumes = {each.severity: float(each.a_month or 0) for each in agreement.expectations.evidence.tickets}
    found: dict[int, list[LateTickets]] = {}
    seen: set[str] = set()
    for promise in sorted(_promises(agreement, position, level), key=lambda each: -len(each.target.where)):
        queue = queue_of(promise)
        found[promise.row] = []
        for limit in queue.limits if queue else ():
            if queue is not None and limit.severity not in seen and volumes.get(limit.severity, 0.0) > 0:
                seen.add(limit.severity)
                found[promise.row].append(_late(promise, limit, queue, volumes[limit.severity] * months))
    return found


def _late(promise: Promise, limit: Limit, queue: Queue, expected: float) -> LateTickets:
    shifts, uncovered = shifts_of(promise.agreement), 0.0
    waits: tuple[int, ...] = ()
    if shifts:
        staffed, on_hours = staffed_minutes(shifts), limit.service_clock
        uncovered = late_share(limit.hours, staffed, limit.minutes, service_clock=on_hours)
        waits = late_waits(limit.hours, staffed, limit.minutes, service_clock=on_hours)
    within = done_within if is_resolution(promise) else answered_within
    kept = (1 - uncovered) * within(queue.load, queue.agents, limit.minutes / queue.handling)
    kept = min(max(kept, 0.0), 1.0)
    by_cover = uncovered / (1 - kept) if kept < 1 and waits else 0.0
    return LateTickets(limit, expected * kept, expected * (1 - kept), by_cover, waits, queue, is_resolution(promise))


def _late_items(row: list[LateTickets], draw: random.Random) -> list[Item]:
    return [
        Item(
            taken=tickets.drawn(draw),
            unit="service_minutes" if tickets.limit.service_clock else "minutes",
            severity=tickets.limit.severity,
            after_hours=False,
        )
        for tickets in row
        for _ in range(_number(tickets.late, draw))
    ]


def _counted(level: ServiceLevel, promise: Promise, row: list[LateTickets], draw: random.Random, start: str) -> Reading:
    bad = sum(_number(each.late, draw) for each in row)
    good = sum(_number(each.in_time, draw) for each in row)
    where = {each.dimension: each.value for each in promise.target.where}
    return Reading(level.id, where, events=Events(good + bad, bad), notified_on=dt.date.fromisoformat(start[:10]))


def _number(expected: float, draw: random.Random) -> int:
    """A number from the Poisson distribution with this mean; from the normal one where it is large."""
    if expected > _MANY:
        angle = 2 * math.pi * draw.random()
        radius = math.sqrt(-2 * math.log(1.0 - draw.random()))
        return max(0, round(expected + math.sqrt(expected) * radius * math.cos(angle)))
    count, moment = 0, -math.log(1.0 - draw.random())
    while moment < expected:
        count += 1
        moment -= math.log(1.0 - draw.random())
    return count
