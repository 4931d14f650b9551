"""A clause's text as it is written, how it reads in the draft beside it, and what is wrong with it below."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from slawizard.clauses.problem import Problem
from slawizard.gui import theme
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_PLACE = Qt.ItemDataRole.UserRole
_MOST_LINES = 4
_PROBLEMS = Plural("{count} problem", "{count} problems")


class ClauseReading(QTextBrowser):
    """A clause as it reads. `field_chosen` and `clause_chosen` carry where a click leads."""

    field_chosen = Signal(str)
    clause_chosen = Signal(str)

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_link)
        self._dress()

    def show_html(self, text: str) -> None:
        """Show a clause; the same one stays where it was scrolled to."""
        if text == self._shown:
            return
        self._shown = text
        place = self.verticalScrollBar().value()
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setHtml(text)
        if self.horizontalScrollBar().maximum() > 0:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.verticalScrollBar().setValue(place)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of a clause."""
        self.show_html(f'<p style="color:{theme.colours().soft_ink}">{html.escape(words)}</p>')

    def _on_link(self, url: QUrl) -> None:
        kind, _colon, target = QUrl.fromPercentEncoding(url.toEncoded().data()).partition(":")
        if kind == "field":
            self.field_chosen.emit(target)
        elif kind == "clause":
            self.clause_chosen.emit(target.partition("#")[0])

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        document = self.document()
        document.setDefaultStyleSheet(f"a {{ color: {theme.colours().accent}; text-decoration: none; }}")
        document.setDocumentMargin(3 * SPACE)
        shown, self._shown = self._shown, ""
        if shown:
            self.show_html(shown)


class ClauseTextPane(QWidget):
    """`edited` carries the text as it is typed, `value_wanted` what was typed to ask for a value, `reset_asked` that
    the library's text is wanted back.
    """

    edited = Signal(str)
    value_wanted = Signal(str)
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = ChipEditor()
        self.reading = ClauseReading("clauses.reading", _("How the clause reads in the draft"))
        self._problems = QListWidget()
        self._state = plain_label("", Role.GOOD)
        self._chip = plain_label("", Role.DERIVED, wraps=True)
        self._put_in = QPushButton(_("Put in a &value…"))
        self._reset = QPushButton(_("As in the li&brary"))
        self._build()

    def _build(self) -> None:
        self.editor.setObjectName("clauses.text")
        self.editor.setAccessibleName(_("The clause’s text as it is written"))
        self.editor.edited.connect(lambda: self.edited.emit(self.editor.source()))
        self.editor.value_wanted.connect(self.value_wanted)
        self.editor.chip_entered.connect(self._on_chip_entered)
        self._put_in.setObjectName("clauses.put_in")
        self._put_in.setToolTip(_("Ctrl+Space, or type two braces {{ or brackets [["))
        self._put_in.clicked.connect(lambda _checked=False: self.value_wanted.emit(""))
        self._reset.setObjectName("clauses.reset")
        self._reset.setToolTip(_("Take your words away and use the library’s text again"))
        self._reset.clicked.connect(lambda _checked=False: self.reset_asked.emit())
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        for words, widget in ((_("As it is &written"), self.editor), (_("As it &reads"), self.reading)):
            halves.addWidget(_headed(words, widget))
        halves.setSizes([500, 500])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(halves, 1)
        column.addLayout(self._build_bar())
        column.addWidget(self._problems)
        QWidget.setTabOrder(self.editor, self._put_in)
        QWidget.setTabOrder(self._put_in, self._reset)
        QWidget.setTabOrder(self._reset, self.reading)

    def _build_bar(self) -> QHBoxLayout:
        self._chip.setObjectName("clauses.chip")
        self._state.setObjectName("clauses.state")
        self._problems.setObjectName("clauses.problems")
        self._problems.setAccessibleName(_("Problems of the text"))
        self._problems.setWordWrap(True)
        self._problems.itemClicked.connect(self._go_to)
        self._problems.itemActivated.connect(self._go_to)
        self._problems.hide()
        bar = QHBoxLayout()
        bar.setSpacing(2 * SPACE)
        for button in (self._put_in, self._reset):
            button.setAutoDefault(False)
            bar.addWidget(button)
        bar.addWidget(self._chip, 1)
        bar.addWidget(self._state)
        return bar

    def show_text(self, text: str, *, can_change: bool, can_reset: bool) -> None:
        """Show a text, and whether it can be changed and taken back."""
        self.editor.setReadOnly(not can_change)
        # What is only read is still gone through with the keyboard, and its chips are told.
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        if not can_change:
            self.editor.setTextInteractionFlags(keys)
        else:
            self.editor.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction)
        self._put_in.setVisible(can_change)
        self._reset.setVisible(can_change)
        self._reset.setEnabled(can_reset)
        self.editor.show_source(text)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """List what is wrong with the text; where nothing is, say so."""
        had_focus = self._problems.hasFocus()
        self._problems.clear()
        for problem in problems:
            item = QListWidgetItem(f"{'!' if problem.is_warning else '✕'} {problem}")
            item.setData(_PLACE, (problem.line, problem.column))
            self._problems.addItem(item)
        self._problems.setVisible(bool(problems))
        rows = min(len(problems), _MOST_LINES)
        self._problems.setFixedHeight(rows * (self.fontMetrics().height() * 2 + SPACE) + 2 * SPACE)
        errors = sum(not problem.is_warning for problem in problems)
        set_role(self._state, Role.BAD if errors else Role.GOOD)
        self._state.setText(_PROBLEMS.of(errors) if errors else _("✓ Can be shown"))
        if had_focus and not problems:
            self.editor.setFocus()

    def show_state(self, words: str) -> None:
        """Say what holds for the text in place of its problems."""
        self._problems.hide()
        set_role(self._state, Role.SOFT)
        self._state.setText(words)

    def _go_to(self, item: QListWidgetItem) -> None:
        line, column = item.data(_PLACE)
        if line:
            self.editor.go_to_line(line, column)
        self.editor.setFocus()

    def _on_chip_entered(self, words: str) -> None:
        self._chip.setText(words)
        self.editor.setAccessibleDescription(words)


def _headed(words: str, widget: QWidget) -> QWidget:
    box = QWidget()
    box.setMinimumWidth(text_width(24))
    heading = QLabel(words)
    heading.setBuddy(widget)
    set_role(heading, Role.LABEL)
    column = QVBoxLayout(box)
    column.setContentsMargins(SPACE, 0, SPACE, 0)
    column.setSpacing(SPACE)
    column.addWidget(heading)
    column.addWidget(widget, 1)
    return box
