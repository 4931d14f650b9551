"""The list of histories, with a button that imports one from a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from slawizard.gui.theme import Role, set_role
from slawizard.gui.widgets.focus_order import chain_widgets
from slawizard.gui.widgets.list_box import ListBox
from slawizard.i18n import _


class HistoriesBox(ListBox):
    """A list as any other, and a way to fill it from a file."""

    def build_input(self) -> QWidget:
        """The list, with the way to fill it above the table."""
        holder = super().build_input()
        self._import = QPushButton(_("Import a history…"))
        set_role(self._import, Role.QUIET)
        self._import.clicked.connect(self._on_import)
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self._import, 0, Qt.AlignmentFlag.AlignLeading)
        chain_widgets(self._import, (self.table, *self._buttons.values()))
        return holder

    def name_inputs(self) -> None:
        """The button bears the path and what it does."""
        super().name_inputs()
        self._import.setObjectName(f"{self.path}:import")

    def show_value(self, value: Any) -> None:
        """Without a service level there is nothing that a history could be of."""
        super().show_value(value)
        has_levels = bool(self.context.agreement.metrics.levels)
        self._import.setEnabled(has_levels)
        self._import.setToolTip("" if has_levels else _("Add a service level first: a history is of one."))

    def _on_import(self) -> None:
        rows, row = self.context.value(self.path), self.current_row()
        levels = self.context.agreement.metrics.levels
        level_id = rows[row].level if isinstance(rows, tuple) and 0 <= row < len(rows) else levels[0].id
        self.context.import_requested.emit(level_id)
