"""What the draft's template keeps as it is, and unlocking some of it on purpose."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.edits import read
from slawizard.agreement.locked import locked_paths
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.library.words import field_words, value_words

_PATH = Qt.ItemDataRole.UserRole
_UNLOCKED = Plural("{count} is unlocked. Undo locks it again.", "{count} are unlocked. Undo locks them again.")


class LocksDialog(QDialog):
    """Ticked locks are taken away, as one edit that can be undone."""

    def __init__(self, store: DraftStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._list = QListWidget()
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._unlock = QPushButton(_("&Unlock"))
        self._close = QPushButton(_("Close"))
        self._build()
        self._show()

    def _build(self) -> None:
        self.setObjectName("locks")
        self.setWindowTitle(_("Unlock"))
        open_at(self, 84, 56)
        origin = self._store.agreement.origin
        title = origin.title if origin is not None else ""
        words = _("The template “{title}” keeps these as they are. Tick what you must change in this draft.")
        self._list.setObjectName("locks.list")
        self._list.setAccessibleName(_("Locked fields"))
        self._list.setWordWrap(True)
        self._list.itemChanged.connect(lambda _item: self._show_state())
        set_role(self._unlock, Role.PRIMARY)
        self._unlock.setObjectName("locks.unlock")
        self._unlock.clicked.connect(self._on_unlock)
        self._close.setObjectName("locks.close")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self._unlock)
        self._note.setObjectName("locks.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(plain_label(words.format(title=title), Role.SENTENCE, wraps=True))
        column.addWidget(self._list, 1)
        column.addWidget(self._note)
        column.addLayout(row)

    def _show(self) -> None:
        self._list.clear()
        agreement = self._store.agreement
        for path in locked_paths(agreement):
            words = f"{field_words(agreement, path)}: {value_words(read(agreement, path))}"
            item = QListWidgetItem(words.replace("\n", " "))
            item.setData(_PATH, path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._show_state()

    def _ticked(self) -> list[str]:
        items = [self._list.item(row) for row in range(self._list.count())]
        return [str(item.data(_PATH)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show_state(self) -> None:
        self._unlock.setEnabled(bool(self._ticked()))

    def _on_unlock(self) -> None:
        ticked = self._ticked()
        self._store.unlock(*ticked)
        self._show()
        self._note.setText(_UNLOCKED.of(len(ticked)))
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
