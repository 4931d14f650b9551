"""Asks for a new clause of one's own: its title, its step, and the clause that it follows."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from slawizard.agreement.texts import Texts
from slawizard.clauses.arranging import step_order
from slawizard.gui.dialogs.named_parts import accept_or_cancel
from slawizard.gui.theme import SPACE, Role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.wizard.steps import STEPS


class NewClauseDialog(QDialog):
    """Once accepted, `title`, `step` and `after` say what is wanted."""

    def __init__(
        self, texts: Texts, titles: dict[str, str], step: str, after: str, parent: QWidget | None = None
    ) -> None:
        """`step` and `after` are proposed; `titles` are those of all clauses, by their ids."""
        super().__init__(parent)
        self._texts, self._titles = texts, titles
        self._title = QLineEdit()
        self._step = QuietCombo()
        self._after = QuietCombo()
        self._note = plain_label("", Role.BAD, wraps=True)
        self._build()
        self._step.setCurrentIndex(max(0, self._step.findData(step)))
        self._show_clauses()
        place = self._after.findData(after)
        self._after.setCurrentIndex(place if place >= 0 else self._after.count() - 1)

    @property
    def title(self) -> str:
        """The title that was entered."""
        return " ".join(self._title.text().split())

    @property
    def step(self) -> str:
        """The key of the step that was chosen."""
        return str(self._step.currentData())

    @property
    def after(self) -> str:
        """The id of the clause that it is to follow."""
        return str(self._after.currentData() or "")

    def _build(self) -> None:
        self.setObjectName("new_clause")
        self.setWindowTitle(_("A clause of your own"))
        self.setMinimumWidth(text_width(64))
        for widget, name in ((self._title, "title"), (self._step, "step"), (self._after, "after")):
            widget.setObjectName(f"new_clause.{name}")
        self._title.setPlaceholderText(_("What the clause settles"))
        for step in STEPS:
            self._step.addItem(step.title, step.key)
        self._step.currentIndexChanged.connect(lambda _row: self._show_clauses())
        self._after.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        form = QFormLayout()
        form.addRow(_("&Title"), self._title)
        form.addRow(_("&Step"), self._step)
        form.addRow(_("A&fter the clause"), self._after)
        buttons, _add = accept_or_cancel(self, "new_clause.add", _("&Add the clause"))
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(buttons)

    def _show_clauses(self) -> None:
        self._after.clear()
        for clause in step_order(self._texts, self.step):
            self._after.addItem(self._titles.get(clause, clause), clause)
        self._after.setCurrentIndex(self._after.count() - 1)

    def accept(self) -> None:
        """Accept a clause that has a title."""
        if self.title:
            super().accept()
            return
        self._note.setText(_("Enter a title: it stands in the agreement and in its contents."))
        self._title.setFocus()
