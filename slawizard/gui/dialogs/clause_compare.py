"""A clause's texts by its three stances side by side, and the words that differ from the library's."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from slawizard.agreement.texts import Stance
from slawizard.clauses.catalogue import ClauseEntry
from slawizard.clauses.comparison import Piece, compare_words
from slawizard.clauses.template import FALLBACK
from slawizard.gui.dialogs.clause_rows import STANCE_WORDS
from slawizard.gui.tasks import Task, run_in_background
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.word_diff import changes_html, differing_html
from slawizard.i18n import _

_ORDER = (Stance.PROVIDER, Stance.BALANCED, Stance.CUSTOMER)


class StancesPane(QWidget):
    """`chosen` carries the stance whose text is to be used."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label("", Role.SOFT, wraps=True)
        self._headings = {stance: plain_label("", Role.CARD_TITLE) for stance in _ORDER}
        self._notes = {stance: plain_label("", Role.DERIVED, wraps=True) for stance in _ORDER}
        self._texts = {stance: QTextBrowser() for stance in _ORDER}
        self._buttons = {stance: QPushButton(_("Use this text")) for stance in _ORDER}
        self._columns = {stance: QWidget() for stance in _ORDER}
        self._shown: dict[Stance, str] = {}
        self._task: Task | None = None
        self._build()

    def _build(self) -> None:
        self._words.setObjectName("clauses.fallback")
        three = QSplitter(Qt.Orientation.Horizontal)
        three.setChildrenCollapsible(False)
        for stance in _ORDER:
            name = STANCE_WORDS[stance]
            text, button = self._texts[stance], self._buttons[stance]
            text.setObjectName(f"clauses.compare.{stance.value}")
            text.setAccessibleName(_("The {stance} text").format(stance=name.lower()))
            button.setObjectName(f"clauses.use.{stance.value}")
            button.setAccessibleName(_("Use the {stance} text").format(stance=name.lower()))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, stance=stance: self.chosen.emit(stance))
            self._columns[stance].setMinimumWidth(text_width(20))
            column = QVBoxLayout(self._columns[stance])
            column.setContentsMargins(SPACE, 0, SPACE, 0)
            column.setSpacing(SPACE)
            text.document().setDocumentMargin(2 * SPACE)
            column.addWidget(self._headings[stance])
            column.addWidget(self._notes[stance])
            column.addWidget(text, 1)
            column.addWidget(button)
            three.addWidget(self._columns[stance])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2 * SPACE, 0, 0)
        whole.setSpacing(2 * SPACE)
        whole.addWidget(self._words)
        whole.addWidget(three, 1)

    def show_stances(
        self, entry: ClauseEntry, texts: Mapping[Stance, str], used: Stance | None, *, can_change: bool
    ) -> None:
        """Show a clause's texts, `used` being the one that stands in the draft; a text may not have come yet."""
        notes = {one.stance: one.note for one in entry.texts}
        self._words.setText(_fallback_words(entry))
        for stance in _ORDER:
            here = stance is used
            self._columns[stance].setVisible(stance in notes)
            self._headings[stance].setText(STANCE_WORDS[stance] + (_(" – used here") if here else ""))
            self._notes[stance].setText(notes.get(stance) or _("Fair to both sides."))
            self._buttons[stance].setVisible(can_change)
            self._buttons[stance].setEnabled(not here)
        self._mark(dict(texts))

    def _mark(self, texts: dict[Stance, str]) -> None:
        if texts == self._shown:
            return
        self._shown = texts
        if self._task is not None:
            self._task.cancel()
        self._task = run_in_background(lambda: _marked(texts), self._show)

    def _show(self, marked: dict[Stance, str]) -> None:
        for stance, text in marked.items():
            self._texts[stance].setHtml(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._shown:
            texts, self._shown = self._shown, {}
            self._mark(texts)


class ChangesPane(QWidget):
    """How an edited clause differs from the library's text of today. `take_over` and `keep` are what can be done."""

    take_over = Signal()
    keep = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = plain_label("", Role.SOFT, wraps=True)
        self._text = QTextBrowser()
        self._take = QPushButton(_("Take &over the library’s text"))
        self._keep = QPushButton(_("&Keep my words"))
        self._shown = ("", "")
        self._task: Task | None = None
        self._words.setObjectName("clauses.changes.words")
        self._text.setObjectName("clauses.changes")
        self._text.document().setDocumentMargin(2 * SPACE)
        self._text.setAccessibleName(_("Your words against the library’s"))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for button, name, signal in ((self._take, "take_over", self.take_over), (self._keep, "keep", self.keep)):
            button.setObjectName(f"clauses.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            row.addWidget(button)
        row.addStretch(1)
        legend = QLabel(_("<s>struck through</s>: only in the library – <u><b>underlined</b></u>: only in your words"))
        set_role(legend, Role.DERIVED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._words)
        column.addWidget(self._text, 1)
        column.addWidget(legend)
        column.addLayout(row)

    def show_changes(self, library: str, mine: str, *, updated: bool, can_change: bool) -> None:
        """Show two texts in one; `updated`: the library's is no longer the one that was edited."""
        changed = _(
            "The library’s text has changed since you edited this clause. This is how yours differs from it now."
        )
        self._words.setText(changed if updated else _("Your words against the library’s text."))
        set_role(self._words, Role.WARN if updated else Role.SOFT)
        self._take.setVisible(can_change)
        self._keep.setVisible(can_change and updated)
        if (library, mine) == self._shown:
            return
        self._shown = (library, mine)
        if self._task is not None:
            self._task.cancel()
        self._task = run_in_background(lambda: compare_words(library, mine), self._show)

    def _show(self, pieces: tuple[Piece, ...]) -> None:
        self._text.setHtml(changes_html(pieces))


def _marked(texts: dict[Stance, str]) -> dict[Stance, str]:
    """Each text with the words underlined that set it apart: the sides from the balanced one, that from both."""
    balanced = texts.get(Stance.BALANCED, "")
    sides = [text for stance, text in texts.items() if stance is not Stance.BALANCED]
    return {
        stance: differing_html(text, sides if stance is Stance.BALANCED else [balanced])
        for stance, text in texts.items()
    }


def _fallback_words(entry: ClauseEntry) -> str:
    if len(entry.texts) == 1:
        return _("This clause has one text, whoever proposes it.")
    sides = {Stance.PROVIDER: _("The Provider settles for: {order}."), Stance.CUSTOMER: _("The Customer: {order}.")}
    said = []
    for side, words in sides.items():
        order = [STANCE_WORDS[one].lower() for one in FALLBACK[side] if one in entry.stances]
        said.append(words.format(order=_(", then ").join(order)))
    return _("Words that differ are underlined.") + " " + " ".join(said)
