"""A table's cells as texts that a field reads in one way only: dates by ISO 8601, numbers with a decimal point."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from slawizard.agreement.entry import entry_number
from slawizard.agreement.quantities import Money
from slawizard.tables.answers import Answers, Question
from slawizard.tables.cells import Cell, CellError, clean, text_of
from slawizard.tables.dates import DateForm
from slawizard.tables.numbers import NumberForm, read_number

_AMOUNT = re.compile(r"([^\d.,+−-]*)([+−-]?[\d.,'’ \u00a0\u2009\u202f]*\d)\s*([^\d.,]*)")
_FIGURES = {Decimal, int, Money}


class ColumnReader:
    """Reads the cells of one column for a field of these kinds: `take` all of them, `settle`, then `text` of each."""

    def __init__(self, name: str, kinds: tuple[Any, ...]) -> None:
        self._name = name
        self._is_date = dt.date in kinds
        self._is_figure = not _FIGURES.isdisjoint(kinds)
        self._is_money = Money in kinds
        self._dates = DateForm()
        self._numbers = NumberForm()

    def take(self, cell: Cell) -> None:
        """Let a cell say how the column writes numbers and dates."""
        if self._is_date:
            self._dates.take(cell)
        elif self._is_figure and isinstance(cell, str) and (parts := _AMOUNT.fullmatch(clean(cell))):
            self._numbers.take(parts[2])

    def settle(self, answers: Answers) -> tuple[str, Question | None]:
        """How the column is read, as a sentence, and what it leaves open."""
        if self._is_date:
            return self._dates.settle(answers.dates, self._name)
        return self._numbers.settle(answers.decimal, self._name) if self._is_figure else ("", None)

    def text(self, cell: Cell) -> str:
        """The cell as what a person would type who leaves nothing open; empty for an empty cell."""
        if isinstance(cell, str):
            return self._typed(clean(cell))
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        if isinstance(cell, (int, float, Decimal)) and self._is_figure:
            return entry_number(Decimal(str(cell)), "en")
        if isinstance(cell, dt.datetime) and (self._is_date or cell.time() == dt.time()):
            return cell.date().isoformat()
        if isinstance(cell, (dt.time, dt.datetime)):
            return f"{cell:%H:%M}" if isinstance(cell, dt.time) else f"{cell:%Y-%m-%d %H:%M}"
        if isinstance(cell, dt.timedelta):
            return f"{entry_number(Decimal(str(cell.total_seconds())) / 60, 'en')} min"
        return text_of(cell)

    def _typed(self, text: str) -> str:
        if self._is_date and text:
            try:
                return self._dates.read(text).at.date().isoformat()
            except CellError:
                return text  # the field says what is wrong with it
        parts = _AMOUNT.fullmatch(text) if self._is_figure else None
        number = read_number(clean(parts[2]), self._numbers.decimal) if parts and self._numbers.decimal else None
        if parts is None or number is None:
            return text
        after = parts[3] if self._is_money else parts[3].removeprefix("%")
        return f"{parts[1]}{entry_number(number, 'en')} {after}".strip()
