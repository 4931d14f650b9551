"""Fields set out in twelve columns, fewer beside each other where the card is narrow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from slawizard.gui.theme import text_width
from slawizard.gui.widgets.columns_layout import COLUMNS, Cell, ColumnsLayout
from slawizard.gui.widgets.field_box import FieldBox

_NARROW_CHARACTERS = 78


class FieldGrid(QWidget):
    """Places boxes row by row by their width of twelve; narrow, each takes twice its width."""

    def __init__(self, boxes: Sequence[FieldBox], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = list(boxes)
        for box in self.boxes:  # hidden ones too, so that Tab visits all in this order
            box.setParent(self)
        self._columns = ColumnsLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._is_narrow = False
        self._placed: tuple[tuple[int, bool], ...] = ()
        self.place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields out anew where the width passes the mark."""
        super().resizeEvent(event)
        narrow = event.size().width() < text_width(_NARROW_CHARACTERS)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.place()

    def place(self) -> None:
        """Set out the boxes that are not hidden."""
        shown = tuple((id(box), self._is_narrow) for box in self.boxes if not box.isHidden())
        if shown == self._placed:
            return
        self._placed = shown
        rows: list[list[Cell]] = [[]]
        column = 0
        for box in self.boxes:
            if box.isHidden():
                continue
            width = min(COLUMNS, box.field.width * (2 if self._is_narrow else 1))
            if column + width > COLUMNS:
                rows.append([])
                column = 0
            rows[-1].append((box, column, width))
            column += width
        self._columns.set_rows(rows)
        self.updateGeometry()
