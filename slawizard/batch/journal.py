"""What a folder of agreements remembers: each row's files are noted on the disk before they are written.

A row is done when its files are what its last note says. Whatever ends the program, and whenever, the notes and the
files together therefore tell what is left to do, which files are ours, and which someone has changed since.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from slawizard.checks.finding import FindingLevel
from slawizard.errors import FileAccessError
from slawizard.files import Fingerprint, describe_os_error, read_file
from slawizard.worker.row_messages import RowState

NAME = ".slawizard-batch.jsonl"
_KIND, _VERSION = "SLA Wizard batch", 1
_LARGEST_BYTES = 2_000_000_000
_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class FoundMark(msgspec.Struct, frozen=True):
    """A finding as it is remembered and reported."""

    code: str
    level: FindingLevel
    field: str
    text: str


class FileMark(msgspec.Struct, frozen=True):
    """A file by its name in the folder, its size in bytes and its SHA-256."""

    name: str
    size: int
    digest: str

    @property
    def fingerprint(self) -> Fingerprint:
        """The same, as files are compared by."""
        return Fingerprint(self.size, self.digest)


class RowNote(msgspec.Struct, frozen=True, tag="row"):
    """What is about to be written for a row. `input` is the digest of what it was made from."""

    row: int
    line: int
    stem: str
    input: str
    state: RowState
    files: tuple[FileMark, ...] = ()
    findings: tuple[FoundMark, ...] = ()


class ReportNote(msgspec.Struct, frozen=True, tag="report"):
    """A report that is about to be written."""

    file: FileMark


class _Head(msgspec.Struct, frozen=True, tag="head"):
    kind: str = _KIND
    version: int = _VERSION


_NOTES: msgspec.json.Decoder[_Head | RowNote | ReportNote] = msgspec.json.Decoder(_Head | RowNote | ReportNote)


class Journal:
    """The notes of one folder. Raises FileAccessError when they cannot be read or kept."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._last: dict[str, RowNote] = {}
        self._ours: dict[str, set[Fingerprint]] = {}
        torn = self._read()
        try:
            self._handle = os.open(self.path, _APPEND, 0o600)
            if torn is None:
                self._write(_Head())
            elif torn:
                os.write(self._handle, b"\n")
        except OSError as problem:
            raise describe_os_error(problem, self.path, writing=True) from problem

    def last(self, stem: str) -> RowNote | None:
        """The last note on the row of this stem."""
        return self._last.get(stem)

    def is_ours(self, name: str, found: Fingerprint) -> bool:
        """Whether a file of this name that holds this was meant to be written by a batch into this folder."""
        return found in self._ours.get(name, ())

    def note(self, note: RowNote | ReportNote) -> None:
        """Keep a note, safe on the disk. Raises FileAccessError."""
        try:
            self._write(note)
        except OSError as problem:
            raise describe_os_error(problem, self.path, writing=True) from problem
        self._take(note)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._handle)

    def _write(self, note: _Head | RowNote | ReportNote) -> None:
        view = memoryview(msgspec.json.encode(note) + b"\n")
        while view:
            view = view[os.write(self._handle, view) :]
        os.fsync(self._handle)

    def _read(self) -> bool | None:
        """Take in the notes that there are; whether the last is torn; None when there are none."""
        if not self.path.exists():
            return None
        data = read_file(self.path, _LARGEST_BYTES).data
        if not data:
            return None
        for line in data.splitlines():
            try:
                note = _NOTES.decode(line)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                continue  # torn by what ended the program: what it told of is done again, or found to be there
            self._take(note)
        return not data.endswith(b"\n")

    def _take(self, note: _Head | RowNote | ReportNote) -> None:
        if isinstance(note, _Head):
            if note.version > _VERSION:
                raise FileAccessError(
                    "A newer version of the program has written agreements into this folder.",
                    where=str(self.path),
                    remedy="Use that version, or another folder.",
                )
            return
        if isinstance(note, RowNote):
            self._last[note.stem] = note
        for mark in marks_of(note):
            self._ours.setdefault(mark.name, set()).add(mark.fingerprint)


def marks_of(note: RowNote | ReportNote) -> Iterable[FileMark]:
    """The files that a note is about."""
    return note.files if isinstance(note, RowNote) else (note.file,)
