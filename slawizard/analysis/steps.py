"""The steps of a calculation: each a sentence with its figures kept apart, to cost nothing until somebody reads."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal, localcontext
from functools import lru_cache

import msgspec

from slawizard.agreement.wording import quantity_words

SHOWN_PLACES = 6
LONGEST_SHOWN = 100


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A number with its unit (a code of `agreement.units`); money without a `currency` yet is a bare number."""

    number: Decimal
    unit: str = ""
    currency: str = ""

    def words(self, language: str = "en") -> str:
        """The figure as read: at most six decimals, the rest cut (never rounded) and shown as "…"."""
        return _figure_words(self.number, self.unit, self.currency, language)


@lru_cache(maxsize=65536)
def _figure_words(number: Decimal, unit: str, currency: str, language: str) -> str:
    # A figure is shown with all its digits, also with more of them than are calculated with.
    with localcontext(prec=LONGEST_SHOWN):
        return _shown(number, unit, currency, language)


def _shown(number: Decimal, unit: str, currency: str, language: str) -> str:
    unit = "count" if unit == "money" and not currency else unit
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -SHOWN_PLACES:
        return quantity_words(number, unit or "count", language, currency)
    cut = number.quantize(Decimal(1).scaleb(-SHOWN_PLACES), ROUND_DOWN)
    shown = quantity_words(Decimal(1), unit or "count", language, currency)
    many = quantity_words(Decimal(7), unit or "count", language, currency)
    figure = quantity_words(cut, "count", language)
    if unit == "money":
        return shown.split("\u00a0")[0] + f"\u00a0{figure}…"
    return figure + "…" + many.removeprefix(quantity_words(Decimal(7), "count", language))


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step: a sentence with a pair of braces for each figure or word."""

    text: str
    parts: tuple[Figure | str, ...] = ()

    def words(self, language: str = "en") -> str:
        """The sentence with its figures in place."""
        if not self.parts:
            return self.text
        words = self.text.format(*[part if isinstance(part, str) else part.words(language) for part in self.parts])
        return words.replace("….", "…") if "…." in words else words


def in_currency(steps: Iterable[Step], currency: str) -> tuple[Step, ...]:
    """The steps with a currency for all money that has none yet."""
    return tuple(
        msgspec.structs.replace(step, parts=tuple(_with_currency(part, currency) for part in step.parts))
        if any(isinstance(part, Figure) and part.unit == "money" and not part.currency for part in step.parts)
        else step
        for step in steps
    )


def _with_currency(part: Figure | str, currency: str) -> Figure | str:
    if isinstance(part, str) or part.unit != "money" or part.currency:
        return part
    return msgspec.structs.replace(part, currency=currency)


def percent(number: Decimal) -> Figure:
    """A percentage."""
    return Figure(number, "percent")


def plain(number: Decimal) -> Figure:
    """A bare number."""
    return Figure(number)


def money(amount: Decimal, currency: str) -> Figure:
    """An amount of money."""
    return Figure(amount, "money", currency)
