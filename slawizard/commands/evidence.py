"""The command that brings evidence: `slawizard import-history`."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, UNUSABLE, Command, draft_argument, json_argument
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.evidence import ImportAnswers, Imported
    from slawizard.tables.answers import Question

_OPTIONS = {
    "kind": "--kind {}",
    "where": "--where “{}”",
    "unit": "--unit {}",
    "scale": "--scale {}",
    "encoding": "--encoding {}",
    "delimiter": "--delimiter “{}”",
    "sheet": "--sheet “{}”",
    "decimal": "--decimal {}",
    "dates": "--dates {}",
    "time_zone": "--time-zone {}",
    "role": "--column “{}={}”",
    "severity": "--severity “{}={}”",
    "gaps": "--gaps {}",
    "marks": "--marks {}",
    "sensor": "--sensor “{}”",
}


def _import_history(arguments: argparse.Namespace) -> int:
    """Bring a table's history into a draft; gives 0, or 2 while something is open and nothing was written."""
    from slawizard.evidence import with_evidence
    from slawizard.storage.draft_file import load_draft, save_draft

    draft = load_draft(arguments.file)
    imported = _read(draft.agreement, arguments)
    kept = None
    if not imported.questions and not arguments.preview:
        try:
            kept = with_evidence(draft.agreement, imported, replace=arguments.replace)
        except TableFileError as problem:
            _show(imported, arguments, written=False)
            remedy = "Add --replace to replace it." if problem.remedy.startswith("Replace") else problem.remedy
            raise TableFileError(problem.what, where=problem.where, remedy=remedy) from problem
        save_draft(kept, arguments.file, draft.fingerprint)
    _show(imported, arguments, written=kept is not None)
    return UNUSABLE if imported.questions else DONE


def _read(agreement: Agreement, arguments: argparse.Namespace) -> Imported:
    from slawizard.worker.client import RenderWorker
    from slawizard.worker.protocol import ImportJob

    job = ImportJob(agreement, arguments.level, str(arguments.data.absolute()), _answers(arguments))
    worker = RenderWorker()
    line = _ProgressLine()
    worker.start()
    try:
        return worker.call(job, line.tell)
    finally:
        worker.close()
        line.clear()


class _ProgressLine:
    """How far the import has come, in one line of the terminal; nothing where standard error is none."""

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None

    def tell(self, share: float, words: str) -> None:
        """Show the line anew."""
        if self._stream is not None:
            self._stream.write(f"\r\x1b[K{words}: {share:.0%}")
            self._stream.flush()

    def clear(self) -> None:
        """Leave the line empty."""
        if self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


# --- arguments --------------------------------------------------------------------------------------------------


def _answers(arguments: argparse.Namespace) -> ImportAnswers:
    from slawizard.evidence import ColumnRole, ImportAnswers, SeverityName, TableKind
    from slawizard.evidence.keeping import read_cell
    from slawizard.tables.answers import Answers

    header = None if arguments.header is None else arguments.header == "yes"
    delimiter = {"tab": "\t", "\\t": "\t"}.get(arguments.delimiter, arguments.delimiter)
    table = Answers(arguments.encoding, delimiter, arguments.sheet, arguments.decimal, arguments.dates, header)
    return ImportAnswers(
        table,
        TableKind(arguments.kind) if arguments.kind else None,
        tuple(ColumnRole(*_pair(each, "--column")) for each in arguments.column),
        arguments.time_zone,
        arguments.first,
        arguments.last,
        arguments.unit,
        arguments.scale,
        read_cell(arguments.where),
        tuple(SeverityName(*_pair(each, "--severity")) for each in arguments.severity),
        arguments.above,
        arguments.below,
        arguments.gaps,
        arguments.marks,
        arguments.sensor,
    )


def _pair(text: str, option: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not (sign and name):
        raise SlaWizardError(f"{option} needs NAME=VALUE, and got “{text}”.")
    return name.strip(), value.strip()


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"“{text}” is no date; write 2026-01-31") from problem


def _limit(text: str) -> Decimal:
    from slawizard.tables.numbers import read_number

    found = read_number(text, ".")
    if found is None or "%" in text:
        raise argparse.ArgumentTypeError(f"“{text}” is no number; write 27.5")
    return found


