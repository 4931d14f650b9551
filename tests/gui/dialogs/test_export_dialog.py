"""The export dialog: where to, as what, DRAFT while errors are left, and nothing overwritten unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QRadioButton

from slawizard.agreement.agreement import Waiver
from slawizard.checks import Finding, FindingLevel
from slawizard.commands.documents import LARGEST_REFERENCE_BYTES
from slawizard.errors import ClauseError, ExportError
from slawizard.gui.dialogs import reference_row
from slawizard.gui.dialogs.export_dialog import ExportDialog
from slawizard.gui.dialogs.files import file_name_for
from slawizard.gui.house_styles import HouseStyles
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


def test_a_word_document_takes_over_the_styles_of_the_companys_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company = tmp_path / "company.docx"
    company.write_bytes(b"PK company")
    monkeypatch.setattr(reference_row, "ask_for_reference", lambda parent, folder: company)
    renderer = HeldRenderer()
    shown = dialog(renderer, tmp_path, key="docx")
    heard = Heard(shown.reference_chosen)
    press(shown, "export.reference_choose")
    press(shown, "export.start")
    until(lambda: bool(renderer.sent), "the job")
    job = renderer.sent[0].job

    assert heard.last == str(company)
    assert read(shown, "export.reference") == "company.docx"
    assert isinstance(job, ExportJob)
    assert job.reference == b"PK company"
    shown._cancel()


def test_a_pdf_takes_over_no_styles_and_offers_none(tmp_path: Path) -> None:
    company = tmp_path / "company.docx"
    company.write_bytes(b"PK company")
    renderer = HeldRenderer()
    shown = ExportDialog(small(), (), renderer, tmp_path, "pdf", reference=str(company))
    shown.show()
    assert not find(shown, QPushButton, "export.reference_choose").isVisible()
    press(shown, "export.start")
    job = renderer.sent[0].job
    assert isinstance(job, ExportJob)
    assert job.reference == b""
    shown._cancel()
    find(shown, QRadioButton, "export.format.docx").click()

    assert find(shown, QPushButton, "export.reference_remove").isVisible()


@pytest.mark.parametrize("size", [None, 0, LARGEST_REFERENCE_BYTES + 1])
def test_a_reference_file_that_cannot_be_read_is_said_and_nothing_is_sent(tmp_path: Path, size: int | None) -> None:
    company = tmp_path / "company.docx"
    if size is not None:
        with company.open("wb") as file:
            file.truncate(size)
    renderer = HeldRenderer()
    shown = ExportDialog(small(), (), renderer, tmp_path, "docx", reference=str(company))
    shown.show()
    until(lambda: not shown._reference.is_reading, "the file to be read")
    assert read(shown, "export.reference_trouble")
    press(shown, "export.start")
    until(lambda: "cannot be read" in read(shown, "export.note"), "the words")

    assert renderer.sent == []
    press(shown, "export.reference_remove")
    press(shown, "export.start")
    assert len(renderer.sent) == 1
    shown._cancel()


def test_the_refusal_of_a_reference_file_is_shown(tmp_path: Path) -> None:
    company = tmp_path / "company.docx"
    company.write_bytes(b"no Word file")
    renderer = HeldRenderer()
    shown = ExportDialog(small(), (), renderer, tmp_path, "docx", reference=str(company))
    shown.show()
    until(lambda: not shown._reference.is_reading, "the file to be read")
    press(shown, "export.start")
    renderer.sent[0].failed(ExportError("company.docx is no Word file.", remedy="Choose another."))
    until(lambda: read(shown, "export.note") == "company.docx is no Word file. Choose another.", "the words")


def test_the_house_style_is_said(tmp_path: Path) -> None:
    styles = HouseStyles()
    assert styles.words("") == "House style: SLA Wizard’s own"
    shown = ExportDialog(small(), (), HeldRenderer(), tmp_path, "pdf", style=styles.words("Cedarline"))

    assert read(shown, "export.style") == (
        "The house style “Cedarline” is not on this machine: SLA Wizard’s own is used."
    )
