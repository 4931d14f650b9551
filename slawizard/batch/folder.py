"""The folder that a batch fills: what is done in it, what may be written there, and how."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import TracebackType

from slawizard.batch.journal import FileMark, FoundMark, Journal, ReportNote, RowNote
from slawizard.batch.plan import PlannedRow
from slawizard.checks.finding import Finding
from slawizard.errors import FileAccessError, FileChangedError
from slawizard.export.formats import FORMATS, format_named
from slawizard.files import ABSENT, Fingerprint, make_folder, read_file, write_atomic
from slawizard.storage.locks import DraftLock, LockState
from slawizard.worker.row_messages import RowResult, RowState

_LARGEST_BYTES = 1_000_000_000
_LOCKED_NAME = "slawizard-batch"


class Standing(StrEnum):
    """How a row stands in the folder. CHANGED: someone has changed its files. TAKEN: another's file has its name."""

    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"
    TAKEN = "taken"


class BatchFolder:
    """A folder that one batch at a time may fill; it is made when it is not there. Close it, or use it in a `with`.

    Raises FileAccessError when it cannot be written to, or another batch is at work in it.
    """

    def __init__(self, path: Path) -> None:
        make_folder(path)
        self.path = path
        self._lock = DraftLock(path / _LOCKED_NAME)
        state = self._lock.acquire()
        if state is LockState.HELD:
            raise FileAccessError(
                "Another batch is writing into this folder.",
                where=str(path),
                remedy="Wait until it is done, or choose another folder.",
            )
        if state is LockState.IMPOSSIBLE and self._lock.trouble is not None:
            raise self._lock.trouble
        try:
            self._journal = Journal(path)
        except BaseException:
            self._lock.release()
            raise

    def standing(self, row: PlannedRow, formats: Iterable[str]) -> Standing:
        """Whether the row's files are there, are still to be written, or must not be. Raises FileAccessError."""
        names = [f"{row.stem}{format_named(key).suffix}" for key in formats]
        found = {name: self._found(name) for name in names}
        foreign = any(mark != ABSENT and not self._journal.is_ours(name, mark) for name, mark in found.items())
        note = self._journal.last(row.stem)
        if note is None or note.input != row.digest:
            if foreign:
                return Standing.CHANGED if note is not None else Standing.TAKEN
            return Standing.OPEN
        if note.state is RowState.ERRORS:
            return Standing.DONE
        meant = {mark.name: mark.fingerprint for mark in note.files}
        if foreign:
            return Standing.CHANGED if meant.keys() & found.keys() else Standing.TAKEN
        return Standing.DONE if all(meant.get(name) == mark for name, mark in found.items()) else Standing.OPEN

    def note_of(self, row: PlannedRow) -> RowNote | None:
        """What was noted of the row when it was done."""
        return self._journal.last(row.stem)

    def files_of(self, row: PlannedRow) -> tuple[str, ...]:
        """The files of this row's name that a batch has written, whatever it was then."""
        names = (f"{row.stem}{one.suffix}" for one in FORMATS.values())
        return tuple(name for name in names if self._journal.is_ours(name, self._found(name)))

    def keep(self, row: PlannedRow, result: RowResult) -> RowNote:
        """Write the files of a row; the note that says so. Raises FileAccessError, and FileChangedError where someone
        else's file is in the way.
        """
        files = {f"{row.stem}{format_named(file.format).suffix}": file.data for file in result.files}
        before = {name: self._found(name) for name in files}
        for name, mark in before.items():
            if mark != ABSENT and not self._journal.is_ours(name, mark):
                raise FileChangedError(TAKEN_WORDS, where=str(self.path / name), remedy=TAKEN_REMEDY)
        marks = tuple(FileMark(name, *Fingerprint.of(data)) for name, data in files.items())
        note = RowNote(
            row.number, row.line, row.stem, row.digest, result.state, self._with_older(row, marks), told(result)
        )
        self._journal.note(note)
        for name, data in files.items():
            if before[name] != Fingerprint.of(data):
                write_atomic(self.path / name, data, expected=before[name])
        return note

    def keep_report(self, name: str, data: bytes) -> str:
        """Write a report; the name that it got: another one, where someone has changed the file of this name."""
        stem, _dot, ending = name.rpartition(".")
        shown, again = name, 2
        while (found := self._found(shown)) != ABSENT and not self._journal.is_ours(shown, found):
            shown, again = f"{stem} ({again}).{ending}", again + 1
        mark = FileMark(shown, *Fingerprint.of(data))
        if found != mark.fingerprint:
            self._journal.note(ReportNote(mark))
            write_atomic(self.path / shown, data, expected=found)
        return shown

    def close(self) -> None:
        """Let go of the folder."""
        self._journal.close()
        self._lock.release()

    def __enter__(self) -> BatchFolder:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def _found(self, name: str) -> Fingerprint:
        path = self.path / name
        return read_file(path, _LARGEST_BYTES).fingerprint if path.exists() or path.is_symlink() else ABSENT

    def _with_older(self, row: PlannedRow, marks: tuple[FileMark, ...]) -> tuple[FileMark, ...]:
        """With the row's files of other formats, where they were made from the same."""
        note = self._journal.last(row.stem)
        if note is None or note.input != row.digest:
            return marks
        names = {mark.name for mark in marks}
        return (*marks, *(mark for mark in note.files if mark.name not in names))


TAKEN_WORDS = "A file of this name is there that no batch has written, or that was changed since. It is left as it is."
TAKEN_REMEDY = "Move it elsewhere, or give the agreements other names, and run the batch again."


def told(result: RowResult) -> tuple[FoundMark, ...]:
    """The findings of a row as they are remembered."""
    return tuple(_mark(finding) for finding in result.findings)


def _mark(finding: Finding) -> FoundMark:
    return FoundMark(finding.code, finding.level, finding.field, finding.text)
