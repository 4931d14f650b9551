"""A layout that sets widgets side by side and breaks into a new line where the width ends."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.item_layout import ItemLayout


class FlowLayout(ItemLayout):
    """Left to right (right to left where the window is mirrored), then the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(SPACE, parent)

    def minimumSize(self) -> QSize:
        """As wide as the widest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        left, top, line_height = 0, 0, 0
        mirrored = self._is_mirrored()
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if left and left + size.width() > rect.width():
                left, top, line_height = 0, top + line_height + self.spacing(), 0
            if move:
                at = rect.width() - left - size.width() if mirrored else left
                item.setGeometry(QRect(rect.topLeft() + QPoint(at, top), size))
            left += size.width() + self.spacing()
            line_height = max(line_height, size.height())
        return top + line_height
