"""The questions that a file leaves open, as choices that must be made: nothing about a column is guessed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from slawizard.evidence import ImportAnswers, Imported, answered
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import _
from slawizard.tables.answers import Question


class ImportQuestions(QWidget):
    """Shows each question with its choices. `answered` carries the answers given so far, with the one just chosen."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = ImportAnswers()
        self._inside: QWidget | None = None
        self._first: QRadioButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_questions(self, found: Imported, answers: ImportAnswers) -> None:
        """Show what is open now."""
        self._answers = answers
        self._first = None
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for number, question in enumerate(found.questions):
            self._add(column, number, question)
        self._column.addWidget(self._inside)
        self._inside.show()
        self.setVisible(bool(found.questions))

    def _add(self, column: QVBoxLayout, number: int, question: Question) -> None:
        column.addWidget(plain_label(question.words, Role.CARD_TITLE, wraps=True))
        group = QButtonGroup(self._inside)
        group.setExclusive(True)
        for choice in question.choices:
            button = QRadioButton(choice.words.replace("&", "&&"))
            button.setObjectName(f"import.question.{number}.{choice.value}")
            button.setAccessibleName(_("{question} {choice}").format(question=question.words, choice=choice.words))
            button.clicked.connect(lambda _on, question=question, value=choice.value: self._choose(question, value))
            group.addButton(button)
            column.addWidget(button)
            self._first = self._first or button
        column.addSpacing(2 * SPACE)

    def _choose(self, question: Question, value: str) -> None:
        self.answered.emit(answered(self._answers, question, value))

    def focus_first(self) -> None:
        """Put the focus on the first choice, without making it."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
