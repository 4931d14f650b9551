"""Readings in little room: a million of them, and the places where they are missing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

BILLION = 1_000_000_000
_GAP = (3, 2)
"""More than one and a half times the usual distance between two readings is a gap."""

Spans = list[tuple[int, int]]


class ReadingList(msgspec.Struct):
    """Instants in microseconds since 1970, values in billionths, and the lines of the file."""

    at: array[int]
    values: array[int]
    lines: array[int]

    def add(self, at: int, value: int, line: int) -> None:
        """One reading more."""
        self.at.append(at)
        self.values.append(value)
        self.lines.append(line)

    def value(self, place: int) -> Decimal:
        """A reading as it was written."""
        return Decimal(self.values[place]) / BILLION

    def in_order(self) -> ReadingList:
        """The same readings, the earliest first; those of one moment as they stand in the file."""
        if all(before <= after for before, after in pairwise(self.at)):
            return self
        order = sorted(range(len(self.at)), key=self.at.__getitem__)
        return ReadingList(
            array("q", (self.at[place] for place in order)),
            array("q", (self.values[place] for place in order)),
            array("L", (self.lines[place] for place in order)),
        )

    def moments(self) -> Iterator[range]:
        """The places of the readings of each moment; the readings are in order."""
        start = 0
        for place in range(1, len(self.at) + 1):
            if place == len(self.at) or self.at[place] != self.at[start]:
                yield range(start, place)
                start = place


class Holes(msgspec.Struct, frozen=True):
    """The usual distance between two readings, in microseconds, and the `spans` in which readings are missing."""

    usual: int
    spans: Spans


def holes_of(found: ReadingList) -> Holes:
    """Where readings in order, of which no two are of one moment, are missing: a reading stands for the usual distance
    (the median), and what is left until the next one is a hole. No holes where there is one reading only.
    """
    steps = sorted(after - before for before, after in pairwise(found.at))
    if not steps:
        return Holes(0, [])
    usual = steps[(len(steps) - 1) // 2]
    over, under = _GAP
    spans = [(before + usual, after) for before, after in pairwise(found.at) if (after - before) * under > usual * over]
    return Holes(usual, spans)
