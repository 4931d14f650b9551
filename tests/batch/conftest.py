"""A template, tables, and crews that do as they are told."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from queue import SimpleQueue

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.origin import Origin, Question
from slawizard.batch.crew import Event
from slawizard.batch.plan import Order, Plan, make_plan
from slawizard.batch.source import BatchSource
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import WorkerError
from slawizard.worker.row_messages import RowFile, RowResult, RowsJob, RowState
from tests.agreements import small

NAME, START, REFERENCE = "frame.customer.legal_name", "frame.start", "frame.reference"
NOTE = Finding("OBJ-EXAMPLE", FindingLevel.NOTE, "title", "=A note.", "Because.", "Nothing.")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))


def template(*questions: Question, locked: tuple[str, ...] = (), agreement: Agreement | None = None) -> BatchSource:
    """A template that asks these questions."""
    asked = msgspec.structs.replace(agreement or small(), origin=Origin("harbour-1", "Harbour", 1, questions, locked))
    return BatchSource(asked, "Harbour")


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """A CSV file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def customers(path: Path, *names: str) -> Path:
    """A table of customers."""
    return write_table(path, [[NAME, "frame.customer.short_name"], *([name, "Customer"] for name in names)])


def plan_of(path: Path, *names: str, formats: tuple[str, ...] = ("md",)) -> Plan:
    """A plan for these customers."""
    return make_plan(Order(template(), customers(path, *names), formats))


class FakeCrew:
    """Does each job as soon as it is sent: every file holds the row's answers. Counts how often each row is done."""

    def __init__(self, width: int = 2) -> None:
        self.width = width
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.done: Counter[int] = Counter()
        self.sizes: list[int] = []
        self.dies_at: set[int] = set()
        self.dies_once_at: set[int] = set()
        self.refuses: set[int] = set()
        self.fails: set[int] = set()
        self.is_closed = False

    def send(self, job: RowsJob) -> int:
        """Do the job."""
        self.sizes.append(len(job.rows))
        ticket = len(self.sizes)
        for row in job.rows:
            if row.number in self.dies_at | self.dies_once_at:
                self.dies_once_at.discard(row.number)
                self.events.put(Event(ticket, problem=WorkerError("It took too much memory.")))
                return ticket
            self.done[row.number] += 1
            self.events.put(Event(ticket, self._result(job, row.number, repr(row.answers))))
        self.events.put(Event(ticket))
        return ticket

    def close(self) -> None:
        """Nothing is under way."""
        self.is_closed = True

    def _result(self, job: RowsJob, number: int, text: str) -> RowResult:
        if number in self.fails:
            return RowResult(number, RowState.FAILED, what="There is no such day.", where=NAME, remedy="Mend it.")
        if number in self.refuses:
            return RowResult(number, RowState.ERRORS, (NOTE,))
        files = tuple(RowFile(key, f"{key} {text}".encode()) for key in job.formats)
        return RowResult(number, RowState.WRITTEN, (NOTE,), files)


@pytest.fixture
def crew() -> FakeCrew:
    return FakeCrew()
