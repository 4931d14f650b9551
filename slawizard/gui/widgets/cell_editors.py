"""Editors inside the cells of a table: typed, chosen, or several ticked; each named after its path."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.field import Kind, Option
from slawizard.gui.widgets.list_model import ListModel
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.gui.widgets.readers import READERS
from slawizard.i18n import _

Index = QModelIndex | QPersistentModelIndex
ZERO_WIDTH_SPACE = "\u200b"
_LONG_WORD = 14
_LINED = (Kind.PROSE, Kind.LINES, Kind.DATES)
_NEXT = {
    Qt.Key.Key_Tab: QStyledItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QStyledItemDelegate.EndEditHint.EditPreviousItem,
}


class TickCombo(QuietCombo):
    """A list that opens, in which several entries can be ticked, with the mouse or with Space."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.view().viewport().installEventFilter(self)
        self.view().installEventFilter(self)
        self._none = ""

    def offer(self, options: list[Option], ticked: tuple[str, ...], none: str) -> None:
        """Show these options, some of them ticked; `none` stands for an empty choice."""
        self._none = none
        self._items.clear()
        for option in options:
            item = QStandardItem(option.words or option.value)
            item.setData(option.value, Qt.ItemDataRole.UserRole)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if option.value in ticked else Qt.CheckState.Unchecked)
            self._items.appendRow(item)

    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked, in the list's order."""
        rows = (self._items.item(row) for row in range(self._items.rowCount()))
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in rows if item.checkState() is Qt.CheckState.Checked)

    def toggle(self, row: int) -> None:
        """Tick an entry, or take the tick away."""
        item = self._items.item(row)
        if item is not None:
            is_on = item.checkState() is Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            self.activated.emit(row)
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click or Space ticks and leaves the list open."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched is self.view().viewport():
            self.toggle(self.view().currentIndex().row())
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space:
            self.toggle(self.view().currentIndex().row())
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: Any) -> None:
        """Show all that is ticked, not the current row."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        names = [
            self._items.item(row).text()
            for row in range(self._items.rowCount())
            if self._items.item(row).checkState() is Qt.CheckState.Checked
        ]
        option.currentText = ", ".join(names) or self._none
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class CellDelegate(QStyledItemDelegate):
    """Makes the editor of a cell by the kind of its column; typing reaches the draft at every valid key.

    Escape puts the cell back to what it was when the editor opened.
    """

    def __init__(self, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._view = parent
        self.closeEditor.connect(self._on_close_editor)

    def _on_close_editor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        model = self._view.model()
        if isinstance(model, ListModel):
            model.close_cell(editor.objectName(), restore=hint is QStyledItemDelegate.EndEditHint.RevertModelCache)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for this cell, named after its path."""
        model = _model(index)
        field = model.column(index)
        editor: QWidget
        if field.kind in _LINED:
            editor = self._lines_editor(parent, index)
        elif field.kind in READERS:
            editor = self._line_editor(parent, index)
        elif field.kind is Kind.IDS:
            editor = self._ticks_editor(parent, index)
        else:
            editor = self._choice_editor(parent, index)
        path = model.cell_path(index)
        model.open_cell(path)
        editor.setObjectName(path)
        editor.setAccessibleName(_(field.label))
        editor.setAccessibleDescription(_(field.help))
        editor.setProperty("cell", True)
        editor.setAutoFillBackground(True)
        return editor

    def _line_editor(self, parent: QWidget, index: Index) -> QWidget:
        field = _model(index).column(index)
        if field.suggestions is not None:
            combo = QuietCombo(parent)
            combo.setEditable(True)
            combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            combo.addItems(list(field.suggestions()))
            line = QLineEdit()
            combo.setLineEdit(line)
            combo.setEditText(_model(index).text(index))
            line.selectAll()  # Qt does so for a plain line only
            line.textEdited.connect(self._taker(index))
            combo.textActivated.connect(self._taker(index))
            return combo
        line = QLineEdit(parent)
        line.textEdited.connect(self._taker(index))
        people = _model(index).context.people.get(_model(index).path, ()) if field.path == "name" else ()
        if people:
            completer = QCompleter(list(people), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._taker(index))
            line.setCompleter(completer)
        return line

    def _lines_editor(self, parent: QWidget, index: Index) -> QWidget:
        area = QPlainTextEdit(parent)
        text = _model(index).text(index)
        area.setPlainText(text if _model(index).column(index).kind is Kind.PROSE else text.replace("; ", "\n"))
        area.selectAll()
        take = self._taker(index)
        area.textChanged.connect(lambda: take(area.toPlainText()))
        return area

    def _choice_editor(self, parent: QWidget, index: Index) -> QWidget:
        model, place = _model(index), QPersistentModelIndex(index)
        options = cell_options(model, index)
        combo = QuietCombo(parent)
        combo.addItems([option.words for option in options])
        combo.activated.connect(lambda row: model.take(place, options[row].value))
        return combo

    def _ticks_editor(self, parent: QWidget, index: Index) -> QWidget:
        model, place = _model(index), QPersistentModelIndex(index)
        combo = TickCombo(parent)
        combo.offer(cell_options(model, index), model.value(index), _(model.column(index).unset))
        combo.activated.connect(lambda _row: model.take(place, combo.ticked()))
        return combo

    def _taker(self, index: Index) -> Any:
        model, place = _model(index), QPersistentModelIndex(index)

        def take(text: str) -> None:
            if place.isValid():
                model.take_text(place, text)

        return take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab goes from cell to cell; Qt would keep it in an editor of several lines."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QPlainTextEdit)
            and event.key() in _NEXT
        ):
            self.commitData.emit(watched)
            self.closeEditor.emit(watched, _NEXT[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the cell's value when the editor opens; leave alone what is being typed."""
        model = _model(index)
        if isinstance(editor, QLineEdit):
            if not editor.isModified() and editor.text() != model.text(index):
                editor.setText(model.text(index))
        elif isinstance(editor, QComboBox) and not isinstance(editor, TickCombo) and not editor.isEditable():
            values = [option.value for option in cell_options(model, index)]
            editor.setCurrentIndex(values.index(model.value(index)) if model.value(index) in values else -1)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing is left to do when the editor closes: the draft has followed all along."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The editor covers its cell."""
        rect = option.rect
        if isinstance(editor, QPlainTextEdit):
            rect.setHeight(max(rect.height(), editor.fontMetrics().lineSpacing() * 4))
        editor.setGeometry(rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Tall enough for all lines of the text, and for an editor."""
        size = super().sizeHint(option, index)
        least = option.fontMetrics.height() + 5 * SPACE
        return QSize(size.width(), max(size.height() + 2 * SPACE, least))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Long text breaks into lines."""
        super().initStyleOption(option, index)
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
        option.textElideMode = Qt.TextElideMode.ElideNone
        option.text = breakable(option.text)
        if _model(index).cell_path(index) in _model(index).context.pending:
            option.text = f"✕ {option.text}"  # a sign beside the colour, which a chosen row does not show


def _model(index: Index) -> ListModel:
    model = index.model()
    assert isinstance(model, ListModel)
    return model


def cell_options(model: ListModel, index: Index) -> list[Option]:
    """The values that a cell offers, with the empty one first where there is one."""
    field, path = model.column(index), model.cell_path(index)
    if field.kind is Kind.CHECK:
        return [Option(False, _("No")), Option(True, _("Yes"))]
    offered = field.options(model.context.agreement, path) if field.options else ()
    options = [Option(option.value, _(option.words)) for option in offered]
    if field.unset and field.kind is not Kind.IDS:
        options.insert(0, Option(None, _(field.unset)))
    return options


def breakable(text: str) -> str:
    """The text with places to break the long words that people do not write with spaces: addresses, paths, numbers."""
    return re.sub(rf"\S{{{_LONG_WORD},}}", lambda word: re.sub(r"([@./_:-])", rf"\1{ZERO_WIDTH_SPACE}", word[0]), text)
