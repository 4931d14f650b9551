"""The program's end of the render process: jobs in, results out, a dead process started anew. Knows no Qt."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

import msgspec

from slawizard import errors
from slawizard.clauses.problem import Problem
from slawizard.errors import SlaWizardError, WorkerError
from slawizard.export.pages import Pages
from slawizard.tables.held import HeldTable
from slawizard.worker import connection
from slawizard.worker.protocol import (
    Cancel,
    ChartJob,
    CheckTextJob,
    DocumentJob,
    Done,
    ExportJob,
    Failed,
    Imported,
    ImportJob,
    Job,
    Message,
    PagesJob,
    Preview,
    PreviewJob,
    Progress,
    Request,
    RowEnded,
    RowResult,
    RowsJob,
    TableJob,
    frame,
)

_log = logging.getLogger(__name__)
_log.addHandler(logging.NullHandler())  # what the process wrote before it died is for a log, not for the terminal
# The process holds each job to its own limits; these are for a process that answers nothing at all.
_SILENCE_S = {
    PreviewJob: 20.0,
    PagesJob: 90.0,
    ExportJob: 180.0,
    DocumentJob: 180.0,
    ChartJob: 60.0,
    ImportJob: 400.0,
    TableJob: 400.0,
    CheckTextJob: 20.0,
    RowsJob: 400.0,
}
_RESULTS: dict[type, Any] = {
    PreviewJob: Preview,
    PagesJob: Pages,
    ExportJob: bytes,
    DocumentJob: bytes,
    ChartJob: bytes,
    ImportJob: Imported,
    TableJob: HeldTable,
    CheckTextJob: tuple[Problem, ...],
    RowsJob: int,
}
_MOST_DEATHS = 3
# -P: what lies in the folder that the user happens to be in is never imported.
COMMAND = (sys.executable, "-P", "-m", "slawizard.worker")


class JobCancelledError(WorkerError):
    """The job's result is no longer wanted: a newer one replaced it, or the program is closing."""


@dataclass(frozen=True, slots=True)
class _Ticket:
    job: type
    done: Callable[[Any], object]
    failed: Callable[[SlaWizardError], object]
    progress: Callable[[float, str], object] | None
    each: Callable[[RowResult], object] | None
    deadline: float


