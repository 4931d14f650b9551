"""Who writes the rows: the render process of this machine, with a process for each core."""

from __future__ import annotations

import os
from queue import SimpleQueue
from typing import NamedTuple, Protocol

from slawizard.errors import SlaWizardError
from slawizard.worker.client import COMMAND, RenderWorker
from slawizard.worker.row_messages import RowResult, RowsJob


class Event(NamedTuple):
    """What came of a row of the job with this ticket; or, without a result, the end of the job, and why if it failed.

    `is_final`: nothing more can be done by this crew.
    """

    ticket: int
    result: RowResult | None = None
    problem: SlaWizardError | None = None
    is_final: bool = False


class Crew(Protocol):
    """Takes jobs of a few rows each and puts what comes of them into `events`."""

    width: int
    events: SimpleQueue[Event]

    def send(self, job: RowsJob) -> int:
        """Have a job done; its ticket."""

    def close(self) -> None:
        """Give up what is under way."""


class LocalCrew:
    """The cores of this machine."""

    def __init__(self, jobs: int = 0) -> None:
        """`jobs` rows are written at once; 0: as many as there are cores."""
        self.width = jobs or cores()
        self.events: SimpleQueue[Event] = SimpleQueue()
        self._worker = RenderWorker((*COMMAND, "--children", str(self.width)))
        self._last = 0
        self._worker.start()

    def send(self, job: RowsJob) -> int:
        """Have a job done; its ticket."""
        self._last += 1
        ticket = self._last
        self._worker.submit(
            job,
            lambda _count: self.events.put(Event(ticket)),
            lambda problem: self.events.put(Event(ticket, problem=problem)),
            each=lambda result: self.events.put(Event(ticket, result)),
        )
        return ticket

    def close(self) -> None:
        """End the process, and what it does."""
        self._worker.close()


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
