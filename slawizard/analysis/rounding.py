"""Rounding half up, and the shortest way to write a figure between two others."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

HUNDRED = Decimal(100)


def half_up(number: Decimal, places: int) -> Decimal:
    """`number` with `places` decimals; a half goes away from zero. A number too long for that stays as it is."""
    if number.adjusted() + places > 26:
        return number
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=256)
def minor_places(currency: str) -> int:
    """Decimals of a currency's minor unit: 2 for EUR, 0 for JPY. Source: CLDR, by way of Babel."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def to_minor_unit(amount: Decimal, currency: str) -> Decimal:
    """Money rounded half up to the currency's minor unit."""
    return half_up(amount, minor_places(currency))


def simple_between(lower: Decimal, upper: Decimal) -> Decimal:
    """The figure with the fewest decimals strictly between two others, near their middle. Needs `lower` < `upper`."""
    middle = (lower + upper) / 2
    for places in range(28):
        figure = half_up(middle, places)
        if lower < figure < upper:
            return figure
    return middle
