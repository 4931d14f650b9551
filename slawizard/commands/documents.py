"""The command that writes documents: `slawizard export`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import (
    DONE,
    ERRORS_FOUND,
    Command,
    count_errors,
    draft_argument,
    load_agreement,
    print_findings,
)
from slawizard.errors import ExportError, StyleError
from slawizard.terminal import tell

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.document.style import HouseStyle

WATERMARK = "DRAFT"
LARGEST_REFERENCE_BYTES = 20_000_000


def _export_draft(arguments: argparse.Namespace) -> int:
    from slawizard.checks import findings
    from slawizard.files import check_target, write_atomic
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import ExportJob

    output: Path = arguments.output
    key = format_for(output)
    check_target(output)
    if output.exists() and arguments.file.exists() and output.samefile(arguments.file):
        raise ExportError("This is the draft itself.", where=str(output), remedy="Give the document another name.")
    agreement = load_agreement(arguments.file)
    style = _style(arguments, agreement)
    reference = _reference(arguments.reference_docx, key)
    found = findings(agreement)
    if count_errors(found) and not arguments.watermark:
        print_findings(found)
        tell("Not exported: a final document needs a draft with no errors. With --watermark, a draft can be written.")
        return ERRORS_FOUND
    worker = RenderWorker()
    worker.start()
    try:
        data = worker.call(ExportJob(agreement, key, WATERMARK if arguments.watermark else "", style, reference))
    finally:
        worker.close()
    write_atomic(output, data)
    tell(f"Written: {output}" + (f", marked {WATERMARK}" if arguments.watermark else ""))
    return DONE


def _style(arguments: argparse.Namespace, agreement: Agreement) -> HouseStyle:
    """The style that was asked for, or the draft's own. Raises StyleError when it is not there."""
    from slawizard.storage.styles import find_style

    try:
        return find_style(agreement.style if arguments.style is None else arguments.style)
    except StyleError as problem:
        if arguments.style is not None:
            raise
        remedy = f"{problem.remedy} Or add --style '' for the program’s own."
        raise StyleError(problem.what, where=problem.where or str(arguments.file), remedy=remedy) from problem


def _reference(path: Path | None, key: str) -> bytes:
    """The company's Word file. Raises ExportError when the format has no use for it, FileAccessError."""
    from slawizard.files import read_file

    if path is None:
        return b""
    if key != "docx":
        raise ExportError("Only a Word document takes over the styles of another.", remedy="Export it as .docx.")
    return read_file(path, LARGEST_REFERENCE_BYTES).data


def format_for(output: Path) -> str:
    """The key of the format that the file's ending names. Raises ExportError for another ending."""
    from slawizard.export.formats import FORMATS

    for key, one in FORMATS.items():
        if output.suffix.lower() == one.suffix:
            return key
    endings = ", ".join(one.suffix for one in FORMATS.values())
    what = f"No document ends in “{output.suffix}”." if output.suffix else "The name has no ending."
    raise ExportError(what, where=str(output), remedy=f"It says what is written: {endings}.")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="the document; its ending says the format"
    )
    parser.add_argument(
        "--watermark", action="store_true", help=f"mark every page {WATERMARK}; allowed with errors left"
    )
    looks = parser.add_mutually_exclusive_group()
    looks.add_argument(
        "--style", metavar="STYLE", help="a house style, by name or file; '' is the program’s own; default: the draft’s"
    )
    looks.add_argument(
        "--reference-docx",
        metavar="FILE",
        type=Path,
        help="a Word file whose styles, heads and feet the .docx takes over",
    )


COMMANDS = (Command("export", "write the document: .docx, .pdf, .html or .md", _export_arguments, _export_draft),)
