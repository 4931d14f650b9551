"""The plan of a batch: which column fills what, what each row will hold and be called, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.answers import entered, field_kinds
from slawizard.agreement.edits import read, replace
from slawizard.agreement.origin import Question as OpenQuestion
from slawizard.agreement.rows import resolved
from slawizard.batch.cells import ColumnReader
from slawizard.batch.columns import ColumnUse, UnknownColumn, match_columns
from slawizard.batch.names import ROW, distinct_names, fill, places_of, safe_name
from slawizard.batch.source import BatchSource
from slawizard.document.style import PLAIN_STYLE, HouseStyle
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.export.formats import format_named
from slawizard.tables.answers import Answers, Question
from slawizard.tables.cells import is_blank, text_of
from slawizard.tables.held import HeldTable
from slawizard.tables.rows import Row
from slawizard.tables.table import Table, open_table
from slawizard.worker.protocol import encode
from slawizard.worker.row_messages import RowAnswer, RowInput, RowsJob

MOST_ROWS = 100_000
_CURRENCY = "frame.currency"
_REFERENCE, _CUSTOMER = "frame.reference", "frame.customer.legal_name"


class Order(msgspec.Struct, frozen=True):
    """What someone wants written. `columns` names fields by column; `ignored` are columns that are left out.

    `formats` are keys of FORMATS; `pattern` as in `batch.names` (empty: reference or customer). The rest is as in
    RowsJob.
    """

    source: BatchSource
    table: Path
    formats: tuple[str, ...] = ("docx",)
    answers: Answers = Answers()
    columns: dict[str, str] = {}
    ignored: tuple[str, ...] = ()
    pattern: str = ""
    watermark: str = ""
    style: HouseStyle = PLAIN_STYLE
    reference: bytes = b""
    page_numbers: bool = True


class PlannedRow(msgspec.Struct, frozen=True):
    """A row: its number from 1, the line it begins on, the stem of its files' names, and what it enters.

    `problem`, with `column` and `remedy`, says why it cannot be written at all. `shows` is the row as the table has it,
    cell by cell of the columns that are used. `digest` is the same for the same agreement.
    """

    number: int
    line: int
    stem: str = ""
    answers: tuple[RowAnswer, ...] = ()
    shows: tuple[str, ...] = ()
    digest: str = ""
    problem: str = ""
    column: str = ""
    remedy: str = ""

    @property
    def input(self) -> RowInput:
        """The row as the render process takes it."""
        return RowInput(self.number, self.answers)


class Plan(msgspec.Struct, frozen=True):
    """What a batch will write. `job` is what all rows share. While something is open there are no rows.

    `questions` are what the table leaves open, `unknown` the columns that fill nothing, `missing` the questions of the
    template that no column answers, `understood` sentences on how the table was read.
    """

    title: str
    job: RowsJob
    uses: tuple[ColumnUse, ...] = ()
    rows: tuple[PlannedRow, ...] = ()
    unknown: tuple[UnknownColumn, ...] = ()
    missing: tuple[OpenQuestion, ...] = ()
    questions: tuple[Question, ...] = ()
    understood: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether nothing is open."""
        return not self.questions and not self.unknown


def make_plan(order: Order, held: HeldTable | None = None) -> Plan:
    """Read the table and say what will come of it; nothing is written. `held` is the table as it was read elsewhere.

    Raises FileAccessError, TableFileError for a table, a column or a pattern that cannot be used, ExportError for a
    format that there is not.
    """
    formats = tuple(dict.fromkeys(format_named(key).key for key in order.formats))
    job = RowsJob(
        order.source.agreement, formats, (), order.watermark, order.style, order.reference, order.page_numbers
    )
    with nullcontext(held) if held is not None else open_table(order.table, order.answers) as table:
        plan = Plan(order.source.title, job, questions=table.questions, understood=table.understood)
        if table.questions:
            return plan
        matched = match_columns(job.agreement, table.columns, order.columns, order.ignored, table.source)
        plan = msgspec.structs.replace(plan, uses=matched.uses, unknown=matched.unknown, missing=matched.missing)
        if matched.unknown:
            return plan
        readers, understood, questions = _readers(table, matched.uses, job.agreement)
        plan = msgspec.structs.replace(plan, understood=(*plan.understood, *understood), questions=questions)
        if questions:
            return plan
        naming = _Naming(order.pattern, job.agreement, matched.uses, table)
        return msgspec.structs.replace(plan, rows=_rows(table, matched.uses, readers, job, naming))


def _readers(
    table: Table | HeldTable, uses: Sequence[ColumnUse], agreement: Agreement
) -> tuple[list[ColumnReader], tuple[str, ...], tuple[Question, ...]]:
    """How each column that is used is to be read, found from all its cells."""
    readers = [ColumnReader(use.column, field_kinds(agreement, use.path)) for use in uses]
    for row in table.rows():
        if row.cells:
            for use, reader in zip(uses, readers, strict=True):
                reader.take(row.cells[use.place])
    settled = [reader.settle(table.answers) for reader in readers]
    understood = tuple(words for words, _ in settled if words)
    return readers, understood, tuple(question for _, question in settled if question)


