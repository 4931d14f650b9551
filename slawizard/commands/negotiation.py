"""The commands for the negotiating table: `slawizard brief` and `slawizard term-sheet`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, draft_argument, load_agreement
from slawizard.errors import DraftFileError, ExportError
from slawizard.terminal import tell

if TYPE_CHECKING:
    from slawizard.agreement.parties import Role
    from slawizard.agreement.private import PrivateNotes
    from slawizard.document.nodes import Document

_FORMATS = {".docx": "docx", ".pdf": "pdf"}


def _write_brief(arguments: argparse.Namespace) -> int:
    """Write the private brief of one side; gives 0."""
    from slawizard.agreement.parties import Role
    from slawizard.negotiation.brief import brief, private_mark

    side = Role(arguments.side)
    agreement, path = load_agreement(arguments.file), _notes_path(arguments)
    _check_output(arguments, path)
    document = brief(agreement, _notes(path, side, named=arguments.private is not None), side)
    _write(arguments, document, private_mark(side))
    tell(f"Written: {arguments.output}. {private_mark(side)}.")
    return DONE


def _write_term_sheet(arguments: argparse.Namespace) -> int:
    """Write the term sheet for both sides; gives 0."""
    from slawizard.negotiation.term_sheet import term_sheet

    agreement = load_agreement(arguments.file)
    _check_output(arguments, None)
    _write(arguments, term_sheet(agreement), "")
    tell(f"Written: {arguments.output}")
    return DONE


# --- private notes ----------------------------------------------------------------------------------------------


def _notes_path(arguments: argparse.Namespace) -> Path:
    from slawizard.storage.private_file import private_path

    named: Path | None = arguments.private
    return named if named is not None else private_path(arguments.file)


def _notes(path: Path, side: Role, *, named: bool) -> PrivateNotes:
    """The private notes of one side. Raises SlaWizardError for damaged ones, and where a named file is missing or is
    the other side's.
    """
    from slawizard.agreement.private import PrivateNotes
    from slawizard.files import check_source
    from slawizard.storage.private_file import load_notes

    if named:
        check_source(path)
    opened = load_notes(path)
    if opened is None:
        return PrivateNotes(side)
    if opened.notes.side is not side:
        raise DraftFileError(
            f"These private notes are the {opened.notes.side.value}’s, and the brief is for the {side.value}.",
            where=str(path),
            remedy=f"Ask for “--side {opened.notes.side.value}”, or name other notes with “--private”.",
        )
    return opened.notes


# --- writing ----------------------------------------------------------------------------------------------------


def _check_output(arguments: argparse.Namespace, notes: Path | None) -> None:
    """Raises SlaWizardError for a file that cannot be written, or must not be: the draft, the notes."""
    from slawizard.files import check_target

    output: Path = arguments.output
    if output.suffix.lower() not in _FORMATS:
        what = f"No such paper ends in “{output.suffix}”." if output.suffix else "The name has no ending."
        raise ExportError(what, where=str(output), remedy=f"It says what is written: {', '.join(_FORMATS)}.")
    check_target(output)
    for taken, name in ((arguments.file, "draft"), (notes, "file of private notes")):
        if taken is not None and output.exists() and taken.exists() and output.samefile(taken):
            raise ExportError(f"This is the {name} itself.", where=str(output), remedy="Give another name.")


def _write(arguments: argparse.Namespace, document: Document, mark: str) -> None:
    from slawizard.document.style import PageSize
    from slawizard.files import write_atomic
    from slawizard.negotiation.look import sheet_style
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import DocumentJob

    style = sheet_style(mark, PageSize(arguments.paper))
    worker = RenderWorker()
    worker.start()
    try:
        data = worker.call(DocumentJob(document, _FORMATS[arguments.output.suffix.lower()], style=style))
    finally:
        worker.close()
    write_atomic(arguments.output, data, owner_only=bool(mark))


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="the paper: .docx or .pdf, by its ending"
    )
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the size of the paper; a4 if not said")


def _brief_arguments(parser: argparse.ArgumentParser) -> None:
    _paper_arguments(parser)
    parser.add_argument("--side", choices=("provider", "customer"), required=True, help="whose brief it is")
    parser.add_argument(
        "--private", metavar="FILE", type=Path, help="the private notes; those beside the draft if not said"
    )


COMMANDS = (
    Command("brief", "write a private brief for one side of the table", _brief_arguments, _write_brief),
    Command(
        "term-sheet", "write a neutral sheet of what is asked, offered and open", _paper_arguments, _write_term_sheet
    ),
)
