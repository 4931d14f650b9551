"""Carrying a plan out: rows go to a crew a few at a time, and what comes back is written and noted at once."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from queue import Empty

import msgspec

from slawizard.batch.crew import Crew, Event
from slawizard.batch.folder import TAKEN_REMEDY, TAKEN_WORDS, BatchFolder, Standing, told
from slawizard.batch.journal import FileMark, FoundMark, RowNote
from slawizard.batch.plan import Plan, PlannedRow
from slawizard.errors import SlaWizardError, WorkerError
from slawizard.worker.row_messages import RowResult, RowState

_JOB_S, _LEAST_S = 5.0, 0.5
"""So long shall a job of several rows take, and the last ones at least: a process for each costs as much as a row."""
_MOST_ROWS = 64
_MOST_TRIES = 2
_MOST_LOST_AT_FIRST, _MOST_LOST = 10, 100
"""So many jobs may die before the first row is done, and so many one after the other later: then it is not the rows."""
_LISTEN_S = 0.2
_HAS_ERRORS = "A final agreement has no errors, and this one has."
_MEND = "Mend what was found, or write drafts with a watermark."


class Outcome(StrEnum):
    """What became of a row. UNCHANGED: it was done before. ERRORS: not written, for its agreement has errors. CHANGED:
    someone has changed its files, which were left alone. NOT_DONE: the batch was stopped before it.
    """

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    ERRORS = "errors left"
    CHANGED = "changed by hand"
    FAILED = "failed"
    NOT_DONE = "not done"


class RowReport(msgspec.Struct, frozen=True):
    """What became of a row, with its files and what was found in its agreement; `reason`, `column` and `remedy` where
    it is not as it should be.
    """

    row: int
    line: int
    stem: str
    outcome: Outcome
    files: tuple[FileMark, ...] = ()
    findings: tuple[FoundMark, ...] = ()
    reason: str = ""
    column: str = ""
    remedy: str = ""


class Progress(msgspec.Struct, frozen=True):
    """How far a batch has come. `done` of `total` rows are settled, `report` last of them; `seconds_left` is None while
    nobody can tell.
    """

    done: int
    total: int
    counts: dict[Outcome, int]
    seconds_left: float | None = None
    report: RowReport | None = None


class Summary(msgspec.Struct, frozen=True):
    """What became of all rows, in their order. `trouble` is why the batch ended early, unless someone stopped it."""

    rows: tuple[RowReport, ...]
    stopped: bool = False
    trouble: SlaWizardError | None = None

    def count(self, *outcomes: Outcome) -> int:
        """How many rows came out so."""
        return sum(row.outcome in outcomes for row in self.rows)


def run_batch(
    plan: Plan,
    folder: BatchFolder,
    hire: Callable[[], Crew],
    *,
    tell: Callable[[Progress], object] = lambda _progress: None,
    stop: threading.Event | None = None,
) -> Summary:
    """Write what is still to be written; when `stop` is set, end soon and keep what is done.

    `hire` gives the crew, and is only called when there is work; `tell` is called on this thread, which is held until
    the end. Raises ValueError for a plan that is not ready, and what `hire` raises.
    """
    if not plan.is_ready:
        raise ValueError("the plan has open questions")
    return _Run(plan, folder, tell, stop or threading.Event()).carry_out(hire)


class _Run:
    def __init__(
        self, plan: Plan, folder: BatchFolder, tell: Callable[[Progress], object], stop: threading.Event
    ) -> None:
        self._plan, self._folder, self._tell, self._stop = plan, folder, tell, stop
        self._reports: dict[int, RowReport] = {}
        self._waiting: deque[PlannedRow] = deque()
        self._alone: deque[PlannedRow] = deque()
        self._flying: dict[int, deque[PlannedRow]] = {}
        self._counts: dict[Outcome, int] = {}
        self._tries: dict[int, int] = {}
        self._lost = 0
        self._trouble: SlaWizardError | None = None
        self._begin = time.monotonic()
        self._made = 0
        self._heard, self._first = 0, 0.0

    def carry_out(self, hire: Callable[[], Crew]) -> Summary:
        for row in self._plan.rows:
            if self._stop.is_set():
                break
            self._look_at(row)
        if self._waiting and not self._stop.is_set():
            self._begin = time.monotonic()
            crew = hire()
            try:
                self._work(crew)
            finally:
                crew.close()
        rows = tuple(self._reports.get(row.number) or _report(row, Outcome.NOT_DONE) for row in self._plan.rows)
        is_whole = len(self._reports) == len(rows)
        return Summary(rows, stopped=not is_whole and self._trouble is None, trouble=self._trouble)

    def _look_at(self, row: PlannedRow) -> None:
        """Settle a row that needs no work, and put the others in the queue."""
        if row.problem:
            self._settle(
                _report(row, Outcome.FAILED, reason=row.problem, column=row.column, remedy=row.remedy), made=False
            )
            return
        try:
            standing = self._folder.standing(row, self._plan.job.formats)
        except SlaWizardError as problem:
            self._settle(_failed(row, problem), made=False)
            return
        note = self._folder.note_of(row)
        if standing is Standing.OPEN:
            self._waiting.append(row)
        elif standing is Standing.DONE and note is not None:
            self._settle(self._noted(row, note, unchanged=True), made=False)
        else:
            outcome = Outcome.CHANGED if standing is Standing.CHANGED else Outcome.FAILED
            self._settle(_report(row, outcome, reason=TAKEN_WORDS, remedy=TAKEN_REMEDY), made=False)

    def _work(self, crew: Crew) -> None:
        while (self._waiting or self._alone or self._flying) and not self._stop.is_set() and self._trouble is None:
            # One more than are written at once: whoever is done finds the next at hand.
            while len(self._flying) <= crew.width and (rows := self._next_rows(crew.width)):
                self._send(crew, rows)
            try:
                self._hear(crew.events.get(timeout=_LISTEN_S))
            except Empty:
                continue

    def _next_rows(self, width: int) -> list[PlannedRow]:
        if self._alone:
            return [self._alone.popleft()]
        row_s = self._row_s(width)
        # Towards the end jobs become short, so that all cores are done at about the same time.
        share = max(-(-len(self._waiting) // (2 * width)), int(_LEAST_S / row_s))
        count = min(max(1, int(_JOB_S / row_s)), _MOST_ROWS, max(1, share), len(self._waiting))
        return [self._waiting.popleft() for _ in range(count)]

    def _send(self, crew: Crew, rows: list[PlannedRow]) -> None:
        ticket = crew.send(msgspec.structs.replace(self._plan.job, rows=tuple(row.input for row in rows)))
        self._flying[ticket] = deque(rows)

    def _hear(self, event: Event) -> None:
        if event.is_final:
            self._trouble = event.problem
        rows = self._flying.get(event.ticket)
        if rows is None:
            return
        if event.result is None:
            del self._flying[event.ticket]
            if rows:
                self._try_again(rows, event.problem)
        elif rows and rows[0].number == event.result.number:
            self._lost = 0
            self._heard += 1
            self._first = self._first or time.monotonic()
            self._keep(rows.popleft(), event.result)

    def _row_s(self, width: int) -> float:
        """How long a row takes, from what was made since the first; long, while nothing is known."""
        later = self._heard - width
        return max(1e-6, time.monotonic() - self._first) * width / later if later > 0 else _JOB_S

    def _try_again(self, rows: deque[PlannedRow], problem: SlaWizardError | None) -> None:
        """A job died at its first row that is not done: that one is tried once more, alone; the others as before."""
        suspect = rows.popleft()
        why = problem or WorkerError("The agreement was not made.")
        self._tries[suspect.number] = self._tries.get(suspect.number, 0) + 1
        self._lost += 1
        if self._tries[suspect.number] >= _MOST_TRIES:
            self._settle(_failed(suspect, why))
        else:
            self._alone.append(suspect)
        self._waiting.extendleft(reversed(rows))
        if self._lost >= (_MOST_LOST if self._heard else _MOST_LOST_AT_FIRST):
            self._trouble = why

    def _keep(self, row: PlannedRow, result: RowResult) -> None:
        if result.state is RowState.FAILED:
            reason = f"{result.where}: {result.what}" if result.where else result.what
            column = next((use.column for use in self._plan.uses if use.path == result.where), "")
            report = _report(row, Outcome.FAILED, reason=reason, column=column, remedy=result.remedy)
            self._settle(msgspec.structs.replace(report, findings=told(result)))
            return
        try:
            self._settle(self._noted(row, self._folder.keep(row, result), unchanged=False))
        except SlaWizardError as problem:
            self._settle(_failed(row, problem))

    def _noted(self, row: PlannedRow, note: RowNote, *, unchanged: bool) -> RowReport:
        if note.state is not RowState.ERRORS:
            outcome = Outcome.UNCHANGED if unchanged else Outcome.WRITTEN
            return RowReport(row.number, row.line, row.stem, outcome, note.files, note.findings)
        older = self._folder.files_of(row)
        left = f" What was written for an older row is still there: {', '.join(older)}." if older else ""
        report = _report(row, Outcome.ERRORS, reason=f"{_HAS_ERRORS}{left}", remedy=_MEND)
        return msgspec.structs.replace(report, findings=note.findings)

    def _settle(self, report: RowReport, *, made: bool = True) -> None:
        self._reports[report.row] = report
        self._counts[report.outcome] = self._counts.get(report.outcome, 0) + 1
        self._made += made
        total = len(self._plan.rows)
        left = None
        if self._made:
            left = (total - len(self._reports)) * (time.monotonic() - self._begin) / self._made
        self._tell(Progress(len(self._reports), total, dict(self._counts), left, report))


def _report(row: PlannedRow, outcome: Outcome, *, reason: str = "", column: str = "", remedy: str = "") -> RowReport:
    return RowReport(row.number, row.line, row.stem, outcome, reason=reason, column=column, remedy=remedy)


def _failed(row: PlannedRow, problem: SlaWizardError) -> RowReport:
    return _report(row, Outcome.FAILED, reason=problem.what, remedy=problem.remedy)
