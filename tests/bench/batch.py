"""A batch against its ideal: `python -m tests.bench.batch`.

The ideal is the same rows in bare processes, one a core, that have everything loaded and write nothing to the disk;
both are measured in turns, in time of the processor: by the clock, one run told 1.06 and another 1.39 on a busy
machine. SLAWIZARD_BENCH_ROWS=1000 adds the whole thing: so many rows from a cold start, against one agreement's warm
time × rows ÷ cores. SLAWIZARD_BENCH_PAGES=1 lays pages out for the contents, as an export does.
"""

from __future__ import annotations

import csv
import os
import resource
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from slawizard.batch.crew import Crew, LocalCrew, cores
from slawizard.batch.folder import BatchFolder
from slawizard.batch.plan import Order, Plan, make_plan
from slawizard.batch.run import Outcome, Progress, run_batch
from slawizard.batch.source import find_source
from slawizard.worker.engine import Engine
from slawizard.worker.limits import _NICE_JOB, _NICE_WORKER
from slawizard.worker.rows import load_for_rows, write_rows
from tests.bench.table import Row, in_turns, seconds, seconds_in_child, tree_processor_s

_SOME = 40
_ALL = int(os.environ.get("SLAWIZARD_BENCH_ROWS", "0"))
_PAGES = os.environ.get("SLAWIZARD_BENCH_PAGES", "") == "1"
_FIELDS = ("frame.customer.legal_name", "frame.customer.address", "frame.start", "frame.reference")
_NICE = _NICE_WORKER + _NICE_JOB


def rows() -> list[Row]:
    """The rows of `make bench` that are about batches."""
    with TemporaryDirectory() as folder:
        plan = _plan(Path(folder), _SOME)
        engine = Engine()
        load_for_rows(engine, plan.job)
        crew = _Warm(plan)
        outs = (Path(folder, f"out-{number}") for number in count())
        try:
            ours, bare = in_turns(
                lambda: seconds(lambda: _carry_out(plan, next(outs), lambda: crew), tree_processor_s),
                lambda: seconds(lambda: _bare(engine, plan), tree_processor_s),
                turns=5,
            )
        finally:
            crew.close_at_last()
        detail = f"{_SOME} rows as DOCX {_words()}; {ours:,.1f} s and {bare:,.1f} s of the processor"
        found = [Row("batch ÷ the same rows in bare warm processes", ours / bare, 1.3, 1.15, detail=detail)]
        return [*found, *_whole(Path(folder), engine)] if _ALL else found


def _whole(folder: Path, engine: Engine) -> list[Row]:
    """All that was asked for, from a cold start to the last file, and the memory that it took."""
    plan = _plan(folder, _ALL)
    memory: list[int] = []
    before, used = _warm_s(engine, plan), _processor_s()
    taken = seconds(lambda: _carry_out(plan, folder / "all", LocalCrew, memory))
    used = _processor_s() - used
    one, processor = min(before, _warm_s(engine, plan)), _one_processor_s(engine, plan)
    tenth = max(1, len(memory) // 10)
    early, late = max(memory[tenth : 2 * tenth]), max(memory[-tenth:])
    return [
        Row("batch, start included ÷ (one agreement, warm × rows ÷ cores)", taken / (one * _ALL / cores()), 1.3, 1.15,
            detail=f"{_ALL:,} rows as DOCX {_words()}; {taken:,.1f} s; one: {one * 1000:,.0f} ms"),
        Row("processor time of a batch ÷ one agreement, warm × rows", used / (processor * _ALL), 1.3, 1.15,
            detail=f"{used:,.1f} s in all processes; one: {processor * 1000:,.0f} ms"),
        Row("memory of a batch, last tenth ÷ second tenth", late / early, 1.2, 1.05,
            detail=f"{late / 1024**2:,.0f} and {early / 1024**2:,.0f} MB, both processes"),
    ]  # fmt: skip


def _words() -> str:
    return f"{'with' if _PAGES else 'without'} page numbers"


class _Warm(LocalCrew):
    """A crew that has made an agreement on each core, and stays until it is sent away at last."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        job = msgspec.structs.replace(plan.job, rows=(plan.rows[0].input,))
        tickets = {self.send(job) for _ in range(self.width)}
        while tickets:
            event = self.events.get()
            if event.result is None:
                tickets.discard(event.ticket)

    def close(self) -> None:
        """Stay."""

    def close_at_last(self) -> None:
        """Go."""
        super().close()


def _plan(folder: Path, many: int) -> Plan:
    with (folder / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(_FIELDS)
        for number in range(1, many + 1):
            cells = (f"Customer {number} Ltd", f"{number} Harbour Road, Bristol", "2027-04-01", f"SLA-{number:05}")
            writer.writerow(cells)
    return make_plan(Order(find_source("saas"), folder / "customers.csv", ("docx",), page_numbers=_PAGES))


def _carry_out(plan: Plan, out: Path, hire: Callable[[], Crew], memory: list[int] | None = None) -> None:
    """Run the batch; `memory` gets what both processes hold, after each row."""
    with BatchFolder(out) as folder:
        tell: Callable[[Progress], object] = (
            (lambda _: None) if memory is None else lambda _: memory.append(_resident())
        )
        summary = run_batch(plan, folder, hire, tell=tell)
    if summary.count(Outcome.WRITTEN) != len(plan.rows):
        raise RuntimeError("the measured work failed")


def _bare(engine: Engine, plan: Plan) -> None:
    """The same rows in forks of a process that has everything loaded: as many rows each as there are for a core."""
    children = [_fork(engine, plan, first) for first in range(cores())]
    if any(os.waitpid(child, 0)[1] for child in children):
        raise RuntimeError("the measured work failed")


def _fork(engine: Engine, plan: Plan, first: int) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.nice(_NICE)
            mine = tuple(row.input for row in plan.rows[first :: cores()])
            write_rows(engine, msgspec.structs.replace(plan.job, rows=mine), lambda _result: None)
            status = 0
        finally:
            os._exit(status)
    return child


def _warm_s(engine: Engine, plan: Plan) -> float:
    """The least time of one agreement of several in one process that has everything loaded."""
    some = 2 if _PAGES else 10
    job = msgspec.structs.replace(plan.job, rows=tuple(row.input for row in plan.rows[:some]))
    (taken,) = in_turns(seconds_in_child(partial(write_rows, engine, job, lambda _result: None), _NICE), turns=5)
    return taken / some


def _one_processor_s(engine: Engine, plan: Plan) -> float:
    """The time of the processor that one agreement of several takes, in a process that has everything loaded."""
    some = 2 if _PAGES else 20
    job = msgspec.structs.replace(plan.job, rows=tuple(row.input for row in plan.rows[-some:]))
    begin = time.process_time()
    write_rows(engine, job, lambda _result: None)
    return (time.process_time() - begin) / some


def _processor_s() -> float:
    """The time of the processor that this process and those it has seen end have used."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _resident() -> int:
    """What this process and its render process hold in memory, in bytes."""
    tasks = [task / "children" for task in Path("/proc/self/task").iterdir()]
    children = {name for task in tasks if task.exists() for name in task.read_text().split()}
    pages = 0
    for name in ("self", *children):
        try:
            pages += int(Path(f"/proc/{name}/statm").read_text().split()[1])
        except FileNotFoundError:
            continue
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    from tests.bench.__main__ import show

    show(rows())
