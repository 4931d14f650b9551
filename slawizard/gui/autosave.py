"""Keeps unsaved work in the journal, off the window's thread, within two seconds of an edit."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.errors import SlaWizardError
from slawizard.files import Fingerprint
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.tasks import run_in_background
from slawizard.storage.journal import RECORD_WITHIN_S, Journal, RecoveredWork

# Half of what is allowed, so that a slow disk still makes it in time.
_DELAY_MS = round(RECORD_WITHIN_S * 500)


class Autosave(QObject):
    """Records the store's agreement while it is unsaved. `trouble` says why that fails; empty: it works."""

    trouble_changed = Signal()

    def __init__(self, store: DraftStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._store = store
        self._journal = Journal()
        self._file: tuple[Path | None, Fingerprint | None] = (None, None)
        self._kept: Agreement | None = None
        # Two threads may do the work: a job that comes after a newer one does nothing.
        self._turn = threading.Lock()
        self._newest_asked = 0
        self._newest_done = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._keep)
        store.changed.connect(self._on_store_changed)

    def begin(self, path: Path | None, fingerprint: Fingerprint | None) -> None:
        """A draft was opened, or was saved as it stands: what is unsaved from now on belongs to this file."""
        self._file = (path, fingerprint)
        if not self._store.is_dirty:
            self._kept = self._store.agreement
            self._timer.stop()
            self._in_background(self._journal.clear)

    def adopt(self, work: RecoveredWork) -> None:
        """Make recovered work this window's own. Raises SlaWizardError when it cannot be read or kept."""
        self._next_job()(lambda: self._journal.adopt(work))

    @property
    def notes_path(self) -> Path:
        """Where the private notes of a draft lie that has no file yet: beside its journal."""
        return self._journal.notes_path

    def keep_soon(self) -> None:
        """Keep the draft as it stands, though nobody edits it; for what is kept beside it and leads back to it."""
        self._kept = None
        self._timer.start()

    def forget(self) -> None:
        """Leave nothing to recover, before this returns."""
        self._timer.stop()
        with contextlib.suppress(SlaWizardError):
            self._next_job()(self._journal.clear)  # what stays behind is offered at the next start

    def flush(self) -> None:
        """Keep what is unsaved before this returns; for the moment when something has gone wrong."""
        if self._store.is_dirty:
            with contextlib.suppress(SlaWizardError):
                self._next_job()(self._recording(self._store.agreement))

    def _on_store_changed(self, path: str) -> None:
        # Not started anew by each key: someone who types without a pause is kept as well.
        if path and not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        agreement = self._store.agreement
        if agreement is not self._kept:
            self._kept = agreement
            self._in_background(self._recording(agreement) if self._store.is_dirty else self._journal.clear)

    def _recording(self, agreement: Agreement) -> Callable[[], None]:
        path, fingerprint = self._file
        return lambda: self._journal.record(agreement, path, fingerprint)

    def _next_job(self) -> Callable[[Callable[[], None]], None]:
        """A way to run one piece of work on the journal, unless a newer one has been done meanwhile."""
        self._newest_asked += 1
        number = self._newest_asked

        def run(work: Callable[[], None]) -> None:
            with self._turn:
                if number > self._newest_done:
                    work()
                    self._newest_done = number

        return run

    def _in_background(self, work: Callable[[], None]) -> None:
        run = self._next_job()
        run_in_background(lambda: run(work), lambda _done: self._note(""), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._kept = None  # the next edit tries again
        self._note(str(error))

    def _note(self, trouble: str) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self.trouble_changed.emit()
