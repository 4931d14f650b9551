"""A list edited in place: a table with buttons and keys to add, duplicate, remove and reorder its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.presets import fresh_id
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.cell_editors import ZERO_WIDTH_SPACE, CellDelegate, breakable
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Kind
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.list_model import ListModel
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.checks.finding import Finding

_MOST_ROWS = 14
_HEADER_ROOM = 18
_CELL_ROOM = 14
"""What the style leaves free beside the text of a header, and of a cell, in pixels."""
_MOST_WORD = 20
"""No word asks for more than so many average characters."""


class RowTable(QTableView):
    """A table as tall as its rows; Enter and a click edit, Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = 0
        self._is_wide = False
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.clicked.connect(self.edit)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def share_width(self, shares: list[int]) -> None:
        """Give each column its share of the table's width, and never less than its longest word; what does not fit
        then is scrolled to.
        """
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        least = [self._least_width(column) for column in range(len(shares))]
        self._is_wide = sum(least) > self.viewport().width()
        for column, width in enumerate(shared(self.viewport().width(), shares, least)):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _least_width(self, column: int) -> int:
        """The width of the longest word that a column has to show whole, its header included, and a quarter of its
        longest text, so that no sentence stands one word to a line.
        """
        model, metrics = self.model(), self.fontMetrics()
        role = Qt.ItemDataRole.DisplayRole
        header = str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        texts = [str(model.index(row, column).data(role) or "") for row in range(min(model.rowCount(), _MOST_ROWS))]
        words = [word for text in texts for word in breakable(text).replace(ZERO_WIDTH_SPACE, " ").split()]
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        quarter = max((metrics.horizontalAdvance(text) for text in texts), default=0) // 4
        return max(
            metrics.horizontalAdvance(header) + _HEADER_ROOM,
            min(max(longest, quarter) + _CELL_ROOM, text_width(_MOST_WORD)),
        )

    def fit_height(self) -> None:
        """As tall as its rows, up to a number after which it scrolls."""
        self.resizeRowsToContents()
        rows = self.model().rowCount()
        shown = min(rows, _MOST_ROWS)
        height = sum(self.rowHeight(row) for row in range(shown)) + self.horizontalHeader().height() + 4
        height += self.horizontalScrollBar().sizeHint().height() if self._is_wide else 0
        if self._height != height:
            self._height = height
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """Qt's own guess knows nothing of the rows."""
        return QSize(super().sizeHint().width(), self._height)


