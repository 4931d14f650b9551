"""The window of batches as someone uses it, with a template, a table, and a crew that a test can hold up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
)

from slawizard.batch.source import BatchSource
from slawizard.errors import LibraryError
from slawizard.gui.dialogs.batch_dialog import BatchDialog
from slawizard.gui.dialogs.batch_planning import BatchOffer
from slawizard.gui.house_styles import HouseStyles
from slawizard.worker.row_messages import RowsJob
from tests.batch.conftest import NAME, REFERENCE, FakeCrew, template, write_table
from tests.drivers import activate, find, press, settle, until
from tests.gui.renderers import ReadingRenderer

CUSTOMERS = [[NAME, REFERENCE], *([f"Harbour {number}", f"R-{number}"] for number in range(1, 5))]


class GatedCrew(FakeCrew):
    """Does so many jobs at once, and the others when it is let."""

    def __init__(self, at_once: int = 1) -> None:
        super().__init__(width=1)
        self.at_once = at_once
        self.gate = threading.Event()
        self.asked = threading.Event()

    def send(self, job: RowsJob) -> int:
        self.asked.set()
        if len(self.sizes) > self.at_once:  # one more is sent before anything is heard
            assert self.gate.wait(20)
        return super().send(job)


class Batch:
    """A dialog with one template, and a table."""

    def __init__(self, folder: Path, source: BatchSource | None = None) -> None:
        self.folder = folder
        self.crew: FakeCrew = FakeCrew()
        self.hired: list[int] = []
        made = source or template()
        self.styles, self.renderer = HouseStyles(), ReadingRenderer()
        offers = [BatchOffer("one", made.title, "starters", lambda: made), BatchOffer("bad", "Gone", "shared", _gone)]
        self.dialog = BatchDialog(offers, self.styles, folder, self.renderer, hire=self._hire)
        activate(self.dialog)

    def _hire(self, jobs: int) -> FakeCrew:
        self.hired.append(jobs)
        return self.crew

    def take(self, rows: list[list[str]], name: str = "customers.csv") -> Batch:
        path = write_table(self.folder / name, rows)
        find(self.dialog, QLineEdit, "batch.table").setText(str(path))
        return self.wait()

    def wait(self) -> Batch:
        """Let it find out what comes of the choices."""
        set_up = self.dialog._set_up
        until(lambda: set_up._look is not None and not set_up._rest.isActive(), "what comes of the choices")
        settle()
        return self

    def choose(self, row: int, value: str) -> None:
        combo = find(self.dialog, QComboBox, f"batch.column.{row}")
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())

    def write(self) -> Batch:
        press(self.dialog, "batch.write")
        until(lambda: not self.dialog._run.is_running, "the end of the batch")
        settle()
        return self

    def cells(self, name: str, row: int) -> list[str]:
        model = find(self.dialog, QTableView, name).model()
        return [model.index(row, place).data() or "" for place in range(model.columnCount())]

    def can_write(self) -> bool:
        return find(self.dialog, QPushButton, "batch.write").isEnabled()


def _gone() -> BatchSource:
    raise LibraryError("The template is gone.", remedy="Choose another.")


@pytest.fixture
def batch(tmp_path: Path) -> Iterator[Batch]:
    made = Batch(tmp_path)
    yield made
    made.dialog._run.stop()
    until(lambda: not made.dialog._run.is_running)
    made.dialog.close()
