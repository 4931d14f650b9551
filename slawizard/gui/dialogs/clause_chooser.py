"""The list that values are put into a clause from: searched by words, chosen by Enter, never typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from slawizard.gui.dialogs.clause_values import Offer
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.named_parts import accept_or_cancel
from slawizard.gui.theme import SPACE, Role, plain_tip, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import _

_MARKUP = Qt.ItemDataRole.UserRole
_LABEL, _EXAMPLE, _PLACE = range(3)
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ValueChooser(QDialog):
    """Offers what can be put in at the cursor. `markup` is what was chosen."""

    def __init__(self, offers: Iterable[Offer], *, title: str = "", parent: QWidget | None = None) -> None:
        """`title` says what is chosen, where it is more than a value."""
        super().__init__(parent)
        self.setWindowTitle(title or _("Put in a value"))
        self.markup = ""
        self._search = QLineEdit()
        self._tree = QTreeWidget()
        self._none = plain_label(_("Nothing fits. Try another word."), Role.WARN)
        self._searched: list[tuple[QTreeWidgetItem, str]] = []
        self._build()
        self._fill(offers)

    def _build(self) -> None:
        self.setObjectName("values")
        open_at(self, 120, 72)
        self._search.setObjectName("values.search")
        self._search.setAccessibleName(_("Search the values"))
        self._search.setPlaceholderText(_("Search: a field, “only if”, “for each”, or the title of a clause"))
        self._search.textChanged.connect(self._show_fitting)
        self._search.installEventFilter(self)
        tree = self._tree
        tree.setObjectName("values.list")
        tree.setAccessibleName(_("Values"))
        tree.setHeaderLabels([_("Value"), _("In this draft"), _("Field")])
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(_LABEL, QHeaderView.ResizeMode.Stretch)
        tree.setColumnWidth(_EXAMPLE, text_width(30))
        tree.setColumnWidth(_PLACE, text_width(34))
        tree.itemActivated.connect(lambda _item: self.accept())
        buttons, _choose = accept_or_cancel(self, "values.choose", _("&Put in"))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        for each in (self._search, tree, self._none, buttons):
            column.addWidget(each)
        self._none.hide()

    def _fill(self, offers: Iterable[Offer]) -> None:
        items = []
        for offer in offers:
            item = QTreeWidgetItem([offer.label, offer.example, offer.place])
            item.setData(_LABEL, _MARKUP, offer.markup)
            item.setToolTip(_LABEL, plain_tip(offer.markup))
            item.setToolTip(_PLACE, plain_tip(offer.place))
            item.setToolTip(_EXAMPLE, plain_tip(offer.example[:300]))
            self._searched.append((item, f"{offer.label} {offer.example} {offer.markup} {offer.place}".casefold()))
            items.append(item)
        self._tree.addTopLevelItems(items)
        self._show_fitting("")

    def choose(self, markup: str) -> None:
        """Begin with what has this markup, where it is offered."""
        for item, _searched in self._searched:
            if item.data(_LABEL, _MARKUP) == markup:
                self._tree.setCurrentItem(item)
                self._tree.scrollToItem(item)

    def _show_fitting(self, words: str) -> None:
        wanted = words.casefold().split()
        fitting = []
        for item, searched in self._searched:
            fits = all(word in searched for word in wanted)
            item.setHidden(not fits)
            if fits:
                fitting.append(item)
        # What begins with the words is meant before what holds them somewhere.
        best = next((one for one in fitting if one.text(_LABEL).casefold().startswith(words.casefold())), None)
        self._tree.setCurrentItem(best or (fitting[0] if fitting else None))  # type: ignore[arg-type]
        self._none.setVisible(not fitting)

    def accept(self) -> None:
        """Take what is chosen; with nothing to choose from, stay."""
        current = self._tree.currentItem()
        if current is None or current.isHidden():
            return
        self.markup = str(current.data(_LABEL, _MARKUP))
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search go through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST:
            self._tree.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
