"""Clauses that are kept in the library, from packs or other drafts: looked at, put into the draft, kept, deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.errors import shortly
from slawizard.files import delete_file
from slawizard.gui import alerts
from slawizard.gui.dialogs.clause_draft import ClauseDraft
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.named_parts import NamedButtons
from slawizard.gui.tasks import run_in_background, while_there
from slawizard.gui.theme import SPACE, Role, plain_tip, set_role, text_width
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.gui.widgets.chip_look import ChipWords
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.packs.clause_bundle import (
    ClauseBundle,
    KeptBundle,
    bundle_of,
    clashes,
    keep_bundle,
    kept_bundles,
    take_bundle,
)
from slawizard.wizard.steps import find_step

_BUNDLE, _CLAUSE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole.value + 1
_COUNT = Plural("{count} clause", "{count} clauses")
_Row = ClauseEdit | OwnClause


class KeptClausesDialog(QDialog):
    """Lists what is kept; `taken` carries the id of a clause that was put into the draft."""

    taken = Signal(str)

    def __init__(self, draft: ClauseDraft, titles: Mapping[str, str], parent: QWidget | None = None) -> None:
        """`titles` are those of the library's clauses and the draft's own, by their ids."""
        super().__init__(parent)
        self._draft, self._titles = draft, titles
        self._tree = QTreeWidget()
        self._text = ChipEditor()
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._title = QLineEdit()
        self._buttons = NamedButtons("kept")
        self._build()
        self._read()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("kept")
        self.setWindowTitle(_("Kept clauses"))
        set_role(self, Role.PAPER)
        open_at(self, 130, 84)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_tree())
        self._text.setObjectName("kept.text")
        self._text.setAccessibleName(_("The text of the clause that is chosen"))
        self._text.setReadOnly(True)
        self._text.set_words(ChipWords(targets=self._titles))
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self._text.setTextInteractionFlags(keys)
        halves.addWidget(self._text)
        halves.setSizes([text_width(62), text_width(62)])
        self._note.setObjectName("kept.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(halves, 1)
        column.addWidget(self._note)
        column.addLayout(self._build_keeping())
        column.addLayout(self._build_end())

    def _build_tree(self) -> QTreeWidget:
        tree = self._tree
        tree.setObjectName("kept.list")
        tree.setAccessibleName(_("Kept clauses"))
        tree.setHeaderLabels([_("Clause"), _("In this draft")])
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.currentItemChanged.connect(lambda _now, _before: self._show_current())
        tree.itemChanged.connect(lambda _item, _column: self._show_buttons())
        return tree

    def _build_keeping(self) -> QHBoxLayout:
        self._title.setObjectName("kept.title")
        self._title.setPlaceholderText(_("What these clauses are for"))
        self._title.textChanged.connect(lambda _text: self._show_buttons())
        self._title.returnPressed.connect(lambda: self._buttons["keep"].click())
        label = QLabel(_("Keep this draft’s &own as"))
        label.setBuddy(self._title)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(label)
        row.addWidget(self._title, 1)
        row.addWidget(self._buttons.add("keep", _("&Keep"), self._keep))
        return row

    def _build_end(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._buttons.add("delete", _("&Delete…"), self._delete))
        row.addStretch(1)
        row.addWidget(self._buttons.add("close", _("Close"), self.reject))
        row.addWidget(self._buttons.add("take", _("&Put into the draft"), self._take))
        set_role(self._buttons["take"], Role.PRIMARY)
        return row

    # --- showing -----------------------------------------------------------------------------------------------

    def _read(self, say: str = "") -> None:
        """List anew what is kept; `say` what was done meanwhile."""
        done = while_there(self, lambda kept: self._list(kept, say))
        run_in_background(kept_bundles, done, while_there(self, self._tell))

    def _list(self, kept: tuple[KeptBundle, ...], say: str) -> None:
        self._tree.blockSignals(True)
        self._tree.clear()
        for one in kept:
            rows: tuple[_Row, ...] = (*one.bundle.edits, *one.bundle.own)
            top = QTreeWidgetItem(self._tree, [one.bundle.title, _COUNT.of(len(rows))])
            top.setData(0, _BUNDLE, one)
            top.setToolTip(0, plain_tip("\n".join(filter(None, (one.bundle.title, one.bundle.note)))))
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            clashing = clashes(self._draft.agreement, one.bundle)
            for row in rows:
                top.addChild(self._item(row, one, clashing))
        self._tree.expandAll()
        self._tree.blockSignals(False)
        first = self._tree.topLevelItem(0)
        if first is not None:
            self._tree.setCurrentItem(first.child(0) or first)
        empty = _("No clauses are kept yet. Keep this draft’s, or take a pack that holds some.")
        self._say(say or ("" if kept else empty))
        self._show_current()

    def _item(self, row: _Row, kept: KeptBundle, clashing: tuple[str, ...]) -> QTreeWidgetItem:
        if isinstance(row, ClauseEdit):
            about, title = row.clause, self._titles.get(row.clause, row.clause)
            state = _("in place of the library’s")
        else:
            about, title = row.id, row.title
            state = _("new, in {step}").format(step=find_step(row.step).title)
        if about in clashing:
            state = _("has another text")
        elif about in self._own_ids():
            state = _("has this text already")
        item = QTreeWidgetItem([title, state])
        item.setData(0, _BUNDLE, kept)
        item.setData(0, _CLAUSE, row)
        item.setToolTip(0, plain_tip(title))
        item.setCheckState(0, Qt.CheckState.Unchecked)
        return item

    def _own_ids(self) -> set[str]:
        texts = self._draft.agreement.texts
        return {one.clause for one in texts.edits} | {one.id for one in texts.own}

    def _show_current(self) -> None:
        item = self._tree.currentItem()
        row: _Row | None = item.data(0, _CLAUSE) if item is not None else None
        bundle: KeptBundle | None = item.data(0, _BUNDLE) if item is not None else None
        self._text.show_source(row.text if row is not None else bundle.bundle.note if bundle is not None else "")
        self._show_buttons()

    def _show_buttons(self) -> None:
        texts = self._draft.agreement.texts
        has_own = bool(texts.edits or texts.own)
        self._title.setEnabled(has_own)
        self._buttons["keep"].setEnabled(has_own and bool(self._title.text().strip()))
        self._buttons["delete"].setEnabled(self._tree.currentItem() is not None)
        self._buttons["take"].setEnabled(self._draft.can_change and bool(self._chosen()))

    def _chosen(self) -> list[_Row]:
        """The clauses that are ticked, in the order of the list; of two with one id the later."""
        tops = (self._tree.topLevelItem(at) for at in range(self._tree.topLevelItemCount()))
        items = (top.child(at) for top in tops if top is not None for at in range(top.childCount()))
        return [
            item.data(0, _CLAUSE) for item in items if item is not None and item.checkState(0) is Qt.CheckState.Checked
        ]

    # --- what is done ------------------------------------------------------------------------------------------

    def _take(self) -> None:
        rows = self._chosen()
        edits = {row.clause: row for row in rows if isinstance(row, ClauseEdit)}
        own = {row.id: row for row in rows if isinstance(row, OwnClause)}
        bundle = ClauseBundle("chosen", "", edits=tuple(edits.values()), own=tuple(own.values()))
        clashing = [self._titles.get(about, about) for about in clashes(self._draft.agreement, bundle)]
        if clashing and alerts.ask_to_replace_texts(clashing, self) is not alerts.Answer.OVERWRITE:
            return

        def change(agreement: Agreement) -> Texts:
            return take_bundle(agreement, bundle, replace=True).texts

        if self._draft.change(change):
            self.taken.emit(next(iter((*edits, *own))))
            self.accept()
        else:
            self._say(_("The draft has these texts already."))

    def _keep(self) -> None:
        bundle = bundle_of(self._draft.agreement, self._title.text().strip())
        said = _("Kept: “{title}”.").format(title=bundle.title)
        self._do(partial(keep_bundle, bundle), said)
        self._title.clear()

    def _delete(self) -> None:
        item = self._tree.currentItem()
        if item is None:
            return
        kept: KeptBundle = item.data(0, _BUNDLE)
        if alerts.ask_to_delete(kept.bundle.title, self) is alerts.Answer.DISCARD:
            self._do(partial(delete_file, kept.path, kept.fingerprint), "")

    def _do(self, work: Callable[[], object], said: str) -> None:
        run_in_background(work, while_there(self, lambda _done: self._read(said)), while_there(self, self._tell))

    def _tell(self, error: Exception) -> None:
        words = shortly(error)
        self._say(words, Role.BAD)

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)
        self._note.setVisible(bool(words))


def open_kept(draft: ClauseDraft, titles: Mapping[str, str], parent: QWidget, taken: Callable[[str], object]) -> None:
    """Open the dialog; `taken` is called with the id of a clause that was put into the draft."""
    dialog = KeptClausesDialog(draft, titles, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.taken.connect(taken)
    dialog.open()
