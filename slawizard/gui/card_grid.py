"""A layout of cards in columns of one width, as many as there is room for; the cards of a row are of one height."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from slawizard.gui.theme import SPACE


class CardGrid(QLayout):
    """Rows from the leading side; hidden cards take no room. `least` is the width below which there is one column
    less, in device-independent pixels.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(3 * SPACE)

    def columns(self, width: int) -> int:
        """How many columns there are at this width."""
        return max(1, (width + self.spacing()) // (self._least + self.spacing()))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """The number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a position; None beyond the end, as Qt asks for."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give up the item at a position; None beyond the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at this width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set out the cards."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """One column will do."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """One column."""
        return QSize(self._least, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        columns, gap = self.columns(rect.width()), self.spacing()
        width = (rect.width() - gap * (columns - 1)) // columns
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        top = 0
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(self._height(item, width) for item in row)
            for place, item in enumerate(row):
                at = (columns - 1 - place if mirrored else place) * (width + gap)
                if move:
                    item.setGeometry(QRect(rect.topLeft() + QPoint(at, top), QSize(width, height)))
            top += height + gap
        return max(0, top - gap)

    def _height(self, item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
