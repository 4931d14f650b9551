"""The command that writes many agreements: `slawizard batch`."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from slawizard.commands.command import DONE, ERRORS_FOUND, UNUSABLE, Command, json_argument
from slawizard.commands.documents import LARGEST_REFERENCE_BYTES, WATERMARK
from slawizard.errors import ExportError, SlaWizardError, TableFileError
from slawizard.terminal import show, show_json, tell

if TYPE_CHECKING:
    from slawizard.batch.crew import Crew
    from slawizard.batch.plan import Order, Plan
    from slawizard.batch.run import Progress, RowReport, Summary
    from slawizard.batch.source import BatchSource

_STOPPED = 130
_SHOWN_ROWS = 5
_SHOWN_TROUBLES = 20
_SHOWN_MISSING = 5
_OPTIONS = {
    "encoding": "--encoding {}",
    "delimiter": '--delimiter "{}"',
    "sheet": '--sheet "{}"',
    "decimal": "--decimal {}",
    "dates": "--dates {}",
}


def _batch(arguments: argparse.Namespace) -> int:
    """Write the agreements; 0: all are there. 1: some are not. 2: something is open and nothing was written."""
    from slawizard.batch.plan import make_plan
    from slawizard.batch.run import Outcome

    if arguments.new_table:
        return _write_table(arguments)
    if arguments.output is None and not arguments.preview:
        raise TableFileError("Into which folder?", remedy="Name it with -o DIR, or add --preview to write nothing.")
    plan = make_plan(_order(arguments))
    if not plan.is_ready:
        _show_open(plan)
        return UNUSABLE
    if arguments.preview:
        _show_plan(plan, arguments)
        return DONE
    _tell_missing(plan)
    summary = _carry_out(plan, arguments)
    if summary.trouble is not None:
        tell(f"The batch ended early: {summary.trouble}")
    if summary.stopped or summary.trouble is not None:
        tell("What is done is kept; the same command goes on where it stopped.")
    if summary.stopped:
        return _STOPPED
    return DONE if summary.count(Outcome.WRITTEN, Outcome.UNCHANGED) == len(summary.rows) else ERRORS_FOUND


def _order(arguments: argparse.Namespace) -> Order:
    from slawizard.batch.plan import Order
    from slawizard.files import read_file
    from slawizard.storage.styles import find_style
    from slawizard.tables.answers import Answers

    source = _source(arguments)
    formats = tuple(key.strip().lower().lstrip(".") for key in arguments.formats.split(",") if key.strip())
    if arguments.reference_docx is not None and "docx" not in formats:
        raise ExportError("Only a Word document takes over the styles of another.", remedy="Add docx to --formats.")
    reference = b""
    if arguments.reference_docx is not None:
        reference = read_file(arguments.reference_docx, LARGEST_REFERENCE_BYTES).data
    delimiter = {"tab": "\t", "\\t": "\t"}.get(arguments.delimiter, arguments.delimiter)
    answers = Answers(arguments.encoding, delimiter, arguments.sheet, arguments.decimal, arguments.dates, True)
    return Order(
        source,
        arguments.table,
        formats or ("docx",),
        answers,
        dict(_pair(each) for each in arguments.column),
        tuple(arguments.ignore),
        arguments.name,
        WATERMARK if arguments.watermark else "",
        find_style(source.agreement.style if arguments.style is None else arguments.style),
        reference,
        not arguments.no_page_numbers,
    )


def _source(arguments: argparse.Namespace) -> BatchSource:
    """The template, with what is answered for all rows."""
    from slawizard.batch.columns import with_same_for_all
    from slawizard.batch.source import BatchSource, find_source

    source = find_source(arguments.template, arguments.version)
    answers = dict(_answer(each) for each in arguments.answer)
    return BatchSource(with_same_for_all(source.agreement, answers), source.title)


def _write_table(arguments: argparse.Namespace) -> int:
    """Write an empty table with a column for each question; 0. Raises FileChangedError when there is one."""
    import csv
    import io

    from slawizard.batch.columns import headings
    from slawizard.files import ABSENT, write_atomic

    if arguments.table.suffix.lower() != ".csv":
        raise TableFileError(
            "A new table is written as CSV.", where=str(arguments.table), remedy="Let its name end in .csv."
        )
    columns = headings(_source(arguments).agreement)
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(columns)
    write_atomic(arguments.table, text.getvalue().encode("utf-8-sig"), expected=ABSENT)
    tell(f"Written: {arguments.table}, with {len(columns)} columns. Fill in a row for each agreement.")
    return DONE


def _answer(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if name.endswith("."):  # a row's id begins with the same sign: metrics.levels.=uptime.name=Uptime
        row, sign, value = value.partition("=")
        name = f"{name}={row}"
    if not (sign and name.strip()):
        raise SlaWizardError(f"--answer needs FIELD=VALUE, and got “{text}”.")
    return name.strip(), value


def _pair(text: str) -> tuple[str, str]:
    """Column and field: the first sign parts them, but a path may name rows by it (metrics.levels.=uptime.name)."""
    name, sign, path = text.partition("=")
    if not (sign and name.strip() and path.strip()):
        raise SlaWizardError(f"--column needs COLUMN=FIELD, and got “{text}”.")
    return name.strip(), path.strip()


def _carry_out(plan: Plan, arguments: argparse.Namespace) -> Summary:
    from slawizard.batch.crew import LocalCrew
    from slawizard.batch.folder import BatchFolder
    from slawizard.batch.report import report_json, summary_words, write_reports
    from slawizard.batch.run import run_batch

    def hire() -> Crew:
        if not arguments.scheduler:
            return LocalCrew(arguments.jobs)
        from slawizard.batch.cluster import ClusterCrew

        return ClusterCrew(arguments.scheduler)

    line = _ProgressLine()
    with BatchFolder(arguments.output) as folder, _stopping() as stop:
        try:
            summary = run_batch(plan, folder, hire, tell=line.tell, stop=stop)
        finally:
            line.clear()
        reports = write_reports(summary, folder)
    if arguments.json:
        show(report_json(summary).decode())
    else:
        _show_troubles(summary)
        show(summary_words(summary))
        tell(f"Report: {', '.join(str(arguments.output / name) for name in reports)}")
    return summary


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Ctrl+C asks the batch to end; a second one ends the program at once."""
    stop = threading.Event()

    def ring(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, ring)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class _ProgressLine:
    """How far the batch has come, in one line of the terminal; nothing where standard error is none."""

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None

    def tell(self, progress: Progress) -> None:
        """Show the line anew."""
        if self._stream is None:
            return
        counts = ", ".join(f"{count} {outcome}" for outcome, count in progress.counts.items())
        left = "" if progress.seconds_left is None else f"; about {_time_words(progress.seconds_left)} left"
        self._stream.write(f"\r\x1b[K{progress.done} of {progress.total}: {counts}{left}")
        self._stream.flush()

    def clear(self) -> None:
        """Leave the line empty."""
        if self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _time_words(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


# --- words ------------------------------------------------------------------------------------------------------


def _show_open(plan: Plan) -> None:
    from slawizard.batch.columns import unknown_words

    if plan.unknown:
        tell(unknown_words(plan.unknown))
    for question in plan.questions:
        tell(question.words)
        for choice in question.choices:
            value = "tab" if choice.value == "\t" else choice.value
            tell(f"  {choice.words}\n      {_OPTIONS[question.topic].format(value)}")
    tell("Nothing was written.")


def _tell_missing(plan: Plan) -> None:
    for question in plan.missing[:_SHOWN_MISSING]:
        tell(f"No column answers: {question.words} ({question.path}).")
    if plan.missing:
        more = len(plan.missing) - _SHOWN_MISSING
        others = f"So it is with {more} more, which --preview lists. " if more > 0 else ""
        tell(f"{others}They stay open in every agreement; --answer FIELD=VALUE answers one for all.")


def _show_plan(plan: Plan, arguments: argparse.Namespace) -> None:
    """What would be written."""
    bad = [row for row in plan.rows if row.problem]
    if arguments.json:
        columns = [{"column": use.column, "path": use.path, "words": use.words} for use in plan.uses]
        rows = [
            {"row": row.number, "line": row.line, "name": row.stem, "problem": row.problem, "column": row.column}
            for row in plan.rows
        ]
        missing = [{"path": question.path, "words": question.words} for question in plan.missing]
        show_json({"template": plan.title, "columns": columns, "missing": missing, "rows": rows})
        return
    show(f"{plan.title}: {len(plan.rows)} rows, as {', '.join(plan.job.formats)}")
    show("\n".join(plan.understood))
    show("\nColumns")
    for use in plan.uses:
        show(f"  {use.column}  →  {use.path} ({use.words})")
    if plan.missing:
        show("\nQuestions that no column answers")
    for question in plan.missing:
        show(f"  {question.path} ({question.words})")
    show("\nFirst rows")
    for row in [row for row in plan.rows if not row.problem][:_SHOWN_ROWS]:
        show(f"  {row.number}  {row.stem}")
        for answer in row.answers:
            show(f"       {answer.path}: {answer.text}")
    for row in bad[:_SHOWN_TROUBLES]:
        show(_trouble_words(row.number, row.line, row.column, row.problem, row.remedy))
    show(f"\n{len(bad)} of {len(plan.rows)} rows cannot be written. Nothing was written: this is a preview.")


def _show_troubles(summary: Summary) -> None:
    """Each trouble once, at its first row."""
    alike: dict[tuple[str, ...], list[RowReport]] = {}
    for row in summary.rows:
        if row.reason:
            alike.setdefault((row.outcome, row.column, row.reason), []).append(row)
    for rows in list(alike.values())[:_SHOWN_TROUBLES]:
        more = f" So it is with {len(rows) - 1} more of the rows." if len(rows) > 1 else ""
        tell(f"{_report_words(rows[0])}{more}")
    if len(alike) > _SHOWN_TROUBLES:
        tell(f"… and {len(alike) - _SHOWN_TROUBLES} other troubles: see the report.")


def _report_words(row: RowReport) -> str:
    errors = [finding.text for finding in row.findings if finding.level == "error"]
    first = f" First: {errors[0]}" if errors and row.outcome == "errors left" else ""
    return _trouble_words(row.row, row.line, row.column, f"{row.outcome}. {row.reason}{first}", row.remedy)


def _trouble_words(number: int, line: int, column: str, problem: str, remedy: str) -> str:
    place = f", column “{column}”" if column else ""
    return f"Row {number} (line {line}{place}): {problem}" + (f" {remedy}" if remedy else "")


# --- arguments --------------------------------------------------------------------------------------------------


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write one agreement for each row of a table. Run again, the same command goes on where it was stopped, and "
        "does again only what was changed. Word files get the page numbers of their contents as an export does, from a "
        "layout of the pages; --no-page-numbers leaves that to Word and is many times as fast."
    )
    parser.add_argument("template", metavar="TEMPLATE", help="a template’s id or file, a draft, or a starter’s key")
    parser.add_argument("table", metavar="TABLE", type=Path, help="CSV, TSV, XLSX, XLS or ODS: one row an agreement")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="the folder that is filled")
    parser.add_argument("-f", "--formats", metavar="LIST", default="docx", help="docx, pdf, html, md; default: docx")
    parser.add_argument("--new-table", action="store_true", help="write TABLE, a column a question, to be filled in")
    parser.add_argument("--preview", action="store_true", help="show columns and first rows; write nothing")
    parser.add_argument("--version", type=int, metavar="N", help="another version of the template than the newest")
    parser.add_argument(
        "--name",
        metavar="PATTERN",
        default="",
        help="names of the files, such as '{frame.customer.legal_name} {row}'; columns may stand in it too",
    )
    parser.add_argument("--watermark", action="store_true", help=f"mark every page {WATERMARK}; with errors left too")
    parser.add_argument("--no-page-numbers", action="store_true", help="Word fills in the numbers when it is asked to")
    looks = parser.add_mutually_exclusive_group()
    looks.add_argument("--style", metavar="STYLE", help="a house style, by name or file; default: the template’s")
    looks.add_argument("--reference-docx", metavar="FILE", type=Path, help="a Word file whose styles are taken over")
    power = parser.add_mutually_exclusive_group()
    power.add_argument("--jobs", type=_count, metavar="N", default=0, help="rows at once; default: one for each core")
    power.add_argument("--scheduler", metavar="ADDRESS", default="", help="a Dask cluster, such as tcp://host:8786")
    _add_reading(parser)
    json_argument(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    reading = parser.add_argument_group("how the table is read")
    reading.add_argument(
        "--column", metavar="COLUMN=FIELD", action="append", default=[], help="the field that a column fills"
    )
    reading.add_argument(
        "--answer", metavar="FIELD=VALUE", action="append", default=[], help="answer a question for all rows"
    )
    reading.add_argument("--ignore", metavar="COLUMN", action="append", default=[], help="leave a column out")
    reading.add_argument("--encoding", default="", help="such as utf-8 or cp1252")
    reading.add_argument("--delimiter", default="", help="the sign between columns (tab: a tab)")
    reading.add_argument("--sheet", default="", help="the sheet of a workbook")
    reading.add_argument("--decimal", choices=(",", "."), default="", help="the decimal sign of numbers")
    reading.add_argument("--dates", choices=("dmy", "mdy", "ymd"), default="", help="the order of dates")


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 1 to 256")
    return int(text)


COMMANDS = (Command("batch", "write one agreement for each row of a table", _arguments, _batch),)
