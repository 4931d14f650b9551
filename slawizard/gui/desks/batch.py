"""The desk for batches: opens their window with every template that there is, and the open draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from slawizard.gui.desks.desk import Desk
from slawizard.gui.saved_templates import SavedTemplates
from slawizard.gui.tasks import while_there
from slawizard.i18n import _
from slawizard.storage.library import Entry, LibraryFolder, open_entry, use_version
from slawizard.storage.starters import list_starters, load_starter

if TYPE_CHECKING:
    from slawizard.batch.source import BatchSource
    from slawizard.gui.dialogs.batch_planning import BatchOffer


class BatchDesk(Desk):
    """Offers the open draft first, then saved templates by folder, then the starters."""

    def actions(self) -> dict[str, Callable[[], object]]:
        """See Desk."""
        return {"library.batch": self.open_batch}

    def open_batch(self) -> None:
        """Open the window of batches."""
        from slawizard.gui.dialogs.batch_dialog import BatchDialog

        bench = self.bench
        dialog = BatchDialog(list(self._offers()), bench.styles, self.window.folder(), bench.renderer, self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.offer_again(self.window.settings.batch)
        dialog.begun.connect(lambda memory: self.window.remember(batch=memory))
        saved = self.bench.findChild(SavedTemplates)
        if saved is not None:
            take = while_there(dialog, lambda: dialog.show_offers(list(self._offers())))
            saved.changed.connect(take)
            dialog.finished.connect(lambda _result: saved.changed.disconnect(take))
        dialog.open()

    def _offers(self) -> Iterator[BatchOffer]:
        from slawizard.batch.source import BatchSource
        from slawizard.gui.dialogs.batch_planning import BatchOffer

        if self.bench.has_open_draft():
            # The folder and the files are called after it: not by the name of the draft's own file.
            path = self.bench.session.path
            source = BatchSource(self.bench.store.agreement, path.stem if path else self.bench.session.name)
            yield BatchOffer("draft", source.title, _("the open draft"), lambda: source)
        saved = self.bench.findChild(SavedTemplates)
        for contents in saved.contents if saved is not None else ():
            shelf = _("your templates") if contents.folder.is_own else contents.folder.name
            for entry in contents.entries:
                yield BatchOffer(entry.path, entry.title, shelf, _saved(entry, contents.folder))
        for starter in list_starters():
            yield BatchOffer(f"starter {starter.key}", starter.title, _("starters"), _starter(starter.key))


def _saved(entry: Entry, folder: LibraryFolder) -> Callable[[], BatchSource]:
    def load() -> BatchSource:
        from slawizard.batch.source import BatchSource

        template = open_entry(entry, folder).template
        return BatchSource(use_version(template), template.title)

    return load


def _starter(key: str) -> Callable[[], BatchSource]:
    def load() -> BatchSource:
        from slawizard.batch.source import BatchSource

        title = next(one.title for one in list_starters() if one.key == key)
        return BatchSource(load_starter(key), title)

    return load
