"""The downtime a window allows against the outages one usually has: the chance that they stay within it."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import accumulate
from operator import mul
from statistics import NormalDist

import msgspec

PARTS = 20
"""A usual repair is cut into so many steps; each repair is rounded up to a whole step, so no chance is too high."""

MOST_STEPS = 600
"""Allowances of more steps are reckoned in steps twice as long, and so on."""

MOST_INCIDENTS = 50.0
"""With more incidents in a window than this, the central limit theorem stands in for the recursion."""

NINE_IN_TEN = NormalDist().inv_cdf(0.9)

SOURCE = (
    "Compound Poisson by the recursion of H. H. Panjer, Recursive Evaluation of a Family of Compound Distributions, "
    "ASTIN Bulletin 12 (1981), with each repair rounded up"
)


class Repairs(msgspec.Struct, frozen=True):
    """Outages of a window: `expected` of them on average, independent of each other, in whatever unit the times have.

    Half are repaired within `usual`, nine in ten within `long` (lognormal); all take `usual` where both are the same.
    """

    expected: float
    usual: float
    long: float

    @property
    def spread(self) -> float:
        """Sigma of the logarithm of the repair time; 0 where all repairs take the same time."""
        if self.usual <= 0 or self.long <= self.usual:
            return 0.0
        return math.log(self.long / self.usual) / NINE_IN_TEN

    @property
    def mean(self) -> float:
        """The mean repair time, which long repairs make longer than the usual one."""
        return self.usual * math.exp(self.spread**2 / 2)

    def within(self, time: float) -> float:
        """The chance that one repair takes at most `time`."""
        if time < self.usual and not self.spread:
            return 0.0
        if not self.spread:
            return 1.0
        return NormalDist().cdf(math.log(time / self.usual) / self.spread) if time > 0 else 0.0

    def drawn(self, share: float) -> float:
        """The repair time that the share `share` (between 0 and 1) of all repairs do not exceed."""
        return self.usual * math.exp(self.spread * NormalDist().inv_cdf(share))


def chance_within(repairs: Repairs, allowed: float) -> float:
    """The chance that all outages of a window together last at most `allowed`; up to 50 outages a lower bound.

    Never larger for a smaller allowance. Source: see `SOURCE`.
    """
    if allowed < 0:
        return 0.0
    if repairs.expected <= 0 or repairs.usual <= 0:
        return 1.0
    if repairs.expected > MOST_INCIDENTS:
        return _by_central_limit(repairs, allowed)
    doublings, best = 0, 0.0
    while True:
        step = repairs.usual * (1 << doublings) / PARTS
        whole = math.floor(allowed / step * (1 + 1e-12))
        reached = _reached(repairs, doublings)
        best = max(best, reached[min(whole, MOST_STEPS)])
        # Longer steps round more: what was sure with shorter ones stays sure.
        if whole <= MOST_STEPS or best > 1 - 1e-9:
            return best
        doublings += 1


@lru_cache(maxsize=256)
def _reached(repairs: Repairs, doublings: int) -> tuple[float, ...]:
    """The chance that all outages together last at most so many steps, from none to `MOST_STEPS`."""
    step = repairs.usual * (1 << doublings) / PARTS
    below = [0.0] + [repairs.within(step * count * (1 + 1e-12)) for count in range(1, MOST_STEPS + 1)]
    weights = [count * (below[count] - below[count - 1]) for count in range(1, MOST_STEPS + 1)]
    total = [math.exp(-repairs.expected)]
    for count in range(1, MOST_STEPS + 1):
        total.append(repairs.expected / count * sum(map(mul, weights, reversed(total))))
    return tuple(min(1.0, chance) for chance in accumulate(total))


def _by_central_limit(repairs: Repairs, allowed: float) -> float:
    return many_together(repairs).cdf(allowed)


def many_together(repairs: Repairs) -> NormalDist:
    """How long all outages of a window together last where there are many, by the central limit theorem."""
    second_moment = repairs.usual**2 * math.exp(2 * repairs.spread**2)
    spread = math.sqrt(repairs.expected * second_moment)
    return NormalDist(repairs.expected * repairs.mean, spread)
