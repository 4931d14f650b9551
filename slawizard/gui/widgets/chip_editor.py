"""An editor for a clause's text in which values, tags and references are chips, each one character to the cursor."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from slawizard.clauses.tokens import Token, TokenKind, tokens
from slawizard.gui.theme import plain_tip
from slawizard.gui.widgets.chip_look import CHIP_TYPE, SOURCE, ChipPainter, ChipWords, chip_format

OBJECT = "\ufffc"
"""What stands for a chip in Qt's document."""


class ChipEditor(QTextEdit):
    """Shows and gives back plain template text. It undoes nothing itself: its text belongs to a draft.

    `edited` tells that the text is another by someone's hand; `chip_entered` carries what the chip at the cursor
    stands for ("": there is none); `value_wanted` that something is to be put in at the cursor, in place of what is
    chosen: it carries what was typed to ask for it; `tag_wanted` that the tag it carries, which is chosen, is to be
    changed by `put_in`, or by `unfold`.
    """

    edited = Signal()
    chip_entered = Signal(str)
    value_wanted = Signal(str)
    tag_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._unfolded = False
        self._painter = ChipPainter(self.document())
        self.document().documentLayout().registerHandler(CHIP_TYPE, self._painter)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # --- the text ----------------------------------------------------------------------------------------------

    def source(self) -> str:
        """The text as it is stored, letter for letter."""
        return self._source_between(0, self.document().characterCount() - 1)

    def show_source(self, text: str) -> None:
        """Show this text; the cursor stays where it can."""
        if text == self.source():
            return
        place = self.textCursor().position()
        self._busy = True
        self.clear()
        self._insert(self.textCursor(), text)
        self._busy = False
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def source_before_cursor(self) -> str:
        """The text up to the cursor."""
        return self._source_between(0, self.textCursor().selectionStart())

    def put_in(self, markup: str) -> None:
        """Put a piece of text in at the cursor, its tokens as chips, as if it were typed."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._busy = True
        cursor.removeSelectedText()
        self._insert(cursor, markup)
        self._busy = False
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._on_text_changed()

    def go_to_line(self, line: int, column: int = 0) -> None:
        """Put the cursor on a line of the text, counted from 1; a column that lies in a chip leads to the chip."""
        at = (0, 0, 0)  # the lines and columns passed, and the place in the document
        for position, piece in self._pieces(0, self.document().characterCount() - 1):
            for offset, letter in enumerate(piece if piece[0] != OBJECT else piece[1:]):
                if at[0] == line - 1 and at[1] >= max(column - 1, 0):
                    break
                at = (at[0] + 1, 0, 0) if letter == "\n" else (at[0], at[1] + 1, 0)
                at = (at[0], at[1], position + (1 if piece[0] == OBJECT else _units(piece[: offset + 1])))
            else:
                continue
            break
        cursor = self.textCursor()
        cursor.setPosition(min(at[2], self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def set_words(self, words: ChipWords) -> None:
        """What the chips stand for."""
        if words.says_the_same(self._painter.words):
            return
        self._painter.words = words
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """The text between two places: plain runs, line ends, and chips as OBJECT with their source behind it."""
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= end:
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                first = fragment.position()
                cut = _cut(fragment.text(), max(start - first, 0), max(end - first, 0))
                place = max(start, first)
                source = fragment.charFormat().property(SOURCE)
                fragments += 1
                if source is None and cut:
                    yield place, cut
                elif source is not None:  # what was typed over a chip has its format, and is none
                    chips = ((OBJECT + str(source)) if letter == OBJECT else letter for letter in cut)
                    yield from ((place + number, piece) for number, piece in enumerate(chips))
            behind = block.position() + block.length() - 1
            block = block.next()
            if block.isValid() and start <= behind < end:
                yield behind, "\n"

    def _source_between(self, start: int, end: int) -> str:
        pieces = self._pieces(start, end)
        return "".join(piece[1:] if piece[0] == OBJECT else piece for _place, piece in pieces)

    @staticmethod
    def _insert(cursor: QTextCursor, text: str) -> None:
        for token in tokens(text):
            if token.kind is TokenKind.PLAIN:
                cursor.insertText(token.source, QTextCharFormat())
            else:
                cursor.insertText(OBJECT, chip_format(token.source))
        cursor.setCharFormat(QTextCharFormat())

    # --- chips -------------------------------------------------------------------------------------------------

    def chip_at(self, position: int) -> Token | None:
        """The chip that stands right behind a place of the document."""
        cursor = QTextCursor(self.document())
        if not 0 <= position < self.document().characterCount() - 1:
            return None
        cursor.setPosition(position + 1)
        source = cursor.charFormat().property(SOURCE)
        return tokens(str(source))[0] if source is not None else None

    def chip_at_cursor(self) -> tuple[int, Token] | None:
        """The chip before the cursor, or behind it, and its place."""
        place = self.textCursor().position()
        for position in (place - 1, place):
            chip = self.chip_at(position)
            if chip is not None:
                return position, chip
        return None

    def change_chip(self) -> None:
        """Change the chip at the cursor: another value, condition or list is chosen; a remark is written anew."""
        found = self.chip_at_cursor()
        if found is None or self.isReadOnly():
            return
        position, chip = found
        cursor = self.textCursor()
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if chip.kind in (TokenKind.VALUE, TokenKind.REFERENCE):
            self.value_wanted.emit("")
        elif chip.kind is TokenKind.TAG:
            self.tag_wanted.emit(chip.source)
        else:
            self.unfold()

    def unfold(self) -> None:
        """Show the chip that is chosen as it is written; it becomes a chip again when the cursor leaves it."""
        cursor = self.textCursor()
        source = self._source_between(cursor.selectionStart(), cursor.selectionEnd())
        self._busy = self._unfolded = True
        cursor.insertText(source, QTextCharFormat())
        cursor.setPosition(cursor.position() - 2)
        self._busy = False
        self.setTextCursor(cursor)

    def _fold(self, block: QTextBlock) -> None:
        """Make chips of what was written out in full, but not of what the cursor is in."""
        caret = self.textCursor().position() - block.position()
        place, found = 0, []
        for token in tokens(block.text()):
            units = _units(token.source)
            inside = place < caret < place + units
            if token.kind not in (TokenKind.PLAIN, TokenKind.HIDDEN) and OBJECT not in token.source:
                self._unfolded = self._unfolded or inside
                found += [] if inside else [(place, units, token.source)]
            place += units
        for start, units, source in reversed(found):
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + start)
            cursor.setPosition(block.position() + start + units, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(OBJECT, chip_format(source))

    def _fold_all(self) -> None:
        if self._busy or self.isReadOnly():
            return
        self._busy, self._unfolded = True, False
        block = self.document().begin()
        while block.isValid():
            if any(mark in block.text() for mark in ("}}", "%}", "#}", "]]")):
                self._fold(block)
            block = block.next()
        self._leave_chip()
        self._busy = False

    def _leave_chip(self) -> None:
        """What is typed behind a chip is no chip; a selection would be given the format itself."""
        if not self.textCursor().hasSelection() and self.currentCharFormat().property(SOURCE) is not None:
            self.setCurrentCharFormat(QTextCharFormat())

    # --- what happens ------------------------------------------------------------------------------------------

    def _on_text_changed(self) -> None:
        if not self._busy:
            self._fold_all()
            self.edited.emit()

    def _on_cursor_moved(self) -> None:
        if self._busy:
            return
        if self._unfolded:
            self._fold_all()
        self._leave_chip()
        found = self.chip_at_cursor()
        self.chip_entered.emit(self._painter.words.told(found[1]) if found else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What would begin a value, a tag or a reference asks for one; F2 changes the chip at the cursor."""
        start = self.textCursor().selectionStart()
        typed = self._source_between(max(start - 1, 0), start)[-1:] + event.text()
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.change_chip()
        elif event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.value_wanted.emit("")
        elif typed in ("{{", "{%", "[["):
            self.textCursor().deletePreviousChar()
            self.value_wanted.emit(typed)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Undo and redo belong to the draft; a chip under the mouse says what it stands for."""
        of_draft = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(map(event.matches, of_draft))
        ):
            event.ignore()
            return False
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            chip = self._chip_under(self.viewport().mapFromGlobal(event.globalPos()))
            QToolTip.showText(event.globalPos(), plain_tip(self._painter.words.told(chip)) if chip else "", self)
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Change the chip, as F2 does; words are chosen as anywhere."""
        if self._chip_under(event.position().toPoint()) is not None:
            self.change_chip()
        else:
            super().mouseDoubleClickEvent(event)

    def _chip_under(self, point: QPoint) -> Token | None:
        cursor = self.cursorForPosition(point)
        for position in (cursor.position() - 1, cursor.position()):
            left, right = QTextCursor(self.document()), QTextCursor(self.document())
            chip = self.chip_at(position)
            if chip is None:
                continue
            left.setPosition(position)
            right.setPosition(position + 1)
            area = self.cursorRect(left).united(self.cursorRect(right))
            if area.contains(point):
                return chip
        return None

    # --- copying and pasting -----------------------------------------------------------------------------------

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is the text as it is stored."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(self._source_between(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted is plain text, its tokens become chips."""
        self.put_in(source.text().replace("\r\n", "\n").replace("\r", "\n"))


def _units(text: str) -> int:
    """How many places of Qt's document a text takes."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _cut(text: str, start: int, end: int) -> str:
    """The part of a text between two of Qt's places."""
    if start == 0 and end >= 2 * len(text):
        return text
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
