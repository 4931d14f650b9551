"""The cells of a table of targets: which rows a cell, or a credit rule, can mean."""

from __future__ import annotations

from collections.abc import Iterable

from slawizard.agreement.consequences import CreditRule
from slawizard.agreement.metrics import Coordinate, ServiceLevel, Target


def agrees(row: Iterable[Coordinate], cell: Iterable[Coordinate]) -> bool:
    """Whether a row's coordinates contradict none of the cell's; what neither names may be anything."""
    named = {coordinate.dimension: coordinate.value for coordinate in cell}
    return all(named.get(coordinate.dimension, coordinate.value) == coordinate.value for coordinate in row)


def lies_in(row: Iterable[Coordinate], cell: Iterable[Coordinate]) -> bool:
    """Whether a cell lies wholly in a row: it names every coordinate of the row, with the same value."""
    return set(row) <= set(cell)


def targets_of_rule(level: ServiceLevel, rule: CreditRule) -> tuple[Target, ...]:
    """The targets of a level that a credit rule is for."""
    return tuple(target for target in level.targets if agrees(target.where, rule.where))


def cell_words(cell: Iterable[Coordinate]) -> str:
    """A cell as people read it: "severity P1, region EU"."""
    return ", ".join(f"{coordinate.dimension} {coordinate.value}" for coordinate in cell)
