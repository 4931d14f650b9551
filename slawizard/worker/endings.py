"""How long a task may take by the clock, and what is said of one that ended before it was done."""

from __future__ import annotations

import contextlib
import os
import signal

from slawizard.worker import limits
from slawizard.worker.engine import Task
from slawizard.worker.imports import HoldTable, ReadTable
from slawizard.worker.own_texts import ENDED_SLOW, SIMPLER, CheckText, FindProblems, ShowOwn
from slawizard.worker.protocol import Failed
from slawizard.worker.rows import WriteRows

_SMALLER = "Make the agreement smaller, or close other programs and try again."
_AGAIN = "Your draft is safe. Try again; if it happens again, please report it together with the draft."
_TOO_LARGE = f"Reading the table takes more than {limits.IMPORT_MEMORY_BYTES // 1024**2} MB of memory."
_OTHER_TABLE = "Leave out the columns that are not needed, or export the table once more as CSV."


def clock_s(task: Task) -> float:
    """How long a task, or one of its rows, may take by the clock, in seconds."""
    if isinstance(task, WriteRows):
        return limits.ROW_CLOCK_S
    if isinstance(task, ShowOwn | FindProblems | CheckText):
        # The process ends itself after three seconds; where the system has no such alarm, it is ended from here.
        return limits.TEXTS_CLOCK_S + limits.START_S
    return limits.IMPORT_CLOCK_S if isinstance(task, ReadTable | HoldTable) else limits.JOB_CLOCK_S


def too_slow(task: Task) -> Failed:
    """What is said of a task that took longer than that."""
    if isinstance(task, ReadTable | HoldTable):
        words = f"The table was not read after {limits.IMPORT_CLOCK_S:.0f} seconds."
        return Failed(0, "WorkerError", words, "", _OTHER_TABLE)
    return Failed(0, "WorkerError", f"The document was not ready after {clock_s(task):.0f} seconds.", "", _SMALLER)


def ended(task: Task, status: int) -> Failed:
    """What is said of a task whose process ended with this exit code and without a word."""
    if isinstance(task, ReadTable | HoldTable):
        if hasattr(signal, "SIGABRT") and status == -signal.SIGABRT:  # how the reader of workbooks ends without memory
            return Failed(0, "TableFileError", _TOO_LARGE, task.job.path.rpartition(os.sep)[2], _OTHER_TABLE)
        return Failed(0, "WorkerError", _why("Reading the table", status, limits.IMPORT_PROCESSOR_S), "", _OTHER_TABLE)
    if hasattr(signal, "SIGALRM") and status == -signal.SIGALRM:
        return Failed(0, "WorkerError", ENDED_SLOW, "", f"{SIMPLER} On a busy machine, try again.")
    seconds = limits.ROW_PROCESSOR_S if isinstance(task, WriteRows) else limits.JOB_PROCESSOR_S
    return Failed(0, "WorkerError", _why("Making the document", status, seconds), "", _AGAIN)


def _why(what: str, status: int, processor_s: float) -> str:
    if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
        return f"{what} took more than {processor_s:.0f} seconds of the processor."
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"{what} was ended by the system ({signal.Signals(-status).name})."
    return f"{what} ended before it was finished."
