"""One card on a draft, shown and in front, for the tests of each widget."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.widgets.card_view import CardView
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.field import Card, Field
from tests.drivers import activate, find, settle


class Form(QWidget):
    """A card with the given fields."""

    def __init__(self, card: Card, agreement: Agreement, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__()
        self.store = DraftStore(agreement, find_findings=lambda _agreement: findings)
        self.context = FormContext(self.store, self)
        self.card = CardView(self.context, card, self)
        self.other = QWidget(self)
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        column.addWidget(self.other)
        self.store.changed.connect(lambda _path: self.card.refresh())
        self.store.findings_changed.connect(self.card.refresh)
        self.context.selection_changed.connect(lambda _path: self.card.refresh())
        self.resize(720, 500)

    def value(self, path: str) -> Any:
        """What the draft holds."""
        return self.store.value(path)

    def leave(self) -> None:
        """Put the focus elsewhere."""
        self.other.setFocus()
        settle()

    def type_into(self, name: str, text: str) -> QWidget:
        """Type at the end of what a field holds."""
        widget = find(self, QWidget, name)
        widget.setFocus()
        QTest.keyClicks(widget, text)
        return widget


def form(*fields: Field, agreement: Agreement | None = None, findings: tuple[Finding, ...] = (), **card: Any) -> Form:
    """A card with these fields, in front."""
    shown = Form(Card("Card", "", fields, **card), agreement or Agreement(), findings)
    activate(shown)
    settle()
    return shown


def said(root: QWidget) -> str:
    """All that the labels under `root` say now."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())
