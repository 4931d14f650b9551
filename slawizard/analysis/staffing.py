"""Staff against tickets: how long one waits when so many people take so many tickets."""

from __future__ import annotations

import math

MOST_AGENTS = 10_000
"""No team is larger: a search for enough people ends here."""

SOURCE = (
    "Erlang C (M/M/n): A. K. Erlang, Solution of Some Problems in the Theory of Probabilities of Significance in "
    "Automatic Telephone Exchanges (1917); times as in Gross and Harris, Fundamentals of Queueing Theory"
)


def offered_load(an_hour: float, handling_hours: float) -> float:
    """The load in erlang: tickets an hour times the hours of work on each."""
    return an_hour * handling_hours


def erlang_b(load: float, agents: int) -> float:
    """The chance that all `agents` are busy where nobody waits; by the recursion over the number of agents."""
    blocked = 1.0
    for count in range(1, agents + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(load: float, agents: int) -> float:
    """The chance that a ticket has to wait: 1 where the load is as large as the team, 0 without load."""
    if load <= 0:
        return 0.0
    if agents <= load:
        return 1.0
    blocked = erlang_b(load, agents)
    return agents * blocked / (agents - load * (1 - blocked))


def answered_within(load: float, agents: int, within: float) -> float:
    """The share of tickets begun within a time, `within` in handling times; 0 where the team cannot keep up."""
    if agents < 1 or (load > 0 and agents <= load):
        return 0.0
    return 1 - erlang_c(load, agents) * math.exp(-(agents - load) * within)


def done_within(load: float, agents: int, within: float) -> float:
    """The share of tickets finished within a time, `within` in mean handling times, which vary exponentially.

    0 where the team cannot keep up.
    """
    if agents < 1 or (load > 0 and agents <= load):
        return 0.0
    spare = agents - load - 1
    # (1 - e^(-spare t)) / spare, which is t where nothing is spare.
    waited = within if abs(spare) < 1e-12 else -math.expm1(-spare * within) / spare
    return 1 - math.exp(-within) * (1 + erlang_c(load, agents) * waited)


def agents_needed(load: float, within: float, share: float) -> int | None:
    """The fewest people with whom `share` (0 to 1) of the tickets are begun within a time, in handling times.

    None where 10,000 are not enough, or where `share` can only be come near to.
    """
    if share >= 1 and load > 0:
        return None
    least = max(1, math.floor(load) + 1)
    blocked, count = erlang_b(load, least - 1) if least <= MOST_AGENTS else 1.0, least
    while count <= MOST_AGENTS:
        blocked = load * blocked / (count + load * blocked)
        waits = count * blocked / (count - load * (1 - blocked))
        if 1 - waits * math.exp(-(count - load) * within) >= share:
            return count
        count += 1
    return None
