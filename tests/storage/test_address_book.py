"""Parties are kept, offered while typing, filled into drafts, and updated only when that is asked."""

from __future__ import annotations

import stat

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Contact, ContactPurpose, Frame, Party, Role, Signatory
from slawizard.errors import DraftFileError, FileChangedError, LibraryError
from slawizard.storage.address_book import (
    AddressBook,
    BookParty,
    book_path,
    changed_from_book,
    fill_in,
    forget,
    load_book,
    party_of,
    remember,
    save_book,
)
from slawizard.storage.starters import load_starter
from tests.strategies import structs

HARBOUR = BookParty(Party("Harbour Ledger Ltd", short_name="Harbour"), (Contact(name="Ann"),))
QUAY = BookParty(Party("Quay & Harbour GmbH", signatories=(Signatory("Bo", "CEO"),)))
BOOK = remember(QUAY, remember(HARBOUR, AddressBook()))


def names(found: tuple[BookParty, ...]) -> list[str]:
    """The legal names."""
    return [one.party.legal_name for one in found]


def test_at_first_nobody_is_in_it() -> None:
    assert load_book() == AddressBook()


def test_what_was_kept_comes_back_by_name() -> None:
    saved = save_book(BOOK)
    assert load_book() == saved
    assert names(saved.parties) == ["Harbour Ledger Ltd", "Quay & Harbour GmbH"]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(structs(BookParty))
def test_any_party_comes_back_as_it_was(party: BookParty) -> None:
    if party.key:
        book_path().unlink(missing_ok=True)
        kept = save_book(remember(party, AddressBook()))
        assert load_book().parties == kept.parties


def test_only_its_owner_can_read_it() -> None:
    save_book(BOOK)
    assert stat.S_IMODE(book_path().stat().st_mode) == 0o600


def test_what_another_window_kept_meanwhile_is_not_lost() -> None:
    first = load_book()
    save_book(remember(HARBOUR, load_book()))
    with pytest.raises(FileChangedError):
        save_book(remember(QUAY, first))


def test_a_damaged_book_is_told_and_left() -> None:
    save_book(BOOK)
    book_path().write_text("{")
    with pytest.raises(DraftFileError):
        load_book()
    assert book_path().read_text() == "{"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("har", ["Harbour Ledger Ltd", "Quay & Harbour GmbH"]),
        ("HARBOUR  l", ["Harbour Ledger Ltd"]),
        ("qu", ["Quay & Harbour GmbH"]),
        ("arbour", []),
        (" ", []),
    ],
)
def test_parties_are_offered_by_how_a_word_of_their_name_begins(typed: str, expected: list[str]) -> None:
    assert names(BOOK.suggest(typed)) == expected


@given(st.text(max_size=5))
def test_anything_may_be_typed(typed: str) -> None:
    assert len(BOOK.suggest(typed)) <= 2


def test_a_party_is_known_however_its_name_is_written() -> None:
    assert BOOK.find("harbour  LEDGER ltd") == HARBOUR
    assert len(remember(BookParty(Party("HARBOUR LEDGER LTD")), BOOK).parties) == 2


def test_a_party_that_differs_from_the_book_is_told_and_not_changed() -> None:
    moved = BookParty(msgspec.structs.replace(HARBOUR.party, address="New street"), HARBOUR.contacts)
    assert changed_from_book(moved, BOOK) == HARBOUR
    assert changed_from_book(HARBOUR, BOOK) is None
    assert changed_from_book(BookParty(Party("Unknown")), BOOK) is None


def test_a_party_without_a_name_is_not_kept() -> None:
    with pytest.raises(LibraryError, match="legal name"):
        remember(BookParty(Party(" ")), BOOK)


def test_a_party_can_be_forgotten() -> None:
    assert names(forget("harbour ledger ltd", BOOK).parties) == ["Quay & Harbour GmbH"]
    with pytest.raises(LibraryError, match="not in the address book"):
        forget("Nobody", BOOK)


def test_a_party_of_a_draft_goes_to_the_other_side_of_another() -> None:
    starter = load_starter("managed-it")
    provider = party_of(starter, Role.PROVIDER)
    filled = fill_in(Agreement(), Role.CUSTOMER, provider)
    assert filled.frame.customer == starter.frame.provider
    assert {contact.party for contact in filled.frame.contacts} == {Role.CUSTOMER}
    assert len(filled.frame.contacts) == len(provider.contacts)
    assert party_of(filled, Role.CUSTOMER) == provider


def test_filling_in_puts_contacts_in_the_places_of_their_purposes() -> None:
    empty = (Contact(purpose=ContactPurpose.NOTICES), Contact(Role.CUSTOMER), Contact())
    filled = fill_in(Agreement(frame=Frame(contacts=empty)), Role.PROVIDER, HARBOUR)
    assert filled.frame.contacts == (empty[0], empty[1], Contact(name="Ann"))
