"""A company's own Word file, whose styles, heads and feet a document takes over: chosen, read, or taken away again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from slawizard.commands.documents import LARGEST_REFERENCE_BYTES
from slawizard.errors import shortly
from slawizard.files import read_file
from slawizard.gui.dialogs.files import ask_for_reference
from slawizard.gui.tasks import Task, run_in_background
from slawizard.gui.theme import SPACE, Role, plain_tip, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import _


class ReferenceRow(QWidget):
    """Holds the file. `chosen` carries its path, or "", when someone has decided; `read` tells that `data` is new."""

    chosen = Signal(str)
    read = Signal()

    def __init__(self, name: str, folder: Path, parent: QWidget | None = None) -> None:
        """`name` stands before the names of its parts; `folder` is where the file dialog begins."""
        super().__init__(parent)
        self.data = b""
        self._folder = folder
        self._path = ""
        self._task: Task | None = None
        self._file = plain_label(role=Role.SOFT)
        self._choose = QPushButton(_("C&hoose…"))
        self._remove = QPushButton(_("Re&move"))
        self._trouble = plain_label(role=Role.BAD, wraps=True)
        self._build(name)
        self.show_path("")

    def _build(self, name: str) -> None:
        self._file.setObjectName(f"{name}.reference")
        self._trouble.setObjectName(f"{name}.reference_trouble")
        label = plain_label(_("Styles from your company’s Word file"))
        label.setBuddy(self._choose)
        row = QHBoxLayout()
        row.addWidget(self._file, 1)
        for button, part, slot in (
            (self._choose, "choose", self._on_choose),
            (self._remove, "remove", self._on_remove),
        ):
            button.setObjectName(f"{name}.reference_{part}")
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        self._choose.setAccessibleName(_("Choose your company’s Word file"))
        self._remove.setAccessibleName(_("Remove your company’s Word file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(label)
        column.addLayout(row)
        column.addWidget(self._trouble)

    @property
    def path(self) -> str:
        """The file that is chosen; "" for none."""
        return self._path

    @property
    def is_reading(self) -> bool:
        """Whether the file is being read."""
        return self._task is not None

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing to wait for: no file, or one that has been read."""
        return not self._path or bool(self.data)

    def show_path(self, path: str) -> None:
        """Take this file, "" for none, and read it off the window's thread."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._path, self.data = path, b""
        words = Path(path).name if path else _("None: the document has the house style")
        self._file.setText(self._file.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, text_width(48)))
        self._file.setToolTip(plain_tip(path))
        self._remove.setVisible(bool(path))
        self.tell("")
        if path:
            self._task = run_in_background(
                lambda: read_file(Path(path), LARGEST_REFERENCE_BYTES).data, self._on_read, self._on_failed
            )

    def tell(self, words: str) -> None:
        """Say what is wrong with the file."""
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _on_choose(self) -> None:
        begin = Path(self._path).parent if self._path else self._folder
        path = ask_for_reference(self, begin)
        if path is not None:
            self.show_path(str(path))
            self.chosen.emit(str(path))

    def _on_remove(self) -> None:
        self.show_path("")
        self._choose.setFocus()
        self.chosen.emit("")
        self.read.emit()

    def _on_read(self, data: bytes) -> None:
        self._task, self.data = None, data
        if not data:
            self.tell(_("The file is empty."))
        self.read.emit()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.tell(shortly(error))
        self.read.emit()
