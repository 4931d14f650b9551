"""One piece of evidence as data for programs and as words for managers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from slawizard.analysis.verdict import Constraint


def constraint_data(each: Constraint) -> dict[str, Any]:
    """What one kind of evidence says, as plain data."""
    return {
        "kind": each.kind,
        "says": each.words,
        "field": each.path,
        "verdict": None if each.verdict is None else each.verdict.value,
        "chance": rounded(each.chance),
        "figures": dict(each.figures),
        "assumptions": list(each.assumptions),
        "formula": each.source,
    }


def rounded(chance: float | None) -> float | None:
    """A chance (0 to 1) with four decimals."""
    return None if chance is None else round(chance, 4)


def constraint_lines(each: Constraint, *, is_decisive: bool) -> Iterator[str]:
    """What one kind of evidence says, with its figures, assumptions and source; `is_decisive`: its words stand above
    already.
    """
    if not is_decisive:
        said = "" if each.verdict is None else f" ({each.verdict.value})"
        yield f"  {each.kind.capitalize()}{said}: {each.words}"
    for name, value in each.figures:
        yield f"    {name}: {value}"
    for assumption in each.assumptions:
        yield f"    Assumed: {assumption}"
    if each.source:
        yield f"    Source: {each.source}"
