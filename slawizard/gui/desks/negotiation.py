"""The desk for the negotiating table: private notes of one's own side, and the papers made from draft and notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from slawizard.agreement.parties import Role
from slawizard.errors import SlaWizardError
from slawizard.gui import alerts
from slawizard.gui.desks.desk import Desk
from slawizard.gui.private_notes import NotesKeeper, NotesState
from slawizard.i18n import _

if TYPE_CHECKING:
    from slawizard.document.nodes import Document
    from slawizard.gui.dialogs.notes_window import NotesWindow
    from slawizard.gui.dialogs.paper_dialog import Paper
    from slawizard.gui.main_window import MainWindow
    from slawizard.gui.workbench import Workbench

_BRIEFS = {Role.PROVIDER: _("Brief for the Provider"), Role.CUSTOMER: _("Brief for the Customer")}


class NegotiationDesk(Desk):
    """Keeps the notes on the open draft, and opens what shows them."""

    def __init__(self, bench: Workbench, window: MainWindow) -> None:
        super().__init__(bench, window)
        self.keeper = NotesKeeper(bench.session, self)
        self._notes: NotesWindow | None = None
        self.keeper.rescued.connect(self._tell_rescued)
        bench.session.leaving.connect(self._on_leaving)

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {
            "negotiate.notes": self.open_notes,
            "negotiate.brief_provider": partial(self.open_brief, Role.PROVIDER),
            "negotiate.brief_customer": partial(self.open_brief, Role.CUSTOMER),
            "negotiate.term_sheet": self.open_term_sheet,
        }

    # --- private notes -----------------------------------------------------------------------------------------

    def open_notes(self) -> None:
        """Show the window of private notes, beside the main window."""
        from slawizard.gui.dialogs.notes_window import NotesWindow

        if self._notes is None:
            self._notes = NotesWindow(self.bench.store, self.keeper, self.window)
            self._notes.go_requested.connect(self._go_to)
            self._notes.brief_requested.connect(self.open_brief)
        notes = self._notes

        def show() -> None:
            notes.show()
            notes.raise_()
            notes.activateWindow()

        self.keeper.read(show)

    def _go_to(self, path: str) -> None:
        self.bench.go_to(path)
        self.window.activateWindow()

    def _on_leaving(self) -> None:
        if self._notes is not None:
            self._notes.close()

    def _tell_rescued(self, place: Path | None, error: SlaWizardError) -> None:
        if place is None:
            remedy = _("Your last changes to the private notes could be kept nowhere.")
        else:
            remedy = _("Your own private notes were put into “{file}” instead.").format(file=place)
        alerts.show_error(type(error)(error.what, where=error.where, remedy=remedy), self.window)

    # --- papers ------------------------------------------------------------------------------------------------

    def open_brief(self, side: Role) -> None:
        """Show the brief of one side, with the notes if they are that side's."""
        self.keeper.read(lambda: self._open_brief(side))

    def _open_brief(self, side: Role) -> None:
        from slawizard.gui.dialogs.files import file_name_for
        from slawizard.gui.dialogs.paper_dialog import Paper
        from slawizard.negotiation.brief import private_mark
        from slawizard.negotiation.look import sheet_style

        agreement, notes, mark = self.bench.store.agreement, self.keeper.notes, private_mark(side)

        def make() -> Document:
            from slawizard.negotiation.brief import brief

            return brief(agreement, notes, side)

        stem = f"PRIVATE-brief-{side.value}-{file_name_for(agreement.title, agreement.frame.reference)}"
        paper = Paper(_BRIEFS[side], self._brief_words(side), mark, stem, make, lambda size: sheet_style(mark, size))
        self._open(paper)

    def _brief_words(self, side: Role) -> str:
        words = _("One page for your own side, with your limits and arguments. Nobody else should see it.")
        if self.keeper.state is NotesState.DAMAGED:
            return words + " " + _("The private notes cannot be read, so the brief is made without them.")
        if self.keeper.notes.side is not side and self.keeper.notes.positions:
            return words + " " + _("The private notes are the other side’s, so the brief is made without them.")
        return words

    def open_term_sheet(self) -> None:
        """Show the term sheet for both sides."""
        from slawizard.gui.dialogs.files import file_name_for
        from slawizard.gui.dialogs.paper_dialog import Paper
        from slawizard.negotiation.look import sheet_style

        agreement = self.bench.store.agreement

        def make() -> Document:
            from slawizard.negotiation.term_sheet import term_sheet

            return term_sheet(agreement)

        words = _("For both sides: what is asked, offered and agreed, what is open, and the terms that cost money.")
        stem = f"Term-sheet-{file_name_for(agreement.title, agreement.frame.reference)}"
        self._open(Paper(_("Term sheet"), words, "", stem, make, lambda size: sheet_style("", size)))

    def _open(self, paper: Paper) -> None:
        from slawizard.gui.dialogs.paper_dialog import PaperDialog

        path = self.bench.session.path
        folder = path.parent if path else self.window.folder()
        never = (path, self.keeper.path) if path else ()
        dialog = PaperDialog(paper, self.bench.renderer, folder, never, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
