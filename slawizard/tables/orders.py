"""Readings of a column: which of several ways of writing fit its cells, and where two of them would differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Generic, TypeVar

WayT = TypeVar("WayT", bound=str)
_FEW = 0.05
"""The share of cells that may not fit the way of a column; they are rejected one by one. More: it is asked."""


class Votes(Generic[WayT]):
    """Each cell votes for the ways in which it can be read."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[WayT, ...]] = Counter()
        self._texts: dict[tuple[WayT, ...], str] = {}
        self._differs: dict[tuple[WayT, ...], bool] = {}

    def take(self, text: str, readings: Mapping[WayT, object]) -> None:
        """A cell and what it says in each way in which it can be read at all."""
        if not readings:
            return
        ways = tuple(readings)
        differs = len(set(readings.values())) > 1
        self._counts[ways] += 1
        if ways not in self._texts or (differs and not self._differs[ways]):
            self._texts[ways], self._differs[ways] = text, differs

    def kept(self) -> list[WayT]:
        """The ways that fit; several when the cells would say different things in them, the best first."""
        total = sum(self._counts.values())
        support: Counter[WayT] = Counter()
        for ways, count in self._counts.items():
            for way in ways:
                support[way] += count
        ranked = [way for way, _ in support.most_common()]
        if not ranked:
            return []
        full = [way for way in ranked if support[way] == total]
        if full:
            # Cells that read alike in all of these ways decide nothing, and need not.
            return full if any(self._differs_in(full, ways) for ways in self._counts) else full[:1]
        best = ranked[0]
        alone = len(ranked) == 1 or support[ranked[1]] < support[best]
        return [best] if alone and total - support[best] <= total * _FEW else ranked

    def _differs_in(self, full: list[WayT], ways: tuple[WayT, ...]) -> bool:
        return len(full) > 1 and self._differs[ways] and set(full) <= set(ways)

    def example(self) -> str:
        """A cell that says different things in different ways."""
        differing = [ways for ways, differs in self._differs.items() if differs]
        most = max(differing or list(self._counts), key=lambda ways: self._counts[ways])
        return self._texts[most]
