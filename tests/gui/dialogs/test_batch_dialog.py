"""Many agreements from a table in the window: choices, questions, what will come of it, writing, stopping, going on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QTableWidget,
)

from slawizard.agreement.origin import Question
from slawizard.errors import WorkerError
from slawizard.gui.dialogs import batch_set_up
from slawizard.gui.dialogs.batch_columns import LEFT_OUT, OTHER
from slawizard.gui.dialogs.field_chooser import FieldChooser
from slawizard.settings import BatchMemory
from slawizard.worker.protocol import TableJob
from tests.batch.conftest import NAME, REFERENCE, START, template, write_table
from tests.drivers import Heard, enter, find, press, read, settle, until
from tests.gui.dialogs.batch_driver import CUSTOMERS, Batch, batch
from tests.gui.renderers import HeldRenderer

__all__ = ["batch"]


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


def test_a_folder_with_a_batch_in_it_says_how_many_rows_are_done(batch: Batch) -> None:
    batch.take(CUSTOMERS).write()
    press(batch.dialog, "batch.back")
    batch.take([*CUSTOMERS, ["Quay", "R-9"]], "more.csv")

    words = "A batch was begun in this folder: 4 of 5 rows are done and are left as they are."
    assert read(batch.dialog, "batch.standing") == words


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


def test_a_table_that_cannot_be_read_says_why(batch: Batch) -> None:
    find(batch.dialog, QLineEdit, "batch.table").setText(str(batch.folder / "none.csv"))
    batch.wait()

    assert "There is no such file." in read(batch.dialog, "batch.note")
    assert not batch.can_write()


def test_a_table_is_read_in_the_render_process_which_tells_how_far_it_is(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldRenderer()
    monkeypatch.setattr(batch.dialog._set_up._reading, "_renderer", held)
    path = write_table(batch.folder / "a.csv", CUSTOMERS)
    find(batch.dialog, QLineEdit, "batch.table").setText(str(path))
    until(lambda: held.sent, "the job")
    sent = held.sent[-1]
    assert sent.progress is not None
    sent.progress(0.4, "")
    settle()
    assert isinstance(sent.job, TableJob)
    assert sent.job.path == str(path)
    assert read(batch.dialog, "batch.note") == "Looking at the table: 40%"
    sent.failed(WorkerError("The table was not read after 360 seconds.", remedy="Export it as CSV."))
    settle()

    assert read(batch.dialog, "batch.note") == "The table was not read after 360 seconds. Export it as CSV."


def test_a_table_that_is_still_being_read_is_dropped_for_another_and_with_the_window(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = HeldRenderer()
    monkeypatch.setattr(batch.dialog._set_up._reading, "_renderer", held)
    line = find(batch.dialog, QLineEdit, "batch.table")
    line.setText("first.csv")
    until(lambda: len(held.sent) == 1, "the first job")
    line.setText("second.csv")
    until(lambda: len(held.sent) == 2, "the second job")
    assert held.cancelled == [0]
    held.sent[0].failed(WorkerError("An answer that comes too late."))
    settle()
    assert "too late" not in read(batch.dialog, "batch.note")
    batch.dialog.reject()

    assert held.cancelled == [0, 1]
