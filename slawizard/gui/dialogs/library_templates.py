"""The templates of the library: other titles, notes and tags, duplicates, versions, and what is not needed any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.errors import shortly
from slawizard.gui import alerts
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.named_parts import NamedButtons, add_lines
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.tasks import run_aside
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.storage.library import (
    Entry,
    LibraryFolder,
    OpenedTemplate,
    delete_template,
    duplicate_template,
    open_entry,
    rename_template,
)

_PATH = Qt.ItemDataRole.UserRole


class TemplatesDialog(QDialog):
    """A list by folder, and what can be done with the chosen one. `look_requested` carries the path of its file."""

    look_requested = Signal(str)

    def __init__(self, saved: SavedTemplates, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = saved
        self._chosen_path = ""
        self._busy = False
        self._tree = QTreeWidget()
        self._lines = {name: QLineEdit() for name in ("title", "note", "tags")}
        self._folders = QuietCombo()
        self._buttons = NamedButtons("templates")
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._build()
        saved.changed.connect(self._list_anew)
        self._list_anew()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("templates")
        self.setWindowTitle(_("Templates"))
        open_at(self, 124, 78)
        tree = self._tree
        tree.setObjectName("templates.list")
        tree.setAccessibleName(_("Saved templates"))
        tree.setHeaderLabels([_("Template"), _("Version"), _("Saved"), _("Tags")])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.currentItemChanged.connect(lambda new, _old: self._on_chosen(new))
        tree.itemActivated.connect(lambda _item, _column: self._on_look())
        self._note.setObjectName("templates.said")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(tree, 1)
        column.addLayout(self._build_form())
        column.addWidget(self._note)
        column.addLayout(self._build_foot())

    def _build_form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        words = {"title": _("&Title"), "note": _("&Note"), "tags": _("Ta&gs, separated by commas")}
        add_lines(grid, "templates", self._lines, words, self._show_state)
        grid.addWidget(self._buttons.add("rename", _("&Save these words"), self._on_rename), 2, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def _build_foot(self) -> QHBoxLayout:
        self._folders.setObjectName("templates.folder")
        self._folders.setAccessibleName(_("Where the duplicate goes"))
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._buttons.add("look", _("&Look at it…"), self._on_look))
        row.addWidget(self._buttons.add("duplicate", _("&Duplicate into"), self._on_duplicate))
        row.addWidget(self._folders)
        row.addWidget(self._buttons.add("delete", _("D&elete…"), self._on_delete))
        row.addStretch(1)
        row.addWidget(self._buttons.add("close", _("Close"), self.accept))
        return row

    # --- the list ----------------------------------------------------------------------------------------------

    def _list_anew(self) -> None:
        """Show what there is now; the chosen one stays chosen, and words being typed stay as they are."""
        keep = self._chosen_path
        self._tree.blockSignals(True)
        self._tree.clear()
        current = None
        for contents in self._saved.contents:
            folder = contents.folder
            name = _("Your own library") if folder.is_own else folder.name
            group = QTreeWidgetItem([name if folder.writable else _("{folder} (to read only)").format(folder=name)])
            self._tree.addTopLevelItem(group)
            for trouble in (contents.trouble, *contents.damaged):
                if trouble:
                    _add_sentence(group, trouble)
            for entry in contents.entries:
                item = QTreeWidgetItem([entry.title, str(entry.version), entry.saved, ", ".join(entry.tags)])
                item.setData(0, _PATH, entry.path)
                item.setToolTip(0, entry.path)
                group.addChild(item)
                current = item if entry.path == keep or current is None else current
            if not group.childCount():
                _add_sentence(group, _("Nothing yet. “Save as template” in the menu puts a draft here."))
            group.setExpanded(True)
        self._tree.blockSignals(False)
        self._list_folders()
        if current is not None:
            self._tree.setCurrentItem(current)
        self._show_state()

    def _list_folders(self) -> None:
        writable = [folder for folder in self._saved.folders if folder.writable]
        self._folders.clear()
        for folder in writable:
            self._folders.addItem(_("your own library") if folder.is_own else folder.name, str(folder.path))

    def _chosen(self) -> tuple[Entry, LibraryFolder] | None:
        return self._saved.find(self._chosen_path)

    def _on_chosen(self, item: QTreeWidgetItem | None) -> None:
        path = str(item.data(0, _PATH) or "") if item is not None else ""
        if path != self._chosen_path:
            self._chosen_path = path
            found = self._chosen()
            entry = found[0] if found else None
            said = (entry.title, entry.note, ", ".join(entry.tags)) if entry else ("", "", "")
            for line, text in zip(self._lines.values(), said, strict=True):
                line.setText(text)
                line.setCursorPosition(0)
            self._tell("")
        self._show_state()

    def _show_state(self) -> None:
        found = self._chosen()
        writable = found is not None and found[1].writable and not self._busy
        for line in self._lines.values():
            line.setReadOnly(not writable)
        changed = found is not None and self._typed() != (found[0].title, found[0].note, found[0].tags)
        self._buttons["rename"].setEnabled(writable and changed)
        self._buttons["delete"].setEnabled(writable)
        self._buttons["look"].setEnabled(found is not None)
        self._buttons["duplicate"].setEnabled(found is not None and not self._busy and self._folders.count() > 0)

    def _typed(self) -> tuple[str, str, tuple[str, ...]]:
        tags = tuple(tag.strip() for tag in self._lines["tags"].text().split(",") if tag.strip())
        return self._lines["title"].text().strip(), self._lines["note"].text(), tags

    # --- what the buttons do -----------------------------------------------------------------------------------

    def _on_look(self) -> None:
        if self._chosen() is not None:
            path = self._chosen_path
            self.accept()
            self.look_requested.emit(path)

    def _on_rename(self) -> None:
        title, note, tags = self._typed()
        self._do(
            lambda opened: rename_template(opened, title=title, note=note, tags=tags),
            lambda _renamed: _("Saved."),
        )

    def _on_duplicate(self) -> None:
        found, path = self._chosen(), self._folders.currentData()
        folder = next((one for one in self._saved.folders if str(one.path) == path), None)
        if found is not None and folder is not None:
            title = _("{title} (copy)").format(title=found[0].title)
            self._do(
                lambda opened: duplicate_template(opened, title, folder),
                lambda copy: _("Saved as “{title}”.").format(title=copy.template.title),
            )

    def _on_delete(self) -> None:
        found = self._chosen()
        if found is not None and alerts.ask_to_delete(found[0].title, self) is alerts.Answer.DISCARD:
            self._do(delete_template, lambda _gone: _("Deleted."))

    def _do(self, act: Callable[[OpenedTemplate], Any], words: Callable[[Any], str]) -> None:
        found = self._chosen()
        if found is None:
            return
        entry, folder = found
        self._busy = True
        self._show_state()

        def work() -> Any:
            return act(open_entry(entry, folder))

        run_aside(self, work, lambda done: self._on_done(words(done)), self._on_failed)

    def _on_done(self, words: str) -> None:
        self._busy = False
        self._saved.read_again()
        self._tell(words, Role.GOOD)
        self._show_state()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self._saved.read_again()
        words = shortly(error)
        self._tell(words, Role.BAD)
        self._show_state()

    def _tell(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)


def _add_sentence(group: QTreeWidgetItem, words: str) -> None:
    item = QTreeWidgetItem([words])
    item.setToolTip(0, words)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    group.addChild(item)
    item.setFirstColumnSpanned(True)
