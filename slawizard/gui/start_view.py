"""The start screen: begin from an example, a saved template or a blank, open, go on with recent or recovered work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from slawizard.gui.start_gallery import Offer, Shelf, StartGallery
from slawizard.gui.start_gallery import label as _label
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.i18n import _

__all__ = ["Offer", "Shelf", "StartView", "place_words"]

_MOST_CHARACTERS = 200
_SIDE_CHARACTERS = 36
STARTER = "start.starter"
"""The name of the shelf of examples."""


class StartView(QScrollArea):
    """What is shown before any draft is open. Signals carry the key of the offer that was chosen; a saved template's is
    the path of its file.
    """

    blank_chosen = Signal()
    open_chosen = Signal()
    starter_chosen = Signal(str)
    saved_chosen = Signal(str)
    recent_chosen = Signal(str)
    recovered_chosen = Signal(str)
    recovered_discarded = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._gallery = StartGallery()
        self._recovered = QVBoxLayout()
        self._recent = QVBoxLayout()
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        set_role(inside, Role.GROUND)
        grid = QGridLayout(inside)
        grid.setContentsMargins(7 * SPACE, 6 * SPACE, 7 * SPACE, 6 * SPACE)
        grid.setHorizontalSpacing(7 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        grid.addWidget(_label(_("What do you want to agree on?"), Role.PAGE_TITLE), 0, 0, 1, 2)
        sentence = _(
            "Five steps lead to a service level agreement as a Word document or PDF. Nothing leaves this machine."
        )
        grid.addWidget(_label(sentence, Role.SENTENCE), 1, 0, 1, 2)
        grid.addLayout(self._recovered, 2, 0, 1, 2)
        grid.setRowMinimumHeight(3, SPACE)
        grid.addWidget(self._gallery, 4, 0)
        grid.addWidget(self._build_side(), 4, 1)
        grid.setRowStretch(4, 1)
        grid.setColumnStretch(0, 1)
        for layout in (self._recent, self._recovered):
            layout.setSpacing(3 * SPACE)
        inside.setMaximumWidth(text_width(_MOST_CHARACTERS))
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(inside)
        self._gallery.chosen.connect(self._on_chosen)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._gallery.search)

    def _build_side(self) -> QWidget:
        blank = QPushButton(_("New &blank agreement"))
        blank.setObjectName("start.blank")
        blank.clicked.connect(self.blank_chosen)
        open_file = QPushButton(_("&Open a draft…"))
        open_file.setObjectName("start.open")
        open_file.clicked.connect(self.open_chosen)
        side = QWidget()
        side.setFixedWidth(text_width(_SIDE_CHARACTERS))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addWidget(_label(_("Or begin with"), Role.CARD_TITLE))
        column.addWidget(blank)
        column.addWidget(open_file)
        column.addSpacing(2 * SPACE)
        column.addLayout(self._recent)
        column.addStretch(1)
        return side

    # --- what is offered ---------------------------------------------------------------------------------------

    def show_starters(self, offers: Iterable[Offer]) -> None:
        """Offer the starters; their pictures come later, by `show_picture`."""
        self._gallery.show_shelves((Shelf(STARTER, _("Start from an example"), tuple(offers)),), first=False)

    def show_saved(self, shelves: Iterable[Shelf]) -> None:
        """Offer saved templates above the starters, one shelf for each folder."""
        self._gallery.show_shelves(tuple(shelves), first=True)

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show page one of a starter or template on its card."""
        self._gallery.show_picture(key, picture)

    def _on_chosen(self, shelf: str, key: str) -> None:
        (self.starter_chosen if shelf == STARTER else self.saved_chosen).emit(key)

    def show_recent(self, offers: Iterable[Offer]) -> None:
        """Offer the drafts worked on lately."""
        from slawizard.gui.choice_card import ChoiceCard

        _clear(self._recent)
        offers = list(offers)
        if offers:
            self._recent.addWidget(_label(_("Go on with"), Role.CARD_TITLE))
        for position, offer in enumerate(offers):
            card = ChoiceCard(offer.title, offer.summary)
            card.setObjectName(f"start.recent.{position}")
            card.clicked.connect(lambda _checked=False, key=offer.key: self.recent_chosen.emit(key))
            self._recent.addWidget(card)

    def show_recovered(self, offers: Iterable[Offer]) -> None:
        """Offer work that was never saved; it stays until it is opened or thrown away."""
        _clear(self._recovered)
        offers = list(offers)
        if offers:
            self._recovered.addSpacing(2 * SPACE)
            self._recovered.addWidget(_label(_("Recovered work"), Role.CARD_TITLE))
            self._recovered.addWidget(
                _label(_("The program ended before these changes were saved. No file was touched."), Role.SENTENCE)
            )
        for position, offer in enumerate(offers):
            self._recovered.addWidget(self._recovered_row(position, offer))

    def _recovered_row(self, position: int, offer: Offer) -> QWidget:
        from slawizard.gui.choice_card import ChoiceCard

        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        card = ChoiceCard(offer.title, offer.summary)
        card.setObjectName(f"start.recovered.{position}")
        card.clicked.connect(lambda _checked=False: self.recovered_chosen.emit(offer.key))
        discard = QPushButton(_("Throw away"))
        discard.setObjectName(f"start.discard.{position}")
        discard.setAccessibleName(_("Throw away the recovered work on {title}").format(title=offer.title))
        set_role(discard, Role.QUIET)
        discard.clicked.connect(lambda _checked=False: self.recovered_discarded.emit(offer.key))
        row.addWidget(card, 1)
        row.addWidget(discard)
        return row_widget


def place_words(path: Path) -> str:
    """Where a file is, with the user's own folder as "~"."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()  # or the show that its layout has put off would make a window of it
            widget.setParent(None)
            widget.deleteLater()
