"""The main window: menus, title and the two views; what works on a draft is behind it, on the workbench."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QStackedWidget, QWidget

from slawizard.errors import SlaWizardError
from slawizard.gui import theme
from slawizard.gui.menus import Menus
from slawizard.gui.start_view import Offer, StartView, place_words
from slawizard.i18n import _
from slawizard.settings import Settings, Theme, save_settings

if TYPE_CHECKING:
    from slawizard.gui.workbench import Workbench

_USUAL_SIZE = QSize(1360, 860)
_LEAST_SIZE = QSize(900, 560)
_RECENT_SHOWN = 5
_THEME = "view.theme."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OPENED = (".sladraft", ".slatemplate", ".slapack")


class MainWindow(QMainWindow):
    """One window, one draft. `first_painted` comes once, when something can be seen; then what is offered is filled in,
    and `completed` comes: heavy things start then.
    """

    first_painted = Signal()
    completed = Signal()

    def __init__(self, settings: Settings, make_workbench: Callable[[MainWindow], Workbench]) -> None:
        """`make_workbench` is called when something is to be done with a draft, or a moment after the first paint."""
        super().__init__()
        self.settings = settings
        self.start_view = StartView()
        self._make_workbench = make_workbench
        self._workbench: Workbench | None = None
        self._painted = False
        self._complete = False
        self._may_close = False
        self._in_close = False
        self._views = QStackedWidget()
        self._menus = Menus(self, self._act)
        self._menu_keys = _MenuKeys(self, self._menus)
        self._build()

    def _build(self) -> None:
        self.setObjectName("main")
        self.setMinimumSize(_LEAST_SIZE)
        self.setAcceptDrops(True)
        self._views.addWidget(self.start_view)
        self.setCentralWidget(self._views)
        geometry = QByteArray.fromHex(self.settings.window_geometry.encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize()))
        start = self.start_view
        start.blank_chosen.connect(lambda: self.workbench().new_blank())
        start.open_chosen.connect(lambda: self.workbench().files.ask_and_open())
        start.starter_chosen.connect(lambda key: self.workbench().starter_chosen.emit(key))
        start.saved_chosen.connect(lambda path: self.workbench().saved_chosen.emit(path))
        start.recent_chosen.connect(lambda path: self.workbench().files.open(Path(path)))
        start.recovered_chosen.connect(lambda key: self.workbench().recover(key))
        start.recovered_discarded.connect(lambda key: self.workbench().discard_recovered(key))
        self.show_start()

    def complete(self) -> None:
        """Fill in what the first paint does without: the items of the menus, the examples, the drafts open lately."""
        if self._complete:
            return
        self._complete = True
        from slawizard.storage.starters import list_starters

        self.start_view.show_starters(
            Offer(each.key, each.title, each.summary, each.suits, each.tags) for each in list_starters()
        )
        self.refresh_recent()
        self._menus.actions[_THEME + self.settings.theme.value].setChecked(True)
        QTimer.singleShot(0, self, self._on_complete)

    def _on_complete(self) -> None:
        self.start_view.viewport().repaint()  # before what begins now takes the time for it
        self.completed.emit()

    def workbench(self) -> Workbench:
        """What works on drafts; made now if it is not there yet."""
        self.complete()
        if self._workbench is None:
            self._workbench = self._make_workbench(self)
            self._workbench.state_changed.connect(self._show_state)
        return self._workbench

    # --- the two views -----------------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the start screen, with the drafts that were open lately."""
        self._views.setCurrentWidget(self.start_view)
        self.refresh_recent()
        self._show_state()

    def refresh_recent(self) -> None:
        """Show the drafts that were open lately as they are now."""
        if not self._complete:
            return
        from slawizard.storage.recent import recent_drafts

        self.start_view.show_recent(
            Offer(draft.path, draft.title or Path(draft.path).stem, place_words(Path(draft.path)))
            for draft in recent_drafts()[:_RECENT_SHOWN]
        )

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show page one of a starter on the start screen."""
        self.start_view.show_picture(key, picture)

    def show_view(self, view: QWidget) -> None:
        """Show a view in place of the start screen."""
        if self._views.indexOf(view) < 0:
            self._views.addWidget(view)
        self._views.setCurrentWidget(view)

    def shows(self, view: QWidget) -> bool:
        """Whether this view is the one that is shown."""
        return self._views.currentWidget() is view

    # --- menus and title ---------------------------------------------------------------------------------------

    def _act(self, name: str) -> None:
        if name.startswith(_THEME):
            self._choose_theme(Theme(name.removeprefix(_THEME)))
        elif name == "file.quit":
            self.close()
        elif name == "help.about":
            self._show_about()
        else:
            self.workbench().act(name)

    def _choose_theme(self, choice: Theme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, choice.value)
        self.remember(theme=choice)

    def _show_about(self) -> None:
        from slawizard.gui.dialogs.about import AboutDialog

        AboutDialog(self).open()

    def _show_state(self) -> None:
        bench = self._workbench
        wizard = bench.wizard if bench is not None else None
        in_draft = wizard is not None and self.shows(wizard)
        self._menus.enable_for_draft(in_draft)
        if bench is None or wizard is None or not in_draft:
            self.setWindowTitle(_("SLA Wizard"))
            self.setWindowModified(False)
            return
        self.setWindowTitle(f"{bench.title()}[*] – " + _("SLA Wizard"))
        self.setWindowModified(bench.store.is_dirty)
        wizard.steps.show_saved(bench.saved_words())
        self._menus.actions["view.panel"].setChecked(not wizard.is_panel_folded())
        for name, enabled in bench.enabled().items():
            self._menus.actions[name].setEnabled(enabled)

    # --- the window itself -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._on_painted)

    def _on_painted(self) -> None:
        self.first_painted.emit()
        self.complete()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take drafts, templates and packs that are dragged here."""
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped, when the drag is over: a question must not hold up where it came from."""
        path = _dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.workbench().file_dropped.emit(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes first; saving takes its time, and the window closes after it."""
        if not self._may_close:
            self._in_close = True
            if self._workbench is None:
                self._close_now()
            else:
                self._workbench.files.leave(self._close_now)
            self._in_close = False
        event.setAccepted(self._may_close)

    def _close_now(self) -> None:
        self._may_close = True
        panel: dict[str, Any] = {}
        if self._workbench is not None and self._workbench.wizard is not None:
            wizard = self._workbench.wizard
            panel = {"panel_open": not wizard.is_panel_folded(), "panel_tab": wizard.panel.tab()}
            panel["panel_width"] = wizard.panel_width
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.settings = self.settings._replace(window_geometry=geometry, **panel)
        with contextlib.suppress(SlaWizardError):  # a window that cannot be remembered still closes
            save_settings(self.settings)
        if not self._in_close:  # the draft was saved first, and this is a later moment
            self.close()

    def folder(self) -> Path:
        """Where file dialogs begin: the folder used last, or the user's own."""
        folder = Path(self.settings.last_folder) if self.settings.last_folder else Path.home()
        return folder if folder.is_dir() else Path.home()

    def remember(self, **changes: Any) -> None:
        """Keep these settings for the next start; where that fails, they hold until the end."""
        from slawizard.gui.tasks import run_in_background

        self.settings = settings = self.settings._replace(**changes)
        run_in_background(lambda: save_settings(settings), lambda _done: None, lambda _error: None)


def _dropped_file(data: QMimeData) -> Path | None:
    """The first file of a kind that can be opened; None where there is none."""
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _OPENED), None)


class _MenuKeys(QObject):
    """Keeps text fields from taking the menus' keys for themselves: Undo belongs to the draft, Ctrl+E is no End key.

    Enter presses the button that has the keyboard, here and in dialogs; Qt would press it by the space bar alone.
    """

    def __init__(self, window: QWidget, menus: Menus) -> None:
        super().__init__(window)
        self._menus = menus
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave what a menu item stands for to the menu; press a button by Enter."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton) and event.key() in _ENTER:
            watched.click()
            return True
        if event.type() == QEvent.Type.ShortcutOverride:
            keys = QKeySequence(event.keyCombination())
            return event.matches(QKeySequence.StandardKey.Redo) or any(
                keys == own for action in self._menus.actions.values() for own in action.shortcuts()
            )
        return False
