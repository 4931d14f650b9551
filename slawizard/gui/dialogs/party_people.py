"""A small table of people: rows that are typed, added and taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _


class _ChoiceDelegate(QStyledItemDelegate):
    """Offers the only values that a column may have."""

    def __init__(self, values: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._values = values

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A list that drops down."""
        combo = QuietCombo(parent)
        combo.addItems(list(self._values))
        combo.setCurrentText(str(index.data() or self._values[0]))
        return combo


class PeopleTable(QWidget):
    """`changed` tells that a cell or the number of rows is another."""

    changed = Signal()

    def __init__(
        self,
        name: str,
        title: str,
        columns: tuple[tuple[str, str], ...],
        choices: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        """`columns` are the fields of a row with their words; `choices` the values of those that are not typed."""
        super().__init__(parent)
        self._fields = [field for field, _words in columns]
        self._choices = choices
        self._table = QTableWidget(0, len(columns))
        self._filling = False
        self._build(name, title, [words for _field, words in columns])

    def _build(self, name: str, title: str, headers: list[str]) -> None:
        table = self._table
        table.setObjectName(name)
        table.setAccessibleName(title)
        table.setHorizontalHeaderLabels(headers)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + 12 * SPACE)
        table.cellChanged.connect(lambda _row, _column: self._on_changed())
        for field, values in self._choices.items():
            table.setItemDelegateForColumn(self._fields.index(field), _ChoiceDelegate(values, table))
        add, remove = QPushButton(_("+ Add")), QPushButton(_("Remove"))
        for button, part, act in ((add, "add", self._add), (remove, "remove", self._remove)):
            button.setObjectName(f"{name}:{part}")
            button.setAccessibleName(f"{button.text().strip('+ ')}: {title}")
            button.setAutoDefault(False)
            set_role(button, Role.QUIET)
            button.clicked.connect(lambda _checked=False, act=act: act())
        top = QHBoxLayout()
        top.addWidget(plain_label(title, Role.LABEL), 1)
        top.addWidget(add)
        top.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addWidget(table, 1)

    def show_rows(self, rows: Iterable[Any]) -> None:
        """Show these rows, structs with the fields of the columns."""
        self._filling = True
        shown = list(rows)
        self._table.setRowCount(len(shown))
        for at, row in enumerate(shown):
            for place, field in enumerate(self._fields):
                item = QTableWidgetItem(str(getattr(row, field)))
                item.setToolTip(item.text())
                self._table.setItem(at, place, item)
        self._filling = False

    def rows(self) -> list[dict[str, str]]:
        """What the table says now, rows in which nobody is named left out."""
        found = []
        for at in range(self._table.rowCount()):
            items = [self._table.item(at, place) for place in range(len(self._fields))]
            texts = [item.text().strip() if item is not None else "" for item in items]
            row = dict(zip(self._fields, texts, strict=True))
            if any(text for field, text in row.items() if field not in self._choices):
                found.append(row)
        return found

    def _add(self) -> None:
        at = self._table.rowCount()
        self._filling = True
        self._table.insertRow(at)
        for place, field in enumerate(self._fields):
            self._table.setItem(at, place, QTableWidgetItem(self._choices[field][0] if field in self._choices else ""))
        self._filling = False
        first = next(place for place, field in enumerate(self._fields) if field not in self._choices)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._table.setCurrentCell(at, first)
        self._table.edit(self._table.model().index(at, first))
        self._on_changed()

    def _remove(self) -> None:
        if self._table.currentRow() >= 0:
            self._table.removeRow(self._table.currentRow())
            self._on_changed()

    def _on_changed(self) -> None:
        if not self._filling:
            self.changed.emit()
