"""A card: a title, the few fields that most agreements need, and More options for the rest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.boxes import make_box
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.field import Card, Kind
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.field_grid import FieldGrid
from slawizard.gui.widgets.focus_order import chain_focus
from slawizard.i18n import _


class CardView(QFrame):
    """One card of a page. Its fields stand for the agreement, or for the chosen row of a list."""

    def __init__(
        self, context: FormContext, card: Card, parent: QWidget | None = None, *, at_once: bool = True
    ) -> None:
        """Not `at_once`, it is made by calls of `build_some`, and can do nothing before it is whole."""
        super().__init__(parent)
        self.context = context
        self.card = card
        self._more_grid: FieldGrid | None = None
        self._title = plain_label(_(card.title), Role.CARD_TITLE, wraps=True)
        self._title.setParent(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(3 * SPACE)
        if card.is_bare:
            self._title.hide()
            self._column.setContentsMargins(0, 0, 0, 0)
        else:
            self._build_heading()
        self._slices = self._build()
        if at_once:
            for _slice in self._slices:
                pass

    def build_some(self, seconds: float) -> bool:
        """Go on building for about so many seconds; True when the card is whole."""
        end_s = time.perf_counter() + seconds
        return all(time.perf_counter() < end_s for _slice in self._slices)

    def _build(self) -> Iterator[None]:
        """Make the fields one by one, fill them, and dress them: all that would take its time when they are shown."""
        self._picker = make_box(self.context, replace(self.card.picker, is_titled=True)) if self.card.picker else None
        if self._picker is not None:
            self._column.addWidget(self._picker)
            yield
            self._picker.bind(self._picker.field.path)
        fields = self.card.fields
        if len(fields) == 1 and fields[0].kind is Kind.TABLE:  # the card's title says what the list is
            fields = (replace(fields[0], is_titled=True),)
        boxes = []
        for field in fields:
            boxes.append(make_box(self.context, field))
            yield
        self._grid = FieldGrid(boxes)
        if not self.card.fields:
            self._grid.hide()  # shown before it has a parent, it would flash up as a window
        self._column.addWidget(self._grid)
        self._more = self._build_more()
        yield from self._refresh()
        for box in self.boxes():
            for widget in (box, *box.findChildren(QWidget)):
                widget.ensurePolished()
            yield

    def _build_heading(self) -> None:
        set_role(self, Role.CARD)
        self._column.setContentsMargins(*(round(4.5 * SPACE),) * 4)
        self._column.addWidget(self._title)
        if self.card.sentence:
            self._column.addWidget(plain_label(_(self.card.sentence), Role.SENTENCE, wraps=True))

    def _build_more(self) -> QToolButton:
        more = QToolButton()
        more.setText(_("More options"))
        more.setCheckable(True)
        more.setProperty("more", True)
        more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        more.setArrowType(Qt.ArrowType.RightArrow)
        more.setAccessibleName(_("More options: {card}").format(card=_(self.card.title)))
        more.setObjectName(f"more:{self.card.title}")
        more.toggled.connect(self._on_more_toggled)
        if not self.card.more:
            more.hide()
        self._column.addWidget(more)
        return more

    def _on_more_toggled(self, is_open: bool) -> None:
        self._more.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        if is_open and self._more_grid is None:
            self._more_grid = FieldGrid([make_box(self.context, field) for field in self.card.more], self)
            self._column.addWidget(self._more_grid)
            self.refresh()
            chain_focus(self._more, self._more_grid)
        if self._more_grid is not None:
            self._more_grid.setVisible(is_open)

    def open_more(self) -> None:
        """Open More options, if there are any."""
        if self.card.more:
            self._more.setChecked(True)

    def boxes(self) -> Iterator[FieldBox]:
        """All fields that have been made so far."""
        if self._picker is not None:
            yield self._picker
        yield from self._grid.boxes
        if self._more_grid is not None:
            yield from self._more_grid.boxes

    # --- following the draft -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the draft as it stands now, for the row that is chosen now."""
        for _slice in self._refresh():
            pass

    def _refresh(self) -> Iterator[None]:
        list_path = self.card.list_path
        prefix = self.context.prefix(list_path) if list_path else ""
        has_place = bool(prefix) or not list_path
        applies = self.card.when is None or (has_place and self.card.when(self.context.agreement, prefix.rstrip(".")))
        self._show(self, applies and (has_place or self._picker is not None))
        if self._picker is not None:
            self._picker.refresh()
        if not has_place or not applies:
            self._show(self._grid, False)
            self._show(self._more, False)
            if self._more_grid is not None:
                self._more_grid.hide()
            return
        self._show(self._grid, bool(self.card.fields))
        self._show(self._more, bool(self.card.more))
        if self._more_grid is not None:
            self._more_grid.setVisible(self._more.isChecked())
        self._show_name(prefix)
        for grid in (self._grid, self._more_grid):
            if grid is not None:
                yield from _refresh_grid(grid, prefix)

    def _show(self, widget: QWidget, shown: bool) -> None:
        if widget.isHidden() == shown:
            widget.setVisible(shown)

    def _show_name(self, prefix: str) -> None:
        if "{name}" in self.card.title:
            item = self.context.value(prefix.rstrip("."))
            level_id = getattr(item, "level", "")
            level = self.context.agreement.level(level_id)
            name = level.name if level is not None else getattr(item, "name", "")
            if level is None and level_id:  # the service level was removed, or its name is yet to be given
                name = _("missing: {name}").format(name=level_id)
            self._title.setText(_(self.card.title).format(name=name or _("No name yet")))

    def reveal(self, path: str, *, exact: bool) -> bool:
        """Take the focus if a field of this card is the one at `path`, choosing its row and opening what hides it."""
        list_path = self.card.list_path
        if list_path and path.startswith(f"{list_path}."):
            row = path.removeprefix(f"{list_path}.").partition(".")[0]
            if row.isdigit():
                self.context.select(list_path, int(row))
        if any(box.reveal(path, exact=exact) for box in self.boxes()):
            return True
        if self._more_grid is None and self.card.more:
            prefix = f"{self.context.prefix(list_path)}" if list_path else ""
            if not any(path.startswith(prefix + field.path) for field in self.card.more):
                return False
        if self.card.more and not self._more.isChecked():
            self._more.setChecked(True)
            found = any(box.reveal(path, exact=exact) for box in self.boxes())
            self._more.setChecked(found)
            return found
        return False


def refresh_grid(grid: FieldGrid, prefix: str) -> None:
    """Bind a grid's fields below `prefix`, hide those that do not apply, and show the draft."""
    for _slice in _refresh_grid(grid, prefix):
        pass


def _refresh_grid(grid: FieldGrid, prefix: str) -> Iterator[None]:
    for box in grid.boxes:
        path = prefix + box.field.path
        applies = box.field.when is None or box.field.when(box.context.agreement, path)
        if box.isHidden() == applies:
            box.setVisible(applies)
        if applies:
            box.bind(path)
            yield
    grid.place()
