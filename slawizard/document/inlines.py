"""Turns the parser's inline tokens into inlines of the tree: words, values, defined terms, references, links."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from markdown_it.token import Token

from slawizard.document.marks import LINE_BREAK, SLOT, MarkedValue, slot_number
from slawizard.document.nodes import CrossRef, Inline, Inlines, LineBreak, Link, Term, Text, Value
from slawizard.document.spacing import keep_together
from slawizard.document.terms import TermIndex, term_anchor
from slawizard.errors import ClauseError

_REFERENCE = re.compile(r"\[\[([a-z0-9-]+(?:#[a-z0-9-]+)?)\]\]")
_BROKEN_REFERENCE = re.compile(r"\[\[|\]\]")
_PIECES = re.compile(f"({SLOT.pattern}|{LINE_BREAK}|{_REFERENCE.pattern.replace('(', '(?:', 1)})")
_SCHEMES = ("https:", "mailto:")


class InlineReader:
    """Reads runs of inline tokens of one clause; collects the references it meets, with their lines, and the terms."""

    def __init__(self, values: Sequence[MarkedValue], terms: TermIndex, source: str) -> None:
        self._values = values
        self._terms = terms
        self._source = source
        self.references: list[tuple[str, int]] = []
        self.terms: set[str] = set()

    def read(self, tokens: Sequence[Token], lines: Sequence[int], lead: int = 0) -> Inlines:
        """The inlines of one run; `lines` are the source lines of its lines.

        With a `lead` (the length of a mark at the start), no term is sought in it and in the bold words after it.
        """
        run = _Run(self, lines, lead)
        for token in tokens:
            run.take(token)
        run.flush()
        return tuple(run.inlines)

    def error(self, what: str, line: int) -> ClauseError:
        """A ClauseError that names the file and the line."""
        return ClauseError(what, where=f"{self._source}, line {line}")

    def value(self, char: str, strong: bool, emphasis: bool) -> Inlines:
        """The value an inert character stands for; its line ends become line breaks."""
        marked = self._values[slot_number(char)]
        if marked.own:
            # "5 Working Days" stays one value, and its term must be defined all the same.
            self.terms.update(term_anchor(key) for _, key in self._terms.split(marked.text) if key)
        pieces: list[Inline] = []
        for number, piece in enumerate(marked.text.split("\n")):
            if number:
                pieces.append(LineBreak())
            if piece or number == 0:
                pieces.append(Value(keep_together(piece), marked.path, strong, emphasis, marked.missing))
        return tuple(pieces)

    def words(self, text: str, strong: bool, emphasis: bool) -> Inlines:
        """Clause words as text and defined terms."""
        pieces = tuple(self._terms.split(keep_together(text)))
        self.terms.update(term_anchor(key) for _, key in pieces if key)
        return tuple(
            Term(piece, term_anchor(key), strong, emphasis) if key else Text(piece, strong, emphasis)
            for piece, key in pieces
        )


class _Run:
    """One run of inlines while it is being read: the style in force, and the words not yet looked through."""

    def __init__(self, reader: InlineReader, lines: Sequence[int], lead: int) -> None:
        self.inlines: list[Inline] = []
        self._reader = reader
        self._lines = lines
        self._row = 0
        self._lead = lead
        self._strong = False
        self._emphasis = False
        self._link = ""
        self._pending = ""

    @property
    def _line(self) -> int:
        return self._lines[min(self._row, len(self._lines) - 1)]

    def take(self, token: Token) -> None:
        """Reads one token. Raises ClauseError for a mark that a clause does not know."""
        if token.type == "text":
            self._pending += token.content
            return
        if token.type == "softbreak":
            self._pending += "\n"
            return
        self.flush()
        match token.type:
            case "strong_open" | "strong_close" | "em_open" | "em_close":
                self._restyle(token.type)
            case "link_open" | "link_close":
                self._relink(token)
            case "hardbreak":
                self._row += 1
                self.inlines.append(LineBreak())
            case "html_inline":
                raise self._reader.error("HTML has no place in a clause.", self._line)
            case "code_inline":
                raise self._reader.error("Code has no place in a clause.", self._line)
            case _:
                raise self._reader.error("This mark has no place in a clause.", self._line)

    def flush(self) -> None:
        """Turns the words read so far into inlines."""
        text, self._pending = self._pending, ""
        if not text:
            return
        if self._link:
            self._add_link(text.replace("\n", " "))
            return
        for piece in _PIECES.split(text):
            self._add_piece(piece)
            self._row += piece.count("\n")

    def _add_piece(self, piece: str) -> None:
        if not piece:
            return
        if SLOT.fullmatch(piece):
            self.inlines.extend(self._reader.value(piece, self._strong, self._emphasis))
        elif piece == LINE_BREAK:
            self.inlines.append(LineBreak())
        elif found := _REFERENCE.fullmatch(piece):
            self._reader.references.append((found[1], self._line))
            self.inlines.append(CrossRef(found[1]))
        elif broken := _BROKEN_REFERENCE.search(piece):
            self._row += piece.count("\n", 0, broken.start())
            raise self._reader.error("A cross-reference is written [[clause-id]] or [[clause-id#2]].", self._line)
        elif "](" in piece:
            # The parser leaves a link as words when it does not trust where it goes.
            raise self._reader.error("A link must begin with https: or mailto:.", self._line)
        else:
            self._add_words(piece.replace("\n", " "))

    def _add_words(self, piece: str) -> None:
        if self._lead and (not self.inlines or self._strong):
            self.inlines.append(Text(keep_together(piece), self._strong, self._emphasis))
            return
        if self._lead and not self._strong:
            self._lead = 0
        self.inlines.extend(self._reader.words(piece, self._strong, self._emphasis))

    def _restyle(self, kind: str) -> None:
        if kind.startswith("strong"):
            self._strong = kind.endswith("open")
        else:
            self._emphasis = kind.endswith("open")

    def _relink(self, token: Token) -> None:
        self._link = ""
        if token.type == "link_open":
            self._link = str(token.attrGet("href") or "")
            if not self._link.startswith(_SCHEMES):
                raise self._reader.error("A link must begin with https: or mailto:.", self._line)

    def _add_link(self, text: str) -> None:
        if SLOT.search(text) or SLOT.search(self._link) or "%F3%B0" in self._link:
            raise self._reader.error("A link holds fixed words only, no value of the draft.", self._line)
        self.inlines.append(Link(text, self._link))


def drop_lead(inlines: Inlines, length: int) -> Inlines:
    """The run without its first `length` characters, which are a mark of the clause's text."""
    first = inlines[0]
    if not isinstance(first, Text):
        return inlines
    rest = first.text[length:]
    return (msgspec.structs.replace(first, text=rest), *inlines[1:]) if rest else inlines[1:]


def split_paragraphs(inlines: Inlines) -> list[Inlines]:
    """The run cut where a value holds an empty line; a value of several paragraphs stays several paragraphs."""
    if not any(isinstance(inline, LineBreak) for inline in inlines):
        return [inlines]
    runs: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak) and runs[-1] and isinstance(runs[-1][-1], LineBreak):
            runs[-1].pop()
            runs.append([])
        else:
            runs[-1].append(inline)
    return [tuple(run) for run in runs if any(not isinstance(inline, LineBreak) for inline in run)] or [()]
