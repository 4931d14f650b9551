"""The export dialog: where to, as what, DRAFT while errors are left, and nothing overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton

from slawizard.agreement.agreement import Waiver
from slawizard.checks import Finding, FindingLevel
from slawizard.errors import ClauseError, ExportError
from slawizard.gui.dialogs.export_dialog import ExportDialog
from slawizard.gui.dialogs.files import file_name_for
from slawizard.worker.protocol import ExportJob
from tests.agreements.examples import small
from tests.drivers import Answers, Heard, enter, find, press, read, until
from tests.gui.renderers import HeldRenderer, ReadyRenderer

ERROR = Finding("CON-BAND-GAP", FindingLevel.ERROR, "consequences.rules.0", "A gap.", "Why.", "Mend.")


def dialog(renderer: HeldRenderer, folder: Path, *findings: Finding, key: str = "pdf") -> ExportDialog:
    made = ExportDialog(small(), findings, renderer, folder, key)
    made.show()
    return made


def test_the_file_name_is_proposed_from_title_and_reference(tmp_path: Path) -> None:
    shown = dialog(HeldRenderer(), tmp_path)

    assert read(shown, "export.path") == str(tmp_path / "Service-Level-Agreement-for-Harbour-Ledger-HS-2027-014.pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B \\ C: <x>", "A-B-C-x"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("", "agreement"),
        ("Vereinbarung für Ärzte", "Vereinbarung-für-Ärzte"),
    ],
)
def test_a_title_makes_a_harmless_file_name(title: str, name: str) -> None:
    assert file_name_for(title) == name


def test_the_suffix_follows_the_format(tmp_path: Path) -> None:
    shown = dialog(HeldRenderer(), tmp_path)
    enter(shown, "export.path", str(tmp_path / "mine.pdf"))
    find(shown, QRadioButton, "export.format.docx").click()

    assert read(shown, "export.path") == str(tmp_path / "mine.docx")


def test_the_format_follows_a_suffix_that_is_typed(tmp_path: Path) -> None:
    shown = dialog(HeldRenderer(), tmp_path)
    enter(shown, "export.path", str(tmp_path / "Mine.DOCX"))

    assert find(shown, QRadioButton, "export.format.docx").isChecked()
    assert read(shown, "export.path") == str(tmp_path / "Mine.DOCX"), "the name stays as it was typed"


def test_a_name_without_a_folder_is_written_into_the_folder_that_was_proposed(tmp_path: Path) -> None:
    shown = dialog(ReadyRenderer(b"%PDF"), tmp_path)
    heard = Heard(shown.exported)
    enter(shown, "export.path", "mine.pdf")
    press(shown, "export.start")
    until(lambda: len(heard) == 1, "the export")

    assert heard.last == tmp_path / "mine.pdf"


def test_the_document_is_written_where_it_was_wanted(tmp_path: Path) -> None:
    shown = dialog(ReadyRenderer(b"%PDF"), tmp_path)
    heard = Heard(shown.exported)
    enter(shown, "export.path", str(tmp_path / "mine.pdf"))
    press(shown, "export.start")
    until(lambda: len(heard) == 1)

    assert (tmp_path / "mine.pdf").read_bytes() == b"%PDF"
    assert find(shown, QPushButton, "export.open_folder").isVisible()


def test_without_errors_there_is_no_watermark_unless_it_is_wanted(tmp_path: Path) -> None:
    shown = dialog(HeldRenderer(), tmp_path)
    assert shown.watermark == ""
    find(shown, QCheckBox, "export.watermark").click()

    assert shown.watermark == "DRAFT"


def test_with_errors_left_every_export_is_a_draft(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path, ERROR)
    press(shown, "export.start")

    assert not find(shown, QCheckBox, "export.watermark").isEnabled()
    assert "1 error is left." in read(shown, "export.errors")
    assert renderer.sent[0].job == ExportJob(small(), "pdf", "DRAFT")


def test_after_a_failure_the_draft_watermark_still_cannot_be_taken_off(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path, ERROR)
    press(shown, "export.start")
    renderer.sent[0].failed(ExportError("No.", remedy="Try again."))
    until(lambda: read(shown, "export.note") == "No. Try again.")

    assert not find(shown, QCheckBox, "export.watermark").isEnabled()


def test_an_existing_file_is_replaced_only_after_a_yes(tmp_path: Path) -> None:
    target = tmp_path / "mine.pdf"
    target.write_text("old")
    renderer = ReadyRenderer(b"%PDF")
    shown = dialog(renderer, tmp_path)
    enter(shown, "export.path", str(target))
    with Answers("answer.cancel"):
        press(shown, "export.start")
    assert renderer.sent == []
    assert target.read_text() == "old"

    heard = Heard(shown.exported)
    with Answers("answer.overwrite"):
        press(shown, "export.start")
    until(lambda: len(heard) == 1)
    assert target.read_bytes() == b"%PDF"


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path)
    target = tmp_path / "mine.pdf"
    enter(shown, "export.path", str(target))
    press(shown, "export.start")
    target.write_text("theirs")
    renderer.sent[0].done(b"%PDF")
    until(lambda: "already" in read(shown, "export.note"))

    assert target.read_text() == "theirs"


def test_cancelling_tells_the_render_process_and_writes_nothing(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path)
    heard = Heard(shown.exported)
    enter(shown, "export.path", str(tmp_path / "mine.pdf"))
    press(shown, "export.start")
    assert read(shown, "export.close") == "Cancel"
    press(shown, "export.close")
    renderer.sent[0].done(b"%PDF")

    assert renderer.cancelled == [0]
    assert read(shown, "export.note") == "Cancelled; no file was written."
    assert len(heard) == 0
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path)
    enter(shown, "export.path", str(tmp_path / "nowhere" / "mine.pdf"))
    press(shown, "export.start")

    assert renderer.sent == []
    assert "folder does not exist" in read(shown, "export.note")


def test_progress_shows_a_figure(tmp_path: Path) -> None:
    shown = dialog(HeldRenderer(), tmp_path)
    press(shown, "export.start")

    assert read(shown, "export.note") == "Making the document… 0 s"


def test_an_unknown_format_of_the_last_time_falls_back_to_the_first(tmp_path: Path) -> None:
    assert dialog(HeldRenderer(), tmp_path, key="wpd").format_key


def test_after_a_failure_enter_tries_again(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path)
    press(shown, "export.start")
    until(lambda: len(renderer.sent) == 1, "the job")
    renderer.sent[0].failed(ExportError("It did not work."))
    until(lambda: "It did not work" in read(shown, "export.note"), "the note")

    assert shown.focusWidget() is find(shown, QPushButton, "export.start")


def test_errors_that_are_let_stand_force_no_draft_and_are_told(tmp_path: Path) -> None:
    waived = ((ERROR, Waiver(ERROR.code, ERROR.field, "Nobody falls between.")),)
    shown = ExportDialog(small(), (), HeldRenderer(), tmp_path, "pdf", waived=waived)
    shown.show()

    assert shown.watermark == ""
    assert read(shown, "export.waived") == (
        "1 finding is let stand, for the reason that the draft keeps; 1 of them an error."
    )


def test_a_clause_that_cannot_be_shown_is_told_and_leads_to_its_text(tmp_path: Path) -> None:
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path)
    heard = Heard(shown.field_chosen)
    press(shown, "export.start")
    refusal = ClauseError("The clause “Credits” cannot be shown.", where="texts.edits.0.text", remedy="Mend its text.")
    renderer.sent[0].failed(refusal)
    until(lambda: "cannot be shown" in read(shown, "export.note"), "the note")
    assert "Mend its text." in read(shown, "export.note")
    press(shown, "export.mend")
    assert heard.last == "texts.edits.0.text"
    assert not shown.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []


def test_enter_in_the_name_of_the_file_exports(tmp_path: Path) -> None:
    shown = dialog(ReadyRenderer(b"%PDF"), tmp_path)
    heard = Heard(shown.exported)
    enter(shown, "export.path", "mine.pdf")
    QTest.keyClick(find(shown, QLineEdit, "export.path"), Qt.Key.Key_Return)
    until(lambda: len(heard) == 1, "the export")

    assert heard.last == tmp_path / "mine.pdf"
