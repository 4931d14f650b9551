"""The priority matrix: impact down, urgency across, and in each cell the severity they give."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from slawizard.agreement.metrics import MatrixCell, PriorityMatrix
from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.list_box import ListBox
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _


class MatrixBox(ListBox):
    """The list of matrices (one everywhere, others for single environments), and the cells of the chosen one."""

    def build_input(self) -> QWidget:
        """The list, and below it the grid of severities."""
        holder = super().build_input()
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE)
        self._combos: dict[tuple[str, str], QComboBox] = {}
        self._shown: tuple[Any, ...] = ()
        layout = holder.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self._grid_holder)
        return holder

    def show_value(self, value: Any) -> None:
        """The list, then the cells of its current row."""
        super().show_value(value)
        matrix = self._matrix()
        self._grid_holder.setVisible(matrix is not None)
        if matrix is None:
            return
        severities = tuple((one.id, one.name or one.id) for one in self.context.agreement.metrics.severities)
        shown = (self.context.prefix(self.path), matrix.impacts, matrix.urgencies, severities)
        if shown != self._shown:
            self._shown = shown
            self._rebuild(matrix, severities)
        chosen = {(cell.impact, cell.urgency): cell.severity for cell in matrix.cells}
        for key, combo in self._combos.items():
            combo.setCurrentIndex(max(combo.findData(chosen.get(key, "")), 0))

    def _matrix(self) -> PriorityMatrix | None:
        prefix = self.context.prefix(self.path)
        value = self.context.value(prefix.rstrip(".")) if prefix else MISSING
        return value if isinstance(value, PriorityMatrix) else None

    def _rebuild(self, matrix: PriorityMatrix, severities: tuple[tuple[str, str], ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._combos = {}
        for across, urgency in enumerate(matrix.urgencies, start=1):
            self._grid.addWidget(plain_label(_("Urgency: {name}").format(name=urgency)), 0, across)
        for down, impact in enumerate(matrix.impacts, start=1):
            self._grid.addWidget(plain_label(_("Impact: {name}").format(name=impact)), down, 0)
            for across, urgency in enumerate(matrix.urgencies, start=1):
                combo = self._combo(impact, urgency, severities)
                self._grid.addWidget(combo, down, across)

    def _combo(self, impact: str, urgency: str, severities: tuple[tuple[str, str], ...]) -> QComboBox:
        combo = QuietCombo(self._grid_holder)
        combo.setObjectName(f"{self.context.prefix(self.path)}cells:{impact}:{urgency}")
        combo.setAccessibleName(
            _("Severity for impact {impact}, urgency {urgency}").format(impact=impact, urgency=urgency)
        )
        combo.addItem("—", "")
        for severity_id, name in severities:
            combo.addItem(name, severity_id)
        combo.activated.connect(lambda _row: self._on_cell_activated(impact, urgency, combo.currentData()))
        self._combos[impact, urgency] = combo
        return combo

    def _on_cell_activated(self, impact: str, urgency: str, severity: str) -> None:
        matrix = self._matrix()
        if matrix is None:
            return
        others = tuple(cell for cell in matrix.cells if (cell.impact, cell.urgency) != (impact, urgency))
        cells = (*others, MatrixCell(impact, urgency, severity)) if severity else others
        changed = msgspec.structs.replace(matrix, cells=cells)
        self.context.store.edit(self.context.prefix(self.path).rstrip("."), changed)

    def _on_current_changed(self, index: Any) -> None:
        super()._on_current_changed(index)
        self.show_value(self.context.value(self.path))


def _matrix_box(context: Any, field: Field) -> FieldBox:
    return MatrixBox(context, field)


MATRICES = Field(
    "metrics.matrices",
    "Impact × urgency",
    Kind.TABLE,
    "The severity that each impact gives at each urgency.",
    "With a matrix nobody argues about the severity of a ticket.",
    width=12,
    add="Add a matrix",
    empty="No matrix: severities follow from their definitions.",
    new=lambda _agreement: PriorityMatrix(),
    build=_matrix_box,
    columns=(
        Field("environment", "Where", Kind.NAME, "The environment it is for; empty: everywhere else.", width=4),
        Field("impacts", "Impacts", Kind.LINES, "From high to low, one on each line.", width=5),
        Field("urgencies", "Urgencies", Kind.LINES, "From high to low, one on each line.", width=5),
    ),
)
"""The list of priority matrices."""
