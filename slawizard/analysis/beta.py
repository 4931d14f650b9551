"""The beta distribution: how sure one may be of a chance after seeing so many windows met."""

from __future__ import annotations

import math

_SMALLEST = 1e-300
_PRECISION = 1e-15
_MOST_TERMS = 100_000
_HALVINGS = 200


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most `x`.

    `a` and `b` above zero. Source: NIST Digital Library of Mathematical Functions, 8.17.4 and the continued fraction
    8.17.22, evaluated as W. J. Lentz showed (Applied Optics 15, 1976).
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    # The fraction converges fast on this side of the mean; on the other, the complement is taken.
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1.0 - front * _fraction(b, a, 1.0 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """1 / (1 + d1 / (1 + d2 / (1 + ...))) with the coefficients of 8.17.22."""
    value, above, below = 1.0, 1.0, 0.0
    for number in range(1, _MOST_TERMS):
        half = number // 2
        if number % 2:
            term = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            term = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        below = 1.0 / _not_zero(1.0 + term * below)
        above = _not_zero(1.0 + term / above)
        step = above * below
        value *= step
        if abs(step - 1.0) < _PRECISION:
            break
    return 1.0 / value


def _not_zero(number: float) -> float:
    return number if abs(number) > _SMALLEST else _SMALLEST


def beta_quantile(a: float, b: float, share: float) -> float:
    """The value below which a Beta(a, b) variable lies with the chance `share` (0 to 1), found by bisection."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if incomplete_beta(a, b, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def at_least(least: int, trials: int, chance: float) -> float:
    """The chance of `least` or more successes in `trials` with `chance` each; the binomial tail, DLMF 8.17.5."""
    if least <= 0:
        return 1.0
    if least > trials:
        return 0.0
    return incomplete_beta(least, trials - least + 1, chance)
