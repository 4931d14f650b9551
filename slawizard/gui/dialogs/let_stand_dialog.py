"""Why a finding may stand: the question, with what was found before one's eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.entry import read_prose
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import EntryError
from slawizard.gui.panel.finding_rows import LEVEL_WORDS
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.readers import refusal_sentence
from slawizard.i18n import _

_LINES = 4
_MOST_SHOWN_LINES = 10
_ROLES = {FindingLevel.ERROR: Role.BAD, FindingLevel.WARNING: Role.WARN, FindingLevel.NOTE: Role.DERIVED}


class LetStandDialog(QDialog):
    """Asks for the reason, without which nothing can stand. `answered` carries it."""

    answered = Signal(str)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reason = QPlainTextEdit()
        self._refusal = plain_label("", Role.BAD, wraps=True)
        self._go_on = QPushButton(_("Let it &stand"), self)
        self._build(finding)

    def _build(self, finding: Finding) -> None:
        self.setObjectName("let_stand")
        self.setWindowTitle(_("Let a finding stand"))
        self.setMinimumWidth(text_width(70))
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * SPACE, 6 * SPACE, 6 * SPACE, 5 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._build_finding(finding))
        label = QLabel(_("Why can both sides live with it? (&Reason)"))
        label.setBuddy(self._reason)
        set_role(label, Role.LABEL)
        self._reason.setObjectName("let_stand.reason")
        self._reason.setAccessibleName(_("Reason"))
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(self._reason.fontMetrics().lineSpacing() * _LINES + 4 * SPACE)
        self._reason.textChanged.connect(self._on_typed)
        self._refusal.setObjectName("let_stand.refusal")
        self._refusal.hide()
        for widget in (
            label,
            self._reason,
            self._refusal,
            plain_label(_consequence(finding), Role.DERIVED, wraps=True),
        ):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(self._build_buttons())
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_finding(self, finding: Finding) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(plain_label(LEVEL_WORDS[finding.level], _ROLES[finding.level]))
        text = plain_label(finding.text, Role.CARD_TITLE, wraps=True)
        text.setObjectName("let_stand.finding")
        column.addWidget(text)
        column.addWidget(plain_label(finding.why, Role.SENTENCE, wraps=True))
        column.addStretch(1)
        area = QScrollArea()  # a finding quotes the draft, and what is quoted may be long
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        wide = text_width(70)
        needed = inside.heightForWidth(wide) if inside.hasHeightForWidth() else inside.sizeHint().height()
        area.setMinimumHeight(min(needed, self.fontMetrics().lineSpacing() * _MOST_SHOWN_LINES))
        return area

    def _build_buttons(self) -> QHBoxLayout:
        cancel = QPushButton(_("&Cancel"))
        cancel.setObjectName("let_stand.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._go_on.setObjectName("let_stand.go_on")
        set_role(self._go_on, Role.PRIMARY)
        self._go_on.setDefault(True)
        self._go_on.setEnabled(False)
        self._go_on.clicked.connect(self._on_go_on)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._go_on)
        return row

    def _read(self) -> str:
        """The reason as it was typed. Raises EntryError for characters that no text may hold."""
        return read_prose(self._reason.toPlainText())

    def _on_typed(self) -> None:
        try:
            reason, refusal = self._read(), ""
        except EntryError as error:
            reason, refusal = "", refusal_sentence(error)
        self._refusal.setText(refusal)
        self._refusal.setVisible(bool(refusal))
        self._go_on.setEnabled(bool(reason))

    def _on_go_on(self) -> None:
        reason = self._read()
        self.accept()
        self.answered.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on from the text, in which Enter begins a new line."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._go_on.click()
        else:
            super().keyPressEvent(event)


def _consequence(finding: Finding) -> str:
    words = _("The draft keeps the reason, and whoever has the draft can read it. The agreement does not print it.")
    if finding.level is FindingLevel.ERROR:
        words += " " + _("An error that is let stand no longer keeps the agreement from a final export.")
    return words
