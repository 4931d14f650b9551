"""Printing: every page that was chosen arrives, and a printer that refuses is told in words."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from slawizard.checks import Finding, FindingLevel
from slawizard.gui.dialogs import printing
from slawizard.gui.dialogs.printing import PrintJob, print_agreement
from slawizard.worker.protocol import ExportJob
from tests.agreements.examples import small
from tests.drivers import Heard, until
from tests.gui.renderers import HeldRenderer, two_pages

ERROR = Finding("CON-BAND-GAP", FindingLevel.ERROR, "consequences.rules.0", "A gap.", "Why.", "Mend.")


def paper(path: Path) -> QPrinter:
    """A printer that writes a PDF instead."""
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.fixture
def window() -> QWidget:
    """The window over which the progress is shown."""
    return QWidget()


def test_every_page_is_printed(tmp_path: Path, window: QWidget) -> None:
    job = PrintJob(two_pages(), paper(tmp_path / "out.pdf"), window)
    finished = Heard(job.finished)
    job.start()
    until(lambda: len(finished) == 1)

    with pikepdf.open(tmp_path / "out.pdf") as printed:
        assert len(printed.pages) == 2


def test_only_the_chosen_pages_are_printed(tmp_path: Path, window: QWidget) -> None:
    printer = paper(tmp_path / "out.pdf")
    printer.setFromTo(2, 2)
    job = PrintJob(two_pages(), printer, window)
    finished = Heard(job.finished)
    job.start()
    until(lambda: len(finished) == 1)

    with pikepdf.open(tmp_path / "out.pdf") as printed:
        assert len(printed.pages) == 1


def test_a_document_without_pages_is_told_in_words(tmp_path: Path, window: QWidget) -> None:
    job = PrintJob(b"no pdf", paper(tmp_path / "out.pdf"), window)
    failed = Heard(job.failed)
    job.start()

    assert "did not take the document" in str(failed.last)


@pytest.mark.parametrize(("findings", "watermark"), [((), ""), ((ERROR,), "DRAFT")])
def test_with_errors_left_what_is_printed_is_a_draft(
    findings: tuple[Finding, ...], watermark: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(printing, "choose_printer", lambda window: paper(tmp_path / "out.pdf"))
    renderer = HeldRenderer()
    print_agreement(small(), findings, renderer, QWidget())

    assert renderer.sent[0].job == ExportJob(small(), "pdf", watermark)


def test_nothing_is_made_when_no_printer_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "choose_printer", lambda window: None)
    renderer = HeldRenderer()
    print_agreement(small(), (), renderer, QWidget())

    assert renderer.sent == []
