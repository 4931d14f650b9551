"""What the draft's template says of a field, beside its label: that it is asked, or that it is kept as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from slawizard.gui.theme import SPACE, Role, colours, plain_tip, set_role, text_width
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement

_WIDE_CHARACTERS = 48


class TemplateMarks(NamedTuple):
    """What the template asks and nobody has answered yet, by path, and the paths that it keeps as they are."""

    asked: dict[str, str]
    locked: tuple[str, ...]

    def locks(self, path: str) -> bool:
        """Whether the field at `path`, or what it belongs to, is kept as it is."""
        return any(path == one or path.startswith(f"{one}.") for one in self.locked)


NO_MARKS = TemplateMarks({}, ())


def marks_of(agreement: Agreement) -> TemplateMarks:
    """The marks of all fields of a draft."""
    if agreement.origin is None:
        return NO_MARKS
    # Most drafts come from no template, and show their pages without the checks.
    from slawizard.agreement.locked import locked_paths
    from slawizard.checks.templates import open_questions, question_words

    asked = {question.path: question_words(question) for question in open_questions(agreement)}
    return TemplateMarks(asked, locked_paths(agreement))


class LockSign(QWidget):
    """A padlock in the colour and size of the words beside it: no font can be relied on to have one."""

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        height = self.fontMetrics().ascent()
        return QSize(round(height * 0.8), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A body, and a shackle above it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(colours().warn)
        width, height = self.sizeHint().width(), self.sizeHint().height()
        top = (self.height() - height) / 2
        painter.setPen(QPen(colour, 1.6))
        painter.drawArc(QRectF(width * 0.22, top + 1, width * 0.56, height * 0.8), 0, 180 * 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(width * 0.05, top + height * 0.42, width * 0.9, height * 0.55), 2, 2)


class TemplateMark(QWidget):
    """Hidden where the template says nothing. `unlock_requested` comes when the field is to be changed all the same."""

    unlock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from slawizard.gui.widgets.field_box import plain_label

        self._lock = LockSign()
        self._words = plain_label("", Role.WARN)
        self._words.setMinimumWidth(1)  # no field is kept wider than its page by them: there are shorter words
        self._unlock = QPushButton(_("Unlock"))
        self._unlock.setFlat(True)
        self._unlock.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self._unlock, Role.LINK)
        self._unlock.clicked.connect(self.unlock_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._lock)
        row.addWidget(self._words)
        row.addWidget(self._unlock)
        self.hide()

    @property
    def link(self) -> QPushButton:
        """What takes the focus where a field is locked."""
        return self._unlock

    def name(self, path: str, label: str) -> None:
        """Name the parts after the field, for drivers and screen readers."""
        self._words.setObjectName(f"{path}:template")
        self._unlock.setObjectName(f"{path}:unlock")
        self._unlock.setAccessibleName(_("Unlock “{field}”").format(field=label))

    def show_marks(self, marks: TemplateMarks, path: str, room: int) -> str:
        """Show what stands in `marks` of the field at `path`, in `room` pixels; gives the sentence, "" for none."""
        locked = marks.locks(path)
        wide = room > text_width(_WIDE_CHARACTERS)
        words = sentence = ""
        if locked:
            sentence = _("The template of this draft keeps this as it is.")
            words = _("The template keeps this as it is") if wide else _("kept")
        elif path in marks.asked:
            sentence = _("Asked by the template: {words}.").format(words=marks.asked[path])
            words = _("asked by the template") if wide else _("asked")
        self._words.setText(words)
        self._words.setToolTip(plain_tip(sentence))
        for part in (self._lock, self._unlock):
            part.setVisible(locked)
        self.setVisible(bool(words))
        return sentence
