"""One promised target and what is said of it: its verdict, the curve, and the way to the field that decides."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from slawizard.agreement.metrics import ServiceLevel
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.curve_box import CurveBox
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus
from slawizard.gui.widgets.judgement import Judgement
from slawizard.gui.widgets.verdict_view import VerdictView
from slawizard.gui.widgets.verdict_words import cell_name
from slawizard.i18n import _


class PromiseRow(QWidget):
    """The verdict on one row of a level's targets. The rows after the first bring the field of their target along."""

    def __init__(self, context: FormContext, target: Field, row: int, *, has_curve: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._judgement = Judgement.of(context)
        self._row = row
        self._path = ""
        self._level: ServiceLevel | None = None
        self._title = plain_label(role=Role.LABEL, wraps=True)
        self._title.setParent(self)
        self._title.hide()
        self._grid = FieldGrid([make_box(context, target)] if row else [], self)
        self._grid.setVisible(bool(row))
        self.verdict = VerdictView(self)
        self._toggle = QToolButton(self)
        self._curve: CurveBox | None = None
        self._build(is_open=has_curve)
        self.verdict.use_requested.connect(self._take)
        self.verdict.go_requested.connect(context.go_requested)

    def _build(self, *, is_open: bool) -> None:
        self._toggle.setText(_("Chance by target"))
        self._toggle.setCheckable(True)
        self._toggle.setProperty("more", True)
        self._toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._toggle.setArrowType(Qt.ArrowType.RightArrow)
        self._toggle.toggled.connect(lambda _open: self._show_curve())
        self.verdict.add_action(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)
        for widget in (self._title, self._grid, self.verdict):
            self._column.addWidget(widget)
        self._toggle.setChecked(is_open)

    def boxes(self) -> list[FieldBox]:
        """The field of the target, where the row has its own."""
        return self._grid.boxes

    def show_promise(self, number: int, level: ServiceLevel) -> None:
        """Stand for this row of the level at this place, and show what is said of it now."""
        path = f"metrics.levels.{number}.targets.{self._row}.value"
        self._level = level
        if path != self._path:
            self._path = path
            self.verdict.name_after(path)
            self._toggle.setObjectName(f"{path}:by_target")
            if self._curve is not None:
                self._curve.name_after(path)
        name = cell_name(level.targets[self._row].where) if self._row < len(level.targets) else ""
        self._title.setText(name)
        self._title.setVisible(bool(name))
        for box in self._grid.boxes:
            box.bind(path)
        self.show_verdict()

    def show_verdict(self) -> None:
        """What is said of the target now; a verdict on a level that stood here before is not for this one."""
        assessed = self._judgement.at(self._path)
        if assessed is not None and (self._level is None or assessed.promise.level.id != self._level.id):
            assessed = None
        self.verdict.show_verdict(assessed, is_current=self._judgement.is_current)
        self._show_curve()

    def _show_curve(self) -> None:
        is_open = self._toggle.isChecked()
        self._toggle.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        assessed = self._judgement.at(self._path)
        # Evidence without a chance may decide (suppliers that owe too little); the curve still tells something.
        has_chance = assessed is not None and any(each.chance is not None for each in assessed.constraints)
        self._toggle.setVisible(has_chance)
        shown = is_open and has_chance and not self.verdict.isHidden()
        if shown and self._curve is None:
            self._curve = CurveBox(self)
            self._curve.name_after(self._path)
            self._curve.chosen.connect(self._take)
            self._column.addWidget(self._curve)
            chain_focus(self._toggle, self._curve)
        if self._curve is not None:
            self._curve.setVisible(shown)
            if shown and self._level is not None:
                self._curve.look(self._context.agreement, self._level.id, self._row)

    def _take(self, target: Any) -> None:
        """One edit of the target, an undo step of its own."""
        self._context.store.end_burst()
        self._context.store.edit(self._path, target)
        self._context.store.end_burst()