def _arguments(parser: argparse.ArgumentParser) -> None:
    draft_argument(parser)
    parser.add_argument("data", metavar="DATA", type=Path, help="the table: CSV, TSV, XLSX, XLS or ODS")
    parser.add_argument("--level", metavar="ID", required=True, help="the service level that it is the history of")
    parser.add_argument(
        "--kind", choices=("values", "outages", "tickets", "readings"), default="", help="what the rows are"
    )
    parser.add_argument(
        "--column", metavar="NAME=ROLE", action="append", default=[], help="what a column is (#1=ROLE: the first)"
    )
    parser.add_argument("--severity", metavar="TEXT=ID", action="append", default=[], help="a severity of the file")
    parser.add_argument("--where", metavar="DIM=VALUE", default="", help="the row of the level's targets")
    parser.add_argument("--encoding", default="", help="such as utf-8 or cp1252")
    parser.add_argument("--delimiter", default="", help="the sign between columns (tab: a tab)")
    parser.add_argument("--header", choices=("yes", "no"), help="whether the first line names the columns")
    parser.add_argument("--sheet", default="", help="the sheet of a workbook")
    parser.add_argument("--decimal", choices=(",", "."), default="", help="the decimal sign of numbers")
    parser.add_argument("--dates", choices=("dmy", "mdy", "ymd"), default="", help="the order of dates")
    parser.add_argument(
        "--unit",
        choices=("milliseconds", "seconds", "minutes", "hours", "days"),
        default="",
        help="of lengths without a unit",
    )
    parser.add_argument(
        "--scale",
        choices=("percent", "share", "rest", "rest_of_one"),
        default="",
        help="whether 0.9995 is 0.9995 %% or 99.95 %%, or what is missing to that",
    )
    parser.add_argument("--time-zone", metavar="ZONE", default="", help="of local times, if not the level's")
    parser.add_argument("--from", dest="first", metavar="DAY", type=_day, help="the first day that the file covers")
    parser.add_argument("--to", dest="last", metavar="DAY", type=_day, help="the last day that the file covers")
    _reading_arguments(parser)
    parser.add_argument("--preview", action="store_true", help="write nothing")
    parser.add_argument("--replace", action="store_true", help="replace a history that the draft has already")
    json_argument(parser)


def _reading_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--above", metavar="NUMBER", type=_limit, help="readings of more than this count against the level"
    )
    parser.add_argument(
        "--below", metavar="NUMBER", type=_limit, help="readings of less than this count against the level"
    )
    parser.add_argument(
        "--gaps",
        choices=("unknown", "last", "past"),
        default="",
        help="what the time is of which there are no readings",
    )
    parser.add_argument("--marks", choices=("none", "real"), default="", help="what readings like -999 are")
    parser.add_argument("--sensor", metavar="NAME", default="", help="whose readings are meant")


# --- words ------------------------------------------------------------------------------------------------------


def _show(imported: Imported, arguments: argparse.Namespace, *, written: bool) -> None:
    if arguments.json:
        from slawizard.evidence.report import imported_data

        show_json({**imported_data(imported), "written": written})
    else:
        from slawizard.evidence.report import imported_words

        show(imported_words(imported))
        if written:
            show(f"Written: {arguments.file}")
        elif not imported.questions and arguments.preview:
            show("Nothing was written: this is a preview.")
    for question in imported.questions:
        tell(_asked(question))
    if imported.questions:
        tell("Nothing was written.")


def _asked(question: Question) -> str:
    """A question, with the option that gives each answer."""
    topic, _, rest = question.topic.partition(".")
    lines = [question.words]
    if topic == "limit":
        lines.append("  the most it may be\n      --above NUMBER\n  the least it may be\n      --below NUMBER")
    for choice in question.choices:
        option = _OPTIONS[topic]
        value = "tab" if choice.value == "\t" else choice.value
        parts = (value, rest) if topic == "role" else (rest, value) if topic == "severity" else (value,)
        lines.append(f"  {choice.words}\n      {option.format(*parts)}")
    return "\n".join(lines)


COMMANDS = (Command("import-history", "bring a table of the past into a draft", _arguments, _import_history),)
