"""The desk for clauses: opens their window, on the open draft or to be read on an example."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from slawizard.agreement.agreement import Agreement
from slawizard.gui.desks.desk import Desk
from slawizard.gui.tasks import run_in_background
from slawizard.storage.starters import list_starters, load_starter

if TYPE_CHECKING:
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.wizard_view import WizardView
    from slawizard.gui.workbench import Workbench


class ClausesDesk(Desk):
    """Without an open draft, clauses are shown on the first starter."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(bench, window)
        self._known: WizardView | None = None
        self._opening = False
        bench.state_changed.connect(self._meet_wizard)

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {"library.clauses": self.open_clauses}

    def open_clauses(self, clause: str = "") -> None:
        """Open the window of clauses, with this clause shown."""
        if self._opening:
            return
        self._opening = True
        in_draft = self.bench.has_open_draft()
        run_in_background(
            lambda: _prepare(None if in_draft else list_starters()[0].key),
            lambda example: self._show(example, clause),
            self._on_failed,
        )

    def open_text(self, path: str) -> None:
        """Open the window with the clause whose text lies at this path of the agreement."""
        texts = self.bench.store.agreement.texts
        kind, _dot, rest = path.removeprefix("texts.").partition(".")
        number = rest.partition(".")[0]
        rows: dict[str, list[str]] = {
            "edits": [one.clause for one in texts.edits],
            "choices": [one.clause for one in texts.choices],
            "own": [one.id for one in texts.own],
        }
        ids = rows.get(kind, [])
        self.open_clauses(ids[int(number)] if number.isdecimal() and int(number) < len(ids) else "")

    def _show(self, example: Agreement | None, clause: str) -> None:
        from slawizard.gui.dialogs.clause_draft import ClauseDraft
        from slawizard.gui.dialogs.clause_window import ClausesDialog, example_of

        self._opening = False
        store = self.bench.store
        draft = ClauseDraft(store.agreement, store) if example is None else ClauseDraft(example_of(example))
        dialog = ClausesDialog(draft, self.bench.renderer, clause, self.window)
        draft.setParent(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.field_chosen.connect(self.bench.go_to)
        if self.bench.wizard is not None:
            self.bench.wizard.sleep()
            dialog.finished.connect(self.bench.wizard.wake)
        dialog.open()

    def _on_failed(self, error: Exception) -> None:
        from slawizard.gui import alerts

        self._opening = False
        alerts.show_error(error, self.window)

    def _meet_wizard(self) -> None:
        wizard = self.bench.wizard
        if wizard is not None and wizard is not self._known:
            self._known = wizard
            wizard.panel.agreement.clause_edit_asked.connect(self.open_clauses)
            wizard.text_chosen.connect(self.open_text)


def _prepare(starter: str | None) -> Agreement | None:
    """Load what the window needs off its thread: the library, read once, and the example to show it on."""
    from slawizard.clauses.catalogue import list_clauses

    list_clauses()
    return load_starter(starter) if starter is not None else None
