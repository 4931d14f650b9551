"""Fields that are typed: one line, or several. The draft follows every valid key; a refused entry stays as typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from slawizard.errors import EntryError
from slawizard.gui.widgets.context import MISSING
from slawizard.gui.widgets.field_box import FieldBox
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.gui.widgets.readers import Place, read_entry, refusal_sentence, show_entry, understood
from slawizard.i18n import _

_LEAST_LINES = 2
_MOST_LINES = 9
_UNKNOWN: Any = object()


class TypedBox(FieldBox):
    """What all typed fields do: read while one types, keep what is refused, and follow changes made elsewhere."""

    _known: Any = _UNKNOWN
    _before: Any = _UNKNOWN

    def typed(self) -> str:
        """The text as it stands in the input."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show other text, the cursor as near as can be to where it was."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """Where this entry stands."""
        return Place(self.field, self.path, self.context.agreement, self.context.language)

    def forget(self) -> None:
        """The next value shown is another field's."""
        self._known = self._before = _UNKNOWN

    def show_value(self, value: Any) -> None:
        """Show a value that changed elsewhere; leave alone a text that says the same, or that is yet refused."""
        if value is MISSING:
            if self.field.create is None:
                return
            value = None
        if value == self._known and type(value) is type(self._known):
            if not self.focus_target().hasFocus() and self.path not in self.context.pending:
                self._put_changed(show_entry(value, self.place))
            return
        first = self._known is _UNKNOWN
        self._known = value
        if first and self.path in self.context.pending:
            self._put_changed(self.context.pending[self.path])
            self._edited()
            return
        self.context.pending.pop(self.path, None)
        if first or not self._says(value):
            self._put_changed(show_entry(value, self.place))
        self.refuse("")

    def _put_changed(self, text: str) -> None:
        if text != self.typed():
            self.put(text)

    def _says(self, value: Any) -> bool:
        try:
            return bool(read_entry(self.typed(), self.place) == value)
        except EntryError:
            return False

    def _edited(self) -> None:
        text = self.typed()
        if self._before is _UNKNOWN:
            self._before = self._known
        try:
            value = read_entry(text, self.place)
        except EntryError as refusal:
            self._keep_refused(text, refusal_sentence(refusal))
            return
        before, self._known = self._known, value
        self.context.pending.pop(self.path, None)
        if not self.take(value):
            self._known = before
            self.context.pending[self.path] = text
            self.show_hint("")
            return
        self.show_hint(understood(value, text, self.place) if self.focus_target().hasFocus() else "")

    def leave(self) -> None:
        """What is typed next begins from the value that stands now."""
        self._before = _UNKNOWN
        super().leave()

    def _keep_refused(self, text: str, sentence: str) -> None:
        """Keep the text. The draft goes back to what it held before: "25" began as "2", which nobody meant."""
        self.context.pending[self.path] = text
        if self._before is not _UNKNOWN and self._known != self._before:
            self._known = self._before
            self.take(self._before)
        self.show_hint("")
        self.refuse(sentence)


class EntryBox(TypedBox):
    """One line that is typed."""

    def build_input(self) -> QWidget:
        """A line edit, with a list of suggestions where the field has some."""
        self._line = QLineEdit()
        self._line.setMinimumWidth(40)
        self._line.textEdited.connect(lambda _text: self._edited())
        if self.field.example and len(self.field.example) < 40:
            self._line.setPlaceholderText(_("e.g. {example}").format(example=_(self.field.example)))
        if self.field.suggestions is not None:
            completer = QCompleter(list(self.field.suggestions()), self._line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.activated.connect(self._on_suggestion_activated)
            self._line.setCompleter(completer)
        return self._line

    def typed(self) -> str:
        """The text of the line."""
        return self._line.text()

    def put(self, text: str) -> None:
        """Another text; the cursor stays at its place."""
        at = self._line.cursorPosition()
        self._line.setText(text)
        self._line.setCursorPosition(min(at, len(text)) if self._line.hasFocus() else 0)

    def _on_suggestion_activated(self, text: str) -> None:
        self._line.setText(text)
        self._edited()


class ProseBox(TypedBox):
    """Several lines that are typed; Tab goes on to the next field, and the box grows with its text."""

    def build_input(self) -> QWidget:
        """A plain text edit."""
        self._area = QPlainTextEdit()
        self._area.setTabChangesFocus(True)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if self.field.example:
            self._area.setPlaceholderText(_("e.g. {example}").format(example=_(self.field.example)))
        self._filling = False
        self._area.textChanged.connect(self._on_area_changed)
        return self._area

    def typed(self) -> str:
        """The text of the area."""
        return self._area.toPlainText()

    def put(self, text: str) -> None:
        """Another text; the cursor stays at its place."""
        at = self._area.textCursor().position()
        self._filling = True
        self._area.setPlainText(text)
        self._filling = False
        cursor = self._area.textCursor()
        cursor.setPosition(min(at, len(text)))
        self._area.setTextCursor(cursor)
        self._grow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow again when the width, and so the breaking of lines, has changed."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._grow()
        return super().eventFilter(watched, event)

    def _on_area_changed(self) -> None:
        self._grow()
        if not self._filling:
            self._edited()

    def _grow(self) -> None:
        document = self._area.document()
        lines = max(_LEAST_LINES, min(round(document.size().height()), _MOST_LINES))
        frame = 2 * round(document.documentMargin()) + 2 * self._area.frameWidth() + 4
        height = lines * self._area.fontMetrics().lineSpacing() + frame
        if self._area.height() != height or self._area.maximumHeight() != height:
            self._area.setFixedHeight(height)


class SuggestBox(TypedBox):
    """One line that is typed or picked from a list: time zones, currencies, units."""

    def build_input(self) -> QWidget:
        """An editable combo box."""
        self._combo = QuietCombo()
        self._combo.setEditable(True)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(6)
        self._combo.addItems(list(self.field.suggestions() if self.field.suggestions else ()))
        self._line = QLineEdit()
        self._combo.setLineEdit(self._line)
        completer = QCompleter(self._combo.model(), self._combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._combo.setCompleter(completer)
        line = self._line
        line.textEdited.connect(lambda _text: self._edited())
        line.setPlaceholderText(_("e.g. {example}").format(example=_(self.field.example)) if self.field.example else "")
        self._combo.activated.connect(lambda _row: self._edited())
        self.watch(line)
        return self._combo

    def typed(self) -> str:
        """The text of the combo box."""
        return self._combo.currentText()

    def put(self, text: str) -> None:
        """Another text; the cursor stays at its place."""
        line = self._line
        at = line.cursorPosition()
        self._combo.setCurrentIndex(self._combo.findText(text))
        self._combo.setEditText(text)
        line.setCursorPosition(min(at, len(text)))
