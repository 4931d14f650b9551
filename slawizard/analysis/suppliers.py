"""Suppliers together: what is left of the time when each keeps only its own promise."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from slawizard.agreement.expectations import Supplier
from slawizard.analysis.rounding import HUNDRED

ONE, ZERO = Decimal(1), Decimal(0)

SOURCE = (
    "Product of the availabilities in series; binomial sum, enumerated for unequal promises, for any k of n side by "
    "side: Barlow and Proschan, Statistical Theory of Reliability and Life Testing (1975), chapter 2"
)


def promised_together(suppliers: Sequence[Supplier]) -> Decimal | None:
    """Percent of time in which all that is needed works, by the suppliers' own promises; None where none promises.

    Suppliers fail independently of each other; single ones stand in series, those of a group side by side, any `needed`
    of them suffice (the largest number that a row of the group names). Exact up to the digits of `Decimal`.
    """
    groups: dict[str, list[Supplier]] = {}
    for position, supplier in enumerate(suppliers):
        if supplier.availability is not None:
            groups.setdefault(supplier.group or f" {position}", []).append(supplier)
    chance = ONE
    for members in groups.values():
        shares = [(member.availability or ZERO) / HUNDRED for member in members]
        # Without a group there is nobody to choose from: how many are needed means nothing.
        needed = max(member.needed if member.group else 1 for member in members)
        chance *= enough_work(shares, needed)
    return chance * HUNDRED if groups else None


def enough_work(shares: Sequence[Decimal], needed: int) -> Decimal:
    """The chance that `needed` or more work, each with its own chance (0 to 1); all must: the product."""
    working = [ONE]  # working[k]: the chance that exactly k of those looked at so far work
    for up in shares:
        down = ONE - up
        working = [
            (working[count] * down if count < len(working) else ZERO) + (working[count - 1] * up if count else ZERO)
            for count in range(len(working) + 1)
        ]
    return sum(working[max(needed, 0) :], ZERO)
