"""Importing a history: what was understood of a file, what is asked about it, how far it is, and what it gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.evidence import ImportAnswers, Imported, with_evidence
from slawizard.gui import alerts
from slawizard.gui.dialogs.files import ask_for_table
from slawizard.gui.dialogs.import_preview import ImportPreview
from slawizard.gui.dialogs.import_questions import ImportQuestions
from slawizard.gui.dialogs.import_result import ImportResult
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.tasks import on_window_thread
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.gui.widgets.field_box import plain_label
from slawizard.gui.widgets.quiet_combo import QuietCombo
from slawizard.i18n import _
from slawizard.worker.protocol import ImportJob

_folder: Path | None = None
"""Where the last file was, as long as the program runs."""


class ImportDialog(QDialog):
    """Reads one file as the history of a service level. `imported` carries what the draft is to keep.

    Every answer reads the file anew, in the render process: nothing here waits, and it can be cancelled.
    """

    imported = Signal(object)

    def __init__(
        self, agreement: Agreement, level_id: str, path: Path, renderer: Renderer, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._agreement = agreement
        self._path = path
        self._renderer = renderer
        self._answers = ImportAnswers()
        self._ticket: int | None = None
        self._turn = 0
        self._found: Imported | None = None
        self._level = QuietCombo()
        self._questions = ImportQuestions()
        self._preview = ImportPreview()
        self._result = ImportResult()
        self._bar = QProgressBar()
        self._note = plain_label(role=Role.SOFT, wraps=True)
        self._close = QPushButton(_("Cancel"))
        self._keep = QPushButton(_("Use this history"))
        self.setObjectName("import")
        self.setWindowTitle(_("Import a history"))
        self._build(level_id)
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.9))
        self._read()

    def sizeHint(self) -> QSize:
        """Wide enough for a table, and no higher than a small screen."""
        return QSize(text_width(110), text_width(105))

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self, level_id: str) -> None:
        inside = QWidget()
        set_role(inside, Role.PAPER)
        middle = QVBoxLayout(inside)
        middle.setContentsMargins(0, 0, 3 * SPACE, 0)
        middle.setSpacing(4 * SPACE)
        for part in (self._questions, self._result, self._preview):
            middle.addWidget(part)
            part.hide()
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("import.parts")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        set_role(self, Role.PAPER)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(5 * SPACE,) * 4)
        column.setSpacing(3 * SPACE)
        title = plain_label(self._path.name, Role.CARD_TITLE, wraps=True)
        column.addWidget(title)
        column.addLayout(self._build_level(level_id))
        column.addWidget(scroll, 1)
        self._bar.setRange(0, 100)
        self._bar.setObjectName("import.progress")
        self._bar.setAccessibleName(_("Progress"))
        column.addWidget(self._bar)
        self._note.setObjectName("import.note")
        column.addWidget(self._note)
        column.addLayout(self._build_buttons())
        self._questions.answered.connect(self._on_answered)
        self._preview.changed.connect(self._on_answered)

    def _build_level(self, level_id: str) -> QHBoxLayout:
        self._level.setObjectName("import.level")
        self._level.setAccessibleName(_("Service level"))
        self._level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for level in self._agreement.metrics.levels:
            self._level.addItem(level.name or level.id, level.id)
        self._level.setCurrentIndex(max(self._level.findData(level_id), 0))
        self._level.activated.connect(lambda _row: self._on_answered(ImportAnswers(table=self._answers.table)))
        label = plain_label(_("History of"))
        label.setBuddy(self._level)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self._level, 1)
        return row

    def _build_buttons(self) -> QHBoxLayout:
        set_role(self._keep, Role.PRIMARY)
        self._keep.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for button, name, slot in (
            (self._close, "import.close", self.reject),
            (self._keep, "import.keep", self._on_keep),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
            row.addWidget(button)
        return row

    # --- reading -----------------------------------------------------------------------------------------------

    def _on_answered(self, answers: ImportAnswers) -> None:
        self._answers = answers
        self._read()

    def _read(self) -> None:
        """Read the file with the answers given so far; what was asked before is dropped."""
        self._drop()
        turn = self._turn
        self._show_busy(True)
        self._ticket = self._renderer.submit(
            ImportJob(self._agreement, str(self._level.currentData() or ""), str(self._path), self._answers),
            on_window_thread(lambda found: self._on_read(turn, found)),
            on_window_thread(lambda error: self._on_failed(turn, error)),
            on_window_thread(lambda share, words: self._on_progress(turn, share, words)),
        )

    def _drop(self) -> None:
        self._turn += 1
        if self._ticket is not None:
            self._renderer.cancel(self._ticket)
            self._ticket = None

    def _on_progress(self, turn: int, share: float, words: str) -> None:
        if turn == self._turn:
            self._bar.setValue(round(share * 100))
            self._bar.setFormat(f"{words} – %p %" if words else "%p %")

    def _on_read(self, turn: int, found: Imported) -> None:
        if turn != self._turn:
            return
        self._ticket, self._found = None, found
        self._show_busy(False)
        self._questions.show_questions(found, self._answers)
        self._preview.show_file(found, self._answers)
        self._result.show_result(found, self._agreement)
        is_ready = not found.questions and bool(found.histories)
        self._keep.setEnabled(is_ready)
        if found.questions:
            self._say(_("Answer the questions: then it is clear what the file says."), Role.WARN)
            self._questions.focus_first()
        elif is_ready:
            self._say("")
            self._keep.setFocus()
        else:
            self._say(_("No row could be used. Look at the reasons, and at what each column is taken for."), Role.BAD)

    def _on_failed(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self._ticket = None
        self._show_busy(False)
        self._keep.setEnabled(False)
        self._result.hide()
        if isinstance(error, SlaWizardError):
            self._say(" ".join(part for part in (error.what, error.remedy) if part), Role.BAD)
        else:
            alerts.show_error(error, self)

    def _show_busy(self, busy: bool) -> None:
        self._bar.setValue(0)
        self._bar.setFormat("%p %")
        self._bar.setVisible(busy)
        self._keep.setEnabled(False)
        for part in (self._questions, self._preview, self._level):
            part.setEnabled(not busy)
        if busy:
            self._say(_("Reading the file…"))

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        set_role(self._note, role)
        self._note.setText(words)
        self._note.setVisible(bool(words))

    # --- the end -----------------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        if self._found is not None:
            self.imported.emit(self._found)
            self.accept()

    def reject(self) -> None:
        """Escape and Cancel first end the reading, then close."""
        if self._ticket is None:
            super().reject()
            return
        self._drop()
        self._show_busy(False)
        self._say(_("Cancelled. Nothing was changed."))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window ends the reading, too."""
        self._drop()
        super().closeEvent(event)


def import_history(
    store: DraftStore, renderer: Renderer, level_id: str, window: QWidget, kept: Callable[[str], object]
) -> None:
    """Ask for a file and open the dialog on it; `kept` is called with the path of the history that came in."""
    global _folder
    path = ask_for_table(window, _folder or Path.home())
    if path is None:
        return
    _folder = path.parent
    dialog = ImportDialog(store.agreement, level_id, path, renderer, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.imported.connect(lambda found: kept(keep_imported(store, found)))
    dialog.open()


def keep_imported(store: DraftStore, found: Imported) -> str:
    """Put what was imported into the draft as one edit; the path of the first history that came in."""
    evidence = with_evidence(store.agreement, found, replace=True).expectations.evidence
    store.end_burst()
    store.edit("expectations.evidence", evidence)
    store.end_burst()
    place = evidence.histories.index(found.histories[0])
    return f"expectations.evidence.histories.{place}.windows"
