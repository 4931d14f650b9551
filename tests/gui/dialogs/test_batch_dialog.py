"""Many agreements from a table in the window: choices, questions, what will come of it, writing, stopping, going on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QTableView,
    QTableWidget,
)

from slawizard.agreement.origin import Question
from slawizard.batch.source import BatchSource
from slawizard.errors import LibraryError, WorkerError
from slawizard.gui.dialogs import batch_set_up
from slawizard.gui.dialogs.batch_columns import LEFT_OUT, OTHER
from slawizard.gui.dialogs.batch_dialog import BatchDialog
from slawizard.gui.dialogs.batch_planning import BatchOffer
from slawizard.gui.dialogs.field_chooser import FieldChooser
from slawizard.gui.house_styles import HouseStyles
from slawizard.settings import BatchMemory
from slawizard.worker.row_messages import RowsJob
from tests.batch.conftest import NAME, REFERENCE, START, FakeCrew, template, write_table
from tests.drivers import Answers, Heard, activate, enter, find, press, read, settle, until

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
        self.styles = HouseStyles()
        offers = [BatchOffer("one", made.title, "starters", lambda: made), BatchOffer("bad", "Gone", "shared", _gone)]
        self.dialog = BatchDialog(offers, self.styles, folder, hire=self._hire)
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


def test_without_a_table_nothing_can_be_written_and_that_is_said(batch: Batch) -> None:
    assert not batch.can_write()
    assert read(batch.dialog, "batch.note").startswith("Choose a table")


def test_columns_are_matched_and_the_button_says_how_many_agreements_there_will_be(batch: Batch) -> None:
    batch.take(CUSTOMERS)
    assert read(batch.dialog, "batch.column.0") == "Customer's legal name"
    assert read(batch.dialog, "batch.write") == "&Write 4 agreements"
    assert read(batch.dialog, "batch.note") == ""
    assert read(batch.dialog, "batch.example") == "The first row gives: R-1.docx"


def test_a_column_that_fills_nothing_is_given_a_field_from_the_list(batch: Batch) -> None:
    batch.take([["Wer", REFERENCE], ["Harbour", "R-1"]])
    assert not batch.can_write()
    assert read(batch.dialog, "batch.note").startswith("1 column fills no field yet.")
    batch.choose(0, OTHER)
    until(lambda: batch.dialog.findChild(FieldChooser) is not None, "the list of fields")
    chooser = batch.dialog.findChild(FieldChooser)
    assert chooser is not None
    assert find(chooser, QListWidget, "field_chooser.list").count() > 50
    enter(chooser, "field_chooser.find", "customer legal_name")
    press(chooser, "field_chooser.choose")
    batch.wait()

    assert read(batch.dialog, "batch.column.0") == "Customer's legal name"
    assert batch.can_write()


def test_a_column_can_be_left_out(batch: Batch) -> None:
    batch.take([[NAME, "Shoe size"], ["Harbour", "43"]])
    batch.choose(1, LEFT_OUT)
    batch.wait()

    assert read(batch.dialog, "batch.column.1") == "Leave out"
    assert batch.can_write()


def test_a_question_of_the_table_is_answered_by_a_choice(batch: Batch) -> None:
    batch.take([[NAME, START], ["A", "01/02/2027"], ["B", "03/04/2027"]])
    assert not batch.can_write()
    assert not any(button.isChecked() for button in batch.dialog.findChildren(QRadioButton)), "nothing is guessed"
    find(batch.dialog, QRadioButton, "batch.question.0.dmy").click()
    batch.wait()

    assert batch.can_write()
    assert batch.cells("batch.preview", 0)[-1] == "2027-02-01"


def test_the_preview_shows_what_stands_where_and_each_rows_trouble(batch: Batch) -> None:
    batch.take([[NAME, START], ["Harbour", "2027-01-01"], ["Quay", "soon"], ["Pier", ""]])

    assert batch.cells("batch.preview", 0)[3:] == ["Harbour", "2027-01-01"]
    assert batch.cells("batch.preview", 1)[2] == f"“{START}”: “soon” is not a date."
    assert batch.cells("batch.preview", 2)[4] == "as in the template"
    assert "1 of them cannot be written" in read(batch.dialog, "batch.preview_summary")
    assert read(batch.dialog, "batch.write") == "&Write 2 agreements"


def test_a_question_of_the_template_that_no_column_answers_is_named(tmp_path: Path) -> None:
    asked = template(Question("frame.customer.registration", "Register entry?"))
    batch = Batch(tmp_path, asked).take([[REFERENCE], ["R-1"]])

    label = find(batch.dialog, QLabel, "batch.missing")
    is_empty = not asked.agreement.frame.customer.registration
    assert (label.text() == "No column answers: Register entry?. It stays open in every agreement.") is is_empty
    batch.dialog.close()


def test_a_pattern_that_names_nothing_says_so(batch: Batch) -> None:
    batch.take(CUSTOMERS)
    enter(batch.dialog, "batch.pattern", "{row}-{shoes}")
    batch.wait()
    assert "shoes" in read(batch.dialog, "batch.note")
    assert not batch.can_write()
    enter(batch.dialog, "batch.pattern", "{row}-{frame.customer.legal_name}")
    batch.wait()

    assert read(batch.dialog, "batch.example") == "The first row gives: 1-Harbour 1.docx"


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


def test_a_folder_with_a_batch_in_it_says_how_many_rows_are_done(batch: Batch) -> None:
    batch.take(CUSTOMERS).write()
    press(batch.dialog, "batch.back")
    batch.take([*CUSTOMERS, ["Quay", "R-9"]], "more.csv")

    words = "A batch was begun in this folder: 4 of 5 rows are done and are left as they are."
    assert read(batch.dialog, "batch.standing") == words


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


def test_a_template_that_is_gone_is_told(batch: Batch) -> None:
    batch.take(CUSTOMERS)
    combo = find(batch.dialog, QComboBox, "batch.template")
    combo.setCurrentIndex(combo.findData("bad"))
    combo.activated.emit(combo.currentIndex())
    until(lambda: "The template is gone." in read(batch.dialog, "batch.note"), "the words")

    assert not batch.can_write()


def test_a_table_is_chosen_by_the_systems_dialog(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_table(batch.folder / "chosen.csv", CUSTOMERS)
    monkeypatch.setattr(batch_set_up, "ask_for_rows", lambda parent, folder: path)
    press(batch.dialog, "batch.browse_table")
    batch.wait()

    assert batch.can_write()


def test_a_style_that_is_not_here_is_said(tmp_path: Path) -> None:
    source = template()
    styled = msgspec.structs.replace(source.agreement, style="Cedarline")
    batch = Batch(tmp_path, msgspec.structs.replace(source, agreement=styled)).take(CUSTOMERS)

    assert "“Cedarline” is not on this machine" in read(batch.dialog, "batch.style")
    batch.dialog.close()


def test_names_of_columns_and_cells_are_shown_as_they_are(batch: Batch) -> None:
    batch.take([[NAME, "<b>Bold</b>"], ["<i>Harbour</i>", "x"]])
    table = find(batch.dialog, QTableWidget, "batch.columns")

    assert table.model().index(1, 0).data() == "<b>Bold</b>"
    assert "&lt;b&gt;" in table.model().index(1, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_what_was_begun_is_offered_again_another_day(tmp_path: Path) -> None:
    first = Batch(tmp_path)
    begun = Heard(first.dialog.begun)
    first.take([[NAME, START, "Shoe size"], ["A", "01/02/2027", "43"], ["B", "03/04/2027", "44"]])
    first.choose(2, LEFT_OUT)
    first.wait()
    find(first.dialog, QRadioButton, "batch.question.0.dmy").click()
    first.wait()
    find(first.dialog, QCheckBox, "batch.format.md").click()
    enter(first.dialog, "batch.pattern", "{row}")
    first.wait().write()
    first.dialog.close()
    second = Batch(tmp_path)
    second.dialog.offer_again(begun.last)
    press(second.dialog, "batch.again")
    second.wait()

    assert read(second.dialog, "batch.standing").startswith("A batch was begun in this folder: 2 of 2 rows are done")
    assert second.write().crew.done == {}
    assert read(second.dialog, "batch.counts") == "2 rows: 2 done before."
    second.dialog.close()


def test_without_an_earlier_batch_nothing_is_offered_again(batch: Batch) -> None:
    batch.dialog.offer_again(BatchMemory())
    assert not find(batch.dialog, QPushButton, "batch.again").isVisible()
    batch.dialog.offer_again(BatchMemory(template="a template that is gone"))
    assert not find(batch.dialog, QPushButton, "batch.again").isVisible()


def test_a_table_of_many_columns_shows_all_of_them(batch: Batch) -> None:
    names = [f"Column {number}" for number in range(30)]
    batch.take([[NAME, *names], ["Harbour", *names]])
    until(lambda: not batch.dialog._set_up._columns._pending, "all columns")

    assert all(find(batch.dialog, QComboBox, f"batch.column.{row}") for row in range(31))
    assert read(batch.dialog, "batch.note").startswith("30 columns fill no field yet.")


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
