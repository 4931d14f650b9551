"""Many agreements from a table: put together, written with progress and a way to stop, looked through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from slawizard.batch.crew import LocalCrew
from slawizard.gui import alerts
from slawizard.gui.dialogs.batch_planning import BatchOffer
from slawizard.gui.dialogs.batch_running import BatchRun
from slawizard.gui.dialogs.batch_set_up import BatchSetUp, error_words
from slawizard.gui.dialogs.batch_work import BatchWork
from slawizard.gui.theme import SPACE, Role, set_role, text_width
from slawizard.i18n import Plural, _

if TYPE_CHECKING:
    from slawizard.batch.crew import Crew
    from slawizard.batch.run import Progress, RowReport, Summary
    from slawizard.gui.house_styles import HouseStyles
    from slawizard.gui.panel.live_preview import Renderer
    from slawizard.settings import BatchMemory

_WRITE = Plural("&Write {count} agreement", "&Write {count} agreements")


class BatchDialog(QDialog):
    """Writes the agreements that are put together in it. `begun` carries a BatchMemory of what was chosen."""

    begun = Signal(object)

    def __init__(
        self,
        offers: Sequence[BatchOffer],
        styles: HouseStyles,
        folder: Path,
        renderer: Renderer,
        parent: QWidget | None = None,
        hire: Callable[[int], Crew] = LocalCrew,
    ) -> None:
        """`folder` is where file dialogs begin; `renderer` reads the table; `hire` gives a crew of so many."""
        super().__init__(parent)
        self._hire = hire
        self._total = self._done = 0
        self._leaving = False
        self._pages = QStackedWidget()
        self._set_up = BatchSetUp(offers, styles, folder, renderer)
        self._work, self._run = BatchWork(), BatchRun(self)
        self._buttons: dict[str, QPushButton] = {}
        self._build()
        self._set_up.changed.connect(self._show_state)
        self._run.progressed.connect(self._on_progress)
        self._run.ended.connect(self._on_ended)
        self._run.failed.connect(self._on_failed)
        self._show_state()
        self.resize(self.sizeHint())  # Qt by itself would take no more than two thirds of the screen

    def sizeHint(self) -> QSize:
        """Wide enough for a table, and no larger than a small screen."""
        return QSize(text_width(160), text_width(112)).boundedTo(self.screen().availableSize() * 0.94)

    def show_offers(self, offers: Sequence[BatchOffer]) -> None:
        """Offer these templates now."""
        self._set_up.show_offers(offers)

    def offer_again(self, memory: BatchMemory) -> None:
        """Offer the choices of the last batch."""
        self._set_up.offer_again(memory)

    # --- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setObjectName("batch")
        self.setWindowTitle(_("Many agreements from a table"))
        set_role(self, Role.PAPER)
        self._pages.addWidget(self._set_up)
        self._pages.addWidget(self._work)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * SPACE, 5 * SPACE, 5 * SPACE, 4 * SPACE)
        column.setSpacing(3 * SPACE)
        column.addWidget(self._pages, 1)
        column.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        for name, words, slot in (
            ("back", _("&Back to the choices"), self._go_back),
            ("close", _("Close"), self._stop_or_close),
            ("write", _("&Write"), self._on_write),
        ):
            button = self._buttons[name] = QPushButton(words)
            button.setObjectName(f"batch.{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            row.addWidget(button)
        row.insertStretch(1, 1)
        set_role(self._buttons["write"], Role.PRIMARY)
        self._buttons["write"].setDefault(True)
        self._buttons["write"].setEnabled(False)
        self._buttons["back"].hide()
        return row

    def _show_state(self) -> None:
        if self._pages.currentWidget() is not self._set_up:
            return
        plan, left = self._set_up.plan, self._set_up.left
        self._buttons["write"].setText(_WRITE.of(left) if left > 0 else _("&Write"))
        self._buttons["write"].setEnabled(plan is not None and any(not row.problem for row in plan.rows))

    # --- writing -----------------------------------------------------------------------------------------------

    def _on_write(self) -> None:
        folder = self._set_up.files.path
        plan, jobs = self._set_up.plan, self._set_up.files.jobs.value()
        if plan is None or folder is None or self._run.is_running:
            return
        self._total, self._done = len(plan.rows), 0
        self._work.show_start(self._total, folder)
        self._pages.setCurrentWidget(self._work)
        self._run.start(plan, folder, lambda: self._hire(jobs))
        self.begun.emit(self._set_up.memory())
        self._show_buttons(running=True)
        self._buttons["close"].setFocus()

    def _on_progress(self, progress: Progress, reports: tuple[RowReport, ...]) -> None:
        self._done = progress.done
        self._work.show_progress(progress, reports)

    def _on_ended(self, summary: Summary, reports: tuple[str, ...]) -> None:
        self._work.show_end(summary, reports)
        self._show_buttons(running=False, goes_on=summary.stopped or summary.trouble is not None)
        self._leave_if_asked()

    def _on_failed(self, error: Exception) -> None:
        self._work.show_failure(error_words(error))
        self._show_buttons(running=False, goes_on=True)
        self._leave_if_asked()

    def _leave_if_asked(self) -> None:
        if self._leaving:
            super().reject()

    def _show_buttons(self, *, running: bool, goes_on: bool = False) -> None:
        self._buttons["back"].setVisible(not running)
        self._buttons["close"].setText(_("&Stop") if running else _("Close"))
        self._buttons["close"].setEnabled(True)
        self._buttons["write"].setVisible(goes_on)
        self._buttons["write"].setText(_("&Go on"))
        self._buttons["write"].setEnabled(goes_on)

    def _go_back(self) -> None:
        self._pages.setCurrentWidget(self._set_up)
        self._buttons["back"].hide()
        self._buttons["write"].show()
        self._set_up.ask_anew()

    # --- closing -----------------------------------------------------------------------------------------------

    def _stop_or_close(self) -> None:
        """Stop what is under way, which keeps what is done; else close."""
        if not self._run.is_running:
            self.reject()
            return
        self._run.stop()
        self._buttons["close"].setEnabled(False)
        self._buttons["close"].setText(_("Stopping…"))

    def reject(self) -> None:
        """Escape closes; while something is under way, after a question."""
        if self._run.is_running:
            self.close()
        else:
            self._set_up.drop()
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """While something is under way, ask first."""
        if not self._run.is_running:
            self._set_up.drop()
            super().closeEvent(event)
            return
        event.ignore()
        if alerts.ask_to_stop_writing(self._done, self._total, self) is alerts.Answer.DISCARD:
            self._leaving = True
            self._stop_or_close()  # closes at once where it was done while the question was there