class ListBox(FieldBox):
    """The box of a list field; `context.selected` holds its current row, for the cards that follow it."""

    def build_input(self) -> QWidget:
        """Table, empty state and buttons."""
        holder = QWidget()
        self.table = RowTable()
        self.model = ListModel(self.context, self.field, self)
        self.table.setModel(self.model)
        self._empty = plain_label(_(self.field.empty), Role.SENTENCE, wraps=True)
        self._buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._empty)
        column.addWidget(self.table)
        column.addLayout(self._build_buttons())
        self._build_keys()
        self.table.selectionModel().currentChanged.connect(lambda new, _old: self._on_current_changed(new))
        self.model.rowsInserted.connect(lambda *_: self._fit())
        self.model.rowsRemoved.connect(lambda *_: self._fit())
        self.model.modelReset.connect(self._fit)
        self.model.refusals_changed.connect(self._tell_refusal)
        self._fit_timer = QTimer(self)
        self._fit_timer.setSingleShot(True)
        self._fit_timer.timeout.connect(self._fit)
        self.table.viewport().installEventFilter(self)
        return holder

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        actions: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            ("add", _(self.field.add) or _("Add"), "", self.add_row),
            ("duplicate", _("Duplicate"), _("Ctrl+D"), self.duplicate_row),
            ("remove", _("Remove"), _("Del"), self.remove_row),
            ("up", _("Up"), _("Alt+Up"), lambda: self.move_row(-1)),
            ("down", _("Down"), _("Alt+Down"), lambda: self.move_row(1)),
        )
        signs = {"add": f"+ {actions[0][1]}", "up": "↑", "down": "↓"}
        for name, words, keys, act in actions:
            button = QPushButton(signs.get(name, words))
            set_role(button, Role.QUIET)
            button.setToolTip(f"{words} ({keys})" if keys else words)
            button.setAccessibleName(f"{words}: {_(self.field.label)}")
            button.clicked.connect(lambda _checked, act=act: act())
            self._buttons[name] = button
            row.addWidget(button)
            if name == "add":
                row.addStretch(1)
        return row

    def _build_keys(self) -> None:
        for keys, act in (
            ("Ctrl+D", self.duplicate_row),
            ("Del", self.remove_row),
            ("Alt+Up", lambda: self.move_row(-1)),
            ("Alt+Down", lambda: self.move_row(1)),
            ("Ins", self.add_row),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- showing -----------------------------------------------------------------------------------------------

    def focus_target(self) -> QWidget:
        """The table, or the button that adds the first row."""
        return self._buttons["add"] if self.model.rowCount() == 0 else self.table

    def name_inputs(self) -> None:
        """The table bears the path, each button the path and its action."""
        self.table.setObjectName(self.path)
        self.table.setAccessibleName(_(self.field.label))
        for name, button in self._buttons.items():
            button.setObjectName(f"{self.path}:{name}")

    def forget(self) -> None:
        """Show another list."""
        self.model.bind(self.path)

    def show_value(self, value: Any) -> None:
        """Follow the draft, and keep the current row."""
        self.model.refresh()
        rows = self.model.rowCount()
        self.table.setVisible(rows > 0)
        self._empty.setVisible(rows == 0 and bool(self.field.empty))
        row = min(self.context.selected.get(self.path, 0), rows - 1)
        if rows and self.table.currentIndex().row() != row:
            self.table.selectionModel().setCurrentIndex(
                self.model.index(row, max(self.table.currentIndex().column(), 0)),
                QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows,
            )
        for name, button in self._buttons.items():
            if name != "add":
                button.setVisible(rows > 0)
        self._buttons["up"].setEnabled(row > 0)
        self._buttons["down"].setEnabled(row < rows - 1)
        self._fit_timer.start(0)

    def _fit(self) -> None:
        self.table.share_width([column.width for column in self.field.columns])
        if self.model.rowCount():
            self.table.fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the width out again where it has changed."""
        if watched is self.table.viewport():
            if event.type() == QEvent.Type.Resize:
                self._fit_timer.start(0)
            return False
        return super().eventFilter(watched, event)

    def watch(self, widget: QWidget) -> None:
        """The focus of a list is that of its table and its buttons, and of the cells while they are edited."""
        for part in (self.table, *self._buttons.values()):
            super().watch(part)
        self.table.itemDelegate().closeEditor.connect(lambda *_: QTimer.singleShot(0, self, self.leave))

    def leave(self) -> None:
        """Going from the table into one of its cells, or to a button, does not leave the list."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            super().leave()

    def findings(self) -> tuple[Finding, ...]:
        """What the checks find on the list and in its cells."""
        columns = {column.path for column in self.field.columns}
        return tuple(
            item
            for item in self.context.store.findings_at(self.path)
            if item.field == self.path or item.field.removeprefix(f"{self.path}.").partition(".")[2] in columns
        )

    def _on_current_changed(self, index: Any) -> None:
        if not index.isValid():
            return
        self.context.select(self.path, index.row())
        self._buttons["up"].setEnabled(index.row() > 0)
        self._buttons["down"].setEnabled(index.row() < self.model.rowCount() - 1)
        self._tell_refusal()
        self.context.store.end_burst()
        if self.table.hasFocus():
            self.context.field_focused.emit(self.model.cell_path(index))

    def _tell_refusal(self) -> None:
        """The sentence of the first cell that holds a refused entry."""
        refused = [text for path, text in self.model.refusals.items() if path in self.context.pending]
        self.refuse(refused[0] if refused else "")

    # --- rows --------------------------------------------------------------------------------------------------

    def current_row(self) -> int:
        """The row that buttons and keys act on; -1 for none."""
        return self.table.currentIndex().row() if self.model.rowCount() else -1

    def add_row(self) -> None:
        """A new row below the current one, its first cell open."""
        if self.field.new is not None:
            self.context.seen.discard(self.path)  # what a new row still lacks is said when the list is left
            self._insert(self.current_row() + 1, self.field.new(self.context.agreement))
            self._edit_first_cell()

    def duplicate_row(self) -> None:
        """The current row once more, below it, with an id of its own."""
        row = self.current_row()
        if row < 0:
            return
        rows = self.context.value(self.path)
        item = rows[row]
        if "id" in item.__struct_fields__:
            item = msgspec.structs.replace(item, id=fresh_id(item.id, [other.id for other in rows]))
        self._insert(row + 1, item)

    def remove_row(self) -> None:
        """Take the current row away; undo brings it back."""
        row = self.current_row()
        if row < 0:
            return
        count = self.model.rowCount()
        later = {old: old - 1 for old in range(row + 1, count)}
        self.context.shift_pending(self.path, {**later, row: None})
        self.context.store.remove(self.path, row)
        self.context.selected[self.path] = min(row, max(count - 2, 0))  # Qt has gone to the row above by now
        self.context.selection_changed.emit(self.path)
        self.refresh()

    def move_row(self, by: int) -> None:
        """The current row one place up or down."""
        row = self.current_row()
        if row < 0 or not 0 <= row + by < self.model.rowCount():
            return
        self.context.shift_pending(self.path, {row: row + by, row + by: row})
        self.context.selected[self.path] = row + by
        self.context.store.move(self.path, row, row + by)
        self.context.selection_changed.emit(self.path)

    def _insert(self, position: int, item: Any) -> None:
        if self.context.value(self.path) is MISSING:
            return
        self.context.shift_pending(self.path, {old: old + 1 for old in range(position, self.model.rowCount())})
        self.context.selected[self.path] = position
        self.context.store.insert(self.path, position, item)
        self.context.selection_changed.emit(self.path)

    def _edit_first_cell(self) -> None:
        first = next((at for at, column in enumerate(self.field.columns) if column.kind is not Kind.SHOWN), 0)
        index = self.model.index(self.current_row(), first)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    # --- going to a cell ---------------------------------------------------------------------------------------

    def reveal(self, path: str, *, exact: bool) -> bool:
        """Take the focus, on the cell at `path` where it is one of this table's."""
        if not self.path or self.isHidden() or not (path == self.path or path.startswith(f"{self.path}.")):
            return False
        row_text, __, rest = path.removeprefix(self.path).removeprefix(".").partition(".")
        columns = [column.path for column in self.field.columns]
        if exact and rest and rest not in columns:
            return False
        if row_text.isdigit() and int(row_text) < self.model.rowCount():
            column = columns.index(rest) if rest in columns else 0
            self.table.setCurrentIndex(self.model.index(int(row_text), column))
        self.context.seen.add(self.path)
        self.focus_target().setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._show_notice()
        return True


def shared(room: int, shares: Sequence[int], least: Sequence[int]) -> list[int]:
    """So much room in parts that are as the shares are, but none below its least, even where that needs more room.

    The last column takes what rounding leaves over.
    """
    fixed: set[int] = set()
    while True:
        free = [at for at in range(len(shares)) if at not in fixed]
        left = room - sum(least[at] for at in fixed)
        total = sum(shares[at] for at in free)
        small = {at for at in free if left * shares[at] < least[at] * total}
        if not small:
            break
        fixed |= small
    widths = [least[at] if at in fixed else left * shares[at] // total for at in range(len(shares))]
    if free:
        widths[free[-1]] += max(room - sum(widths), 0)
    return widths
