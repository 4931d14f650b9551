"""Text with a delimiter, as rows: which delimiter and quotation mark it has, and its records, one at a time."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from slawizard.errors import TableFileError
from slawizard.tables.answers import Choice, Question, Topic
from slawizard.tables.cells import clean
from slawizard.tables.rows import Row

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
MOST_COLUMNS = 1000
_SAMPLE_ROWS = 300
_MOST_RECOVERIES = 100
_LONGEST_FIELD = 131_072
_TYPED = re.compile(r"[+−-]?\d[\d.,:/ TZ%'’+-]*|", re.A)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd\u202a-\u202e\u2066-\u2069]")


class Dialect(msgspec.Struct, frozen=True):
    """How records are written: the delimiter, the quotation mark, and whether a backslash stands before one in a field
    (instead of writing it twice).
    """

    delimiter: str
    quote: str = '"'
    backslash: bool = False


def delimiter_name(delimiter: str) -> str:
    """A delimiter in words."""
    return DELIMITERS.get(delimiter, f"“{delimiter}”")


def read_raw(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """The records of some lines, as they are. Raises csv.Error where quotation marks do not fit."""
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        doublequote=not dialect.backslash,
        escapechar="\\" if dialect.backslash else None,
        strict=True,
    )


# --- finding the dialect ----------------------------------------------------------------------------------------


def find_dialect(sample: list[str], answer: str, where: str) -> tuple[Dialect, Question | None]:
    """The dialect of a text by its first lines, and what stays open. Raises TableFileError for a useless answer."""
    quote, backslash = _quoting("".join(sample[:_SAMPLE_ROWS]))
    if answer:
        if len(answer) != 1 or answer in '\r\n" ' or answer == quote:
            raise TableFileError(
                f"“{answer}” cannot be a delimiter.", where=where, remedy="Use one character, such as , ; or |."
            )
        return Dialect(answer, quote, backslash), None
    said = re.fullmatch(r"sep=(.)\r?\n?", sample[0]) if sample else None
    if said:
        return Dialect(said[1], quote, backslash), None
    found: list[tuple[float, int, Dialect, int, list[list[str]]]] = []
    for delimiter in DELIMITERS:
        dialect = Dialect(delimiter, quote, backslash)
        records = sample_records(sample, dialect)
        width, share, typed = shape(records)
        if width > 1 and share >= 0.5:
            found.append((share + typed, -len(found), dialect, width, records))
    if not found:
        return Dialect(",", quote, backslash), None
    whole = [each for each in found if _is_whole(each[4])]
    found = whole if len(whole) == 1 else found
    found.sort(key=lambda each: each[:2], reverse=True)
    close = [each for each in found if each[0] > found[0][0] - 0.25]
    return found[0][2], _question(close) if len(close) > 1 else None


def _is_whole(records: list[list[str]]) -> bool:
    """Whether every record, the header included, has the same number of cells."""
    return len(records) > 2 and len({len(record) for record in records if any(clean(cell) for cell in record)}) == 1


def _question(close: list[tuple[float, int, Dialect, int, list[list[str]]]]) -> Question:
    choices = []
    for _, _, dialect, width, records in close:
        row = next((each for each in records[1:] if len(each) == width), records[0])
        cells = " | ".join(clean(cell)[:20] for cell in row[:6])
        choices.append(Choice(dialect.delimiter, f"{delimiter_name(dialect.delimiter)}: {width} columns ({cells})"))
    return Question(
        Topic.DELIMITER, "The columns can be told apart in more than one way. Which is right?", tuple(choices)
    )


def sample_records(sample: list[str], dialect: Dialect) -> list[list[str]]:
    """The first records, as far as they can be read."""
    reader = read_raw(iter(sample), dialect)
    found: list[list[str]] = []
    for _ in range(_SAMPLE_ROWS):
        try:
            found.append(next(reader))
        except StopIteration:
            break
        except csv.Error:
            continue
    return found


def shape(records: list[list[str]]) -> tuple[int, float, float]:
    """The usual number of cells of a record, the share of records that have it, and of their cells that are figures,
    dates or empty.
    """
    full = [record for record in records if any(clean(cell) for cell in record)]
    widths = Counter(len(record) for record in full)
    if not widths:
        return 0, 0.0, 0.0
    # Of two numbers of cells, the larger one: a title above the table has one cell, the table more.
    width = max(widths, key=lambda each: (widths[each] * (each > 1), each))
    cells = [cell for record in full if len(record) == width for cell in record]
    return width, widths[width] / len(full), sum(looks_typed(cell) for cell in cells) / max(len(cells), 1)


def looks_typed(cell: str) -> bool:
    """Whether a cell may be a figure or a date, or is empty."""
    return _TYPED.fullmatch(clean(cell)) is not None


def _quoting(text: str) -> tuple[str, bool]:
    double = len(re.findall(r'(?:^|[,;\t|])"', text, re.M))
    single = len(re.findall(r"(?:^|[,;\t|])'[^'\r\n]*'(?=[,;\t|\r\n]|$)", text, re.M))
    quote = "'" if single > double and not double else '"'
    # A backslash before a mark that ends its cell is the cell's last character.
    before = len(re.findall(rf"\\{quote}(?![{quote},;\t|\r\n]|$)", text, re.M))
    doubled = len(re.findall(f"[^{quote},;\t|\r\n]{quote}{quote}[^{quote},;\t|\r\n]", text))
    return quote, before > 0 and before >= doubled


# --- records ----------------------------------------------------------------------------------------------------


class _Lines:
    """Lines with their numbers; the lines of the record under way are kept, so that they can be read once more."""

    def __init__(self, lines: Iterator[str], first: int) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.number = first - 1
        self.record: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.number += 1
        self.record.append(line)
        return line

    def give_back(self, count: int) -> None:
        """The last `count` lines of the record are to be read again."""
        self._again.extendleft(reversed(self.record[len(self.record) - count :]))
        self.number -= count


def rows_of(
    lines: Iterator[str], first_line: int, dialect: Dialect, width: int, *, check: bool, where: str
) -> Iterator[Row]:
    """The rows of a table of `width` columns, those that are none of it with the reason.

    `check`: look at every cell for characters that no text has. Raises TableFileError when the quotation marks make no
    sense at all.
    """
    source, recoveries = _Lines(lines, first_line), 0
    reader = read_raw(source, dialect)
    while True:
        source.record.clear()
        line = source.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            recoveries += 1
            if recoveries > _MOST_RECOVERIES:
                raise TableFileError(
                    f"More than {_MOST_RECOVERIES} rows have quotation marks that are not closed, or not where they "
                    f"belong; the last is in line {line}.",
                    where=where,
                    remedy="Export the table once more, or choose another delimiter.",
                ) from problem
            text, why = source.record[0] if source.record else "", _quote_words(problem, len(source.record))
            source.give_back(max(len(source.record) - 1, 0))
            reader = read_raw(source, dialect)
            yield Row(line, (), why, text)
            continue
        if len(cells) == width and len(source.record) == 1 and not check:
            yield Row(line, cells) if any(cells) and not "".join(cells).isspace() else Row(line, ())
        else:
            yield _checked(line, source, cells, dialect, width, check=check)


def _quote_words(problem: csv.Error, lines: int) -> str:
    words = str(problem)
    if "field larger" in words and lines == 1:
        return f"a cell of this row is longer than {_LONGEST_FIELD:,} characters"
    if "unexpected end" in words or "field larger" in words:
        return "a quotation mark in this row is not closed"
    return "a quotation mark stands where none belongs"


def _checked(line: int, source: _Lines, cells: list[str], dialect: Dialect, width: int, *, check: bool) -> Row:
    """A row that is longer, shorter or stranger than others."""
    text = "".join(source.record)
    if not any(clean(cell) for cell in cells):
        return Row(line, ())
    while len(cells) > width and not clean(cells[-1]):
        cells.pop()
    if len(cells) != width:
        return Row(line, (), f"the row has {len(cells)} cells, the header {width}", text)
    if check and _CONTROL.search(text):
        return Row(line, (), "the row holds characters that no text has", text)
    inner = source.record[1:-1] if width > 1 else []
    if any(each.count(dialect.delimiter) >= width - 1 for each in inner):
        words = f"a quotation mark that is opened in this row is closed in line {source.number}, after whole rows"
        return Row(line, (), words, text)
    return Row(line, cells)


def head_lines(lines: Iterator[str]) -> list[str]:
    """The first lines, as a sample."""
    return list(islice(lines, 2 * _SAMPLE_ROWS))
