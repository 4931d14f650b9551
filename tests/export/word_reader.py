"""Reads a DOCX as Word would show it: numbers counted from numbering.xml, fields taken apart, words in order."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from docx.oxml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Element = Any  # lxml has no types


def _value(parent: Element, path: str) -> str | None:
    found = None if parent is None else parent.find(path)
    return None if found is None else str(found.get(f"{W}val"))


@dataclass
class Field:
    """A field: its code, the words of its result, and where it was found."""

    code: str = ""
    result: str = ""


@dataclass
class Shown:
    """A paragraph as it is shown: its style, number and words, its fields, and the bookmarks in it."""

    style: str
    number: str
    words: str
    fields: list[Field] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)


class WordFile:
    """A DOCX, opened."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.dates = {info.date_time for info in archive.infolist()}

    def xml(self, name: str) -> Element:
        """A part, parsed."""
        return parse_xml(self.parts[name])

    @cached_property
    def body(self) -> Element:
        """The body of the document."""
        found = self.xml("word/document.xml").find(f"{W}body")
        assert found is not None
        return found

    @cached_property
    def _style_numbers(self) -> dict[str, tuple[str, int]]:
        numbers = {}
        for style in self.xml("word/styles.xml").iter(f"{W}style"):
            list_id = _value(style, f"{W}pPr/{W}numPr/{W}numId")
            if list_id is not None:
                level = int(_value(style, f"{W}pPr/{W}numPr/{W}ilvl") or 0)
                numbers[str(style.get(f"{W}styleId"))] = (list_id, level)
        return numbers

    @cached_property
    def _levels(self) -> dict[str, tuple[str, list[tuple[str, str]]]]:
        """Each list by its numId: the id of what it counts with, and (format, text) of its levels."""
        numbering = self.xml("word/numbering.xml")
        abstract = {
            each.get(f"{W}abstractNumId"): [
                (str(_value(level, f"{W}numFmt")), _value(level, f"{W}lvlText") or "") for level in each.iter(f"{W}lvl")
            ]
            for each in numbering.iter(f"{W}abstractNum")
        }
        lists = {}
        for each in numbering.iter(f"{W}num"):
            counter, own = _value(each, f"{W}abstractNumId"), str(each.get(f"{W}numId"))
            restarted = each.find(f"{W}lvlOverride") is not None
            lists[own] = (own if restarted else str(counter), abstract[counter])
        return lists

    def paragraphs(self) -> Iterator[Shown]:
        """All paragraphs in order, those in tables too, numbered as Word numbers them."""
        counts: dict[str, list[int]] = {}
        for paragraph in self.body.iter(f"{W}p"):
            style = _value(paragraph, f"{W}pPr/{W}pStyle") or "Normal"
            shown = Shown(style, self._number(paragraph, style, counts), "")
            _read(paragraph, shown)
            yield shown

    def _number(self, paragraph: Element, style: str, counts: dict[str, list[int]]) -> str:
        list_id, level = self._style_numbers.get(style, ("0", 0))
        list_id = _value(paragraph, f"{W}pPr/{W}numPr/{W}numId") or list_id
        level = int(_value(paragraph, f"{W}pPr/{W}numPr/{W}ilvl") or level)
        if list_id == "0":
            return ""
        counter, levels = self._levels[list_id]
        count = counts.setdefault(counter, [0] * len(levels))
        count[level] += 1
        count[level + 1 :] = [0] * (len(levels) - level - 1)
        return re.sub(
            r"%(\d)", lambda found: _written(levels[int(found[1]) - 1][0], count[int(found[1]) - 1]), levels[level][1]
        )

    def fields(self) -> list[Field]:
        """Every field of the body, with the words of its result."""
        return [each for shown in self.paragraphs() for each in shown.fields]


def _letters(count: int) -> str:
    """a to z, then aa, bb, cc: ECMA-376 part 1, 17.18.59, lowerLetter."""
    repeats, position = divmod(count - 1, 26)
    return chr(ord("a") + position) * (repeats + 1)


def _roman(count: int) -> str:
    signs = zip((10, 9, 5, 4, 1), ("x", "ix", "v", "iv", "i"), strict=True)
    written = ""
    for size, sign in signs:
        written += sign * (count // size)
        count %= size
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letters,
    "lowerRoman": _roman,
    "upperLetter": lambda count: _letters(count).upper(),
}


def _written(form: str, count: int) -> str:
    return _FORMS[form](count)


def _read(paragraph: Element, shown: Shown) -> None:
    """Walk the runs, keeping count of the fields that are open; what belongs to a field's code is no word."""
    open_fields: list[tuple[Field, bool]] = []
    for element in paragraph.iter(f"{W}bookmarkStart", f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}br", f"{W}tab"):
        name = element.tag.removeprefix(W)
        if name == "bookmarkStart":
            shown.bookmarks.append(str(element.get(f"{W}name")))
        elif name == "fldChar":
            _open_or_close(str(element.get(f"{W}fldCharType")), open_fields, shown)
        elif name == "instrText":
            open_fields[-1][0].code += (element.text or "").strip()
        elif element.getparent().tag != f"{W}tabs":
            words = {"br": "\n", "tab": "\t"}.get(name, element.text or "")
            shown.words += words
            for each, has_result in open_fields:
                each.result += words if has_result else ""


def _open_or_close(kind: str, open_fields: list[tuple[Field, bool]], shown: Shown) -> None:
    if kind == "begin":
        open_fields.append((Field(), False))
        shown.fields.append(open_fields[-1][0])
    elif kind == "separate":
        open_fields[-1] = (open_fields[-1][0], True)
    elif open_fields:  # the contents run over many paragraphs: their end closes nothing in this one
        open_fields.pop()
