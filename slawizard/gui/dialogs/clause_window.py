"""The window of clauses: looking through them, choosing whose words they are in, editing, adding one’s own."""

from __future__ import annotations

from functools import partial

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import Stance, Texts
from slawizard.clauses import arranging
from slawizard.clauses.comparison import library_text, stance_of
from slawizard.clauses.problem import TextProblem
from slawizard.errors import shortly
from slawizard.gui import alerts
from slawizard.gui.dialogs.clause_compare import ChangesPane, StancesPane
from slawizard.gui.dialogs.clause_draft import ClauseDraft
from slawizard.gui.dialogs.clause_header import ClauseHeader
from slawizard.gui.dialogs.clause_kept import open_kept
from slawizard.gui.dialogs.clause_list import ClauseList
from slawizard.gui.dialogs.clause_new import NewClauseDialog
from slawizard.gui.dialogs.clause_put_in import change_tag, put_in_value
from slawizard.gui.dialogs.clause_questions import ClauseQuestions
from slawizard.gui.dialogs.clause_rows import STANCE_WORDS, ClauseRow, clause_rows
from slawizard.gui.dialogs.clause_text import ClauseTextPane
from slawizard.gui.dialogs.dialog_size import room_of
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import Plural, _
from slawizard.worker.protocol import OutlineEntry, Preview

_USUAL_SIZE = QSize(1280, 820)
_NEW_TEXT = _("Write here what the clause says.")
_DIFFER = Plural("{count} clause differs from the library", "{count} clauses differ from the library")
_TEXT, _STANCES, _CHANGES = range(3)


