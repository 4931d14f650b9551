"""Turns a clause's text (Markdown with a few marks of our own) into blocks of the document tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from slawizard.document.inlines import InlineReader, drop_lead, split_paragraphs
from slawizard.document.lists import join_single_items
from slawizard.document.marks import take_lines, take_values
from slawizard.document.nodes import (
    Align,
    Block,
    Cell,
    Inlines,
    Note,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
    Table,
    Value,
)
from slawizard.document.terms import TermIndex, term_anchor
from slawizard.document.visitor import inlines_of, plain
from slawizard.errors import ClauseError

_DEEPEST_LIST = 2
_MARK = re.compile(r"@([a-z]+)\b[ ]*(.*)", re.DOTALL)
_OPTION = re.compile(r'([a-z]+)="(.*?)"(?:\s+|$)', re.DOTALL)
_LABEL = re.compile(r"\[#([a-z0-9-]+)\] ?")
_DEFINITION = re.compile(r"@definition ([a-z0-9-]+) ")
_REFUSED = {
    "heading_open": "A heading has no place inside a clause; its title is in the front matter.",
    "bullet_list_open": "A clause has no bullets; number the list (1. 2. 3.).",
    "code_block": "This line is indented too far, or its list is broken.",
    "fence": "Code has no place in a clause.",
    "hr": "A ruler has no place in a clause.",
    "html_block": "HTML has no place in a clause.",
}


class Reference(msgspec.Struct, frozen=True):
    """A cross-reference as written: its target ("credit-claim#2") and the line of the source it stands on."""

    target: str
    line: int


class Parsed(msgspec.Struct, frozen=True):
    """A clause's text as blocks, still without numbers, with what it refers to."""

    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    terms: frozenset[str]
    missing: frozenset[str]


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    return parser.disable(["reference", "entity"])


_PARSER = _make_parser()


def parse_title(text: str, *, source: str, line: int = 1) -> Inlines:
    """A clause's title. Raises ClauseError, with `source` and `line`, for marks that do not belong there."""
    marked, values = take_values(text)
    reader = InlineReader(values, TermIndex({}), source)
    tokens = _PARSER.parseInline(marked.replace("\n", " "))
    inlines = reader.read(tokens[0].children or [], [line])
    if reader.references:
        raise ClauseError("A title cannot hold a cross-reference.", where=f"{source}, line {line}")
    return inlines


def parse_clause(text: str, clause: str, terms: TermIndex, *, source: str) -> Parsed:
    """The blocks of a clause from its rendered text. Raises ClauseError with file and line for a wrong mark."""
    parsed, faults = read_clause(text, clause, terms, source=source)
    for fault in faults:
        raise fault
    return parsed


def read_clause(text: str, clause: str, terms: TermIndex, *, source: str) -> tuple[Parsed, tuple[ClauseError, ...]]:
    """The blocks of the parts without a wrong mark, and of each part with one what is wrong with it first."""
    marked, values = take_values(text)
    plain_text, lines = take_lines(marked)
    return _ClauseReader(clause, InlineReader(values, terms, source), lines, source).read(_PARSER.parse(plain_text))


