"""A table handed from one process to another: the same rows, cell by cell."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.errors import TableFileError
from slawizard.tables import held
from slawizard.tables.answers import Answers
from slawizard.tables.cells import Cell
from slawizard.tables.held import HeldTable, hold
from slawizard.tables.rows import Row
from slawizard.tables.source import Survey
from slawizard.tables.table import Table, open_table

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.text(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
)


class MadeTable(Table):
    """A table of these rows."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__(Survey(0, "", b"", b"", is_utf8=True, has_controls=False), "made.csv", Answers())
        self._open = lambda: iter(rows)


def handed_over(table: Table, most_rows: int = 100_000) -> HeldTable:
    """The table as it comes out of another process."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(hold(table, most_rows)), type=HeldTable)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=30))
def test_every_cell_comes_over_with_its_value_and_its_type(rows: list[list[Cell]]) -> None:
    made = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    came = list(handed_over(MadeTable(made)).rows())

    assert came == made
    assert [[type(cell) for cell in row.cells] for row in came] == [[type(cell) for cell in row] for row in rows]


def test_a_row_that_is_no_row_comes_over_with_why(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name,Place\nA,B\n\n1,2,3\nC,D\n", encoding="utf-8")
    with open_table(path) as table:
        rows, came = [row for row in table.rows() if not row.is_blank], list(handed_over(table).rows())

    assert [(row.line, tuple(row.cells), row.problem, row.text) for row in rows] == [tuple(row) for row in came]
    assert sum(bool(row.problem) for row in came) == 1


def test_what_was_found_of_the_file_comes_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name;Place\nA;B\n", encoding="utf-8")
    with open_table(path, Answers(header=True)) as table:
        came = handed_over(table)

        assert (came.source, came.answers, came.columns, came.understood, came.questions) == (
            table.source,
            table.answers,
            table.columns,
            table.understood,
            table.questions,
        )


def test_of_too_many_rows_just_one_too_many_comes_over() -> None:
    rows = [Row(number, ("x",)) for number in range(20)]

    assert len(list(handed_over(MadeTable(rows), most_rows=5).rows())) == 6


def test_more_text_than_can_be_handed_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "_MOST_BYTES", 1024**2)
    rows = [Row(number, ("x" * 10_000,)) for number in range(1_000)]
    with pytest.raises(TableFileError) as caught:
        hold(MadeTable(rows), 100_000)

    assert caught.value.what == "The table holds more than 1 MB of text."
    assert "made.csv" in caught.value.where
