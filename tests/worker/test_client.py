"""The program's end of the render process: what it does when the other end answers, fails, hangs, raves or dies."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.errors import ClauseError, ExportError, SlaWizardError, WorkerError
from slawizard.worker import client
from slawizard.worker.client import JobCancelledError, RenderWorker
from slawizard.worker.protocol import ExportJob, Job, PagesJob, PreviewJob
from tests.worker import fake_process
from tests.worker.conftest import FAKE_COMMAND, Diary

Outcome = tuple[str, Any]


def titled(title: str) -> Agreement:
    return Agreement(title=title)


class Outcomes:
    """Where the answers arrive."""

    def __init__(self) -> None:
        self._arrived: queue.Queue[Outcome] = queue.Queue()

    def submit(self, worker: RenderWorker, job: Job, name: str = "") -> int:
        return worker.submit(
            job, lambda result: self._arrived.put((f"{name} done", result)), lambda why: self._arrived.put((name, why))
        )

    def next(self) -> Outcome:
        return self._arrived.get(timeout=30)

    def none_left(self) -> bool:
        return self._arrived.empty()


def test_a_preview_is_answered(worker: RenderWorker) -> None:
    assert worker.call(PreviewJob(titled("Ours"))).clause_html == "<p>Ours</p>"


def test_an_export_is_answered_with_bytes(worker: RenderWorker) -> None:
    assert worker.call(ExportJob(titled("Ours"), "html", "DRAFT")) == b"html Ours DRAFT {}"


def test_pages_are_answered_with_pages(worker: RenderWorker) -> None:
    assert worker.call(PagesJob(titled("Ours"))).starts == {"one": 5}


@pytest.mark.parametrize(
    ("job", "kind", "words"),
    [
        (ExportJob(titled("refuse"), "html"), ExportError, "title: There is nothing to print. Enter a title."),
        (PagesJob(titled("wrong")), ClauseError, "a.md.j2, line 3: The template is wrong."),
        (ExportJob(titled("x"), "odt"), ExportError, "There is no format called “odt”."),
    ],
)
def test_an_error_arrives_as_it_was_raised(
    worker: RenderWorker, job: ExportJob | PagesJob, kind: type[SlaWizardError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        worker.call(job)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("grow", "more memory than it may take"),
        ("die", r"ended by the system \(SIGKILL\)"),
        ("leave", "ended before it was finished"),
        ("fail", "a fault in the program"),
    ],
)
def test_a_job_that_comes_to_grief_fails_alone(worker: RenderWorker, title: str, words: str) -> None:
    with pytest.raises(WorkerError, match=words):
        worker.call(ExportJob(titled(title), "html"))

    assert worker.call(ExportJob(titled("next"), "html")) == b"html next  {}"


@pytest.mark.parametrize("title", ["burn", "wait"])
def test_a_job_that_takes_too_long_is_ended(diary: Diary, monkeypatch: pytest.MonkeyPatch, title: str) -> None:
    monkeypatch.setenv(fake_process.CLOCK, "0.2")
    worker = RenderWorker(FAKE_COMMAND)
    try:
        with pytest.raises(WorkerError, match="not ready after"):
            worker.call(PagesJob(titled(title)))
        assert_gone(diary.processes())
    finally:
        worker.close()


def assert_gone(processes: list[int]) -> None:
    assert processes
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_preview_is_answered_while_a_layout_is_under_way(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")))

    assert worker.call(PreviewJob(titled("Ours"))).clause_html == "<p>Ours</p>"
    assert outcomes.none_left()


def test_a_preview_that_loops_is_ended_and_the_next_one_answered(worker: RenderWorker) -> None:
    with pytest.raises(WorkerError, match="Putting the clauses together"):
        worker.call(PreviewJob(titled("worker burn")))

    assert worker.call(PreviewJob(titled("Ours"))).clause_html == "<p>Ours</p>"


def test_a_dead_process_fails_its_jobs_and_is_started_anew(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")), "pages")
    outcomes.submit(worker, PreviewJob(titled("worker die")), "preview")

    failures = dict([outcomes.next(), outcomes.next()])

    assert set(failures) == {"pages", "preview"}
    assert all("ended unexpectedly" in str(why) for why in failures.values())
    assert worker.call(PreviewJob(titled("Ours"))).clause_html == "<p>Ours</p>"


def test_a_job_dies_with_the_process_that_started_it(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")), "pages")
    begun = diary.process_of("LayOut wait")
    outcomes.submit(worker, PreviewJob(titled("worker die")), "preview")
    outcomes.next(), outcomes.next()

    with pytest.raises(ProcessLookupError):
        wait_for_death(begun)


def wait_for_death(process: int) -> None:
    """Raises ProcessLookupError as soon as the process is gone (its new parent may take a moment to say so)."""
    gone = threading.Event()
    for _ in range(500):
        os.kill(process, 0)
        gone.wait(0.01)


def test_garbage_from_the_process_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "import sys; sys.stdout.write('Traceback: nonsense'); sys.stdout.flush(); sys.stdin.read()"
    worker = RenderWorker((sys.executable, "-c", program))
    try:
        with pytest.raises(WorkerError, match="was started anew"):
            worker.call(PreviewJob(titled("Ours")))
    finally:
        worker.close()


def test_a_process_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(client._SILENCE_S, PreviewJob, 0.2)
    worker = RenderWorker((sys.executable, "-c", "import sys; sys.stdin.read()"))
    try:
        with pytest.raises(WorkerError, match="did not answer any more"):
            worker.call(PreviewJob(titled("Ours")))
    finally:
        worker.close()


def test_a_process_that_cannot_be_started_is_a_sentence() -> None:
    worker = RenderWorker(("/no/such/program",))
    try:
        with pytest.raises(WorkerError, match="could not be started"):
            worker.call(PreviewJob(titled("Ours")))
    finally:
        worker.close()


def test_a_process_that_dies_at_once_is_not_started_for_ever(capfd: pytest.CaptureFixture[str]) -> None:
    worker = RenderWorker((sys.executable, "-c", "raise SystemExit('cannot')"))
    try:
        for _ in range(5):
            with pytest.raises(WorkerError):
                worker.call(PreviewJob(titled("Ours")))
    finally:
        worker.close()

    assert capfd.readouterr() == ("", "")


def test_what_the_process_says_to_itself_stays_away_from_the_user(
    worker: RenderWorker, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(WorkerError):
        worker.call(ExportJob(titled("fail"), "html"))

    assert capfd.readouterr() == ("", "")


def test_a_cancelled_ticket_is_never_answered_and_its_job_ended(worker: RenderWorker, diary: Diary) -> None:
    outcomes = Outcomes()
    ticket = outcomes.submit(worker, PagesJob(titled("wait")))
    begun = diary.process_of("LayOut wait")
    worker.cancel(ticket)
    worker.call(PreviewJob(titled("Ours")))

    assert outcomes.none_left()
    assert_gone([begun])


def test_closing_fails_what_is_under_way(worker: RenderWorker) -> None:
    outcomes = Outcomes()
    outcomes.submit(worker, PagesJob(titled("wait")))
    worker.close()

    _, why = outcomes.next()
    assert isinstance(why, JobCancelledError)


def test_after_closing_a_job_fails_at_once_and_starting_makes_it_work_again(worker: RenderWorker) -> None:
    worker.close()
    with pytest.raises(JobCancelledError):
        worker.call(PreviewJob(titled("Ours")))

    worker.start()
    assert worker.call(PreviewJob(titled("Ours"))).clause_id == "one"


def test_a_receiver_that_fails_does_not_cost_the_worker(worker: RenderWorker) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the receiver's own fault")

    silent: Callable[[object], None] = fail
    worker.submit(PreviewJob(titled("Ours")), silent, silent)

    assert worker.call(PreviewJob(titled("Next"))).clause_html == "<p>Next</p>"


def test_submitting_does_not_wait_for_a_busy_process(worker: RenderWorker) -> None:
    """Far more than a pipe holds goes to a process that reads nothing, and `submit` comes back each time."""
    outcomes = Outcomes()
    long = "x" * 200_000
    outcomes.submit(worker, PreviewJob(titled("worker burn")), "busy")
    for _ in range(20):
        outcomes.submit(worker, PreviewJob(titled(long)), "long")

    names = [outcomes.next()[0] for _ in range(21)]
    assert names == ["busy"] + ["long done"] * 20
