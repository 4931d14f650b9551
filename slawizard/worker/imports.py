"""Reading somebody's table in a process of its own, under limits, telling how far it has come."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from slawizard.errors import SlaWizardError, TableFileError, WorkerError
from slawizard.evidence.imported import Imported
from slawizard.tables.held import HeldTable
from slawizard.worker import limits
from slawizard.worker.protocol import ImportJob, TableJob

Tell = Callable[[float, str], object]
_EVERY_S = 0.1


class ReadTable(msgspec.Struct, frozen=True, tag="read_table"):
    """Read a file as the history of a service level. Answered with Imported."""

    job: ImportJob


class HoldTable(msgspec.Struct, frozen=True, tag="hold_table"):
    """Read a file as rows. Answered with HeldTable."""

    job: TableJob


def read_table(task: ReadTable, tell: Tell) -> Imported:
    """The history in a file; `tell` hears of the progress ten times a second at most.

    Raises TableFileError, FileAccessError, CalculationError; WorkerError where the program is at fault.
    """
    job, path = task.job, Path(task.job.path)
    with _limited(path):
        from slawizard.evidence.importing import import_history

        return import_history(job.agreement, job.level, path, job.answers, _now_and_then(tell))


def hold_table(task: HoldTable, tell: Tell) -> HeldTable:
    """The rows of a file; the rest as `read_table` has it."""
    job, path = task.job, Path(task.job.path)
    with _limited(path):
        from slawizard.tables.held import hold
        from slawizard.tables.table import open_table

        with open_table(path, job.answers, _now_and_then(tell)) as table:
            return hold(table, job.most_rows)


@contextmanager
def _limited(path: Path) -> Iterator[None]:
    try:
        with limits.more_memory_at_most(limits.IMPORT_MEMORY_BYTES):
            yield
    except SlaWizardError:
        raise
    except MemoryError as problem:
        raise TableFileError(
            f"Reading the table takes more than {limits.IMPORT_MEMORY_BYTES // 1024**2} MB of memory.",
            where=path.name,
            remedy="Leave out the columns that are not needed, or export it as CSV.",
        ) from problem
    except Exception as problem:
        traceback.print_exc()  # for the log: standard error of the worker is never shown
        raise WorkerError(
            "The table could not be read: there is a fault in the program.",
            where=path.name,
            remedy="Nothing was changed. Please report it together with the table.",
        ) from problem


def _now_and_then(tell: Tell) -> Tell:
    last = 0.0

    def tell_seldom(share: float, words: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _EVERY_S:
            last = now
            tell(share, words)

    return tell_seldom
