"""The cores of this machine as a crew: the real render process, several rows at once, in memory that does not grow."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import msgspec
import pytest

from slawizard.batch.crew import LocalCrew, cores
from slawizard.batch.folder import BatchFolder
from slawizard.batch.plan import Order, make_plan
from slawizard.batch.run import Outcome, Progress, run_batch
from slawizard.export.options import ExportOptions
from slawizard.worker.engine import Engine, WriteFile
from slawizard.worker.row_messages import RowAnswer, RowInput, RowsJob
from tests.agreements import small
from tests.batch.conftest import NAME, customers, plan_of, template

_MB = 1024**2


def test_rows_are_written_as_the_template_with_their_answers(tmp_path: Path) -> None:
    plan = make_plan(Order(template(), customers(tmp_path / "t.csv", "Alder", "Birch"), ("md",), watermark="DRAFT"))
    with BatchFolder(tmp_path / "out") as folder:
        summary = run_batch(plan, folder, lambda: LocalCrew(2))
    agreement = msgspec.structs.replace(plan.job.agreement)
    for name in ("Alder", "Birch"):
        customer = msgspec.structs.replace(agreement.frame.customer, legal_name=name, short_name="Customer")
        frame = msgspec.structs.replace(agreement.frame, customer=customer)
        document = Engine().assemble(msgspec.structs.replace(agreement, frame=frame))
        expected = Engine().perform(WriteFile(document, "md", ExportOptions(watermark="DRAFT")))
        assert (tmp_path / "out" / f"{name}.md").read_bytes() == expected
    assert summary.count(Outcome.WRITTEN) == 2


def test_as_many_processes_work_as_there_are_cores_unless_told() -> None:
    for crew, width in ((LocalCrew(), cores()), (LocalCrew(3), 3)):
        assert crew.width == width
        crew.close()


def test_a_crew_tells_the_end_of_each_job() -> None:
    crew = LocalCrew(1)
    try:
        job = RowsJob(small(), ("md",), (RowInput(1, (RowAnswer(NAME, "Alder"),)),), "DRAFT")
        tickets = [crew.send(job), crew.send(job)]
        events = [crew.events.get(timeout=120) for _ in range(4)]
    finally:
        crew.close()

    assert [event.ticket for event in events] == [tickets[0], tickets[0], tickets[1], tickets[1]]
    assert [event.result is None for event in events] == [False, True, False, True]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells how much memory a process has")
def test_memory_stays_flat_over_some_hundred_rows(tmp_path: Path) -> None:
    plan = plan_of(tmp_path / "t.csv", *(f"Customer {number}" for number in range(300)))
    marked = msgspec.structs.replace(plan, job=msgspec.structs.replace(plan.job, watermark="DRAFT"))
    crews: list[LocalCrew] = []
    server: list[int] = []
    ours: list[int] = []

    def hire() -> LocalCrew:
        crews.append(LocalCrew(2))
        return crews[0]

    def sample(progress: Progress) -> None:
        if progress.done % 20 == 0:
            ours.append(_resident(os.getpid()))
            server.extend(_resident(child) for child in _children(os.getpid()))

    with BatchFolder(tmp_path / "out") as folder:
        summary = run_batch(marked, folder, hire, tell=sample)

    assert summary.count(Outcome.WRITTEN) == 300
    assert len(server) >= 10
    assert server[-1] - min(server[3:6]) < 30 * _MB
    assert ours[-1] - ours[2] < 30 * _MB


def _resident(process: int) -> int:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _children(process: int) -> list[int]:
    """The render processes that this one has started, on whichever of its threads."""
    tasks = [task / "children" for task in Path(f"/proc/{process}/task").iterdir()]
    found = [child for task in tasks for child in task.read_text(encoding="ascii").split()]
    return sorted({int(child) for child in found if "slawizard.worker" in _command(child)})


def _command(process: str) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace")
