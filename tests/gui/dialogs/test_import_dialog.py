"""Importing a history in the window: preview, questions, progress, result, and one edit that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QProgressBar, QPushButton, QRadioButton, QTableWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import History, HistoryWindow
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence import ImportAnswers, Imported
from slawizard.evidence.importing import import_history
from slawizard.gui.dialogs import import_dialog
from slawizard.gui.dialogs.import_dialog import ImportDialog, keep_imported
from slawizard.gui.draft_store import DraftStore
from slawizard.worker.protocol import ImportJob
from tests.drivers import Heard, activate, enter, find, press, read, settle
from tests.gui.desk import Desk
from tests.gui.renderers import HeldRenderer, Sent
from tests.gui.widgets.form_fixtures import said

LEVELS = (
    ServiceLevel("uptime", "Uptime", time_zone="Europe/London", targets=(Target(Decimal("99.9")),)),
    ServiceLevel("speed", "Speed", time_zone="Europe/London", targets=(Target(Decimal(95)),)),
)
AGREEMENT = Agreement(metrics=Metrics(LEVELS))
MONTHS = "Month,Uptime\n" + "".join(f"2026-{month:02},99.{90 + month}\n" for month in range(1, 8))
DAYS = "Date,Uptime\n" + "".join(f"0{day}/0{month}/2026,99.9\n" for day, month in ((1, 1), (1, 2), (1, 3), (2, 4)))


class Importing:
    """A dialog on a file, with a render process that reads it when the test says so."""

    def __init__(self, path: Path, agreement: Agreement = AGREEMENT) -> None:
        self.renderer = HeldRenderer()
        self.store = DraftStore(agreement, find_findings=lambda _agreement: ())
        self.dialog = ImportDialog(agreement, "uptime", path, self.renderer)
        self.kept = Heard(self.dialog.imported)
        activate(self.dialog)

    def last(self) -> Sent:
        """The job that was sent last."""
        return self.renderer.sent[-1]

    def answers(self) -> ImportAnswers:
        """What that job was told."""
        job = self.last().job
        assert isinstance(job, ImportJob)
        return job.answers

    def work(self) -> Importing:
        """Let the process do its job."""
        sent = self.last()
        job = sent.job
        assert isinstance(job, ImportJob)
        try:
            found = import_history(job.agreement, job.level, Path(job.path), job.answers)
        except SlaWizardError as error:
            sent.failed(error)
        else:
            sent.done(found)
        settle()
        return self


@pytest.fixture
def months(tmp_path: Path) -> Iterator[Importing]:
    path = tmp_path / "uptime.csv"
    path.write_text(MONTHS, encoding="utf-8")
    importing = Importing(path)
    yield importing
    importing.dialog.close()


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Importing]:
    path = tmp_path / "days.csv"
    path.write_text(DAYS, encoding="utf-8")
    importing = Importing(path)
    yield importing
    importing.dialog.close()


def test_the_first_rows_are_shown_with_what_each_column_is_taken_for(months: Importing) -> None:
    months.work()
    table = find(months.dialog, QTableWidget, "import.table")
    model = table.model()
    headers = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(2)]
    assert (headers, model.index(1, 0).data()) == (["Month", "Uptime"], "2026-01")
    assert read(months.dialog, "import.role.0") == "Window"
    assert read(months.dialog, "import.role.1") == "Value"

    assert "Encoding" in read(months.dialog, "import.understood")
    assert "7 rows were read, 7 were used" in read(months.dialog, "import.counts")
    assert "7 windows, from Jan 2026 to Jul 2026" in read(months.dialog, "import.gives")


def test_what_was_imported_is_one_edit_and_undo_takes_it_back(months: Importing) -> None:
    months.work()
    press(months.dialog, "import.keep")
    path = keep_imported(months.store, months.kept.last)
    assert path == "expectations.evidence.histories.0.windows"
    history = months.store.value("expectations.evidence.histories.0")
    assert (history.level, history.source, len(history.windows)) == ("uptime", "uptime.csv", 7)
    assert len(history.digest) == 64
    months.store.undo()

    assert months.store.agreement == AGREEMENT


def test_a_question_must_be_answered_before_anything_can_be_kept(days: Importing) -> None:
    days.work()
    keep = find(days.dialog, QPushButton, "import.keep")
    assert not keep.isEnabled()
    assert "can be two dates" in said(days.dialog)
    choices = days.dialog.findChildren(QRadioButton)
    assert not any(choice.isChecked() for choice in choices), "nothing is chosen for anybody"
    find(days.dialog, QRadioButton, "import.question.0.dmy").click()
    assert days.answers().table.dates == "dmy"
    days.work()

    assert keep.isEnabled()
    assert "can be two dates" not in said(days.dialog)


def test_progress_is_shown_with_a_figure_and_cancel_ends_the_reading(months: Importing) -> None:
    progress = months.last().progress
    assert progress is not None
    progress(0.42, "Reading the rows")
    settle()
    bar = find(months.dialog, QProgressBar, "import.progress")
    assert bar.isVisible()
    assert (bar.value(), bar.text()) == (42, "Reading the rows – 42 %")
    press(months.dialog, "import.close")
    assert months.renderer.cancelled == [0]
    assert "Cancelled" in read(months.dialog, "import.note")
    months.work()

    assert not find(months.dialog, QPushButton, "import.keep").isEnabled(), "what was cancelled is not shown"
    assert months.dialog.isVisible()


def test_a_newer_answer_drops_the_older_reading(months: Importing) -> None:
    first = months.last()
    months.work()
    combo = find(months.dialog, QComboBox, "import.dates")
    combo.setCurrentIndex(combo.findData("dmy"))
    combo.activated.emit(combo.currentIndex())
    assert months.answers().table.dates == "dmy"
    first.done(Imported("uptime", "old.csv", ""))
    settle()

    assert find(months.dialog, QProgressBar, "import.progress").isVisible()


def test_a_column_can_be_taken_for_something_else(months: Importing) -> None:
    months.work()
    combo = find(months.dialog, QComboBox, "import.role.1")
    combo.setCurrentIndex(combo.findData("window"))
    combo.activated.emit(combo.currentIndex())

    assert {each.column: each.role for each in months.answers().columns} == {"Month": "", "Uptime": "window"}


def test_another_level_is_read_anew(months: Importing) -> None:
    months.work()
    combo = find(months.dialog, QComboBox, "import.level")
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    job = months.last().job

    assert isinstance(job, ImportJob)
    assert job.level == "speed"


def test_rows_that_were_not_used_are_counted_and_shown_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text(MONTHS + "2026-08,broken\n", encoding="utf-8")
    importing = Importing(path).work()
    model = find(importing.dialog, QTableWidget, "import.rejected").model()
    line, reason, text = (model.index(0, place).data() for place in range(3))

    assert "8 rows were read, 7 were used, 1 was not" in read(importing.dialog, "import.counts")
    assert line == "9"
    assert reason.endswith(".")
    assert "broken" in text
    importing.dialog.close()


def test_a_file_that_is_no_table_says_so_and_nothing_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    importing = Importing(path).work()

    assert read(importing.dialog, "import.note")
    assert not find(importing.dialog, QPushButton, "import.keep").isEnabled()
    importing.dialog.close()


def test_what_would_be_replaced_is_said(tmp_path: Path) -> None:
    path = tmp_path / "uptime.csv"
    path.write_text(MONTHS, encoding="utf-8")
    old = History("uptime", (), "Reports", windows=(HistoryWindow(dt.date(2025, 1, 1), Decimal(99)),))
    expectations = AGREEMENT.expectations
    evidence = msgspec.structs.replace(expectations.evidence, histories=(old,))
    agreement = msgspec.structs.replace(
        AGREEMENT, expectations=msgspec.structs.replace(expectations, evidence=evidence)
    )
    importing = Importing(path, agreement).work()

    assert "It takes the place of what is known now: Reports, 1 window." in read(importing.dialog, "import.notes")
    importing.dialog.close()


def test_escape_closes_when_nothing_is_under_way(months: Importing) -> None:
    months.work()
    QTest.keyClick(months.dialog, Qt.Key.Key_Escape)

    assert not months.dialog.isVisible()
    assert len(months.kept) == 0


def test_an_error_of_the_process_is_told_in_words(months: Importing) -> None:
    months.last().failed(TableFileError("The file went away.", remedy="Look for it."))
    settle()

    assert read(months.dialog, "import.note") == "The file went away. Look for it."


def test_the_button_on_the_page_leads_to_the_dialog_and_the_dialog_to_the_figures(
    desk: Desk, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "uptime.csv"
    table.write_text(MONTHS, encoding="utf-8")
    monkeypatch.setattr(import_dialog, "ask_for_table", lambda window, folder: table)
    desk.open(file)
    desk.wizard.go_to_step("expectations")
    settle()
    desk.wizard.go_to_field("expectations.evidence.histories")
    settle()
    press(desk.wizard, "expectations.evidence.histories:import")
    dialog = desk.window.findChild(ImportDialog)
    assert dialog is not None
    job = desk.renderer.sent[-1].job
    assert isinstance(job, ImportJob)
    dialog._drop()  # the ready renderer has answered with a document
    dialog.imported.emit(import_history(job.agreement, job.level, table))
    settle()

    assert len(desk.store.value("expectations.evidence.histories.0.windows")) == 7
    focused = desk.window.focusWidget()
    assert focused is None or focused.objectName() != ""
    dialog.close()


def test_nothing_is_asked_where_no_file_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer, store = HeldRenderer(), DraftStore(AGREEMENT)
    monkeypatch.setattr(import_dialog, "ask_for_table", lambda window, folder: None)
    window = QLabel()
    import_dialog.import_history(store, renderer, "uptime", window, lambda path: None)

    assert renderer.sent == []


def test_the_period_of_outages_can_be_said_and_a_day_nobody_understands_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "outages.csv"
    path.write_text(
        "Start,End\n2026-01-05 10:00,2026-01-05 11:00\n2026-03-05 10:00,2026-03-05 10:30\n", encoding="utf-8"
    )
    importing = Importing(path).work()
    line = find(importing.dialog, QLineEdit, "import.last")
    enter(importing.dialog, "import.last", "whenever")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert "“whenever”" in said(importing.dialog)
    enter(importing.dialog, "import.last", "30 June 2026")
    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert importing.answers().last == dt.date(2026, 6, 30)
    assert "6 windows" in read(importing.work().dialog, "import.gives")
    importing.dialog.close()


def test_the_limit_of_readings_is_typed_and_what_gaps_mean_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "rack.csv"
    lines = [f"2026-01-{day:02} {hour:02}:00,{21 + hour % 3}" for day in range(1, 32) for hour in range(24) if day != 9]
    path.write_text("Time,Temperature\n" + "\n".join(lines) + "\n", encoding="utf-8")
    importing = Importing(path).work()
    assert "Past which limit" in said(importing.dialog)
    assert find(importing.dialog, QLineEdit, "import.above").isVisible()

    enter(importing.dialog, "import.above", "22,5")
    QTest.keyClick(find(importing.dialog, QLineEdit, "import.above"), Qt.Key.Key_Tab)
    assert importing.answers().above == Decimal("22.5")
    press(importing.work().dialog, "import.question.0.unknown")

    assert importing.answers().gaps == "unknown"
    gives = read(importing.work().dialog, "import.gives")
    assert "1 window" in gives
    assert "66.6667 %" in gives.replace("\u00a0", " ")
    assert importing.store.agreement == AGREEMENT
    importing.dialog.close()


def test_limits_are_asked_of_readings_alone(months: Importing) -> None:
    months.work()
    assert not find(months.dialog, QLineEdit, "import.above").isVisible()
