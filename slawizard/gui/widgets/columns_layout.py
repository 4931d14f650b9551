"""A layout of twelve equal columns, the same in every card, whatever stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from slawizard.gui.theme import SPACE

COLUMNS = 12
_GAP = 3 * SPACE

Cell = tuple[QWidget, int, int]
"""A widget, its first column, and the number of columns it takes."""


class ColumnsLayout(QLayout):
    """Rows of widgets on a grid of twelve columns; each row as high as its highest widget.

    Qt's own grid has a gap only where some widget ends, so that no two cards would line up.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[list[tuple[QLayoutItem, int, int]]] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these widgets, and no others."""
        for row in rows:
            for widget, _column, _width in row:
                self.addChildWidget(widget)
        self._rows = [[(QWidgetItem(widget), column, width) for widget, column, width in row] for row in rows]
        self.invalidate()

    def _items(self) -> list[QLayoutItem]:
        return [item for row in self._rows for item, _column, _width in row]

    # --- what Qt asks ------------------------------------------------------------------------------------------

    def addItem(self, item: QLayoutItem) -> None:
        """Items come by `set_rows` alone."""
        raise NotImplementedError

    def count(self) -> int:
        """The number of widgets."""
        return len(self._items())

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a position; None beyond the end, as Qt asks for."""
        items = self._items()
        return items[index] if 0 <= index < len(items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give up the item at a position; None beyond the end."""
        item = self.itemAt(index)
        self._rows = [[cell for cell in row if cell[0] is not item] for row in self._rows]
        self.invalidate()
        return item

    def invalidate(self) -> None:
        """Forget the heights."""
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """It takes all the width it gets."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Lines break by the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at this width."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """As high as the rows are at the present width."""
        width = self.geometry().width() or self.parentWidth()
        return QSize(width, self.heightForWidth(width))

    def parentWidth(self) -> int:
        """The width of the widget that is laid out."""
        parent = self.parentWidget()
        return parent.width() if parent is not None else 0

    def minimumSize(self) -> QSize:
        """No width of its own: narrow cards take fewer fields beside each other."""
        return QSize(0, 0)

    def setGeometry(self, rect: QRect) -> None:
        """Set out the rows."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    # --- arithmetic --------------------------------------------------------------------------------------------

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        top = 0
        for row in self._rows:
            edges = [(item, *_edges(rect.width(), column, width)) for item, column, width in row]
            height = max((_height(item, right - left) for item, left, right in edges), default=0)
            for item, left, right in edges if move else ():
                at = rect.width() - right if mirrored else left
                item.setGeometry(QRect(rect.x() + at, rect.y() + top, right - left, height))
            top += height + _GAP
        return max(top - _GAP, 0)


def _edges(total: int, column: int, width: int) -> tuple[int, int]:
    """Where a cell begins and ends in a row of `total` pixels."""
    step = (total + _GAP) / COLUMNS
    return round(column * step), round((column + width) * step) - _GAP


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
