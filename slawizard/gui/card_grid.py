"""A layout of cards in columns of one width, as many as there is room for; the cards of a row are of one height."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.item_layout import ItemLayout


class CardGrid(ItemLayout):
    """Rows from the leading side; hidden cards take no room. `least` is the width below which there is one column
    less, in device-independent pixels.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(3 * SPACE, parent)
        self._least = least

    def columns(self, width: int) -> int:
        """How many columns there are at this width."""
        return max(1, (width + self.spacing()) // (self._least + self.spacing()))

    def minimumSize(self) -> QSize:
        """One column."""
        return QSize(self._least, 0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        columns, gap = self.columns(rect.width()), self.spacing()
        width = (rect.width() - gap * (columns - 1)) // columns
        mirrored = self._is_mirrored()
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
