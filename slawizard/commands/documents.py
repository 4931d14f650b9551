"""The command that writes documents: `slawizard export`."""

from __future__ import annotations

import argparse
from pathlib import Path

from slawizard.commands.command import (
    DONE,
    ERRORS_FOUND,
    Command,
    count_errors,
    draft_argument,
    load_agreement,
    print_findings,
)
from slawizard.errors import ExportError
from slawizard.terminal import tell

WATERMARK = "DRAFT"


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
    found = findings(agreement)
    if count_errors(found) and not arguments.watermark:
        print_findings(found)
        tell("Not exported: a final document needs a draft with no errors. With --watermark, a draft can be written.")
        return ERRORS_FOUND
    worker = RenderWorker()
    worker.start()
    try:
        data = worker.call(ExportJob(agreement, key, WATERMARK if arguments.watermark else ""))
    finally:
        worker.close()
    write_atomic(output, data)
    tell(f"Written: {output}" + (f", marked {WATERMARK}" if arguments.watermark else ""))
    return DONE


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


COMMANDS = (Command("export", "write the document: .docx, .pdf, .html or .md", _export_arguments, _export_draft),)
