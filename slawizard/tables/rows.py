"""Rows as they come from a file, and the count of what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from slawizard.tables.answers import Counts, Rejected
from slawizard.tables.cells import Cell, text_of

MOST_KEPT = 100
"""So many rejected rows are kept to be shown; all are counted."""

_LONGEST_TEXT = 200


class Row(NamedTuple):
    """One row after the header: the line it begins on, and its cells, as many as the table has columns.

    `problem` says why it is no row of this table, with its `text`; `is_blank`: there is nothing in it.
    """

    line: int
    cells: Sequence[Cell]
    problem: str = ""
    text: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the row is empty."""
        return not self.cells and not self.problem


class Tally:
    """Counts what becomes of each row: exactly one of used, rejected and blank."""

    def __init__(self) -> None:
        self.used = self.blank = self._rejected = 0
        self.kept: list[Rejected] = []

    def reject(self, row: Row, reason: str) -> None:
        """A row is not used, for this reason."""
        self._rejected += 1
        if len(self.kept) < MOST_KEPT:
            text = row.text or " | ".join(text_of(cell) for cell in row.cells)
            short = text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"
            self.kept.append(Rejected(row.line, short.strip(), reason[:1].upper() + reason[1:].rstrip(".") + "."))

    @property
    def counts(self) -> Counts:
        """The counts so far."""
        return Counts(self.used + self._rejected + self.blank, self.used, self._rejected, self.blank)
