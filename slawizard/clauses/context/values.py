"""Formats the draft's fields as template values: text in words, each with the path of the field it came from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from slawizard.agreement import wording
from slawizard.agreement.quantities import Duration, Money
from slawizard.agreement.units import find_unit
from slawizard.document.marks import mark_value

_KEPT_WORDS = 4096
# Babel takes most of the time that an edit costs, and nearly every figure is the same as before.
date_words = lru_cache(_KEPT_WORDS)(wording.date_words)
duration_words = lru_cache(_KEPT_WORDS)(wording.duration_words)
money_words = lru_cache(_KEPT_WORDS)(wording.money_words)
number_words = lru_cache(_KEPT_WORDS)(wording.number_words)
percent_words = lru_cache(_KEPT_WORDS)(wording.percent_words)
quantity_words = lru_cache(_KEPT_WORDS)(wording.quantity_words)

CREDIT_CLAUSES = ("automatic", "base", "caps", "claim", "conditions", "decision", "payment", "points")
"""The clauses "credit-…" of the library: the schedule of a single credit is called otherwise."""

Words = dict[str, Any]
"""A part of the context: text, booleans, and lists or dicts of them."""


class ContextValue(str):
    """A field's value as a template sees it: prints with its path, and is false where nothing was entered."""

    missing: bool = False
    left_out: bool = False
    """Nothing was entered, and the parties want it so."""

    def __bool__(self) -> bool:
        """Whether something was entered."""
        return not self.missing


def _value(text: str, path: str, missing: bool, *, own: bool = False) -> ContextValue:
    value = ContextValue(mark_value(text, path, missing=missing, own=own))
    value.missing = missing
    return value


