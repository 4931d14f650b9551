"""The questions that a history leaves open, and the answers to them as the import takes them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from slawizard.evidence import ImportAnswers, Imported, answered
from slawizard.gui.dialogs.table_questions import TableQuestions
from slawizard.tables.answers import Question


class ImportQuestions(TableQuestions):
    """Shows each question with its choices. `answered` carries the answers given so far, with the one just chosen."""

    answered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import", parent)
        self._answers = ImportAnswers()
        self.chosen.connect(self._on_chosen)

    def show_questions(self, found: Imported, answers: ImportAnswers) -> None:
        """Show what is open now."""
        self._answers = answers
        self.show_open(found.questions)

    def _on_chosen(self, question: Question, value: str) -> None:
        self.answered.emit(answered(self._answers, question, value))
