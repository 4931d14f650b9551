"""The file behind the open draft: opening, saving, the lock on it, and the journal that keeps what is unsaved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from slawizard.agreement.agreement import Agreement
from slawizard.errors import FileAccessError
from slawizard.files import ABSENT, Fingerprint
from slawizard.gui.autosave import Autosave
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.tasks import run_in_background
from slawizard.i18n import _
from slawizard.storage.draft_file import OpenedDraft, load_draft, save_draft
from slawizard.storage.journal import RecoveredWork, make_private
from slawizard.storage.locks import DraftLock, LockState
from slawizard.storage.private_file import copy_notes_file, private_path
from slawizard.storage.recent import remember_draft

Then = Callable[[], object]
Failed = Callable[[Exception], object]


class DraftSession(QObject):
    """Ties the store's agreement to its file. Files are read and written off the window's thread.

    `state_changed` tells that path, saved time or trouble with the journal may be different; `replaced` that another
    draft was opened, `moved` that the draft was saved to another file, `leaving` that it is about to be let go of.
    """

    state_changed = Signal()
    replaced = Signal()
    moved = Signal()
    leaving = Signal()

    def __init__(self, store: DraftStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.path: Path | None = None
        self.saved_at: dt.datetime | None = None
        self.autosave = Autosave(store, self)
        self._fingerprint: Fingerprint | None = None
        self._lock: DraftLock | None = None
        self._writing = False
        self._waiting: list[Then] = []
        self.autosave.trouble_changed.connect(self.state_changed)

    @property
    def name(self) -> str:
        """How the draft is called in questions: its file's name, or its title before it has one."""
        return self.path.name if self.path else self.store.agreement.title

    @property
    def notes_path(self) -> Path:
        """Where the private notes on the draft lie: beside its file, or beside its journal while it has none."""
        return private_path(self.path) if self.path else self.autosave.notes_path

    # --- opening -----------------------------------------------------------------------------------------------

    def start_new(self, agreement: Agreement) -> None:
        """Begin a draft that has no file yet. Untouched, it asks for no saving."""
        self._take_over(agreement, None, None, None)

    def start_copy(self, opened: OpenedDraft, done: Then, failed: Failed) -> None:
        """Begin a draft without a file as a copy of one; the private notes beside that come along, and stay private.

        `failed` tells why they could not; the copy is begun all the same, and `done` follows.
        """
        notes = self.autosave.notes_path

        def take_along() -> bool:
            make_private(notes.parent)
            return copy_notes_file(private_path(opened.path), notes) is not None

        def begin(has_notes: bool) -> None:
            self._take_over(opened.agreement, None, None, None)
            if has_notes:  # nothing else would lead back to them after a crash, or ask before they are left
                self.store.mark_unsaved()
                self.autosave.keep_soon()
            done()

        def begin_without(error: Exception) -> None:
            begin(False)
            failed(error)

        run_in_background(take_along, begin, begin_without)

    def read(self, path: Path, done: Callable[[OpenedDraft, DraftLock], object], failed: Failed) -> None:
        """Read a draft and try for its lock; `done` decides by the lock's state how to open it."""

        def work() -> tuple[OpenedDraft, DraftLock]:
            opened = load_draft(path)
            lock = DraftLock(path)
            lock.acquire()
            return opened, lock

        run_in_background(work, lambda result: done(*result), failed)

    def open(self, opened: OpenedDraft, lock: DraftLock) -> None:
        """Open what was read; without the lock, to read only."""
        read_only = lock.state is LockState.HELD
        self._take_over(opened.agreement, opened.path, opened.fingerprint, lock, read_only=read_only)
        self._remember()

    def recover(self, work: RecoveredWork, lock: DraftLock | None) -> None:
        """Go on with unsaved work; its original stays as it is until it is saved. Raises SlaWizardError."""
        self.autosave.adopt(work)
        assert work.agreement is not None  # adopt has refused what cannot be read
        held = lock is not None and lock.state is LockState.HELD
        path = None if held else work.draft
        self._take_over(work.agreement, path, work.fingerprint, None if held else lock, saved=False)

    def _take_over(
        self,
        agreement: Agreement,
        path: Path | None,
        fingerprint: Fingerprint | None,
        lock: DraftLock | None,
        *,
        saved: bool = True,
        read_only: bool = False,
    ) -> None:
        if self._lock is not None:
            self._lock.release()
        self.path, self._fingerprint, self._lock = path, fingerprint, lock
        self.saved_at = None
        self.store.replace_all(agreement, saved=saved, read_only=read_only)
        self.autosave.begin(path, fingerprint)
        self.replaced.emit()
        self.state_changed.emit()

    def leave(self) -> None:
        """Let go of the draft: nothing of it is to be recovered, and others may open it."""
        self.leaving.emit()
        self.autosave.forget()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    # --- saving ------------------------------------------------------------------------------------------------

    def save(self, then: Then, failed: Failed, *, overwrite: bool = False) -> None:
        """Write the draft to its file. `overwrite`: even when someone else has changed it meanwhile."""
        assert self.path is not None
        if self._writing:  # the file is compared with what was written last, so one writing waits for the other
            self._waiting.append(lambda: self.save(then, failed, overwrite=overwrite))
            return
        self._write(self.path, None if overwrite else self._fingerprint, self._lock, then, failed)

    def save_as(self, path: Path, then: Then, failed: Failed) -> None:
        """Write the draft to another file and go on with that one. Replacing a file was asked about before."""
        if self._writing:
            self._waiting.append(lambda: self.save_as(path, then, failed))
            return
        if path.absolute() == self.path and not self.store.is_read_only:
            self._write(path, None, self._lock, then, failed)
            return
        lock = DraftLock(path)
        if lock.acquire() is LockState.HELD:
            what = _("That draft is open in another window.")
            failed(FileAccessError(what, where=str(path), remedy=_("Close it there first, or choose another name.")))
            return
        self._write(path, None if path.exists() else ABSENT, lock, then, failed)

    def _write(
        self, path: Path, expected: Fingerprint | None, lock: DraftLock | None, then: Then, failed: Failed
    ) -> None:
        agreement, is_moved = self.store.agreement, self.path != path.absolute()
        notes, had_no_file = self.notes_path, self.path is None
        self.store.end_burst()
        self._writing = True

        def write() -> Fingerprint:
            fingerprint = save_draft(agreement, path, expected)
            if is_moved:
                copy_notes_file(notes, private_path(path))
            if had_no_file:
                notes.unlink(missing_ok=True)
            return fingerprint

        def done(fingerprint: Fingerprint) -> None:
            if self._lock is not None and self._lock is not lock:
                self._lock.release()
            self.path, self._fingerprint, self._lock = path.absolute(), fingerprint, lock
            self.saved_at = dt.datetime.now()
            self.store.mark_saved(agreement)
            self.autosave.begin(self.path, fingerprint)
            self._remember()
            if is_moved:
                self.moved.emit()
            self._end_writing()
            then()

        def not_done(error: Exception) -> None:
            if lock is not None and lock is not self._lock:
                lock.release()
            self._end_writing()
            failed(error)

        run_in_background(write, done, not_done)

    def _end_writing(self) -> None:
        self._writing = False
        waiting, self._waiting = self._waiting, []
        for write in waiting:
            write()
        self.state_changed.emit()

    def _remember(self) -> None:
        path, title = self.path, self.store.agreement.title
        if path is not None:
            run_in_background(
                lambda: remember_draft(path, title), lambda _drafts: self.state_changed.emit(), lambda _error: None
            )
