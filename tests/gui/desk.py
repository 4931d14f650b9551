"""A window with all that belongs to it, for tests that drive the whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction

from slawizard.gui.draft_store import DraftStore
from slawizard.gui.main_window import MainWindow
from slawizard.gui.wizard_view import WizardView
from slawizard.gui.workbench import Workbench
from slawizard.settings import Settings
from tests.drivers import Heard, activate, settle, until
from tests.gui.renderers import ReadyRenderer, two_pages


class Desk:
    """A window with all that belongs to it."""

    def __init__(self) -> None:
        self.renderer = ReadyRenderer(two_pages())
        self.window = MainWindow(Settings(), self._make_workbench)
        self.window.resize(1200, 760)
        activate(self.window)
        self.bench = self.window.workbench()
        self.store = self.bench.store
        self.session = self.bench.session

    def _make_workbench(self, window: MainWindow) -> Workbench:
        return Workbench(window, self.renderer, DraftStore(find_findings=lambda agreement: ()))

    @property
    def wizard(self) -> WizardView:
        assert self.bench.wizard is not None
        return self.bench.wizard

    def action(self, name: str) -> QAction:
        found = self.window.findChild(QAction, name)
        assert found is not None, name
        return found

    def open(self, path: Path) -> None:
        """Open a draft, and wait for it."""
        heard = Heard(self.bench.files.opened)
        self.bench.files.open(path)
        until(lambda: len(heard) == 1, "the draft to open")
        until(self.wizard.current_page().is_built, "the cards of its step")
        settle()

    def is_at_start(self) -> bool:
        return self.window.shows(self.window.start_view)
