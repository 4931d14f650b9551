"""Values of service levels as people type them: a figure in the level's own unit."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from slawizard.agreement.entry import clean_figure, entry_money, entry_number, read_money, read_number, read_percent
from slawizard.agreement.entry_time import read_time_quantity
from slawizard.agreement.quantities import Money
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.errors import EntryError
from slawizard.i18n import _

_SPELT_OUT: Final = frozenset({"days", "weeks", "months", "years", "working_days"})


def read_quantity(
    text: str, unit_code: str, language: str = "", *, currency: str = "", field: str = "", upper_limit: bool = True
) -> Decimal:
    """A service level's value in its unit. A time typed in another unit of fixed length is converted exactly.

    `upper_limit`: a percentage ends at 100.
    """
    unit = find_unit(unit_code)
    if unit.kind is UnitKind.PERCENT:
        bare = re.sub(r"\s*(?:pp|percentage points?)\s*$", "", text, flags=re.IGNORECASE)
        return read_percent(bare, language, field=field, most=Decimal(100 if upper_limit else 1000))
    if unit.kind is UnitKind.TIME:
        return read_time_quantity(text, unit_code, language, field=field)
    if unit.kind is UnitKind.MONEY:
        money = read_money(text, currency, language, field=field)
        if money.currency != currency:
            raise EntryError(_("This agreement is in {currency}.").format(currency=currency), where=field)
        return money.amount
    figure = clean_figure(text, field)
    for word in filter(None, (unit.sign, unit.many, unit.one)):
        if figure.casefold().endswith(word.casefold()):
            figure = figure[: -len(word)].rstrip()
            break
    return read_number(figure, language, field=field, least=None if unit.kind is UnitKind.OTHER else Decimal(0))


def entry_quantity(number: Decimal, unit_code: str, language: str = "", *, currency: str = "") -> str:
    """A service level's value as it may be typed, with its unit: "99.9 %", "30 ms", "2 working days", "3"."""
    unit = find_unit(unit_code)
    if unit.kind is UnitKind.MONEY:
        return entry_money(Money(number, currency), language)
    word = unit.sign if unit.kind is not UnitKind.TIME or len(unit.sign) < 4 else ""
    if unit_code in _SPELT_OUT or not word:
        word = unit.one if number == 1 else unit.many
    return f"{entry_number(number, language)} {word}".rstrip()
