"""The address book goes into a spreadsheet and comes back, and no cell of it is run there."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.parties import Contact, ContactPurpose, Party, Role, Signatory
from slawizard.errors import LibraryError
from slawizard.storage.address_book import AddressBook, BookParty, party_of, remember
from slawizard.storage.address_csv import escaped, export_csv, import_csv, unescaped
from slawizard.storage.starters import load_starter
from slawizard.tables.answers import Answers
from tests.tables.workbooks import write_workbook

HARBOUR = BookParty(
    Party("Harbour, Ledger & “Co” Ltd", "Ltd", "0123", "1 Quay\nPort", "Harbour", (Signatory("Ann", "CEO"),)),
    (Contact(purpose=ContactPurpose.NOTICES, name="Bo", email="bo@example.com", phone="+44 20 7946 0000"),),
)
BOOK = remember(HARBOUR, AddressBook())


def table(tmp_path: Path, *rows: str) -> Path:
    """A CSV file."""
    path = tmp_path / "parties.csv"
    path.write_text("\r\n".join(rows) + "\r\n", encoding="utf-8")
    return path


def test_every_party_comes_back_as_it_was(tmp_path: Path) -> None:
    starter = load_starter("managed-it")
    book = remember(party_of(starter, Role.CUSTOMER), remember(party_of(starter, Role.PROVIDER), BOOK))
    path = tmp_path / "all.csv"
    path.write_bytes(export_csv(book))
    found = import_csv(path, AddressBook())
    assert found.book.parties == book.parties
    assert (len(found.added), found.rejected, found.unknown) == (3, (), ())


@pytest.mark.parametrize(("mark", "start"), [(True, b"\xef\xbb\xbf"), (False, b"legal")])
def test_the_byte_order_mark_is_a_choice(mark: bool, start: bytes) -> None:
    assert export_csv(BOOK, mark=mark).startswith(start)


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-1", "@SUM(A1)", "\tx", "'=1", "''+x"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    book = remember(BookParty(Party(f"{text} Ltd")), AddressBook())
    rows = list(csv.reader(io.StringIO(export_csv(book, mark=False).decode())))
    assert rows[1][0].startswith("'")
    assert unescaped(rows[1][0]) == f"{text} Ltd"


@given(st.text(max_size=20))
def test_any_text_comes_back_from_its_escaped_form(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in ("=", "+", "-", "@")


def test_known_parties_are_left_unless_an_update_is_asked_for(tmp_path: Path) -> None:
    path = table(tmp_path, "Legal name,Address", f'"{HARBOUR.party.legal_name}",Elsewhere')
    kept = import_csv(path, BOOK)
    assert (kept.book.parties, kept.kept) == (BOOK.parties, (HARBOUR.party.legal_name,))
    updated = import_csv(path, BOOK, update=True)
    assert updated.updated == (HARBOUR.party.legal_name,)
    assert updated.book.parties[0].party.address == "Elsewhere"


def test_what_is_the_same_is_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "same.csv"
    path.write_bytes(export_csv(BOOK))
    assert import_csv(path, BOOK).unchanged == (HARBOUR.party.legal_name,)


def test_a_row_that_is_no_party_is_told_with_its_line(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "legal_name,contact_1_purpose,contact_1_name",
        "Good Ltd,daily,Ann",
        ",daily,Bo",
        "Bad Ltd,gossip,Cy",
    )
    found = import_csv(path, AddressBook())
    assert found.added == ("Good Ltd",)
    assert [row.line for row in found.rejected] == [3, 4]
    assert "no legal name" in found.rejected[0].reason
    assert "gossip" in found.rejected[1].reason


def test_columns_that_mean_nothing_are_told(tmp_path: Path) -> None:
    path = table(tmp_path, "Legal name,Shoe size,contact_99_name", "Good Ltd,44,x")
    assert import_csv(path, AddressBook()).unknown == ("shoe_size", "contact_99_name")


def test_a_table_without_legal_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="no column “legal_name”"):
        import_csv(table(tmp_path, "name,town", "Ann,Port"), AddressBook())


def test_a_table_with_semicolons_is_read_too(tmp_path: Path) -> None:
    path = table(tmp_path, "legal_name;address", "Größe GmbH;Straße 1", "Zweite AG;Weg 2")
    assert import_csv(path, AddressBook()).added == ("Größe GmbH", "Zweite AG")


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    rows: list[list[str | float | None]] = [
        ["Legal name", "Registration", "Contact 1 phone"],
        ["Harbour Ltd", 12345, "+44 20"],
        ["Quay AG", "HRB 7", ""],
    ]
    path = write_workbook(tmp_path / "parties.xlsx", {"Parties": rows})
    found = import_csv(path, AddressBook())
    assert found.added == ("Harbour Ltd", "Quay AG")
    assert [one.party.registration for one in found.book.parties] == ["12345", "HRB 7"]
    assert found.book.parties[0].contacts[0].phone == "+44 20"


def test_a_table_that_can_be_read_in_two_ways_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"legal_name,address\nK\xe6r A/S,Vej\nGr\xf6n \xa4,Weg\n")
    with pytest.raises(LibraryError, match="--encoding cp1252"):
        import_csv(path, AddressBook())
    found = import_csv(path, AddressBook(), Answers(encoding="cp1252", header=True))
    assert "Kær A/S" in found.added
