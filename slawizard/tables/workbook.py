"""Workbooks (XLSX, XLS, ODS), by calamine: their sheets, and a sheet's rows with typed cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.errors import TableFileError
from slawizard.tables.cells import Cell
from slawizard.tables.source import Progress, no_progress

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from slawizard.tables.large_sheets import SheetInPieces

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 700_000_000
_MOST_RATIO = 250
_SMALL = 20_000_000
MOST_CELLS = 12_000_000
_AGAIN = "Open it in the program that made it and save it once more, or export it as CSV."


def is_workbook(head: bytes) -> bool:
    """Whether a file begins as workbooks do."""
    return head.startswith((_ZIP, _OLE))


class Workbook:
    """A workbook that is open. Raises TableFileError for what is none, is locked, or would not fit."""

    def __init__(self, path: Path, progress: Progress = no_progress) -> None:
        self._path, self._name, self._progress = path, path.name, progress
        _refuse_bombs(path)
        self._book: CalamineWorkbook | None = None
        self._held: CalamineSheet | SheetInPieces | None = None
        book = self._opened()
        self.sheets: tuple[str, ...] = tuple(book.sheet_names)
        self.hidden = self._hidden(book)
        if not self.sheets:
            raise TableFileError("The workbook has no sheet.", where=self._name)

    def _opened(self) -> CalamineWorkbook:
        """The workbook as calamine has it, which holds the texts of all its sheets."""
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        if self._book is not None:
            return self._book
        try:
            self._book = CalamineWorkbook.from_path(self._path)
            return self._book
        except PasswordError as problem:
            raise TableFileError(
                "The workbook is locked with a password.", where=self._name, remedy="Save it without one."
            ) from problem
        except (CalamineError, OSError, ValueError) as problem:
            raise TableFileError("This is no workbook that can be read.", where=self._name, remedy=_AGAIN) from problem

    @staticmethod
    def _hidden(book: CalamineWorkbook) -> frozenset[str]:
        from python_calamine import SheetVisibleEnum

        every = book.sheets_metadata
        return frozenset(each.name for each in every if each.visible != SheetVisibleEnum.Visible)

    def rows(self, sheet: str) -> Iterator[list[Cell]]:
        """All rows of a sheet, from its first; each from the first column that is not empty. Raises TableFileError."""
        from python_calamine import CalamineError

        try:
            found = self._sheet(sheet)
            if found.total_height * found.total_width > MOST_CELLS:
                raise TableFileError(
                    f"The sheet has {found.total_height:,} rows and {found.total_width:,} columns: more than "
                    f"{MOST_CELLS:,} cells are not read.",
                    where=f"{self._name}, {sheet}",
                    remedy="Export the columns that are needed as CSV.",
                )
            for row in found.iter_rows():
                yield list(row)
        except CalamineError as problem:
            raise TableFileError(
                "The sheet cannot be read.", where=f"{self._name}, {sheet}", remedy=_AGAIN
            ) from problem

    def _sheet(self, name: str) -> CalamineSheet | SheetInPieces:
        """A sheet, which is unpacked whole unless it is large: the one that was asked for last is kept, and no other
        beside it.
        """
        if self._held is None or self._held.name != name:
            self._let_go()
            self._held = self._in_pieces(name) or self._opened().get_sheet_by_name(name)
        return self._held

    def _in_pieces(self, name: str) -> SheetInPieces | None:
        from slawizard.tables.large_sheets import NotInPiecesError, SheetInPieces, part_of_sheet

        part = part_of_sheet(self._path, name)
        if not part:
            return None
        if self._book is not None:
            self._book.close()  # two of them would hold every text twice
            self._book = None
        try:
            return SheetInPieces(self._path, part, name, self._progress)
        except NotInPiecesError:
            return None

    def _let_go(self) -> None:
        from slawizard.tables.large_sheets import SheetInPieces

        if isinstance(self._held, SheetInPieces):
            self._held.close()
        self._held = None

    def full_sheets(self) -> tuple[str, ...]:
        """The sheets that have at least two rows and two columns."""
        return tuple(each for each in self.sheets if self._is_full(each))

    def _is_full(self, sheet: str) -> bool:
        from python_calamine import CalamineError

        try:
            found = self._sheet(sheet)
        except (CalamineError, ValueError):
            return False
        return found.height > 1 and found.width > 1

    def close(self) -> None:
        """Let go of the file."""
        self._let_go()
        if self._book is not None:
            self._book.close()
            self._book = None


def _refuse_bombs(path: Path) -> None:
    """Refuse a packed file that would unpack to far more than it is, before anything is unpacked."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise TableFileError("This is no workbook that can be read.", where=path.name, remedy=_AGAIN) from problem
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(path.stat().st_size, 1)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and ratio > _MOST_RATIO):
        raise TableFileError(
            f"The workbook would unpack to {unpacked // 1_000_000:,} MB: it is not read.",
            where=path.name,
            remedy="Export the sheet that is needed as CSV.",
        )
