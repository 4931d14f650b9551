"""Workbooks (XLSX, XLS, ODS), by calamine: their sheets, and a sheet's rows with typed cells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from slawizard.errors import TableFileError
from slawizard.tables.cells import Cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

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

    def __init__(self, path: Path) -> None:
        self._name = path.name
        _refuse_bombs(path)
        self._book = self._open(path)
        self._held: CalamineSheet | None = None
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)
        self.hidden = self._hidden()
        if not self.sheets:
            raise TableFileError("The workbook has no sheet.", where=self._name)

    def _open(self, path: Path) -> CalamineWorkbook:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        try:
            return CalamineWorkbook.from_path(path)
        except PasswordError as problem:
            raise TableFileError(
                "The workbook is locked with a password.", where=self._name, remedy="Save it without one."
            ) from problem
        except (CalamineError, OSError, ValueError) as problem:
            raise TableFileError("This is no workbook that can be read.", where=self._name, remedy=_AGAIN) from problem

    def _hidden(self) -> frozenset[str]:
        from python_calamine import SheetVisibleEnum

        every = self._book.sheets_metadata
        return frozenset(each.name for each in every if each.visible != SheetVisibleEnum.Visible)

    def rows(self, sheet: str) -> Iterator[list[Cell]]:
        """The rows of a sheet from its first cell on. Raises TableFileError."""
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

    def _sheet(self, name: str) -> CalamineSheet:
        """A sheet, which is unpacked whole: the one that was asked for last is kept, and no other beside it."""
        if self._held is None or self._held.name != name:
            self._held = None
            self._held = self._book.get_sheet_by_name(name)
        return self._held

    def first_line(self, sheet: str) -> int:
        """The number of the sheet's row that `rows` gives first; 1 for the first of the sheet."""
        start = self._sheet(sheet).start
        return (start[0] if start else 0) + 1

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
        self._held = None
        self._book.close()


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
