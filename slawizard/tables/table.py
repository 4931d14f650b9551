"""A table that is open: its columns by name, its rows one at a time, what was found of it and what it leaves open."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

import msgspec

from slawizard.errors import TableFileError
from slawizard.tables.answers import Answers, Choice, Question, Topic
from slawizard.tables.cells import Cell, clean, is_blank, text_of
from slawizard.tables.dates import ORDERS
from slawizard.tables.delimited import (
    MOST_COLUMNS,
    Dialect,
    delimiter_name,
    find_dialect,
    head_lines,
    looks_typed,
    rows_of,
    sample_records,
    shape,
)
from slawizard.tables.encoding import encoding_name, find_encoding
from slawizard.tables.numbers import DECIMALS
from slawizard.tables.rows import Row
from slawizard.tables.source import SURVEY_SHARE, Progress, Survey, no_progress, survey
from slawizard.tables.workbook import Workbook, is_workbook

_SEPARATOR = re.compile(r"\ufeff?sep=.\r?\n?")
_RULE = re.compile(r"[+|=-][-+|=: ]*[\r\n]*")
"""A line drawn between rows, as databases print them."""

_EXAMPLES = 5
_MOST_HEADER_LINES = 10
_EMPTY = ("The table is empty: it has no rows under a header.", "Is it the right file, and the right sheet?")


class Column(msgspec.Struct, frozen=True):
    """A column: its name, unique in its table, its place from 0, and its first cells that are not empty, as text."""

    name: str
    place: int
    examples: tuple[str, ...]


class Table:
    """A table that is open; close it, or use it in a `with`.

    `understood` are sentences on how the file was read; `questions` what it leaves open. `source` is the file's name,
    `digest` its SHA-256. `sheets` are those of a workbook that hold a table.
    """

    def __init__(self, seen: Survey, name: str, answers: Answers) -> None:
        self.source, self.digest, self.answers = name, seen.digest, answers
        self.columns: tuple[Column, ...] = ()
        self.understood: tuple[str, ...] = ()
        self.questions: tuple[Question, ...] = ()
        self.sheets: tuple[str, ...] = ()
        self._open: Callable[[], Iterator[Row]] = lambda: iter(())
        self._close: Callable[[], None] = lambda: None

    def rows(self) -> Iterator[Row]:
        """All rows after the header, from the first, each time anew. Raises TableFileError."""
        try:
            yield from self._open()
        except UnicodeError as problem:
            raise TableFileError(
                "The file holds bytes that are no text in the encoding it is read in.",
                where=self.source,
                remedy="Name its encoding, or save it once more as “CSV UTF-8”.",
            ) from problem

    def column(self, name: str) -> Column | None:
        """The column of this name, in whatever case, or at this place ("#1": the first)."""
        wanted = clean(name).casefold()
        if wanted.startswith("#") and wanted[1:].isdecimal() and 0 < int(wanted[1:]) <= len(self.columns):
            return self.columns[int(wanted[1:]) - 1]
        return next((each for each in self.columns if each.name.casefold() == wanted), None)

    def close(self) -> None:
        """Let go of the file."""
        self._close()

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_table(path: Path, answers: Answers | None = None, progress: Progress = no_progress) -> Table:
    """Look at a file and open it as a table.

    Raises FileAccessError when it cannot be read, TableFileError when it is no table or an answer cannot be.
    """
    answers = answers or Answers()
    _check(answers, path.name)
    seen = survey(path, progress)
    table = Table(seen, path.name, answers)
    if is_workbook(seen.head):
        _open_workbook(table, path, progress)
    else:
        _open_text(table, path, seen)
    return table


def _check(answers: Answers, where: str) -> None:
    for name, value, known in (("decimal sign", answers.decimal, DECIMALS), ("date order", answers.dates, ORDERS)):
        if value and value not in known:
            raise TableFileError(f"“{value}” is no {name}.", where=where, remedy=f"Use one of: {'  '.join(known)}.")


# --- text -------------------------------------------------------------------------------------------------------


def _open_text(table: Table, path: Path, seen: Survey) -> None:
    answers = table.answers
    _refuse_other_formats(seen.head, path.name)
    codec, open_encoding = find_encoding(seen, answers.encoding, path.name)
    try:
        with _text(path, codec) as file:
            sample = head_lines(iter(file))
    except UnicodeError as problem:
        raise TableFileError(
            f"The file is no text in {encoding_name(codec)}.", where=path.name, remedy="Name its encoding."
        ) from problem
    ruled = [line for line in sample if not _RULE.fullmatch(line)] or sample
    dialect, open_delimiter = find_dialect(ruled, answers.delimiter, path.name)
    skipped, has_header, names = _header(sample, dialect, answers.header, path.name)
    table.columns = _columns(names, sample_records(sample[skipped + has_header :], dialect))
    table.questions = tuple(each for each in (open_encoding, open_delimiter) if each)
    table.understood = _text_words(codec, dialect, skipped, has_header=has_header)
    lines, width, check = skipped + has_header, len(names), seen.has_controls or not seen.head.isascii()

    def rows() -> Iterator[Row]:
        with _text(path, codec) as file:
            for _ in islice(file, lines):
                pass
            yield from rows_of(iter(file), lines + 1, dialect, width, check=check, where=path.name)

    table._open = rows


_OTHERS = (
    (
        re.compile(rb"\s*<(?:!doctype|html|table|head|meta|\?xml|!--)", re.I),
        "a web page or XML, whatever its name says",
    ),
    (re.compile(rb"\s*[\[{]\s*[\"{\[]"), "JSON"),
    (re.compile(rb"%PDF-|\{\\rtf"), "a document"),
)


def _refuse_other_formats(head: bytes, where: str) -> None:
    for begins, words in _OTHERS:
        if begins.match(head.removeprefix(codecs.BOM_UTF8)):
            raise TableFileError(
                f"This is no table but {words}.",
                where=where,
                remedy="Open it in a spreadsheet program and save it as XLSX or CSV, or export it as such.",
            )


def _text(path: Path, codec: str) -> TextIO:
    # Ends of lines are left as they are: those inside quotation marks belong to a cell.
    return io.TextIOWrapper(path.open("rb", buffering=1 << 18), encoding=codec, newline="")


def _header(sample: list[str], dialect: Dialect, wanted: bool | None, where: str) -> tuple[int, int, list[str]]:
    """How many lines stand before the header, whether there is one (0 or 1), and the names of the columns."""
    records = sample_records(sample, dialect)
    width, _, _ = shape(records)
    if not width:
        raise TableFileError(_EMPTY[0], where=where, remedy=_EMPTY[1])
    if width > MOST_COLUMNS:
        raise TableFileError(
            f"The table has {width:,} columns; at most {MOST_COLUMNS:,} are read.",
            where=where,
            remedy="Export the columns that are needed.",
        )
    least = min(2, width, max((_filled(each) for each in records if len(each) == width), default=1))
    for number, line in enumerate(sample):
        more = _open_lines(sample[number:], dialect.quote)
        cells = next(iter(sample_records(sample[number : number + 1 + more], dialect)), [])
        if len(cells) != width or _filled(cells) < least or _SEPARATOR.fullmatch(line):
            continue
        is_header = wanted if wanted is not None else _are_names(cells)
        below = next(iter(sample_records(sample[number + 1 : number + 2], dialect)), [])
        if is_header and _are_two_lines(cells, below):
            return number + 1, 1, _names(_joined(cells, below))
        if is_header:
            number += more
        return number, int(is_header), _names(cells if is_header else [""] * width)
    raise TableFileError(
        "No line was found that names the columns.", where=where, remedy="Export the table with one header line."
    )


def _open_lines(lines: Sequence[str], quote: str) -> int:
    """How many lines more the first one goes on for, where a cell of it has line breaks within its quotation marks."""
    marks = 0
    for more, line in enumerate(lines[:_MOST_HEADER_LINES]):
        marks += line.count(quote)
        if marks % 2 == 0:
            return more
    return 0


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _are_names(cells: Sequence[str]) -> bool:
    return not any(clean(each) and looks_typed(each) for each in cells)


def _are_two_lines(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the header has two lines: the first with cells over several columns, the second with all names."""
    has_gaps = any(not clean(each) for each in above[:-1])
    return has_gaps and len(below) == len(above) and _filled(below) == len(below) and _are_names(below)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The names of two header lines together; a cell without one is joined with that on its left."""
    names, over = [], ""
    for upper, lower in zip(above, below, strict=True):
        over = clean(upper) or over
        names.append(f"{over} {clean(lower)}".strip())
    return names


def _text_words(codec: str, dialect: Dialect, skipped: int, *, has_header: int) -> tuple[str, ...]:
    words = [f"Encoding: {encoding_name(codec)}.", f"Delimiter: {delimiter_name(dialect.delimiter)}."]
    if dialect.quote != '"' or dialect.backslash:
        before = ", after a backslash where it belongs to the text" if dialect.backslash else ""
        words.append(f"Quotation mark: {dialect.quote}{before}.")
    if skipped:
        are = "1 line before the table is" if skipped == 1 else f"{skipped} lines before the table are"
        words.append(f"{are} left out.")
    if not has_header:
        words.append("The table has no header: its first line is a row.")
    return tuple(words)


def _names(cells: Sequence[Cell]) -> list[str]:
    """Names of columns, each different from all others."""
    found: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        base = " ".join(text_of(cell).split())[:100] or f"Column {number}"
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _columns(names: Sequence[str], records: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    found = []
    for place, name in enumerate(names):
        cells = (row[place] for row in records if len(row) == len(names) and not is_blank(row[place]))
        found.append(Column(name, place, tuple(text_of(cell)[:100] for cell in islice(cells, _EXAMPLES))))
    return tuple(found)


# --- workbooks --------------------------------------------------------------------------------------------------


def _open_workbook(table: Table, path: Path, progress: Progress) -> None:
    book = Workbook(path, lambda share, words: progress(SURVEY_SHARE + (1 - SURVEY_SHARE) * share, words))
    table._close = book.close
    table.sheets, sheet = _sheet(table, book)
    head = list(islice(book.rows(sheet), 50))
    place = next((number for number, row in enumerate(head) if _is_header(row)), None)
    if place is None:
        book.close()
        raise TableFileError(_EMPTY[0], where=f"{path.name}, {sheet}", remedy=_EMPTY[1])
    has_header = table.answers.header if table.answers.header is not None else _names_columns(head[place])
    cells: Sequence[Cell] = head[place] if has_header else [""] * len(head[place])
    if has_header:
        place, cells = _two_lines(head, place)
    names = _names(cells)
    if len(names) > MOST_COLUMNS:
        raise TableFileError(
            f"The sheet has {len(names):,} columns; at most {MOST_COLUMNS:,} are read.", where=path.name
        )
    table.columns = _columns(names, head[place + has_header :])
    table.understood = (f"Sheet: {sheet}.",) if len(book.sheets) > 1 else ("Workbook of one sheet.",)
    skip = place + has_header

    def rows() -> Iterator[Row]:
        for line, cells in enumerate(islice(book.rows(sheet), skip, None), skip + 1):
            yield Row(line, () if all(map(is_blank, cells)) else cells)

    table._open = rows


def _two_lines(head: Sequence[Sequence[Cell]], place: int) -> tuple[int, Sequence[Cell]]:
    """The header at a place, joined with the line above or below it where it has two: the place of its last line."""
    for upper in (place - 1, place):
        if 0 <= upper < len(head) - 1 and _filled(head[upper]) > 1:
            above, below = ([text_of(each) for each in row] for row in head[upper : upper + 2])
            if _are_two_lines(above, below):
                return upper + 1, _joined(above, below)
    return place, head[place]


def _sheet(table: Table, book: Workbook) -> tuple[tuple[str, ...], str]:
    wanted = table.answers.sheet
    if wanted:
        if wanted not in book.sheets:
            raise TableFileError(
                f"The workbook has no sheet “{wanted}”.",
                where=table.source,
                remedy=f"It has: {', '.join(book.sheets)}.",
            )
        return book.sheets, wanted
    full = book.full_sheets() if len(book.sheets) > 1 else book.sheets
    # What a workbook hides is what its maker does not mean, unless nothing else is there.
    full = tuple(each for each in full if each not in book.hidden) or full
    if len(full) > 1:
        choices = tuple(Choice(each, each) for each in full)
        table.questions = (Question(Topic.SHEET, "Several sheets hold a table. Which one is meant?", choices),)
    return full or book.sheets, (full or book.sheets)[0]


def _is_header(row: Sequence[Cell]) -> bool:
    """The first row that is more than a title: at least two of its cells, and half of them, are filled."""
    filled = sum(not is_blank(cell) for cell in row)
    return filled >= min(2, len(row)) and filled * 2 >= len(row)


def _names_columns(row: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and (is_blank(cell) or not looks_typed(cell)) for cell in row)
