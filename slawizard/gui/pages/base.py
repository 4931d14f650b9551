"""What every page of the wizard is: a column of cards made from a table, and a way to each of its fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.gui.draft_store import DraftStore
from slawizard.gui.theme import SPACE
from slawizard.gui.widgets.card_view import CardView
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.field import Card, Field, GuideText, Kind
from slawizard.gui.widgets.field_paths import fields_of
from slawizard.wizard.steps import find_step

# The window answers in between; many slices of one field each would take longer altogether.
_SLICE_S = 0.008

__all__ = ["Card", "Field", "GuideText", "Kind", "Page"]


class Page(QWidget):
    """One step. Its cards are made one by one, as soon as nothing else is to be done.

    `field_chosen` carries the path of a field of another page that a link of this one leads to,
    `import_requested` the id of the service level whose history is to be imported.
    """

    field_focused = Signal(str)
    field_chosen = Signal(str)
    import_requested = Signal(str)
    step: ClassVar[str] = ""
    cards: ClassVar[tuple[Card, ...]] = ()

    def __init__(self, store: DraftStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.context = FormContext(store, self)
        self._views: list[CardView] = []
        self._under_way: CardView | None = None
        self._is_asleep = False
        self._is_behind = False
        self._guides = {path: field.guide for path, field in self.fields().items()}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4 * SPACE)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._later = QTimer(self)
        self._later.setInterval(0)
        self._later.timeout.connect(self._build_next)
        self.context.field_focused.connect(self.field_focused)
        self.context.selection_changed.connect(self._on_selection_changed)
        self.context.go_requested.connect(self._on_go_requested)
        self.context.import_requested.connect(self.import_requested)
        store.changed.connect(self._on_store_changed)
        store.findings_changed.connect(self.refresh)
        self._later.start()

    # --- building ----------------------------------------------------------------------------------------------

    def _build_next(self) -> None:
        if not self.is_built():
            if self._under_way is None:
                self._under_way = CardView(self.context, self.cards[len(self._views)], self, at_once=False)
                self._under_way.hide()
            if self._under_way.build_some(_SLICE_S):
                view, self._under_way = self._under_way, None
                self._views.append(view)
                self._column.addWidget(view)
                view.refresh()  # for what has changed since it was begun
        if self.is_built():
            self._later.stop()

    def build_all(self) -> None:
        """Make the cards that are not there yet."""
        while not self.is_built():
            self._build_next()

    def is_built(self) -> bool:
        """Whether all cards are there."""
        return len(self._views) == len(self.cards)

    def card_views(self) -> tuple[CardView, ...]:
        """The cards that have been made so far."""
        return tuple(self._views)

    # --- following the draft -----------------------------------------------------------------------------------

    def sleep(self) -> None:
        """Follow the draft no more until `wake`, because nobody sees this page."""
        self._is_asleep = True

    def wake(self) -> None:
        """Follow the draft again, from how it stands now."""
        self._is_asleep = False
        if self._is_behind:
            self.refresh()

    def refresh(self) -> None:
        """Show the draft as it stands now; asleep, remember that there is something to show."""
        self._is_behind = self._is_asleep
        for view in () if self._is_asleep else self._views:
            view.refresh()

    def _on_store_changed(self, path: str) -> None:
        if not path:  # another draft: what was typed for the old one is not for this one
            for kept in (self.context.pending, self.context.seen, self.context.selected):
                kept.clear()
        self.refresh()

    def _on_selection_changed(self, list_path: str) -> None:
        for view in (one for one in self._views if one.card.list_path == list_path):
            view.refresh()

    # --- finding fields ----------------------------------------------------------------------------------------

    def focus_field(self, path: str) -> bool:
        """Put the focus on the field at `path`, or on the nearest one that holds it; False where there is none."""
        if self.focus_here(path) or any(view.reveal(path, exact=False) for view in self._views):
            return True
        above = path.rpartition(".")[0]  # a field that does not apply now: go to those beside it
        return "." in above and self.focus_field(above)

    def focus_here(self, path: str) -> bool:
        """The same for just this field, also where it belongs to another step."""
        self.build_all()
        return any(view.reveal(path, exact=True) for view in self._views)

    def _on_go_requested(self, path: str) -> None:
        is_own = path.split(".")[0] in find_step(self.step).roots  # only of this step the nearest field will do
        if not (self.focus_here(path) or (is_own and self.focus_field(path))):
            self.field_chosen.emit(path)

    def guide_for(self, path: str) -> GuideText | None:
        """What the guide says about the field at `path`, or about the list that it is in."""
        pattern = re.sub(r"\.\d+(?=\.|$)", ".*", path)
        while pattern:
            if pattern in self._guides:
                return self._guides[pattern]
            pattern = pattern.rpartition(".")[0]
        return None

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """All fields of the page by their paths, `*` standing for the number of a row."""
        return {path: field for card in cls.cards for path, field in fields_of(card)}
