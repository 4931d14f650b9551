"""The folders of teams: adding one to read from or to save in too, and taking one out of the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.files import ask_for_team_folder
from slawizard.gui.dialogs.named_parts import NamedButtons
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.settings import TeamFolder
from slawizard.storage.library.folders import team_folder

_COUNT = Plural("{count} template", "{count} templates")


class FoldersDialog(QDialog):
    """`chosen` carries the folders (a tuple of TeamFolder) as soon as one was added, changed or taken out."""

    chosen = Signal(object)

    def __init__(
        self, folders: tuple[TeamFolder, ...], saved: SavedTemplates, begin: Path, parent: QWidget | None = None
    ) -> None:
        """`begin` is where the choice of a folder begins."""
        super().__init__(parent)
        self._folders = list(folders)
        self._saved = saved
        self._begin = begin
        self._table = QTableWidget(0, 4)
        self._path = QLineEdit()
        self._name = QLineEdit()
        self._writable = QCheckBox(_("Templates may be &saved there"))
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._buttons = NamedButtons("folders")
        self._build()
        saved.changed.connect(self._show)
        self._show()

    def _build(self) -> None:
        self.setObjectName("folders")
        self.setWindowTitle(_("Folders of the library"))
        open_at(self, 120, 80)
        words = _(
            "A team's folder is any folder that everyone reaches: a shared drive, or a working copy of a repository. "
            "Its templates stand on the start screen, and follow what others change."
        )
        table = self._table
        table.setObjectName("folders.table")
        table.setAccessibleName(_("Folders"))
        table.setHorizontalHeaderLabels([_("Name"), _("Folder"), _("May be"), _("State")])
        table.verticalHeader().hide()
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.currentCellChanged.connect(lambda *_places: self._show_state())
        self._note.setObjectName("folders.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(plain_label(words, Role.SENTENCE, wraps=True))
        column.addWidget(table, 1)
        column.addLayout(self._build_row())
        column.addLayout(self._build_form())
        column.addWidget(self._note)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._buttons.add("close", _("Close"), self.accept))
        column.addLayout(foot)

    def _build_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._buttons.add("switch", _("Change what &may be done"), self._on_switch))
        row.addWidget(self._buttons.add("remove", _("&Take out of the library"), self._on_remove))
        return row

    def _build_form(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        for row, (name, words, line) in enumerate(
            (("path", _("&Folder to add"), self._path), ("name", _("&Name, if not its own"), self._name))
        ):
            label = QLabel(words)
            label.setBuddy(line)
            line.setObjectName(f"folders.{name}")
            line.textChanged.connect(lambda _text: self._show_state())
            grid.addWidget(label, row, 0)
            grid.addWidget(line, row, 1)
        self._writable.setObjectName("folders.writable")
        grid.addWidget(self._buttons.add("browse", _("C&hoose…"), self._on_browse), 0, 2)
        grid.addWidget(self._writable, 2, 1)
        grid.addWidget(self._buttons.add("add", _("&Add"), self._on_add), 2, 2)
        grid.setColumnStretch(1, 1)
        return grid

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        known = {str(one.folder.path): one for one in self._saved.contents}
        row = max(0, self._table.currentRow())
        self._table.setRowCount(len(self._folders))
        for at, one in enumerate(self._folders):
            folder = team_folder(one)
            contents = known.get(str(folder.path))
            state = _("being read…")
            if contents is not None:
                state = contents.trouble or _COUNT.of(len(contents.entries))
            rights = _("read and saved in") if one.writable else _("read")
            for place, text in enumerate((folder.name, str(folder.path), rights, state)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self._table.setItem(at, place, item)
        self._table.resizeColumnsToContents()
        self._table.setColumnWidth(0, min(self._table.columnWidth(0), text_width(30)))
        self._table.setColumnWidth(3, min(self._table.columnWidth(3), text_width(40)))
        if self._folders:
            self._table.selectRow(min(row, len(self._folders) - 1))
        self._show_state()

    def _show_state(self) -> None:
        chosen = 0 <= self._table.currentRow() < len(self._folders)
        self._buttons["switch"].setEnabled(chosen)
        self._buttons["remove"].setEnabled(chosen)
        self._buttons["add"].setEnabled(bool(self._path.text().strip()))

    # --- what the buttons do -----------------------------------------------------------------------------------

    def _on_browse(self) -> None:
        chosen = ask_for_team_folder(self, self._begin)
        if chosen is not None:
            self._path.setText(str(chosen))
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        """Whether it is there is found out while it is read: a slow disk must not hold up the window."""
        path = Path(self._path.text().strip()).expanduser()
        new = TeamFolder(str(path.absolute()), self._name.text().strip(), self._writable.isChecked())
        if any(one.path == new.path for one in self._folders):
            self._tell(_("This folder is in the library already."), Role.BAD)
            return
        name = team_folder(new).name
        if any(team_folder(one).name == name for one in self._folders):
            self._tell(_("There is a folder “{name}” already. Give this one another name.").format(name=name), Role.BAD)
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._folders.append(new)
        self._path.clear()
        self._name.clear()
        self._writable.setChecked(False)
        self._keep(_("“{name}” is added.").format(name=name))

    def _on_switch(self) -> None:
        at = self._table.currentRow()
        one = self._folders[at]
        self._folders[at] = TeamFolder(one.path, one.name, not one.writable)
        self._keep("")

    def _on_remove(self) -> None:
        gone = self._folders.pop(self._table.currentRow())
        words = _("“{name}” is out of the library; the folder and its files stay as they are.")
        self._keep(words.format(name=team_folder(gone).name))

    def _keep(self, words: str) -> None:
        self.chosen.emit(tuple(self._folders))
        self._tell(words, Role.GOOD)
        self._show()

    def _tell(self, words: str, role: Role) -> None:
        set_role(self._note, role)
        self._note.setText(words)
