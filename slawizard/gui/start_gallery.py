"""What one can start from, as cards with pictures of page one: found by words and by tags, chosen by mouse or keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import Plural, _

if TYPE_CHECKING:
    from slawizard.gui.choice_card import ChoiceCard
    from slawizard.gui.start_shelf import ShelfView

_MOST_CHIPS = 10
# What ten examples in three columns take, in device-independent pixels: kept free until they are there, so that no
# scroll bar comes later and moves what is seen already.
_HEIGHT_AT_FIRST = 840
_FOUND = Plural("{count} found", "{count} found")


class Offer(NamedTuple):
    """One thing to start from: `key` comes back when it is chosen. `suits` and `tags` are searched too."""

    key: str
    title: str
    summary: str
    suits: str = ""
    tags: tuple[str, ...] = ()
    detail: str = ""

    def holds(self, words: Iterable[str]) -> bool:
        """Whether every one of these words (in small letters) stands somewhere in it."""
        text = " ".join((self.title, self.summary, self.suits, self.detail, *self.tags)).casefold()
        return all(word in text for word in words)


class Shelf(NamedTuple):
    """Offers under one heading. `name` begins their cards' object names; `trouble` says what is wrong with them."""

    name: str
    heading: str
    offers: tuple[Offer, ...]
    trouble: str = ""