class ClausesDialog(QDialog):
    """Shows the clauses of a draft, or of an example. `field_chosen` carries the path of a field to go to."""

    field_chosen = Signal(str)

    def __init__(self, draft: ClauseDraft, renderer: Renderer, clause: str = "", parent: QWidget | None = None) -> None:
        """`clause` is the id of the clause to begin with, as it stands in the agreement."""
        super().__init__(parent)
        self._draft = draft
        self._wanted = clause
        self._rows: tuple[ClauseRow, ...] = ()
        self._outline: tuple[OutlineEntry, ...] = ()
        self._problems: tuple[TextProblem, ...] = ()
        self._stance = QuietCombo()
        self._state = plain_label("", Role.DERIVED, wraps=True)
        self._steps: dict[str, QPushButton] = {}
        self._list = ClauseList()
        self._header = ClauseHeader()
        self._tabs = QTabWidget()
        self._text = ClauseTextPane()
        self._stances = StancesPane()
        self._changes = ChangesPane()
        self._ask = ClauseQuestions(renderer, self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._show_all)
        self._build()
        self._connect()
        self._show_all()
        self._list.focus_tree()  # a letter that is typed there changes nothing, as it would in the choice of words

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("clauses")
        self.setWindowTitle(_("Clauses"))
        self.resize(_USUAL_SIZE.boundedTo(room_of(self)))
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(3 * SPACE, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._header)
        column.addWidget(self._tabs, 1)
        self._tabs.setObjectName("clauses.tabs")
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._tabs.addTab(self._text, _("Te&xt"))
        self._tabs.addTab(self._stances, _("Sta&nces"))
        self._tabs.addTab(self._changes, _("&Changes"))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._list)
        halves.addWidget(detail)
        halves.setStretchFactor(1, 1)
        halves.setSizes([300, 900])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 3 * SPACE)
        whole.setSpacing(2 * SPACE)
        whole.addLayout(self._build_top())
        whole.addWidget(halves, 1)
        whole.addLayout(self._build_foot())

    def _build_top(self) -> QHBoxLayout:
        label = QLabel(_("Words of the whole a&greement"))
        label.setBuddy(self._stance)
        self._stance.setObjectName("clauses.whole_stance")
        for stance in Stance:
            self._stance.addItem(STANCE_WORDS[stance], stance)
        self._state.setObjectName("clauses.differing")
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(label)
        row.addWidget(self._stance)
        row.addWidget(self._state, 1)
        return row

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for name, words, act in (("undo", _("Undo"), self._draft.undo), ("redo", _("Redo"), self._draft.redo)):
            button = QPushButton(words)
            button.setObjectName(f"clauses.{name}")
            button.setAutoDefault(False)
            button.setVisible(not self._draft.is_example)
            self._steps[name] = button
            button.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton(_("Close"))
        close.setObjectName("clauses.close")
        close.setAutoDefault(False)
        close.clicked.connect(lambda _checked=False: self.reject())
        set_role(close, Role.PRIMARY)
        row.addWidget(close)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._draft.undo)
        for keys in ("Ctrl+Y", "Ctrl+Shift+Z"):
            QShortcut(QKeySequence(keys), self, self._draft.redo)
        return row

    def _connect(self) -> None:
        draft, header, text = self._draft, self._header, self._text
        draft.changed.connect(lambda: self._rest.start(0))
        draft.refused.connect(lambda error: alerts.show_error(error, self))
        self._stance.activated.connect(self._on_whole_stance)
        self._list.chosen.connect(self.show_clause)
        self._list.asked.connect(self._on_asked)
        header.field_chosen.connect(self._leave_for)
        header.stance_chosen.connect(self._on_stance)
        header.title_typed.connect(self._on_title_typed)
        header.moved.connect(self._on_moved)
        text.edited.connect(self._on_edited)
        text.value_wanted.connect(self._on_value_wanted)
        text.editor.tag_wanted.connect(self._on_tag_wanted)
        text.reset_asked.connect(self._on_reset)
        text.reading.field_chosen.connect(self._leave_for)
        text.reading.clause_chosen.connect(self.show_clause)
        self._stances.chosen.connect(self._on_stance)
        self._changes.take_over.connect(self._on_reset)
        self._changes.keep.connect(lambda: self._change_one(arranging.keeping_edit))
        self._tabs.currentChanged.connect(lambda _tab: self._show_detail())
        self._ask.preview_arrived.connect(self._on_preview)
        self._ask.problems_arrived.connect(self._on_problems)
        self._ask.words_arrived.connect(lambda: self._text.editor.set_words(self._ask.chip_words))
        self._ask.stances_arrived.connect(self._show_stances)
        self._ask.failed.connect(self._on_failed)

    # --- what is shown -----------------------------------------------------------------------------------------

    @property
    def clause(self) -> str:
        """The id of the clause that is shown."""
        return self._row.id

    @property
    def _row(self) -> ClauseRow:
        return next((row for row in self._rows if row.id == self._wanted), self._rows[0])

    def show_clause(self, clause: str) -> None:
        """Show a clause, by its id or by that of one of those it is repeated as."""
        row = next((row for row in self._rows if row.id == clause or clause in {one.id for one in row.shown}), None)
        if row is None or row.id == self._wanted:
            return
        self._draft.end_burst()
        self._wanted = row.id
        self._show_all()

    def _show_all(self) -> None:
        agreement = self._draft.agreement
        self._rows = clause_rows(agreement, self._outline, {one.clause for one in self._problems})
        shown = {one.id: row.id for row in self._rows for one in row.shown}
        self._wanted = shown.get(self._wanted, self._wanted) if self._rows else ""
        row, changeable = self._row, self._draft.can_change
        self._ask.about(agreement, row)
        self._list.show_rows(self._rows, row.id)
        self._list.show_buttons(not self._draft.is_example)
        self._list.offer(partial(self._is_possible, row))
        self._stance.setCurrentIndex(self._stance.findData(agreement.texts.stance))
        self._stance.setEnabled(changeable)
        self._state.setText(self._state_words())
        self._steps["undo"].setEnabled(self._draft.can_undo)
        self._steps["redo"].setEnabled(self._draft.can_redo)
        self._header.show_clause(row, agreement, {one.id: one.title for one in self._rows}, can_change=changeable)
        self._text.show_text(row.text, can_change=changeable, can_reset=row.entry is not None and row.differs)
        self._tabs.setTabVisible(_STANCES, row.entry is not None and len(row.entry.texts) > 1)
        self._tabs.setTabVisible(_CHANGES, row.entry is not None and row.differs)
        self._show_detail()

    def _state_words(self) -> str:
        draft = self._draft
        differing = sum(row.differs for row in self._rows)
        words = _DIFFER.of(differing) if differing else _("Every clause is as the library has it")
        updated = sum(row.updated for row in self._rows)
        if updated:
            words += _("; {count} of them changed there since").format(count=updated)
        if draft.is_example:
            return _("No draft is open: the clauses are shown on an example, to be read.")
        if draft.is_locked:
            return words + ". " + _("The template of this draft keeps its words as they are.")
        return words + "." if draft.can_change else words + ". " + _("The draft is open to be read.")

    def _show_detail(self) -> None:
        row, agreement = self._row, self._draft.agreement
        if self._tabs.currentIndex() == _STANCES and row.entry is not None:
            self._ask.about_stances(agreement, row)
            self._show_stances()
        elif self._tabs.currentIndex() == _CHANGES and row.entry is not None:
            library = library_text(agreement, row.id)
            changeable = self._draft.can_change
            self._changes.show_changes(library, row.text, updated=row.updated, can_change=changeable)

    def _show_stances(self) -> None:
        row = self._row
        if row.entry is None:
            return
        used = None if row.differs else row.entry.text_for(stance_of(self._draft.agreement, row.id)).stance
        texts = self._ask.stance_texts(row)
        self._stances.show_stances(row.entry, texts, used, can_change=self._draft.can_change)

    def _is_possible(self, row: ClauseRow, name: str) -> bool:
        texts = self._draft.agreement.texts
        if not self._draft.can_change or name in ("add", "duplicate", "kept"):
            return self._draft.can_change
        if name in ("up", "down"):
            return arranging.can_move(texts, row.id, -1 if name == "up" else 1)
        return row.own is not None

    # --- what arrives ------------------------------------------------------------------------------------------

    def _on_preview(self, preview: Preview) -> None:
        if preview.outline != self._outline or preview.problems != self._problems:
            self._outline, self._problems = preview.outline, preview.problems
            self._show_all()
        row = self._row
        if preview.clause_id in {one.id for one in row.shown}:
            self._text.reading.show_html(preview.clause_html)
        elif not row.shown:
            applies = row.entry.applies if row.entry else ""
            words = _("This clause does not stand in the draft as it is now. It applies: {applies}")
            self._text.reading.show_words(words.format(applies=applies))

    def _on_problems(self) -> None:
        row = self._row
        if row.entry is not None and not row.differs:
            self._text.show_state(_("As in the library"))
        else:
            self._text.show_problems(self._ask.problems_of(row, self._problems))
        self._text.editor.set_words(self._ask.chip_words)

    def _on_failed(self, error: Exception) -> None:
        words = shortly(error)
        self._text.reading.show_words(words)

    # --- what is done ------------------------------------------------------------------------------------------

    def _on_whole_stance(self, row: int) -> None:
        stance = Stance(self._stance.itemData(row))
        self._draft.change(lambda agreement: arranging.with_stance(agreement.texts, stance))

    def _on_stance(self, stance: Stance | None) -> None:
        """A stance is chosen for the clause; where it was edited, that text is asked for in place of one's own."""
        row = self._row
        if row.differs and alerts.ask_to_delete(_("your words for “{title}”").format(title=row.title), self) is not (
            alerts.Answer.DISCARD
        ):
            self._show_all()
            return

        def change(agreement: Agreement) -> Texts:
            return arranging.without_edit(arranging.with_choice(agreement.texts, row.id, stance), row.id)

        self._draft.change(change)

    def _change_one(self, make: object) -> None:
        clause = self._row.id
        self._draft.change(lambda agreement: make(agreement, clause))  # type: ignore[operator]

    def _on_edited(self, text: str) -> None:
        clause = self._row.id
        self._draft.change(lambda agreement: arranging.with_text(agreement, clause, text), typing=True)

    def _on_reset(self) -> None:
        clause = self._row.id
        self._draft.change(lambda agreement: arranging.without_edit(agreement.texts, clause))
        self._tabs.setCurrentIndex(_TEXT)

    def _on_title_typed(self, title: str) -> None:
        clause = self._row.id
        self._draft.change(lambda agreement: arranging.own_named(agreement.texts, clause, title=title), typing=True)

    def _on_moved(self, step: str, after: str) -> None:
        clause = self._row.id
        self._draft.change(lambda agreement: arranging.own_moved(agreement.texts, clause, step, after))

    def _on_asked(self, name: str) -> None:
        row = self._row
        if not self._is_possible(row, name):
            return
        if name == "add":
            self._add(row)
        elif name == "kept":
            open_kept(self._draft, {one.id: one.title for one in self._rows}, self, self._show_new)
        elif name == "duplicate":
            title = _("{title} (copy)").format(title=(row.own.title if row.own else row.title).replace("…", "").strip())
            self._add_own(title, row.text, row.step, row.id)
        elif name == "delete":
            order = arranging.step_order(self._draft.agreement.texts, row.step)
            self._wanted = order[max(0, order.index(row.id) - 1)]
            self._draft.change(lambda agreement: arranging.own_removed(agreement.texts, row.id))
        else:
            by = -1 if name == "up" else 1
            self._draft.change(lambda agreement: arranging.own_shifted(agreement.texts, row.id, by))

    def _show_new(self, clause: str) -> None:
        self._list.clear_filter()
        self._wanted = clause
        self._show_all()

    def _add(self, row: ClauseRow) -> None:
        titles = {one.id: one.title for one in self._rows}
        dialog = NewClauseDialog(self._draft.agreement.texts, titles, row.step, row.id, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add_own(dialog.title, _NEW_TEXT, dialog.step, dialog.after))
        dialog.open()

    def _add_own(self, title: str, text: str, step: str, after: str) -> None:
        _texts, clause = arranging.own_added(self._draft.agreement.texts, title, text, step, after)
        before, self._wanted = self._wanted, clause

        def change(agreement: Agreement) -> Texts:
            return arranging.own_added(agreement.texts, title, text, step, after)[0]

        if not self._draft.change(change):
            self._wanted = before
            return
        self._show_new(clause)
        self._tabs.setCurrentIndex(_TEXT)
        self._text.editor.setFocus()
        self._text.editor.selectAll()

    def _on_value_wanted(self, typed: str) -> None:
        if self._ask.words is not None and self._draft.can_change:
            put_in_value(self._text.editor, self._ask.words, typed, self)

    def _on_tag_wanted(self, tag: str) -> None:
        if self._ask.words is not None and self._draft.can_change:
            change_tag(self._text.editor, self._ask.words, self._ask.chip_words, tag, self)

    def _leave_for(self, path: str) -> None:
        """Go to a field: in the wizard, or for the text of a clause here."""
        if path.startswith("texts."):
            clause = next((one.clause for one in self._problems if one.field == path), self._wanted)
            self.show_clause(clause)
            self._text.editor.setFocus()
        elif not self._draft.is_example:
            self.reject()
            self.field_chosen.emit(path)

    # --- closing -----------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Nothing that was asked is wanted any more."""
        self._draft.end_burst()
        self._ask.drop()
        super().done(result)


def example_of(agreement: Agreement) -> Agreement:
    """An agreement to show the library's clauses on: it has no words of its own."""
    return msgspec.structs.replace(agreement, texts=Texts())
