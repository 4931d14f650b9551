"""The cover of a week as a map of seven days by twenty-four hours, each state with a pattern of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from slawizard.gui.theme import SIZES, colours, plain_tip, scaled_font
from slawizard.gui.widgets.week_cover import WORDS, State, WeekCover
from slawizard.i18n import _

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = 24
_EVERY = 3


class WeekView(QWidget):
    """Draws one week; what it shows stands in words below it, and each hour in a tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cover: WeekCover | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Cover of the week"))

    def show_cover(self, cover: WeekCover) -> None:
        """Draw this week."""
        if cover != self._cover:
            self._cover = cover
            self.setAccessibleDescription(" ".join(cover.words))
            self.update()

    def _line(self) -> int:
        return self.fontMetrics().height()

    def sizeHint(self) -> QSize:
        """Wide; a line and a half for each day, for the hours, and two for the legend."""
        return QSize(400, round(self._line() * 1.35 * 7) + round(self._line() * 1.4) + self._legend_height())

    def _room(self) -> QRectF:
        wide = self.fontMetrics().horizontalAdvance("Wed ") + 6.0
        left, right = (0.0, wide) if self.isRightToLeft() else (wide, 0.0)
        bottom = self._line() * 1.4 + self._legend_height()
        return QRectF(self.rect()).adjusted(left, 0, -right - 1, -bottom)

    def _cell(self, day: int, hour: int) -> QRectF:
        room = self._room()
        wide, high = room.width() / _HOURS, room.height() / len(_DAYS)
        place = _HOURS - 1 - hour if self.isRightToLeft() else hour
        return QRectF(room.left() + place * wide, room.top() + day * high, wide, high).adjusted(1, 1, -1, -1)

    def event(self, event: QEvent) -> bool:
        """Say of the hour under the mouse what stands there."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._cover is not None:
            at = QPointF(event.pos())
            for day, states in enumerate(self._cover.states):
                for hour, state in enumerate(states):
                    if self._cell(day, hour).adjusted(-1, -1, 1, 1).contains(at):
                        words = f"{_(_DAYS[day])} {hour:02}:00–{hour + 1:02}:00: {_(WORDS[state])}"
                        QToolTip.showText(event.globalPos(), plain_tip(words), self)
                        return True
        return super().event(event)

    # --- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Days, hours, cells and legend."""
        if self._cover is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled_font(SIZES.small))
        for day, states in enumerate(self._cover.states):
            self._draw_day(painter, day)
            for hour, state in enumerate(states):
                draw_state(painter, self._cell(day, hour), state)
        self._draw_hours(painter)
        self._draw_legend(painter)

    def _draw_day(self, painter: QPainter, day: int) -> None:
        cell = self._cell(day, 0)
        painter.setPen(QColor(colours().soft_ink))
        if self.isRightToLeft():
            box = QRectF(cell.right() + 6, cell.top(), self.width() - cell.right() - 6, cell.height())
        else:
            box = QRectF(0, cell.top(), cell.left() - 6, cell.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, _(_DAYS[day]))

    def _draw_hours(self, painter: QPainter) -> None:
        painter.setPen(QColor(colours().soft_ink))
        for hour in range(0, _HOURS, _EVERY):
            cell = self._cell(len(_DAYS) - 1, hour)
            box = QRectF(cell.left(), cell.bottom() + 2, cell.width() * _EVERY, self._line())
            if self.isRightToLeft():
                box.moveRight(cell.right())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeading, f"{hour:02}")

    def _legend(self) -> list[tuple[State, QRectF]]:
        """The states that occur, each with where its words stand."""
        if self._cover is None:
            return []
        shown = [state for state in State if any(state in row for row in self._cover.states)]
        left, top, places = 0.0, 0.0, []
        for state in shown:
            wide = self.fontMetrics().horizontalAdvance(_(WORDS[state])) + self._line() * 2.0
            if left and left + wide > self.width():
                left, top = 0.0, top + self._line() * 1.3
            places.append((state, QRectF(left, top, wide, self._line())))
            left += wide
        return places

    def _legend_height(self) -> int:
        places = self._legend()
        return round(places[-1][1].bottom() + self._line() * 0.4) if places else 0

    def _draw_legend(self, painter: QPainter) -> None:
        top = self._room().bottom() + self._line() * 1.5
        for state, place in self._legend():
            box = place.translated(0, top)
            if self.isRightToLeft():
                box.moveRight(self.width() - box.left())
            mark, words = QRectF(box), QRectF(box)
            mark.setWidth(self._line())
            words.setLeft(box.left() + self._line() * 1.4)
            if self.isRightToLeft():
                mark.moveRight(box.right())
                words = box.adjusted(0, 0, -self._line() * 1.4, 0)
            draw_state(painter, mark.adjusted(1, 1, -1, -1), state)
            painter.setPen(QColor(colours().soft_ink))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, _(WORDS[state]))

    def resizeEvent(self, event: object) -> None:
        """The legend may need another line."""
        self.updateGeometry()


def draw_state(painter: QPainter, cell: QRectF, state: State) -> None:
    """One hour: full for covered, striped for on call, half for covered in part, crossed for nobody, a frame else."""
    look = colours()
    good, bad = QColor(look.good), QColor(look.bad)
    good.setAlpha(190)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is State.COVERED:
        painter.fillRect(cell, good)
    elif state is State.ON_CALL:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.fillRect(cell, Qt.GlobalColor.transparent)
        painter.setPen(QPen(good, 1))
        painter.drawRect(cell)
        _draw_stripes(painter, cell)
    elif state is State.PARTLY:
        painter.fillRect(QRectF(cell.left(), cell.center().y(), cell.width(), cell.height() / 2), good)
        painter.setPen(QPen(bad, 1))
        painter.drawRect(cell)
    elif state is State.UNCOVERED:
        wash = QColor(look.bad)
        wash.setAlpha(40)
        painter.fillRect(cell, wash)
        painter.setPen(QPen(bad, 1))
        painter.drawRect(cell)
        painter.drawLine(cell.topLeft(), cell.bottomRight())
        painter.drawLine(cell.topRight(), cell.bottomLeft())
    else:
        painter.setPen(QPen(QColor(look.hairline), 1))
        painter.drawRect(cell)
        if state is State.EXTRA:
            painter.setBrush(good)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(cell.center(), 2, 2)


def _draw_stripes(painter: QPainter, cell: QRectF) -> None:
    painter.save()
    painter.setClipRect(cell)
    step = 4.0
    at = cell.left() - cell.height()
    while at < cell.right():
        painter.drawLine(QPointF(at, cell.bottom()), QPointF(at + cell.height(), cell.top()))
        at += step
    painter.restore()
