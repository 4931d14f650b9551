"""What one's own side notes about one target, beside the curve of its chance with both sides' figures marked."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.entry_levels import entry_quantity, read_quantity
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.gui.dialogs.notes_fields import NoteField, text_field
from slawizard.gui.dialogs.notes_places import PRIORITIES, NotePlace, marks, side_words, standing
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.curve_box import CurveBox
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _, interface_locale

_COLUMNS = 3


class NotesRow(QWidget):
    """`changed` carries the notes with what was typed; `go_requested` the path of the draft's own figure."""

    changed = Signal(object)
    go_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes = PrivateNotes()
        self._place = NotePlace("", ())
        self._agreement = Agreement()
        self._title = plain_label("", Role.CARD_TITLE, wraps=True)
        self._facts = [(plain_label("", Role.LABEL), plain_label("", Role.CARD_TITLE)) for _column in range(_COLUMNS)]
        self._status = plain_label("", Role.DERIVED, wraps=True)
        self._go = QPushButton(_("&Go to the field"))
        self._limit = NoteField(
            "notes.limit", _("Our private &limit: the last figure we would sign"), QLineEdit(), self
        )
        self._priority = QuietCombo()
        self._trade = text_field(
            "notes.trade", _("What may be &traded"), self, _("What is to be had for giving way, or offered in return")
        )
        self._reasons = text_field("notes.reasons", _("&Reasons"), self, _("Why this is where we stand"))
        self._curve = CurveBox(self)
        self._build()

    def _build(self) -> None:
        self._title.setObjectName("notes.title")
        self._status.setObjectName("notes.status")
        self._curve.name_after("notes")
        self._curve.hint = _("The handle is our limit: drag it, or move it with the arrow keys.")
        self._curve.chosen.connect(lambda target: self._put(limit=target))
        for name, field in (("limit", self._limit), ("trade", self._trade), ("reasons", self._reasons)):
            field.taken.connect(partial(self._take, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._title)
        column.addLayout(self._build_facts())
        column.addLayout(self._build_ours())
        column.addWidget(self._curve)
        column.addWidget(self._trade)
        column.addWidget(self._reasons)
        column.addStretch(1)
        for before, after in ((self._priority, self._curve.view), (self._curve.view, self._trade.entry)):
            QWidget.setTabOrder(before, after)

    def _build_facts(self) -> QGridLayout:
        self._go.setObjectName("notes.go")
        set_role(self._go, Role.LINK)
        self._go.clicked.connect(self._on_go)
        grid = QGridLayout()
        grid.setHorizontalSpacing(6 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for number, (label, figure) in enumerate(self._facts):
            figure.setObjectName(f"notes.fact.{number}")
            grid.addWidget(label, 0, number)
            grid.addWidget(figure, 1, number)
        grid.addWidget(self._go, 1, _COLUMNS)
        grid.addWidget(self._status, 2, 0, 1, _COLUMNS + 1)
        grid.setColumnStretch(_COLUMNS + 1, 1)
        return grid

    def _build_ours(self) -> QHBoxLayout:
        self._priority.setObjectName("notes.priority")
        self._priority.setAccessibleName(_("Priority"))
        for value, words in PRIORITIES.items():
            self._priority.addItem(words, value)
        self._priority.activated.connect(lambda _row: self._put(priority=Priority(self._priority.currentData())))
        label = QLabel(_("&Priority"))
        label.setBuddy(self._priority)
        set_role(label, Role.LABEL)
        beside = QVBoxLayout()
        beside.setSpacing(SPACE)
        beside.addWidget(label)
        beside.addWidget(self._priority)
        beside.addStretch(1)
        self._priority.setMinimumWidth(text_width(18))
        row = QHBoxLayout()
        row.setSpacing(4 * SPACE)
        row.addWidget(self._limit, 1)
        row.addLayout(beside)
        return row

    # --- showing -----------------------------------------------------------------------------------------------

    def show_place(self, agreement: Agreement, notes: PrivateNotes, place: NotePlace, *, locked: bool) -> None:
        """Show what is noted about a target, and where both sides stand on it."""
        self._agreement, self._notes, self._place = agreement, notes, place
        note = place.note(notes) or PrivatePosition(place.level_id, place.where)
        self._title.setText(place.name)
        self._show_facts()
        self._limit.show_value(note.limit, self._figure_text(note.limit), self._read_limit)
        self._priority.setCurrentIndex(self._priority.findData(note.priority))
        self._trade.show_value(note.trade, note.trade)
        self._reasons.show_value(note.reasons, note.reasons)
        for field in (self._limit, self._trade, self._reasons):
            field.lock(locked)
        self._limit.lock(locked or not self._has_figure)
        self._priority.setEnabled(not locked)
        self._show_curve(note.limit, locked=locked)

    @property
    def _has_figure(self) -> bool:
        return self._place.target is not None and self._place.target.value is not None

    def _show_facts(self) -> None:
        place, agreement = self._place, self._agreement
        at = standing(agreement, place, self._notes.side)
        theirs, ours = side_words(self._notes.side)
        drafted = _("Agreed") if at.is_agreed else _("In the draft")
        figures = (at.theirs, at.ours, at.drafted)
        for (label, figure), words, value in zip(self._facts, (theirs, ours, drafted), figures, strict=True):
            label.setText(words)
            figure.setText(place.words(agreement, value))
        self._go.setVisible(place.level is not None)
        self._status.setText(self._status_words())
        self._status.setVisible(bool(self._status.text()))

    def _status_words(self) -> str:
        if self._place.level is None:
            return _("The draft has this target no more. What was noted stays here until you empty it.")
        if not self._has_figure:
            return _("This target is no figure, so there is no limit to it.")
        if self._place.row > 0 and self._place.said(self._agreement) is not None:
            return _("What is asked and offered is said of the first row of this service level.")
        return ""

    def _show_curve(self, limit: Decimal | None, *, locked: bool) -> None:
        self._curve.setVisible(self._has_figure)
        self._curve.setEnabled(not locked)
        if self._has_figure:
            pointed = marks(standing(self._agreement, self._place, self._notes.side), limit, self._notes.side)
            self._curve.look(self._agreement, self._place.level_id, self._place.row, marks=pointed, rest=limit)

    def _figure_text(self, value: Decimal | None) -> str:
        if value is None:
            return ""
        if not self._place.unit:
            return str(value)
        return entry_quantity(value, self._place.unit, interface_locale(), currency=self._agreement.frame.currency)

    def _read_limit(self, text: str) -> Decimal | None:
        if not text.strip():
            return None
        currency = self._agreement.frame.currency
        return read_quantity(
            text, self._place.unit, interface_locale(), currency=currency, field=_("Our private limit")
        )

    # --- taking ------------------------------------------------------------------------------------------------

    def _take(self, name: str, value: Any) -> None:
        self._put(**{name: value})

    def _put(self, **fields: Any) -> None:
        old = self._place.note(self._notes)
        note = old or PrivatePosition(self._place.level_id, self._place.where)
        self.changed.emit(self._notes.with_position(old, msgspec.structs.replace(note, **fields)))

    def _on_go(self) -> None:
        self.go_requested.emit(f"metrics.levels.{self._place.number}.targets.{self._place.row}.value")
