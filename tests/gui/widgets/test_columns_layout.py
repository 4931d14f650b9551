"""Twelve equal columns."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from slawizard.gui.widgets.columns_layout import ColumnsLayout
from tests.drivers import settle


def three(width: int, *, mirrored: bool = False) -> list[QWidget]:
    """A row of a half and two quarters."""
    holder = QWidget()
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
    layout = ColumnsLayout(holder)
    cells: list[QWidget] = [QLabel(str(number)) for number in range(3)]
    layout.set_rows([[(cells[0], 0, 6), (cells[1], 6, 3), (cells[2], 9, 3)]])
    holder.resize(width, 100)
    holder.show()
    settle()
    cells.append(holder)
    return cells


@pytest.mark.parametrize("width", [240, 553, 1001])
def test_columns_are_equal_and_the_last_ends_at_the_edge(width: int) -> None:
    half, quarter, last, _holder = three(width)

    assert half.x() == 0
    assert abs(half.width() - (2 * quarter.width() + 12)) <= 2
    assert abs(quarter.width() - last.width()) <= 1
    assert last.geometry().right() == width - 1


def test_columns_run_from_the_right_where_the_window_is_mirrored() -> None:
    half, quarter, last, holder = three(600, mirrored=True)

    assert half.geometry().right() == holder.width() - 1
    assert last.x() == 0
    assert last.x() < quarter.x() < half.x()


def test_a_row_is_as_high_as_its_highest_field() -> None:
    holder = QWidget()
    layout = ColumnsLayout(holder)
    tall, short, below = QLabel("a\nb\nc"), QLabel("a"), QLabel("d")
    layout.set_rows([[(tall, 0, 6), (short, 6, 6)], [(below, 0, 12)]])

    assert layout.heightForWidth(400) == tall.sizeHint().height() + 12 + below.sizeHint().height()
    assert layout.count() == 3


def test_fields_that_are_no_longer_set_out_leave_their_place() -> None:
    holder = QWidget()
    layout = ColumnsLayout(holder)
    first, second = QLabel("a"), QLabel("b")
    layout.set_rows([[(first, 0, 12)], [(second, 0, 12)]])
    layout.set_rows([[(second, 0, 12)]])

    assert layout.heightForWidth(400) == second.sizeHint().height()
    assert layout.itemAt(1) is None
    assert layout.takeAt(5) is None
