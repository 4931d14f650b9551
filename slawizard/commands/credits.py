"""The command that works out credits: `slawizard credits`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, Command, draft_argument, json_argument, load_agreement, read_input
from slawizard.errors import MeasuredFileError
from slawizard.terminal import show, show_json

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement


def _show_credits(arguments: argparse.Namespace) -> int:
    from msgspec import structs

    from slawizard.analysis.calculator import calculate
    from slawizard.analysis.measured import MOST_BYTES, decode_measured
    from slawizard.analysis.measured_template import measured_template
    from slawizard.analysis.report import report
    from slawizard.analysis.report_words import report_words

    agreement = load_agreement(arguments.file)
    if arguments.measured_template:
        show(measured_template(agreement).decode().removesuffix("\n"))
        return DONE
    data, name = read_input(arguments.measured, MOST_BYTES)
    measured = decode_measured(data, name)
    try:
        calculation = calculate(agreement, measured)
    except MeasuredFileError as problem:
        raise MeasuredFileError(problem.what, where=f"{name}, {problem.where}", remedy=problem.remedy) from problem
    answer = report(structs.replace(calculation, clauses=_clause_numbers(agreement)))
    if arguments.json:
        show_json(answer)
    else:
        show(report_words(answer))
    return DONE


def _clause_numbers(agreement: Agreement) -> dict[str, str]:
    """The number of each clause by the path of the field it is about; where several are, that of the first."""
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import PreviewJob

    worker = RenderWorker()
    worker.start()
    try:
        outline = worker.call(PreviewJob(agreement)).outline
    finally:
        worker.close()
    return {entry.path: entry.number for entry in reversed(outline)}


def _credits_arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument("--measured", metavar="MEASURED", type=Path, help="the file that says what was measured; or -")
    ways.add_argument(
        "--measured-template", action="store_true", help="print an empty measured file for this draft, ready to fill in"
    )
    json_argument(parser)


COMMANDS = (Command("credits", "work out what a measured file earns under a draft", _credits_arguments, _show_credits),)
