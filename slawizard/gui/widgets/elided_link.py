"""A link whose words give way where room is short, so that a long name never makes a page wider than its window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from slawizard.gui.theme import Role, plain_tip, set_role, text_width

_LEAST_CHARACTERS = 12


class ElidedLink(QPushButton):
    """Shows as much of its words as fits, with an ellipsis in the middle; the whole is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setProperty("leading", True)
        set_role(self, Role.LINK)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def words(self) -> str:
        """All of the words."""
        return self._words

    def show_words(self, words: str, tip: str = "") -> None:
        """Show these words; `tip` is for words that are no name."""
        if words != self._words:
            self._words = words
            self.updateGeometry()
        self.setToolTip(plain_tip(tip or words))
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole."""
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 8, hint.height())

    def minimumSizeHint(self) -> QSize:
        """A dozen characters will do."""
        return QSize(min(text_width(_LEAST_CHARACTERS), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(self.width() - 4, 0))
        text = shown.replace("&", "&&")
        if text != self.text():
            self.setText(text)
