"""A value that can be of several kinds: which kind it is, and the few fields that kind has."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.card_view import refresh_grid
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field import Variant
from slawizard.gui.widgets.field_box import FieldBox
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _


class VariantBox(FieldBox):
    """A list of kinds, and below it the fields of the kind chosen; going back to a kind finds its figures again."""

    def build_input(self) -> QWidget:
        """The chooser, with room for the fields below it."""
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * SPACE)
        self._grid: FieldGrid | None = None
        self._variant: Variant | None = None
        self._kept: dict[tuple[str, type], Any] = {}
        self._column.addWidget(self.build_chooser())
        return holder

    def build_chooser(self) -> QWidget:
        """A combo box of the kinds."""
        self._combo = QuietCombo()
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(8)
        self._combo.addItems([_(variant.words) for variant in self.field.variants])
        self._combo.activated.connect(lambda row: self.choose(self.field.variants[row]))
        return self._combo

    def show_chosen(self, variant: Variant) -> None:
        """Show in the chooser which kind it is."""
        self._combo.setCurrentIndex(self.field.variants.index(variant))

    def focus_target(self) -> QWidget:
        """The chooser."""
        return self._combo

    def last_of_chooser(self) -> QWidget:
        """What Tab leaves when it goes on to the fields."""
        return self._combo

    def watch(self, widget: QWidget) -> None:
        """The focus of the chooser is this field's own; the fields inside have their own."""
        super().watch(self.focus_target())

    def choose(self, variant: Variant) -> None:
        """Make the value one of this kind; the one before is kept for coming back."""
        value = self.context.value(self.path)
        if isinstance(value, variant.kind):
            return
        self._kept[self.path, type(value)] = value
        self.take(self._kept.get((self.path, variant.kind)) or variant.make())
        self.refresh()

    def show_value(self, value: Any) -> None:
        """Show the kind and its fields."""
        if value is MISSING:
            return
        variant = next(one for one in self.field.variants if isinstance(value, one.kind))
        if variant is not self._variant:
            self._variant = variant
            self.show_chosen(variant)
            self._rebuild(variant)
        if self._grid is not None:
            refresh_grid(self._grid, f"{self.path}.")

    def _rebuild(self, variant: Variant) -> None:
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
            self._grid = None
        if variant.fields:
            self._grid = FieldGrid([make_box(self.context, field) for field in variant.fields], self)
            self._column.insertWidget(1, self._grid)
            chain_focus(self.last_of_chooser(), self._grid)
            self._grid.show()

    def reveal(self, path: str, *, exact: bool) -> bool:
        """Look among the fields inside first."""
        if self._grid is not None and any(box.reveal(path, exact=exact) for box in self._grid.boxes):
            return True
        return super().reveal(path, exact=exact)
