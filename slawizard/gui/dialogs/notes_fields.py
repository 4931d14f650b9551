"""The fields of private notes: a text, or a figure, with its label above it and what is wrong with it below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from slawizard.agreement.entry import read_prose
from slawizard.errors import EntryError
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.readers import refusal_sentence

_LINES = 3


class NoteField(QWidget):
    """`taken` carries what was typed, as soon as it can be read. What cannot be read stays as typed, and says why."""

    taken = Signal(object)

    def __init__(self, name: str, words: str, entry: QLineEdit | QPlainTextEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._read: Callable[[str], Any] = read_prose
        self._value: Any = None
        self._label = QLabel(words)
        self._label.setBuddy(entry)
        set_role(self._label, Role.LABEL)
        self._below = plain_label("", Role.BAD, wraps=True)
        self._below.setObjectName(f"{name}:refusal")
        self._below.hide()
        entry.setObjectName(name)
        entry.setAccessibleName(words.replace("&", ""))
        entry.textChanged.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        for widget in (self._label, entry, self._below):
            column.addWidget(widget)

    def text(self) -> str:
        """What stands in it."""
        return self.entry.text() if isinstance(self.entry, QLineEdit) else self.entry.toPlainText()

    def show_value(self, value: Any, text: str, read: Callable[[str], Any] = read_prose) -> None:
        """Show `value`, which reads as `text`; a text that says the same already stays as it was typed."""
        self._read = read
        if value == self._value and self._says(value):
            return
        self._value = value
        was_blocked = self.entry.blockSignals(True)
        if isinstance(self.entry, QLineEdit):
            self.entry.setText(text)
        else:
            self.entry.setPlainText(text)
        self.entry.blockSignals(was_blocked)
        self._refuse("")

    def lock(self, locked: bool) -> None:
        """It can be read, but not changed."""
        self.entry.setReadOnly(locked)

    def _says(self, value: Any) -> bool:
        try:
            return bool(self._read(self.text()) == value)
        except EntryError:
            return False

    def _on_changed(self) -> None:
        try:
            value = self._read(self.text())
        except EntryError as refusal:
            self._refuse(refusal_sentence(refusal))
            return
        self._refuse("")
        if value != self._value:
            self._value = value
            self.taken.emit(value)

    def _refuse(self, words: str) -> None:
        self._below.setText(words)
        self._below.setVisible(bool(words))
        self.entry.setProperty("wrong", bool(words))
        self.entry.style().unpolish(self.entry)
        self.entry.style().polish(self.entry)


def text_field(name: str, words: str, parent: QWidget, hint: str = "") -> NoteField:
    """A field for sentences."""
    entry = QPlainTextEdit()
    entry.setTabChangesFocus(True)
    entry.setPlaceholderText(hint)
    entry.setFixedHeight(entry.fontMetrics().lineSpacing() * _LINES + 4 * SPACE)
    return NoteField(name, words, entry, parent)
