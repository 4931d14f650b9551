"""Unsaved work, kept so that a program that is killed loses at most two seconds of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
import threading
from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.errors import DraftFileError, SlaWizardError
from slawizard.files import Fingerprint, describe_os_error, read_file, write_atomic
from slawizard.paths import state_folder
from slawizard.storage.draft_file import LARGEST_BYTES, decode_draft, encode_draft
from slawizard.storage.private_file import SUFFIX as NOTES_SUFFIX
from slawizard.storage.process import Life, Process, this_process

RECORD_WITHIN_S = 2.0
"""An edit must be recorded within this many seconds."""

_FORMAT = "SLA Wizard journal"
_SUFFIX = ".journal"
_LARGEST_HEAD = 64_000


class _Head(msgspec.Struct, frozen=True):
    """The first line of a journal; the rest is the draft as it would have been saved."""

    format: str
    process: Process
    written: dt.datetime
    draft: str | None = None
    fingerprint: Fingerprint | None = None


class RecoveredWork(msgspec.Struct, frozen=True):
    """Work that a program left unsaved when it ended.

    `draft` is the file it was opened from (None: it was never saved), and `fingerprint` what that file held then, so
    that saving still notices a change made by others. `agreement` is None when the journal cannot be read, and
    `trouble` says why.
    """

    journal: Path
    written: dt.datetime
    draft: Path | None
    fingerprint: Fingerprint | None
    agreement: Agreement | None
    trouble: str = ""

    def discard(self) -> None:
        """Forget this work for good, with the private notes kept beside it. Raises FileAccessError."""
        try:
            self.journal.unlink(missing_ok=True)
            notes_beside(self.journal).unlink(missing_ok=True)
        except OSError as error:
            raise describe_os_error(error, self.journal, writing=True) from error


class Journal:
    """The journal of one window. Its calls may come from any thread, and are done when they return.

    Each takes as long as the disk does, so the window calls `record` in the background.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = (folder or journal_folder()) / f"{secrets.token_hex(8)}{_SUFFIX}"
        self._turn = threading.Lock()

    @property
    def notes_path(self) -> Path:
        """Where the private notes of a draft lie that has no file yet."""
        return notes_beside(self.path)

    def record(self, agreement: Agreement, draft: Path | None, fingerprint: Fingerprint | None = None) -> None:
        """Keep this unsaved state instead of the one before. Raises FileAccessError or DraftFileError."""
        head = _Head(
            format=_FORMAT,
            process=this_process(),
            written=dt.datetime.now().astimezone(),
            draft=str(draft.absolute()) if draft else None,
            fingerprint=fingerprint,
        )
        # Not by msgspec: the name of a file may hold bytes that are no text, and this keeps them.
        data = json.dumps(msgspec.to_builtins(head)).encode() + b"\n" + encode_draft(agreement)
        with self._turn:
            make_private(self.path.parent)
            write_atomic(self.path, data)

    def adopt(self, work: RecoveredWork) -> None:
        """Go on with recovered work: keep it as this window's own, and only then remove the journal it came from."""
        if work.agreement is None:
            raise DraftFileError(work.trouble, where=str(work.journal))
        self.record(work.agreement, work.draft, work.fingerprint)
        notes = notes_beside(work.journal)
        try:
            if notes.exists():
                notes.replace(self.notes_path)
        except OSError as error:
            raise describe_os_error(error, notes, writing=True) from error
        work.discard()

    def clear(self) -> None:
        """Nothing is unsaved any more. Raises FileAccessError."""
        with self._turn:
            try:
                self.path.unlink(missing_ok=True)
            except OSError as error:
                raise describe_os_error(error, self.path, writing=True) from error


def notes_beside(journal: Path) -> Path:
    """Where the private notes on the work in a journal lie, while the draft has no file to lie beside."""
    return journal.with_suffix(NOTES_SUFFIX)


def journal_folder() -> Path:
    """Where journals lie."""
    return state_folder() / "journals"


def recoverable(folder: Path | None = None) -> tuple[RecoveredWork, ...]:
    """The work that programs left behind, newest first. That of a program which still runs is not offered."""
    try:
        journals = list((folder or journal_folder()).glob(f"*{_SUFFIX}"))
    except OSError:
        return ()
    found = [work for journal in journals if (work := _recover(journal))]
    return tuple(sorted(found, key=lambda work: work.written, reverse=True))


def _recover(journal: Path) -> RecoveredWork | None:
    try:
        data = read_file(journal, LARGEST_BYTES + _LARGEST_HEAD).data
        first, _, rest = data.partition(b"\n")
        head = msgspec.convert(json.loads(first), _Head)
    except (SlaWizardError, ValueError, RecursionError) as problem:
        return _unreadable(journal, str(problem))
    if head.process.life() is Life.ALIVE:
        return None
    draft = Path(head.draft) if head.draft else None
    try:
        agreement = decode_draft(rest, str(draft or journal))
    except DraftFileError as problem:
        return RecoveredWork(journal, head.written, draft, head.fingerprint, None, str(problem))
    return RecoveredWork(journal, head.written, draft, head.fingerprint, agreement)


def _unreadable(journal: Path, trouble: str) -> RecoveredWork | None:
    """A damaged journal is shown too: a person may still find words in it. One that has just gone is not."""
    with contextlib.suppress(OSError):
        written = dt.datetime.fromtimestamp(journal.stat().st_mtime).astimezone()
        return RecoveredWork(journal, written, None, None, None, trouble)
    return None


def make_private(folder: Path) -> None:
    """Make the folder for this user alone: what is in it has been shown to nobody yet. Raises FileAccessError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise describe_os_error(error, folder, writing=True) from error
