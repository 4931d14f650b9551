"""Where both sides stand on each service level: what is asked, offered and agreed, and whether it can be kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position
from slawizard.agreement.metrics import ServiceLevel
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import FieldBox, plain_label
from slawizard.gui.widgets.focus_order import stop_before
from slawizard.gui.widgets.judgement import Judgement
from slawizard.gui.widgets.level_card import LevelCard
from slawizard.i18n import _

_AT_ONCE = 2
"""So many cards are made in one turn of the window; the others one by one, as soon as nothing else is to be done."""


class PositionsBox(FieldBox):
    """A card for each service level. The field's `columns` are those of a position, `inside` those of the level."""

    def build_input(self) -> QWidget:
        """A column of cards, filled as there are levels."""
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4 * SPACE)
        self._empty = QFrame()
        set_role(self._empty, Role.CARD)
        inside = QVBoxLayout(self._empty)
        inside.setContentsMargins(*(round(4.5 * SPACE),) * 4)
        inside.addWidget(plain_label(_(self.field.label), Role.CARD_TITLE))
        inside.addWidget(plain_label(_(self.field.empty), Role.SENTENCE, wraps=True))
        self._column.addWidget(self._empty)
        self._cards: list[LevelCard] = []
        self._ids: tuple[str, ...] = ()
        self._later = QTimer(holder)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._build_more)
        self._judgement = Judgement.of(self.context)
        self._judgement.changed.connect(self._show_verdicts)
        return holder

    def shows_label(self) -> bool:
        """Each card has the name of its level."""
        return False

    def show_value(self, value: Any) -> None:
        """One card a level, its fields bound to the position and to the level's targets."""
        levels = self.context.agreement.metrics.levels
        self._judgement.look(self.context.agreement)
        self._empty.setVisible(not levels)
        ids = tuple(level.id for level in levels)
        if ids != self._ids:
            self._ids = ids
            self._fit_cards(len(levels), _AT_ONCE)
        for number, level in enumerate(levels[: len(self._cards)]):
            self._show_level(number, level)

    def _build_more(self, at_once: int = 1) -> None:
        """The next card, so that many levels never hold the window up."""
        levels, there = self.context.agreement.metrics.levels, len(self._cards)
        self._fit_cards(len(levels), at_once)
        for number in range(there, len(self._cards)):
            self._show_level(number, levels[number])

    def _show_verdicts(self) -> None:
        for card in self._cards:
            card.show_verdicts()

    def _fit_cards(self, wanted: int, at_once: int) -> None:
        while len(self._cards) > wanted:
            card = self._cards.pop()
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for _turn in range(min(wanted - len(self._cards), at_once)):
            *asked, standing = [self._with_creation(field) for field in self.field.columns]
            card = LevelCard(self.context, tuple(asked), standing, self.field.inside, self.input)
            self._column.addWidget(card)
            card.show()
            self._cards.append(card)
        if len(self._cards) < wanted:
            self._later.start()
        last = stop_before(self.input)
        for card in self._cards:
            last = card.chain(last)

    def _with_creation(self, field: Field) -> Field:
        def create(agreement: Agreement, path: str, value: Any) -> tuple[str, Any]:
            level_id = self._level_of_free_place(agreement, path)
            key = path.rpartition(".")[2]
            new = msgspec.structs.replace(Position(level_id), **{key: value})
            return "expectations.positions", (*agreement.expectations.positions, new)

        return replace(field, create=create)

    def _show_level(self, number: int, level: ServiceLevel) -> None:
        place = self._place_of(self.context.agreement, level.id)
        self._cards[number].show_level(number, level, lambda field: f"{self.path}.{place}.{field.path}")

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
        return self._cards[0].first_box().focus_target() if self._cards else self.input

    def watch(self, widget: QWidget) -> None:
        """The fields inside have their own focus."""

    def name_inputs(self) -> None:
        """The holder bears the path."""
        self.input.setObjectName(self.path)

    def reveal(self, path: str, *, exact: bool) -> bool:
        """A field of one of the cards."""
        self._build_more(len(self.context.agreement.metrics.levels))
        return any(box.reveal(path, exact=exact) for card in self._cards for box in card.boxes())
