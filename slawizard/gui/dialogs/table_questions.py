"""The questions that a table leaves open, as choices that must be made: nothing about a file is guessed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import _
from slawizard.tables.answers import Question


class TableQuestions(QWidget):
    """Shows each question with its choices. `chosen` carries a question and the value of the choice just made."""

    chosen = Signal(object, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` stands before the names of its buttons: "import" gives "import.question.0.dmy"."""
        super().__init__(parent)
        self._name = name
        self._inside: QWidget | None = None
        self._first: QRadioButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_open(self, questions: Sequence[Question]) -> None:
        """Show what is open now."""
        self._first = None
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for number, question in enumerate(questions):
            self._add(column, number, question)
        self._column.addWidget(self._inside)
        self._inside.show()
        self.setVisible(bool(questions))

    def _add(self, column: QVBoxLayout, number: int, question: Question) -> None:
        column.addWidget(plain_label(question.words, Role.CARD_TITLE, wraps=True))
        group = QButtonGroup(self._inside)
        group.setExclusive(True)
        for choice in question.choices:
            button = QRadioButton(choice.words.replace("&", "&&"))
            button.setObjectName(f"{self._name}.question.{number}.{choice.value}")
            button.setAccessibleName(_("{question} {choice}").format(question=question.words, choice=choice.words))
            button.clicked.connect(lambda _on, question=question, value=choice.value: self.chosen.emit(question, value))
            group.addButton(button)
            column.addWidget(button)
            self._first = self._first or button
        column.addSpacing(2 * SPACE)

    def focus_first(self) -> None:
        """Put the focus on the first choice, without making it."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
