"""The card of the review page that says how many clauses are in other words than the library's."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance, Texts
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.latest import Latest
from slawizard.i18n import Plural, _

_DIFFER = Plural("{count} clause differs from the library.", "{count} clauses differ from the library.")
_UPDATED = Plural("The library has changed {count} of them since.", "The library has changed {count} of them since.")
_CHOSEN = Plural("For {count} clause a text was chosen.", "For {count} clauses a text was chosen.")
_WHOLE = {
    Stance.BALANCED: _("The agreement is in balanced words."),
    Stance.PROVIDER: _("The agreement is in the provider’s words."),
    Stance.CUSTOMER: _("The agreement is in the customer’s words."),
}
_DELAY_MS = 100


class ClauseNote(QFrame):
    """`field_chosen` carries the path under which the words of an agreement lie."""

    field_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = Texts()
        self._counts = Latest(_DELAY_MS, self)
        self._counts.arrived.connect(self._show)
        self._words = plain_label("", Role.SOFT, wraps=True)
        self._words.setObjectName("review.clauses.words")
        self.setObjectName("review.clauses")
        set_role(self, Role.CARD)
        title = QLabel(_("The words of the clauses"))
        set_role(title, Role.CARD_TITLE)
        button = QPushButton(_("Look through the clauses…"))
        button.setObjectName("review.clauses.open")
        button.clicked.connect(lambda _checked=False: self.field_chosen.emit("texts.stance"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(title)
        column.addWidget(self._words)
        button.setSizePolicy(button.sizePolicy().Policy.Maximum, button.sizePolicy().verticalPolicy())
        column.addWidget(button)

    def show_agreement(self, agreement: Agreement) -> None:
        """Say it of this agreement, as soon as it is counted."""
        self._texts = agreement.texts
        self._counts.want(agreement.texts, lambda: _count(agreement))

    def _show(self) -> None:
        differing, updated = self._counts.result
        said = [_WHOLE[self._texts.stance]]
        said += [_CHOSEN.of(len(self._texts.choices))] if self._texts.choices else []
        said.append(_DIFFER.of(differing) if differing else _("Every clause is as the library has it."))
        said += [_UPDATED.of(updated)] if updated else []
        self._words.setText(" ".join(said))
        set_role(self._words, Role.WARN if updated else Role.SOFT)


def _count(agreement: Agreement) -> tuple[int, int]:
    """How many clauses differ, and how many of them the library changed since; the library is loaded only for that."""
    if not (agreement.texts.edits or agreement.texts.own):
        return 0, 0
    from slawizard.gui.dialogs.clause_rows import count_differing

    return count_differing(agreement)
