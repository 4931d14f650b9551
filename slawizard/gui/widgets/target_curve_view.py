"""The curve of a target against the chance of keeping it and the credits of a year; its handle can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from slawizard.gui.theme import SIZES, colours, scaled_font
from slawizard.gui.widgets.verdict_words import percent_of
from slawizard.i18n import _

_LINES = 4
_HIGH = 11
_KNOB = 6.0
_CLEAR = (0.80, 0.50)
"""The least chances that are drawn as good and as doubtful: those of the verdicts `likely` and `stretch`."""


class CurvePoint(Protocol):
    """One target with what would follow from it; None for what nobody can tell."""

    @property
    def target(self) -> Decimal:
        """The target, in its own unit."""

    @property
    def chance(self) -> float | None:
        """The chance that a window is kept, 0 to 1."""

    @property
    def yearly_credits(self) -> Decimal | None:
        """The credits to be expected in a year."""


class Mark(NamedTuple):
    """A figure that is pointed out on the curve, by a word; a private one in the colour of what must not be shown."""

    target: Decimal
    word: str
    is_private: bool = False


class TargetCurveView(QWidget):
    """Draws the points at equal distances. `moved` carries the point under the handle, `chosen` the target it was let
    go at: by the mouse, or by the release of an arrow key. Escape puts the handle back.
    """

    moved = Signal(object)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[CurvePoint, ...] = ()
        self._labels: tuple[str, ...] = ()
        self._sums: tuple[str, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._currency = ""
        self._place = 0.0
        self._held: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleName(_("Target against the chance of keeping it"))
        self.hide()

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_points(
        self,
        points: Sequence[CurvePoint],
        target: Decimal,
        labels: Sequence[str],
        sums: Sequence[str],
        currency: str = "",
    ) -> None:
        """Draw these points, the handle at `target`. `labels` are the targets in words, `sums` the credits, or none, in
        `currency` where they are sums of money.
        """
        self._points, self._labels, self._sums = tuple(points), tuple(labels), tuple(sums)
        self._currency = currency
        self.setVisible(len(self._points) > 1)
        if self._held is None:
            self._place = _place_of(target, [point.target for point in self._points])
        else:
            self._held = min(self._held, len(self._points) - 1)
        self._tell()
        self.update()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Point these figures out, each with its word above the curve."""
        self._marks = tuple(marks)
        self.updateGeometry()
        self.update()

    @property
    def held(self) -> CurvePoint | None:
        """The point the handle is held at; None while it rests at the target."""
        return None if self._held is None else self._points[self._held]

    def words(self, place: int) -> str:
        """What would follow from the target at this place: "99.9 %: kept with 66 %, EUR 900 credits a year"."""
        point = self._points[place]
        parts = [] if point.chance is None else [_("kept with {chance}").format(chance=percent_of(point.chance))]
        if self._sums and self._sums[place]:
            amount = f"{self._currency}\u00a0{self._sums[place]}" if self._currency else self._sums[place]
            parts.append(_("credits of {sum} a year").format(sum=amount))
        return f"{self._labels[place]}: " + (", ".join(parts) or _("nobody can tell yet"))

    def has_credits(self) -> bool:
        """Whether any point of the curve costs anything."""
        return any(point.yearly_credits for point in self._points)

    def text_alternative(self) -> str:
        """The whole curve as text."""
        return "; ".join(self.words(place) for place in range(len(self._points)))

    def _tell(self) -> None:
        where = self._held if self._held is not None else round(self._place)
        now = self.words(where) if self._points else ""
        self.setAccessibleDescription(f"{now}. {_('The curve')}: {self.text_alternative()}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def sizeHint(self) -> QSize:
        """Wide, and a dozen lines of text high."""
        lines = _HIGH + (1 if self.has_credits() else 0) + len(self._marks)
        return QSize(400, self.fontMetrics().lineSpacing() * lines)

    # --- the hand ----------------------------------------------------------------------------------------------

    def _hold(self, place: int) -> None:
        place = min(max(place, 0), len(self._points) - 1)
        if place != self._held:
            self._held = place
            self._tell()
            self.moved.emit(self._points[place])
            self.update()

    def _release(self) -> None:
        if self._held is not None:
            point, self._held = self._points[self._held], None
            self._place = _place_of(point.target, [each.target for each in self._points])
            self.update()
            self.moved.emit(None)
            self.chosen.emit(point.target)

    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self._tell()
            self.moved.emit(None)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to where the mouse is."""
        if event.button() is Qt.MouseButton.LeftButton and self._points:
            self._hold(self._drawing().nearest(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The handle follows."""
        if self._held is not None:
            self._hold(self._drawing().nearest(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Here it stays."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the handle, Home and End take it to the ends, Escape puts it back."""
        now = self._held if self._held is not None else self._place
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.isRightToLeft():
            back, on = on, back
        steps = {
            back: round(now + 0.499) - 1,
            on: round(now - 0.499) + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._points) - 1,
        }
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key in steps and self._points:
            self._hold(steps[key])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The release of a key is that of the handle."""
        if event.isAutoRepeat() or self._held is None:
            super().keyReleaseEvent(event)
        else:
            self._release()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was not let go at is not meant."""
        self._let_go()
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    # --- painting ----------------------------------------------------------------------------------------------

    def _drawing(self) -> _Drawing:
        line = self.fontMetrics().height()
        rect = QRectF(self.rect()).adjusted(0, line * len(self._marks), 0, 0)
        return _Drawing(rect, self._points, line, mirrored=self.isRightToLeft())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, bars of the credits, curve, handle."""
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(SIZES.small))
        drawing = self._drawing()
        place = self._place if self._held is None else float(self._held)
        drawing.draw_grid(painter)
        drawing.draw_bars(painter)
        drawing.draw_labels(painter, self._labels, self._sums if self.has_credits() else (), round(place))
        drawing.draw_curve(painter, round(place))
        targets = [point.target for point in self._points]
        drawing.draw_marks(painter, [(_place_of(mark.target, targets), mark) for mark in self._marks])
        drawing.draw_handle(painter, place, self.hasFocus())


class _Drawing:
    """One painting of the curve: where everything stands. Coordinates are floats, as Qt wants them."""

    def __init__(self, rect: QRectF, points: Sequence[CurvePoint], line: int, *, mirrored: bool) -> None:
        self._points = points
        self._line = line
        self._mirrored = mirrored
        left, right = (line * 2.0, line * 3.0) if mirrored else (line * 3.0, line * 2.0)
        below = _KNOB + line * (2.5 if any(point.yearly_credits for point in points) else 1.4)
        self._room = rect.adjusted(left, line * 1.2, -right, -below)

    def x(self, place: float) -> float:
        """Where a place of the curve stands."""
        share = place / max(len(self._points) - 1, 1)
        return self._room.left() + (1 - share if self._mirrored else share) * self._room.width()

    def y(self, chance: float) -> float:
        """Where a chance stands."""
        return self._room.bottom() - chance * self._room.height()

    def nearest(self, at: float) -> int:
        """The place of the point nearest to a position."""
        return min(range(len(self._points)), key=lambda place: abs(self.x(place) - at))

    def draw_grid(self, painter: QPainter) -> None:
        """Lines at every quarter."""
        for number in range(_LINES + 1):
            level = self.y(number / _LINES)
            painter.setPen(QPen(QColor(colours().hairline), 1))
            painter.drawLine(QPointF(self._room.left(), level), QPointF(self._room.right(), level))
            painter.setPen(QColor(colours().soft_ink))
            left = self._room.right() + 6 if self._mirrored else 0.0
            box = QRectF(left, level - self._line / 2, self._line * 3.0 - 6, self._line)
            side = Qt.AlignmentFlag.AlignLeft if self._mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, f"{number * 25}\u00a0%")

    def draw_bars(self, painter: QPainter) -> None:
        """The credits of a year, as bars behind the curve, the highest of them half as high as the chart."""
        most = max((point.yearly_credits or Decimal(0) for point in self._points), default=Decimal(0))
        if not most:
            return
        wide = self._room.width() / max(len(self._points) - 1, 1) * 0.45
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().accent_wash))
        for place, point in enumerate(self._points):
            high = float((point.yearly_credits or Decimal(0)) / most) * self._room.height() / 2
            painter.drawRect(QRectF(self.x(place) - wide / 2, self._room.bottom() - high, wide, high))

    def draw_labels(self, painter: QPainter, labels: Sequence[str], sums: Sequence[str], now: int) -> None:
        """Below each point its target and its credits; where room is short only some, that of `now` always."""
        apart = self._room.width() / max(len(self._points) - 1, 1)
        for row, texts in enumerate((labels, sums)):
            metrics = painter.fontMetrics()
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + 8
            every = max(1, ceil(widest / max(apart, 1.0)))
            painter.setPen(QColor(colours().soft_ink))
            for place, text in enumerate(texts):
                if (place - now) % every == 0:
                    top = self._room.bottom() + _KNOB + 3 + row * self._line * 1.1
                    box = QRectF(self.x(place) - widest / 2, top, widest, self._line)
                    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)

    def draw_curve(self, painter: QPainter, now: int) -> None:
        """A line through the chances that are known, each dot in the colour of its verdict with its figure."""
        dots = [
            (place, point.chance, QPointF(self.x(place), self.y(point.chance)))
            for place, point in enumerate(self._points)
            if point.chance is not None
        ]
        painter.setPen(QPen(QColor(colours().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([each[2] for each in dots]))
        apart = self._room.width() / max(len(self._points) - 1, 1)
        every = max(1, ceil(self._line * 2.8 / max(apart, 1.0)))
        for place, chance, dot in dots:
            painter.setPen(QPen(QColor(colours().paper), 1))
            painter.setBrush(QColor(_colour_of(chance)))
            painter.drawEllipse(dot, 4.5, 4.5)
            if (place - now) % every == 0:
                painter.setPen(QColor(colours().soft_ink))
                wide = self._line * 3.2
                left = dot.x() - wide - 2 if self._mirrored else dot.x() + 2
                box = QRectF(left, dot.y() - self._line - 4, wide, self._line)
                painter.drawText(box, Qt.AlignmentFlag.AlignLeading, f"{chance * 100:.0f}\u00a0%")

    def draw_marks(self, painter: QPainter, marks: Sequence[tuple[float, Mark]]) -> None:
        """A line at each figure that is pointed out, its word above it, each word on a line of its own."""
        for row, (place, mark) in enumerate(marks):
            x, colour = self.x(place), QColor(colours().bad if mark.is_private else colours().ink)
            top = self._room.top() - self._line * (1.2 + len(marks) - row)
            style = Qt.PenStyle.SolidLine if mark.is_private else Qt.PenStyle.DotLine
            painter.setPen(QPen(colour, 1.5, style))
            painter.drawLine(QPointF(x, top + self._line), QPointF(x, self._room.bottom()))
            wide = painter.fontMetrics().horizontalAdvance(mark.word) + 4.0
            left = min(max(x - wide / 2, self._room.left()), self._room.right() - wide)
            area = QRectF(left, top, wide, self._line)
            painter.fillRect(area, QColor(colours().paper))  # the line of another figure may pass behind it
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, mark.word)

    def draw_handle(self, painter: QPainter, place: float, has_focus: bool) -> None:
        """A line at the target with a knob at its foot; a wider ring while it has the keyboard."""
        look, x = colours(), self.x(place)
        painter.setPen(QPen(QColor(look.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, self._room.top()), QPointF(x, self._room.bottom()))
        foot = QPointF(x, self._room.bottom())
        if has_focus:
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(QColor(look.paper))
            painter.drawEllipse(foot, _KNOB + 4, _KNOB + 4)
        painter.setPen(QPen(QColor(look.paper), 1.5))
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(foot, _KNOB, _KNOB)


def _colour_of(chance: float) -> str:
    look = colours()
    if chance >= _CLEAR[0]:
        return look.good
    return look.warn if chance >= _CLEAR[1] else look.bad


def _place_of(target: Decimal, targets: Sequence[Decimal]) -> float:
    """Where a target stands between the points, counted from 0; at an end where it lies beyond it."""
    if not targets:
        return 0.0
    rising = targets[-1] >= targets[0]
    passed = [place for place, each in enumerate(targets) if (each <= target if rising else each >= target)]
    if not passed:
        return 0.0
    last = passed[-1]
    if last == len(targets) - 1 or targets[last] == target:
        return float(last)
    return last + float((target - targets[last]) / (targets[last + 1] - targets[last]))
