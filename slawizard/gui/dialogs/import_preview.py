"""A file as it was understood: its first rows, what each column is taken for, and how it can be read otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.entry import entry_number, read_number
from slawizard.agreement.entry_time import entry_date, read_date
from slawizard.errors import EntryError
from slawizard.evidence import ROLES, ColumnRole, ImportAnswers, Imported, TableKind
from slawizard.gui.theme import SPACE, Role, text_width
from slawizard.gui.widgets.field_box import mark_wrong, plain_label
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.gui.widgets.readers import refusal_sentence
from slawizard.i18n import _, interface_locale

KINDS = {
    TableKind.VALUES: "Measured values, one a window",
    TableKind.OUTAGES: "Outages",
    TableKind.TICKETS: "Tickets",
    TableKind.READINGS: "Readings of a sensor",
}
ROLE_WORDS = {
    "": "not used",
    "window": "Window",
    "value": "Value",
    "start": "Start",
    "end": "End",
    "duration": "Duration",
    "affected": "Share affected",
    "planned": "Planned or not",
    "opened": "Opened",
    "responded": "First response",
    "resolved": "Resolved",
    "severity": "Severity",
    "handling": "Working time",
    "time": "Time",
    "reading": "Reading",
    "sensor": "Sensor",
}
_ENCODINGS = ("utf-8", "utf-16", "cp1252", "iso-8859-15", "cp1250", "cp1251", "shift_jis", "gb18030")
_DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Bar"}
_DECIMALS = {".": "Point: 99.9", ",": "Comma: 99,9"}
_DATES = {"dmy": "Day, month, year", "mdy": "Month, day, year", "ymd": "Year, month, day"}
_ZONES = (
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Asia/Tokyo",
)
_PERIODS = (TableKind.OUTAGES, TableKind.TICKETS, TableKind.READINGS)
_LIMITS = ("above", "below")
_TYPED: dict[str, tuple[str, tuple[TableKind, ...]]] = {
    "first": ("First day", _PERIODS),
    "last": ("Last day", _PERIODS),
    "above": ("Most that a reading may be", (TableKind.READINGS,)),
    "below": ("Least that a reading may be", (TableKind.READINGS,)),
}
"""The fields of ImportAnswers that are typed, their labels, and the kinds of tables that they are for."""


class ImportPreview(QWidget):
    """Shows the file. `changed` carries answers that read it otherwise."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers = ImportAnswers()
        self._found: Imported | None = None
        self._table = QTableWidget()
        self._understood = plain_label(role=Role.SENTENCE, wraps=True)
        self._choices = QWidget()
        self._flow = FlowLayout(self._choices)
        self._flow.setSpacing(3 * SPACE)
        self._combos: dict[str, QComboBox] = {}
        self._build()

    def _build(self) -> None:
        self._table.setObjectName("import.table")
        self._table.setAccessibleName(_("The first rows of the file, and what each column is taken for"))
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setTabKeyNavigation(False)
        self._table.verticalHeader().hide()
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._understood.setObjectName("import.understood")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(plain_label(_("How the file was read"), Role.CARD_TITLE))
        column.addWidget(self._understood)
        column.addWidget(self._table)
        column.addWidget(plain_label(_("If that is wrong, say how it is:")))
        column.addWidget(self._choices)
        offers: tuple[tuple[str, str, dict[str, str]], ...] = (
            ("kind", _("The rows are"), {kind.value: _(words) for kind, words in KINDS.items()}),
            ("time_zone", _("Time zone"), {zone: zone for zone in _ZONES}),
            ("dates", _("Dates are"), {key: _(words) for key, words in _DATES.items()}),
            ("decimal", _("Decimal sign"), {key: _(words) for key, words in _DECIMALS.items()}),
            ("delimiter", _("Columns end at"), {key: _(words) for key, words in _DELIMITERS.items()}),
            ("encoding", _("Encoding"), {code: code.upper() for code in _ENCODINGS}),
        )
        for name, words, values in offers:
            self._flow.addWidget(self._offer(name, words, values))
        self._typed = {name: self._line(name, _(words)) for name, (words, _kinds) in _TYPED.items()}
        self._refused = plain_label(role=Role.BAD, wraps=True)
        self._refused.hide()
        column.addWidget(self._refused)

    def _offer(self, name: str, words: str, values: dict[str, str]) -> QWidget:
        holder, combo, label = QWidget(), QuietCombo(), plain_label(words)
        label.setBuddy(combo)
        combo.setObjectName(f"import.{name}")
        combo.setAccessibleName(words)
        combo.addItem(_("As it was found"), "")
        for value, text in values.items():
            combo.addItem(text, value)
        if name == "time_zone":
            combo.setEditable(True)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = combo.lineEdit()
            assert line is not None
            line.editingFinished.connect(self._on_zone_typed)
        combo.activated.connect(lambda _row: self._on_offer(name, combo.currentData()))
        holder.setFixedWidth(text_width(30))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(label)
        column.addWidget(combo)
        self._combos[name] = combo
        return holder

    def _line(self, name: str, words: str) -> QLineEdit:
        """A day that the file's period begins or ends with, or a limit of readings."""
        holder, line, label = QWidget(), QLineEdit(), plain_label(words)
        label.setBuddy(line)
        line.setObjectName(f"import.{name}")
        line.setAccessibleName(words)
        line.setPlaceholderText(_("No limit") if name in _LIMITS else _("As it was found"))
        line.editingFinished.connect(lambda: self._on_typed(name, words))
        holder.setFixedWidth(text_width(30))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(label)
        column.addWidget(line)
        self._flow.addWidget(holder)
        return line

    # --- showing -----------------------------------------------------------------------------------------------

    def show_file(self, found: Imported, answers: ImportAnswers) -> None:
        """Show the file as it was understood with these answers."""
        self._found, self._answers = found, answers
        self._understood.setText(" ".join(found.understood))
        self._show_table(found)
        values = {
            "kind": answers.kind.value if answers.kind else "",
            "time_zone": answers.time_zone,
            "dates": answers.table.dates,
            "decimal": answers.table.decimal,
            "delimiter": answers.table.delimiter,
            "encoding": answers.table.encoding,
        }
        for name, value in values.items():
            place = self._combos[name].findData(value)
            if place >= 0:
                self._combos[name].setCurrentIndex(place)
            else:
                self._combos[name].setEditText(value)
        for name, (_words, kinds) in _TYPED.items():
            self._typed[name].setText(_entry(getattr(answers, name)))
            holder = self._typed[name].parentWidget()
            if holder is not None:
                holder.setVisible(found.kind in kinds)
        self.show()

    def _show_table(self, found: Imported) -> None:
        rows = max((len(column.examples) for column in found.columns), default=0)
        self._table.clear()
        self._table.setColumnCount(len(found.columns))
        self._table.setRowCount(rows + 1)
        self._table.setHorizontalHeaderLabels([column.name for column in found.columns])
        for place, column in enumerate(found.columns):
            self._table.setCellWidget(0, place, self._role_combo(place, column.name, column.role, found.kind))
            for row, text in enumerate(column.examples, start=1):
                item = QTableWidgetItem(text)
                item.setToolTip(column.read_as)
                self._table.setItem(row, place, item)
        self._table.resizeColumnsToContents()
        for place in range(len(found.columns)):
            self._table.setColumnWidth(place, min(max(self._table.columnWidth(place), text_width(18)), text_width(40)))
        self._table.resizeRowsToContents()
        high = sum(self._table.rowHeight(row) for row in range(rows + 1)) + self._table.horizontalHeader().height()
        self._table.setFixedHeight(high + self._table.horizontalScrollBar().sizeHint().height() + SPACE)

    def _role_combo(self, place: int, name: str, role: str, kind: TableKind | None) -> QComboBox:
        combo = QuietCombo()
        combo.setObjectName(f"import.role.{place}")
        combo.setAccessibleName(_("What “{column}” is taken for").format(column=name))
        for each in ("", *(ROLES[kind] if kind else ())):
            combo.addItem(_(ROLE_WORDS[str(each)]), str(each))
        combo.setCurrentIndex(max(combo.findData(role), 0))
        combo.activated.connect(lambda _row: self._on_role(name, str(combo.currentData())))
        return combo

    # --- changing ----------------------------------------------------------------------------------------------

    def _on_role(self, column: str, role: str) -> None:
        others: Sequence[ColumnRole] = [each for each in self._answers.columns if each.column != column]
        if role:  # a role has one column: the one that had it before is asked for nothing
            had = [each.name for each in (self._found.columns if self._found else ()) if each.role == role]
            others = [each for each in others if each.column not in had]
            others += [ColumnRole(name, "") for name in had if name != column]
        columns = (*others, ColumnRole(column, role))
        self.changed.emit(msgspec.structs.replace(self._answers, columns=columns))

    def _on_zone_typed(self) -> None:
        text = self._combos["time_zone"].currentText().strip()
        value = "" if text == _("As it was found") else text
        if value != self._answers.time_zone:
            self._on_offer("time_zone", value)

    def _on_typed(self, name: str, words: str) -> None:
        line = self._typed[name]
        text = line.text().strip()
        try:
            value = _understood(name, text, words) if text else None
        except EntryError as refusal:
            self._refused.setText(refusal_sentence(refusal))
            self._refused.show()
            mark_wrong(line, True)
            return
        self._refused.hide()
        mark_wrong(line, False)
        if value != getattr(self._answers, name):
            self.changed.emit(msgspec.structs.replace(self._answers, **{name: value}))

    def _on_offer(self, name: str, value: Any) -> None:
        if name == "kind":
            kind = TableKind(value) if value else None
            self.changed.emit(msgspec.structs.replace(self._answers, kind=kind, columns=()))
        elif name == "time_zone":
            self.changed.emit(msgspec.structs.replace(self._answers, time_zone=value))
        else:
            table = msgspec.structs.replace(self._answers.table, **{name: value})
            self.changed.emit(msgspec.structs.replace(self._answers, table=table))


def _understood(name: str, text: str, words: str) -> dt.date | Decimal:
    """What was typed. Raises EntryError."""
    if name in _LIMITS:
        return read_number(text, interface_locale(), field=words, least=None)
    return read_date(text, interface_locale(), field=words)


def _entry(value: dt.date | Decimal | None) -> str:
    """A value as one would type it."""
    if value is None:
        return ""
    return (
        entry_number(value, interface_locale()) if isinstance(value, Decimal) else entry_date(value, interface_locale())
    )
