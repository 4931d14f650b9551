"""The credits of simulated years as a histogram, with the middle year and the worst of twenty marked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from slawizard.gui.theme import SIZES, colours, scaled_font
from slawizard.i18n import _

_BARS = 24
_LINES_HIGH = 9


class Bar(NamedTuple):
    """The share of years (0 to 1) whose credits lie from `low` to below `high`; the last bar holds its end."""

    low: Decimal
    high: Decimal
    share: float


class Mark(NamedTuple):
    """A figure of the simulation and its words."""

    amount: Decimal
    words: str


def bars_of(sums: Sequence[Decimal], count: int = _BARS) -> tuple[Bar, ...]:
    """So many bars of equal width from none to the highest sum; one bar where no year has a credit."""
    highest = max(sums, default=Decimal(0))
    if not sums:
        return ()
    if not highest:
        return (Bar(Decimal(0), Decimal(0), 1.0),)
    width = highest / count
    counts = [0] * count
    for amount in sums:
        counts[min(int(amount / width), count - 1)] += 1
    return tuple(Bar(width * at, width * (at + 1), each / len(sums)) for at, each in enumerate(counts))


class YearsView(QWidget):
    """Draws the bars from no credit (left) to the highest; the exact figures stand beside it in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Credits of the simulated years"))
        self.hide()

    def show_years(self, bars: Sequence[Bar], marks: Sequence[Mark], ends: tuple[str, str], words: str) -> None:
        """Draw these bars and marks; `ends` are the sums at both ends of the scale, `words` the text alternative."""
        self._bars, self._marks, self._ends = tuple(bars), tuple(marks), ends
        self.setAccessibleDescription(words)
        self.setVisible(len(self._bars) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide, and nine lines of text high."""
        return QSize(400, self.fontMetrics().lineSpacing() * _LINES_HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bars, what the ends of the scale are, and the marks."""
        if len(self._bars) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(SIZES.small))
        line = painter.fontMetrics().height()
        room = QRectF(self.rect()).adjusted(2, line * (len(self._marks) + 0.3), -2, -line * 1.3)
        self._draw_bars(painter, room)
        painter.setPen(QColor(colours().soft_ink))
        below = QRectF(room.left(), room.bottom() + 3, room.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeading, self._ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignTrailing, self._ends[1])
        for number, mark in enumerate(self._marks):
            self._draw_mark(painter, room, mark, line * number)

    def _x(self, room: QRectF, amount: Decimal) -> float:
        share = float(amount / self._bars[-1].high)
        return room.left() + (1 - share if self.isRightToLeft() else share) * room.width()

    def _draw_bars(self, painter: QPainter, room: QRectF) -> None:
        most = max(bar.share for bar in self._bars)
        painter.setPen(Qt.PenStyle.NoPen)
        wash = QColor(colours().accent)
        wash.setAlpha(150)
        painter.setBrush(wash)
        for bar in self._bars:
            left, right = sorted((self._x(room, bar.low), self._x(room, bar.high)))
            high = bar.share / most * room.height()
            if bar.share:  # a rare year is rare, but it is there
                painter.drawRect(QRectF(left + 1, room.bottom() - max(high, 1.5), right - left - 2, max(high, 1.5)))
        painter.setPen(QPen(QColor(colours().field_line), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _draw_mark(self, painter: QPainter, room: QRectF, mark: Mark, top: float) -> None:
        x = self._x(room, mark.amount)
        painter.setPen(QPen(QColor(colours().ink), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, top + 4), QPointF(x, room.bottom()))
        wide = painter.fontMetrics().horizontalAdvance(mark.words) + 8
        left = x + 4 if x + 4 + wide < room.right() else x - 4 - wide
        box = QRectF(left, top, wide, painter.fontMetrics().height())
        painter.setPen(QColor(colours().ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.words)
