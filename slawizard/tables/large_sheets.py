"""A large sheet of an XLSX workbook in pieces: the same rows as sheets of some thousand, of which one is unpacked."""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from slawizard.tables.cells import Cell
from slawizard.tables.source import Progress

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

LARGE_PART = 40_000_000
"""A sheet that unpacks to more bytes is read in pieces."""

_PIECE = 8_000_000
_READ = 1_000_000
_MOST_FRAME = 4_000_000
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LEFT_OUT = ("xl/worksheets/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/pivot", "xl/tables/", "xl/comments")
_DATA = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData(?:\s[^<>]*)?>")
_NUMBERED = re.compile(rb"<[^<>]*\sr\s*=\s*[\"']\d+[\"']")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, NotImplementedError, RuntimeError)


class NotInPiecesError(Exception):
    """The sheet is not written in a way that it can be taken apart without reading it."""


class _Piece(NamedTuple):
    """A sheet of its own with some of the rows: its name, and its first and last cell (row and column, from 0)."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]


def part_of_sheet(path: Path, sheet: str) -> str:
    """The part of a workbook that holds a sheet, where it is large; empty where it is not, or this is no XLSX."""
    if not zipfile.is_zipfile(path):
        return ""
    try:
        with zipfile.ZipFile(path) as packed:
            if max((part.file_size for part in packed.infolist()), default=0) <= LARGE_PART:
                return ""
            part = _target(_xml(packed, _BOOK), _xml(packed, _LINKS), sheet)
            return part if packed.getinfo(part).file_size > LARGE_PART else ""
    except (NotInPiecesError, *_BROKEN):
        return ""


class SheetInPieces:
    """A sheet as calamine would give it, with a small part of it in memory at a time.

    `start`, `height`, `width`, `total_height`, `total_width` and `iter_rows` are those of a CalamineSheet. Raises
    NotInPiecesError where it must be read whole; CalamineError where it cannot be read at all.
    """

    def __init__(self, path: Path, part: str, sheet: str, progress: Progress) -> None:
        from python_calamine import CalamineWorkbook

        self.name = sheet
        try:
            packed, count = _taken_apart(path, part, sheet, progress)
        except _BROKEN as problem:  # what is wrong with it is for calamine to say
            raise NotInPiecesError from problem
        self._book: CalamineWorkbook = CalamineWorkbook.from_filelike(packed)
        self._pieces = list(self._measured(count, progress))
        if any(after.start[0] <= before.end[0] for before, after in pairwise(self._pieces)):
            raise NotInPiecesError
        self._first_column = min((each.start[1] for each in self._pieces), default=0)
        self._last_column = max((each.end[1] for each in self._pieces), default=-1)

    def _measured(self, count: int, progress: Progress) -> Iterator[_Piece]:
        for number in range(count):
            progress(0.5 + 0.5 * number / count, "Looking at the sheet")
            sheet = self._book.get_sheet_by_name(str(number))
            if sheet.start is not None and sheet.end is not None:
                yield _Piece(sheet.name, sheet.start, sheet.end)

    @property
    def start(self) -> tuple[int, int] | None:
        """The first cell, from 0; None for an empty sheet."""
        return (self._pieces[0].start[0], self._first_column) if self._pieces else None

    @property
    def total_height(self) -> int:
        """The rows from the first of the sheet."""
        return self._pieces[-1].end[0] + 1 if self._pieces else 0

    @property
    def height(self) -> int:
        """The rows from the first that is not empty."""
        return self.total_height - (self._pieces[0].start[0] if self._pieces else 0)

    @property
    def width(self) -> int:
        """The columns from the first that is not empty."""
        return self._last_column - self._first_column + 1

    total_width = width

    def iter_rows(self) -> Iterator[list[Cell]]:
        """All rows from the first of the sheet, each from the first column that is not empty."""
        at = 0
        for piece in self._pieces:
            for _ in range(at, piece.start[0]):
                yield [""] * self.width
            before = [""] * (piece.start[1] - self._first_column)
            after = [""] * (self._last_column - piece.end[1])
            for row in self._book.get_sheet_by_name(piece.name).to_python():
                yield [*before, *row, *after] if before or after else list(row)
            at = piece.end[0] + 1

    def close(self) -> None:
        """Let go of the copy."""
        self._book.close()


# --- taking apart -----------------------------------------------------------------------------------------------


def _taken_apart(path: Path, part: str, sheet: str, progress: Progress) -> tuple[io.BytesIO, int]:
    """A copy of the workbook, packed, with the rows of one sheet in sheets named "0", "1", and so on; their number."""
    copied = io.BytesIO()
    count = 0
    with (
        zipfile.ZipFile(path) as old,
        zipfile.ZipFile(copied, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        book, links = _xml(old, _BOOK), _xml(old, _LINKS)
        for name in dict.fromkeys(old.namelist()):
            if name not in (_BOOK, _LINKS, part) and not name.startswith(_LEFT_OUT):
                with old.open(name) as source, new.open(name, "w", force_zip64=True) as target:
                    while data := source.read(_READ):
                        target.write(data)
        size = max(old.getinfo(part).file_size, 1)
        with old.open(part) as source:
            for data in _pieces(source):
                new.writestr(f"xl/worksheets/{count}.xml", data)
                count += 1
                progress(min(0.5, 0.5 * source.tell() / size), "Looking at the sheet")
        _name_pieces(book, links, sheet, count)
        new.writestr(_BOOK, etree.tostring(book))
        new.writestr(_LINKS, etree.tostring(links))
    copied.seek(0)
    return copied, count


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """The rows of a sheet's part, some thousand at a time, each time as a part of its own. Raises NotInPiecesError.

    A row begins where its tag does: in XML without comments, CDATA and instructions, nothing else has a "<" in it.
    """
    data = source.read(_READ)
    found = _DATA.search(data)
    if found is None or b"<!" in data[: found.end()]:
        raise NotInPiecesError
    head, rows, prefix = data[: found.end()], data[found.end() :], found[1]
    row, end = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
    close = end + b"></" + prefix + b"worksheet>"
    while True:
        more = source.read(_PIECE)
        rows += more
        last = rows.find(end)
        place = last if last >= 0 else rows.rfind(row)
        if place < 0 or (last < 0 and not more):
            raise NotInPiecesError
        piece, rows = rows[:place], rows[place:]
        if piece:
            yield head + _checked(piece, row) + close
        if last >= 0:
            return


def _checked(piece: bytes, row: bytes) -> bytes:
    """A piece whose first row has its number, and that has nothing but tags and text."""
    if b"<!" in piece or b"<?" in piece:
        raise NotInPiecesError
    if piece.lstrip()[: len(row)] != row or _NUMBERED.match(piece.lstrip()[:1000]) is None:
        raise NotInPiecesError
    return piece


def _xml(packed: zipfile.ZipFile, name: str) -> etree._Element:
    """A small part of the workbook. Raises NotInPiecesError for one with a document type, and for one that is large."""
    if packed.getinfo(name).file_size > _MOST_FRAME:
        raise NotInPiecesError
    data = packed.read(name)
    try:
        found = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise NotInPiecesError from problem
    if found.getroottree().docinfo.doctype:
        raise NotInPiecesError
    return found


def _sheet(book: etree._Element, name: str) -> etree._Element:
    found = [each for each in book.iterfind("{*}sheets/{*}sheet") if each.get("name") == name]
    if len(found) != 1:
        raise NotInPiecesError
    return found[0]


def _link_name(sheet: etree._Element) -> str:
    """The attribute that names a sheet's relation: `r:id`, in either edition of the format."""
    return next((str(each) for each in sheet.keys() if str(each).endswith("}id")), "")  # noqa: SIM118


def _link(links: etree._Element, sheet: etree._Element) -> etree._Element:
    wanted = sheet.get(_link_name(sheet))
    found = [each for each in links if each.get("Id") == wanted]
    if not wanted or len(found) != 1:
        raise NotInPiecesError
    return found[0]


def _target(book: etree._Element, links: etree._Element, sheet: str) -> str:
    target = _link(links, _sheet(book, sheet)).get("Target") or ""
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _name_pieces(book: etree._Element, links: etree._Element, sheet: str, count: int) -> None:
    """Put the pieces in the place of the workbook's sheets."""
    model = _sheet(book, sheet)
    link, holder = _link(links, model), model.getparent()
    if holder is None:
        raise NotInPiecesError
    for each in list(holder):
        holder.remove(each)
    for number in range(count):
        own, own_link = copy.copy(model), copy.copy(link)
        own.set("name", str(number))
        own.set("sheetId", str(number + 1))
        own.set(_link_name(model), f"piece{number}")
        own_link.set("Id", f"piece{number}")
        own_link.set("Target", f"worksheets/{number}.xml")
        holder.append(own)
        links.append(own_link)
