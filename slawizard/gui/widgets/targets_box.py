"""The targets of a service level: one field while there is one target, a grid once they differ by something."""

from __future__ import annotations

from itertools import product
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from slawizard.agreement.metrics import Coordinate, Dimension, ServiceLevel, Target
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.card_view import refresh_grid
from slawizard.gui.widgets.context import MISSING, FormContext
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus
from slawizard.gui.widgets.list_box import RowTable
from slawizard.gui.widgets.list_model import ListModel
from slawizard.i18n import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DIMENSIONS = ("Severity", "Plan", "Region", "Class", "Time of day", "Origin", "Destination", "Something else")


class TargetsModel(ListModel):
    """The grid: one row for each combination of all dimensions but the last, the values of the last one across.

    With one dimension, or with `spread`, each combination is a row and the columns are the fields of a target.
    """

    def __init__(self, context: FormContext, field: Field, parent: Any = None) -> None:
        super().__init__(context, field, parent)
        # What is shown, as it was at the last refresh: Qt must not meet other rows than it was told of.
        self._dimensions: tuple[Dimension, ...] = ()
        self._fields: tuple[Field, ...] = ()

    @property
    def level(self) -> ServiceLevel | None:
        """The service level that the targets belong to."""
        value = self.context.value(self.path.rpartition(".")[0])
        return value if isinstance(value, ServiceLevel) else None

    def dimensions(self) -> tuple[Dimension, ...]:
        """The dimensions that have values."""
        return self._dimensions

    def is_matrix(self) -> bool:
        """Whether the last dimension goes across."""
        return len(self.dimensions()) > 1

    def refresh(self) -> None:
        """Follow the draft; the grid is set out anew only where its dimensions changed."""
        level, path = self.level, f"{self.path}.0"
        dimensions = tuple(one for one in level.dimensions if one.values) if level else ()
        fields = tuple(one for one in self.columns if one.when is None or one.when(self.context.agreement, path))
        if (dimensions, fields) != (self._dimensions, self._fields):
            self.beginResetModel()
            self._dimensions, self._fields = dimensions, fields
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def bind(self, path: str) -> None:
        """Show the targets of another level."""
        self.path = path
        self._rows = ()
        self.refresh()

    def fields(self) -> tuple[Field, ...]:
        """The fields of a target that apply to this level."""
        return self._fields

    def _row_cells(self) -> list[tuple[Coordinate, ...]]:
        dimensions = self.dimensions()
        kept = dimensions[:-1] if self.is_matrix() else dimensions
        return (
            [
                tuple(Coordinate(dimension.name, value) for dimension, value in zip(kept, values, strict=True))
                for values in product(*(dimension.values for dimension in kept))
            ]
            if kept
            else []
        )

    def where(self, index: Index) -> tuple[Coordinate, ...]:
        """The coordinates of a cell."""
        rows = self._row_cells()
        if not self.is_matrix():
            return rows[index.row()]
        last = self.dimensions()[-1]
        return (*rows[index.row()], Coordinate(last.name, last.values[index.column()]))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Combinations that go down."""
        return 0 if parent.isValid() else len(self._row_cells())

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Values of the last dimension, or fields of a target."""
        if parent.isValid():
            return 0
        return len(self.dimensions()[-1].values) if self.is_matrix() else len(self.fields())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The values of the dimensions."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation is Qt.Orientation.Vertical:
            rows = self._row_cells()
            if role == Qt.ItemDataRole.DisplayRole and section < len(rows):
                return " · ".join(coordinate.value for coordinate in rows[section])
            return None
        if self.is_matrix():
            if role == Qt.ItemDataRole.DisplayRole and section < self.columnCount():
                return self.dimensions()[-1].values[section]
            return None
        if role == Qt.ItemDataRole.DisplayRole and section < len(self.fields()):
            return _(self.fields()[section].label)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell may be edited."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if not index.isValid() or index.row() >= self.rowCount() or index.column() >= self.columnCount():
            return None
        self._rows = (None,) * self.rowCount()
        return super().data(index, role)

    def column(self, index: Index) -> Field:
        """In a matrix every cell is the target itself."""
        return self.fields()[0 if self.is_matrix() else index.column()]

    def _position(self, index: Index) -> int:
        targets, wanted = (self.level.targets if self.level else ()), set(self.where(index))
        return next((at for at, target in enumerate(targets) if set(target.where) == wanted), len(targets))

    def cell_path(self, index: Index) -> str:
        """The path of the target of this cell; of the next free place while there is none."""
        return f"{self.path}.{self._position(index)}.{self.column(index).path}"

    def take(self, index: Index, value: Any, text: str = "") -> bool:
        """Put a value into the target of this cell, which is made if there is none yet."""
        if self.value(index) is MISSING and self.level is not None:
            if value in (None, "", False):
                return True
            kept = tuple(target for target in self.level.targets if target.where or target.value is not None)
            new = msgspec.structs.replace(Target(where=self.where(index)), **{self.column(index).path: value})
            self.context.store.edit(self.path, (*kept, new))
            return True
        return super().take(index, value, text)


