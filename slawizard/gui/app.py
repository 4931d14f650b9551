"""Puts the program with a window together: settings, store, render process, window; and catches what nobody foresaw."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from slawizard.errors import SlaWizardError
from slawizard.gui import alerts, tasks, theme
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.main_window import MainWindow
from slawizard.gui.starter_pictures import StarterPictures
from slawizard.i18n import _
from slawizard.screen import why_no_screen
from slawizard.settings import load_settings
from slawizard.storage.starters import list_starters, load_starter
from slawizard.worker.client import RenderWorker


class NoScreenError(SlaWizardError):
    """There is no screen to open a window on."""


class Program:
    """Everything a window needs, made once. `start` shows it; what is heavy begins after the first paint."""

    def __init__(self, app: QApplication, worker: RenderWorker | None = None) -> None:
        tasks.open_door()
        settings = load_settings()
        theme.apply(app, settings.theme.value)
        self.store = DraftStore()
        self.session = DraftSession(self.store)
        self.worker = worker or RenderWorker()
        self.window = MainWindow(self.session, self.worker, settings)
        self._pictures = StarterPictures(self.worker, load_starter)
        self._pictures.drawn.connect(self.window.show_picture)
        self._telling = False

    def start(self, file: Path | None = None) -> None:
        """Show the window, and the draft in `file` when one is given."""
        self.window.first_painted.connect(self._on_first_painted)
        self.window.show()
        if file is not None:
            self.window.files.open(file)

    def close(self) -> None:
        """Let go of everything outside this process."""
        self.worker.close()
        tasks.close_door()

    def _on_first_painted(self) -> None:
        tasks.run_in_background(self._warm_up, lambda _done: self._pictures.draw(s.key for s in list_starters()))
        self.window.look_for_recovered()

    def _warm_up(self) -> None:
        """What the first paint did without, fetched before somebody waits for it."""
        self.worker.start()
        import slawizard.checks
        import slawizard.gui.panel.page_view
        import slawizard.gui.wizard_view  # noqa: F401

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the unsaved work first, then tell the user; the trace goes to standard error for whoever mends it."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            QTimer.singleShot(0, self.window.close)
            return
        self.session.autosave.flush()
        if not isinstance(error, SlaWizardError):
            sys.__excepthook__(kind, error, trace)
        if not self._telling:  # one box at a time: an error in every paint must not bury the screen
            self._telling = True
            alerts.show_error(error, self.window)
            self._telling = False


def run(file: Path | None = None) -> int:
    """Run the program with its window and return its exit code. Raises NoScreenError where none can open."""
    reason = why_no_screen(os.environ)  # Qt would end the process instead of saying so
    if reason:
        raise NoScreenError(reason, remedy=_("`slawizard --help` lists what can be done without a window."))
    QApplication.setApplicationName("slawizard")
    app = QApplication([sys.argv[0]])
    app.setDesktopFileName("slawizard")
    program = Program(app)
    sys.excepthook = program.catch
    program.start(file)
    try:
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        program.close()
