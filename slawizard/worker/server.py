"""The render process: answers previews itself, gives each heavy job a process of its own, lays nothing out twice."""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.document.nodes import Document
from slawizard.errors import SlaWizardError, WorkerError
from slawizard.export.formats import format_named
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from slawizard.worker import limits
from slawizard.worker.children import Child, Start, answer, start_child, write_all
from slawizard.worker.endings import clock_s, ended, too_slow
from slawizard.worker.engine import DrawChart, Engine, LayOut, Task, WriteFile, digest
from slawizard.worker.imports import HoldTable, ReadTable
from slawizard.worker.own_texts import (
    CheckText,
    FindProblems,
    LayOutOwn,
    ShowOwn,
    WriteOwn,
    has_own_texts,
    load_checking,
    refuse_problems,
    without_own_texts,
)
from slawizard.worker.protocol import (
    Cancel,
    ChartJob,
    CheckTextJob,
    DocumentJob,
    Done,
    ExportJob,
    Failed,
    Frames,
    ImportJob,
    Job,
    Message,
    PagesJob,
    PreviewJob,
    Progress,
    Reply,
    Request,
    RowEnded,
    RowsJob,
    TableJob,
    encode,
    frame,
)
from slawizard.worker.rows import WriteRows

_READ_BYTES = 1 << 16
MOST_CHILDREN = 2
"""So many processes run at once of what is slow, and so many of what is quick, unless another number is given."""

_KEPT_LAYOUTS = 4
_PAGES: msgspec.msgpack.Decoder[Pages] = msgspec.msgpack.Decoder(Pages)
CANCELLED = "JobCancelledError"
_REPLACED = Failed(0, CANCELLED, "A newer version of the agreement is being laid out.")


@dataclass
class _Wait:
    """Who waits for a task, and what is done for them with its outcome."""

    ticket: int
    is_pages: bool
    take: Callable[[Reply], None]


@dataclass
class _Work:
    """A task, started or not, and who waits for it. `key` names a layout, so that others may join it."""

    task: Task
    key: bytes
    waits: list[_Wait]
    quick: bool = False
    child: Child | None = None
    deadline: float = 0.0
    frames: Frames[Message] = field(default_factory=lambda: Frames[Message](Message))
    reply: Reply | None = None


