"""What became of the rows of a batch, as they come and all at once."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QComboBox, QTableView

from slawizard.batch.run import Outcome, RowReport
from slawizard.gui.dialogs.batch_result import BatchResult
from tests.drivers import find, read, settle


def _report(number: int, outcome: Outcome = Outcome.WRITTEN) -> RowReport:
    return RowReport(number, number + 1, f"R-{number}", outcome)


def _rows(result: BatchResult) -> list[str]:
    model = find(result, QTableView, "batch.rows").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.fixture
def result() -> BatchResult:
    made = BatchResult()
    made.begin(Path())
    return made


@given(st.lists(st.lists(st.integers(1, 10_000), max_size=5), max_size=20))
def test_rows_stand_in_the_order_of_the_table_however_they_come(parts: list[list[int]]) -> None:
    result = BatchResult()
    result.begin(Path())
    for part in parts:
        result.add_rows([_report(number) for number in part])

    assert _rows(result) == [f"{number:,}" for number in sorted(chain(*parts))]


def test_many_rows_at_once_are_listed_too(result: BatchResult) -> None:
    result.add_rows([_report(number) for number in range(501, 1001)])
    result.add_rows([_report(number) for number in range(1, 501)])

    assert _rows(result) == [f"{number:,}" for number in range(1, 1001)]
    assert read(result, "batch.show") == "All rows (1,000)"


def test_the_choice_of_rows_is_never_cut_as_the_counts_grow(result: BatchResult) -> None:
    result.show()
    settle()
    before = find(result, QComboBox, "batch.show").sizeHint().width()
    result.show_rows([_report(number, Outcome.NOT_DONE) for number in range(1, 10_001)])

    assert find(result, QComboBox, "batch.show").sizeHint().width() > before


def test_the_row_that_is_looked_at_stays_chosen_while_others_come(result: BatchResult) -> None:
    table = find(result, QTableView, "batch.rows")
    result.add_rows([_report(5, Outcome.FAILED)])
    table.selectRow(0)
    result.add_rows([_report(2)])
    result.add_rows([_report(number) for number in range(10, 400)])

    assert table.currentIndex().row() == 1
    assert table.model().index(1, 0).data() == "5"
