"""The work itself, without processes: clauses put together, a clause shown, pages laid out, files written."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.clauses.problem import Problem, TextProblem
from slawizard.document.nodes import Chart, Clause, Document, Numbering, Value
from slawizard.document.numbering import number
from slawizard.document.visitor import charts_of, clause_text, clauses_of, inlines_of, plain
from slawizard.evidence.imported import Imported
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from slawizard.tables.held import HeldTable
from slawizard.worker import limits
from slawizard.worker.imports import HoldTable, ReadTable, Tell, hold_table, read_table
from slawizard.worker.own_texts import (
    SIMPLER,
    TOO_SLOW,
    CheckText,
    FindProblems,
    LayOutOwn,
    OwnTask,
    ShowOwn,
    WriteOwn,
    assemble_own,
    check,
    problems_of,
)
from slawizard.worker.protocol import OutlineEntry, Preview, PreviewJob, encode
from slawizard.worker.row_messages import RowResult
from slawizard.worker.rows import WriteRows, load_for_rows, write_rows


class LayOut(msgspec.Struct, frozen=True, tag="lay_out"):
    """Make pages of a document."""

    document: Document
    options: ExportOptions


class WriteFile(msgspec.Struct, frozen=True, tag="write_file"):
    """Make a file of a document; `format` is a key of FORMATS."""

    document: Document
    format: str
    options: ExportOptions


class DrawChart(msgspec.Struct, frozen=True, tag="draw_chart"):
    """Make a picture of a chart."""

    chart: Chart


Task = LayOut | WriteFile | DrawChart | OwnTask | ReadTable | HoldTable | WriteRows
Outcome = Pages | bytes | Preview | Imported | HeldTable | tuple[TextProblem | Problem, ...] | int
HandOver = Callable[[RowResult], object]


class Engine:
    """Does jobs in the process it lives in. Tests put another in its place."""

    def __init__(self, tell: Tell = lambda _share, _words: None, hand_over: HandOver = lambda _result: None) -> None:
        """`tell` hears how far a task has come, `hand_over` takes the results of rows; the process of a job puts its
        own in their places.
        """
        self.tell = tell
        self.hand_over = hand_over
        self._prepared = b""

    def warm_up(self) -> tuple[Callable[[], None], ...]:
        """What to load while nobody waits, in steps, the most urgent first."""
        return self.loads(pages=True)

    @staticmethod
    def loads(*, pages: bool) -> tuple[Callable[[], None], ...]:
        """What loads clauses and writers, in steps; without `pages`, not what lays them out."""
        return (_load_clauses, _load_pdf, _load_docx) if pages else (_load_clauses, _load_docx)

    def assemble(self, agreement: Agreement) -> Document:
        """The agreement as a document tree. Raises ClauseError."""
        from slawizard.clauses.assemble import assemble

        return assemble(agreement)

    def prepare(self, task: Task) -> None:
        """Load what a task needs and few do, so that its process, and those after it, find it loaded."""
        if isinstance(task, DrawChart):
            _load_charts()
        elif isinstance(task, LayOut | WriteFile):
            self.load_charts(task.document)
        elif isinstance(task, WriteRows):
            template = sha256(encode(msgspec.structs.replace(task.job, rows=()))).digest()
            if template != self._prepared:
                self._prepared = template
                load_for_rows(self, task.job)

    def load_charts(self, document: Document) -> None:
        """Load what draws charts, when there are any in the document."""
        if any(charts_of(document)):
            _load_charts()

    def preview(self, job: PreviewJob) -> Preview:
        """The clause that the job asks for. Raises ClauseError."""
        from slawizard.clauses.assemble import assemble_with_problems
        from slawizard.export.clause_view import clause_fragment

        document, problems = msgspec.structs.astuple(assemble_with_problems(job.agreement))
        document = _numbered(document, job.numbering)
        outline = tuple(
            OutlineEntry(clause.id, clause.number, plain(clause.title), clause.step, clause.path)
            for clause in clauses_of(document)
        )
        known = {entry.id for entry in outline}
        clause_id = job.clause_id if job.clause_id in known else clause_for(document, job.edited_path)
        shown = next((clause_text(one) for one in clauses_of(document) if one.id == clause_id), "")
        html = clause_fragment(document, clause_id) if clause_id else ""
        return Preview(clause_id, html, outline, problems, shown)

    def perform(self, task: Task) -> Outcome:
        """Lay out or write; with texts of someone's own, put them together first. Raises ExportError, ClauseError."""
        match task:
            case ShowOwn():
                with limits.text_limits(TOO_SLOW, SIMPLER):
                    return self.preview(task.job)
            case FindProblems():
                return problems_of(task.agreement)
            case LayOutOwn():
                return self.perform(LayOut(assemble_own(task.agreement), task.options))
            case WriteOwn():
                return self.perform(WriteFile(assemble_own(task.agreement), task.format, task.options))
            case CheckText():
                return check(task.job)
            case ReadTable():
                return read_table(task, self.tell)
            case HoldTable():
                return hold_table(task, self.tell)
            case WriteRows():
                return write_rows(self, task.job, self.hand_over)
            case DrawChart():
                from slawizard.export.charts import svg

                return svg(task.chart)
            case _:
                return self._write(task)

    @staticmethod
    def _write(task: LayOut | WriteFile) -> Pages | bytes:
        from slawizard.export.formats import format_named

        document = _numbered(task.document, task.options.style.numbering)
        if isinstance(task, LayOut):
            from slawizard.export.pdf import write_pages

            return write_pages(document, task.options)
        return format_named(task.format).write(document, task.options)


class RowEngine(Engine):
    """Does rows alone: what they need is loaded with the first of them, and nothing else is."""

    def warm_up(self) -> tuple[Callable[[], None], ...]:
        """Nothing."""
        return ()


def digest(agreement: Agreement, options: ExportOptions) -> bytes:
    """The same for the same pages: what is laid out is decided by nothing but these two."""
    return sha256(encode(agreement) + b"\x00" + encode(options)).digest()


def _numbered(document: Document, numbering: Numbering) -> Document:
    return document if document.numbering is numbering else number(document, numbering)


def clause_for(document: Document, path: str) -> str:
    """The id of the clause that best shows the field at `path`: it prints its value, or one near it, or is its step's.

    An empty path, or one that nothing shows, leads to the first clause; a document without clauses to "".
    """
    clauses = tuple(clauses_of(document))
    if not clauses:
        return ""
    steps = path.split(".") if path else []
    return max(clauses, key=lambda clause: _nearness(clause, steps)).id


def _nearness(clause: Clause, steps: list[str]) -> tuple[int, int, int]:
    """How far down the path a value of the clause agrees with it, then the clause's own path, then its step.

    `max` keeps the first of equals: where two clauses show the same value, the one that comes first is chosen.
    """
    shown = [
        _shared(inline.path.split("."), steps)
        for run in (clause.title, *(run for block in clause.blocks for run in inlines_of(block)))
        for inline in run
        if isinstance(inline, Value)
    ]
    own = _shared(clause.path.split("."), steps)
    return max([*shown, own]), own, int(bool(steps) and clause.step == steps[0])


def _shared(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _load_clauses() -> None:
    Engine().assemble(Agreement())


def _load_pdf() -> None:
    from slawizard.export import pdf

    pdf.load()


def _load_charts() -> None:
    from slawizard.export import charts

    charts.load()


def _load_docx() -> None:
    import_module("slawizard.export.docx")
    from slawizard.export.docx_fonts import embedded_fonts

    embedded_fonts()
