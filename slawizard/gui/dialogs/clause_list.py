"""The list of all clauses, grouped by step, with a search, a filter, and what can be done with one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui import theme
from slawizard.gui.dialogs.clause_rows import ClauseRow, Filter
from slawizard.gui.theme import SPACE, Role, plain_tip, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import Plural, _

FILTER_WORDS = {
    Filter.ALL: _("All clauses"),
    Filter.IN_DRAFT: _("In this draft"),
    Filter.NOT_IN_DRAFT: _("Not in this draft"),
    Filter.STANCES: _("With three stances"),
    Filter.DIFFERS: _("Differs from the library"),
    Filter.UPDATED: _("Changed in the library since"),
    Filter.PROBLEMS: _("With a problem"),
}
BUTTONS = {
    "add": (_("&Add…"), _("Add a clause of your own")),
    "duplicate": (_("Du&plicate"), _("A clause of your own that begins with this text")),
    "kept": (_("&Kept…"), _("Clauses that are kept in your library, from packs and other drafts")),
    "up": (_("Up"), _("Move your clause a place up (Alt+Up)")),
    "down": (_("Down"), _("Move your clause a place down (Alt+Down)")),
    "delete": (_("&Delete"), _("Delete your clause")),
}
_BUTTONS_IN_A_ROW = 3
_ID = Qt.ItemDataRole.UserRole
_TITLE, _MARK = range(2)
_COUNT = Plural("{count} clause", "{count} clauses")


class ClauseList(QWidget):
    """`chosen` carries the id of the clause to show; `asked` what is to be done ("add", "delete" …)."""

    chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ClauseRow, ...] = ()
        self._wanted = ""
        self._filling = False
        self._looks: tuple[list[tuple[str, str, str, str, str]], str] = ([], "")
        self._search = QLineEdit()
        self._filter = QuietCombo()
        self._count = plain_label("", Role.DERIVED, wraps=True)
        self._tree = QTreeWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._build()

    def _build(self) -> None:
        self._search.setObjectName("clauses.search")
        self._search.setAccessibleName(_("Search the clauses"))
        self._search.setPlaceholderText(_("Search words or numbers"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _words: self._fill())
        self._filter.setObjectName("clauses.filter")
        self._filter.setAccessibleName(_("Show"))
        for each, words in FILTER_WORDS.items():
            self._filter.addItem(words, each)
        self._filter.currentIndexChanged.connect(lambda _row: self._fill())
        self._count.setObjectName("clauses.count")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._search)
        column.addWidget(self._filter)
        column.addWidget(self._count)
        column.addWidget(self._build_tree(), 1)
        column.addLayout(self._build_buttons())
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        for keys, name in (("Alt+Up", "up"), ("Alt+Down", "down"), ("Del", "delete")):
            shortcut = QShortcut(QKeySequence(keys), self._tree, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._buttons[name].click)

    def _build_tree(self) -> QTreeWidget:
        tree = self._tree
        tree.setObjectName("clauses.list")
        tree.setAccessibleName(_("Clauses"))
        tree.setHeaderHidden(True)
        tree.setColumnCount(2)
        tree.setIndentation(3 * SPACE)
        tree.setUniformRowHeights(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(_MARK, QHeaderView.ResizeMode.ResizeToContents)
        tree.setMinimumWidth(text_width(34))
        tree.currentItemChanged.connect(self._on_current_changed)
        return tree

    def _build_buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        for number, (name, (words, tip)) in enumerate(BUTTONS.items()):
            button = self._buttons[name] = QPushButton(words)
            button.setObjectName(f"clauses.{name}")
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, name=name: self.asked.emit(name))
            grid.addWidget(button, *divmod(number, _BUTTONS_IN_A_ROW))
        return grid

    # --- showing -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Iterable[ClauseRow], chosen: str) -> None:
        """List these clauses, with this one chosen where the filter lets it through."""
        rows = tuple(rows)
        if rows == self._rows and chosen == self._wanted:
            return
        self._rows, self._wanted = rows, chosen
        self._fill()

    def offer(self, possible: Callable[[str], bool]) -> None:
        """Which of the buttons can be pressed."""
        for name, button in self._buttons.items():
            button.setEnabled(possible(name))

    def show_buttons(self, shown: bool) -> None:
        """Whether there is a draft that clauses could be added to."""
        for button in self._buttons.values():
            button.setVisible(shown)

    def clear_filter(self) -> None:
        """List all clauses again."""
        self._search.clear()
        self._filter.setCurrentIndex(0)

    def set_filter(self, chosen: Filter) -> None:
        """List what this filter lets through."""
        self._filter.setCurrentIndex(self._filter.findData(chosen))

    def focus_tree(self) -> None:
        """Give the keyboard to the list."""
        self._tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        chosen, words = Filter(self._filter.currentData()), self._search.text()
        shown = [row for row in self._rows if row.passes(chosen, words)]
        looks = [(row.id, row.group, row.number, row.title, row.mark) for row in shown]
        if (looks, self._wanted) == self._looks:  # typing in a clause changes nothing here
            return
        self._looks = (looks, self._wanted)
        place = self._tree.verticalScrollBar().value()
        self._filling = True
        self._tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for row in shown:
            if row.group not in groups:
                groups[row.group] = self._group(row.group)
            item = self._item(row)
            groups[row.group].addChild(item)
            if row.id == self._wanted:
                self._tree.setCurrentItem(item)
        self._tree.expandAll()
        self._filling = False
        self._tree.verticalScrollBar().setValue(place)
        current = self._tree.currentItem()
        if current is not None:
            self._tree.scrollToItem(current)
        none = _("No clause fits. Take the search away, or show all clauses.")
        self._count.setText(_COUNT.of(len(shown)) if shown else none)
        set_role(self._count, Role.DERIVED if shown else Role.WARN)

    def _group(self, words: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._tree, [words])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = theme.scaled_font(theme.SIZES.label, semibold=True)
        item.setFont(_TITLE, font)
        item.setForeground(_TITLE, QBrush(QColor(theme.colours().soft_ink)))
        item.setFirstColumnSpanned(True)
        return item

    def _item(self, row: ClauseRow) -> QTreeWidgetItem:
        look = theme.colours()
        item = QTreeWidgetItem([f"{row.number}  {row.title}".strip(), row.mark])
        item.setData(_TITLE, _ID, row.id)
        item.setToolTip(_TITLE, plain_tip(row.title))
        item.setFont(_MARK, theme.scaled_font(theme.SIZES.small))
        colour = look.bad if row.has_problem else look.warn if row.updated else look.accent
        item.setForeground(_MARK, QBrush(QColor(colour)))
        standing = "" if row.shown else _("not in this draft")
        if standing:
            item.setForeground(_TITLE, QBrush(QColor(look.soft_ink)))
        spoken = ", ".join(part for part in (row.number, row.title, row.mark, standing) if part)
        item.setData(_TITLE, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def _on_current_changed(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        clause = str(item.data(_TITLE, _ID) or "") if item is not None else ""
        if clause and not self._filling and clause != self._wanted:
            self._wanted = clause
            self.chosen.emit(clause)
