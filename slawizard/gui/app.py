"""Puts the program with a window together: settings, store, render process, window; and catches what nobody foresaw."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from slawizard.errors import SlaWizardError
from slawizard.gui import theme
from slawizard.gui.main_window import MainWindow
from slawizard.i18n import _
from slawizard.settings import load_settings

if TYPE_CHECKING:
    from slawizard.gui.starter_pictures import StarterPictures
    from slawizard.gui.workbench import Workbench
    from slawizard.worker.client import RenderWorker


class NoScreenError(SlaWizardError):
    """There is no screen to open a window on."""


class Program:
    """Everything behind a window, put together bit by bit: first what can be seen, then what works."""

    def __init__(self, app: QApplication) -> None:
        settings = load_settings()
        theme.apply(app, settings.theme.value)
        self.window = MainWindow(settings, self._make_workbench)
        self._worker: RenderWorker | None = None
        self._workbench: Workbench | None = None
        self._pictures: StarterPictures | None = None
        self._telling = False

    def start(self, file: Path | None = None) -> None:
        """Show the window, and the draft in `file` when one is given."""
        self.window.completed.connect(lambda: self._on_completed(file))
        self.window.show()

    def close(self) -> None:
        """Let go of everything outside this process."""
        from slawizard.gui import tasks

        if self._worker is not None:
            self._worker.close()
        tasks.close_door()

    def _on_completed(self, file: Path | None) -> None:
        from slawizard.gui.tasks import run_in_background

        run_in_background(_fetch_the_rest, lambda _done: self._on_fetched(file))

    def _on_fetched(self, file: Path | None) -> None:
        from slawizard.gui.garbage import GarbageCollector
        from slawizard.gui.starter_pictures import StarterPictures
        from slawizard.gui.tasks import run_in_background
        from slawizard.storage.starters import list_starters, load_starter

        self._collector = GarbageCollector(self.window)
        workbench = self.window.workbench()
        if file is not None:
            workbench.files.open(file)
        workbench.look_for_recovered()
        if self._worker is not None:
            self._pictures = StarterPictures(workbench.pictures, load_starter)
            self._pictures.drawn.connect(self.window.show_picture)
            self._pictures.draw(starter.key for starter in list_starters())
        run_in_background(_fetch_the_pages, lambda _done: None)

    def _make_workbench(self, window: MainWindow) -> Workbench:
        from slawizard.gui.workbench import Workbench
        from slawizard.worker.client import RenderWorker

        self._worker = RenderWorker()
        self._worker.start()
        self._workbench = Workbench(window, self._worker)
        return self._workbench

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Keep the unsaved work first, then tell the user; the trace goes to standard error for whoever mends it."""
        if not issubclass(kind, Exception):
            sys.__excepthook__(kind, error, trace)
            QTimer.singleShot(0, self.window.close)
            return
        if self._workbench is not None:
            self._workbench.session.autosave.flush()
        if not isinstance(error, SlaWizardError):
            sys.__excepthook__(kind, error, trace)
        if not self._telling:  # one box at a time: an error in every paint must not bury the screen
            self._telling = True
            QTimer.singleShot(0, self.window, lambda: self._tell(error))  # never from within a paint

    def _tell(self, error: BaseException) -> None:
        from slawizard.gui import alerts

        alerts.show_error(error, self.window)
        self._telling = False


def _fetch_the_rest() -> None:
    """Load what the first paint did without, before somebody waits for it."""
    import msgspec

    import slawizard.checks
    import slawizard.gui.panel.page_view
    import slawizard.gui.starter_pictures
    import slawizard.gui.wizard_view
    import slawizard.gui.workbench
    import slawizard.worker.client  # noqa: F401
    from slawizard.agreement.agreement import Agreement

    # What msgspec knows of a type it finds out at the first use, which must not be made on two threads at a time.
    msgspec.json.Decoder(Agreement)


def _fetch_the_pages() -> None:
    """Load what the steps are made of, and what their fields look up, before the first draft is opened."""
    from decimal import Decimal

    from slawizard.gui.pages import PAGES
    from slawizard.i18n import format_number, interface_locale

    for step in PAGES:
        PAGES[step]
    from slawizard.gui.pages.forms.sources import time_zones

    time_zones()
    format_number(Decimal(1), interface_locale())


def run(file: Path | None = None) -> int:
    """Run the program with its window and return its exit code. Raises NoScreenError where none can open."""
    from slawizard.screen import why_no_screen

    reason = why_no_screen(os.environ)  # Qt would end the process instead of saying so
    if reason:
        raise NoScreenError(reason, remedy=_("`slawizard --help` lists what can be done without a window."))
    QApplication.setApplicationName("slawizard")
    app = theme.make_app(sys.argv[0])
    app.setDesktopFileName("slawizard")
    program = Program(app)
    sys.excepthook = program.catch
    program.start(file)
    try:
        return app.exec()
    finally:
        sys.excepthook = sys.__excepthook__
        program.close()
