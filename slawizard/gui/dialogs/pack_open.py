"""Looking into a pack from anyone before anything is taken: every part, its words and pages, what is there already."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.pack_words import clause_words, count_errors, error_words
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.panel.page_view import PageView
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.tasks import on_window_thread, run_aside
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import Plural, _
from slawizard.storage.library import LibraryFolder
from slawizard.storage.packs.clause_bundle import ClauseBundle
from slawizard.storage.packs.inspecting import Inspected, Seen, bundle_in, load_pack, newest_agreement
from slawizard.storage.packs.installing import Conflict, Taken, Taking, conflicts, install_pack
from slawizard.storage.packs.manifest import MemberKind
from slawizard.worker.protocol import ExportJob, Pages

_NAME = Qt.ItemDataRole.UserRole
_KINDS = {
    MemberKind.TEMPLATE: _("Template"),
    MemberKind.CLAUSES: _("Clauses"),
    MemberKind.CLAUSE: _("Clause"),
    MemberKind.STYLE: _("House style"),
}
_DECISIONS = (
    (Taking.KEEP_BOTH, _("Keep both")),
    (Taking.NEW_VERSION, _("Take it as the newer version")),
    (Taking.SKIP, _("Leave it")),
)
_VERSIONS = Plural("{count} version", "{count} versions")
_ASKS = Plural("asks {count} question", "asks {count} questions")
_ERRORS = Plural("a draft from it begins with {count} error", "a draft from it begins with {count} errors")
_TAKE = Plural("&Take {count} part", "&Take {count} parts")


class _Found(NamedTuple):
    """A pack that was read, and what it would meet in the library."""

    pack: Inspected
    conflicts: dict[str, Conflict]


class OpenPackDialog(QDialog):
    """Reads the pack at `path` and shows it. `bundle_chosen` carries a ClauseBundle to be put into the open draft."""

    bundle_chosen = Signal(object)

    def __init__(
        self,
        path: Path,
        saved: SavedTemplates,
        renderer: Renderer,
        *,
        with_draft: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._saved = saved
        self._renderer = renderer
        self._with_draft = with_draft
        self._found: _Found | None = None
        self._errors: dict[str, int | None] = {}
        self._decisions: dict[str, Taking] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._ticket: int | None = None
        self._turn = 0
        self._title = plain_label(path.name, Role.PAGE_TITLE, wraps=True)
        self._words = plain_label(_("Looking into it…"), Role.SENTENCE, wraps=True)
        self._tree = QTreeWidget()
        self._about = plain_label("", Role.SENTENCE, wraps=True)
        self._meets = plain_label("", Role.WARN, wraps=True)
        self._decision = QuietCombo()
        self._text = QPlainTextEdit()
        self._pages = PageView(self)
        self._shown = QSplitter(Qt.Orientation.Vertical)
        self._into_draft = QPushButton(_("Put into the open &draft"))
        self._folder = QuietCombo()
        self._take = QPushButton(_("&Take"))
        self._close = QPushButton(_("Take nothing"))
        self._build()
        self._read()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("open_pack")
        self.setWindowTitle(_("Open a pack"))
        open_at(self, 140, 92)
        self._words.setObjectName("open_pack.words")
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_list())
        halves.addWidget(self._build_details())
        halves.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(halves, 1)
        column.addLayout(self._build_foot())

    def _build_list(self) -> QWidget:
        tree = self._tree
        tree.setObjectName("open_pack.parts")
        tree.setAccessibleName(_("What is in the pack"))
        tree.setHeaderHidden(True)
        tree.setMinimumWidth(text_width(36))
        tree.setRootIsDecorated(False)
        tree.currentItemChanged.connect(lambda _new, _old: self._show_member())
        tree.itemChanged.connect(lambda _item, _column: self._show_state())
        return tree

    def _build_details(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(3 * SPACE, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        self._about.setObjectName("open_pack.about")
        self._meets.setObjectName("open_pack.meets")
        self._decision.setObjectName("open_pack.decision")
        self._decision.setAccessibleName(_("What becomes of it"))
        for taking, words in _DECISIONS:
            self._decision.addItem(words, taking.value)
        self._decision.activated.connect(lambda _row: self._on_decided())
        self._text.setObjectName("open_pack.text")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(_("The texts of its clauses"))
        self._shown.addWidget(self._text)
        self._shown.addWidget(self._pages)
        self._shown.setChildrenCollapsible(False)
        self._pages.hide()
        self._into_draft.setObjectName("open_pack.into_draft")
        self._into_draft.setAutoDefault(False)
        self._into_draft.clicked.connect(self._on_into_draft)
        for widget in (self._about, self._meets, self._decision, self._into_draft):
            column.addWidget(widget)
            widget.hide()
        self._about.show()
        column.addWidget(self._shown, 1)
        return holder

    def _build_foot(self) -> QHBoxLayout:
        label = QLabel(_("&Into"))
        label.setBuddy(self._folder)
        self._folder.setObjectName("open_pack.folder")
        for folder in self._writable():
            self._folder.addItem(_("your own library") if folder.is_own else folder.name)
        self._folder.activated.connect(lambda _row: self._read())
        set_role(self._take, Role.PRIMARY)
        self._take.setObjectName("open_pack.take")
        self._take.setEnabled(False)
        self._take.clicked.connect(self._on_take)
        self._close.setObjectName("open_pack.close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self._folder)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._take)
        return row

    def _writable(self) -> list[LibraryFolder]:
        return [folder for folder in self._saved.folders if folder.writable]

    # --- reading -----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        path, folder = self._path, self._target()

        def work() -> _Found:
            pack = load_pack(path)
            return _Found(pack, {one.name: one for one in conflicts(pack, folder)})

        run_aside(self, work, self._on_read, self._on_refused)
        if not self._errors:
            run_aside(self, lambda: count_errors(path), self._on_counted, lambda _error: None)

    def _target(self) -> LibraryFolder | None:
        folders = self._writable()
        return folders[max(0, self._folder.currentIndex())] if folders else None

    def _on_read(self, found: _Found) -> None:
        self._found = found
        manifest = found.pack.manifest
        self._title.setText(manifest.title)
        author = _("made by {author}, as it says itself").format(author=manifest.author) if manifest.author else ""
        head = ", ".join(part for part in (_("Version {number}").format(number=manifest.version), author) if part)
        nothing_run = _("Nothing in it has been run or taken yet.")
        self._words.setText("\n".join(part for part in (f"{head}. {nothing_run}", manifest.note) if part))
        self._decisions = dict.fromkeys(found.conflicts, Taking.KEEP_BOTH)
        for name, conflict in found.conflicts.items():
            if conflict.is_same:
                self._decisions[name] = Taking.SKIP
        if not self._items:
            for seen in found.pack.members:
                item = QTreeWidgetItem([f"{_KINDS[seen.member.kind]}: {seen.title}"])
                item.setData(0, _NAME, seen.member.name)
                item.setToolTip(0, seen.title)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Unchecked)
                self._items[seen.member.name] = item
                self._tree.addTopLevelItem(item)
            self._tree.setCurrentItem(self._items[found.pack.members[0].member.name])
            self._tree.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_member()

    def _on_refused(self, error: Exception) -> None:
        self._title.setText(_("This pack is refused"))
        set_role(self._words, Role.BAD)
        if isinstance(error, SlaWizardError):
            parts = (error.what, error.where, error.remedy, _("Nothing of it was taken."))
            self._words.setText("\n".join(part for part in parts if part))
        else:
            self._words.setText(str(error))
        self._tree.setEnabled(False)
        self._close.setText(_("Close"))
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_counted(self, errors: dict[str, int | None]) -> None:
        self._errors = errors
        self._tell_about()

    # --- one member --------------------------------------------------------------------------------------------

    def _current(self) -> Seen | None:
        item = self._tree.currentItem()
        if self._found is None or item is None:
            return None
        return self._found.pack.seen(str(item.data(0, _NAME)))

    def _show_member(self) -> None:
        seen = self._current()
        if seen is None or self._found is None:
            return
        self._tell_about()
        conflict = self._found.conflicts.get(seen.member.name)
        self._meets.setVisible(conflict is not None)
        self._decision.setVisible(conflict is not None)
        if conflict is not None:
            same = _("“{title}” is in the library already, just so.")
            other = _("“{title}” is in the library already, in other words.")
            self._meets.setText((same if conflict.is_same else other).format(title=conflict.existing))
            self._decision.setCurrentIndex(self._decision.findData(self._decisions[seen.member.name].value))
        is_bundle = seen.member.kind in (MemberKind.CLAUSES, MemberKind.CLAUSE)
        self._into_draft.setVisible(is_bundle and self._with_draft)
        is_template = seen.member.kind is MemberKind.TEMPLATE
        nothing = _("Laying out its pages…") if is_template else _("It brings no texts of clauses along.")
        self._text.setPlainText("\n\n".join(clause_words(seen)) or nothing)
        self._text.show()
        self._pages.hide()
        self._drop_layout()
        if is_template:
            self._lay_out(seen)
        self._show_state()

    def _tell_about(self) -> None:
        seen = self._current()
        if seen is None:
            return
        facts = [_KINDS[seen.member.kind]]
        if seen.versions:
            facts += [_VERSIONS.of(seen.versions), _ASKS.of(seen.questions)]
            if seen.member.name in self._errors:
                count = self._errors[seen.member.name]
                facts.append(_("too much in it to count its errors") if count is None else _ERRORS.of(count))
        if seen.clauses:
            facts.append(_("texts of clauses: {count}").format(count=len(seen.clauses)))
        self._about.setText("\n".join(part for part in (", ".join(facts) + ".", seen.note) if part))

    def _lay_out(self, seen: Seen) -> None:
        """Foreign templates are only ever run in the render process, within its limits."""
        assert self._found is not None
        turn, where = self._turn, self._found.pack.where

        def submit(agreement: Agreement) -> None:
            if turn == self._turn:
                self._ticket = self._renderer.submit(
                    ExportJob(agreement, "pdf"),  # a layout of the open draft would take the place of another
                    on_window_thread(lambda pdf: self._on_pages(turn, pdf)),
                    on_window_thread(lambda error: self._on_not_laid_out(turn, error)),
                )

        run_aside(self, lambda: newest_agreement(seen, where), submit, lambda error: self._on_not_laid_out(turn, error))

    def _drop_layout(self) -> None:
        self._turn += 1
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
            self._ticket = None

    def _on_pages(self, turn: int, pdf: bytes) -> None:
        if turn == self._turn:
            self._ticket = None
            seen = self._current()
            self._text.setVisible(seen is not None and bool(seen.clauses))
            self._pages.show()
            self._pages.show_pages(Pages(pdf, (), {}, 0))

    def _on_not_laid_out(self, turn: int, error: Exception) -> None:
        if turn == self._turn:
            self._ticket = None
            self._text.setPlainText(_("Its pages cannot be shown: {reason}").format(reason=error))

    def _on_decided(self) -> None:
        seen = self._current()
        if seen is not None:
            self._decisions[seen.member.name] = Taking(str(self._decision.currentData()))
        self._show_state()

    def _on_into_draft(self) -> None:
        seen = self._current()
        if seen is not None and self._found is not None:
            bundle: ClauseBundle = bundle_in(seen, self._found.pack.where)
            self.bundle_chosen.emit(bundle)

    # --- taking ------------------------------------------------------------------------------------------------

    def _ticked(self) -> dict[str, Taking]:
        ticked = [name for name, item in self._items.items() if item.checkState(0) == Qt.CheckState.Checked]
        return {name: self._decisions.get(name, Taking.ADD) for name in ticked}

    def _show_state(self) -> None:
        count = sum(taking is not Taking.SKIP for taking in self._ticked().values())
        self._take.setText(_TAKE.of(count) if count else _("&Take"))
        self._take.setEnabled(count > 0)

    def _on_take(self) -> None:
        assert self._found is not None
        pack, takings, folder = self._found.pack, self._ticked(), self._target()
        self._take.setEnabled(False)
        run_aside(self, lambda: install_pack(pack, takings, folder), self._on_taken, self._on_not_taken)

    def _on_taken(self, taken: tuple[Taken, ...]) -> None:
        self._saved.read_again()
        lines = [
            _("Left: “{title}”").format(title=one.title)
            if one.path is None
            else _("Taken: “{title}”, {path}").format(title=one.title, path=one.path)
            for one in taken
        ]
        self._say("\n".join(lines), Role.GOOD)
        self._close.setText(_("Close"))
        for item in self._items.values():
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _on_not_taken(self, error: Exception) -> None:
        self._saved.read_again()
        self._say(" ".join(part for part in error_words(error) if part), Role.BAD)
        self._show_state()

    def _say(self, words: str, role: Role) -> None:
        set_role(self._meets, role)
        self._meets.setText(words)
        self._meets.show()

    def done(self, result: int) -> None:
        """Nobody waits for its pages any more."""
        self._drop_layout()
        super().done(result)
