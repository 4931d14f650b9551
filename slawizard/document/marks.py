"""The private characters that carry a value and its field path through a clause's text, out of reach of its marks."""

from __future__ import annotations

import re

from slawizard.agreement.characters import is_control

VALUE_START = "\ue000"
VALUE_PATH_END = "\ue001"
VALUE_END = "\ue002"
VALUE_MISSING = "\ue003"
VALUE_OWN = "\ue004"
LINE_BREAK = "\ue005"
"""A new line inside a paragraph or cell, written by a template."""

_FIRST_SLOT = 0xF0000
_FIRST_LINE = 0x100000
_LINES = 0xFFFD

_VALUE = re.compile(
    f"{VALUE_START}({VALUE_OWN}?)({VALUE_MISSING}?)([^{VALUE_PATH_END}]*){VALUE_PATH_END}([^{VALUE_END}]*){VALUE_END}"
)
SLOT = re.compile(f"[{chr(_FIRST_SLOT)}-{chr(_FIRST_SLOT + _LINES)}]")
_LINE = re.compile(f"[{chr(_FIRST_LINE)}-{chr(_FIRST_LINE + _LINES)}]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""Every private-use character: none has a place in a template or in what a user types."""


_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)


class MarkedValue:
    """A value found in a clause's text: its words, its field path, whether nothing was entered, and whether the words
    are the program's own.
    """

    __slots__ = ("missing", "own", "path", "text")

    def __init__(self, text: str, path: str, missing: bool, own: bool) -> None:
        self.text = text
        self.path = path
        self.missing = missing
        self.own = own


def clean(text: str) -> str:
    """`text` without private-use and control characters; line ends become new lines, tabs become spaces."""
    if not _UNWANTED.search(text):
        return text
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in plain if not is_control(char))


def mark_value(text: str, path: str, *, missing: bool = False, own: bool = False) -> str:
    """`text` wrapped so that markup gives it back whole, with its path, whatever characters it holds.

    `own`: the words are the program's ("each calendar month"), so that a sentence may begin with them.
    """
    marks = (VALUE_OWN if own else "") + (VALUE_MISSING if missing else "")
    return f"{VALUE_START}{marks}{path}{VALUE_PATH_END}{clean(text)}{VALUE_END}"


def capitalise(text: str) -> str:
    """The text with its first letter in upper case, also where that lies in a value of the program's own words."""
    if not text.startswith(VALUE_START):
        return text[:1].upper() + text[1:]
    if not text.startswith(VALUE_START + VALUE_OWN):
        return text
    head, mark, words = text.partition(VALUE_PATH_END)
    return head + mark + words[:1].upper() + words[1:]


def take_values(text: str) -> tuple[str, list[MarkedValue]]:
    """The text with each marked value replaced by one inert character, and the values in that order."""
    values: list[MarkedValue] = []

    def put_by(match: re.Match[str]) -> str:
        values.append(MarkedValue(match[4], match[3], bool(match[2]), bool(match[1])))
        return chr(_FIRST_SLOT + len(values) - 1)

    return _VALUE.sub(put_by, text), values


def slot_number(char: str) -> int:
    """Which value an inert character stands for."""
    return ord(char) - _FIRST_SLOT


def mark_line(number: int) -> str:
    """The character that says "source line `number`"; lines past 65,000 share the last one."""
    return chr(_FIRST_LINE + min(number, _LINES))


def take_lines(text: str, first: int = 1) -> tuple[str, list[int]]:
    """The text without line characters, and for each of its lines the source line it came from.

    A line of nothing but line characters held only a template's tags; it is left out.
    """
    numbers: list[int] = []
    current = first
    plain: list[str] = []
    for line in text.split("\n"):
        found = _LINE.search(line)
        if found:
            current = ord(found[0]) - _FIRST_LINE
            line = _LINE.sub("", line)
            if not line.strip():
                continue
        numbers.append(current)
        plain.append(line)
    return "\n".join(plain), numbers or [first]
