"""The windows over which suppliers keep their promises: a bad day of a whole year may fall into one of our months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from slawizard.agreement.expectations import Supplier
from slawizard.analysis.rounding import HUNDRED
from slawizard.analysis.suppliers import promised_together
from slawizard.analysis.yearly import DAYS_A_YEAR

SOURCE = "A promise over a longer window is kept even when all it allows is lost at once: arithmetic of the worst case"

_DAYS: dict[str, Decimal] = {
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "month": DAYS_A_YEAR / 12,
    "quarter": DAYS_A_YEAR / 4,
    "year": DAYS_A_YEAR,
}
_KIN = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "annum": "year",
}
_NUMBERS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "six": "6",
    "twelve": "12",
    "thirty": "30",
    "half": "0.5",
}
_TOLERANCE = Decimal("1.04")
"""Windows that differ by less are alike: 30 or 31 days and a month."""

_WORD = re.compile(r"\d+(?:\.\d+)?|[a-z]+")


class Spread(msgspec.Struct, frozen=True):
    """A supplier that promises over a longer window than ours: both in days, and the minutes that it may lose at once.

    `left` is the percentage of our window that it still owes when all of that falls into it.
    """

    position: int
    supplier: Supplier
    days: Decimal
    minutes: Decimal
    left: Decimal


def window_days(words: str) -> Decimal | None:
    """The length of a window in words ("month", "30 days", "calendar quarter", "per year"); None if not understood.

    Months, quarters and years have their mean length in the Gregorian calendar.
    """
    count: Decimal | None = None
    for word in _WORD.findall(words.casefold()):
        unit = _KIN.get(word, word.removesuffix("s"))
        if unit in _DAYS:
            return None if count is not None and not count else (count or Decimal(1)) * _DAYS[unit]
        if word[0].isdigit() or word in _NUMBERS:
            count = Decimal(_NUMBERS.get(word, word))
    return None


def longer_windows(suppliers: Sequence[Supplier], our_days: Decimal) -> tuple[Spread, ...]:
    """The suppliers whose windows are longer than ours of `our_days`, with what that means in the worst case."""
    found = []
    for position, supplier in enumerate(suppliers):
        days = window_days(supplier.window)
        if supplier.availability is None or days is None or days <= our_days * _TOLERANCE:
            continue
        minutes = days * 1440 * (HUNDRED - supplier.availability) / HUNDRED
        left = max(Decimal(0), HUNDRED - minutes * HUNDRED / (our_days * 1440))
        found.append(Spread(position, supplier, days, minutes, left))
    return tuple(found)


def together_at_worst(suppliers: Sequence[Supplier], our_days: Decimal) -> Decimal | None:
    """Percent of one of our windows that suppliers owe together when all that longer windows allow is lost in it."""
    worst = {each.position: each.left for each in longer_windows(suppliers, our_days)}
    return promised_together(
        [
            msgspec.structs.replace(supplier, availability=worst.get(position, supplier.availability))
            for position, supplier in enumerate(suppliers)
        ]
    )


def unread_windows(suppliers: Sequence[Supplier]) -> tuple[str, ...]:
    """The names of suppliers that promise something over a window that is not told, or not understood."""
    return tuple(
        supplier.name or supplier.id
        for supplier in suppliers
        if supplier.availability is not None and window_days(supplier.window) is None
    )
