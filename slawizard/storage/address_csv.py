"""The address book as a table for spreadsheets, and back: one row a party, and no cell that is taken for a formula.

A cell that begins with a sign by which formulas begin gets an apostrophe before it, and loses one when it is read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from slawizard.agreement.entry import read_line, read_prose
from slawizard.agreement.parties import Contact, ContactPurpose, Party, Role, Signatory
from slawizard.errors import EntryError, LibraryError
from slawizard.storage.address_book import AddressBook, BookParty, remember
from slawizard.tables.answers import Answers
from slawizard.tables.cells import text_of
from slawizard.tables.table import Table, open_table

_PARTY = ("legal_name", "legal_form", "registration", "address", "short_name")
_SIGNATORY = ("name", "job_title")
_CONTACT = ("purpose", "name", "job_title", "email", "phone", "available")
_MOST_PEOPLE = 50
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")
_NUMBERED = re.compile(r"(signatory|contact)_(\d{1,2})_(\w+)")


class RejectedRow(msgspec.Struct, frozen=True):
    """A row that is no party: its line, and why."""

    line: int
    reason: str


class ImportedParties(msgspec.Struct, frozen=True):
    """What an import would make of the address book; nothing is saved yet.

    `kept`: known parties of which the table says something else, left as they are. `unknown`: columns that mean
    nothing here.
    """

    book: AddressBook
    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    rejected: tuple[RejectedRow, ...]
    unknown: tuple[str, ...]


def export_csv(book: AddressBook, *, mark: bool = True) -> bytes:
    """The book as CSV in UTF-8; `mark`: with the byte order mark by which Excel knows that."""
    signatories = max((len(one.party.signatories) for one in book.parties), default=0)
    contacts = max((len(one.contacts) for one in book.parties), default=0)
    names = [*_PARTY]
    names += [f"signatory_{number}_{field}" for number in range(1, signatories + 1) for field in _SIGNATORY]
    names += [f"contact_{number}_{field}" for number in range(1, contacts + 1) for field in _CONTACT]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    for one in book.parties:
        cells = _cells(one)
        writer.writerow([escaped(cells.get(name, "")) for name in names])
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def import_csv(
    path: Path, book: AddressBook, answers: Answers | None = None, *, update: bool = False
) -> ImportedParties:
    """Read parties from a CSV file or a workbook; known ones are only changed when `update` is given.

    Raises FileAccessError or TableFileError, and LibraryError when the file leaves open how it is to be read, or has no
    column of legal names.
    """
    with open_table(path, answers or Answers(header=True)) as table:
        if table.questions:
            question = table.questions[0]
            choices = "\n".join(f"  --{question.topic} {choice.value}  {choice.words}" for choice in question.choices)
            raise LibraryError(question.words, where=str(path), remedy=f"Import it again, with one of:\n{choices}")
        columns = {column.place: _normal(column.name) for column in table.columns}
        if "legal_name" not in columns.values():
            raise LibraryError("The table has no column “legal_name”.", where=str(path))
        return _taken_in(table, columns, book, update=update)


def escaped(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if _ESCAPED.match(text) else text


def _cells(one: BookParty) -> dict[str, str]:
    cells = {field: getattr(one.party, field) for field in _PARTY}
    for number, signatory in enumerate(one.party.signatories, 1):
        cells |= {f"signatory_{number}_{field}": getattr(signatory, field) for field in _SIGNATORY}
    for number, contact in enumerate(one.contacts, 1):
        cells |= {f"contact_{number}_{field}": str(getattr(contact, field)) for field in _CONTACT}
    return cells


def _normal(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _is_known(name: str) -> bool:
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return name in _PARTY
    fields = _SIGNATORY if found[1] == "signatory" else _CONTACT
    return 0 < int(found[2]) <= _MOST_PEOPLE and found[3] in fields


def _taken_in(table: Table, columns: Mapping[int, str], book: AddressBook, *, update: bool) -> ImportedParties:
    outcome: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": [], "kept": []}
    rejected: list[RejectedRow] = []
    for line, made in _parties(table, columns):
        if isinstance(made, str):
            rejected.append(RejectedRow(line, made))
            continue
        known = book.find(made.party.legal_name)
        kind = "added" if known is None else "unchanged" if known == made else "updated" if update else "kept"
        outcome[kind].append(made.party.legal_name)
        if kind in ("added", "updated"):
            book = remember(made, book)
    unknown = tuple(name for name in columns.values() if not _is_known(name))
    lists = {kind: tuple(names) for kind, names in outcome.items()}
    return ImportedParties(book, **lists, rejected=tuple(rejected), unknown=unknown)


def _parties(table: Table, columns: Mapping[int, str]) -> Iterator[tuple[int, BookParty | str]]:
    """Each row that is not blank as a party, or the reason why it is none."""
    for row in table.rows():
        if row.is_blank:
            continue
        if row.problem:
            yield row.line, row.problem
            continue
        cells = {columns[place]: text_of(cell) for place, cell in enumerate(row.cells) if place in columns}
        try:
            yield row.line, _party(cells)
        except EntryError as problem:
            yield row.line, str(problem)


def _party(cells: Mapping[str, str]) -> BookParty:
    def value(name: str) -> str:
        text = unescaped(cells.get(name, "").strip())
        return read_prose(text, name) if name == "address" else read_line(text, name)

    fields = {field: value(field) for field in _PARTY}
    if not fields["legal_name"]:
        raise EntryError("The row has no legal name.")
    numbers = range(1, _MOST_PEOPLE + 1)
    signatories = (
        Signatory(*(value(f"signatory_{number}_{field}") for field in _SIGNATORY))
        for number in numbers
        if any(cells.get(f"signatory_{number}_{field}", "").strip() for field in _SIGNATORY)
    )
    contacts = (
        Contact(
            Role.PROVIDER,
            _purpose(value(f"contact_{number}_purpose"), f"contact_{number}_purpose"),
            *(value(f"contact_{number}_{field}") for field in _CONTACT[1:]),
        )
        for number in numbers
        if any(cells.get(f"contact_{number}_{field}", "").strip() for field in _CONTACT)
    )
    return BookParty(Party(**fields, signatories=tuple(signatories)), tuple(contacts))


def _purpose(text: str, name: str) -> ContactPurpose:
    try:
        return ContactPurpose(text.casefold() or ContactPurpose.DAILY)
    except ValueError as problem:
        raise EntryError(f"“{text}” is none of: {', '.join(ContactPurpose)}.", where=name) from problem
