"""A batch under way: each row as it comes, stopping, going on, what became of the rows at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QProgressBar,
    QTableView,
)

from slawizard.errors import WorkerError
from tests.batch.conftest import NAME, REFERENCE, FakeCrew
from tests.drivers import Answers, find, press, read, settle, until
from tests.gui.dialogs.batch_driver import CUSTOMERS, Batch, GatedCrew, batch

__all__ = ["batch"]


def test_all_rows_are_written_into_the_folder_and_each_is_shown(batch: Batch) -> None:
    batch.take(CUSTOMERS)
    find(batch.dialog, QCheckBox, "batch.format.md").click()
    batch.wait().write()
    folder = batch.folder / "Harbour"

    assert sorted(path.name for path in folder.glob("R-*")) == [
        f"R-{number}.{suffix}" for number in range(1, 5) for suffix in ("docx", "md")
    ]
    assert {"report.csv", "report.json"} <= {path.name for path in folder.iterdir()}
    assert read(batch.dialog, "batch.counts") == "4 rows: 4 written."
    assert batch.cells("batch.rows", 0)[:4] == ["1", "R-1", "written", "1 note"]
    assert batch.hired == [batch.dialog._set_up.files.jobs.value()]
    assert batch.crew.is_closed


def test_rows_that_were_not_written_are_shown_first_with_reason_and_findings(batch: Batch) -> None:
    batch.crew.fails, batch.crew.refuses = {2}, {3}
    batch.take(CUSTOMERS).write()
    rows = [batch.cells("batch.rows", row) for row in range(2)]
    assert [row[2] for row in rows] == ["failed", "errors left"]
    assert "There is no such day." in rows[0][4]
    details = find(batch.dialog, QAbstractButton, "batch.open_file")
    assert not details.isEnabled(), "there is no file to open"
    show = find(batch.dialog, QComboBox, "batch.show")
    show.setCurrentIndex(0)
    show.activated.emit(0)

    assert [batch.cells("batch.rows", row)[2] for row in range(4)] == ["written", "failed", "errors left", "written"]


def test_enter_opens_the_file_of_a_row(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> None:
        opened.append(url.toLocalFile())

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    batch.take(CUSTOMERS).write()
    rows = find(batch.dialog, QTableView, "batch.rows")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)

    assert opened == [str(batch.folder / "Harbour" / "R-2.docx")]


def test_stopping_keeps_what_is_done_and_going_on_does_the_rest_once(batch: Batch) -> None:
    gated = batch.crew = GatedCrew()
    batch.take([[NAME], *([f"Harbour {number}"] for number in range(40))])
    press(batch.dialog, "batch.write")
    until(lambda: batch.dialog._done >= 1, "the first row")
    assert find(batch.dialog, QProgressBar, "batch.progress").maximum() == 40
    press(batch.dialog, "batch.close")
    gated.gate.set()
    until(lambda: not batch.dialog._run.is_running, "the end")
    settle()
    done = sum(gated.done.values())
    assert 1 <= done < 40
    assert read(batch.dialog, "batch.end").startswith("Stopped. What is done is kept. “Go on” writes the rest")
    assert read(batch.dialog, "batch.write") == "&Go on"
    written = len(list((batch.folder / "Harbour").glob("*.docx")))
    batch.crew = FakeCrew()
    batch.write()

    assert sum(batch.crew.done.values()) == 40 - written
    assert len(list((batch.folder / "Harbour").glob("*.docx"))) == 40


def test_closing_while_it_writes_asks_and_then_stops(batch: Batch) -> None:
    gated = batch.crew = GatedCrew()
    batch.take([[NAME], *([f"Harbour {number}"] for number in range(40))])
    press(batch.dialog, "batch.write")
    until(lambda: batch.dialog._done >= 1, "the first row")
    with Answers("answer.cancel") as answers:
        batch.dialog.close()
    assert "Stop writing agreements?" in answers.said[0]
    assert batch.dialog.isVisible()
    assert batch.dialog._run.is_running
    with Answers("answer.discard"):
        QTest.keyClick(batch.dialog, Qt.Key.Key_Escape)
    gated.gate.set()
    until(lambda: not batch.dialog.isVisible(), "the window to close")

    assert sum(gated.done.values()) < 40


def test_a_crew_that_cannot_be_had_is_told_and_it_can_be_tried_again(batch: Batch) -> None:
    batch.take(CUSTOMERS)

    def refuse(_jobs: int) -> FakeCrew:
        raise WorkerError("The cluster is away.", remedy="Look for it.")

    batch.dialog._hire = refuse
    batch.write()

    assert "The cluster is away. Look for it." in read(batch.dialog, "batch.end")
    assert batch.can_write()


def test_each_row_is_shown_as_soon_as_it_is_done_with_its_error(batch: Batch) -> None:
    crew = batch.crew = GatedCrew(at_once=2)
    crew.fails = {2}
    batch.take([[NAME, REFERENCE], *([f"Harbour {number}", f"R-{number}"] for number in range(1, 41))])
    press(batch.dialog, "batch.write")
    until(lambda: batch.dialog._done >= 2, "the first rows")
    settle()
    try:
        assert batch.dialog._run.is_running
        assert batch.cells("batch.rows", 0)[:3] == ["1", "R-1", "written"]
        assert batch.cells("batch.rows", 1)[2] == "failed"
        assert "There is no such day." in batch.cells("batch.rows", 1)[4]
        assert read(batch.dialog, "batch.counts").startswith("2 of 40: 1 written, 1 failed")
        assert read(batch.dialog, "batch.show") == "All rows (2)"
    finally:
        crew.gate.set()
    until(lambda: not batch.dialog._run.is_running, "the end")


def test_the_rows_that_were_asked_for_while_it_wrote_are_those_at_the_end(batch: Batch) -> None:
    crew = batch.crew = GatedCrew(at_once=2)
    crew.fails = {2}
    batch.take([[NAME], *([f"Harbour {number}"] for number in range(1, 41))])
    press(batch.dialog, "batch.write")
    until(lambda: batch.dialog._done >= 2, "the first rows")
    show = find(batch.dialog, QComboBox, "batch.show")
    show.activated.emit(0)
    rows = find(batch.dialog, QTableView, "batch.rows")
    rows.selectRow(1)
    crew.gate.set()
    until(lambda: not batch.dialog._run.is_running, "the end")
    settle()

    assert show.currentIndex() == 0
    assert rows.model().rowCount() == 40
    assert rows.currentIndex().row() == 1, "the row that was looked at"
