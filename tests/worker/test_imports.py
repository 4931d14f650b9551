"""Importing in the render process: progress, cancelling, limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.errors import FileAccessError, TableFileError
from slawizard.worker.client import RenderWorker
from slawizard.worker.protocol import ImportJob, TableJob
from tests.tables.workbooks import write_far_cells

AGREEMENT = Agreement(metrics=Metrics(levels=(ServiceLevel("uptime", targets=(Target(value=Decimal(99)),)),)))


@pytest.fixture
def worker() -> Iterator[RenderWorker]:
    """The real process."""
    found = RenderWorker()
    found.start()
    yield found
    found.close()


def months(folder: Path) -> Path:
    path = folder / "months.csv"
    path.write_text("month,value\n2026-01,99.9\n2026-02,99.8\n", encoding="utf-8")
    return path


def many_outages(folder: Path, count: int) -> Path:
    path = folder / "outages.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("start,end\n")
        file.writelines(
            f"2026-01-{n % 28 + 1:02d} {n % 23:02d}:00:00,2026-01-{n % 28 + 1:02d} {n % 23:02d}:00:09\n"
            for n in range(count)
        )
    return path


def test_a_table_is_read_in_the_process(worker: RenderWorker, tmp_path: Path) -> None:
    found = worker.call(ImportJob(AGREEMENT, "uptime", str(months(tmp_path))))

    assert [window.value for window in found.histories[0].windows] == [Decimal("99.9"), Decimal("99.8")]
    assert found.source == "months.csv"
    assert len(found.digest) == 64


def test_how_far_it_has_come_is_told(worker: RenderWorker, tmp_path: Path) -> None:
    heard: list[tuple[float, str]] = []

    worker.call(
        ImportJob(AGREEMENT, "uptime", str(many_outages(tmp_path, 60_000))),
        lambda share, words: heard.append((share, words)),
    )

    assert heard
    assert all(0 <= share <= 1 and words for share, words in heard)
    assert [share for share, _ in heard] == sorted(share for share, _ in heard)


def test_a_cancelled_import_ends_and_the_next_one_is_read(worker: RenderWorker, tmp_path: Path) -> None:
    begun = threading.Event()
    answered: list[object] = []
    job = ImportJob(AGREEMENT, "uptime", str(many_outages(tmp_path, 400_000)))
    ticket = worker.submit(job, answered.append, answered.append, lambda _share, _words: begun.set())
    assert begun.wait(60)

    worker.cancel(ticket)

    assert worker.call(ImportJob(AGREEMENT, "uptime", str(months(tmp_path)))).counts.used == 2
    assert answered == []


def test_a_sheet_that_takes_too_much_memory_ends_with_a_sentence(worker: RenderWorker, tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as refused:
        worker.call(ImportJob(AGREEMENT, "uptime", str(write_far_cells(tmp_path / "far.xlsx"))))

    assert "memory" in refused.value.what
    assert refused.value.where == "far.xlsx"
    assert worker.call(ImportJob(AGREEMENT, "uptime", str(months(tmp_path)))).counts.used == 2


def test_a_file_that_is_not_there_is_told_as_such(worker: RenderWorker, tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="no such file"):
        worker.call(ImportJob(AGREEMENT, "uptime", str(tmp_path / "none.csv")))


def test_the_rows_of_a_table_are_read_in_the_process(worker: RenderWorker, tmp_path: Path) -> None:
    heard: list[float] = []
    table = worker.call(TableJob(str(months(tmp_path))), lambda share, _words: heard.append(share))

    assert [column.name for column in table.columns] == ["month", "value"]
    assert [tuple(row.cells) for row in table.rows()] == [("2026-01", "99.9"), ("2026-02", "99.8")]
    assert heard


def test_rows_that_take_too_much_memory_end_with_a_sentence(worker: RenderWorker, tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as refused:
        worker.call(TableJob(str(write_far_cells(tmp_path / "far.xlsx"))))

    assert "memory" in refused.value.what
    assert refused.value.where == "far.xlsx"


def test_a_table_that_is_not_there_is_told_as_such(worker: RenderWorker, tmp_path: Path) -> None:
    with pytest.raises(FileAccessError, match="no such file"):
        worker.call(TableJob(str(tmp_path / "none.csv")))
