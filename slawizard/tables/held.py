"""A table that was read to its end, as one process hands it to another: what was found of it, and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

import msgspec

from slawizard.errors import TableFileError
from slawizard.tables.answers import Answers, Question
from slawizard.tables.cells import Cell
from slawizard.tables.rows import Row
from slawizard.tables.table import Column, Table

_ROWS_A_PART = 500
_MOST_BYTES = 64 * 1024**2
_PackedCell = str | tuple[str, str]
_READERS: dict[str, Callable[[str], Cell]] = {
    "bool": lambda text: text == "True",
    "int": int,
    "float": float,
    "Decimal": Decimal,
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "timedelta": lambda text: dt.timedelta(microseconds=int(text)),
}


class _PackedRow(msgspec.Struct, frozen=True, array_like=True):
    line: int
    cells: tuple[_PackedCell, ...]
    problem: str
    text: str


_DECODER: msgspec.msgpack.Decoder[list[_PackedRow]] = msgspec.msgpack.Decoder(list[_PackedRow])


class HeldTable(msgspec.Struct, frozen=True):
    """What Table says of a file, without the file. While something is open there are no rows; blank ones are left out.

    `parts` are the rows as MessagePack, some hundred to a part: unpacked all at once they would hold up every thread.
    """

    source: str
    answers: Answers
    columns: tuple[Column, ...]
    understood: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    parts: tuple[bytes, ...] = ()

    def rows(self) -> Iterator[Row]:
        """All rows that are not blank, from the first, each time anew."""
        for part in self.parts:
            for row in _DECODER.decode(part):
                yield Row(row.line, tuple(map(_unpacked, row.cells)), row.problem, row.text)


def hold(table: Table, most_rows: int) -> HeldTable:
    """All that a table holds; of more rows than `most_rows` one more, so that it is seen that there are too many.

    Raises TableFileError, also for a table with more text than can be handed over (64 MB).
    """
    rows = (row for row in table.rows() if not row.is_blank) if not table.questions else iter(())
    parts = tuple(_parts(islice(rows, most_rows + 1), table.source))
    return HeldTable(table.source, table.answers, table.columns, table.understood, table.questions, parts)


def _parts(rows: Iterator[Row], where: str) -> Iterator[bytes]:
    size = 0
    while part := _part(islice(rows, _ROWS_A_PART)):
        size += len(part)
        if size > _MOST_BYTES:
            raise TableFileError(
                f"The table holds more than {_MOST_BYTES // 1024**2} MB of text.",
                where=where,
                remedy="Leave out the columns that are not needed, or split it in two.",
            )
        yield part


def _part(rows: Iterable[Row]) -> bytes:
    packed = [_PackedRow(row.line, _packed(row.cells), row.problem, row.text) for row in rows]
    return msgspec.msgpack.encode(packed) if packed else b""


def _packed(cells: Sequence[Cell]) -> tuple[_PackedCell, ...]:
    return tuple(cell if isinstance(cell, str) else _typed(cell) for cell in cells)


def _typed(cell: Cell) -> tuple[str, str]:
    """The kind of a cell that is no text, and the text that gives just this cell again."""
    kind = type(cell).__name__
    if isinstance(cell, dt.timedelta):
        return kind, str(cell // dt.timedelta(microseconds=1))
    if isinstance(cell, dt.date | dt.time):  # a datetime is a date, too
        return kind, cell.isoformat()
    return kind, str(cell)


def _unpacked(cell: _PackedCell) -> Cell:
    return cell if isinstance(cell, str) else _READERS[cell[0]](cell[1])
