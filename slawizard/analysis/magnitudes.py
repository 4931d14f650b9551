"""Figures and dates that are too large, or too exact, to calculate with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from slawizard.analysis.moments import FIRST_YEAR, LAST_YEAR
from slawizard.errors import MeasuredFileError

MOST_DIGITS = 15
MOST_DECIMALS = 40

_SUSPICIOUS = re.compile(rb"[eE][+-]?\d\d|\d{16}|\b9\d{3}-|\b000[01]-")


def check_figures(file: Any, data: bytes, where: str) -> None:
    """Raises MeasuredFileError for a figure or a date that is too large to calculate with.

    Only a file whose bytes hold a long row of digits, an exponent or such a year is looked through.
    """
    if not _SUSPICIOUS.search(data):
        return
    for place, value in _leaves(file, ""):
        number = Decimal(value) if isinstance(value, int) else value
        if isinstance(number, Decimal) and number and not _is_possible(number):
            raise MeasuredFileError(
                f"The figure is too large or too long: {MOST_DIGITS} digits and {MOST_DECIMALS} decimals are the most.",
                where=f"{where}, {place}",
            )
        if isinstance(value, dt.date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise MeasuredFileError(f"{value} cannot be calculated with.", where=f"{where}, {place}")


def _is_possible(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS and number.adjusted() < MOST_DIGITS


def _leaves(node: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, msgspec.Struct):
        for name in node.__struct_fields__:
            yield from _leaves(getattr(node, name), f"{place}.{name}" if place else name)
    elif isinstance(node, tuple):
        for number, each in enumerate(node):
            yield from _leaves(each, f"{place}[{number}]")
    elif not isinstance(node, bool):
        yield place, node
