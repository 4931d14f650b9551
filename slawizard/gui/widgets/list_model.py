"""A list of the agreement as a table that is edited in place: rows are its items, columns the fields of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from slawizard.errors import EditError, EntryError
from slawizard.gui.theme import colours
from slawizard.gui.widgets.context import MISSING, FormContext
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.readers import READERS, Place, read_entry, refusal_sentence, show_entry
from slawizard.i18n import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ListModel(QAbstractTableModel):
    """Reads and writes one tuple of structs in the draft, cell by cell; a refused entry stays in its cell as typed."""

    refusals_changed = Signal()

    def __init__(self, context: FormContext, field: Field, parent: Any = None) -> None:
        super().__init__(parent)
        self.context = context
        self.columns = field.columns
        self.path = ""
        self._rows: tuple[Any, ...] = ()
        self.refusals: dict[str, str] = {}
        self._opened: dict[str, tuple[Any, str | None]] = {}

    # --- following the draft -----------------------------------------------------------------------------------

    def bind(self, path: str) -> None:
        """Show another list."""
        self.beginResetModel()
        self.path = path
        self._rows = self._read_rows()
        self.endResetModel()

    def refresh(self) -> None:
        """Follow the draft with the fewest changes: rows that stayed keep their selection and their editor."""
        rows = self._read_rows()
        old = self._rows
        if rows == old:
            self._tell_changed(0, len(rows) - 1)  # words of other lists (levels, hours) may have changed
            return
        first = next((at for at, (a, b) in enumerate(zip(old, rows, strict=False)) if a != b), min(len(old), len(rows)))
        grown = len(rows) - len(old)
        if grown > 0 and old[first:] == rows[first + grown :]:
            self.beginInsertRows(_NOWHERE, first, first + grown - 1)
            self._rows = rows
            self.endInsertRows()
        elif grown < 0 and old[first - grown :] == rows[first:]:
            self.beginRemoveRows(_NOWHERE, first, first - grown - 1)
            self._rows = rows
            self.endRemoveRows()
        elif grown:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        else:
            self._rows = rows
            self._tell_changed(first, len(rows) - 1)

    def _read_rows(self) -> tuple[Any, ...]:
        rows = self.context.value(self.path)
        return rows if isinstance(rows, tuple) else ()

    def _tell_changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # --- what Qt asks ------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Items of the list."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Fields of an item."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The labels of the columns."""
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self.columns[section].label)
            if role == Qt.ItemDataRole.ToolTipRole:
                return _(self.columns[section].help)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything may be edited but what is only shown."""
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or self.columns[index.column()].kind is Kind.SHOWN:
            return shown
        return shown | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and how it looks when it was refused."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        path = self.cell_path(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index) or (_("asked") if path in self.context.marks.asked else "")
        if path in self.context.marks.asked and path not in self.context.pending:
            if role == Qt.ItemDataRole.ForegroundRole:
                return QBrush(QColor(colours().warn))
            if role == Qt.ItemDataRole.FontRole:
                return _italic()
            if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
                return _("Asked by the template: {words}.").format(words=self.context.marks.asked[path])
        if role == Qt.ItemDataRole.ForegroundRole and path in self.context.pending:
            return QBrush(QColor(colours().bad))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.refusals.get(path) or self.text(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    # --- cells -------------------------------------------------------------------------------------------------

    def column(self, index: Index) -> Field:
        """The field of a cell's column."""
        return self.columns[index.column()]

    def cell_path(self, index: Index) -> str:
        """The field path of a cell."""
        return f"{self.path}.{index.row()}.{self.column(index).path}"

    def value(self, index: Index) -> Any:
        """The draft's value in a cell, MISSING for none."""
        return self.context.value(self.cell_path(index))

    def place(self, index: Index) -> Place:
        """Where a cell's entry stands."""
        return Place(self.column(index), self.cell_path(index), self.context.agreement, self.context.language)

    def text(self, index: Index) -> str:
        """What a cell shows: the refused entry, or the value in words."""
        field, path = self.column(index), self.cell_path(index)
        if path in self.context.pending:
            return self.context.pending[path]
        if field.kind is Kind.SHOWN:
            return field.derived(self.context.agreement, path) if field.derived else ""
        value = self.value(index)
        if value is MISSING:
            return ""
        if field.kind in READERS:
            return show_entry(value, self.place(index)).replace("\n", "; " if field.kind is not Kind.PROSE else "\n")
        return ", ".join(words for words in self._option_words(field, path, value) if words) or (
            _(field.unset) if field.kind is Kind.IDS else ""
        )

    def _option_words(self, field: Field, path: str, value: Any) -> list[str]:
        if field.kind is Kind.CHECK:
            return [_("Yes") if value else _("No")]
        offered = field.options(self.context.agreement, path) if field.options else ()
        words = {option.value: _(option.words) for option in offered}
        if field.unset:
            words[None] = _(field.unset)
        values = value if field.kind is Kind.IDS else (value,)
        return [words.get(item) or (_("missing: {name}").format(name=item) if item else "") for item in values]

    def take_text(self, index: Index, text: str) -> bool:
        """Read an entry into the draft; a refused one is kept in its cell, with the reason."""
        path = self.cell_path(index)
        try:
            value = read_entry(text, self.place(index))
        except EntryError as refusal:
            return self._keep(path, text, refusal_sentence(refusal))
        return self.take(index, value, text)

    def take(self, index: Index, value: Any, text: str = "") -> bool:
        """Put a value into the draft."""
        path = self.cell_path(index)
        field = self.column(index)
        target, new = field.apply(self.context.agreement, path, value) if field.apply else (path, value)
        self._forget(path)
        try:
            self.context.store.edit(target, new)
        except (EditError, EntryError) as refusal:
            empty = new is None or new == ""
            return self._keep(path, text, _("This needs a value.") if empty else refusal.what)
        return True

    def open_cell(self, path: str) -> None:
        """Remember what a cell holds as its editor opens."""
        self._opened[path] = (self.context.value(path), self.context.pending.get(path))

    def close_cell(self, path: str, *, restore: bool) -> None:
        """Forget it; or put the cell back to it."""
        opened = self._opened.pop(path, None)
        if opened is None or not restore:
            return
        value, pending = opened
        self._forget(path)
        self._put_back(path, value)
        if pending is not None:
            self.context.pending[path] = pending

    def _put_back(self, path: str, value: Any) -> None:
        if value is not MISSING and self.context.value(path) not in (MISSING, value):
            self.context.store.edit(path, value)

    def _forget(self, path: str) -> None:
        self.context.pending.pop(path, None)
        if self.refusals.pop(path, None) is not None:
            self.refusals_changed.emit()

    def _keep(self, path: str, text: str, sentence: str) -> bool:
        self._put_back(path, self._opened.get(path, (MISSING,))[0])
        self.context.pending[path] = text
        self.refusals[path] = sentence
        self.refusals_changed.emit()
        return False


def _italic() -> QFont:
    """How what is asked and not yet answered is told from what stands there."""
    font = QFont()
    font.setItalic(True)
    return font
