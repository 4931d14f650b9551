"""Exact sets of figures: intervals between cuts on the line of decimals, or on a grid of rounded figures."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

import msgspec

INFINITY = Decimal("Infinity")


class Cut(NamedTuple):
    """A place between two figures: just before `at`, or just after it. Cuts are ordered along the line."""

    at: Decimal
    after: bool


START = Cut(-INFINITY, False)
END = Cut(INFINITY, False)


class Interval(NamedTuple):
    """The figures between two cuts; empty when the first is not before the second."""

    first: Cut
    last: Cut

    @property
    def is_empty(self) -> bool:
        """Whether no figure lies in it."""
        return self.first >= self.last

    @property
    def single(self) -> Decimal | None:
        """The only figure in it, or None when there are more, or none."""
        return self.first.at if self.first == Cut(self.last.at, False) and self.last.after else None

    def meets(self, other: Interval) -> Interval:
        """The figures in both."""
        return Interval(max(self.first, other.first), min(self.last, other.last))

    def minus(self, others: list[Interval]) -> list[Interval]:
        """What is left of it when the others are taken away, in order."""
        left, start = [], self.first
        for other in sorted(others):
            if other.is_empty or other.last <= start:
                continue
            if other.first > start:
                left.append(Interval(start, min(other.first, self.last)))
            start = max(start, other.last)
            if start >= self.last:
                return [piece for piece in left if not piece.is_empty]
        return [piece for piece in (*left, Interval(start, self.last)) if not piece.is_empty]


class Shown(msgspec.Struct, frozen=True):
    """An interval as people write it: its two figures (None: no limit), and whether each is part of it."""

    lower: Decimal | None
    upper: Decimal | None
    lower_inclusive: bool
    upper_inclusive: bool


def interval(lower: Decimal | None, lower_inclusive: bool, upper: Decimal | None, upper_inclusive: bool) -> Interval:
    """The figures from one edge to another; an edge of None is no limit."""
    first = START if lower is None else Cut(lower, not lower_inclusive)
    last = END if upper is None else Cut(upper, upper_inclusive)
    return Interval(first, last)


def on_grid(figures: Interval, places: int | None) -> Interval:
    """The same set among figures of `places` decimals: each grid figure p is the cut before p up to the cut after p.

    Two intervals between which no grid figure lies become neighbours. None: every decimal counts; nothing changes.
    """
    if places is None:
        return figures
    step = Decimal(1).scaleb(-places)
    return Interval(_next_on_grid(figures.first, step), _next_on_grid(figures.last, step))


def _next_on_grid(cut: Cut, step: Decimal) -> Cut:
    """The cut just before the first grid figure that lies after `cut`."""
    if not cut.at.is_finite():
        return cut
    count = (cut.at / step).to_integral_value(ROUND_FLOOR if cut.after else ROUND_CEILING)
    return Cut((count + 1 if cut.after else count) * step, False)


def shown(figures: Interval, places: int | None) -> Shown:
    """An interval as people write it; on a grid, from its first figure to its last, both included."""
    first, last = figures
    lower = first.at if first.at.is_finite() else None
    upper = last.at if last.at.is_finite() else None
    if places is None:
        return Shown(lower, upper, lower is not None and not first.after, upper is not None and last.after)
    step = Decimal(1).scaleb(-places)
    return Shown(lower, None if upper is None else upper - step, lower is not None, upper is not None)
