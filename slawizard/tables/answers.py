"""What a file leaves open, as questions with choices, and the answers that people give."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Topic(StrEnum):
    """What a question is about; its answer is the field of this name of Answers."""

    ENCODING = "encoding"
    DELIMITER = "delimiter"
    SHEET = "sheet"
    DECIMAL = "decimal"
    DATES = "dates"


class Answers(msgspec.Struct, frozen=True):
    """How a file is to be read, where someone has said so; empty: as it is found.

    `encoding` is a codec's name; `delimiter` one character; `sheet` a sheet's name; `decimal` "," or ".";
    `dates` "dmy", "mdy" or "ymd". `header`: whether the first row names the columns (None: as it looks).
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    decimal: str = ""
    dates: str = ""
    header: bool | None = None


class Choice(msgspec.Struct, frozen=True):
    """One answer: the value for Answers, and what the file would then say, for people."""

    value: str
    words: str


class Question(msgspec.Struct, frozen=True):
    """Something the whole file, or a whole column of it, can mean in two ways. `column` is its name, or empty."""

    topic: str
    words: str
    choices: tuple[Choice, ...]
    column: str = ""


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not used: its line (or row of the sheet), its text, shortened, and the reason, a sentence."""

    line: int
    text: str
    reason: str


class Counts(msgspec.Struct, frozen=True):
    """Rows after the header: `read` = `used` + `rejected` + `blank`, always."""

    read: int = 0
    used: int = 0
    rejected: int = 0
    blank: int = 0
