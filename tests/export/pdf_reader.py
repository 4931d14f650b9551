"""Reads a tagged PDF as software for blind readers does: along its structure, not as it is painted."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


class TaggedPdf:
    """A PDF, opened. `artifacts` are the words that belong to no structure, page by page."""

    def __init__(self, data: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(data))
        self._words: dict[tuple[Any, int], str] = {}
        self.artifacts: list[str] = []
        for page in self.file.pages:
            self._read_page(page)

    def _read_page(self, page: pikepdf.Page) -> None:
        fonts = {str(name): _characters(font) for name, font in page.obj.Resources.Font.items()}
        font: dict[int, str] = {}
        marks: list[int | None] = []
        loose = ""
        stream: Any = pikepdf.parse_content_stream(page)
        for operands, operator in stream:
            match str(operator):
                case "Tf":
                    font = fonts[str(operands[0])]
                case "BMC":
                    marks.append(None)
                case "BDC":
                    marks.append(_mark(operands[1]))
                case "EMC":
                    marks.pop()
                case "TJ" | "Tj":
                    words = _decoded(operands[0], font)
                    if marks and marks[-1] is not None:
                        key = (page.obj.objgen, marks[-1])
                        self._words[key] = self._words.get(key, "") + words
                    else:
                        loose += words
        self.artifacts.append(loose)

    def elements(self) -> Iterator[tuple[str, Any]]:
        """Every structure element in reading order: its type and itself."""
        yield from _walk(self.file.Root.StructTreeRoot.K[0])

    def words(self) -> str:
        """All words in reading order."""
        return self.words_of(self.file.Root.StructTreeRoot.K[0])

    def words_of(self, element: Any) -> str:
        """The words of an element, in reading order; a block ends a line."""
        said = ""
        for kid in _kids(element):
            if isinstance(kid, int):
                said += self._words.get((element.Pg.objgen, kid), "")
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                said += self.words_of(kid)
        return said + ("" if str(element.S) in ("/Span", "/Link", "/NonStruct") else "\n")


def _mark(properties: Any) -> int | None:
    number = properties.get("/MCID") if isinstance(properties, pikepdf.Dictionary) else None
    return None if number is None else int(number)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _walk(element: Any) -> Iterator[tuple[str, Any]]:
    yield str(element.S), element
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid)


def _characters(font: Any) -> dict[int, str]:
    """What each glyph stands for, from the font's ToUnicode map."""
    cmap = font.ToUnicode.read_bytes()
    characters = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, words in _PAIR.findall(block):
            characters[int(glyph, 16)] = bytes.fromhex(words.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, start in _RANGE.findall(block):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                characters[glyph] = chr(int(start, 16) + glyph - int(first, 16))
    return characters


def _decoded(shown: Any, font: dict[int, str]) -> str:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(each) for each in strings if isinstance(each, pikepdf.String))
    return "".join(font.get(int.from_bytes(codes[at : at + 2], "big"), "") for at in range(0, len(codes), 2))
