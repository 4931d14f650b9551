"""The fields of a draft as a tree, each with what becomes of it in a template; changed for one field or for many."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.dialogs.template_fields import Fate, FieldFates, Node
from slawizard.gui.theme import SPACE, Role, colours, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _

_PATH = Qt.ItemDataRole.UserRole
_FIELD, _FATE, _VALUE = range(3)
FATE_WORDS = {
    Fate.KEPT: _("kept"),
    Fate.ASKED: _("asked"),
    Fate.LOCKED: _("kept and locked"),
    Fate.DROPPED: _("left out"),
}
_BUTTONS = {
    Fate.KEPT: _("&Keep"),
    Fate.ASKED: _("&Ask"),
    Fate.LOCKED: _("&Lock"),
    Fate.DROPPED: _("Leave &out"),
}
_ASKED = Plural("{count} question", "{count} questions")
_LOCKED = Plural("{count} part locked", "{count} parts locked")
_DROPPED = Plural("{count} part left out", "{count} parts left out")


class FieldsView(QWidget):
    """The tree, what can be done with its chosen rows, and the words of the question. `changed`: a fate is another."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fates: FieldFates | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._tree = QTreeWidget()
        self._count = plain_label("", Role.LABEL)
        self._buttons: dict[Fate, QPushButton] = {}
        self._question = QLineEdit()
        self._question_row = QWidget()
        self._build()

    def _build(self) -> None:
        tree = self._tree
        tree.setObjectName("fields.tree")
        tree.setAccessibleName(_("What becomes of each field"))
        tree.setHeaderLabels([_("Field"), _("In the template"), _("Now")])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setUniformRowHeights(True)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(_FIELD, QHeaderView.ResizeMode.Interactive)
        tree.setColumnWidth(_FIELD, text_width(54))
        tree.setColumnWidth(_FATE, text_width(22))
        tree.itemSelectionChanged.connect(self._show_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._build_top())
        column.addWidget(tree, 1)
        column.addWidget(self._build_question())

    def _build_top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        self._count.setObjectName("fields.count")
        row.addWidget(self._count, 1)
        for fate, words in _BUTTONS.items():
            button = self._buttons[fate] = QPushButton(words)
            button.setObjectName(f"fields.{fate.value}")
            button.setAutoDefault(False)
            button.setEnabled(False)
            button.clicked.connect(lambda _checked=False, fate=fate: self._decide(fate))
            row.addWidget(button)
        return row

    def _build_question(self) -> QWidget:
        label = QLabel(_("&Question"))
        label.setBuddy(self._question)
        self._question.setObjectName("fields.question")
        self._question.textEdited.connect(self._on_question_edited)
        row = QHBoxLayout(self._question_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self._question, 1)
        self._question_row.setEnabled(False)
        return self._question_row

    # --- showing -----------------------------------------------------------------------------------------------

    def show_fields(self, tree: tuple[Node, ...], fates: FieldFates) -> None:
        """Show these fields; what is asked, locked or left out is opened to be seen."""
        self._fates = fates
        self._items.clear()
        self._tree.clear()
        for node in tree:
            item = self._make(node)
            if item.childCount():
                self._tree.addTopLevelItem(item)
        self._show_fates()
        for path in (path for fate in (Fate.ASKED, Fate.LOCKED) for path in fates.paths(fate)):
            above = self._items[path].parent() if path in self._items else None
            while above is not None:
                above.setExpanded(True)
                above = above.parent()

    def _make(self, node: Node) -> QTreeWidgetItem:
        item = QTreeWidgetItem([node.label, "", node.value.replace("\n", " ")])
        item.setData(_FIELD, _PATH, node.path)
        item.setToolTip(_VALUE, node.value[:300])
        if node.path:
            self._items[node.path] = item
        for child in node.children:
            item.addChild(self._make(child))
        return item

    def _show_fates(self) -> None:
        assert self._fates is not None
        look = colours()
        shades = {Fate.ASKED: look.accent, Fate.LOCKED: look.warn, Fate.DROPPED: look.soft_ink}
        for path, item in self._items.items():
            fate = self._fates.fate(path)
            words = FATE_WORDS[fate]
            if item.text(_FATE) != words:
                item.setText(_FATE, words)
                item.setForeground(_FATE, QBrush(QColor(shades.get(fate, look.ink))))
        counts = [
            words.of(len(self._fates.paths(fate)))
            for fate, words in ((Fate.ASKED, _ASKED), (Fate.LOCKED, _LOCKED), (Fate.DROPPED, _DROPPED))
        ]
        self._count.setText(", ".join(counts))

    def _chosen(self) -> Iterator[str]:
        for item in self._tree.selectedItems():
            path = str(item.data(_FIELD, _PATH) or "")
            if path:
                yield path

    def _show_chosen(self) -> None:
        if self._fates is None:
            return
        chosen = list(self._chosen())
        possible = {fate for path in chosen for fate in self._fates.possible(path)}
        for fate, button in self._buttons.items():
            button.setEnabled(fate in possible)
        asked = len(chosen) == 1 and self._fates.fate(chosen[0]) is Fate.ASKED
        self._question_row.setEnabled(asked)
        self._question.setText(self._fates.words(chosen[0]) if asked else "")
        self._question.setCursorPosition(0)

    # --- changing ----------------------------------------------------------------------------------------------

    def _decide(self, fate: Fate) -> None:
        assert self._fates is not None
        for path in list(self._chosen()):
            self._fates.decide(path, fate)
        self._show_fates()
        self._show_chosen()
        self.changed.emit()

    def _on_question_edited(self, words: str) -> None:
        assert self._fates is not None
        for path in self._chosen():
            self._fates.set_words(path, words)
