"""Agreements for the rows of a batch, one after the other in one process; a bad row costs only itself."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import msgspec

from slawizard.agreement.answers import with_answers
from slawizard.errors import ClauseError, SlaWizardError
from slawizard.export.formats import format_named
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from slawizard.worker import limits
from slawizard.worker.own_texts import TOO_SLOW, has_own_texts, problem_error, without_own_texts
from slawizard.worker.row_messages import RowFile, RowInput, RowResult, RowsJob, RowState

if TYPE_CHECKING:
    from slawizard.agreement.agreement import Agreement
    from slawizard.document.nodes import Document
    from slawizard.worker.engine import Engine

HandOver = Callable[[RowResult], object]
_SMALLER = "Make the template smaller."
_REPORT = "The other rows are not touched by it. Please report it together with the template and the row."


class WriteRows(msgspec.Struct, frozen=True, tag="write_rows"):
    """Write the agreements of some rows. Answered with their count, after a RowResult for each."""

    job: RowsJob


def write_rows(engine: Engine, job: RowsJob, hand_over: HandOver) -> int:
    """Write one agreement after the other and hand over what came of each; how many there were."""
    for row in job.rows:
        limits.renew_processor_limit(limits.ROW_PROCESSOR_S)
        hand_over(_result(engine, job, row))
    return len(job.rows)


def load_for_rows(engine: Engine, job: RowsJob) -> None:
    """Load what the rows need and make the template's clauses known, so that the processes of rows find both."""
    from slawizard.checks import findings

    for load in engine.loads(pages=_needs_pages(job)):
        load()
    findings(job.agreement)
    with limits.processor_limit(limits.CLAUSES_PROCESSOR_S, TOO_SLOW):
        document = engine.assemble(without_own_texts(job.agreement))
    engine.load_charts(document)
    gc.freeze()  # children share what is loaded by now instead of copying it


def _result(engine: Engine, job: RowsJob, row: RowInput) -> RowResult:
    """What comes of one row. Nothing that goes wrong with it gets out of here."""
    try:
        return _done(engine, job, row)
    except SlaWizardError as problem:
        return _failed(row, problem.what, problem.where, problem.remedy)
    except MemoryError:
        return _failed(row, "The agreement would have needed more memory than it may take.", "", _SMALLER)
    except Exception:
        traceback.print_exc()  # for the log: standard error of the worker is never shown
        return _failed(row, "The agreement could not be made: there is a fault in the program.", "", _REPORT)


def _done(engine: Engine, job: RowsJob, row: RowInput) -> RowResult:
    from slawizard.checks import findings

    agreement = with_answers(job.agreement, ((answer.path, answer.text) for answer in row.answers))
    found = findings(agreement)
    if not job.watermark and any(finding.level == "error" for finding in found):
        return RowResult(row.number, RowState.ERRORS, found)
    document = _assembled(engine, agreement, marked=bool(job.watermark))
    return RowResult(row.number, RowState.WRITTEN, found, _files(engine, job, document))


def _assembled(engine: Engine, agreement: Agreement, *, marked: bool) -> Document:
    """The agreement as a document; with texts of someone's own under their limits. Raises ClauseError, WorkerError."""
    if not has_own_texts(agreement):
        with limits.processor_limit(limits.CLAUSES_PROCESSOR_S, TOO_SLOW):
            return engine.assemble(agreement)
    from slawizard.clauses.assemble import assemble_with_problems

    with limits.text_limits(TOO_SLOW):
        document, problems = msgspec.structs.astuple(assemble_with_problems(agreement))
    refusal: ClauseError | None = problem_error(problems)
    if refusal is not None and not marked:
        raise refusal
    whole: Document = document
    return whole


def _files(engine: Engine, job: RowsJob, document: Document) -> tuple[RowFile, ...]:
    """The document in every format, laid out once for all of them. Raises ExportError."""
    from slawizard.worker.engine import LayOut, WriteFile

    options = ExportOptions(watermark=job.watermark, style=job.style, reference=job.reference)
    pages = engine.perform(LayOut(document, options)) if _needs_pages(job) else None
    files = []
    for key in job.formats:
        if isinstance(pages, Pages) and format_named(key).paginated:
            files.append(RowFile(key, pages.pdf))
            continue
        starts = pages.starts if isinstance(pages, Pages) and job.page_numbers else {}
        data = engine.perform(WriteFile(document, key, msgspec.structs.replace(options, pages=starts)))
        files.append(RowFile(key, cast(bytes, data)))
    return tuple(files)


def _needs_pages(job: RowsJob) -> bool:
    wanted = [format_named(key) for key in job.formats]
    return any(one.paginated or (one.wants_pages and job.page_numbers) for one in wanted)


def _failed(row: RowInput, what: str, where: str, remedy: str) -> RowResult:
    return RowResult(row.number, RowState.FAILED, (), (), what, where, remedy)
