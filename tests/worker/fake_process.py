"""A render process whose work does what the agreement's title says: lay out, wait, grow, die."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from slawizard.agreement.agreement import Agreement
from slawizard.document.nodes import Clause, Document, Part, PartKind, Text
from slawizard.errors import ClauseError, ExportError
from slawizard.export.pages import Pages
from slawizard.worker import limits
from slawizard.worker.engine import Engine, LayOut, Task, WriteFile
from slawizard.worker.protocol import Preview as ShownPreview
from slawizard.worker.protocol import PreviewJob
from slawizard.worker.server import main

DIARY = "FAKE_DIARY"
CLOCK = "FAKE_CLOCK_S"


def note(words: str) -> None:
    """Write a line into the diary that the test reads."""
    with Path(os.environ[DIARY]).open("a", encoding="utf-8") as diary:
        diary.write(f"{words} {os.getpid()}\n")


def grow() -> None:
    """Take more memory than a job may have."""
    bytearray(2 * limits.JOB_MEMORY_BYTES)


def refuse() -> None:
    raise ExportError("There is nothing to print.", where="title", remedy="Enter a title.")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    os._exit(7)


def burn() -> None:
    while True:
        pass


def fail() -> None:
    raise ZeroDivisionError("a fault of ours")


DEEDS: dict[str, Callable[[], object]] = {
    "wait": signal.pause,
    "grow": grow,
    "refuse": refuse,
    "die": die,
    "leave": leave,
    "burn": burn,
    "fail": fail,
}


class FakeEngine(Engine):
    """Does what the title's first word says, in the job's own process; "worker ..." titles do it in the worker."""

    def warm_up(self) -> tuple[Callable[[], None], ...]:
        return ()

    def assemble(self, agreement: Agreement) -> Document:
        if agreement.title == "wrong":
            raise ClauseError("The template is wrong.", where="a.md.j2, line 3")
        clause = Clause("one", "one", (Text("One"),), "objectives", "title", ())
        return Document(agreement.title, (), "en", "", "", (), (Part("p", PartKind.BODY, "P", (clause,)),), {})

    def preview(self, job: PreviewJob) -> ShownPreview:
        first, _, deed = job.agreement.title.partition(" ")
        if first == "worker":
            DEEDS[deed]()
        return ShownPreview("one", f"<p>{job.agreement.title}</p>", ())

    def perform(self, task: Task) -> Pages | bytes:
        assert isinstance(task, LayOut | WriteFile)
        title = task.document.title
        note(f"{type(task).__name__} {title}")
        if title in DEEDS:
            DEEDS[title]()
        if isinstance(task, LayOut):
            return Pages(f"%PDF {title} {task.options.watermark}".encode(), (), {"one": 5}, 1)
        return f"{task.format} {title} {task.options.watermark} {task.options.pages}".encode()


if __name__ == "__main__":
    limits.JOB_CLOCK_S = float(os.environ.get(CLOCK, limits.JOB_CLOCK_S))
    limits.CLAUSES_PROCESSOR_S = 0.2
    sys.exit(main(FakeEngine()))
