"""The cover of the week below the shifts: of the support hours by the provider, and when the customer's people are."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.agreement.parties import Role as Party
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.week_cover import cover_of
from slawizard.gui.widgets.week_view import WeekView
from slawizard.i18n import _

_TITLES = {
    Party.PROVIDER: "The provider's shifts against the support hours",
    Party.CUSTOMER: "When the customer's people are there",
}


class WeekBox(FieldBox):
    """A map for each party that has shifts; nothing to type."""

    def build_input(self) -> QWidget:
        """The maps, each under its title and over its words."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        self._none = plain_label(role=Role.SENTENCE, wraps=True)
        column.addWidget(self._none)
        self._maps = {}
        for party, title in _TITLES.items():
            parts = (plain_label(_(title)), WeekView(), plain_label(role=Role.SENTENCE, wraps=True))
            self._maps[party] = parts
            for part in parts:
                column.addWidget(part)
                part.hide()
        return holder

    def shows_label(self) -> bool:
        """Each map has a title of its own."""
        return False

    def name_inputs(self) -> None:
        """The parts bear the path and whose week it is."""
        self.input.setObjectName(self.path)
        for party, (_title, view, words) in self._maps.items():
            view.setObjectName(f"{self.path}:{party.value}")
            words.setObjectName(f"{self.path}:{party.value}:words")

    def show_value(self, value: Any) -> None:
        """The weeks as the draft stands now."""
        agreement = self.context.agreement
        for party, (title, view, words) in self._maps.items():
            cover = cover_of(agreement, party)
            for part in (title, view, words):
                part.setVisible(cover is not None)
            if cover is not None:
                view.show_cover(cover)
                words.setText(" ".join(cover.words))
        has_hours = agreement.calendar(agreement.objectives.support_hours) is not None
        self._none.setText(
            "" if has_hours else _("Choose the support hours in step 1 to see which of them are covered.")
        )
        self._none.setVisible(not has_hours and bool(agreement.expectations.staffing))
