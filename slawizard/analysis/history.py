"""What a service level did in the past, against a target: how many windows met it, and what that says of the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from slawizard.agreement.metrics import Direction, ServiceLevel, Target
from slawizard.analysis.beta import beta_quantile
from slawizard.analysis.miss import compare
from slawizard.analysis.rounding import half_up

INTERVAL = 0.9
"""The chance that the equal-tailed interval holds the true share of windows met."""

SOURCE = (
    "Jeffreys interval, Beta(met + 1/2, missed + 1/2): Brown, Cai and DasGupta, Interval Estimation for a Binomial "
    "Proportion, Statistical Science 16 (2001)"
)


class Posterior(msgspec.Struct, frozen=True):
    """What `met` of `seen` windows say: the chance that the next one is met, and the interval of the true share.

    All three figures are shares from 0 to 1.
    """

    met: int
    seen: int
    chance: float
    lower: float
    upper: float


class AtTarget(msgspec.Struct, frozen=True):
    """What the same history would have done at another target."""

    target: Decimal
    met: int
    chance: float


def next_window_chance(met: int, seen: int) -> float:
    """The mean of Beta(met + 1/2, seen - met + 1/2), which is the chance that the next window is met."""
    return (met + 0.5) / (seen + 1)


@lru_cache(maxsize=512)
def posterior(met: int, seen: int) -> Posterior:
    """The Jeffreys posterior of `met` of `seen` windows (0 <= met <= seen), with its equal-tailed interval."""
    a, b, tail = met + 0.5, seen - met + 0.5, (1 - INTERVAL) / 2
    return Posterior(met, seen, next_window_chance(met, seen), beta_quantile(a, b, tail), beta_quantile(a, b, 1 - tail))


def windows_met(level: ServiceLevel, target: Target, values: Iterable[Decimal]) -> int:
    """How many measured values meet a target, each rounded as the service level says before it is compared."""
    unit, places = target.unit or level.unit, level.measurement.rounding.places
    rounded = (value if places is None else half_up(value, places) for value in values)
    return sum(compare(value, target, level.direction, unit).is_missed is False for value in rounded)


def at_other_targets(
    level: ServiceLevel, target: Target, values: Sequence[Decimal], others: Iterable[Decimal]
) -> tuple[AtTarget, ...]:
    """What the same values would have met at other targets, the strictest first; nothing for a band."""
    if level.direction is Direction.BAND or not values:
        return ()
    strictest_first = sorted(set(others), reverse=level.direction is Direction.HIGHER)
    found = []
    for other in strictest_first:
        met = windows_met(level, msgspec.structs.replace(target, value=other), values)
        found.append(AtTarget(other, met, next_window_chance(met, len(values))))
    return tuple(found)
