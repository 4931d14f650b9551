"""Readings in cells: a number, with its unit after it where the cell has one."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

from slawizard.agreement.quantities import TimeUnit
from slawizard.tables.answers import Question
from slawizard.tables.cells import Cell, CellError, clean, shown
from slawizard.tables.numbers import NumberForm

_MEASURED = re.compile(
    r"([+\u2212-]?\d[\d.,'\u2019\u00a0\u2009\u202f ]*?)\s*([^\W\d_]{1,12}|[°%][A-Za-z]?|µs)\.?", re.A
)
_SECONDS_IN = {"milliseconds": Decimal("0.001"), "seconds": Decimal(1), "minutes": Decimal(60)}
_TIMES = {
    "ms": "milliseconds",
    "msec": "milliseconds",
    "milliseconds": "milliseconds",
    "s": TimeUnit.SECONDS.value,
    "sec": TimeUnit.SECONDS.value,
    "seconds": TimeUnit.SECONDS.value,
    "min": TimeUnit.MINUTES.value,
    "minutes": TimeUnit.MINUTES.value,
}


def parted(text: str) -> tuple[str, str]:
    """The number in a cell and the unit after it; the cell as it is, and no unit, for any other."""
    found = _MEASURED.fullmatch(text)
    return (text, "") if found is None else (found[1], found[2].casefold())


class ReadingForm:
    """How a column writes readings: found from all its cells by `take`, settled by `settle`, then used by `read`."""

    def __init__(self) -> None:
        self._numbers = NumberForm()
        self._units: Counter[str] = Counter()
        self._unit = ""

    def take(self, cell: Cell) -> None:
        """Let a cell say which decimal signs it can be written with, and its unit."""
        if isinstance(cell, str):
            number, unit = parted(clean(cell))
            self._numbers.take(number)
            if unit:
                self._units[unit] += 1

    def settle(self, answer: str, column: str) -> tuple[tuple[str, ...], tuple[Question, ...]]:
        """Choose the decimal sign and the unit: sentences on what was found, and what is open."""
        words, question = self._numbers.settle(answer, column)
        said = [words] if words else []
        if self._units:
            ((self._unit, _count),) = self._units.most_common(1)
            said.append(f"Readings in “{column}” are in {self._unit}.")
        return tuple(said), (question,) if question else ()

    @property
    def unit(self) -> str:
        """The unit of time that the cells name; empty where they name none, or another."""
        return _TIMES.get(self._unit, "")

    @property
    def words(self) -> str:
        """The unit as the cells write it; empty where they write none."""
        return self._unit

    def read(self, cell: Cell) -> Decimal:
        """The reading in a cell. Raises CellError."""
        if not isinstance(cell, str):
            return self._numbers.read(cell)
        number, unit = parted(clean(cell))
        if not unit or unit == self._unit:
            return self._numbers.read(number)
        if unit in _TIMES and self.unit:
            return self._numbers.read(number) * _SECONDS_IN[_TIMES[unit]] / _SECONDS_IN[self.unit]
        raise CellError(f"{shown(clean(cell))} is in another unit than the others")