class Server:
    """Reads requests from one pipe and writes replies to another until the first is closed."""

    def __init__(
        self,
        engine: Engine,
        read_fd: int,
        write_fd: int,
        start: Start = start_child,
        most_children: int = MOST_CHILDREN,
    ) -> None:
        self._engine = engine
        self._pipes = (read_fd, write_fd)
        self._start = start
        self._most_children = most_children
        self._requests: Frames[Request | Cancel] = Frames(Request | Cancel)
        self._queue: deque[_Work] = deque()
        self._running: dict[int, _Work] = {}
        self._layouts: OrderedDict[bytes, Pages] = OrderedDict()
        self._known: Agreement | None = None
        self._warm_up = deque(engine.warm_up())
        self._selector = selectors.DefaultSelector()

    def run(self) -> None:
        """Serve until the other side closes its end."""
        self._selector.register(self._pipes[0], selectors.EVENT_READ)
        try:
            while self._turn():
                pass
        finally:
            for work in self._running.values():
                self._kill(work)
            self._selector.close()

    def _turn(self) -> bool:
        ready = self._selector.select(self._patience())
        if not ready:
            self._use_spare_time()
        for key, _ in ready:
            if key.fd == self._pipes[0]:
                data = os.read(key.fd, _READ_BYTES)
                if not data:
                    return False
                for message in self._requests.feed(data):
                    self._take(message)
            elif key.fd in self._running:
                self._read_child(self._running[key.fd])
        self._end_overdue()
        self._start_queued()
        return True

    def _patience(self) -> float | None:
        if self._warm_up:
            return 0
        deadlines = [work.deadline for work in self._running.values()]
        return max(0.0, min(deadlines) - time.monotonic()) if deadlines else None

    def _use_spare_time(self) -> None:
        if self._warm_up:
            answer(0, self._warm_up.popleft())
            if not self._warm_up:
                gc.freeze()  # children share what is loaded by now instead of copying it

    # --- requests ------------------------------------------------------------------------------------------------

    def _take(self, message: Request | Cancel) -> None:
        if isinstance(message, Cancel):
            self._forget(message.ticket)
            return
        ticket, job = message.ticket, message.job
        refused = answer(ticket, lambda: self._accept(ticket, job))
        if isinstance(refused, Failed):
            self._send(refused)

    def _accept(self, ticket: int, job: Job) -> None:
        """Answer a preview, set everything else going. Raises SlaWizardError."""
        match job:
            case PreviewJob() if has_own_texts(job.agreement):
                self._queue_own(ShowOwn(job), _Wait(ticket, False, self._pass_on(ticket)))
            case PreviewJob():
                with limits.processor_limit(limits.CLAUSES_PROCESSOR_S, _CLAUSES_TOO_SLOW):
                    preview = self._engine.preview(job)
                self._send(Done(ticket, msgspec.Raw(encode(preview))))
            case PagesJob():
                self._drop_older_pages(digest(job.agreement, job.options))
                self._lay_out(job.agreement, job.options, _Wait(ticket, True, self._pass_on(ticket)), urgent=True)
            case ExportJob() if has_own_texts(job.agreement) and not job.watermark:
                export = self._then_raw(ticket, lambda found: self._export_sound(ticket, job, found))
                self._queue_own(FindProblems(job.agreement), _Wait(ticket, False, export))
            case ExportJob():
                self._export(ticket, job)
            case CheckTextJob():
                answer(0, load_checking)
                self._queue.appendleft(_Work(CheckText(job), b"", [_Wait(ticket, False, self._pass_on(ticket))], True))
            case DocumentJob() | ImportJob() | TableJob() | ChartJob() | RowsJob():
                quick = isinstance(job, ImportJob | TableJob | ChartJob)
                self._queue.append(_Work(_task_of(job), b"", [_Wait(ticket, False, self._pass_on(ticket))], quick))

    def _export_sound(self, ticket: int, job: ExportJob, found: msgspec.Raw) -> None:
        refuse_problems(found)
        self._export(ticket, job)

    def _queue_own(self, task: ShowOwn | FindProblems, wait: _Wait) -> None:
        """Have texts of someone's own put together at once, also while other jobs wait for their turn."""
        self._prepare(task.job.agreement if isinstance(task, ShowOwn) else task.agreement)
        self._queue.appendleft(_Work(task, b"", [wait], quick=True))

    def _prepare(self, agreement: Agreement) -> None:
        """Make most clauses known to the child, which takes over what this process knows."""
        answer(0, load_checking)
        plain = without_own_texts(agreement)
        if plain != self._known:  # while someone writes a text, the rest stays as it is
            self._known = plain
            with contextlib.suppress(SlaWizardError):
                self._assemble(plain)

    def _export(self, ticket: int, job: ExportJob) -> None:
        wanted = format_named(job.format)
        if wanted.paginated and job.first_page and job.style.cover and not has_own_texts(job.agreement):
            self._write_title_page(ticket, job)
        elif wanted.paginated:
            send_pdf = self._then(ticket, lambda pages: self._send(Done(ticket, msgspec.Raw(encode(pages.pdf)))))
            self._lay_out(job.agreement, job.options, _Wait(ticket, False, send_pdf))
        elif wanted.wants_pages:
            # A watermark does not move a line: the pages that the preview shows will do.
            write = self._then(ticket, lambda pages: self._write(ticket, job, pages.starts))
            unmarked = ExportOptions(style=job.style)
            self._lay_out(job.agreement, unmarked, _Wait(ticket, False, write))
        else:
            self._write(ticket, job, {})

    def _write_title_page(self, ticket: int, job: ExportJob) -> None:
        """A title page of its own is laid out in a hundredth of the time that all pages take."""
        title_page = msgspec.structs.replace(self._assemble(job.agreement), parts=())
        options = msgspec.structs.replace(job.options, style=msgspec.structs.replace(job.style, contents=False))
        task = WriteFile(title_page, job.format, options)
        self._queue.append(_Work(task, b"", [_Wait(ticket, False, self._pass_on(ticket))]))

    def _write(self, ticket: int, job: ExportJob, starts: dict[str, int]) -> None:
        options = msgspec.structs.replace(job.options, pages=starts)
        if has_own_texts(job.agreement):
            task: WriteFile | WriteOwn = WriteOwn(job.agreement, job.format, options)
        else:
            task = WriteFile(self._assemble(job.agreement), job.format, options)
        self._queue.append(_Work(task, b"", [_Wait(ticket, False, self._pass_on(ticket))]))

    def _lay_out(self, agreement: Agreement, options: ExportOptions, wait: _Wait, *, urgent: bool = False) -> None:
        """Give the waiting one the pages: kept ones, those under way, or new ones."""
        key = digest(agreement, options)
        if key in self._layouts:
            self._layouts.move_to_end(key)
            wait.take(Done(0, msgspec.Raw(encode(self._layouts[key]))))
            return
        for work in (*self._running.values(), *self._queue):
            if work.key == key:
                work.waits.append(wait)
                return
        if has_own_texts(agreement):
            work = _Work(LayOutOwn(agreement, options), key, [wait])
        else:
            work = _Work(LayOut(self._assemble(agreement), options), key, [wait])
        if urgent:
            self._queue.appendleft(work)
        else:
            self._queue.append(work)

    def _assemble(self, agreement: Agreement) -> Document:
        with limits.processor_limit(limits.CLAUSES_PROCESSOR_S, _CLAUSES_TOO_SLOW):
            return self._engine.assemble(agreement)

    def _pass_on(self, ticket: int) -> Callable[[Reply], None]:
        return lambda reply: self._send(msgspec.structs.replace(reply, ticket=ticket))

    def _then(self, ticket: int, use: Callable[[Pages], None]) -> Callable[[Reply], None]:
        """Use the pages when there are some; otherwise say why there are none."""
        return self._then_raw(ticket, lambda result: use(_PAGES.decode(result)))

    def _then_raw(self, ticket: int, use: Callable[[msgspec.Raw], None]) -> Callable[[Reply], None]:
        """Use the result when there is one; otherwise say why there is none."""

        def take(reply: Reply) -> None:
            if isinstance(reply, Failed):
                self._send(msgspec.structs.replace(reply, ticket=ticket))
                return
            problem = answer(ticket, lambda: use(reply.result))
            if isinstance(problem, Failed):
                self._send(problem)

        return take

    def _drop_older_pages(self, newest: bytes) -> None:
        for work in [work for work in (*self._running.values(), *self._queue) if work.key != newest]:
            for wait in [wait for wait in work.waits if wait.is_pages]:
                wait.take(_REPLACED)
                self._forget(wait.ticket)

    def _forget(self, ticket: int) -> None:
        """Nobody awaits the ticket: a task for which nobody waits any more is given up."""
        for work in (*self._running.values(), *self._queue):
            work.waits = [wait for wait in work.waits if wait.ticket != ticket]
            if not work.waits and work.child is not None:
                self._kill(work)
        self._queue = deque(work for work in self._queue if work.waits)

    # --- children ------------------------------------------------------------------------------------------------

    def _start_queued(self) -> None:
        while (work := self._next_work()) is not None:
            self._queue.remove(work)
            answer(0, partial(self._engine.prepare, work.task))  # whatever is wrong, the task itself will say it
            work.child = self._start(self._engine, work.task, self._pipes)
            work.deadline = time.monotonic() + clock_s(work.task)
            self._running[work.child.fd] = work
            self._selector.register(work.child.fd, selectors.EVENT_READ)

    def _next_work(self) -> _Work | None:
        """The first in the queue for whose kind there is room: what is quick never waits for what is slow."""
        running = [work.quick for work in self._running.values()]
        return next((work for work in self._queue if running.count(work.quick) < self._most_children), None)

    def _read_child(self, work: _Work) -> None:
        if work.child is None:
            raise AssertionError("only started work is read")
        data = os.read(work.child.fd, _READ_BYTES)
        if data:
            with contextlib.suppress(WorkerError):
                for message in work.frames.feed(data):
                    self._hear(work, message)
            return
        status = self._end(work)
        self._finish(work, work.reply or ended(work.task, status))

    def _hear(self, work: _Work, message: Message) -> None:
        if not isinstance(message, Progress | RowEnded):
            work.reply = message
            return
        if isinstance(message, RowEnded):  # each row has its own time
            work.deadline = time.monotonic() + clock_s(work.task)
        for wait in work.waits:
            self._send(msgspec.structs.replace(message, ticket=wait.ticket))

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for work in [work for work in self._running.values() if work.deadline <= now]:
            self._kill(work)
            self._finish(work, too_slow(work.task))

    def _finish(self, work: _Work, reply: Reply) -> None:
        if work.key and isinstance(reply, Done):
            self._layouts[work.key] = _PAGES.decode(reply.result)
            while len(self._layouts) > _KEPT_LAYOUTS:
                self._layouts.popitem(last=False)
        for wait in work.waits:
            wait.take(reply)

    def _kill(self, work: _Work) -> None:
        if work.child is not None:
            work.child.kill()
            self._end(work)

    def _end(self, work: _Work) -> int:
        """Take a child that has ended, or is about to, off the books; its exit code."""
        if work.child is None:
            raise AssertionError("only started work ends")
        self._selector.unregister(work.child.fd)
        self._running.pop(work.child.fd)
        os.close(work.child.fd)
        return work.child.wait()

    def _send(self, reply: Message) -> None:
        write_all(self._pipes[1], frame(reply))


def _task_of(job: DocumentJob | ImportJob | TableJob | ChartJob | RowsJob) -> Task:
    """The one task that a job consists of."""
    match job:
        case DocumentJob():
            return WriteFile(job.document, format_named(job.format).key, job.options)
        case ImportJob():
            return ReadTable(job)
        case TableJob():
            return HoldTable(job)
        case ChartJob():
            return DrawChart(job.chart)
        case RowsJob():
            return WriteRows(job)


_CLAUSES_TOO_SLOW = f"Putting the clauses together took longer than {limits.CLAUSES_PROCESSOR_S:.0f} seconds."


def main(engine: Engine | None = None, most_children: int = MOST_CHILDREN) -> int:
    """Serve on standard input and output; nothing else may write there, so they are put out of everybody's reach."""
    read_fd, write_fd = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    for fd in (read_fd, write_fd):
        os.set_inheritable(fd, False)
    limits.limit_worker()
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError, WorkerError):
        Server(engine or Engine(), read_fd, write_fd, most_children=most_children).run()
    return 0
