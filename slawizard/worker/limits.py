"""What a job may cost at most, and how the system is told so."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from slawizard.errors import WorkerError

# A hundred pages take seven seconds and 170 MiB (70 ms and 1.65 MiB a page). The clock allows three times as much as
# the processor: on a busy machine a job waits for its turn, which is no fault of the document.
JOB_PROCESSOR_S = 20.0
JOB_CLOCK_S = 60.0
JOB_MEMORY_BYTES = 1024**3
# Putting the clauses together is milliseconds of work; only a template gone astray needs more. Time of the processor:
# nothing in it waits for anything but its turn.
CLAUSES_PROCESSOR_S = 3.0
# Texts that did not come with the program: what is not done by then was never meant to end.
TEXTS_PROCESSOR_S = 2.0
TEXTS_CLOCK_S = 3.0
START_S = 7.0
"""What a fresh interpreter may take to start, where a job cannot be a copy of the worker."""
TEXTS_MEMORY_BYTES = 256 * 1024**2
# A million rows take half a minute and a quarter of this.
IMPORT_PROCESSOR_S = 120.0
IMPORT_CLOCK_S = 360.0
IMPORT_MEMORY_BYTES = 400 * 1024**2
# One row of a batch: laid out once, then written in every format that was asked for.
ROW_PROCESSOR_S = 40.0
ROW_CLOCK_S = 120.0
_FILE_BYTES = 64 * 1024**2
_REPORT = "If it happens again, please report it together with the draft."
_NICE_WORKER = 3
_NICE_JOB = 3
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, linux/prctl.h


def limit_worker() -> None:
    """Limits of the process that waits for jobs: it gives way to the window, and cannot eat the machine's memory."""
    _give_way(_NICE_WORKER)
    _limit_memory()


def limit_job(processor_s: float = JOB_PROCESSOR_S, *, urgent: bool = False) -> None:
    """Limits of the process of one job; it also dies with the process that started it. It gives way to the process
    that waits for jobs, unless it is `urgent`: somebody waits for it at every key.
    """
    if not urgent:
        _give_way(_NICE_JOB)
    _limit_memory()
    if sys.platform == "linux":
        _die_with_parent()
    if sys.platform != "win32":
        import resource

        seconds = int(processor_s) + 1
        _lower(resource.RLIMIT_CPU, seconds)
        _lower(resource.RLIMIT_FSIZE, _FILE_BYTES)
        _lower(resource.RLIMIT_CORE, 0)


def renew_processor_limit(seconds: float) -> None:
    """Give the process of one job this much more of the processor from now on: it goes over to its next row."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)


def _limit_memory() -> None:
    if sys.platform == "linux":  # macOS accepts the limit and does not heed it
        import resource

        _lower(resource.RLIMIT_AS, JOB_MEMORY_BYTES)


def _lower(kind: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (wanted, hard))


def _give_way(steps: int) -> None:
    if hasattr(os, "nice"):
        os.nice(steps)


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


@contextmanager
def processor_limit(seconds: float, what: str, remedy: str = _REPORT) -> Iterator[None]:
    """Raises WorkerError saying `what` and `remedy` when the block takes more of the processor's time than `seconds`;
    only in a process's main thread, and on POSIX.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise WorkerError(what, remedy=remedy)

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def text_limits(what: str, remedy: str = "") -> Iterator[None]:
    """Limits of putting together texts that did not come with the program; only in the process of one job.

    Raises WorkerError saying `what` and `remedy` after two seconds of the processor, and MemoryError where the block
    needs 256 MiB more than the process has. After three seconds by the clock the system ends the process, whatever it
    is in.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, TEXTS_CLOCK_S)
    try:
        with processor_limit(TEXTS_PROCESSOR_S, what, remedy), more_memory_at_most(TEXTS_MEMORY_BYTES):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def more_memory_at_most(size: int) -> Iterator[None]:
    """MemoryError where the block needs more bytes than `size` beyond what the process has; on Linux only."""
    if sys.platform != "linux":
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = pages * resource.getpagesize() + size
    resource.setrlimit(resource.RLIMIT_AS, (wanted if before == resource.RLIM_INFINITY else min(before, wanted), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
