"""Parties from a table: what would be taken in, what is known already and what is no party, before anything is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from slawizard.errors import shortly
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.tasks import run_aside
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.address_book import load_book, save_book
from slawizard.storage.address_csv import ImportedParties, import_csv

_GROUPS = (
    ("added", Plural("{count} new", "{count} new")),
    ("updated", Plural("{count} known, updated from the table", "{count} known, updated from the table")),
    ("kept", Plural("{count} known otherwise, left as it is", "{count} known otherwise, left as they are")),
    ("unchanged", Plural("{count} known just so", "{count} known just so")),
)
_REJECTED = Plural("{count} row is no party", "{count} rows are no party")
_TAKE = Plural("&Take {count} party", "&Take {count} parties")


class ImportPartiesDialog(QDialog):
    """`imported` carries the address book as it was kept."""

    imported = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._found: ImportedParties | None = None
        self._words = plain_label(_("Reading…"), Role.SENTENCE, wraps=True)
        self._list = QPlainTextEdit()
        self._update = QCheckBox(_("&Update known parties from the table"))
        self._take = QPushButton(_TAKE.of(0))
        self._build()
        self._read()

    def _build(self) -> None:
        self.setObjectName("import_parties")
        self.setWindowTitle(_("Import parties"))
        open_at(self, 92, 64)
        self._words.setObjectName("import_parties.words")
        self._list.setObjectName("import_parties.list")
        self._list.setReadOnly(True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(_("What is in the table"))
        self._update.setObjectName("import_parties.update")
        self._update.toggled.connect(lambda _on: self._read())
        set_role(self._take, Role.PRIMARY)
        self._take.setObjectName("import_parties.take")
        self._take.setEnabled(False)
        self._take.clicked.connect(self._on_take)
        cancel = QPushButton(_("Cancel"))
        cancel.setObjectName("import_parties.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(plain_label(self._path.name, Role.CARD_TITLE, wraps=True))
        column.addWidget(self._words)
        column.addWidget(self._list, 1)
        column.addWidget(self._update)
        column.addLayout(row)

    def _read(self) -> None:
        path, update = self._path, self._update.isChecked()
        run_aside(self, lambda: import_csv(path, load_book(), update=update), self._show, self._on_failed)

    def _show(self, found: ImportedParties) -> None:
        self._found = found
        groups = [(words, getattr(found, name)) for name, words in _GROUPS]
        counts = [words.of(len(names)) for words, names in groups if names]
        if found.rejected:
            counts.append(_REJECTED.of(len(found.rejected)))
        self._words.setText((", ".join(counts) or _("The table has no rows")) + ".")
        blocks = [
            f"{words.of(len(names))}:\n" + "\n".join(f"  {name}" for name in names) for words, names in groups if names
        ]
        if found.rejected:
            lines = (_("  Line {line}: {reason}").format(line=row.line, reason=row.reason) for row in found.rejected)
            blocks.append(f"{_REJECTED.of(len(found.rejected))}:\n" + "\n".join(lines))
        if found.unknown:
            blocks.append(_("Columns that mean nothing here: {names}").format(names=", ".join(found.unknown)))
        self._list.setPlainText("\n\n".join(blocks))
        count = len(found.added) + len(found.updated)
        self._take.setText(_TAKE.of(count))
        self._take.setEnabled(count > 0)
        (self._take if count else self._list).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_take(self) -> None:
        assert self._found is not None
        book = self._found.book
        self._take.setEnabled(False)
        run_aside(self, lambda: save_book(book), self._on_kept, self._on_failed)

    def _on_kept(self, book: object) -> None:
        self.imported.emit(book)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        words = shortly(error)
        set_role(self._words, Role.BAD)
        self._words.setText(words)
