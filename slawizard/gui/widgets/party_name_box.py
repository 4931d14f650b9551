"""The legal name of a party: those of the address book are offered while one types, and it is kept there when asked."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.locked import locked_change
from slawizard.agreement.parties import Role as PartyRole
from slawizard.errors import shortly
from slawizard.gui.tasks import run_in_background, while_there
from slawizard.gui.theme import SPACE, Role, set_role
from slawizard.gui.widgets.context import FormContext
from slawizard.gui.widgets.field import Field
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.typed_boxes import EntryBox
from slawizard.i18n import _
from slawizard.storage.address_book import (
    AddressBook,
    BookParty,
    fill_in,
    load_book,
    party_of,
    remember,
    save_book,
)


class PartyNameBox(EntryBox):
    """Choosing a party fills in the whole of it, its signatories and contacts too, as one edit."""

    def build_input(self) -> QWidget:
        """The line with its list of known parties, and below it what can be done with the address book."""
        self._book: AddressBook | None = None
        self._offered: dict[str, BookParty] = {}
        line = super().build_input()
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self._line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(8)
        completer.activated.connect(self._on_activated)
        self._line.setCompleter(completer)
        self._line.textEdited.connect(self._offer)
        self._keep = QPushButton()
        self._said = plain_label("", Role.DERIVED)
        set_role(self._keep, Role.LINK)
        self._keep.setProperty("leading", True)
        self._keep.setFlat(True)
        self._keep.setCursor(Qt.CursorShape.PointingHandCursor)
        self._keep.clicked.connect(self._on_keep)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._keep)
        row.addWidget(self._said)
        row.addStretch(1)
        column.addLayout(row)
        for part in (self._keep, self._said):
            part.hide()
        holder.setFocusProxy(self._line)
        return holder

    def focus_target(self) -> QWidget:
        """The line."""
        return self._line

    def watch(self, widget: QWidget) -> None:
        """The focus of the field is that of its line."""
        super().watch(self._line)

    def name_inputs(self) -> None:
        """The button bears the path and its action."""
        super().name_inputs()
        self._keep.setObjectName(f"{self.path}:keep")
        self._said.setObjectName(f"{self.path}:book")

    @property
    def role(self) -> PartyRole:
        """Whose name it is."""
        return PartyRole(self.path.split(".")[1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The book is read anew whenever one comes to the field: someone may have changed it."""
        if event.type() == QEvent.Type.FocusIn:
            run_in_background(load_book, while_there(self, self._on_book), while_there(self, self._on_no_book))
        return super().eventFilter(watched, event)

    # --- offering ----------------------------------------------------------------------------------------------

    def _on_book(self, book: AddressBook) -> None:
        self._book = book
        self._offer_people(book)
        self._show_book()

    def _offer_people(self, book: AddressBook) -> None:
        """Who has signed for anyone, and whom one can reach, is offered in the cells of these lists."""
        signing = sorted({signatory.name for one in book.parties for signatory in one.party.signatories})
        reached = sorted({contact.name for one in book.parties for contact in one.contacts if contact.name})
        for role in PartyRole:
            self.context.people[f"frame.{role.value}.signatories"] = tuple(name for name in signing if name)
        self.context.people["frame.contacts"] = tuple(reached)

    def _on_no_book(self, error: Exception) -> None:
        self._book = None
        self._keep.hide()
        self._tell(str(error), Role.BAD)

    def _offer(self, typed: str) -> None:
        found = self._book.suggest(typed) if self._book is not None else ()
        self._offered = {one.party.legal_name: one for one in found}
        self._names.setStringList(list(self._offered))
        completer = self._line.completer()
        if completer is not None and self._offered and list(self._offered) != [typed]:
            completer.complete()

    def _on_activated(self, name: str) -> None:
        known = self._offered.get(name)
        if known is None:
            return
        agreement = self.context.agreement
        filled = fill_in(agreement, self.role, known)
        if locked_change(agreement, filled) is not None:
            self.refuse(_("The template keeps some of this party as it is. Unlock it first."))
            self.show_refusal_now()
            return
        self.forget()
        self.context.store.end_burst()
        self.context.store.take_over(filled, self.path.rpartition(".")[0])
        self._tell(_("Filled in from the address book. Undo takes it back."), Role.GOOD)
        self._keep.hide()

    # --- keeping -----------------------------------------------------------------------------------------------

    def show_value(self, value: Any) -> None:
        """Follow the draft, and say how the address book has the party."""
        super().show_value(value)
        self._show_book()

    def _show_book(self) -> None:
        """Keeping is offered for who is not known yet, updating for who is known otherwise."""
        if self._book is None or not self.path:
            return
        party = party_of(self.context.agreement, self.role)
        known = self._book.find(party.party.legal_name) if party.key else None
        self._keep.setText(_("Keep in the address book") if known is None else _("Update it in the address book"))
        self._keep.setVisible(bool(party.key) and known != party)
        if known == party:
            self._tell(_("In the address book"), Role.DERIVED)
        elif self._said.property("role") != Role.GOOD.value or known is not None:
            self._tell("", Role.DERIVED)

    def _on_keep(self) -> None:
        party = party_of(self.context.agreement, self.role)

        def keep() -> AddressBook:
            return save_book(remember(party, load_book()))

        run_in_background(keep, while_there(self, self._on_kept), while_there(self, self._on_not_kept))

    def _on_kept(self, book: AddressBook) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_book(book)

    def _on_not_kept(self, error: Exception) -> None:
        words = shortly(error)
        self._tell(words, Role.BAD)

    def _tell(self, words: str, role: Role) -> None:
        label: QLabel = self._said
        set_role(label, role)
        label.setText(words)
        label.setVisible(bool(words))


def party_name_box(context: FormContext, field: Field) -> PartyNameBox:
    """The box of a party's legal name."""
    return PartyNameBox(context, field)
