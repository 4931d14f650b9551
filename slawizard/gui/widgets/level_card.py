"""The card of one service level on the page of expectations: both sides' figures, the verdicts, and what is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from slawizard.agreement.expectations import History
from slawizard.agreement.metrics import ServiceLevel
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.elided_link import ElidedLink
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus, last_stop
from slawizard.gui.widgets.promise_row import PromiseRow
from slawizard.gui.widgets.verdict_words import history_words
from slawizard.i18n import _

_HISTORIES = "expectations.evidence.histories"
_OPEN_CURVES = 3
"""The curves of so many levels are open from the start; of more, the page would be all curves."""


class LevelCard(QFrame):
    """Stands for one level: `asked` and `standing` are fields of its position, `inside` those of the level itself."""

    def __init__(
        self,
        context: FormContext,
        asked: tuple[Field, ...],
        standing: Field,
        inside: tuple[Field, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._inside = inside
        self._rows: list[PromiseRow] = []
        self._level = ServiceLevel("")
        set_role(self, Role.CARD)
        self._title = plain_label(role=Role.CARD_TITLE, wraps=True)
        self._history = ElidedLink()
        self._history.clicked.connect(self._on_history)
        self._status = make_box(context, replace(standing, is_titled=True), self)
        self._grid = FieldGrid([make_box(context, field) for field in (*asked, *inside)], self)
        self._build()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self._title, 1)
        row.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*(round(4.5 * SPACE),) * 4)
        self._column.setSpacing(2 * SPACE)
        self._column.addLayout(row)
        self._column.addWidget(self._history, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addWidget(self._grid)

    def boxes(self) -> list[FieldBox]:
        """All fields of the card."""
        return [self._status, *self._grid.boxes, *(box for row in self._rows for box in row.boxes())]

    def first_box(self) -> FieldBox:
        """Where one begins."""
        return self._grid.boxes[0]

    def chain(self, after: QWidget) -> QWidget:
        """Let Tab go from `after` through the card as it is read; gives the last stop."""
        last = chain_focus(after, self._status)
        QWidget.setTabOrder(last, self._history)
        last = self._history
        for part in (self._grid, *self._rows):
            last = chain_focus(last, part)
        return last

    def show_level(self, number: int, level: ServiceLevel, path_of: Callable[[Field], str]) -> None:
        """Stand for the level at this place; `path_of` gives the paths of the fields of its position."""
        self._level = level
        self._title.setText(level.name or level.id)
        self._show_history(number)
        self._status.bind(path_of(self._status.field))
        for box in self._grid.boxes:
            is_inside = any(box.field.path == field.path for field in self._inside)
            box.bind(f"metrics.levels.{number}.{box.field.path}" if is_inside else path_of(box.field))
        self._grid.place()
        self._fit_rows(number, level)
        for row in self._rows:
            row.show_promise(number, level)

    def show_verdicts(self) -> None:
        """What is said of the targets now."""
        for row in self._rows:
            row.show_verdict()

    def _fit_rows(self, number: int, level: ServiceLevel) -> None:
        wanted = max(len(level.targets), 1)
        while len(self._rows) > wanted:
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._rows) < wanted:
            target = self._inside[0].at("value")
            has_curve = number < _OPEN_CURVES and wanted == 1
            row = PromiseRow(self._context, target, len(self._rows), has_curve=has_curve, parent=self)
            last = last_stop(self._rows[-1] if self._rows else self._grid)
            self._column.addWidget(row)
            row.show()
            chain_focus(last, row)
            self._rows.append(row)

    # --- what is known of its past -----------------------------------------------------------------------------

    def _show_history(self, number: int) -> None:
        words = history_words(self._context.agreement, self._level.id)
        self._history.show_words(words or _("+ Add a history"))
        self._history.setObjectName(f"metrics.levels.{number}:history")
        level = self._level.name or self._level.id
        named = _("Go to the history of {level}") if words else _("Add a history of {level}")
        self._history.setAccessibleName(named.format(level=level))

    def _on_history(self) -> None:
        histories = self._context.agreement.expectations.evidence.histories
        place = next((at for at, each in enumerate(histories) if each.level == self._level.id), len(histories))
        if place == len(histories):
            where = self._level.targets[0].where if self._level.targets else ()
            new = History(self._level.id, where, window=self._level.window.kind)
            self._context.store.insert(_HISTORIES, place, new)
        self._context.go_requested.emit(f"{_HISTORIES}.{place}.windows")