class Writer:
    """Writes values in one language and currency. An empty one prints a placeholder in brackets: its hint, or the
    field's own name. `left_out`: the paths of what was left out on purpose.
    """

    def __init__(self, language: str, currency: str, left_out: Iterable[str] = ()) -> None:
        self.language = language
        self.currency = currency
        self._left_out = frozenset(left_out)

    def text(self, text: str, path: str, hint: str = "") -> ContextValue:
        """Text as entered."""
        return _value(text, path, False) if text.strip() else self._missing(path, hint)

    def words(self, text: str, path: str, hint: str = "") -> ContextValue:
        """The program's own words for a choice or figure; they may begin a sentence."""
        return _value(text, path, False, own=True) if text else self._missing(path, hint)

    def line(self, text: str, path: str, hint: str = "") -> ContextValue:
        """Text on one line, for the middle of a sentence: its line ends become commas, its last full stop goes."""
        return self.text(", ".join(re.split(r",?\s*\n+\s*", text.strip())), path, hint)

    def phrase(self, text: str, path: str, hint: str = "") -> ContextValue:
        """Text that ends within a sentence of the clause: on one line and without a full stop of its own."""
        return self.line(re.sub(r"(?<!\.)[.;]$", "", text.strip()), path, hint)

    def sentence(self, text: str, path: str, hint: str = "") -> ContextValue:
        """Text that stands as a sentence of its own, with the full stop it may lack."""
        plain = text.strip()
        return self.text(plain + "." if plain and plain[-1] not in ".!?:…" else plain, path, hint)

    def optional(self, text: str, path: str) -> ContextValue:
        """Text as entered; an empty one prints nothing at all."""
        return self.text(text, path) if text.strip() else self._nothing()

    def texts(self, texts: Iterable[str], path: str) -> list[ContextValue]:
        """A list of texts; each carries its own path."""
        return [self.text(text, f"{path}.{number}") for number, text in enumerate(texts)]

    def phrases(self, texts: Iterable[str], path: str) -> list[ContextValue]:
        """A list of texts that end within sentences."""
        return [self.phrase(text, f"{path}.{number}") for number, text in enumerate(texts)]

    def sentences(self, texts: Iterable[str], path: str) -> list[ContextValue]:
        """A list of texts that stand as sentences of their own."""
        return [self.sentence(text, f"{path}.{number}") for number, text in enumerate(texts)]

    def number(self, number: Decimal | int | None, path: str, hint: str = "") -> ContextValue:
        """A bare number."""
        if number is None:
            return self._missing(path, hint)
        return self.words(number_words(Decimal(number), self.language), path)

    def percent(self, percent: Decimal | None, path: str, hint: str = "") -> ContextValue:
        """A percentage."""
        return self._missing(path, hint) if percent is None else self.words(percent_words(percent, self.language), path)

    def money(self, money: Money | None, path: str, hint: str = "") -> ContextValue:
        """An amount of money."""
        return self._missing(path, hint) if money is None else self.words(money_words(money, self.language), path)

    def sum(self, amount: Decimal | None, path: str, hint: str = "") -> ContextValue:
        """A number in the agreement's currency."""
        return self.money(None if amount is None else Money(amount, self.currency), path, hint)

    def date(self, day: dt.date | None, path: str, hint: str = "") -> ContextValue:
        """A date with the month in words."""
        return self._missing(path, hint) if day is None else self.words(date_words(day, self.language), path)

    def duration(self, duration: Duration | None, path: str, hint: str = "") -> ContextValue:
        """A length of time."""
        if duration is None:
            return self._missing(path, hint)
        return self.words(with_terms(duration_words(duration, self.language)), path)

    def quantity(self, number: Decimal | None, unit: str, path: str, hint: str = "") -> ContextValue:
        """A value in a service level's unit."""
        if number is None:
            return self._missing(path, hint)
        return self.words(with_terms(quantity_words(number, unit, self.language, self.currency)), path)

    def unit(self, unit: str, path: str) -> ContextValue:
        """A unit after a number of things: "minutes", "Working Days"; a count has none."""
        return self.words(with_terms(find_unit(unit).many) if unit else "", path)

    def interval(self, duration: Duration | None, path: str, hint: str = "") -> ContextValue:
        """A length of time after "every": "month", "3 months"."""
        if duration is None or duration.amount != 1:
            return self.duration(duration, path, hint)
        return self.words(with_terms(duration_words(duration, self.language)).partition("\u00a0")[2], path)

    def is_left_out(self, path: str) -> bool:
        """Whether a field, or a group of fields that it belongs to, was left out on purpose."""
        steps = path.split(".")
        return any(".".join(steps[:count]) in self._left_out for count in range(1, len(steps) + 1))

    def _missing(self, path: str, hint: str) -> ContextValue:
        value = _value(f"[{hint or field_name(path)}]", path, True)
        value.left_out = bool(self._left_out) and self.is_left_out(path)
        return value

    @staticmethod
    def _nothing() -> ContextValue:
        value = ContextValue("")
        value.missing = True
        return value


_UNIT_TERMS = (("working day", "Working Day"), ("service hour", "Working Hour"))


def with_terms(words: str) -> str:
    """The program's words with the units that are defined terms in an agreement as such: service hours are the hours
    that count for a time, and no Service Hours.
    """
    for unit, term in _UNIT_TERMS:
        words = words.replace(unit, term)
    return words


@lru_cache(_KEPT_WORDS)
def field_name(path: str) -> str:
    """A field's own name as people read it: "report within" for metrics.levels.0.measurement.report_within."""
    return next((step for step in reversed(path.split(".")) if not step.isdigit()), path).replace("_", " ")


def make_anchors(ids: Iterable[str], reserved: Collection[str] = ()) -> list[str]:
    """An anchor for each id: small letters, digits and hyphens, no two the same, and none that is reserved."""
    anchors: list[str] = []
    for one in ids:
        stem = re.sub(r"[^a-z0-9]+", "-", one.lower()).strip("-") or "x"
        anchor, number = stem, 1
        while anchor in anchors or anchor in reserved:
            number += 1
            anchor = f"{stem}-{number}"
        anchors.append(anchor)
    return anchors
