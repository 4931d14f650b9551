"""The cells of a table of targets: which rows a cell, or a credit rule, can mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from slawizard.agreement.consequences import CreditRule
from slawizard.agreement.metrics import Coordinate, ServiceLevel, Target

_MOST_CELLS = 10_000


def agrees(row: Iterable[Coordinate], cell: Iterable[Coordinate]) -> bool:
    """Whether a row's coordinates contradict none of the cell's; what neither names may be anything."""
    named = {coordinate.dimension: coordinate.value for coordinate in cell}
    return all(named.get(coordinate.dimension, coordinate.value) == coordinate.value for coordinate in row)


def lies_in(row: Iterable[Coordinate], cell: Iterable[Coordinate]) -> bool:
    """Whether a cell lies wholly in a row: it names every coordinate of the row, with the same value."""
    return set(row) <= set(cell)


def targets_of_rule(level: ServiceLevel, rule: CreditRule) -> tuple[Target, ...]:
    """The targets of a level that a credit rule is for: those that apply to at least one of the rule's cells."""
    fitting = [target for target in level.targets if agrees(target.where, rule.where)]
    return tuple(target for target in fitting if _is_picked(target, fitting, level, rule))


def _is_picked(target: Target, rows: Sequence[Target], level: ServiceLevel, rule: CreditRule) -> bool:
    """Whether the row is the one that names most of some cell of the rule: a row for all cases gives way to others."""
    fixed = {*target.where, *rule.where}
    narrower = [set(row.where) for row in rows if len(row.where) > len(target.where) and agrees(row.where, fixed)]
    if not narrower:
        return True
    named = {coordinate.dimension for coordinate in fixed}
    open_to = sorted({each.dimension for where in narrower for each in where} - named)
    values = [_values_of(dimension, level, narrower) for dimension in open_to]
    cells = (fixed.union(map(Coordinate, open_to, chosen)) for chosen in product(*values))
    # A table of more cells than anyone fills in is taken to leave some to the row.
    return any(number == _MOST_CELLS or not any(row <= cell for row in narrower) for number, cell in enumerate(cells))


def _values_of(dimension: str, level: ServiceLevel, rows: Iterable[set[Coordinate]]) -> list[str]:
    """What a dimension can be: its values, or those in the rows and one that no row names."""
    listed = next((each.values for each in level.dimensions if each.name == dimension), ())
    return list(listed) or [*sorted({each.value for row in rows for each in row if each.dimension == dimension}), ""]


def cell_words(cell: Iterable[Coordinate]) -> str:
    """A cell as people read it: "severity P1, region EU"."""
    return ", ".join(f"{coordinate.dimension} {coordinate.value}" for coordinate in cell)
