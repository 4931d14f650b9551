"""One shelf of the gallery: its heading and its cards; it comes after the first paint."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.gui.card_grid import CardGrid
from slawizard.gui.choice_card import ChoiceCard
from slawizard.gui.start_gallery import Offer, Shelf, label
from slawizard.gui.theme import SPACE, Role, plain_tip, text_width

_CARD_CHARACTERS = 44
_MOST_SUMMARY = 160


class ShelfView(QWidget):
    """The heading of a shelf, its trouble, and its cards."""

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[ChoiceCard, Offer] = {}
        self._trouble = shelf.trouble
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(label(shelf.heading, Role.CARD_TITLE))
        if shelf.trouble:
            trouble = label(shelf.trouble, Role.WARN)
            trouble.setWordWrap(True)
            trouble.setObjectName(f"{shelf.name}:trouble")
            column.addWidget(trouble)
        grid = CardGrid(text_width(_CARD_CHARACTERS))
        for offer in shelf.offers:
            card = ChoiceCard(offer.title, _cut(offer.summary), detail=offer.detail, with_picture=True)
            card.setObjectName(f"{shelf.name}.{offer.key}")
            if len(offer.summary) > _MOST_SUMMARY:
                card.setToolTip(plain_tip(offer.summary))
                card.setAccessibleDescription(f"{offer.summary} {offer.detail}".strip())
            self.cards[card] = offer
            grid.addWidget(card)
        column.addLayout(grid)

    def show_only(self, words: list[str], tags: set[str]) -> int:
        """Show what holds the words and has the tags, and say how many that are."""
        count = 0
        for card, offer in self.cards.items():
            fits = tags <= {tag.casefold() for tag in offer.tags} and offer.holds(words)
            card.setVisible(fits)
            count += fits
        self.setVisible(count > 0 or bool(self._trouble and not words and not tags))
        return count


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SUMMARY else text[: _MOST_SUMMARY - 1].rstrip() + "…"