# --- rows -------------------------------------------------------------------------------------------------------


def _rows(
    table: Table | HeldTable,
    uses: Sequence[ColumnUse],
    readers: Sequence[ColumnReader],
    job: RowsJob,
    naming: _Naming,
) -> tuple[PlannedRow, ...]:
    setup = sha256(encode(msgspec.structs.replace(job, formats=()))).digest()
    planned: list[PlannedRow] = []
    stems: list[str] = []
    for row in table.rows():
        if row.is_blank:
            continue
        number = len(planned) + 1
        if number > MOST_ROWS:
            raise TableFileError(
                f"The table has more than {MOST_ROWS:,} rows.", where=table.source, remedy="Split it in two."
            )
        made = _row(row, number, uses, readers, job.agreement)
        if not made.problem:
            digest = sha256(setup + encode(made.answers)).hexdigest()
            made = msgspec.structs.replace(made, digest=digest)
        planned.append(made)
        stems.append("" if made.problem else naming.stem(made, row))
    if not planned:
        raise TableFileError("The table has no rows.", where=table.source, remedy="Is it the right file, or sheet?")
    sound = [place for place, row in enumerate(planned) if not row.problem]
    names = distinct_names([stems[place] for place in sound], [planned[place].number for place in sound])
    for place, name in zip(sound, names, strict=True):
        planned[place] = msgspec.structs.replace(planned[place], stem=name)
    return tuple(planned)


def _row(
    row: Row, number: int, uses: Sequence[ColumnUse], readers: Sequence[ColumnReader], agreement: Agreement
) -> PlannedRow:
    """The row with its answers, or with why it has none. An empty cell leaves its field as the template has it."""
    made = PlannedRow(number, row.line)
    if row.problem:
        return msgspec.structs.replace(made, problem=_sentence(row.problem), shows=(row.text,))
    shows = tuple(text_of(row.cells[use.place]) for use in uses)
    made = msgspec.structs.replace(made, shows=shows)
    answers: list[RowAnswer] = []
    filled = agreement
    # The currency first: amounts without one of their own are read in it.
    for use, reader in sorted(zip(uses, readers, strict=True), key=lambda pair: pair[0].path != _CURRENCY):
        cell = row.cells[use.place]
        if is_blank(cell):
            continue
        answer = RowAnswer(use.path, reader.text(cell))
        try:
            value = entered(filled, answer.path, answer.text)
            filled = replace(filled, _CURRENCY, value) if use.path == _CURRENCY else filled
        except SlaWizardError as problem:
            return msgspec.structs.replace(made, problem=problem.what, column=use.column, remedy=problem.remedy)
        answers.append(answer)
    return msgspec.structs.replace(made, answers=tuple(answers))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


# --- names ------------------------------------------------------------------------------------------------------


class _Naming:
    """Gives each row the stem of its files' names, which other rows may share as yet."""

    def __init__(self, pattern: str, agreement: Agreement, uses: Sequence[ColumnUse], table: Table | HeldTable) -> None:
        self._pattern = pattern.strip()
        self._agreement = agreement
        self._filled = {use.path for use in uses}
        self._columns = {column.name.strip().casefold(): column.place for column in table.columns}
        self._values = {name: self._source(name) for name in places_of(self._pattern)}

    def stem(self, planned: PlannedRow, row: Row) -> str:
        """The stem for a row, by the pattern or by what it is about."""
        if self._pattern:
            values = {name: value(planned, row) for name, value in self._values.items()}
            return safe_name(fill(self._pattern, values))
        reference = self._of_field(planned, _REFERENCE) if _REFERENCE in self._filled else ""
        named = reference or self._of_field(planned, _CUSTOMER)
        return safe_name(named or f"{self._agreement.title} {planned.number}")

    def _source(self, name: str) -> Callable[[PlannedRow, Row], str]:
        """What a place in the pattern stands for. Raises TableFileError for what is neither field nor column."""
        if name == ROW:
            return lambda planned, _row: str(planned.number)
        path = resolved(self._agreement, name)
        if path is not None:
            return lambda planned, _row: self._of_field(planned, path)
        if name.casefold() in self._columns:
            place = self._columns[name.casefold()]
            return lambda _planned, row: text_of(row.cells[place])
        near = get_close_matches(name.casefold(), [*self._columns, _CUSTOMER, _REFERENCE, ROW], n=1)
        raise TableFileError(
            f"The pattern names “{name}”, which is neither a field nor a column.",
            where=self._pattern,
            remedy=f"Did you mean “{near[0]}”?" if near else "A field’s path looks like frame.customer.legal_name.",
        )

    def _of_field(self, planned: PlannedRow, path: str) -> str:
        from slawizard.storage.library.words import NOTHING, value_words

        typed: Mapping[str, str] = {answer.path: answer.text for answer in planned.answers}
        if path in typed:
            return typed[path]
        words = value_words(read(self._agreement, path))
        return "" if words == NOTHING else words
