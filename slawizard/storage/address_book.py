"""The address book: parties that were agreed with before, offered while typing, and updated only when that is asked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.parties import Contact, Party, Role
from slawizard.errors import LibraryError
from slawizard.files import ABSENT, Fingerprint, make_folder, read_file, write_atomic
from slawizard.paths import data_folder
from slawizard.storage.envelope import FileKind, decode_file, encode_file

KIND = FileKind("SLA Wizard address book", "an address book", "book", 1, 10_000_000)

MOST_SUGGESTIONS = 8


class BookParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A party with the people to reach there; in the contacts, `party` says nothing, for it may be on either side."""

    party: Party
    contacts: tuple[Contact, ...] = ()

    @property
    def key(self) -> str:
        """What tells it from all others: its legal name, however it is written."""
        return key_of(self.party.legal_name)


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    parties: tuple[BookParty, ...] = ()


class AddressBook(msgspec.Struct, frozen=True):
    """The parties by name, as they were read; `fingerprint` tells later whether the file is still the same."""

    parties: tuple[BookParty, ...] = ()
    fingerprint: Fingerprint = ABSENT

    def find(self, legal_name: str) -> BookParty | None:
        """The party of this legal name, or None."""
        key = key_of(legal_name)
        return next((one for one in self.parties if one.key == key), None)

    def suggest(self, prefix: str) -> tuple[BookParty, ...]:
        """The parties with a name, or a word of one, that begins so; those whose whole name does come first."""
        typed = key_of(prefix)
        if not typed:
            return ()
        ranked = [(rank, one.key, one) for one in self.parties if (rank := _rank(one.party, typed)) is not None]
        return tuple(one for _rank, _key, one in sorted(ranked, key=lambda row: row[:2])[:MOST_SUGGESTIONS])


def book_path() -> Path:
    """Where the address book is kept."""
    return data_folder() / "address-book.json"


def load_book() -> AddressBook:
    """The address book; an empty one when there is none yet.

    Raises FileAccessError or DraftFileError; the file is then left as it is.
    """
    path = book_path()
    if not path.exists():
        return AddressBook()
    content = read_file(path, KIND.largest)
    parties = decode_file(content.data, str(path), KIND, _Content).parties
    return AddressBook(_sorted(parties), content.fingerprint)


def save_book(book: AddressBook) -> AddressBook:
    """Keep the address book so that only its owner can read it.

    Raises FileChangedError when it was changed since it was read, or FileAccessError; it is then as it was.
    """
    parties = _sorted(book.parties)
    make_folder(book_path().parent)
    data = encode_file(KIND, _Content(parties))
    return AddressBook(parties, write_atomic(book_path(), data, expected=book.fingerprint, owner_only=True))


def party_of(agreement: Agreement, role: Role) -> BookParty:
    """A party of the draft with its contacts, as the address book holds it."""
    party = agreement.frame.provider if role is Role.PROVIDER else agreement.frame.customer
    contacts = tuple(_neutral(contact) for contact in agreement.frame.contacts if contact.party is role)
    return BookParty(party, contacts)


def changed_from_book(party: BookParty, book: AddressBook) -> BookParty | None:
    """What the address book has of this party where that is something else; None where it is the same or unknown."""
    known = book.find(party.party.legal_name)
    return known if known is not None and known != party else None


def remember(party: BookParty, book: AddressBook) -> AddressBook:
    """The book with this party as it is now, in the place of what was known of it. Nothing is saved yet.

    Raises LibraryError for a party without a legal name.
    """
    if not party.key:
        raise LibraryError("A party without a legal name cannot be kept.", remedy="Enter its legal name first.")
    neutral = BookParty(party.party, tuple(_neutral(contact) for contact in party.contacts))
    others = tuple(one for one in book.parties if one.key != party.key)
    return msgspec.structs.replace(book, parties=_sorted((*others, neutral)))


def forget(legal_name: str, book: AddressBook) -> AddressBook:
    """The book without this party. Nothing is saved yet. Raises LibraryError for one that is not in it."""
    if book.find(legal_name) is None:
        raise LibraryError(f"“{legal_name}” is not in the address book.", where=str(book_path()))
    return msgspec.structs.replace(book, parties=tuple(one for one in book.parties if one.key != key_of(legal_name)))


def fill_in(agreement: Agreement, role: Role, known: BookParty) -> Agreement:
    """A copy of the draft in which this party is one of the address book.

    Its contacts take the places of those of the same purpose; what they leave over stays, and more are added.
    """
    frame = replace(agreement.frame, role.value, known.party)
    waiting = [msgspec.structs.replace(contact, party=role) for contact in known.contacts]
    contacts: list[Contact] = []
    for contact in frame.contacts:
        fitting = [one for one in waiting if contact.party is role and one.purpose is contact.purpose]
        if fitting:
            waiting.remove(fitting[0])
        contacts.append(fitting[0] if fitting else contact)
    return msgspec.structs.replace(agreement, frame=replace(frame, "contacts", (*contacts, *waiting)))


def key_of(name: str) -> str:
    """A name without what does not tell it from others: case, and how many blanks there are."""
    return " ".join(name.split()).casefold()


def _rank(party: Party, typed: str) -> int | None:
    names = [key_of(party.legal_name), key_of(party.short_name)]
    if any(name.startswith(typed) for name in names):
        return 0
    return 1 if any(f" {typed}" in f" {name}" for name in names) else None


def _neutral(contact: Contact) -> Contact:
    return msgspec.structs.replace(contact, party=Role.PROVIDER)


def _sorted(parties: Iterable[BookParty]) -> tuple[BookParty, ...]:
    return tuple(sorted(parties, key=lambda one: one.key))