class StartGallery(QWidget):
    """Search, tags and shelves. `chosen` carries the name of the shelf and the key of the offer."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelves: dict[str, Shelf] = {}
        self._views: dict[str, ShelfView] = {}
        self._pictures: dict[str, QPixmap] = {}
        self._search = QLineEdit()
        self._chips = QWidget()
        self._chip_buttons: dict[str, QPushButton] = {}
        self._nothing = QWidget()
        self._nothing_words = label("", Role.SENTENCE)
        self._count = label("", Role.LABEL)
        self._column = QVBoxLayout(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._filter)
        self._build()

    def _build(self) -> None:
        self._search.setObjectName("start.search")
        self._search.setPlaceholderText(_("Search examples and templates"))
        self._search.setAccessibleName(_("Search examples and templates"))
        self._search.setAccessibleDescription(_("Words of the title, of what it holds, of whom it suits, or tags"))
        self._search.textChanged.connect(lambda _text: self._later.start())
        self._search.returnPressed.connect(self._on_return)
        self._count.setObjectName("start.found")
        self._count.hide()
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self._search, 1)
        row.addWidget(self._count)
        clear = QPushButton(_("Show all"))
        clear.setObjectName("start.show_all")
        clear.clicked.connect(self.show_all)
        self._nothing_words.setObjectName("start.nothing")
        self._nothing_words.setWordWrap(True)
        nothing = QHBoxLayout(self._nothing)
        nothing.setContentsMargins(0, 2 * SPACE, 0, 2 * SPACE)
        nothing.addWidget(self._nothing_words, 1)
        nothing.addWidget(clear)
        self._nothing.hide()
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * SPACE)
        column.addLayout(row)
        column.addWidget(self._chips)
        column.addWidget(self._nothing)
        column.addStretch(1)
        self.setMinimumHeight(_HEIGHT_AT_FIRST)

    def _finish(self) -> None:
        """Make what the first paint does without, once."""
        if self._search.isClearButtonEnabled():
            return
        from slawizard.gui.widgets.flow_layout import FlowLayout

        self._search.setClearButtonEnabled(True)
        self._search.installEventFilter(self)
        FlowLayout(self._chips)
        self.setMinimumHeight(0)

    # --- what is offered ---------------------------------------------------------------------------------------

    def show_shelves(self, shelves: Iterable[Shelf], *, first: bool) -> None:
        """Show these shelves in place of those of the same kind: the `first`, or those after them."""
        from slawizard.gui.start_shelf import ShelfView

        self._finish()
        ours = "first" if first else "last"
        for name in [name for name in self._views if self._views[name].property("part") == ours]:
            self._drop(name)
        places = [self._column.indexOf(view) for view in self._views.values()]
        place = self._column.indexOf(self._nothing) + 1 if first else (max(places) + 1 if places else -1)
        place = place if place >= 0 else self._column.indexOf(self._nothing) + 1
        for shelf in shelves:
            view = ShelfView(shelf)
            view.setProperty("part", ours)
            self._shelves[shelf.name], self._views[shelf.name] = shelf, view
            self._column.insertWidget(place, view)
            place += 1
            self._connect(shelf.name, view)
        self._show_chips()
        self._chain()
        self._filter()

    def _drop(self, name: str) -> None:
        view = self._views.pop(name)
        del self._shelves[name]
        self._column.removeWidget(view)
        view.hide()  # or the show that its layout has put off would make a window of it
        view.setParent(None)
        view.deleteLater()

    def _connect(self, name: str, view: ShelfView) -> None:
        for card, offer in view.cards.items():
            card.clicked.connect(lambda _checked=False, key=offer.key: self.chosen.emit(name, key))
            card.installEventFilter(self)
            if offer.key in self._pictures:
                card.show_picture(self._pictures[offer.key])

    def _chain(self) -> None:
        """Let Tab go through the cards in the order in which they are seen."""
        before: QWidget = list(self._chip_buttons.values())[-1] if self._chip_buttons else self._search
        for card in self._cards():
            QWidget.setTabOrder(before, card)
            before = card

    def _cards(self) -> list[ChoiceCard]:
        views = sorted(self._views.values(), key=self._column.indexOf)
        return [card for view in views for card in view.cards]

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show page one of an offer on its card, now and whenever the card is made again."""
        self._pictures[key] = picture
        for view in self._views.values():
            for card, offer in view.cards.items():
                if offer.key == key:
                    card.show_picture(picture)

    # --- finding -----------------------------------------------------------------------------------------------

    def _show_chips(self) -> None:
        counts = Counter(tag for shelf in self._shelves.values() for offer in shelf.offers for tag in offer.tags)
        common = [tag for tag, count in counts.most_common() if count > 1][:_MOST_CHIPS]
        if common == list(self._chip_buttons):
            return
        chosen, chips = self._tags(), self._chips.layout()
        assert chips is not None, "made with the first shelf"
        for button in self._chip_buttons.values():
            chips.removeWidget(button)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        self._chip_buttons.clear()
        for tag in common:
            button = QPushButton(tag.replace("&", "&&"))
            button.setCheckable(True)
            button.setChecked(tag.casefold() in chosen)
            button.setProperty("chip", True)
            button.setObjectName(f"start.tag.{tag}")
            button.setAccessibleName(_("Only with the tag {tag}").format(tag=tag))
            button.toggled.connect(lambda _on: self._filter())
            self._chip_buttons[tag] = button
            chips.addWidget(button)
        self._chips.setVisible(bool(common))

    def _tags(self) -> set[str]:
        return {tag.casefold() for tag, button in self._chip_buttons.items() if button.isChecked()}

    def _filter(self) -> None:
        words, tags = self._search.text().casefold().split(), self._tags()
        count = sum(view.show_only(words, tags) for view in self._views.values())
        filtered = bool(words or tags)
        self._count.setText(_FOUND.of(count) if filtered else "")
        self._count.setVisible(filtered)
        typed = self._search.text().strip()
        sought = [f"“{typed}”"] * bool(typed) + sorted(tags)
        self._nothing_words.setText(_("Nothing is found for {words}.").format(words=", ".join(sought)))
        self._nothing.setVisible(filtered and not count)

    def show_all(self) -> None:
        """Search for nothing in particular."""
        for button in self._chip_buttons.values():
            button.setChecked(False)
        self._search.clear()
        self._filter()
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _on_return(self) -> None:
        self._later.stop()
        self._filter()
        shown = self._shown()
        if len(shown) == 1:
            shown[0].click()
        elif shown:
            shown[0].setFocus(Qt.FocusReason.TabFocusReason)

    # --- keys --------------------------------------------------------------------------------------------------

    def _shown(self) -> list[ChoiceCard]:
        return [card for card in self._cards() if not card.isHidden() and card.isVisibleTo(self)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go from card to card as they stand; down from the search goes to the first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._search:
                if event.key() == Qt.Key.Key_Down and self._shown():
                    self._shown()[0].setFocus(Qt.FocusReason.TabFocusReason)
                    return True
                if event.key() == Qt.Key.Key_Escape and (self._search.text() or self._tags()):
                    self.show_all()
                    return True
            elif event.key() in _ARROWS and watched in (cards := self._cards()):
                self._go(cards[cards.index(watched)], _ARROWS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _go(self, card: ChoiceCard, way: QPoint) -> None:
        """To the nearest card that way; up from the first row to the search."""
        here = card.mapTo(self, card.rect().center())
        distances: list[tuple[int, int, ChoiceCard]] = []
        for number, other in enumerate(self._shown()):
            apart = other.mapTo(self, other.rect().center()) - here
            along = apart.x() * way.x() + apart.y() * way.y()
            across = abs(apart.x() * way.y()) + abs(apart.y() * way.x())
            if along > SPACE and (way.y() or across < card.height() // 2):
                distances.append((along + 3 * across, number, other))
        if distances:
            min(distances)[2].setFocus(Qt.FocusReason.TabFocusReason)
        elif way.y() < 0:
            self._search.setFocus(Qt.FocusReason.BacktabFocusReason)


_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


def label(text: str, role: Role) -> QLabel:
    """A label of plain text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(role is Role.SENTENCE)
    set_role(made, role)
    return made
