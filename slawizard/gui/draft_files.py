"""Opening, saving and leaving drafts with the questions that go with it; the work itself is the session's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.errors import FileAccessError, FileChangedError, SlaWizardError
from slawizard.gui import alerts
from slawizard.gui.alerts import Answer
from slawizard.gui.dialogs.files import ask_for_draft, ask_where_to_save, file_name_for
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.tasks import run_in_background
from slawizard.i18n import _
from slawizard.storage.draft_file import SUFFIX, OpenedDraft
from slawizard.storage.journal import RecoveredWork
from slawizard.storage.locks import DraftLock, LockState
from slawizard.storage.private_file import private_path
from slawizard.storage.starters import load_starter

Then = Callable[[], object]


def _nothing() -> None:
    """What follows a saving that nothing waits for."""


class DraftFiles(QObject):
    """Never loses a draft without a question. `opened` tells that the store holds another draft; True: a new one."""

    opened = Signal(bool)
    folder_used = Signal(Path)
    missing = Signal(Path)

    def __init__(self, session: DraftSession, window: QWidget, folder: Callable[[], Path]) -> None:
        """`folder` gives where file dialogs begin."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._folder = folder

    # --- new and open ------------------------------------------------------------------------------------------

    def new(self, agreement: Agreement) -> None:
        """Leave the open draft, if it may be left, and begin a new one."""

        def begin() -> None:
            self._session.start_new(agreement)
            self.opened.emit(True)

        self.leave(begin)

    def new_from_starter(self, key: str) -> None:
        """Begin a draft from a starter."""
        run_in_background(lambda: load_starter(key), self.new, self._tell)

    def ask_and_open(self) -> None:
        """Ask for a draft and open it."""
        path = ask_for_draft(self._window, self._folder())
        if path is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Open a draft in place of the one that is open."""
        self.leave(lambda: self._read(path))

    def _read(self, path: Path) -> None:
        self._session.read(path, self._on_read, lambda error: self._on_read_failed(path, error))

    def _on_read(self, opened: OpenedDraft, lock: DraftLock) -> None:
        if lock.state is LockState.HELD:
            path, ask = private_path(opened.path), partial(self._ask_how, opened, lock)
            run_in_background(lambda: path if path.exists() else None, ask, lambda _error: ask(None))
        else:
            self._go_on_with(opened, partial(self._session.open, opened, lock))

    def _ask_how(self, opened: OpenedDraft, lock: DraftLock, notes: Path | None) -> None:
        """Another window has the draft. `notes` is the file of private notes beside it, if there is one."""
        details = "\n\n".join(filter(None, (_holder_words(lock), _notes_words(notes))))
        answer = alerts.ask_about_open_draft(opened.path.name, details, self._window)
        if answer is Answer.COPY:
            self._session.start_copy(opened, lambda: self._go_on_with(opened), self._tell)
        elif answer is Answer.READ_ONLY:
            self._go_on_with(opened, partial(self._session.open, opened, lock))

    def _go_on_with(self, opened: OpenedDraft, begin: Then = _nothing) -> None:
        begin()
        self.folder_used.emit(opened.path.parent)
        self.opened.emit(False)

    def _on_read_failed(self, path: Path, error: Exception) -> None:
        self._tell(error)
        if isinstance(error, FileAccessError) and not path.exists():
            self.missing.emit(path)

    def recover(self, work: RecoveredWork) -> None:
        """Go on with work that a program left unsaved."""

        def take() -> DraftLock | None:
            if work.draft is None:
                return None
            lock = DraftLock(work.draft)
            lock.acquire()
            return lock

        def go_on(lock: DraftLock | None) -> None:
            try:
                self._session.recover(work, lock)
            except SlaWizardError as error:
                self._tell(error)
                return
            self.opened.emit(False)

        self.leave(lambda: run_in_background(take, go_on, self._tell))

    # --- saving ------------------------------------------------------------------------------------------------

    def save(self, then: Then = _nothing) -> None:
        """Save the draft where it is, or ask where; `then` follows when it is saved."""
        if self._session.path is None or self._session.store.is_read_only:
            self.save_as(then)
        else:
            self._session.save(then, lambda error: self._on_save_failed(error, then))

    def save_as(self, then: Then = _nothing) -> None:
        """Ask where to save the draft, and save it there."""
        path = ask_where_to_save(self._window, self._proposal())
        if path is not None:
            self.folder_used.emit(path.parent)
            self._session.save_as(path, then, lambda error: self._on_save_failed(error, then))

    def _proposal(self) -> Path:
        if self._session.path is not None:
            return self._session.path
        agreement = self._session.store.agreement
        name = file_name_for(agreement.title, agreement.frame.reference)
        return self._folder() / f"{name}{SUFFIX}"

    def _on_save_failed(self, error: Exception, then: Then) -> None:
        if isinstance(error, FileChangedError):
            answer = alerts.ask_about_changed_file(error, self._window)
        elif isinstance(error, SlaWizardError):
            answer = alerts.ask_after_failed_save(error, self._window)
        else:
            self._tell(error)
            return
        if answer is Answer.SAVE_AS:
            self.save_as(then)
        elif answer is Answer.OVERWRITE:
            self._session.save(then, lambda again: self._on_save_failed(again, then), overwrite=True)
        elif answer is Answer.RELOAD and self._session.path is not None:
            path = self._session.path
            self._session.leave()
            self._read(path)

    # --- leaving -----------------------------------------------------------------------------------------------

    def leave(self, then: Then) -> None:
        """Let go of the open draft, asking about unsaved changes; `then` follows unless the user stays."""

        def go() -> None:
            self._session.leave()
            then()

        if not self._session.store.is_dirty:
            go()
            return
        answer = alerts.ask_to_save(self._session.name, self._window)
        if answer is Answer.SAVE:
            self.save(go)
        elif answer is Answer.DISCARD:
            go()

    def _tell(self, error: Exception) -> None:
        alerts.show_error(error, self._window)


def _holder_words(lock: DraftLock) -> str:
    if lock.holder is None:
        return ""
    process, since = lock.holder.process, lock.holder.since
    return _("By process {number} on {host}, since {time}. Changes made here would overwrite those made there.").format(
        number=process.pid, host=process.host, time=f"{since:%H:%M}"
    )


def _notes_words(notes: Path | None) -> str:
    if notes is None:
        return ""
    return _(
        "A copy takes the private notes along, those in “{file}”. They stay private: they are kept on this computer "
        "until the copy is saved, then beside it."
    ).format(file=notes.name)
