"""Where both sides stand on each service level: what is asked, offered and agreed, and the downtime that allows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position
from slawizard.agreement.metrics import ServiceLevel
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus, stop_before
from slawizard.i18n import _


class _Block(NamedTuple):
    """What stands for one level: its name, where it stands, and the figures."""

    title: QLabel
    status: FieldBox
    grid: FieldGrid
    row: QHBoxLayout

    def boxes(self) -> list[FieldBox]:
        """All fields of the block."""
        return [self.status, *self.grid.boxes]


class PositionsBox(FieldBox):
    """A block for each service level. The field's `columns` are those of a position, `inside` those of the level."""

    def build_input(self) -> QWidget:
        """A column of blocks, filled as there are levels."""
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * SPACE)
        self._empty = plain_label(_(self.field.empty), Role.SENTENCE, wraps=True)
        self._column.addWidget(self._empty)
        self._blocks: list[_Block] = []
        self._ids: tuple[str, ...] = ()
        return holder

    def shows_label(self) -> bool:
        """The card's title says it."""
        return False

    def show_value(self, value: Any) -> None:
        """One block a level, its fields bound to the position and to the level's first target."""
        levels = self.context.agreement.metrics.levels
        self._empty.setVisible(not levels)
        ids = tuple(level.id for level in levels)
        if ids != self._ids:
            self._ids = ids
            self._fit_blocks(levels)
        for number, level in enumerate(levels):
            block = self._blocks[number]
            block.title.setText(level.name or level.id)
            self._bind(block, number, level)

    def _fit_blocks(self, levels: tuple[ServiceLevel, ...]) -> None:
        while len(self._blocks) > len(levels):
            block = self._blocks.pop()
            self._column.removeItem(block.row)
            for widget in (block.title, block.status, block.grid):
                widget.hide()
                widget.deleteLater()
        while len(self._blocks) < len(levels):
            self._blocks.append(self._build_block())
        last = stop_before(self.input)
        for block in self._blocks:
            last = chain_focus(chain_focus(last, block.status), block.grid)

    def _build_block(self) -> _Block:
        title = plain_label(role=Role.CARD_TITLE)
        *asked, standing = self.field.columns
        fields = [self._with_creation(field) for field in (*asked, *self.field.inside)]
        status = make_box(self.context, replace(self._with_creation(standing), is_titled=True), self.input)
        grid = FieldGrid([make_box(self.context, field) for field in fields], self.input)
        row = QHBoxLayout()
        row.addWidget(title, 1)
        row.addWidget(status)
        self._column.addLayout(row)
        self._column.addWidget(grid)
        return _Block(title, status, grid, row)

    def _with_creation(self, field: Field) -> Field:
        def create(agreement: Agreement, path: str, value: Any) -> tuple[str, Any]:
            level_id = self._level_of_free_place(agreement, path)
            key = path.rpartition(".")[2]
            new = msgspec.structs.replace(Position(level_id), **{key: value})
            return "expectations.positions", (*agreement.expectations.positions, new)

        return replace(field, create=create) if field in self.field.columns else field

    def _bind(self, block: _Block, number: int, level: ServiceLevel) -> None:
        place = self._place_of(self.context.agreement, level.id)
        for box in block.boxes():
            box.show()
            if any(box.field.path == field.path for field in self.field.inside):
                box.bind(f"metrics.levels.{number}.{box.field.path}")
            else:
                box.bind(f"{self.path}.{place}.{box.field.path}")
        block.grid.place()

    def _place_of(self, agreement: Agreement, level_id: str) -> int:
        """The place of a level's position; a free place of its own while there is none."""
        positions = agreement.expectations.positions
        for place, position in enumerate(positions):
            if position.level == level_id:
                return place
        missing = self._missing(agreement)
        return len(positions) + missing.index(level_id)

    @staticmethod
    def _missing(agreement: Agreement) -> list[str]:
        there = {position.level for position in agreement.expectations.positions}
        return [level.id for level in agreement.metrics.levels if level.id not in there]

    def _level_of_free_place(self, agreement: Agreement, path: str) -> str:
        place = int(path.removeprefix(f"{self.path}.").partition(".")[0])
        return self._missing(agreement)[place - len(agreement.expectations.positions)]

    def focus_target(self) -> QWidget:
        """The first field of the first level."""
        return self._blocks[0].grid.boxes[0].focus_target() if self._blocks else self.input

    def watch(self, widget: QWidget) -> None:
        """The fields inside have their own focus."""

    def name_inputs(self) -> None:
        """The holder bears the path."""
        self.input.setObjectName(self.path)

    def reveal(self, path: str, *, exact: bool) -> bool:
        """A field of one of the blocks."""
        return any(box.reveal(path, exact=exact) for block in self._blocks for box in block.boxes())
