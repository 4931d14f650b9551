"""What works on a draft, behind the window's menus: store, session, files, wizard; made after the first paint."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.gui import alerts
from slawizard.gui.desks import DESKS
from slawizard.gui.draft_files import DraftFiles
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.house_styles import HouseStyles, StyledRenderer
from slawizard.gui.panel.live_preview import Renderer
from slawizard.gui.start_view import Offer, place_words
from slawizard.gui.starter_pictures import PictureLane
from slawizard.gui.tasks import run_in_background
from slawizard.i18n import _
from slawizard.storage.journal import RecoveredWork, recoverable
from slawizard.storage.recent import forget_draft
from slawizard.wizard.steps import ALL_STEPS

if TYPE_CHECKING:
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.wizard_view import WizardView


class Workbench(QObject):
    """Does what the menus and the start screen ask for. `state_changed` tells that title and menus may be different;
    `starter_chosen` (a key) and `saved_chosen` (a path) what is to be looked at to begin with, `file_dropped` a file.
    """

    state_changed = Signal()
    starter_chosen = Signal(str)
    saved_chosen = Signal(str)
    file_dropped = Signal(Path)

    def __init__(self, window: MainWindow, renderer: Renderer, store: DraftStore | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.styles = HouseStyles(self)
        self.renderer: Renderer = StyledRenderer(renderer, self.styles)
        self.pictures = PictureLane(self.renderer)
        self.store = store or DraftStore(parent=self)
        self.session = DraftSession(self.store, self)
        self.files = DraftFiles(self.session, window, window.folder)
        self.wizard: WizardView | None = None
        self._recovered: dict[str, RecoveredWork] = {}
        self._last_finding = -1
        self.desks = tuple(make(self, window) for make in DESKS)
        self._actions = self._table()
        self.files.opened.connect(self._on_opened)
        self.files.folder_used.connect(lambda folder: window.remember(last_folder=str(folder)))
        self.files.missing.connect(self._on_missing)
        self.session.state_changed.connect(self.state_changed)
        self.store.undo_state_changed.connect(self.state_changed)
        self.store.refused.connect(self._show_refusal)
        self.styles.changed.connect(self._on_styles_changed)
        self.styles.read()

    def _table(self) -> dict[str, Callable[[], object]]:
        files = self.files
        table: dict[str, Callable[[], object]] = {
            "file.new": lambda: files.leave(self._show_start),
            "file.open": files.ask_and_open,
            "file.save": files.save,
            "file.save_as": files.save_as,
            "file.export": self.export,
            "file.print": self.print_agreement,
            "edit.undo": lambda: self._follow(self.store.undo()),
            "edit.redo": lambda: self._follow(self.store.redo()),
            "draft.back": lambda: self._in_wizard(lambda wizard: wizard.go_back()),
            "draft.next": lambda: self._in_wizard(lambda wizard: wizard.go_on()),
            "draft.next_finding": self.go_to_next_finding,
            "view.panel": lambda: self._in_wizard(lambda wizard: wizard.fold_panel(not wizard.is_panel_folded())),
            "help.guide": lambda: self._show_tab("guide", take_focus=False),
        }
        for tab in ("agreement", "checks", "guide"):
            table[f"view.{tab}"] = partial(self._show_tab, tab)
        for step in ALL_STEPS:
            table[f"draft.step.{step.key}"] = partial(self._go_to_step, step.key)
        for desk in self.desks:
            table |= desk.actions()
            desk.state_changed.connect(self.state_changed)
        return table

    def act(self, name: str) -> None:
        """Do what a menu item stands for. Raises KeyError for a name that stands for nothing here."""
        self._actions[name]()
        self.state_changed.emit()

    def _show_start(self) -> None:
        self._window.show_start()
        self.pictures.resume()

    # --- drafts ------------------------------------------------------------------------------------------------

    def new_blank(self) -> None:
        """Begin an empty draft."""
        self.files.new(Agreement())

    def _on_opened(self, new: bool) -> None:
        from slawizard.wizard.flow import Flow

        wizard = self.wizard or self._make_wizard()
        self.pictures.hold()
        self._window.show_view(wizard)
        wizard.open_draft(Flow() if new else Flow.for_opened(self.store.agreement))
        wizard.panel.agreement.forget()
        wizard.preview.refresh()
        self._last_finding = -1
        self.look_for_recovered()
        self.state_changed.emit()

    def _make_wizard(self) -> WizardView:
        from slawizard.gui.wizard_view import WizardView

        settings = self._window.settings
        wizard = self.wizard = WizardView(self.store, self.renderer)
        wizard.export_requested.connect(self.export)
        wizard.save_as_requested.connect(self.files.save_as)
        wizard.step_shown.connect(lambda _key: self.state_changed.emit())
        wizard.panel.set_tab(settings.panel_tab)
        wizard.set_panel_width(settings.panel_width)
        if not settings.panel_open:
            QTimer.singleShot(0, wizard, lambda: wizard.fold_panel(True))
        return wizard

    def _on_styles_changed(self) -> None:
        if self.wizard is not None and self.store.agreement.style:
            self.wizard.preview.refresh()

    def _on_missing(self, path: Path) -> None:
        run_in_background(lambda: forget_draft(str(path.absolute())), lambda _drafts: self._window.refresh_recent())

    # --- what earlier runs left unsaved --------------------------------------------------------------------------

    def look_for_recovered(self) -> None:
        """Offer it as soon as it has been read."""
        run_in_background(recoverable, self._on_recovered, lambda _error: None)

    def _on_recovered(self, found: tuple[RecoveredWork, ...]) -> None:
        self._recovered = {str(work.journal): work for work in found}
        self._window.start_view.show_recovered(_recovered_offer(work) for work in found)

    def recover(self, key: str) -> None:
        """Go on with what was left."""
        self.files.recover(self._recovered[key])

    def discard_recovered(self, key: str) -> None:
        """Throw it away, after a question."""
        work = self._recovered[key]
        if alerts.ask_to_discard(_recovered_offer(work).title, self._window) is alerts.Answer.DISCARD:
            run_in_background(work.discard, lambda _done: self.look_for_recovered())

    def _show_refusal(self, error: SlaWizardError) -> None:
        alerts.show_error(error, self._window)

    # --- moving about ------------------------------------------------------------------------------------------

    def has_open_draft(self) -> bool:
        """Whether a draft is open and shown."""
        return self.wizard is not None and self._window.shows(self.wizard)

    def _in_wizard(self, act: Callable[[WizardView], object]) -> None:
        if self.wizard is not None and self.has_open_draft():
            act(self.wizard)

    def _show_tab(self, tab: str, *, take_focus: bool = True) -> None:
        def show(wizard: WizardView) -> None:
            wizard.fold_panel(False)
            (wizard.panel.show_tab if take_focus else wizard.panel.set_tab)(tab)

        self._in_wizard(show)

    def _go_to_step(self, key: str) -> None:
        self._in_wizard(lambda wizard: wizard.go_to_step(key))

    def _follow(self, path: str | None) -> None:
        if path:
            self._in_wizard(lambda wizard: wizard.follow_change(path))

    def go_to(self, path: str | None) -> None:
        """Show the field at `path`."""
        if path:
            self._in_wizard(lambda wizard: wizard.go_to_field(path))

    def go_to_next_finding(self) -> None:
        """Go to the next error or warning, from the last one round to the first."""
        from slawizard.checks import FindingLevel

        findings = [each for each in self.store.findings if each.level is not FindingLevel.NOTE]
        if findings:
            self._last_finding = (self._last_finding + 1) % len(findings)
            self.go_to(findings[self._last_finding].field)

    # --- documents ---------------------------------------------------------------------------------------------

    def export(self, format_key: str = "") -> None:
        """Open the export dialog, with this format chosen or the last one used."""
        from slawizard.gui.dialogs.export_dialog import ExportDialog

        window = self._window
        folder = self.session.path.parent if self.session.path else window.folder()
        chosen = format_key or window.settings.export_format
        agreement, findings = self.store.agreement, self.store.findings
        waived = self.store.waived
        style, reference = self.styles.words(agreement.style), window.settings.reference_docx
        dialog = ExportDialog(
            agreement, findings, self.renderer, folder, chosen, window, waived=waived, style=style, reference=reference
        )
        dialog.reference_chosen.connect(lambda path: window.remember(reference_docx=path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.exported.connect(lambda _path: window.remember(export_format=dialog.format_key))
        dialog.field_chosen.connect(self.go_to)
        dialog.open()

    def print_agreement(self) -> None:
        """Ask for a printer and print."""
        from slawizard.gui.dialogs.printing import print_agreement

        print_agreement(self.store.agreement, self.store.findings, self.renderer, self._window)

    # --- what title and foot say ---------------------------------------------------------------------------------

    def title(self) -> str:
        """The draft's name for the title bar."""
        return self.session.name + (_(" (read only)") if self.store.is_read_only else "")

    def saved_words(self) -> str:
        """When the draft was saved, for the foot of the step list."""
        session = self.session
        if session.autosave.trouble:
            return _("Unsaved work cannot be kept: {trouble}").format(trouble=session.autosave.trouble)
        time = f"{session.saved_at:%H:%M}" if session.saved_at else ""
        if session.path is None:
            words = _("Not saved yet")
        elif self.store.is_dirty:
            words = _("Changed since {time}").format(time=time) if time else _("Changed")
        else:
            words = _("Saved {time}").format(time=time).strip()
        return words + " · " + _("works offline")

    def enabled(self) -> dict[str, bool]:
        """Which menu items of an open draft can be chosen now, beyond those that always can."""
        wizard = self.wizard
        if wizard is None:
            return {}
        flow = wizard.flow
        return {
            "edit.undo": self.store.can_undo,
            "edit.redo": self.store.can_redo,
            "draft.back": flow.can_go_back(),
            "draft.next": flow.can_go_on(),
            **{f"draft.step.{step.key}": flow.may_open(step.key) for step in ALL_STEPS},
            **{name: can for desk in self.desks for name, can in desk.enabled().items()},
        }


def _recovered_offer(work: RecoveredWork) -> Offer:
    title = work.agreement.title if work.agreement else _("Unreadable work")
    place = place_words(work.draft) if work.draft else _("never saved")
    words = work.trouble or _("Changed {time}, {place}").format(time=f"{work.written:%d.%m. %H:%M}", place=place)
    return Offer(str(work.journal), title, words)
