"""Printing the agreement: the pages of the PDF as they are, one after the other, with progress."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QProgressDialog, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import ExportError
from slawizard.gui import alerts
from slawizard.gui.dialogs.export_dialog import WATERMARK
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread
from slawizard.i18n import _
from slawizard.worker.protocol import ExportJob

_POINTS_PER_INCH = 72
# Sharp on paper; more only makes the job larger.
_PRINT_DPI = 300


def print_agreement(agreement: Agreement, findings: tuple[Finding, ...], renderer: Renderer, window: QWidget) -> None:
    """Ask for a printer, have the PDF made, and print it; as a draft while errors are left, as in an export."""
    printer = choose_printer(window)
    if printer is None:
        return
    has_errors = any(finding.level is FindingLevel.ERROR for finding in findings)
    job = ExportJob(agreement, "pdf", WATERMARK if has_errors else "")

    def tell(error: Exception) -> None:
        alerts.show_error(error, window)

    def send(pdf: bytes) -> None:
        sheets = PrintJob(pdf, printer, window)
        sheets.failed.connect(tell)
        sheets.start()

    renderer.submit(job, on_window_thread(send), on_window_thread(tell))


def choose_printer(parent: QWidget) -> QPrinter | None:
    """Ask for printer and pages; None when the user changed their mind."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print the agreement"))
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class PrintJob(QObject):
    """Sends a PDF to a printer page by page; pages are drawn on another thread. Ends with `finished` or `failed`."""

    finished = Signal()
    failed = Signal(object)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QWidget) -> None:
        super().__init__(parent)
        self._printer = printer
        self._painter = QPainter()
        self._document = QPdfDocument(self)
        # The document reads from the buffer to its very end, so the buffer goes with it and not before.
        buffer = QBuffer(self._document)
        buffer.setData(QByteArray(pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(buffer)
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setDocument(self._document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._on_page_rendered)
        self._pages = _chosen_pages(printer, self._document.pageCount())
        self._progress = QProgressDialog(_("Printing…"), _("Cancel"), 0, max(len(self._pages), 1), parent)
        self._progress.setObjectName("print.progress")
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._sent = 0

    def start(self) -> None:
        """Begin with the first page."""
        if not self._pages or not self._painter.begin(self._printer):
            self._end()
            self.failed.emit(
                ExportError(
                    _("The printer did not take the document."),
                    where=self._printer.printerName(),
                    remedy=_("Check the printer, or export a PDF and print that."),
                )
            )
            return
        self._progress.show()
        self._ask_for_page()

    def _ask_for_page(self) -> None:
        number = self._pages[self._sent]
        points = self._document.pagePointSize(number)
        scale = min(_PRINT_DPI, self._printer.resolution()) / _POINTS_PER_INCH
        self._renderer.requestPage(number, QSize(round(points.width() * scale), round(points.height() * scale)))

    def _on_page_rendered(self, number: int, size: QSize, picture: QImage, *_rest: object) -> None:
        if self._progress.wasCanceled():
            self._printer.abort()
            self._end()
            self.finished.emit()
            return
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        target = QSize(picture.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRect(sheet.topLeft(), target), picture)
        self._sent += 1
        self._progress.setValue(self._sent)
        if self._sent < len(self._pages):
            self._printer.newPage()
            self._ask_for_page()
        else:
            self._end()
            self.finished.emit()

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._progress.close()
        self._progress.deleteLater()
        self._document.close()
        self.deleteLater()


def _chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages to print, counted from 0: all of them, or the range that was asked for."""
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return list(range(first - 1, min(last, count)))
