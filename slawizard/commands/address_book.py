"""The command `slawizard parties`: the address book."""

from __future__ import annotations

import argparse
from pathlib import Path

from slawizard.agreement.parties import Role
from slawizard.commands.command import (
    DONE,
    ERRORS_FOUND,
    Command,
    draft_argument,
    json_argument,
    load_agreement,
    offering_force,
)
from slawizard.commands.verbs import with_verbs
from slawizard.terminal import show, show_json, tell


def _list(arguments: argparse.Namespace) -> int:
    import msgspec

    from slawizard.i18n import Plural
    from slawizard.storage.address_book import load_book

    signatories = Plural("{count} signatory", "{count} signatories")
    contacts = Plural("{count} contact", "{count} contacts")
    book = load_book()
    found = book.suggest(arguments.name) if arguments.name else book.parties
    if arguments.json:
        show_json(msgspec.to_builtins(found))
        return DONE
    for one in found:
        party = one.party
        show(party.legal_name + (f" ({party.short_name})" if party.short_name else ""))
        for line in (party.legal_form, party.registration, party.address):
            if line:
                show(f"  {line}")
        show(f"  {signatories.of(len(party.signatories))}, {contacts.of(len(one.contacts))}")
    if not found:
        show("The address book is empty." if not arguments.name else "Nobody of this name.")
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    from slawizard.storage.address_book import load_book, save_book
    from slawizard.storage.address_csv import import_csv
    from slawizard.tables.answers import Answers

    answers = Answers(encoding=arguments.encoding, delimiter=arguments.delimiter, header=True)
    found = import_csv(arguments.file, load_book(), answers, update=arguments.update)
    if found.added or found.updated:
        save_book(found.book)
    for names, words in (
        (found.added, "added"),
        (found.updated, "updated"),
        (found.unchanged, "unchanged"),
        (found.kept, "left as they are; --update takes what the table says"),
    ):
        if names:
            tell(f"{len(names)} {words}: {', '.join(names[:5])}" + (" …" if len(names) > 5 else ""))
    for row in found.rejected:
        tell(f"Line {row.line} was not taken: {row.reason}")
    if found.unknown:
        tell(f"Columns that were not read: {', '.join(found.unknown)}")
    return ERRORS_FOUND if found.rejected else DONE


def _export(arguments: argparse.Namespace) -> int:
    from slawizard.files import ABSENT, write_atomic
    from slawizard.storage.address_book import load_book
    from slawizard.storage.address_csv import export_csv

    book = load_book()
    data = export_csv(book, mark=not arguments.no_mark)
    with offering_force():
        write_atomic(arguments.output, data, expected=None if arguments.force else ABSENT)
    tell(f"Written: {arguments.output}, with {len(book.parties)} parties.")
    return DONE


def _remember(arguments: argparse.Namespace) -> int:
    from slawizard.storage.address_book import changed_from_book, load_book, party_of, remember, save_book

    agreement, book = load_agreement(arguments.file), load_book()
    for role in [Role(arguments.party)] if arguments.party else list(Role):
        party = party_of(agreement, role)
        if changed_from_book(party, book) is not None and not arguments.update:
            tell(f"“{party.party.legal_name}” is in the address book otherwise; --update takes what the draft says.")
            continue
        book = save_book(remember(party, book))
        tell(f"Kept: {party.party.legal_name}")
    return DONE


def _fill_in(arguments: argparse.Namespace) -> int:
    from slawizard.errors import LibraryError
    from slawizard.storage.address_book import fill_in, load_book
    from slawizard.storage.draft_file import load_draft, save_draft

    known = load_book().find(arguments.name)
    if known is None:
        raise LibraryError(f"“{arguments.name}” is not in the address book.", remedy="“slawizard parties list”")
    opened = load_draft(arguments.file)
    save_draft(fill_in(opened.agreement, Role(arguments.party), known), opened.path, opened.fingerprint)
    tell(f"Written: {opened.path}")
    return DONE


def _forget(arguments: argparse.Namespace) -> int:
    from slawizard.storage.address_book import forget, load_book, save_book

    save_book(forget(arguments.name, load_book()))
    tell(f"Forgotten: {arguments.name}")
    return DONE


# --- arguments --------------------------------------------------------------------------------------------------


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", default="", help="only those whose name begins so")
    json_argument(parser)


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TABLE", type=Path, help="a CSV file or a workbook, one row a party")
    parser.add_argument("--update", action="store_true", help="take what the table says of parties that are known")
    parser.add_argument("--encoding", default="", metavar="NAME", help="how the text is encoded, when it is not clear")
    parser.add_argument("--delimiter", default="", metavar="SIGN", help="what stands between the cells")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the CSV file to write")
    parser.add_argument("--no-mark", action="store_true", help="without the byte order mark that Excel wants")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def _remember_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("--party", choices=tuple(Role), help="only this one")
    parser.add_argument("--update", action="store_true", help="in the place of what is known of it")


def _fill_in_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("--party", choices=tuple(Role), required=True, help="which party it is here")
    parser.add_argument("--name", required=True, help="its legal name in the address book")


def _forget_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="its legal name")


_VERBS = (
    Command("list", "list the parties in the address book", _list_arguments, _list),
    Command("remember", "keep the parties of a draft", _remember_arguments, _remember),
    Command("fill", "put a party of the address book into a draft", _fill_in_arguments, _fill_in),
    Command("forget", "take a party out of the address book", _forget_arguments, _forget),
    Command("import", "take parties from a table", _import_arguments, _import),
    Command("export", "write all parties as a table", _export_arguments, _export),
)

COMMANDS = (with_verbs("parties", "keep and use the parties of one's agreements", _VERBS),)