class TargetsBox(FieldBox):
    """The simple target, the button "Targets differ by…", and the grid with the dimensions it differs by."""

    def build_input(self) -> QWidget:
        """All three; which are shown follows from the level."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        simple = [field.at(f"0.{field.path}") for field in self.field.columns]
        self._simple = FieldGrid([make_box(self.context, field) for field in simple])
        self._dimensions = make_box(self.context, self.field.inside[0])
        self.model = TargetsModel(self.context, self.field, self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(RowTable.SelectionBehavior.SelectItems)
        self.table.verticalHeader().show()
        self.model.modelReset.connect(self._fit)
        self.table.selectionModel().currentChanged.connect(lambda new, _old: self._on_current_changed(new))
        self._differ = QPushButton(_("Targets differ by…"))
        set_role(self._differ, Role.QUIET)
        self._differ.setMenu(self._build_menu())
        self._allowed = plain_label(role=Role.DERIVED, wraps=True)
        for widget in (self._simple, self._allowed, self.table):
            column.addWidget(widget)
        self._build_more(column)
        column.addWidget(self._dimensions)
        column.addWidget(self._differ, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _build_more(self, column: QVBoxLayout) -> None:
        """What few targets need, for the one target or for that of the grid's current cell."""
        self._more = QToolButton()
        self._more.setCheckable(True)
        self._more.setProperty("more", True)
        self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._more.toggled.connect(lambda _open: self._show_more())
        self._more_grid: FieldGrid | None = None
        self._more_holder = QVBoxLayout()
        column.addWidget(self._more)
        column.addLayout(self._more_holder)

    def _show_more(self) -> None:
        """The fields behind the button, bound to the target that is meant now."""
        is_open = self._more.isChecked()
        self._more.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        index = self.table.currentIndex()
        if not index.isValid() and self.model.rowCount():
            index = self.model.index(0, 0)
        cell = self.model.where(index) if index.isValid() and self.model.dimensions() else ()
        names = " · ".join(coordinate.value for coordinate in cell)
        words = _("More about the target of {cell}") if names else _("More about the target")
        self._more.setText(words.format(cell=names))
        path = self.model.cell_path(index).rpartition(".")[0] if cell else f"{self.path}.0"
        there = self.context.value(path) is not MISSING
        self._more.setEnabled(there)
        if is_open and self._more_grid is None:
            fields = [field.at(field.path.removeprefix("targets.0.")) for field in self.field.inside[1:]]
            self._more_grid = FieldGrid([make_box(self.context, field) for field in fields], self)
            self._more_holder.addWidget(self._more_grid)
            chain_focus(self._more, self._more_grid)
        if self._more_grid is not None:
            self._more_grid.setVisible(is_open and there)
            if is_open and there:
                refresh_grid(self._more_grid, f"{path}.")

    def _build_menu(self) -> QMenu:
        menu = QMenu(self._differ)
        self.actions_by_name: dict[str, QAction] = {}
        for name in _DIMENSIONS:
            action = menu.addAction(_(name))
            action.triggered.connect(lambda _checked, name=name: self.differ_by(name))
            self.actions_by_name[name] = action
        return menu

    def show_derived(self, text: str) -> None:
        """What the first target allows, right below it."""
        self._allowed.setText(text)
        self._allowed.setVisible(bool(text) and not self._simple.isHidden())

    def differ_by(self, name: str) -> None:
        """Let the targets differ by one more dimension; severities bring their own values."""
        level = self.model.level
        if level is None:
            return
        severities = self.context.agreement.metrics.severities
        values = tuple(one.name or one.id for one in severities) if name == "Severity" else ()
        dimension = Dimension("" if name == _DIMENSIONS[-1] else _(name), values)
        path = self.path.rpartition(".")[0]
        self.context.store.edit(f"{path}.dimensions", (*level.dimensions, dimension))

    def focus_target(self) -> QWidget:
        """The grid where there is one, else the target itself."""
        if self.model.level is not None and self.model.dimensions():
            return self.table
        return self._simple.boxes[0].focus_target()

    def name_inputs(self) -> None:
        """The grid bears the path."""
        self.table.setObjectName(self.path)
        self.table.setAccessibleName(_("Targets"))
        self._differ.setObjectName(f"{self.path}:differ")
        self._more.setObjectName(f"{self.path}:more")

    def watch(self, widget: QWidget) -> None:
        """The grid is this field's own; the fields inside have their own focus."""
        super().watch(self.table)

    def forget(self) -> None:
        """Another level."""
        self.model.bind(self.path)

    def show_value(self, value: Any) -> None:
        """The simple target or the grid, as the level stands."""
        level = self.model.level
        if value is MISSING or level is None:
            return
        self.model.refresh()
        has_dimensions = bool(level.dimensions)
        grid = bool(self.model.dimensions())
        self._simple.setVisible(not grid)
        self._dimensions.setVisible(has_dimensions)
        self.table.setVisible(grid)
        if not grid:
            refresh_grid(self._simple, f"{self.path}.")
        if has_dimensions:
            self._dimensions.bind(f"{self.path.rpartition('.')[0]}.dimensions")
        self._show_more()
        self._fit()

    def _fit(self) -> None:
        columns = self.model.columnCount()
        matrix = self.model.is_matrix()
        if columns:
            self.table.share_width([1] * columns if matrix else [field.width for field in self.model.fields()])
            self.table.fit_height()

    def resizeEvent(self, event: Any) -> None:
        """Share the width out again."""
        super().resizeEvent(event)
        self._fit()

    def _on_current_changed(self, index: Any) -> None:
        self._show_more()
        if index.isValid() and self.table.hasFocus():
            self.context.field_focused.emit(self.model.cell_path(index))

    def reveal(self, path: str, *, exact: bool) -> bool:
        """The simple target, a cell of the grid, or a dimension."""
        if self.isHidden() or not self.path:
            return False
        if not self._simple.isHidden() and any(box.reveal(path, exact=exact) for box in self._simple.boxes):
            return True
        if not self._dimensions.isHidden() and self._dimensions.reveal(path, exact=exact):
            return True
        if not path.startswith(f"{self.path}."):
            return super().reveal(path, exact=exact)
        return self._reveal_target(path, exact=exact) or super().reveal(path, exact=exact)

    def _reveal_target(self, path: str, *, exact: bool) -> bool:
        """A cell of the grid, or a field behind the button for its target."""
        target = ".".join(path.split(".")[: self.path.count(".") + 2])
        cells = product(range(self.model.rowCount()), range(self.model.columnCount()))
        indexes = [self.model.index(row, column) for row, column in cells] if not self.table.isHidden() else []
        here = [index for index in indexes if self.model.cell_path(index).startswith(f"{target}.")]
        for index in [index for index in here if self.model.cell_path(index) == path] or here[:1]:
            self.table.setCurrentIndex(index)
            if self.model.cell_path(index) == path:
                self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        was_open = self._more.isChecked()
        self._more.setChecked(True)
        boxes = self._more_grid.boxes if self._more_grid is not None else []
        found = any(box.reveal(path, exact=exact) for box in boxes)
        self._more.setChecked(found or was_open)
        return found
