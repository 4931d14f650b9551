"""The address book: who is in it, what is known of them, taking parties in from a table and handing them on as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.entry import read_line, read_prose
from slawizard.agreement.parties import Contact, ContactPurpose, Party, Signatory
from slawizard.errors import SlaWizardError, shortly
from slawizard.files import write_atomic
from slawizard.gui import alerts
from slawizard.gui.dialogs.dialog_size import open_at
from slawizard.gui.dialogs.files import ask_for_parties, ask_where_to_put_parties
from slawizard.gui.dialogs.named_parts import NamedButtons, add_lines
from slawizard.gui.dialogs.party_import import ImportPartiesDialog
from slawizard.gui.dialogs.party_people import PeopleTable
from slawizard.gui.tasks import run_aside
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.i18n import Plural, _
from slawizard.storage.address_book import AddressBook, BookParty, forget, load_book, remember, save_book

_LINES = {
    "legal_name": _("Legal &name"),
    "short_name": _("&Short name"),
    "legal_form": _("Legal &form"),
    "registration": _("&Registration"),
}
_COUNT = Plural("{count} party", "{count} parties")
_SIGNATORY = (("name", _("Name")), ("job_title", _("Function")))
_CONTACT = (
    ("purpose", _("For")),
    ("name", _("Name")),
    ("job_title", _("Function")),
    ("email", _("E-mail")),
    ("phone", _("Telephone")),
    ("available", _("When")),
)


class AddressBookDialog(QDialog):
    """Everything is kept as soon as it is said, and only then; drafts are not touched."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """`folder` is where file dialogs begin."""
        super().__init__(parent)
        self._folder = folder
        self._book = AddressBook()
        self._shown: BookParty | None = None
        self._search = QLineEdit()
        self._list = QListWidget()
        self._lines = {name: QLineEdit() for name in _LINES}
        self._address = QPlainTextEdit()
        self._signatories = PeopleTable("book.signatories", _("Who signs"), _SIGNATORY, {})
        self._contacts = PeopleTable(
            "book.contacts", _("Contacts"), _CONTACT, {"purpose": tuple(purpose.value for purpose in ContactPurpose)}
        )
        self._note = plain_label("", Role.SOFT, wraps=True)
        self._buttons = NamedButtons("book")
        self._build()
        self._read()

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("book")
        self.setWindowTitle(_("Address book"))
        open_at(self, 138, 92)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self._build_list())
        halves.addWidget(self._build_form())
        halves.setStretchFactor(1, 1)
        self._note.setObjectName("book.note")
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(halves, 1)
        column.addWidget(self._note)
        column.addLayout(self._build_foot())

    def _build_list(self) -> QWidget:
        holder = QWidget()
        holder.setMinimumWidth(text_width(32))
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        self._search.setObjectName("book.search")
        self._search.setPlaceholderText(_("Search names"))
        self._search.setAccessibleName(_("Search names"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(lambda _text: self._list_anew())
        self._list.setObjectName("book.list")
        self._list.setAccessibleName(_("Parties"))
        self._list.currentItemChanged.connect(lambda new, _old: self._on_chosen(new))
        row = QHBoxLayout()
        row.addWidget(self._buttons.add("new", _("Ne&w"), self._on_new))
        row.addWidget(self._buttons.add("delete", _("D&elete…"), self._on_delete))
        row.addStretch(1)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        return holder

    def _build_form(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(2 * SPACE, 0, 0, 0)
        grid.setHorizontalSpacing(3 * SPACE)
        grid.setVerticalSpacing(2 * SPACE)
        add_lines(grid, "book", self._lines, _LINES, self._show_state)
        row = len(_LINES)
        self._address.setObjectName("book.address")
        self._address.setTabChangesFocus(True)
        self._address.setFixedHeight(self._address.fontMetrics().lineSpacing() * 3 + 4 * SPACE)
        self._address.textChanged.connect(self._show_state)
        grid.addWidget(_buddy(_("&Address"), self._address), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._address, row, 1)
        for place, table in enumerate((self._signatories, self._contacts), start=row + 1):
            table.changed.connect(self._show_state)
            grid.addWidget(table, place, 0, 1, 2)
        grid.setRowStretch(row + 1, 1)
        grid.setRowStretch(row + 2, 3)
        grid.setColumnStretch(1, 1)
        return holder

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._buttons.add("import", _("&Import a table…"), self._on_import))
        row.addWidget(self._buttons.add("export", _("E&xport as CSV…"), self._on_export))
        row.addStretch(1)
        row.addWidget(self._buttons.add("close", _("Close"), self.close))
        row.addWidget(self._buttons.add("keep", _("&Keep these entries"), self._on_keep))
        set_role(self._buttons["keep"], Role.PRIMARY)
        return row

    # --- the list ----------------------------------------------------------------------------------------------

    def _read(self) -> None:
        run_aside(self, load_book, self._on_book, self._on_failed)

    def _on_book(self, book: AddressBook, show: str = "") -> None:
        self._book = book
        self._list_anew(show)
        if not book.parties:
            self._tell(_("Nobody is in the address book yet. “Keep in the address book” stands below a party’s name."))

    def _list_anew(self, show: str = "") -> None:
        typed = self._search.text().casefold().split()
        keep = show or (self._shown.party.legal_name if self._shown is not None else "")
        self._list.blockSignals(True)
        self._list.clear()
        chosen = None
        for one in self._book.parties:
            names = f"{one.party.legal_name} {one.party.short_name}".casefold()
            if all(word in names for word in typed):
                item = QListWidgetItem(one.party.legal_name)
                item.setToolTip(one.party.legal_name)
                self._list.addItem(item)
                chosen = item if one.party.legal_name == keep or chosen is None else chosen
        self._list.blockSignals(False)
        if chosen is not None:
            self._list.setCurrentItem(chosen)
            self._on_chosen(chosen)
        elif not self._book.parties:
            self._show(None)
        self._show_state()

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        known = self._book.find(item.text()) if item is not None else None
        if known is not None and known != self._shown:
            self._show(known)

    def _show(self, one: BookParty | None) -> None:
        self._shown = one
        party = one.party if one is not None else None
        for name, line in self._lines.items():
            line.setText(getattr(party, name) if party is not None else "")
            line.setCursorPosition(0)
        self._address.setPlainText(party.address if party is not None else "")
        self._signatories.show_rows(party.signatories if party is not None else ())
        self._contacts.show_rows(one.contacts if one is not None else ())
        self._show_state()

    # --- the form ----------------------------------------------------------------------------------------------

    def _typed(self) -> BookParty:
        """What the form says now. Raises EntryError."""
        lines = {
            name: read_line(line.text(), _LINES[name].replace("&", "")) if line.text().strip() else ""
            for name, line in self._lines.items()
        }
        address = self._address.toPlainText()
        lines["address"] = read_prose(address, _("Address")) if address.strip() else ""
        signatories = tuple(Signatory(**row) for row in self._signatories.rows())
        contacts = tuple(_contact(row) for row in self._contacts.rows())
        return BookParty(Party(**lines, signatories=signatories), contacts)

    def _show_state(self) -> None:
        self._buttons["delete"].setEnabled(self._shown is not None)
        self._buttons["export"].setEnabled(bool(self._book.parties))
        self._buttons["keep"].setEnabled(bool(self._lines["legal_name"].text().strip()) and self._is_changed())

    def _is_changed(self) -> bool:
        try:
            return self._typed() != self._shown
        except SlaWizardError:
            return True

    # --- what the buttons do -----------------------------------------------------------------------------------

    def _on_new(self) -> None:
        self._list.setCurrentRow(-1)
        self._show(None)
        self._tell(_("A new party; it is kept when you say so."))
        self._lines["legal_name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_keep(self) -> None:
        try:
            typed = self._typed()
        except SlaWizardError as problem:
            self._tell(str(problem), Role.BAD)
            return
        before = self._shown.party.legal_name if self._shown is not None else ""

        def keep() -> AddressBook:
            book = load_book()
            if before and before != typed.party.legal_name and book.find(before) is not None:
                book = forget(before, book)
            return save_book(remember(typed, book))

        self._shown = typed
        self._do(keep, _("Kept: “{name}”.").format(name=typed.party.legal_name), typed.party.legal_name)

    def _on_delete(self) -> None:
        if self._shown is None:
            return
        name = self._shown.party.legal_name
        if alerts.ask_to_delete(name, self) is alerts.Answer.DISCARD:
            self._shown = None
            self._do(lambda: save_book(forget(name, load_book())), _("Deleted: “{name}”.").format(name=name))

    def _do(self, change: Callable[[], AddressBook], words: str, show: str = "") -> None:
        def done(book: AddressBook) -> None:
            self._on_book(book, show)
            self._tell(words, Role.GOOD)

        run_aside(self, change, done, self._on_failed)

    def _on_import(self) -> None:
        path = ask_for_parties(self, self._folder)
        if path is None:
            return
        dialog = ImportPartiesDialog(path, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(lambda book: self._on_book(book))
        dialog.open()

    def _on_export(self) -> None:
        path = ask_where_to_put_parties(self, self._folder / "parties.csv")
        if path is None:
            return
        book = self._book

        def write() -> int:
            from slawizard.storage.address_csv import export_csv

            write_atomic(path, export_csv(book))
            return len(book.parties)

        words = _("{count} written: {path}")
        run_aside(
            self,
            write,
            lambda count: self._tell(words.format(count=_COUNT.of(count), path=path), Role.GOOD),
            self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        words = shortly(error)
        self._tell(words, Role.BAD)

    def _tell(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)


def _contact(row: dict[str, str]) -> Contact:
    purpose = ContactPurpose(row["purpose"] or ContactPurpose.DAILY)
    words = {field: text for field, text in row.items() if field != "purpose"}
    return msgspec.convert({"purpose": purpose.value, **words}, Contact)


def _buddy(words: str, widget: QWidget) -> QLabel:
    label = QLabel(words)
    label.setBuddy(widget)
    return label
