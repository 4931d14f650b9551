"""The saved templates for the window: what the library's folders hold, followed while the program runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.gui.tasks import run_in_background, while_there
from slawizard.storage.library import Entry, FolderContents, LibraryFolder, LibraryWatcher

POLL_MS = 1000


class SavedTemplates(QObject):
    """What each folder holds, as last known. `changed` tells that it is different now."""

    changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, make_watcher: Callable[[], LibraryWatcher] = LibraryWatcher
    ) -> None:
        super().__init__(parent)
        self._make_watcher = make_watcher
        self._watcher: LibraryWatcher | None = None
        self._contents: tuple[FolderContents, ...] = ()
        self._polling = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()
        QTimer.singleShot(0, self, self._poll)

    @property
    def contents(self) -> tuple[FolderContents, ...]:
        """Every folder of the library, the user's own first."""
        return self._contents

    @property
    def folders(self) -> tuple[LibraryFolder, ...]:
        """The folders themselves."""
        return tuple(one.folder for one in self._contents)

    def find(self, path: str) -> tuple[Entry, LibraryFolder] | None:
        """The template in the file at `path`, and its folder; None where none is known."""
        found = ((entry, one.folder) for one in self._contents for entry in one.entries if entry.path == path)
        return next(found, None)

    def named(self, template_id: str) -> tuple[Entry, LibraryFolder] | None:
        """The template with this id, the user's own first; None where none is known."""
        found = ((entry, one.folder) for one in self._contents for entry in one.entries if entry.id == template_id)
        return next(found, None)

    def read_again(self) -> None:
        """Look at every folder now; after something was saved there."""
        self._again = True
        self._poll()

    def _poll(self) -> None:
        """The settings and the index are files too: even asking what is known happens off the window's thread."""
        if self._polling:
            return
        self._polling, again, self._again = True, self._again, False

        def poll() -> tuple[FolderContents, ...]:
            if self._watcher is None:
                self._watcher = self._make_watcher()
            if again:
                self._watcher.read_again()
            self._watcher.poll()
            return self._watcher.contents

        run_in_background(poll, while_there(self, self._take), while_there(self, self._end))

    def _end(self, error: Exception) -> None:
        self._polling = False

    def _take(self, contents: tuple[FolderContents, ...]) -> None:
        self._polling = False
        if contents != self._contents:
            self._contents = contents
            self.changed.emit()
        if self._again:
            self._poll()
        elif any(one.state == "reading" for one in contents):
            QTimer.singleShot(50, self, self._poll)
