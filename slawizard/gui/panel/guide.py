"""The guide: what is asked for, why, and an example; it follows the field that has the focus."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.i18n import _


class GuideText(Protocol):
    """What a page says about one of its fields."""

    @property
    def asks(self) -> str:
        """What is to be filled in."""

    @property
    def why(self) -> str:
        """What it is good for."""

    @property
    def example(self) -> str:
        """An answer as it could read; may be empty."""


class Guide(QScrollArea):
    """Shows the guide text of one field under the name of its step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setAccessibleName(_("Guide"))
        self.setWidgetResizable(True)
        self._title = _words("guide.title", Role.CARD_TITLE)
        self._sentence = _words("guide.sentence", Role.SENTENCE)
        self._parts = {
            "asks": (_words("", Role.LABEL, _("What is asked")), _words("guide.asks")),
            "why": (_words("", Role.LABEL, _("Why it matters")), _words("guide.why")),
            "example": (_words("", Role.LABEL, _("An example")), _words("guide.example")),
        }
        inside = QWidget()
        set_role(inside, Role.PAPER)
        column = QVBoxLayout(inside)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        for label, text in self._parts.values():
            column.addSpacing(3 * SPACE)
            column.addWidget(label)
            column.addWidget(text)
        column.addStretch(1)
        self.setWidget(inside)

    def show_step(self, title: str, sentence: str) -> None:
        """Show what a step is for, before any of its fields has the focus."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._show({})

    def show_text(self, text: GuideText | None) -> None:
        """Show what is said about a field; None leaves the step's own words alone."""
        self._show({} if text is None else {"asks": text.asks, "why": text.why, "example": text.example})

    def _show(self, words: dict[str, str]) -> None:
        for key, (label, text) in self._parts.items():
            text.setText(words.get(key, ""))
            label.setVisible(bool(words.get(key)))
            text.setVisible(bool(words.get(key)))


def _words(name: str, role: Role | None = None, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role is not None:
        set_role(label, role)
    return label
