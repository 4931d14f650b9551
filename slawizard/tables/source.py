"""One pass over a file before it is read: its digest, and what its bytes say of their encoding and lines."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from slawizard.errors import TableFileError
from slawizard.files import check_source

MOST_BYTES = 1_000_000_000
LONGEST_LINE = 1_000_000
SURVEY_SHARE = 0.1
"""How much of the looking at a workbook its survey is: its sheets must still be opened."""
_CHUNK = LONGEST_LINE // 2
_SAMPLE = 65_536
_NEWLINE = re.compile(rb"[\r\n]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")

Progress = Callable[[float, str], object]
"""Is told how far a job has come: a share from 0 to 1, and what is being done, in words."""


class Survey(msgspec.Struct, frozen=True):
    """What the bytes of a file say. `head` is its beginning; `high` its first lines with bytes above 127.

    `digest` is the SHA-256, in hexadecimal. `has_controls`: there are characters that no text has.
    """

    size: int
    digest: str
    head: bytes
    high: bytes
    is_utf8: bool
    has_controls: bool


def survey(path: Path, progress: Progress) -> Survey:
    """Read the whole file once, in pieces.

    Raises FileAccessError when it cannot be read; TableFileError for one that is empty, too large, or has a line that
    no table has.
    """
    check_source(path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise TableFileError(
            f"The file has {size // 1_000_000:,} MB; at most {MOST_BYTES // 1_000_000:,} MB are read.",
            where=path.name,
            remedy="Split it, or leave out columns that are not needed.",
        )
    with path.open("rb") as file:
        is_workbook = file.read(4).startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        found, share = _Pass(path.name, is_workbook), SURVEY_SHARE if is_workbook else 1.0
        file.seek(0)
        done = 0
        while piece := file.read(_CHUNK):
            found.take(piece)
            done += len(piece)
            progress(share * min(1.0, done / max(size, 1)), "Looking at the file")
    return found.result(done)


class _Pass:
    """What has been seen so far."""

    def __init__(self, name: str, is_workbook: bool) -> None:
        self._name, self._is_workbook = name, is_workbook
        self._digest = hashlib.sha256()
        self._decoder: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
        self._head, self._high = b"", bytearray()
        self._since_newline = 0
        self._has_controls = False

    def take(self, piece: bytes) -> None:
        self._digest.update(piece)
        if len(self._head) < _SAMPLE:
            self._head += piece[: _SAMPLE - len(self._head)]
        if self._is_workbook:
            return
        self._measure_line(piece)
        if self._decoder is not None:
            try:
                self._decoder.decode(piece)
            except UnicodeDecodeError:
                self._decoder = None
        if len(self._high) < _SAMPLE and not piece.isascii():
            for line in _high_lines(piece):
                self._high += line[:1000] + b"\n"
                if len(self._high) >= _SAMPLE:
                    break
        self._has_controls = self._has_controls or _CONTROL.search(piece) is not None

    def _measure_line(self, piece: bytes) -> None:
        first = _NEWLINE.search(piece)
        longest = self._since_newline + (first.start() if first else len(piece))
        if longest > LONGEST_LINE:
            raise TableFileError(
                f"One line of the file is longer than {LONGEST_LINE:,} characters: it is no table of rows.",
                where=self._name,
                remedy="Export it once more as CSV, with one row on each line.",
            )
        self._since_newline = longest if first is None else len(piece) - 1 - max(piece.rfind(b"\n"), piece.rfind(b"\r"))

    def result(self, size: int) -> Survey:
        if not size:
            raise TableFileError("The file is empty.", where=self._name)
        if self._decoder is not None:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self._decoder = None
        is_utf8 = self._decoder is not None and not self._is_workbook
        return Survey(size, self._digest.hexdigest(), self._head, bytes(self._high), is_utf8, self._has_controls)


def _high_lines(piece: bytes) -> Iterator[bytes]:
    """The lines with bytes beyond ASCII. Each byte is looked at a few times at most, however long its line."""
    place = 0
    while found := _HIGH.search(piece, place):
        before = max(piece.rfind(b"\n", place, found.start()), piece.rfind(b"\r", place, found.start()), place - 1)
        ends = _NEWLINE.search(piece, found.end())
        yield piece[before + 1 : ends.start() if ends else len(piece)]
        place = ends.end() if ends else len(piece)


def no_progress(_share: float, _words: str) -> None:
    """Tell nobody."""