class RenderWorker:
    """Runs jobs in the render process.

    `done` and `failed` are called on a thread of the worker's own; exactly one of them, once, unless the ticket is
    cancelled. All methods may be called from any thread, and none but `call` waits.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._lock = threading.Lock()
        self._tickets: dict[int, _Ticket] = {}
        self._outbox: deque[bytes] = deque()
        self._last_ticket = 0
        self._closing = False
        self._deaths = 0
        self._thread: threading.Thread | None = None
        self._wake_read, self._wake_write = -1, -1

    def start(self) -> None:
        """Start the process, which then loads what it needs; harmless when it runs."""
        with self._lock:
            self._closing = False
            self._deaths = 0
            self._start_thread()

    def _start_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            if self._wake_read < 0:
                self._wake_read, self._wake_write = os.pipe()
                os.set_blocking(self._wake_write, False)
            self._thread = threading.Thread(target=self._run, name="render-worker", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the process; jobs under way fail with JobCancelledError."""
        with self._lock:
            self._closing = True
            thread = self._thread
            self._wake()
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        with self._lock:
            for fd in (self._wake_read, self._wake_write):
                if fd >= 0:
                    os.close(fd)
            self._wake_read = self._wake_write = -1
            self._thread = None

    def submit(
        self,
        job: Job,
        done: Callable[[Any], object],
        failed: Callable[[SlaWizardError], object],
        progress: Callable[[float, str], object] | None = None,
        each: Callable[[RowResult], object] | None = None,
    ) -> int:
        """Send a job; its ticket. The process is started if there is none.

        `progress` is called with a share from 0 to 1, and with what is being done; only what reads a table tells any.
        `each` is called with what came of each row of a RowsJob, before `done`.
        """
        with self._lock:
            self._last_ticket += 1
            ticket = self._last_ticket
            if not self._closing:
                deadline = time.monotonic() + _SILENCE_S[type(job)]
                self._tickets[ticket] = _Ticket(type(job), done, failed, progress, each, deadline)
                self._outbox.append(frame(Request(ticket, job)))
                self._start_thread()
                self._wake()
                return ticket
        failed(JobCancelledError("The program is closing."))
        return ticket

    def cancel(self, ticket: int) -> None:
        """Nobody awaits the ticket any more: neither `done` nor `failed` will be called for it."""
        with self._lock:
            if self._tickets.pop(ticket, None) is not None:
                self._outbox.append(frame(Cancel(ticket)))
                self._wake()

    @overload
    def call(self, job: ExportJob | DocumentJob | ChartJob) -> bytes: ...
    @overload
    def call(self, job: CheckTextJob) -> tuple[Problem, ...]: ...
    @overload
    def call(self, job: PreviewJob) -> Preview: ...
    @overload
    def call(self, job: PagesJob) -> Pages: ...
    @overload
    def call(self, job: ImportJob, progress: Callable[[float, str], object] | None = None) -> Imported: ...
    @overload
    def call(self, job: TableJob, progress: Callable[[float, str], object] | None = None) -> HeldTable: ...
    def call(
        self, job: Job, progress: Callable[[float, str], object] | None = None
    ) -> bytes | Preview | Pages | Imported | HeldTable | tuple[Problem, ...]:
        """Send a job and wait for its result. Raises what it failed with (WorkerError, ExportError, ClauseError)."""
        answered = threading.Event()
        outcome: list[Any] = []

        def keep(result: object) -> None:
            outcome.append(result)
            answered.set()

        self.submit(job, keep, keep, progress)
        answered.wait()
        if isinstance(outcome[0], SlaWizardError):
            raise outcome[0]
        result: bytes | Preview | Pages | Imported | HeldTable | tuple[Problem, ...] = outcome[0]
        return result

    def _wake(self) -> None:
        if self._wake_write >= 0:
            with contextlib.suppress(BlockingIOError):
                os.write(self._wake_write, b"!")

    # --- the worker's own thread ---------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._goes_on():
            try:
                reached = connection.start(self._command, self._outbox, self._wake_read)
            except WorkerError as problem:
                self._deaths += 1
                self._fail_all(problem)
                continue
            silent = self._converse(reached)
            status = reached.close(at_once=silent)
            if not self._closing:
                self._deaths += 1
                _log.error("the render process ended (%s): %s", status, reached.last_words)
            self._fail_all(self._why(silent))
        if self._closing:
            self._fail_all(self._why(silent=False))

    def _goes_on(self) -> bool:
        """Whether to start a process; after several deaths in a row only when somebody wants something of it."""
        with self._lock:
            if not self._closing and (self._deaths < _MOST_DEATHS or self._tickets):
                return True
            self._thread = None
            return False

    def _converse(self, reached: connection.Connection) -> bool:
        """Move messages until the process ends or the program closes; True when the process had to be given up."""
        try:
            while not self._closing:
                patience = self._patience()
                if patience is not None and patience <= 0:
                    return True
                if not reached.turn(patience, self._take):
                    return False
        except WorkerError as problem:
            _log.error("the render process is given up: %s", problem)
            return True
        return False

    def _patience(self) -> float | None:
        with self._lock:
            deadlines = [ticket.deadline for ticket in self._tickets.values()]
        return min(deadlines) - time.monotonic() if deadlines else None

    def _take(self, reply: Message) -> None:
        if isinstance(reply, Progress):
            with self._lock:
                heard = self._tickets.get(reply.ticket)
            if heard is not None and heard.progress is not None:
                progress = heard.progress
                self._deliver(lambda told: progress(told.share, told.words), reply)
            return
        if isinstance(reply, RowEnded):
            self._take_row(reply)
            return
        with self._lock:
            ticket = self._tickets.pop(reply.ticket, None)
            self._deaths = 0
        if ticket is None:
            return
        if isinstance(reply, Done):
            self._deliver(ticket.done, msgspec.msgpack.decode(reply.result, type=_RESULTS[ticket.job]))
        else:
            self._deliver(ticket.failed, _error(reply))

    def _take_row(self, reply: RowEnded) -> None:
        with self._lock:
            self._deaths = 0
            # A process that ends rows is alive: whoever waits for theirs may go on waiting.
            later = time.monotonic() + _SILENCE_S[RowsJob]
            for number, each in self._tickets.items():
                if each.job is RowsJob:
                    self._tickets[number] = replace(each, deadline=later)
            ticket = self._tickets.get(reply.ticket)
        if ticket is not None and ticket.each is not None:
            self._deliver(ticket.each, msgspec.msgpack.decode(reply.result, type=RowResult))

    def _why(self, silent: bool) -> WorkerError:
        if self._closing:
            return JobCancelledError("The program is closing.")
        what = "The render process did not answer any more" if silent else "The render process ended unexpectedly"
        return WorkerError(f"{what}; it was started anew.", remedy="Your draft is safe. Try again.")

    def _fail_all(self, problem: WorkerError) -> None:
        with self._lock:
            lost, self._tickets = list(self._tickets.values()), {}
            self._outbox.clear()
        for ticket in lost:
            self._deliver(ticket.failed, problem)

    def _deliver(self, callback: Callable[[Any], object], result: object) -> None:
        try:
            callback(result)
        except Exception:  # a fault of the caller's must not cost it its worker
            _log.exception("a receiver of the render process failed")


def _error(reply: Failed) -> SlaWizardError:
    """The error that the process met, of the same class where that is one of ours."""
    if reply.kind == JobCancelledError.__name__:
        return JobCancelledError(reply.what)
    kind = getattr(errors, reply.kind, WorkerError)
    known = isinstance(kind, type) and issubclass(kind, SlaWizardError)
    made: SlaWizardError = (kind if known else WorkerError)(reply.what, where=reply.where, remedy=reply.remedy)
    return made
