"""Keeps the private notes of one's own side beside the draft, off the window's thread, soon after each edit."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable
from enum import StrEnum, auto
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from slawizard.agreement.private import PrivateNotes
from slawizard.errors import FileChangedError, SlaWizardError, shortly
from slawizard.files import ABSENT, Fingerprint
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.tasks import run_in_background
from slawizard.paths import state_folder
from slawizard.storage.journal import RECORD_WITHIN_S, journal_folder, make_private
from slawizard.storage.private_file import SUFFIX, OpenedNotes, load_notes, save_notes

_DELAY_MS = round(RECORD_WITHIN_S * 500)


class NotesState(StrEnum):
    """How the notes stand. DAMAGED: there is a file that cannot be read; it stays as it is, and nothing is written."""

    UNREAD = auto()
    READING = auto()
    READY = auto()
    DAMAGED = auto()


class NotesKeeper(QObject):
    """The notes on the open draft. `changed` tells that they are others than were last shown; `state_changed` that
    saving, trouble or a conflict is; `rescued` carries the place that unsaved notes were put to when the draft was
    left, None where there was none, and why.
    """

    changed = Signal()
    state_changed = Signal()
    rescued = Signal(object, object)

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes = PrivateNotes()
        self.state = NotesState.UNREAD
        self.trouble = ""
        self.is_conflict = False
        self._session = session
        self._path = session.notes_path
        self._expected: Fingerprint | None = ABSENT
        self._kept: PrivateNotes | None = PrivateNotes()
        # What is read or written belongs to the draft that was open when it began.
        self._draft = 0
        self._turn = threading.Lock()
        # What this window wrote last, and where; known to the thread that wrote it before it is told to this one.
        self._last: tuple[Path, Fingerprint] | None = None
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._write)
        session.replaced.connect(self._on_replaced)
        session.moved.connect(self._on_moved)
        session.leaving.connect(self._on_leaving)

    @property
    def path(self) -> Path:
        """The file of the notes."""
        return self._path

    @property
    def has_draft_file(self) -> bool:
        """Whether the notes lie beside a draft; else they wait for it to be saved."""
        return self._session.path is not None

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be noted, because another window has the draft, or the file cannot be read."""
        return self._session.store.is_read_only or self.state is not NotesState.READY

    @property
    def is_dirty(self) -> bool:
        """Whether there is something that the file does not hold yet."""
        return self.state is NotesState.READY and self.notes != self._kept

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self, then: Callable[[], object] = lambda: None) -> None:
        """Have the notes ready, then call `then`; it is called also for a file that cannot be read."""
        if self.state in (NotesState.READY, NotesState.DAMAGED):
            then()
            return
        self._waiting.append(then)
        if self.state is not NotesState.READING:
            self._read()

    def read_again(self) -> None:
        """Take what is in the file now, in place of what is here."""
        self._timer.stop()
        self._read()

    def _read(self) -> None:
        draft, path = self._draft, self._path
        self.state = NotesState.READING
        run_in_background(
            lambda: load_notes(path),
            lambda opened: self._on_read(draft, opened),
            lambda error: self._on_not_read(draft, error),
        )

    def _on_read(self, draft: int, opened: OpenedNotes | None) -> None:
        if draft != self._draft:
            return
        self.notes = opened.notes if opened else PrivateNotes()
        self._kept, self._expected = self.notes, opened.fingerprint if opened else ABSENT
        self._last = None
        self._settle(NotesState.READY, "")

    def _on_not_read(self, draft: int, error: Exception) -> None:
        if draft != self._draft:
            return
        if not isinstance(error, SlaWizardError):
            raise error
        self.notes = PrivateNotes()
        self._settle(NotesState.DAMAGED, "\n".join(part for part in (error.what, error.where, error.remedy) if part))

    def _settle(self, state: NotesState, trouble: str) -> None:
        self.state, self.trouble, self.is_conflict = state, trouble, False
        waiting, self._waiting = self._waiting, []
        self.changed.emit()
        self.state_changed.emit()
        for then in waiting:
            then()

    # --- writing -----------------------------------------------------------------------------------------------

    def edit(self, notes: PrivateNotes) -> None:
        """Go on with these notes; they are written soon. Nothing happens where nothing can be noted."""
        if self.is_read_only or notes == self.notes:
            return
        self.notes = notes
        if not self.has_draft_file:  # what leads back to them after a crash, and asks before they are left
            self._session.store.mark_unsaved()
            self._session.autosave.keep_soon()
        if not self.is_conflict and not self._timer.isActive():
            self._timer.start()
        self.state_changed.emit()

    def keep_mine(self) -> None:
        """Overwrite what someone else has written to the file meanwhile."""
        self._expected, self.is_conflict, self.trouble = None, False, ""
        self._write()

    def _write(self) -> None:
        if not self.is_dirty:
            return
        draft, notes, path, expected = self._draft, self.notes, self._path, self._expected
        is_homeless = not self.has_draft_file
        self._timer.stop()

        def work() -> Fingerprint | None:
            with self._turn:
                if (draft, path) != (self._draft, self._path):  # left or moved meanwhile, with all that there was
                    return None
                if is_homeless:
                    make_private(path.parent)
                return self._put(notes, path, expected)

        run_in_background(
            work,
            lambda fingerprint: self._on_written(draft, path, notes, fingerprint),
            lambda error: self._on_not_written(draft, path, error),
        )

    def _put(self, notes: PrivateNotes, path: Path, expected: Fingerprint | None) -> Fingerprint:
        if expected is not None and self._last is not None and self._last[0] == path:
            expected = self._last[1]
        fingerprint = save_notes(notes, path, expected)
        self._last = path, fingerprint
        return fingerprint

    def _on_written(self, draft: int, path: Path, notes: PrivateNotes, fingerprint: Fingerprint | None) -> None:
        if draft != self._draft or path != self._path:
            return
        self._kept, self._expected, self.trouble = notes, fingerprint, ""
        if self.is_dirty:
            self._timer.start()
        self.state_changed.emit()

    def _on_not_written(self, draft: int, path: Path, error: Exception) -> None:
        if draft != self._draft or path != self._path:
            return
        self.is_conflict = isinstance(error, FileChangedError)
        self.trouble = shortly(error)
        self.state_changed.emit()

    # --- following the draft -----------------------------------------------------------------------------------

    def _on_replaced(self) -> None:
        self._draft += 1
        self._timer.stop()
        self._path, self._expected = self._session.notes_path, ABSENT
        self.notes = self._kept = PrivateNotes()
        self.state, self.trouble, self.is_conflict = NotesState.UNREAD, "", False
        self.changed.emit()
        self.state_changed.emit()

    def _on_moved(self) -> None:
        """The session has taken the file along; what is newer here than in it is written over the copy."""
        before, self._path = self._path, self._session.notes_path
        if before.parent == journal_folder():  # a write may have come after the session took it away
            run_in_background(lambda: self._forget(before), lambda _done: None, lambda _error: None)
        self._draft += 1  # what is being read or written just now is at the old place
        if self.state is NotesState.READY and (self.notes != PrivateNotes() or self._expected != ABSENT):
            self._kept, self._expected, self.is_conflict, self.trouble = None, None, False, ""
            self._write()
        elif self.state is not NotesState.UNREAD:
            self._read()
        self.changed.emit()
        self.state_changed.emit()

    def _on_leaving(self) -> None:
        """Keep what is not kept yet, before the draft goes; with a draft that is thrown away its notes go too."""
        self._timer.stop()
        self._draft += 1  # what waits to be written is older than what is written now
        if not self.has_draft_file:
            with contextlib.suppress(OSError):
                self._forget(self._path)
        elif self.is_dirty:
            self._keep_at_last()
        self._kept = self.notes

    def _forget(self, path: Path) -> None:
        with self._turn:
            path.unlink(missing_ok=True)

    def _keep_at_last(self) -> None:
        try:
            with self._turn:
                self._put(self.notes, self._path, self._expected)
        except SlaWizardError as error:
            self.rescued.emit(self._rescue(), error)

    def _rescue(self) -> Path | None:
        name = f"{self._path.stem} ({dt.datetime.now():%Y-%m-%d %H.%M.%S}){SUFFIX}"
        for folder in (self._path.parent, state_folder()):
            with contextlib.suppress(SlaWizardError):
                save_notes(self.notes, folder / name, ABSENT)
                return folder / name
        return None
