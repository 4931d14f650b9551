"""What a batch writes: names, formats, folder, drafts or final agreements, styles, and how many at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from slawizard.batch.crew import cores
from slawizard.batch.names import ROW
from slawizard.batch.plan import Plan
from slawizard.export.formats import FORMATS
from slawizard.gui.dialogs.batch_planning import BatchLook
from slawizard.gui.dialogs.files import ask_where_to_write
from slawizard.gui.dialogs.reference_row import ReferenceRow
from slawizard.gui.theme import SPACE, Role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_MOST_AT_ONCE = 64
_FIELDS = ("frame.customer.legal_name", "frame.reference", "title")


class BatchFiles(QWidget):
    """The form. `changed` tells that something in it is different."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._begin = folder
        self.pattern, self.folder = QLineEdit(), QLineEdit()
        self._proposed = ""
        self._example = plain_label(role=Role.DERIVED, wraps=True)
        self._insert = QPushButton(_("&Insert"))
        self._menu = QMenu(self._insert)
        self._standing = plain_label(role=Role.SOFT, wraps=True)
        self._formats = {key: QCheckBox(each.title.replace("&", "&&")) for key, each in FORMATS.items()}
        self.draft = QCheckBox(_("Write &DRAFT across every page, and write agreements with errors left too"))
        self.page_numbers = QCheckBox(_("Page &numbers in the contents of Word files (slower)"))
        self.jobs = QSpinBox()
        self._style = plain_label(role=Role.SOFT, wraps=True)
        self.reference = ReferenceRow("batch", folder)
        self._build()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3 * SPACE, 2 * SPACE, 0)
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(3 * SPACE)
        grid.setColumnStretch(1, 1)
        for row, (words, inside, focus) in enumerate(
            (
                (_("Names of the fi&les"), self._build_pattern(), self.pattern),
                (_("F&older"), self._build_folder(), self.folder),
                (_("Formats"), self._build_formats(), None),
                (_("Style"), self._build_style(), None),
                (_("At on&ce"), self._build_jobs(), self.jobs),
            )
        ):
            label = QLabel(words)
            if focus is not None:
                label.setBuddy(focus)
            if focus is not None:
                label.setMinimumHeight(focus.sizeHint().height())
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(inside, row, 1)
        grid.setRowStretch(5, 1)

    def _build_pattern(self) -> QVBoxLayout:
        self.pattern.setObjectName("batch.pattern")
        self.pattern.setPlaceholderText(_("As the agreement’s reference, or the customer"))
        self.pattern.setAccessibleDescription(_("Braces name a field, a column, or the number of the row"))
        self.pattern.textChanged.connect(lambda _text: self.changed.emit())
        self._insert.setObjectName("batch.insert")
        self._insert.setAutoDefault(False)
        self._insert.setMenu(self._menu)
        self._example.setObjectName("batch.example")
        row = QHBoxLayout()
        row.addWidget(self.pattern, 1)
        row.addWidget(self._insert)
        return _column(row, self._example)

    def _build_folder(self) -> QVBoxLayout:
        browse = QPushButton(_("&Browse…"))
        browse.setObjectName("batch.browse_folder")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._on_browse)
        self.folder.setObjectName("batch.folder")
        self.folder.textChanged.connect(lambda _text: self.changed.emit())
        self._standing.setObjectName("batch.standing")
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        return _column(row, self._standing)

    def _build_formats(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4 * SPACE)
        for key, box in self._formats.items():
            box.setObjectName(f"batch.format.{key}")
            box.setChecked(key == "docx")
            box.toggled.connect(self._on_format)
            row.addWidget(box)
        row.addStretch(1)
        for box, name in ((self.draft, "draft"), (self.page_numbers, "page_numbers")):
            box.setObjectName(f"batch.{name}")
            box.toggled.connect(lambda _on: self.changed.emit())
        self.page_numbers.setChecked(True)
        return _column(row, self.draft, self.page_numbers)

    def _build_style(self) -> QVBoxLayout:
        self._style.setObjectName("batch.style")
        self.reference.read.connect(self.changed)
        self.reference.chosen.connect(lambda _path: self.changed.emit())
        return _column(self._style, self.reference)

    def _build_jobs(self) -> QHBoxLayout:
        self.jobs.setObjectName("batch.jobs")
        self.jobs.setAccessibleName(_("Agreements that are written at once"))
        self.jobs.setRange(1, max(_MOST_AT_ONCE, cores()))
        self.jobs.setValue(cores())
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(self.jobs)
        words = Plural("This machine has {count} core.", "This machine has {count} cores.").of(cores())
        row.addWidget(plain_label(words, Role.SOFT), 1)
        return row

    # --- what is said and shown --------------------------------------------------------------------------------

    @property
    def formats(self) -> tuple[str, ...]:
        """The keys of the formats that are chosen."""
        return tuple(key for key, box in self._formats.items() if box.isChecked())

    @property
    def path(self) -> Path | None:
        """The folder that is named; None for none."""
        text = self.folder.text().strip()
        return self._begin / Path(text).expanduser() if text else None

    def set_formats(self, keys: tuple[str, ...]) -> None:
        """Choose these."""
        for key, box in self._formats.items():
            box.setChecked(key in keys)

    def propose_folder(self, folder: Path) -> None:
        """Propose a folder, unless one was typed or chosen."""
        if self.folder.text() == self._proposed:
            self._proposed = str(folder)
            self.folder.setText(self._proposed)

    def show_style(self, words: str) -> None:
        """Say which house style the agreements will be in."""
        self._style.setText(words)

    def show_look(self, look: BatchLook) -> None:
        """Show what names and folder come to."""
        self._fill_menu(look)
        self._example.setText(_example(look.plan, self.formats) if look.plan is not None else "")
        self._standing.setText(standing_words(look))
        self._standing.setVisible(look.done_before is not None)

    def _fill_menu(self, look: BatchLook) -> None:
        self._menu.clear()
        self._add_place(ROW, _("The number of the row"))
        for column in look.columns:
            self._add_place(column.name, column.name)
        for path in _FIELDS:
            self._add_place(path, path)

    def _add_place(self, name: str, words: str) -> None:
        if "{" not in name and "}" not in name:
            action = self._menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False: self._on_insert(name))

    def _on_insert(self, name: str) -> None:
        self.pattern.insert(f"{{{name}}}")
        self.pattern.setFocus()

    def _on_format(self, _on: bool) -> None:
        is_word = self._formats["docx"].isChecked()
        self.page_numbers.setEnabled(is_word)
        self.reference.setEnabled(is_word)
        self.changed.emit()

    def _on_browse(self) -> None:
        near = self.path or self._begin
        chosen = ask_where_to_write(self, near if near.is_dir() else self._begin)
        if chosen is not None:
            self.folder.setText(str(chosen))


def _column(*parts: QWidget | QHBoxLayout) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column


def _example(plan: Plan, formats: tuple[str, ...]) -> str:
    """The names of the first row's files."""
    first = next((row for row in plan.rows if row.stem), None)
    if first is None or not formats:
        return ""
    names = ", ".join(f"{first.stem}{FORMATS[key].suffix}" for key in formats)
    return _("The first row gives: {names}").format(names=names)


def standing_words(look: BatchLook) -> str:
    """What an earlier batch has left in the folder."""
    if look.plan is None or look.done_before is None:
        return ""
    total = len(look.plan.rows)
    if look.done_before == 0:
        return _("An earlier batch has written into this folder, but none of these rows. Its files are left alone.")
    words = _("A batch was begun in this folder: {done} of {total} rows are done and are left as they are.")
    return words.format(done=f"{look.done_before:,}", total=f"{total:,}")
