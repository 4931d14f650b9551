"""Rows of a batch in the render process: one agreement each, written as an export would; a bad row costs itself."""

from __future__ import annotations

import os
import queue

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.texts import OwnClause, Texts
from slawizard.storage.starters import load_starter
from slawizard.worker.children import SpawnedChild
from slawizard.worker.client import COMMAND, RenderWorker
from slawizard.worker.engine import Engine
from slawizard.worker.protocol import Done, ExportJob, Frames, Message, PreviewJob, RowEnded, RowResult, RowsJob
from slawizard.worker.row_messages import RowAnswer, RowInput, RowState
from slawizard.worker.rows import WriteRows, write_rows
from tests.agreements import small

NAME = "frame.customer.legal_name"


def rows_of(*names: str) -> tuple[RowInput, ...]:
    """One row for each customer."""
    return tuple(RowInput(number, (RowAnswer(NAME, name),)) for number, name in enumerate(names, 1))


def job_of(*names: str, formats: tuple[str, ...] = ("md",), agreement: Agreement | None = None) -> RowsJob:
    """A job with a watermark, so that errors in the example do not matter."""
    return RowsJob(agreement or small(), formats, rows_of(*names), "DRAFT", page_numbers=False)


def results_of(job: RowsJob) -> list[RowResult]:
    """What comes of each row, in this process."""
    found: list[RowResult] = []
    assert write_rows(Engine(), job, found.append) == len(job.rows)
    return found


def test_each_row_is_an_agreement_of_its_own() -> None:
    one, other = results_of(job_of("Alder Ltd", "Birch Ltd"))

    assert [one.number, other.number] == [1, 2]
    assert b"Alder Ltd" in one.files[0].data
    assert b"Alder Ltd" not in other.files[0].data


def test_a_row_that_does_not_fit_is_told_and_the_next_is_written() -> None:
    job = job_of("Alder Ltd", "Birch Ltd")
    bad = msgspec.structs.replace(job.rows[0], answers=(RowAnswer("frame.start", "31 February 2027"),))
    one, other = results_of(msgspec.structs.replace(job, rows=(bad, job.rows[1])))

    assert one.state is RowState.FAILED
    assert one.where == "frame.start"
    assert other.state is RowState.WRITTEN


def test_an_agreement_with_errors_is_not_written_without_a_watermark() -> None:
    job = msgspec.structs.replace(job_of("Alder Ltd", agreement=Agreement()), watermark="")
    (result,) = results_of(job)

    assert (result.state, result.files) == (RowState.ERRORS, ())
    assert any(finding.level == "error" for finding in result.findings)


def test_a_fault_of_the_program_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    fired: list[str] = []
    assemble = Engine.assemble

    def stumble(self: Engine, agreement: Agreement) -> object:
        if agreement.frame.customer.legal_name == "Alder Ltd":
            fired.append("fault")
            raise ZeroDivisionError
        return assemble(self, agreement)

    monkeypatch.setattr(Engine, "assemble", stumble)
    one, other = results_of(job_of("Alder Ltd", "Birch Ltd"))

    assert fired == ["fault"]
    assert one.state is RowState.FAILED
    assert "fault in the program" in one.what
    assert other.state is RowState.WRITTEN


def test_a_clause_that_cannot_be_shown_costs_its_rows_and_no_other() -> None:
    bomb = "".join(f"{{% for a{n} in levels %}}" for n in range(20)) + "x" + "{% endfor %}" * 20
    sound = load_starter("saas")
    bombed = msgspec.structs.replace(sound, texts=Texts(own=(OwnClause("bomb", "objectives", "Bomb", bomb),)))
    worker = RenderWorker((*COMMAND, "--children", "1"))
    try:
        found, outcome = ask(worker, final(job_of("Alder Ltd", agreement=bombed)))
        assert [result.state for result in found] == [RowState.FAILED]
        assert "A loop inside another" in found[0].what
        assert outcome == 1
        found, outcome = ask(worker, final(job_of("Birch Ltd", agreement=sound)))
        assert [result.state for result in found] == [RowState.WRITTEN]
    finally:
        worker.close()


def final(job: RowsJob) -> RowsJob:
    """The same without a watermark."""
    return msgspec.structs.replace(job, watermark="")


def ask(worker: RenderWorker, job: RowsJob) -> tuple[list[RowResult], object]:
    """What came of the rows, and of the job."""
    found: list[RowResult] = []
    outcome: queue.Queue[object] = queue.Queue()
    worker.submit(job, outcome.put, outcome.put, each=found.append)
    return found, outcome.get(timeout=120)


def test_a_row_is_written_as_an_export_writes_it() -> None:
    worker = RenderWorker()
    agreement = msgspec.structs.replace(small(), title="Agreement")
    job = RowsJob(agreement, ("docx", "pdf", "html", "md"), (RowInput(7, ()),), "DRAFT")
    try:
        found, outcome = ask(worker, job)
        for file in found[0].files:
            assert file.data == worker.call(ExportJob(agreement, file.format, "DRAFT")), file.format
    finally:
        worker.close()
    assert outcome == 1


def test_without_page_numbers_nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    perform = Engine.perform

    def noting(self: Engine, task: object) -> object:
        done.append(type(task).__name__)
        return perform(self, task)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "perform", noting)
    results_of(job_of("Alder Ltd", formats=("docx", "md")))

    assert done == ["WriteFile", "WriteFile"]


def test_a_spawned_interpreter_hands_over_each_row_before_it_ends() -> None:
    job = job_of("Alder Ltd", "Birch Ltd")
    child = SpawnedChild(WriteRows(job))
    frames: Frames[Message] = Frames(Message)
    heard: list[Message] = []
    while data := os.read(child.fd, 1 << 16):
        heard += frames.feed(data)
    os.close(child.fd)

    assert child.wait() == 0
    assert isinstance(heard[-1], Done)
    rows = [each.result for each in heard[:-1] if isinstance(each, RowEnded)]
    assert [msgspec.msgpack.decode(row, type=RowResult) for row in rows] == results_of(job)


def test_a_template_is_prepared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepared: list[RowsJob] = []
    monkeypatch.setattr("slawizard.worker.engine.load_for_rows", lambda _engine, job: prepared.append(job))
    engine = Engine()
    for name in ("Alder Ltd", "Birch Ltd"):
        engine.prepare(WriteRows(job_of(name)))

    assert len(prepared) == 1


def test_the_clause_view_does_not_wait_for_rows() -> None:
    worker = RenderWorker()
    try:
        pending: queue.Queue[object] = queue.Queue()
        worker.submit(job_of(*["Alder Ltd"] * 20, formats=("docx",)), pending.put, pending.put)
        assert worker.call(PreviewJob(small())).clause_html
        assert pending.empty()
        assert pending.get(timeout=120) == 20
    finally:
        worker.close()
