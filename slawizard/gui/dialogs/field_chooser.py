"""Choosing one field of an agreement from all of them: a few letters of its name, then an arrow and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_PATH = Qt.ItemDataRole.UserRole
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FieldChooser(QDialog):
    """Lists fields by words and path. `path` is the one that was chosen."""

    def __init__(self, fields: Sequence[tuple[str, str]], column: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self._line = QLineEdit()
        self._list = QListWidget()
        self._count = plain_label(role=Role.LABEL)
        self._choose = QPushButton(_("&Choose"))
        self.setObjectName("field_chooser")
        self.setWindowTitle(_("Choose a field"))
        open_at(self, 90, 70)
        self._build(column)
        for path, words in fields:
            item = QListWidgetItem(f"{words}\n{path}")
            item.setData(_PATH, path)
            self._list.addItem(item)
        self._show_matching("")

    def _build(self, column: str) -> None:
        label = QLabel(_("&Find"))
        label.setBuddy(self._line)
        self._line.setObjectName("field_chooser.find")
        self._line.setPlaceholderText(_("Words of the field, in any order"))
        self._line.setClearButtonEnabled(True)
        self._line.textChanged.connect(self._show_matching)
        self._line.installEventFilter(self)
        self._list.setObjectName("field_chooser.list")
        self._list.setAccessibleName(_("Fields"))
        self._list.setUniformItemSizes(True)
        self._list.itemActivated.connect(lambda _item: self.accept())
        self._choose.setObjectName("field_chooser.choose")
        self._choose.setDefault(True)
        self._choose.clicked.connect(self.accept)
        set_role(self._choose, Role.PRIMARY)
        cancel = QPushButton(_("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(cancel)
        foot.addWidget(self._choose)
        find = QHBoxLayout()
        find.addWidget(label)
        find.addWidget(self._line, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * SPACE,) * 4)
        rows.setSpacing(3 * SPACE)
        title = _("Which field does the column “{column}” fill?").format(column=column)
        rows.addWidget(plain_label(title, Role.CARD_TITLE, wraps=True))
        rows.addLayout(find)
        rows.addWidget(self._list, 1)
        rows.addLayout(foot)

    def _show_matching(self, text: str) -> None:
        wanted = text.casefold().split()
        first, shown = None, 0
        for row in range(self._list.count()):
            item = self._list.item(row)
            hidden = not all(word in item.text().casefold() for word in wanted)
            item.setHidden(hidden)
            if not hidden:
                shown += 1
                first = first or item
        if first is not None:
            self._list.setCurrentItem(first)
        else:
            self._list.setCurrentRow(-1)
        self._choose.setEnabled(first is not None)
        self._count.setText(Plural("{count} field", "{count} fields").of(shown))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._list.event(event)
            return True
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Take the field that is marked."""
        item = self._list.currentItem()
        if item is not None and not item.isHidden():
            self.path = str(item.data(_PATH))
            super().accept()
