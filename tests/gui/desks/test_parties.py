"""The address book in the window: offered while one types, kept when asked, looked through, imported and exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from slawizard.agreement.parties import Contact, Party, Role, Signatory
from slawizard.gui.widgets.party_name_box import PartyNameBox
from slawizard.storage.address_book import AddressBook, BookParty, load_book, remember, save_book
from tests.drivers import Answers, enter, find, press, read, settle, until
from tests.gui.desk import Desk

NAME = "frame.customer.legal_name"
KNOWN = BookParty(
    Party(
        "Bramwell Freight, Inc.",
        "corporation",
        "Ohio 5550178",
        "48 Depot Street",
        "Bramwell",
        (Signatory("Owen", "COO"),),
    ),
    (Contact(Role.PROVIDER, name="Dispatch", email="dispatch@example.com"),),
)


@pytest.fixture
def book() -> AddressBook:
    """An address book with one party."""
    return save_book(remember(KNOWN, load_book()))


def at_name(desk: Desk, file: Path) -> QLineEdit:
    """The customer's name, with the focus on it and the book read."""
    desk.open(file)
    desk.bench.go_to(NAME)
    settle()
    line = find(desk.window, QLineEdit, NAME)
    box: QWidget | None = line
    while box is not None and not isinstance(box, PartyNameBox):
        box = box.parentWidget()
    assert isinstance(box, PartyNameBox)
    until(lambda: box._book is not None, "the address book to be read")
    return line


def choose(line: QLineEdit, typed: str) -> None:
    """Type the beginning of a name and choose the first that is offered."""
    line.selectAll()
    QTest.keyClicks(line, typed)
    until(lambda: QApplication.activePopupWidget() is not None, "the names to be offered")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    settle()


# --- on the page ------------------------------------------------------------------------------------------------


def test_choosing_a_known_party_fills_it_in_whole(desk: Desk, file: Path, book: AddressBook) -> None:
    choose(at_name(desk, file), "Bram")
    frame = desk.store.agreement.frame

    assert frame.customer == KNOWN.party
    assert any(one.name == "Dispatch" and one.party is Role.CUSTOMER for one in frame.contacts)


def test_filling_in_is_one_edit_to_undo(desk: Desk, file: Path, book: AddressBook) -> None:
    choose(at_name(desk, file), "Bram")
    desk.store.undo()

    assert desk.store.agreement.frame.customer.legal_name == "Bram"
    assert desk.store.agreement.frame.customer.address != KNOWN.party.address


def test_a_party_is_kept_only_when_that_is_asked(desk: Desk, file: Path) -> None:
    line = at_name(desk, file)
    name = line.text()
    assert load_book().parties == ()
    press(desk.window, f"{NAME}:keep")
    until(lambda: load_book().find(name) is not None)
    until(lambda: read(desk.window, f"{NAME}:book") == "In the address book")


def test_a_known_party_that_changed_is_updated_only_when_that_is_asked(
    desk: Desk, file: Path, book: AddressBook
) -> None:
    choose(at_name(desk, file), "Bram")
    desk.store.edit("frame.customer.address", "1 New Street")
    settle()
    assert load_book() == book
    assert find(desk.window, QPushButton, f"{NAME}:keep").text() == "Update it in the address book"
    press(desk.window, f"{NAME}:keep")
    until(lambda: load_book().parties[0].party.address == "1 New Street")


def test_who_signed_before_is_offered_in_the_cell(desk: Desk, file: Path, book: AddressBook) -> None:
    at_name(desk, file)
    desk.store.insert("frame.customer.signatories", 0, Signatory())
    desk.bench.go_to("frame.customer.signatories.0.name")
    settle()
    table = find(desk.window, QTableView, "frame.customer.signatories")
    table.edit(table.model().index(0, 0))
    cell = find(desk.window, QLineEdit, "frame.customer.signatories.0.name")
    completer = cell.completer()
    assert completer is not None
    completer.setCompletionPrefix("ow")

    assert completer.currentCompletion() == "Owen"


def test_a_damaged_book_is_told_beside_the_field(desk: Desk, file: Path, home: Path) -> None:
    (home / "address-book.json").write_text("{")
    desk.open(file)
    desk.bench.go_to(NAME)
    until(lambda: "address-book.json" in read(desk.window, f"{NAME}:book"))


# --- the dialog -------------------------------------------------------------------------------------------------


def open_book(desk: Desk) -> QDialog:
    """The address book, once it has been read."""
    desk.action("library.address_book").trigger()
    until(lambda: desk.window.findChild(QDialog, "book") is not None)
    found = find(desk.window, QDialog, "book")
    until(lambda: find(found, QListWidget, "book.list").count() or "Nobody" in read(found, "book.note"))
    return found


def test_the_book_shows_and_changes_a_party(desk: Desk, book: AddressBook) -> None:
    dialog = open_book(desk)
    assert read(dialog, "book.short_name") == "Bramwell"
    enter(dialog, "book.short_name", "BF")
    press(dialog, "book.keep")
    until(lambda: "Kept" in read(dialog, "book.note"))
    (one,) = load_book().parties

    assert one.party.short_name == "BF"
    assert one.contacts == KNOWN.contacts


def test_a_new_party_is_kept_beside_the_others(desk: Desk, book: AddressBook) -> None:
    dialog = open_book(desk)
    press(dialog, "book.new")
    enter(dialog, "book.legal_name", "Acme Ltd")
    press(dialog, "book.keep")
    until(lambda: "Kept" in read(dialog, "book.note"))

    assert [one.party.legal_name for one in load_book().parties] == ["Acme Ltd", "Bramwell Freight, Inc."]


def test_a_party_is_deleted_after_a_question(desk: Desk, book: AddressBook) -> None:
    dialog = open_book(desk)
    with Answers("answer.discard"):
        press(dialog, "book.delete")
        until(lambda: "Deleted" in read(dialog, "book.note"))

    assert load_book().parties == ()


def test_an_empty_book_says_how_one_gets_into_it(desk: Desk) -> None:
    assert "Keep in the address book" in read(open_book(desk), "book.note")


def test_a_table_is_shown_before_it_is_taken(
    desk: Desk, book: AddressBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "parties.csv"
    table.write_text("legal_name,address\nAcme Ltd,1 Street\n,nowhere\nBramwell Freight Inc. ,x\n")
    monkeypatch.setattr("slawizard.gui.dialogs.party_book.ask_for_parties", lambda parent, folder: table)
    dialog = open_book(desk)
    press(dialog, "book.import")
    preview = find(desk.window, QDialog, "import_parties")
    until(lambda: "new" in read(preview, "import_parties.words"))
    assert "Line 3" in find(preview, QPlainTextEdit, "import_parties.list").toPlainText()
    assert load_book() == book
    press(preview, "import_parties.take")
    until(lambda: load_book().find("Acme Ltd") is not None)


def test_the_book_is_exported_as_a_table(
    desk: Desk, book: AddressBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.csv"
    monkeypatch.setattr("slawizard.gui.dialogs.party_book.ask_where_to_put_parties", lambda parent, proposal: target)
    dialog = open_book(desk)
    press(dialog, "book.export")
    until(lambda: "written" in read(dialog, "book.note"))

    assert "Bramwell Freight, Inc." in target.read_text(encoding="utf-8-sig")
