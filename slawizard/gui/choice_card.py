"""A large button with a title, a line underneath, and perhaps a picture: what one can start from, or go on with."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from slawizard.gui import theme
from slawizard.gui.theme import SPACE, Role, set_role

# A4 upright, small enough for three in a row.
PICTURE_SIZE = QSize(104, 147)
_LONG_WORD = 20
_ZERO_WIDTH_SPACE = "\u200b"


class ChoiceCard(QAbstractButton):
    """Press it with mouse, Space or Enter. `title` and `summary` are shown as plain text."""

    def __init__(
        self, title: str, summary: str, *, detail: str = "", with_picture: bool = False, parent: QWidget | None = None
    ) -> None:
        """`detail` stands last and small: a version, what is asked."""
        super().__init__(parent)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(part for part in (summary, detail) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._picture = QLabel()
        self._row = QHBoxLayout(self)
        self._build(title, summary, detail, with_picture)

    def _build(self, title: str, summary: str, detail: str, with_picture: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE)
        for text, role in ((title, Role.CARD_TITLE), (summary, Role.SOFT), (detail, Role.LABEL)):
            label = QLabel(_breakable(text))
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if not text:
                label.hide()
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            set_role(label, role)
            label.ensurePolished()  # or its height would be reckoned in a font that it does not have later
            words.addWidget(label)
        words.addStretch(1)
        row = self._row
        row.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        row.setSpacing(4 * SPACE)
        if with_picture:
            self._picture.setFixedSize(PICTURE_SIZE)
            self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._picture.setObjectName("picture")
            row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_picture(self, picture: QPixmap) -> None:
        """Show page one; its size follows the screen's scale."""
        ratio = self.devicePixelRatioF()
        scaled = picture.scaled(
            PICTURE_SIZE * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        scaled.setDevicePixelRatio(ratio)
        self._picture.setPixmap(scaled)

    def sizeHint(self) -> QSize:
        """As large as what it holds."""
        return self._row.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with a hairline; a wash under the mouse, a ring with the focus."""
        look = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(look.accent), 2) if self.hasFocus() else QPen(QColor(look.hairline), 1))
        painter.setBrush(QColor(look.accent_wash if self.underMouse() else look.paper))
        painter.drawRoundedRect(area, 8, 8)
        if self._picture.isVisible():
            painter.setPen(QPen(QColor(look.hairline), 1))
            painter.setBrush(QColor("white"))
            painter.drawRect(self._picture.geometry().adjusted(-1, -1, 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the card as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the wash."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the wash away."""
        self.update()
        super().leaveEvent(event)


def _breakable(text: str) -> str:
    """The text with places to break words that no card has room for, as names of files can be."""
    pieces = rf"\S{{{_LONG_WORD}}}(?=\S)"
    return re.sub(pieces, lambda piece: piece[0] + _ZERO_WIDTH_SPACE, text)
