"""Exporting the agreement, with a DRAFT watermark where errors are left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import ExportError, SlaWizardError
from slawizard.export.formats import FORMATS
from slawizard.gui.dialogs.files import file_name_for
from slawizard.gui.dialogs.reference_row import ReferenceRow
from slawizard.gui.dialogs.write_dialog import Failed, Made, WriteDialog
from slawizard.gui.panel.finding_rows import Waived
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.i18n import Plural, _
from slawizard.worker.protocol import ExportJob

WATERMARK = "DRAFT"


class ExportDialog(WriteDialog):
    """Makes the agreement's document. `findings` are those that count; the `waived`, let stand, hold up nothing.

    `style` says in words which house style it will be in. `reference` is the Word file used last; `reference_chosen`
    carries another, or "" for none. `field_chosen` carries the field of a clause's text that stands in the way.
    """

    reference_chosen = Signal(str)
    field_chosen = Signal(str)

    def __init__(
        self,
        agreement: Agreement,
        findings: tuple[Finding, ...],
        renderer: Renderer,
        folder: Path,
        format_key: str = "",
        parent: QWidget | None = None,
        *,
        waived: tuple[Waived, ...] = (),
        style: str = "",
        reference: str = "",
    ) -> None:
        super().__init__(renderer, folder, tuple(FORMATS.values()), parent)
        self._agreement = agreement
        self._errors = sum(finding.level is FindingLevel.ERROR for finding in findings)
        self._waived = waived
        self._watermark = QCheckBox(_("Print &DRAFT across every page"))
        self._style = _note("export.style", style, Role.SOFT)
        self._reference = ReferenceRow("export", folder)
        self._waiting: tuple[Made, Failed] | None = None
        self._in_the_way = ""
        self._mend = QPushButton(_("&Mend the clause…"))
        self._mend.setObjectName("export.mend")
        self._mend.clicked.connect(lambda _checked=False: self._on_mend())
        self._mend.hide()
        self.setWindowTitle(_("Export the agreement"))
        self.setMinimumWidth(text_width(76))
        column = self.build_column(_("Export as"), format_key if format_key in FORMATS else next(iter(FORMATS)))
        column.setContentsMargins(6 * SPACE, 6 * SPACE, 6 * SPACE, 5 * SPACE)
        self.setLayout(column)
        self._formats.buttonToggled.connect(lambda _button, _on: self._show_reference())
        self._reference.chosen.connect(self.reference_chosen)
        self._reference.read.connect(self._on_reference_read)
        self._reference.show_path(reference)
        self._show_reference()

    def build_choices(self) -> QVBoxLayout:
        """The watermark, why it cannot be taken off, what is let stand; the house style, and a Word file's styles."""
        self._watermark.setObjectName("export.watermark")
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._watermark)
        if self._errors:
            left = Plural("{count} error is left.", "{count} errors are left.").of(self._errors)
            left += " " + _("Until they are mended or let stand, the agreement can be exported as a draft only.")
            column.addWidget(_note("export.errors", left, Role.BAD))
            self._watermark.setChecked(True)
            self._watermark.setEnabled(False)
        if self._waived:
            column.addWidget(_note("export.waived", _waived_words(self._waived), Role.DERIVED))
        column.addSpacing(2 * SPACE)
        if self._style.text():
            column.addWidget(self._style)
        column.addWidget(self._reference)
        return column

    def _show_reference(self) -> None:
        """Only a Word document takes over the styles of another."""
        self._reference.setVisible(self.format_key == "docx")
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Words that wrap do not make a window higher by themselves."""
        column = self.layout()
        if column is not None:
            self.resize(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def build_button_row(self, *buttons: QPushButton) -> QLayout:
        """The same row, with the way to the clause that cannot be shown before it."""
        row = QHBoxLayout()
        row.addWidget(self._mend)
        row.addLayout(super().build_button_row(*buttons), 1)
        return row

    def _on_failed(self, turn: int, error: Exception) -> None:
        super()._on_failed(turn, error)
        if turn == self._turn and isinstance(error, SlaWizardError) and error.where.startswith("texts."):
            self._in_the_way = error.where
            self._mend.show()

    def _on_mend(self) -> None:
        self.reject()
        self.field_chosen.emit(self._in_the_way)

    def lock_choices(self, locked: bool) -> None:
        """With errors left, the watermark stays locked."""
        self._mend.hide()
        self._watermark.setEnabled(not locked and not self._errors)
        self._reference.setEnabled(not locked)
        if not locked:
            self._waiting = None

    @property
    def watermark(self) -> str:
        """The words across every page; empty: none. With errors left there is no way without."""
        return WATERMARK if self._errors or self._watermark.isChecked() else ""

    def file_stem(self) -> str:
        """The agreement's title and reference."""
        return file_name_for(self._agreement.title, self._agreement.frame.reference)

    def submit(self, done: Made, failed: Failed) -> int | None:
        """Send the agreement, with the styles of the Word file where that is one; as soon as it has been read."""
        if self.format_key != "docx":
            return self._renderer.submit(ExportJob(self._agreement, self.format_key, self.watermark), done, failed)
        if self._reference.is_reading:
            self._waiting = done, failed
            return None
        if not self._reference.is_ready:
            failed(
                ExportError(_("Your company’s Word file cannot be read."), remedy=_("Choose another, or remove it."))
            )
            return None
        job = ExportJob(self._agreement, "docx", self.watermark, reference=self._reference.data)
        return self._renderer.submit(job, done, failed)

    def _on_reference_read(self) -> None:
        QTimer.singleShot(0, self, self._grow)
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            self._ticket = self.submit(*waiting)


def _waived_words(waived: tuple[Waived, ...]) -> str:
    words = Plural(
        "{count} finding is let stand, for the reason that the draft keeps",
        "{count} findings are let stand, for the reasons that the draft keeps",
    ).of(len(waived))
    errors = sum(finding.level is FindingLevel.ERROR for finding, _waiver in waived)
    if errors:
        words += Plural("; {count} of them an error", "; {count} of them errors").of(errors)
    return words + "."


def _note(name: str, words: str, role: Role) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    set_role(label, role)
    return label
