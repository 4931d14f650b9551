"""The last page: is the agreement clear, realistic, measurable and flexible, is it complete, and its export."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.checks import Finding, Quality, completeness, qualities
from slawizard.export.formats import FORMATS
from slawizard.gui.clause_note import ClauseNote
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.let_stand import WAIVED, ask_to_let_stand, take_away, take_back
from slawizard.gui.pages.base import Page
from slawizard.gui.review_cards import LetStandCard, NeedsCard, QualityCard, ReviewCard
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.flow_layout import FlowLayout
from slawizard.i18n import _
from slawizard.wizard.steps import STEPS

_WORDS = {
    Quality.CLEAR: _("Clear"),
    Quality.REALISTIC: _("Realistic"),
    Quality.MEASURABLE: _("Measurable"),
    Quality.FLEXIBLE: _("Flexible"),
}
# Under this width the cards stand under one another.
_TWO_COLUMNS_CHARACTERS = 84


class ReviewPage(Page):
    """Answers the four words one by one. `export_requested` carries the key of a format; `checks_requested` tells that
    all findings are asked for.
    """

    step = "review"
    export_requested = Signal(str)
    checks_requested = Signal()
    field_chosen = Signal(str)

    def __init__(self, store: DraftStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._qualities = {quality: QualityCard(f"review.{quality.value}", title) for quality, title in _WORDS.items()}
        self._needs = {step.key: NeedsCard(f"review.needs.{step.key}", step.title, step.sentence) for step in STEPS}
        self._let_stand = LetStandCard("review.let_stand", _("Let stand"))
        self._clauses = ClauseNote()
        self._grids = [QGridLayout(), QGridLayout()]
        self._columns = 0
        self._build()

    def _build(self) -> None:
        whole = QVBoxLayout()
        whole.setSpacing(4 * SPACE)
        whole.addLayout(self._grids[0])
        whole.addWidget(self._let_stand)
        whole.addWidget(self._clauses)
        whole.addWidget(self._build_export())
        heading = QLabel(_("What every agreement needs"))
        set_role(heading, Role.CARD_TITLE)
        whole.addSpacing(2 * SPACE)
        whole.addWidget(heading)
        whole.addLayout(self._grids[1])
        self._column.addLayout(whole)
        for grid in self._grids:
            grid.setSpacing(4 * SPACE)
        for card in (*self._qualities.values(), *self._needs.values(), self._let_stand):
            card.field_chosen.connect(self.field_chosen)
        for card in self._qualities.values():
            card.act_chosen.connect(self._on_finding)
            card.more_chosen.connect(self.checks_requested)
        self._clauses.field_chosen.connect(self.field_chosen)
        self._let_stand.act_chosen.connect(lambda waiver: take_away(self.store, waiver, self))
        self._arrange(2)

    def _build_export(self) -> QWidget:
        card = QFrame()
        set_role(card, Role.CARD)
        title = QLabel(_("Make the document"))
        set_role(title, Role.CARD_TITLE)
        row = FlowLayout()
        row.setSpacing(2 * SPACE)
        for key, each in FORMATS.items():
            button = QPushButton(_(each.title))
            button.setObjectName(f"review.export.{key}")
            button.clicked.connect(lambda _checked=False, key=key: self.export_requested.emit(key))
            row.addWidget(button)
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(title)
        column.addLayout(row)
        return card

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        both: tuple[list[ReviewCard], ...] = ([*self._qualities.values()], [*self._needs.values()])
        for grid, cards in zip(self._grids, both, strict=True):
            for number, card in enumerate(cards):
                grid.addWidget(card, number // columns, number % columns)
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1 if columns == 2 else 0)

    # --- following the draft -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the answers as the draft stands; hidden, the page waits until it is shown."""
        if not self.isVisible():
            return
        may_change = not self.store.is_read_only
        for answer in qualities(self.store.findings):
            self._qualities[answer.quality].show_quality(answer, may_change=may_change)
        self._let_stand.show_waived(self.store.agreement, self.store.waived, may_change=may_change)
        self._clauses.show_agreement(self.store.agreement)
        items = completeness(self.store.agreement)
        for key, needs in self._needs.items():
            needs.show_items([item for item in items if item.step == key])

    def _on_finding(self, finding: Finding) -> None:
        (take_back if finding.field.startswith(f"{WAIVED}.") else ask_to_let_stand)(self.store, finding, self)

    def focus_field(self, path: str) -> bool:
        """An entry of what is let stand; there are no other fields here."""
        root, *rest = path.split(".")
        return root == WAIVED and self._let_stand.focus_line(int(rest[0]) if rest and rest[0].isdigit() else 0)

    focus_here = focus_field

    def showEvent(self, event: QShowEvent) -> None:
        """Show the answers."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room for them."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= text_width(_TWO_COLUMNS_CHARACTERS) else 1)
