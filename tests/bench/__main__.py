"""Measures the goals of speed and prints them as a table: `make bench`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

# Each has a function `rows`; what it needs and this machine lacks, it says in its rows.
MODULES = ("documents", "window", "calculator", "tables", "installed")
_HEAD = ("", "figure", "first rung", "goal", "", "")


class Line(Protocol):
    """What a row has at least; one with no `rung` has its goal for a first rung."""

    @property
    def what(self) -> str: ...
    @property
    def figure(self) -> float | None: ...
    @property
    def goal(self) -> float: ...
    @property
    def unit(self) -> str: ...


def verdict(row: Line) -> str:
    """Which mark the figure reaches; less is better."""
    if row.figure is None:
        return "not measured"
    if row.figure <= row.goal:
        return "goal"
    return "first rung" if row.figure <= rung_of(row) else "MISSED"


def rung_of(row: Line) -> float:
    """The first rung of a row."""
    rung: float = getattr(row, "rung", row.goal)
    return rung


def show(rows: Iterable[Line]) -> None:
    """Print the rows as a table."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEAD))]
    for what, figure, rung, goal, mark, detail in cells:
        print(
            f"{what:<{widths[0]}}  {figure:>{widths[1]}}  {rung:>{widths[2]}}  {goal:>{widths[3]}}  "
            f"{mark:<{widths[4]}}  {detail}".rstrip()
        )


def _cells(row: Line) -> tuple[str, ...]:
    figure = "–" if row.figure is None else f"{row.figure:.3g} {row.unit}".strip()
    marks = (f"{rung_of(row):g}", f"{row.goal:g}")
    return (row.what, figure, *marks, verdict(row), getattr(row, "detail", ""))


def main(names: Iterable[str]) -> int:
    """Measure the named modules, all of them by default; 1 when a first rung was missed."""
    missed = 0
    for name in list(names) or MODULES:
        if find_spec(f"tests.bench.{name}") is None:
            print(f"tests.bench.{name} is not there: not measured")
            continue
        rows: list[Line] = import_module(f"tests.bench.{name}").rows()
        show(rows)
        missed += sum(verdict(row) == "MISSED" for row in rows)
        print(flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
