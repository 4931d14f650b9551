"""A small drawn picture for each shape of credit: how the credit grows as the miss grows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from slawizard.agreement.credit_shapes import Bands, Flat, Increments, LostTime, PerOccurrence
from slawizard.gui.theme import SPACE, colours, scaled_font

Line = list[tuple[float, float]]

_CURVES: dict[type, Line] = {
    Bands: [(0, 0), (0.15, 0), (0.15, 0.35), (0.45, 0.35), (0.45, 0.65), (0.75, 0.65), (0.75, 1), (1, 1)],
    Flat: [(0, 0), (0.2, 0), (0.2, 0.7), (1, 0.7)],
    LostTime: [(0, 0), (0.2, 0), (1, 1)],
    Increments: [(0, 0), (0.2, 0), *((0.2 + 0.2 * (n // 2), 0.25 * ((n + 1) // 2)) for n in range(1, 8)), (1, 1)],
}


class ShapePicture(QAbstractButton):
    """A button with the picture of a shape and its name; pressed while it is the chosen one."""

    def __init__(self, shape: type, name: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setText(name)
        self.setToolTip(sentence)
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the picture and one line of words."""
        return QSize(88, 48 + self.fontMetrics().lineSpacing() + 3 * SPACE)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows still show the picture."""
        return QSize(64, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame, the curve, and the name below."""
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = look.accent if on or self.hasFocus() else look.field_line
        painter.setPen(QPen(QColor(edge), 2 if on or self.hasFocus() else 1))
        painter.setBrush(QColor(look.accent_wash if on else look.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        words_height = self.fontMetrics().lineSpacing() + SPACE
        room = QRectF(self.rect()).adjusted(3 * SPACE, 2 * SPACE, -3 * SPACE, -words_height - SPACE)
        draw_shape(painter, self._shape, room, QColor(look.accent), QColor(look.hairline))
        painter.setPen(QColor(look.ink))
        painter.setFont(scaled_font(12 / 13, semibold=on))
        words = QRectF(4, self.height() - words_height, self.width() - 8, words_height - 2)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, name)


def draw_shape(painter: QPainter, shape: type, room: QRectF, ink: QColor, line: QColor) -> None:
    """Draw how a shape's credit grows, from the target on the left to the deepest miss on the right."""
    painter.setPen(QPen(line, 1))
    painter.drawLine(room.bottomLeft(), room.bottomRight())
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
    if shape is PerOccurrence:
        painter.setBrush(ink)
        for number, height in enumerate((0.35, 0.6, 0.85)):
            at = room.left() + room.width() * (0.25 + 0.25 * number)
            painter.drawLine(QPointF(at, room.bottom()), QPointF(at, room.bottom() - room.height() * height))
            painter.drawEllipse(QPointF(at, room.bottom() - room.height() * height), 2.5, 2.5)
        return
    points = [QPointF(room.left() + x * room.width(), room.bottom() - y * room.height()) for x, y in _CURVES[shape]]
    wash = QColor(ink)
    wash.setAlpha(28)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(wash)
    painter.drawPolygon(QPolygonF([*points, QPointF(points[-1].x(), room.bottom())]))
    painter.restore()
    painter.drawPolyline(QPolygonF(points))


class ShapeChooser(QWidget):
    """The pictures side by side; the arrow keys go from one to the next."""

    def __init__(self, choose: Callable[[type], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choose = choose
        self.pictures: dict[type, ShapePicture] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.setSpacing(2 * SPACE)
        column.addLayout(self._row)

    def add(self, shape: type, name: str, sentence: str) -> ShapePicture:
        """One more picture."""
        picture = ShapePicture(shape, name, sentence, self)
        picture.clicked.connect(lambda _checked: self._choose(shape))
        self.pictures[shape] = picture
        self._row.addWidget(picture, 1)
        return picture

    def show_chosen(self, shape: type) -> None:
        """Press the picture of this shape."""
        self.pictures[shape].setChecked(True)
        self.setFocusProxy(self.pictures[shape])
