"""The desk for house styles: opens their window, and puts the draft into the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from slawizard.agreement.agreement import Agreement
from slawizard.gui.desks.desk import Desk
from slawizard.gui.tasks import run_in_background
from slawizard.storage.starters import list_starters, load_starter


class StylesDesk(Desk):
    """Without an open draft, styles are shown on the first starter."""

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {"library.styles": self.open_styles}

    def open_styles(self) -> None:
        """Open the window of house styles."""
        if self.bench.has_open_draft():
            self._show(self.bench.store.agreement)
        else:
            run_in_background(lambda: load_starter(list_starters()[0].key), self._show)

    def _show(self, agreement: Agreement) -> None:
        from slawizard.gui.dialogs.style_dialog import StyleDialog

        bench, in_draft = self.bench, self.bench.has_open_draft()
        dialog = StyleDialog(agreement, bench.styles, bench.renderer, self.window.folder(), self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offer_use(in_draft and not bench.store.is_read_only)
        dialog.chosen.connect(lambda name: bench.store.edit("style", name))
        dialog.open()
