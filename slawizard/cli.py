"""The command `slawizard`: every job without a window, and the way to the window."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slawizard import __version__
from slawizard.errors import ExportError, FileChangedError, MeasuredFileError, SlaWizardError
from slawizard.expectation_commands import assess_draft, price_draft
from slawizard.terminal import (
    Parser,
    drop_output,
    finish_output,
    show,
    show_json,
    show_numbers_of_unknown_characters,
    standard_output,
    tell,
)

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.checks.finding import Finding

DONE, ERRORS_FOUND, UNUSABLE, NO_SCREEN = 0, 1, 2, 3
INTERRUPTED, PIPE_CLOSED = 130, 141

WATERMARK = "DRAFT"

OpenWindow = Callable[[Path | None], int]
"""Opens the window, with a draft when one is named, and gives the exit code when it is closed."""


class Command(NamedTuple):
    """One command: its name, what it does in a line, its arguments, and its job, which gives the exit code."""

    name: str
    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the command line says and give the exit code; `open_window` is called for the window, with its draft.

    0: done. 1: the draft has errors. 2: something cannot be used. 3: no screen for the window.
    """
    show_numbers_of_unknown_characters()
    try:
        code = _run(list(arguments), open_window)
        finish_output()
        return code
    except SlaWizardError as problem:
        tell(str(problem))
    except KeyboardInterrupt:
        tell("Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except OSError as problem:
        drop_output()
        what = f"{problem.filename}: " if problem.filename else "The output could not be written: "
        tell(f"{what}{problem.strerror or problem}.")
    return UNUSABLE


def _run(arguments: list[str], open_window: OpenWindow) -> int:
    command = next((command for command in COMMANDS if arguments[:1] == [command.name]), None)
    try:
        if command is None:
            return _open(_window_arguments(arguments).file, open_window)
        parser = Parser(prog=f"slawizard {command.name}", description=command.summary)
        command.add_arguments(parser)
        return command.run(parser.parse_args(arguments[1:]))
    except SystemExit as stop:  # argparse has said its usage, its help or its complaint
        return stop.code if isinstance(stop.code, int) else DONE


# --- the window -------------------------------------------------------------------------------------------------


def _window_arguments(arguments: list[str]) -> argparse.Namespace:
    width = max(len(command.name) for command in COMMANDS)
    table = "\n".join(f"  {command.name:<{width}}  {command.summary}" for command in COMMANDS)
    parser = Parser(
        prog="slawizard",
        usage="slawizard [-h] [--version] [FILE]\n       slawizard COMMAND ...",
        description="Draft service level agreements, step by step. Without a command, the window opens.",
        epilog=f"commands:\n{table}\n\n“slawizard COMMAND --help” says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help="a draft to open in the window")
    parser.add_argument("--version", action="version", version=f"SLA Wizard {__version__}")
    known, others = parser.parse_known_args(arguments)
    if others:
        if known.file is not None:
            _refuse_unknown_command(str(known.file), parser)
        parser.error(f"unrecognized arguments: {' '.join(others)}")
    return known


def _refuse_unknown_command(word: str, parser: argparse.ArgumentParser) -> None:
    """Complain when what was typed as a file must have been meant as a command."""
    if not Path(word).exists():
        close = get_close_matches(word, [command.name for command in COMMANDS], n=1)
        parser.error(f"there is no command “{word}”" + (f"; did you mean “{close[0]}”?" if close else ""))


def _open(draft: Path | None, open_window: OpenWindow) -> int:
    if draft is not None:
        _check_openable(draft)
    from slawizard.screen import why_no_screen

    reason = why_no_screen(os.environ)
    if reason:
        tell(f"{reason} The window cannot open; everything else works without it:")
        tell("\n".join(f"  slawizard {command.name:<9} {command.summary}" for command in COMMANDS))
        return NO_SCREEN
    try:
        return open_window(draft)
    except ImportError as problem:
        tell(f"The window cannot open: {problem}. “slawizard doctor” says what is missing and how to get it.")
        return NO_SCREEN


def _check_openable(draft: Path) -> None:
    """Refuse a misspelt command or a wrong file at once, where it was named. Raises SlaWizardError.

    What is in the draft is read by the window, which shows what is wrong with it.
    """
    from slawizard.files import check_source

    close = get_close_matches(str(draft), [command.name for command in COMMANDS], n=1)
    if close and not draft.exists():
        raise SlaWizardError(f"There is no file and no command “{draft}”.", remedy=f"Did you mean “{close[0]}”?")
    check_source(draft)


# --- drafts -----------------------------------------------------------------------------------------------------


def _list_starters(arguments: argparse.Namespace) -> int:
    from slawizard.storage.starters import list_starters

    starters = list_starters()
    if arguments.json:
        show_json([{"key": one.key, "title": one.title, "summary": one.summary} for one in starters])
        return DONE
    for starter in starters:
        show(f"{starter.key}\n  {starter.title}\n  {starter.summary}")
    return DONE


def _write_new_draft(arguments: argparse.Namespace) -> int:
    from slawizard.files import ABSENT
    from slawizard.storage.draft_file import save_draft
    from slawizard.storage.starters import load_starter

    agreement = load_starter(arguments.starter)
    try:
        save_draft(agreement, arguments.output, None if arguments.force else ABSENT)
    except FileChangedError as problem:
        raise FileChangedError(
            problem.what, where=problem.where, remedy="Choose another name, or add --force to replace it."
        ) from problem
    tell(f"Written: {arguments.output}")
    return DONE


def _check_draft(arguments: argparse.Namespace) -> int:
    from slawizard.checks import findings

    found = findings(_load(arguments.file))
    _print_findings(found, as_json=arguments.json)
    return ERRORS_FOUND if _errors(found) else DONE


def _load(path: Path) -> Agreement:
    from slawizard.storage.draft_file import load_draft

    return load_draft(path).agreement


# --- findings ---------------------------------------------------------------------------------------------------


def _errors(found: Sequence[Finding]) -> int:
    return sum(finding.level == "error" for finding in found)


def _print_findings(found: Sequence[Finding], *, as_json: bool = False) -> None:
    if as_json:
        names = ("code", "level", "field", "text", "why", "mend")
        show_json([{name: str(getattr(finding, name)) for name in names} for finding in found])
        return
    for finding in found:
        show(f"{finding.level.upper():<8} {finding.code}  {finding.field}")
        show(f"  {finding.text}\n  Why:  {finding.why}\n  Mend: {finding.mend}\n")
    show(_summary(found))


def _summary(found: Sequence[Finding]) -> str:
    from slawizard.i18n import Plural

    words = {
        "error": Plural("{count} error", "{count} errors"),
        "warning": Plural("{count} warning", "{count} warnings"),
        "note": Plural("{count} note", "{count} notes"),
    }
    counts = [(words[level], sum(finding.level == level for finding in found)) for level in words]
    return ", ".join(plural.of(count) for plural, count in counts if count) + "." if found else "Nothing found."


# --- documents --------------------------------------------------------------------------------------------------


def _export_draft(arguments: argparse.Namespace) -> int:
    from slawizard.checks import findings
    from slawizard.files import check_target, write_atomic
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import ExportJob

    output: Path = arguments.output
    key = _format_for(output)
    check_target(output)
    if output.exists() and arguments.file.exists() and output.samefile(arguments.file):
        raise ExportError("This is the draft itself.", where=str(output), remedy="Give the document another name.")
    agreement = _load(arguments.file)
    found = findings(agreement)
    if _errors(found) and not arguments.watermark:
        _print_findings(found)
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


def _format_for(output: Path) -> str:
    """The key of the format that the file's ending names. Raises ExportError for another ending."""
    from slawizard.export.formats import FORMATS

    for key, one in FORMATS.items():
        if output.suffix.lower() == one.suffix:
            return key
    endings = ", ".join(one.suffix for one in FORMATS.values())
    what = f"No document ends in “{output.suffix}”." if output.suffix else "The name has no ending."
    raise ExportError(what, where=str(output), remedy=f"It says what is written: {endings}.")


# --- credits ----------------------------------------------------------------------------------------------------


def _show_credits(arguments: argparse.Namespace) -> int:
    from msgspec import structs

    from slawizard.analysis.calculator import calculate
    from slawizard.analysis.measured import MOST_BYTES, decode_measured
    from slawizard.analysis.measured_template import measured_template
    from slawizard.analysis.report import report
    from slawizard.analysis.report_words import report_words
    from slawizard.files import read_file

    agreement = _load(arguments.file)
    if arguments.measured_template:
        show(measured_template(agreement).decode().removesuffix("\n"))
        return DONE
    name = str(arguments.measured)
    measured = decode_measured(read_file(arguments.measured, MOST_BYTES).data, name)
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


# --- the program itself -----------------------------------------------------------------------------------------


def _print_schema(arguments: argparse.Namespace) -> int:
    show_json(_SCHEMAS[arguments.of]())
    return DONE


def _draft_schema() -> object:
    from slawizard.storage.draft_file import draft_schema

    return draft_schema()


def _measured_schema() -> object:
    from slawizard.analysis.measured import measured_schema

    return measured_schema()


_SCHEMAS: dict[str, Callable[[], object]] = {"draft": _draft_schema, "measured": _measured_schema}
"""What `slawizard schema` can describe."""


def _run_doctor(_arguments: argparse.Namespace) -> int:
    from slawizard.doctor import run_doctor

    return run_doctor(standard_output())


# --- the table of commands --------------------------------------------------------------------------------------


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    """The command takes none."""


def _json_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for programs")


def _new_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("starter", metavar="STARTER", help="the key of a starter, as “slawizard starters” lists them")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the draft to write")
    parser.add_argument("--force", action="store_true", help="replace a file that is there already")


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the draft")
    _json_argument(parser)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the draft")
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=Path, required=True, help="the document; its ending says the format"
    )
    parser.add_argument(
        "--watermark", action="store_true", help=f"mark every page {WATERMARK}; allowed with errors left"
    )


def _credits_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the draft")
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument("--measured", metavar="MEASURED", type=Path, help="the file that says what was measured")
    ways.add_argument(
        "--measured-template", action="store_true", help="print an empty measured file for this draft, ready to fill in"
    )
    _json_argument(parser)


def _schema_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("of", nargs="?", choices=sorted(_SCHEMAS), default="draft", help="the kind of file")


COMMANDS: tuple[Command, ...] = (
    Command("starters", "list what one can start from", _json_argument, _list_starters),
    Command("new", "write a draft from a starter", _new_arguments, _write_new_draft),
    Command("check", "say what is wrong with a draft: exit code 1 with errors", _check_arguments, _check_draft),
    Command("export", "write the document: .docx, .pdf, .html or .md", _export_arguments, _export_draft),
    Command("credits", "work out what a measured file earns under a draft", _credits_arguments, _show_credits),
    Command("assess", "say of each target how likely it is kept, and why", _check_arguments, assess_draft),
    Command("exposure", "say what the credits of a year may come to", _check_arguments, price_draft),
    Command("schema", "print the JSON Schema of draft or measured files", _schema_arguments, _print_schema),
    Command("doctor", "say what this machine lacks, and how to get it", _no_arguments, _run_doctor),
)
"""Every command, in the order in which help lists them."""
