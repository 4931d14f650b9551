"""The desk for the address book."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from slawizard.gui.desks.desk import Desk


class PartiesDesk(Desk):
    """The book is offered on the page of the parties, and looked through here."""

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {"library.address_book": self.open_book}

    def open_book(self) -> None:
        """Open the address book."""
        from slawizard.gui.dialogs.party_book import AddressBookDialog

        dialog = AddressBookDialog(self.window.folder(), self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
