"""The desk for packs: making one, looking into one, and files that are dropped on the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from slawizard.errors import SlaWizardError
from slawizard.gui import alerts
from slawizard.gui.desks.desk import Desk
from slawizard.gui.desks.templates import TemplatesDesk
from slawizard.gui.dialogs.files import ask_for_pack

if TYPE_CHECKING:
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.saved_templates import SavedTemplates
    from slawizard.gui.workbench import Workbench
    from slawizard.storage.packs.clause_bundle import ClauseBundle


class PacksDesk(Desk):
    """Templates, clauses and styles in one file, handed on and taken."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(bench, window)
        bench.file_dropped.connect(self.open_dropped)

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {"library.pack": self.make_pack, "library.open_pack": self.ask_and_open}

    def _saved(self) -> SavedTemplates:
        return next(desk for desk in self.bench.desks if isinstance(desk, TemplatesDesk)).saved

    def make_pack(self) -> None:
        """Choose what goes into a pack, and write it."""
        from slawizard.gui.dialogs.pack_build import PackDialog

        agreement = self.bench.store.agreement if self.bench.has_open_draft() else None
        dialog = PackDialog(agreement, self._saved(), self.bench.styles, self.window.folder(), self.window)
        self._open(dialog)

    def ask_and_open(self) -> None:
        """Ask for a pack and look into it."""
        path = ask_for_pack(self.window, self.window.folder())
        if path is not None:
            self.open_pack(path)

    def open_pack(self, path: Path) -> None:
        """Look into a pack."""
        from slawizard.gui.dialogs.pack_open import OpenPackDialog

        in_draft = self.bench.has_open_draft() and not self.bench.store.is_read_only
        dialog = OpenPackDialog(path, self._saved(), self.bench.renderer, with_draft=in_draft, parent=self.window)
        dialog.bundle_chosen.connect(lambda bundle: self._put_into_draft(bundle, dialog))
        dialog.finished.connect(lambda _result: self.bench.styles.read())
        self._open(dialog)

    def open_dropped(self, path: Path) -> None:
        """Open a pack, template or draft that was dropped on the window."""
        match path.suffix.lower():
            case ".slapack":
                self.open_pack(path)
            case ".slatemplate":
                templates = next(desk for desk in self.bench.desks if isinstance(desk, TemplatesDesk))
                templates.look_at_file(path)
            case _:
                self.bench.files.open(path)

    def _put_into_draft(self, bundle: ClauseBundle, dialog: QDialog) -> None:
        """Put the clauses into the draft as one edit; texts of the draft's own are only replaced when that is said."""
        from slawizard.storage.packs.clause_bundle import clashes, take_bundle

        store = self.bench.store
        clashing = clashes(store.agreement, bundle)
        if clashing and alerts.ask_to_replace_texts(clashing, dialog) is not alerts.Answer.OVERWRITE:
            return
        try:
            store.take_over(take_bundle(store.agreement, bundle, replace=True), "texts")
        except SlaWizardError as problem:
            alerts.show_error(problem, dialog)
            return
        dialog.accept()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
