"""One job, one process: a fork of the warm worker on Linux, a fresh interpreter elsewhere; both can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from typing import Protocol

import msgspec

from slawizard.errors import SlaWizardError
from slawizard.worker import limits
from slawizard.worker.engine import Engine, Task
from slawizard.worker.imports import HoldTable, ReadTable, Tell
from slawizard.worker.own_texts import CheckText, ShowOwn
from slawizard.worker.protocol import Done, Failed, Progress, Reply, RowEnded, encode, frame
from slawizard.worker.row_messages import RowResult
from slawizard.worker.rows import WriteRows

_TASKS: msgspec.msgpack.Decoder[Task] = msgspec.msgpack.Decoder(Task)


class Child(Protocol):
    """A running job; its framed Progress and Reply come out of `fd`, which ends when the process does."""

    fd: int

    def kill(self) -> None:
        """End it now. Harmless when it has ended."""

    def wait(self) -> int:
        """Its exit code; negative: the signal that ended it."""


Start = Callable[[Engine, Task, tuple[int, ...]], Child]


def start_child(engine: Engine, task: Task, private: tuple[int, ...]) -> Child:
    """Start the job in its own process. `private` are the worker's own pipes, which are none of the job's business."""
    return ForkedChild(engine, task, private) if sys.platform == "linux" else SpawnedChild(task)


class ForkedChild:
    """A copy of this process: fonts, styles and templates are loaded already. The worker has one thread only, so that
    a fork is safe.
    """

    def __init__(self, engine: Engine, task: Task, private: tuple[int, ...]) -> None:
        self.fd, write_fd = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                for fd in (self.fd, *private):
                    os.close(fd)
                limits.limit_job(processor_s(task), urgent=isinstance(task, ShowOwn | CheckText))
                engine.tell, engine.hand_over = teller(write_fd), hander(write_fd)
                write_all(write_fd, frame(answer(0, lambda: engine.perform(task))))
                status = 0
            finally:
                os._exit(status)
        os.close(write_fd)

    def kill(self) -> None:
        """End it now."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


class SpawnedChild:
    """A fresh interpreter that reads its task from a file: slower to start, safe everywhere."""

    def __init__(self, task: Task) -> None:
        with tempfile.TemporaryFile() as source:
            source.write(encode(task))
            source.seek(0)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "slawizard.worker", "--job"], stdin=source, stdout=subprocess.PIPE
            )
        if self._process.stdout is None:
            raise AssertionError("a pipe was asked for")
        self.fd = os.dup(self._process.stdout.fileno())
        self._process.stdout.close()

    def kill(self) -> None:
        """End it now."""
        self._process.kill()

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        return self._process.wait()


def perform_spawned(source_fd: int, target_fd: int) -> None:
    """What a spawned interpreter does: read a task, do it, answer."""
    with os.fdopen(source_fd, "rb", closefd=False) as source:
        task = _TASKS.decode(source.read())
    limits.limit_job(processor_s(task), urgent=isinstance(task, ShowOwn | CheckText))
    engine = Engine()
    engine.tell, engine.hand_over = teller(target_fd), hander(target_fd)
    write_all(target_fd, frame(answer(0, lambda: engine.perform(task))))


def processor_s(task: Task) -> float:
    """How much of the processor's time a task may take, in seconds."""
    if isinstance(task, WriteRows):
        return limits.ROW_PROCESSOR_S  # of the first row: each of the others gets as much anew
    return limits.IMPORT_PROCESSOR_S if isinstance(task, ReadTable | HoldTable) else limits.JOB_PROCESSOR_S


def teller(fd: int) -> Tell:
    """What passes on, through a pipe, how far a task has come."""
    return lambda share, words: write_all(fd, frame(Progress(0, share, words)))


def hander(fd: int) -> Callable[[RowResult], object]:
    """What hands over, through a pipe, what came of a row."""
    return lambda result: write_all(fd, frame(RowEnded(0, msgspec.Raw(encode(result)))))


def answer(ticket: int, work: Callable[[], object]) -> Reply:
    """The reply to a job: its result, or why there is none. Nothing that goes wrong in `work` gets out of here."""
    try:
        return Done(ticket, msgspec.Raw(encode(work())))
    except SlaWizardError as problem:
        return Failed(ticket, type(problem).__name__, problem.what, problem.where, problem.remedy)
    except MemoryError:
        return Failed(
            ticket, "WorkerError", "The document would have needed more memory than it may take.", "", _SMALLER
        )
    except Exception:
        traceback.print_exc()  # for the log: standard error of the worker is never shown
        return Failed(
            ticket, "WorkerError", "The document could not be made: there is a fault in the program.", "", _TELL
        )


_SMALLER = "Make the agreement smaller, or split it in two."
_TELL = "Your draft is safe. Please report it together with the draft."


def write_all(fd: int, data: bytes) -> None:
    """Write everything, however small the pipe."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
