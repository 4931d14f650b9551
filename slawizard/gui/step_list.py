"""The left side of the wizard: whose draft it is, how each step stands, and when it was saved."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QLabel, QVBoxLayout, QWidget

from slawizard.gui import theme
from slawizard.gui.theme import SIZES, SPACE, Role, scaled_font, set_role
from slawizard.i18n import _

WIDTH = 248
_MARK = 28


class StepState(StrEnum):
    """How a step stands. LOCKED: the one before has not been seen yet."""

    LOCKED = "locked"
    OPEN = "open"
    ATTENTION = "attention"
    FAULTY = "faulty"
    DONE = "done"


_STATE_WORDS = {
    StepState.LOCKED: "opens after the step before it",
    StepState.OPEN: "open",
    StepState.ATTENTION: "needs attention",
    StepState.FAULTY: "has errors",
    StepState.DONE: "done",
}


class StepButton(QAbstractButton):
    """One step: a mark with its number, its title, and its news underneath."""

    def __init__(self, key: str, mark: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"step.{key}")
        self.setCheckable(True)
        self.setText(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._mark = mark
        self.news = ""
        self.state = StepState.OPEN
        self.show_state(StepState.OPEN, "")

    def show_state(self, state: StepState, news: str) -> None:
        """Show how the step stands and one line of news."""
        self.state, self.news = state, news
        self.setEnabled(state is not StepState.LOCKED)
        self.setAccessibleName(f"{self._mark} {self.text()}, {_(_STATE_WORDS[state])}".strip())
        self.setAccessibleDescription(news)
        shown = self.fontMetrics().horizontalAdvance(news)
        self.setToolTip(theme.plain_tip(news) if shown > WIDTH - 80 else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two lines of text and the mark."""
        lines = self.fontMetrics().height() * (1 + SIZES.label)
        return QSize(WIDTH - 4 * SPACE, max(round(lines) + 5 * SPACE, _MARK + 5 * SPACE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, title and news; the current step on a wash, focus as a ring."""
        look = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_wash if self.isChecked() else look.ground))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRoundedRect(area, 6, 6)
        mark = QRectF(3 * SPACE, (self.height() - _MARK) / 2, _MARK, _MARK)
        words = QRectF(mark.right() + 3 * SPACE, 0, self.width() - mark.right() - 4 * SPACE, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            mark.moveLeft(self.width() - mark.right())
            words.moveLeft(self.width() - words.right())
        self._paint_mark(painter, mark.adjusted(1, 1, -1, -1), look)
        self._paint_words(painter, words, look)

    def _paint_mark(self, painter: QPainter, area: QRectF, look: theme.Colours) -> None:
        line = {
            StepState.LOCKED: look.hairline,
            StepState.OPEN: look.field_line,
            StepState.ATTENTION: look.warn,
            StepState.FAULTY: look.bad,
            StepState.DONE: look.good,
        }[self.state]
        filled = self.isChecked() or self.state is StepState.DONE
        fill = look.accent if self.isChecked() else look.good
        painter.setPen(QPen(QColor(fill if filled else line), 2))
        painter.setBrush(QColor(fill) if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area)
        ink = QColor(
            look.on_accent if filled else look.soft_ink if self.state is not StepState.ATTENTION else look.warn
        )
        if self.state is StepState.FAULTY and not filled:
            ink = QColor(look.bad)
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        centre = area.center()
        if self.state is StepState.DONE and not self.isChecked():
            painter.drawPolyline(_shape(centre, (-4.5, 0.5), (-1.5, 3.5), (4.5, -3)))
        elif self._mark == "→":
            turn = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
            painter.drawPolyline(_shape(centre, (-4.5 * turn, 0), (4.5 * turn, 0)))
            painter.drawPolyline(_shape(centre, (1.5 * turn, -3), (4.5 * turn, 0), (1.5 * turn, 3)))
        else:
            painter.setFont(scaled_font(1.0, semibold=True))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._mark)

    def _paint_words(self, painter: QPainter, area: QRectF, look: theme.Colours) -> None:
        small = scaled_font(SIZES.label)
        title_height = self.fontMetrics().height()
        painter.setFont(small)
        news_height = painter.fontMetrics().height() if self.news else 0
        top = (self.height() - title_height - news_height) / 2
        across = painter.fontMetrics().elidedText(self.news, Qt.TextElideMode.ElideRight, int(area.width()))
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        colour = {StepState.ATTENTION: look.warn, StepState.FAULTY: look.bad}.get(self.state, look.soft_ink)
        painter.setPen(QColor(look.soft_ink if self.isChecked() and self.state is StepState.OPEN else colour))
        news_area = QRectF(area.left(), top + title_height, area.width(), news_height)
        painter.drawText(news_area, self._aligned(start), across)
        painter.setFont(self.font())
        painter.setPen(QColor(look.ink if self.isEnabled() else look.soft_ink))
        title = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(QRectF(area.left(), top, area.width(), title_height), self._aligned(start), title)

    def _aligned(self, flags: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        return flags

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _shape(centre: QPointF, *points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(centre.x() + x, centre.y() + y) for x, y in points])


class StepList(QFrame):
    """The column of steps. `chosen` carries the key of the step that was asked for."""

    chosen = Signal(str)

    def __init__(self, steps: list[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        """`steps` are (key, mark, title); the last one, review, stands apart under a line."""
        super().__init__(parent)
        set_role(self, Role.PAPER)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("Steps"))
        self.buttons: dict[str, StepButton] = {}
        self._title = _plain_label("draft.title", Role.CARD_TITLE)
        self._parties = _plain_label("draft.parties", Role.SOFT)
        self._foot = _plain_label("draft.saved", Role.SOFT)
        self._build(steps)

    def _build(self, steps: list[tuple[str, str, str]]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 4 * SPACE, 2 * SPACE, 4 * SPACE)
        column.setSpacing(SPACE)
        self._title.setWordWrap(True)
        for label in (self._title, self._parties):
            label.setContentsMargins(3 * SPACE, 0, 2 * SPACE, 0)
            column.addWidget(label)
        column.addSpacing(3 * SPACE)
        group = QButtonGroup(self)
        for position, (key, mark, title) in enumerate(steps):
            if position == len(steps) - 1:
                line = QFrame()
                set_role(line, Role.HAIRLINE)
                line.setFixedHeight(1)
                column.addSpacing(2 * SPACE)
                column.addWidget(line)
                column.addSpacing(2 * SPACE)
            button = StepButton(key, mark, title)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            self.buttons[key] = button
            column.addWidget(button)
        column.addStretch(1)
        self._foot.setContentsMargins(3 * SPACE, 0, 2 * SPACE, 0)
        column.addWidget(self._foot)

    def show_draft(self, title: str, provider: str, customer: str) -> None:
        """Show the draft's title and parties, cut to the width with the whole in the tool tip.

        The line of the parties is read as the window is, also where a name in it is not.
        """
        begin = "\u200f" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u200e"
        parties = begin + " ↔ ".join(_isolated(name) for name in (customer, provider) if name)
        for label, text, lines in ((self._title, title, 2), (self._parties, parties, 1)):
            _show_cut(label, text, lines)
        self._parties.setVisible(bool(customer or provider))

    def show_saved(self, words: str) -> None:
        """Show at the foot when the draft was saved."""
        self._foot.setText(words)

    def show_current(self, key: str) -> None:
        """Mark the step that the middle shows."""
        self.buttons[key].setChecked(True)


def _isolated(name: str) -> str:
    """A name that is read in its own direction, whatever stands beside it."""
    return f"\u2068{name}\u2069"


def _plain_label(name: str, role: Role) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_role(label, role)
    return label


def _show_cut(label: QLabel, text: str, lines: int) -> None:
    label.ensurePolished()
    cut = theme.cut_to_lines(text, label.font(), WIDTH - 9 * SPACE, lines)
    label.setText(cut)
    label.setToolTip(theme.plain_tip(text) if cut != text else "")
    label.setAccessibleName(text)
