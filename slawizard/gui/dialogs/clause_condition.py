"""A condition of a clause, put together from what can be asked: no name in it is typed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from slawizard.clauses.conditions import Asked, Condition
from slawizard.gui.dialogs.clause_chooser import ValueChooser
from slawizard.gui.dialogs.clause_values import Offer
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.named_parts import accept_or_cancel
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.chip_look import ChipWords
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _


class ConditionDialog(QDialog):
    """Changes a condition; `condition` is what it has become. `by_hand` tells that it is to be written instead."""

    by_hand = Signal()

    def __init__(
        self, condition: Condition, offers: tuple[Offer, ...], words: ChipWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.condition = condition
        self._offers, self._words = offers, words
        self._list = QListWidget()
        self._joined = QuietCombo()
        self._result = plain_label(role=Role.SOFT, wraps=True)
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self._show(0)

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("condition")
        self.setWindowTitle(_("Condition"))
        set_role(self, Role.PAPER)
        open_at(self, 84, 52)
        is_first = self.condition.word == "if"
        heading = QLabel(_("This part stands on&ly if") if is_first else _("Otherwise, this part stands on&ly if"))
        heading.setBuddy(self._joined)
        self._joined.setObjectName("condition.joined")
        self._joined.addItem(_("all of this holds"), False)
        self._joined.addItem(_("one of these holds"), True)
        self._joined.activated.connect(lambda _row: self._on_joined())
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(heading)
        top.addWidget(self._joined)
        top.addStretch(1)
        self._list.setObjectName("condition.asked")
        self._list.setAccessibleName(_("What is asked"))
        self._list.setWordWrap(True)
        self._list.itemActivated.connect(lambda _item: self._change())
        self._result.setObjectName("condition.result")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(top)
        column.addWidget(self._list, 1)
        column.addLayout(self._build_row())
        column.addWidget(self._result)
        column.addWidget(self._build_end())

    def _build_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for name, words, keys, act in (
            ("add", _("&Add…"), "Ins", self._add),
            ("change", _("&Change…"), "F2", self._change),
            ("opposite", _("The &opposite"), "Space", self._turn),
            ("remove", _("&Remove"), "Del", self._remove),
        ):
            button = self._buttons[name] = QPushButton(words)
            button.setObjectName(f"condition.{name}")
            button.setToolTip(f"{words.replace('&', '')} ({keys})")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, act=act: act())
            shortcut = QShortcut(QKeySequence(keys), self._list, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _build_end(self) -> QDialogButtonBox:
        buttons, self._choose = accept_or_cancel(self, "condition.take", _("&Take it"))
        hand = buttons.addButton(_("&Write it by hand"), QDialogButtonBox.ButtonRole.ResetRole)
        hand.setObjectName("condition.by_hand")
        hand.setAutoDefault(False)
        hand.clicked.connect(lambda _checked=False: self._on_by_hand())
        return buttons

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, row: int) -> None:
        """Show what is asked, this row current."""
        asked = self.condition.asked
        self._list.clear()
        for one in asked:
            self._list.addItem(self._spoken(one))
        self._list.setCurrentRow(max(0, min(row, len(asked) - 1)))
        self._joined.setCurrentIndex(int(self.condition.is_any))
        self._joined.setEnabled(len(asked) > 1)
        for name in ("change", "opposite", "remove"):
            self._buttons[name].setEnabled(bool(asked))
        self._choose.setEnabled(bool(asked))
        self._result.setText(self.condition.tag() if asked else _("Nothing is asked yet: add what must hold."))

    def _spoken(self, asked: Asked) -> str:
        offered = next((one.label for one in self._offers if one.markup == asked.what), "")
        if not offered:
            return self._words.asked(asked)
        return _("Not: {words}").format(words=offered) if asked.negated else offered

    # --- changing ----------------------------------------------------------------------------------------------

    def _set(self, asked: tuple[Asked, ...], row: int) -> None:
        self.condition = msgspec.structs.replace(self.condition, asked=asked)
        self._show(row)
        self._list.setFocus()

    def _on_joined(self) -> None:
        self.condition = msgspec.structs.replace(self.condition, is_any=bool(self._joined.currentData()))
        self._show(self._list.currentRow())

    def _add(self) -> None:
        asked = self.condition.asked
        self._ask("", lambda what: self._set((*asked, Asked(what)), len(asked)))

    def _change(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            old = self.condition.asked[row]
            self._ask(old.what, lambda what: self._replace(row, Asked(what, old.negated)))

    def _turn(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            old = self.condition.asked[row]
            self._replace(row, Asked(old.what, not old.negated))

    def _remove(self) -> None:
        if self._list.currentRow() >= 0:
            self._replace(self._list.currentRow())

    def _replace(self, row: int, *new: Asked) -> None:
        self._set((*self.condition.asked[:row], *new, *self.condition.asked[row + 1 :]), row)

    def _ask(self, what: str, chosen: Callable[[str], object]) -> None:
        chooser = ValueChooser(self._offers, title=_("What must hold"), parent=self)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.choose(what)
        chooser.accepted.connect(lambda: chosen(chooser.markup))
        chooser.open()

    def _on_by_hand(self) -> None:
        self.reject()
        self.by_hand.emit()