class _ClauseReader:
    """Walks the parser's tokens once and collects blocks."""

    def __init__(self, clause: str, inlines: InlineReader, lines: Sequence[int], source: str) -> None:
        self._clause = clause
        self._inlines = inlines
        self._lines = lines
        self._source = source
        self._blocks: list[Block] = []
        self._tokens: list[Token] = []
        self._at = 0
        self._numbered = 0
        self._unnumbered = 0
        self._list_depth = 0
        self._item_started = False
        self._mark: tuple[str, dict[str, Inlines], int] | None = None

    def read(self, tokens: list[Token]) -> tuple[Parsed, tuple[ClauseError, ...]]:
        self._tokens = tokens
        faults: list[ClauseError] = []
        while self._at < len(self._tokens):
            try:
                self._block()
            except ClauseError as fault:
                faults.append(fault)
                self._go_on()
        if self._mark is not None:
            faults.append(self._error("This mark must stand right above a table.", self._mark[2]))
        runs = [inline for block in self._blocks for run in inlines_of(block) for inline in run]
        parsed = Parsed(
            join_single_items(self._blocks),
            tuple(Reference(target, line) for target, line in self._inlines.references),
            frozenset(self._inlines.terms),
            frozenset(inline.path for inline in runs if isinstance(inline, Value) and inline.missing),
        )
        return parsed, tuple(faults)

    def _go_on(self) -> None:
        """Leave out the rest of the part in which something is wrong."""
        if self._mark is not None:  # then it is what stands above, and not this part
            self._mark = None
            self._at -= 1
            return
        while self._at < len(self._tokens) and (self._tokens[self._at].level or self._tokens[self._at].nesting < 0):
            self._at += 1
        self._list_depth, self._item_started = 0, False

    def _error(self, what: str, line: int) -> ClauseError:
        return ClauseError(what, where=f"{self._source}, line {line}")

    def _line(self, token: Token) -> int:
        return self._lines_of(token)[0]

    def _lines_of(self, token: Token) -> Sequence[int]:
        first, end = token.map or (0, 1)
        return self._lines[first:end] or self._lines[-1:]

    def _read(self, token: Token, lead: int = 0) -> Inlines:
        return self._inlines.read(token.children or [], self._lines_of(token), lead)

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _block(self) -> None:
        token = self._next()
        if token.type in _REFUSED:
            raise self._error(_REFUSED[token.type], self._line(token))
        if self._mark is not None and token.type != "table_open":
            raise self._error("This mark must stand right above a table.", self._mark[2])
        match token.type:
            case "paragraph_open":
                self._paragraph(self._next())
                self._next()
            case "ordered_list_open":
                self._open_list(token)
            case "ordered_list_close":
                self._list_depth -= 1
            case "list_item_open":
                self._item_started = False
            case "list_item_close":
                self._item_started = True
            case "blockquote_open":
                self._note()
            case "table_open":
                self._table(token)
            case _:
                raise self._error("This mark has no place in a clause.", self._line(token))

    def _open_list(self, token: Token) -> None:
        self._list_depth += 1
        if self._list_depth > _DEEPEST_LIST:
            raise self._error("A list goes two levels deep at most.", self._line(token))

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(self, content: Token) -> None:
        if content.content.startswith("@"):
            self._read_mark(content, self._line(content))
            return
        inlines = self._read(content)
        label, inlines = self._take_label(content.content, inlines)
        if self._list_depth:
            self._item(inlines, label)
        elif content.content.startswith("~ "):
            self._add_plain(drop_lead(inlines, 2), 0)
        else:
            self._number(inlines, label)

    def _take_label(self, content: str, inlines: Inlines) -> tuple[str, Inlines]:
        found = _LABEL.match(content)
        return (found[1], drop_lead(inlines, found.end())) if found else ("", inlines)

    def _number(self, inlines: Inlines, label: str) -> None:
        self._numbered += 1
        first, *rest = split_paragraphs(inlines)
        anchor = f"{self._clause}.{label or self._numbered}"
        self._blocks.append(Paragraph(first, self._clause, anchor, ParagraphStyle.NUMBERED, 1))
        for inlines_after in rest:
            self._add_plain(inlines_after, 1)

    def _item(self, inlines: Inlines, label: str) -> None:
        level = self._list_depth + 1
        first, *rest = split_paragraphs(inlines)
        if self._item_started:
            self._add_plain(first, level)
        else:
            anchor = f"{self._clause}.{label}" if label else self._free_anchor()
            self._blocks.append(Paragraph(first, self._clause, anchor, ParagraphStyle.NUMBERED, level))
        self._item_started = True
        for inlines_after in rest:
            self._add_plain(inlines_after, level)

    def _add_plain(self, inlines: Inlines, level: int) -> None:
        first, *rest = split_paragraphs(inlines)
        for run in (first, *rest):
            self._blocks.append(Paragraph(run, self._clause, self._free_anchor(), ParagraphStyle.PLAIN, level))

    def _free_anchor(self) -> str:
        self._unnumbered += 1
        return f"{self._clause}.b{self._unnumbered}"

    # --- notes and tables ---------------------------------------------------------------------------------------

    def _note(self) -> None:
        paragraphs: list[Inlines] = []
        while (token := self._next()).type != "blockquote_close":
            if token.type == "inline":
                run = self._read(token)
                paragraphs.extend(split_paragraphs(run))
            elif token.type not in ("paragraph_open", "paragraph_close"):
                raise self._error("A note holds paragraphs only.", self._line(token))
        self._blocks.append(Note(tuple(paragraphs), self._clause, self._free_anchor()))

    def _read_mark(self, content: Token, line: int) -> None:
        found = _MARK.fullmatch(content.content)
        if found and found[1] == "definition":
            self._definition(content, line)
        elif found and found[1] in ("table", "signature") and not self._list_depth:
            self._mark = (found[1], self._options(found[1], found[2], line), line)
        else:
            raise self._error(f"“{content.content.split()[0]}” is no mark that a clause knows.", line)

    def _definition(self, content: Token, line: int) -> None:
        found = _DEFINITION.match(content.content)
        if found is None:
            raise self._error("A definition is written “@definition key text”.", line)
        inlines = drop_lead(self._read(content, found.end()), found.end())
        anchor = term_anchor(found[1])
        self._blocks.append(Paragraph(inlines, self._clause, anchor, ParagraphStyle.DEFINITION, 0))

    def _options(self, mark: str, text: str, line: int) -> dict[str, Inlines]:
        known = {"table": ("caption", "widths", "align", "headings"), "signature": ()}[mark]
        options: dict[str, Inlines] = {}
        end = 0
        for match in _OPTION.finditer(text):
            if match[1] not in known or match.start() != end:
                raise self._error(f"“@{mark}” knows no “{text[end:].split('=')[0].strip()}”.", line)
            tokens = _PARSER.parseInline(match[2].replace("\n", " "))
            options[match[1]] = self._inlines.read(tokens[0].children or [], [line])
            end = match.end()
        if text[end:].strip():
            raise self._error(f"“@{mark}” cannot be read from “{text[end:].strip()}” on.", line)
        return options

    def _table(self, opening: Token) -> None:
        if self._mark is None:
            raise self._error("A table needs a line “@table caption=…” right above it.", self._line(opening))
        (mark, options, line), self._mark = self._mark, None
        rows = self._rows()
        if mark == "signature":
            self._signature(rows, line)
            return
        count = len(rows[0])
        rows_have_headings = self._word(options, "headings") != "none"
        header = (tuple(Cell(run) for run in rows[0]),)
        body = tuple(
            tuple(Cell(run, heading=rows_have_headings and column == 0) for column, run in enumerate(row))
            for row in rows[1:]
        )
        widths, aligns = self._widths(options, count, line), self._aligns(options, count, line)
        self._blocks.append(
            Table(options.get("caption", ()), widths, aligns, header, body, self._clause, self._free_anchor())
        )

    def _rows(self) -> list[list[Inlines]]:
        rows: list[list[Inlines]] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self._read(token))
        return rows

    @staticmethod
    def _word(options: dict[str, Inlines], key: str) -> str:
        return plain(options.get(key, ()))

    def _widths(self, options: dict[str, Inlines], count: int, line: int) -> tuple[int, ...]:
        text = self._word(options, "widths")
        if not text:
            each = 100 // count
            return (100 - each * (count - 1), *[each] * (count - 1))
        words = [word.strip() for word in text.split(",")]
        if len(words) != count or not all(word.isdecimal() for word in words) or sum(map(int, words)) != 100:
            raise self._error(f"The widths must be {count} whole numbers that add up to 100.", line)
        return tuple(map(int, words))

    def _aligns(self, options: dict[str, Inlines], count: int, line: int) -> tuple[Align, ...]:
        text = self._word(options, "align")
        words = [word.strip() for word in text.split(",")] if text else [Align.START] * count
        if len(words) != count or not all(word in set(Align) for word in words):
            raise self._error(f"The alignment must be {count} of start, end and center.", line)
        return tuple(Align(word) for word in words)

    def _signature(self, rows: list[list[Inlines]], line: int) -> None:
        if any(len(row) != 2 for row in rows):
            raise self._error("A signature block is a table of two columns.", line)
        lines = tuple((plain(label), value) for label, value in rows[1:])
        self._blocks.append(SignatureBlock(rows[0][0], lines, self._clause, self._free_anchor()))
