"""The main window: menus, title and the two views; what is in them belongs to the views."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.gui import alerts, theme
from slawizard.gui.draft_files import DraftFiles
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.menus import Menus
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.start_view import Offer, StartView
from slawizard.gui.tasks import run_in_background
from slawizard.i18n import _
from slawizard.settings import Settings, Theme, save_settings
from slawizard.storage.journal import RecoveredWork, recoverable
from slawizard.storage.recent import forget_draft, recent_drafts
from slawizard.storage.starters import list_starters
from slawizard.wizard.steps import ALL_STEPS

if TYPE_CHECKING:
    from slawizard.gui.wizard_view import WizardView

_USUAL_SIZE = QSize(1360, 860)
_LEAST_SIZE = QSize(900, 560)


class MainWindow(QMainWindow):
    """One window, one draft. `first_painted` comes once, when something can be seen: heavy things start then."""

    first_painted = Signal()

    def __init__(self, session: DraftSession, renderer: Renderer, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._store = session.store
        self._renderer = renderer
        self._settings = settings
        self._painted = False
        self._leaving = False
        self._in_close = False
        self._recovered: dict[str, RecoveredWork] = {}
        self._last_finding = -1
        self._wizard: WizardView | None = None
        self._start = StartView()
        self._views = QStackedWidget()
        self.files = DraftFiles(session, self, self._folder)
        self._menus = Menus(self, self._slots())
        self._undo_keys = _UndoKeys(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setObjectName("main")
        self.setMinimumSize(_LEAST_SIZE)
        self._views.addWidget(self._start)
        self.setCentralWidget(self._views)
        self._menus.actions[f"view.theme.{self._settings.theme.value}"].setChecked(True)
        self._restore_geometry()
        self._start.show_starters(Offer(each.key, each.title, each.summary) for each in list_starters())
        self.show_start()

    def _restore_geometry(self) -> None:
        geometry = QByteArray.fromHex(self._settings.window_geometry.encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(_USUAL_SIZE.boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        start = self._start
        start.blank_chosen.connect(lambda: self.files.new(Agreement()))
        start.open_chosen.connect(self.files.ask_and_open)
        start.starter_chosen.connect(self.files.new_from_starter)
        start.recent_chosen.connect(lambda path: self.files.open(Path(path)))
        start.recovered_chosen.connect(lambda key: self.files.recover(self._recovered[key]))
        start.recovered_discarded.connect(self._on_recovered_discarded)
        self.files.opened.connect(self._on_opened)
        self.files.folder_used.connect(self._on_folder_used)
        self.files.missing.connect(self._on_missing)
        self._session.state_changed.connect(self._show_state)
        self._store.undo_state_changed.connect(self._show_state)

    def _slots(self) -> dict[str, Callable[[], object]]:
        files = self.files
        slots: dict[str, Callable[[], object]] = {
            "file.new": lambda: files.leave(self.show_start),
            "file.open": files.ask_and_open,
            "file.save": files.save,
            "file.save_as": files.save_as,
            "file.export": self._export,
            "file.print": self._print,
            "file.quit": self.close,
            "edit.undo": lambda: self._go_to(self._store.undo()),
            "edit.redo": lambda: self._go_to(self._store.redo()),
            "draft.back": lambda: self._in_wizard(lambda wizard: wizard.go_back()),
            "draft.next": lambda: self._in_wizard(lambda wizard: wizard.go_on()),
            "draft.next_finding": self._go_to_next_finding,
            "view.panel": lambda: self._in_wizard(lambda wizard: wizard.fold_panel(not wizard.is_panel_folded())),
            "help.guide": lambda: self._show_tab("guide"),
            "help.about": self._show_about,
        }
        for tab in ("agreement", "checks", "guide"):
            slots[f"view.{tab}"] = partial(self._show_tab, tab)
        for step in ALL_STEPS:
            slots[f"draft.step.{step.key}"] = partial(self._go_to_step, step.key)
        for each in Theme:
            slots[f"view.theme.{each.value}"] = partial(self._choose_theme, each)
        return slots

    # --- the two views -----------------------------------------------------------------------------------------

    def show_start(self) -> None:
        """Show the start screen, with the drafts that were open lately."""
        self._views.setCurrentWidget(self._start)
        self._start.show_recent(
            Offer(draft.path, draft.title or Path(draft.path).stem, _place_words(Path(draft.path)))
            for draft in recent_drafts()[:5]
        )
        self._show_state()

    def show_picture(self, key: str, picture: QPixmap) -> None:
        """Show page one of a starter on the start screen."""
        self._start.show_picture(key, picture)

    def look_for_recovered(self) -> None:
        """Offer what earlier runs left unsaved, as soon as it has been read."""
        run_in_background(recoverable, self._on_recovered, lambda _error: None)

    def _on_recovered(self, found: tuple[RecoveredWork, ...]) -> None:
        self._recovered = {str(work.journal): work for work in found}
        self._start.show_recovered(_recovered_offer(work) for work in found)

    def _on_recovered_discarded(self, key: str) -> None:
        work = self._recovered[key]
        if alerts.ask_to_discard(_recovered_offer(work).title, self) is alerts.Answer.DISCARD:
            run_in_background(work.discard, lambda _done: self.look_for_recovered())

    def _on_opened(self, new: bool) -> None:
        from slawizard.wizard.flow import Flow

        wizard = self._wizard or self._make_wizard()
        self._views.setCurrentWidget(wizard)
        wizard.open_draft(Flow() if new else Flow.for_opened(self._store.agreement))
        wizard.preview.refresh()
        self._last_finding = -1
        self.look_for_recovered()
        self._show_state()

    def _make_wizard(self) -> WizardView:
        from slawizard.gui.wizard_view import WizardView  # the pages are not needed for the first paint

        wizard = self._wizard = WizardView(self._store, self._renderer)
        wizard.export_requested.connect(self._export)
        wizard.save_as_requested.connect(self.files.save_as)
        wizard.panel.set_tab(self._settings.panel_tab)
        self._views.addWidget(wizard)
        if not self._settings.panel_open:
            QTimer.singleShot(0, wizard, lambda: wizard.fold_panel(True))
        return wizard

    def _in_wizard(self, act: Callable[[WizardView], object]) -> None:
        if self._wizard is not None and self._views.currentWidget() is self._wizard:
            act(self._wizard)
            self._show_state()

    def _show_tab(self, tab: str) -> None:
        def show(wizard: WizardView) -> None:
            wizard.fold_panel(False)
            wizard.panel.show_tab(tab)

        self._in_wizard(show)

    def _go_to_step(self, key: str) -> None:
        self._in_wizard(lambda wizard: wizard.go_to_step(key))

    def _go_to(self, path: str | None) -> None:
        if path:
            self._in_wizard(lambda wizard: wizard.go_to_field(path))

    def _go_to_next_finding(self) -> None:
        from slawizard.checks import FindingLevel

        findings = [each for each in self._store.findings if each.level is not FindingLevel.NOTE]
        if findings:
            self._last_finding = (self._last_finding + 1) % len(findings)
            self._go_to(findings[self._last_finding].field)

    # --- what the menus do -------------------------------------------------------------------------------------

    def _export(self, format_key: str = "") -> None:
        from slawizard.gui.dialogs.export_dialog import ExportDialog

        folder = self._session.path.parent if self._session.path else self._folder()
        dialog = ExportDialog(
            self._store.agreement,
            self._store.findings,
            self._renderer,
            folder,
            format_key or self._settings.export_format,
            self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.exported.connect(lambda _path: self._remember(export_format=dialog.format_key))
        dialog.open()

    def _print(self) -> None:
        from slawizard.gui.dialogs.printing import print_agreement

        print_agreement(self._store.agreement, self._store.findings, self._renderer, self)

    def _show_about(self) -> None:
        from slawizard.gui.dialogs.about import AboutDialog

        dialog = AboutDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _choose_theme(self, choice: Theme) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, choice.value)
        self._remember(theme=choice)

    # --- what is shown around the views ------------------------------------------------------------------------

    def _show_state(self) -> None:
        in_draft = self._wizard is not None and self._views.currentWidget() is self._wizard
        self._menus.enable_for_draft(in_draft)
        if not in_draft or self._wizard is None:
            self.setWindowTitle(_("SLA Wizard"))
            self.setWindowModified(False)
        else:
            name = self._session.name + (_(" (read only)") if self._store.is_read_only else "")
            self.setWindowTitle(f"{name}[*] – " + _("SLA Wizard"))
            self.setWindowModified(self._store.is_dirty)
            self._wizard.steps.show_saved(self._saved_words())
            self._menus.actions["edit.undo"].setEnabled(self._store.can_undo)
            self._menus.actions["edit.redo"].setEnabled(self._store.can_redo)
            self._menus.actions["draft.back"].setEnabled(self._wizard.flow.can_go_back())
            self._menus.actions["draft.next"].setEnabled(self._wizard.flow.can_go_on())
            self._menus.actions["view.panel"].setChecked(not self._wizard.is_panel_folded())
            for step in ALL_STEPS:
                self._menus.actions[f"draft.step.{step.key}"].setEnabled(self._wizard.flow.may_open(step.key))

    def _saved_words(self) -> str:
        if self._session.autosave.trouble:
            return _("Unsaved work cannot be kept: {trouble}").format(trouble=self._session.autosave.trouble)
        time = f"{self._session.saved_at:%H:%M}" if self._session.saved_at else ""
        if self._session.path is None:
            words = _("Not saved yet")
        elif self._store.is_dirty:
            words = _("Changed since {time}").format(time=time) if time else _("Changed")
        else:
            words = _("Saved {time}").format(time=time).strip()
        return words + " · " + _("works offline")

    # --- the window itself -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window has been painted for the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes first; saving takes its time, and the window closes after it."""
        if not self._leaving:
            self._in_close = True
            self.files.leave(self._close_now)
            self._in_close = False
        event.setAccepted(self._leaving)

    def _close_now(self) -> None:
        self._leaving = True
        panel: dict[str, object] = {}
        if self._wizard is not None:
            panel = {"panel_open": not self._wizard.is_panel_folded(), "panel_tab": self._wizard.panel.tab()}
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self._settings = msgspec.structs.replace(self._settings, window_geometry=geometry, **panel)
        with contextlib.suppress(SlaWizardError):  # a window that cannot be remembered still closes
            save_settings(self._settings)
        if not self._in_close:  # the draft was saved first, and this is a later moment
            self.close()

    def _folder(self) -> Path:
        folder = Path(self._settings.last_folder) if self._settings.last_folder else Path.home()
        return folder if folder.is_dir() else Path.home()

    def _on_folder_used(self, folder: Path) -> None:
        self._remember(last_folder=str(folder))

    def _on_missing(self, path: Path) -> None:
        run_in_background(lambda: forget_draft(str(path.absolute())), lambda _drafts: self.show_start())

    def _remember(self, **changes: object) -> None:
        self._settings = settings = msgspec.structs.replace(self._settings, **changes)
        run_in_background(lambda: save_settings(settings), lambda _done: None, lambda _error: None)


class _UndoKeys(QObject):
    """Keeps text fields from taking Undo and Redo for themselves: both belong to the whole draft."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Undo and Redo to the menu."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        return False


def _place_words(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        return str(path)


def _recovered_offer(work: RecoveredWork) -> Offer:
    title = work.agreement.title if work.agreement else _("Unreadable work")
    place = _place_words(work.draft) if work.draft else _("never saved")
    words = work.trouble or _("Changed {time}, {place}").format(time=f"{work.written:%d.%m. %H:%M}", place=place)
    return Offer(str(work.journal), title, words)
