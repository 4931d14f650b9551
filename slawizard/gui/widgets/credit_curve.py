"""The credit curve, drawn as one types: credit against the measured value, the target and the bands marked."""

from __future__ import annotations

from decimal import Decimal
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from slawizard.agreement.entry_levels import entry_quantity
from slawizard.gui.theme import colours, scaled_font
from slawizard.gui.widgets.credit_answers import Curve
from slawizard.i18n import _

_LINES = 4
_TICKS = 5


class CreditCurve(QWidget):
    """Draws a curve. Coordinates are floats, as Qt wants them; the figures written beside it are the exact ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: Curve | None = None
        self._asked: tuple[Decimal, Decimal] | None = None
        self._currency = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Credit curve"))

    def show_curve(self, curve: Curve | None, currency: str, asked: tuple[Decimal, Decimal] | None) -> None:
        """Draw this curve, with a dot at the value that was asked about and its credit."""
        if (curve, currency, asked) != (self._curve, self._currency, self._asked):
            self._curve, self._currency, self._asked = curve, currency, asked
            self.setVisible(curve is not None)
            self.update()

    def sizeHint(self) -> QSize:
        """Wide, and ten lines of text high."""
        return QSize(400, self.fontMetrics().lineSpacing() * 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, curve, bands and target."""
        if self._curve is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(11 / 13))
        _Drawing(painter, QRectF(self.rect()), self._curve, self._currency).draw(self._asked)


class _Drawing:
    """One painting of the curve: the scales, and what is drawn on them."""

    def __init__(self, painter: QPainter, rect: QRectF, curve: Curve, currency: str) -> None:
        self._painter = painter
        self._curve = curve
        self._currency = currency
        self._look = colours()
        metrics = painter.fontMetrics()
        amounts = [amount for _value, amount in curve.points if amount is not None]
        self._top, self._places = _nice_top(float(max(amounts, default=Decimal(0))))
        labels = [self._amount_words(number) for number in range(_LINES + 1)]
        left = max(metrics.horizontalAdvance(label) for label in labels) + 12
        self._room = rect.adjusted(
            left, metrics.lineSpacing(), -metrics.averageCharWidth() * 5, -metrics.lineSpacing() - 8
        )
        self._low, self._high = float(curve.points[0][0]), float(curve.points[-1][0])

    def draw(self, asked: tuple[Decimal, Decimal] | None) -> None:
        """All of it."""
        self._draw_grid()
        self._draw_curve()
        for edge in self._curve.edges:
            self._draw_tick(edge)
        first = _("minimum {value}") if self._curve.is_minimum else _("target {value}")
        for number, target in enumerate(self._curve.targets):
            self._draw_target(target, first if number == 0 else "{value}")
        if asked is not None:
            self._painter.setPen(QPen(QColor(self._look.paper), 1.5))
            self._painter.setBrush(QColor(self._look.bad))
            self._painter.drawEllipse(self._at(float(asked[0]), float(asked[1])), 5, 5)

    def _at(self, value: float, amount: float) -> QPointF:
        across = (value - self._low) / ((self._high - self._low) or 1)
        return QPointF(
            self._room.left() + across * self._room.width(),
            self._room.bottom() - amount / self._top * self._room.height(),
        )

    def _draw_grid(self) -> None:
        painter, look = self._painter, self._look
        height = painter.fontMetrics().height()
        for number in range(_LINES + 1):
            at = self._room.bottom() - self._room.height() * number / _LINES
            painter.setPen(QPen(QColor(look.hairline), 1))
            painter.drawLine(QPointF(self._room.left(), at), QPointF(self._room.right(), at))
            painter.setPen(QColor(look.soft_ink))
            words = QRectF(0, at - height / 2, self._room.left() - 6, height)
            painter.drawText(
                words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._amount_words(number)
            )
        for value in _ticks(self._low, self._high):
            at = self._at(float(value), 0).x()
            label = entry_quantity(value, self._curve.unit, "en", currency=self._currency)
            words = QRectF(at - 60, self._room.bottom() + 4, 120, height)
            painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, label)

    def _amount_words(self, number: int) -> str:
        amount = Decimal(f"{self._top * number / _LINES:.{self._places}f}")
        return entry_quantity(amount, self._curve.credit_unit, "en", currency=self._currency)

    def _draw_curve(self) -> None:
        painter, look = self._painter, self._look
        wash = QColor(look.accent)
        wash.setAlpha(28)
        for stretch in _stretches(self._curve):
            line = [self._at(float(value), float(amount)) for value, amount in stretch]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            floor_at = self._room.bottom()
            painter.drawPolygon(QPolygonF([QPointF(line[0].x(), floor_at), *line, QPointF(line[-1].x(), floor_at)]))
            painter.setPen(QPen(QColor(look.accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(line))

    def _draw_tick(self, edge: Decimal) -> None:
        self._painter.setPen(QPen(QColor(self._look.soft_ink), 1))
        at = self._at(float(edge), 0)
        self._painter.drawLine(QPointF(at.x(), at.y() - 3), QPointF(at.x(), at.y() + 3))

    def _draw_target(self, target: Decimal, words: str) -> None:
        painter = self._painter
        painter.setPen(QPen(QColor(self._look.good), 1.5, Qt.PenStyle.DashLine))
        at = self._at(float(target), 0).x()
        painter.drawLine(QPointF(at, self._room.top()), QPointF(at, self._room.bottom()))
        label = words.format(value=entry_quantity(target, self._curve.unit, "en", currency=self._currency))
        width = painter.fontMetrics().horizontalAdvance(label) + 8
        left = at - width if at - width > self._room.left() else at + 4
        box = QRectF(
            left, self._room.top() - painter.fontMetrics().height() - 1, width + 40, painter.fontMetrics().height()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, label)


def _stretches(curve: Curve) -> list[list[tuple[Decimal, Decimal]]]:
    """The parts of the curve that are decided."""
    result: list[list[tuple[Decimal, Decimal]]] = [[]]
    for value, amount in curve.points:
        if amount is not None:
            result[-1].append((value, amount))
        elif result[-1]:
            result.append([])
    return [stretch for stretch in result if stretch]


def _nice_top(highest: float) -> tuple[float, int]:
    """The top of the scale, so that four lines have round figures, and the decimals those need."""
    if highest <= 0:
        return 4.0, 0
    raw = highest * 1.08 / _LINES
    power: float = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw)
    return step * _LINES, max(0, 1 - floor(log10(step))) if step < 10 else 0


def _ticks(low: float, high: float) -> list[Decimal]:
    """Round values to write below the axis, at most five or six."""
    raw = (high - low) / _TICKS or 1.0
    power: float = 10.0 ** floor(log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw)
    places = max(0, 1 - floor(log10(step)))
    first = -int(-low // step)
    count = int((high + step * 1e-9) // step)
    return [Decimal(f"{number * step:.{places}f}") for number in range(first, count + 1)]
