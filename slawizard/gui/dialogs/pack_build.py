"""Making a pack: chosen templates, the open draft's own clauses and house styles in one file, to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.errors import shortly
from slawizard.files import write_atomic
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.files import ask_where_to_put_pack, file_name_for
from slawizard.gui.dialogs.named_parts import add_lines
from slawizard.gui.house_styles import HouseStyles
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.tasks import run_aside
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.library import Entry, LibraryFolder, open_entry
from slawizard.storage.packs.building import Source, build_pack, bundle_source, style_source, template_source
from slawizard.storage.packs.clause_bundle import bundle_of

_MAKE = Qt.ItemDataRole.UserRole
_COUNT = Plural("{count} part chosen", "{count} parts chosen")

MakeSource = Callable[[], Source]


class PackDialog(QDialog):
    """What may go into a pack, to be ticked. `agreement` is the open draft, or None."""

    def __init__(
        self,
        agreement: Agreement | None,
        saved: SavedTemplates,
        styles: HouseStyles,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._tree = QTreeWidget()
        self._lines = {name: QLineEdit() for name in ("title", "author", "note")}
        self._version = QSpinBox()
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._save = QPushButton(_("&Save the pack…"))
        self._close = QPushButton(_("Close"))
        self._items: list[QTreeWidgetItem] = []
        self._build()
        self._fill(agreement, saved, styles)
        self._show_state()

    def _build(self) -> None:
        self.setObjectName("pack")
        self.setWindowTitle(_("Make a pack"))
        open_at(self, 104, 74)
        words = _(
            "A pack is one file with templates, clauses and styles. Whoever opens it sees everything in it before "
            "anything is taken. A template goes with all of its versions."
        )
        tree = self._tree
        tree.setObjectName("pack.parts")
        tree.setAccessibleName(_("What goes into the pack"))
        tree.setHeaderHidden(True)
        tree.itemChanged.connect(lambda _item, _column: self._show_state())
        self._note.setObjectName("pack.note_line")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(plain_label(words, Role.SENTENCE, wraps=True))
        column.addLayout(self._build_form())
        column.addWidget(tree, 1)
        column.addWidget(self._note)
        set_role(self._save, Role.PRIMARY)
        self._save.setObjectName("pack.save")
        self._save.clicked.connect(self._on_save)
        self._close.setObjectName("pack.close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._save)
        column.addLayout(foot)

    def _build_form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        words = {"title": _("&Title"), "author": _("&Who made it"), "note": _("&Note")}
        add_lines(grid, "pack", self._lines, words, self._show_state)
        self._version.setObjectName("pack.version")
        self._version.setRange(1, 9999)
        label = QLabel(_("&Version"))
        label.setBuddy(self._version)
        grid.addWidget(label, 0, 2)
        grid.addWidget(self._version, 0, 3)
        grid.setColumnStretch(1, 1)
        return grid

    # --- what there is -----------------------------------------------------------------------------------------

    def _fill(self, agreement: Agreement | None, saved: SavedTemplates, styles: HouseStyles) -> None:
        templates = [
            (entry.title, _template_maker(entry, one.folder)) for one in saved.contents for entry in one.entries
        ]
        self._add_group(_("Templates"), templates, _("No templates are saved yet."))
        clauses: list[tuple[str, MakeSource]] = []
        if agreement is not None and (agreement.texts.edits or agreement.texts.own):
            title = _("Clauses of {title}").format(title=agreement.title or _("the draft"))
            clauses.append((title, lambda: bundle_source(bundle_of(agreement, title))))
        self._add_group(_("Clauses in words of your own"), clauses, _("No draft with clauses of its own is open."))
        usable = [one.style for one in styles.saved if not one.trouble]
        made = [(style.name, partial(style_source, style)) for style in usable]
        self._add_group(_("House styles"), made, _("No house style is kept yet."))

    def _add_group(self, title: str, parts: Sequence[tuple[str, MakeSource]], nothing: str) -> None:
        group = QTreeWidgetItem([title])
        self._tree.addTopLevelItem(group)
        for words, make in parts:
            item = QTreeWidgetItem([words])
            item.setData(0, _MAKE, make)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setToolTip(0, words)
            self._items.append(item)
            group.addChild(item)
        if not parts:
            empty = QTreeWidgetItem([nothing])
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            group.addChild(empty)
        group.setExpanded(True)

    def _chosen(self) -> list[MakeSource]:
        return [item.data(0, _MAKE) for item in self._items if item.checkState(0) == Qt.CheckState.Checked]

    def _show_state(self) -> None:
        count = len(self._chosen())
        self._save.setEnabled(count > 0 and bool(self._lines["title"].text().strip()))
        self._tell(_COUNT.of(count) if count else _("Tick what goes into the pack, and give it a title."))

    # --- saving ------------------------------------------------------------------------------------------------

    def _on_save(self) -> None:
        said = {name: line.text().strip() for name, line in self._lines.items()}
        path = ask_where_to_put_pack(self, self._folder / f"{file_name_for(said['title'])}.slapack")
        if path is None:
            return
        makers, version = self._chosen(), self._version.value()
        self._save.setEnabled(False)
        self._tell(_("Making the pack…"))

        def work() -> Path:
            sources = [make() for make in makers]
            data = build_pack(said["title"], sources, version=version, author=said["author"], note=said["note"])
            write_atomic(path, data)
            return path

        run_aside(self, work, self._on_saved, self._on_failed)

    def _on_saved(self, path: Path) -> None:
        self._save.setEnabled(True)
        self._tell(_("Written: {path}").format(path=path), Role.GOOD)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._save.setEnabled(True)
        words = shortly(error)
        self._tell(words, Role.BAD)

    def _tell(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)


def _template_maker(entry: Entry, folder: LibraryFolder) -> MakeSource:
    return lambda: template_source(open_entry(entry, folder).template)
