"""The finished agreement as a tree: every writer (PDF, DOCX, HTML, Markdown, preview) says the words of this tree, no
others.

Every inline that shows a user's value carries the path of its field; every block carries the id of its clause.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Words of a clause."""

    text: str
    strong: bool = False
    emphasis: bool = False


class Value(msgspec.Struct, frozen=True, tag="value"):
    """A value of the draft, already formatted, and the path of the field it came from. `missing`:
    nothing was entered yet.
    """

    text: str
    path: str
    strong: bool = False
    emphasis: bool = False
    missing: bool = False


class Term(msgspec.Struct, frozen=True, tag="term"):
    """A defined term in use; `target` is the anchor of its definition."""

    text: str
    target: str
    strong: bool = False
    emphasis: bool = False


class CrossRef(msgspec.Struct, frozen=True, tag="ref"):
    """A reference to a clause, paragraph or schedule by anchor. `prefix` ("clause ") and `number` ("4.2") are its
    words.

    `number` is what Word's own numbering shows at the target ("4", "4.2", "Schedule 1", "(a)").
    """

    target: str
    prefix: str = ""
    number: str = ""


class Link(msgspec.Struct, frozen=True, tag="link"):
    """A link; only https and mailto."""

    text: str
    url: str


class LineBreak(msgspec.Struct, frozen=True, tag="br"):
    """A new line inside a paragraph or cell."""


Inline = Text | Value | Term | CrossRef | Link | LineBreak
Inlines = tuple[Inline, ...]


class ParagraphStyle(StrEnum):
    """How a paragraph looks; only NUMBERED ones carry a number."""

    NUMBERED = "numbered"
    PLAIN = "plain"
    DEFINITION = "definition"


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """A paragraph. NUMBERED: `level` 1 is "4.2", 2 is "(a)", 3 is "(i)"; `number` is filled by numbering.

    PLAIN paragraphs continue the one before at its `level` (0: flush left). `anchor` is unique in the document.
    """

    inlines: Inlines
    clause: str
    anchor: str
    style: ParagraphStyle = ParagraphStyle.PLAIN
    level: int = 0
    number: str = ""


class Align(StrEnum):
    """Alignment of a table column."""

    START = "start"
    END = "end"
    CENTER = "center"


class Cell(msgspec.Struct, frozen=True):
    """One cell. `heading`: it names its row (a scope="row" header)."""

    inlines: Inlines
    heading: bool = False


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table with a caption. `widths` are percentages, one a column,
    that add up to 100; `header` rows repeat on each page.
    """

    caption: Inlines
    widths: tuple[int, ...]
    aligns: tuple[Align, ...]
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    clause: str
    anchor: str


class Note(msgspec.Struct, frozen=True, tag="note"):
    """A set-off passage, such as a worked example; each item is one paragraph."""

    paragraphs: tuple[Inlines, ...]
    clause: str
    anchor: str


class SignatureBlock(msgspec.Struct, frozen=True, tag="signature"):
    """Where one person signs for one party; never split across pages. `lines` are (label, value) pairs; an empty
    value is a line
    to fill in by hand.
    """

    party: Inlines
    lines: tuple[tuple[str, Inlines], ...]
    clause: str
    anchor: str


class ChartKind(StrEnum):
    """What a chart shows: the past against a target; chance by target; cover of the week; credits of many years."""

    HISTORY = "history"
    CHANCE = "chance"
    COVER = "cover"
    CREDITS = "credits"


class Series(msgspec.Struct, frozen=True):
    """A run of values, one for each category of its chart; None: there is none."""

    name: str
    values: tuple[Decimal | None, ...]


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """A picture of figures, drawn by whoever can draw; the others show them as a table.

    `alternative` says in sentences what the picture shows, for whoever cannot see it. `across` and `upward` name the
    categories and the values. `marked` is the place of the category that stands out, if one does.
    """

    kind: ChartKind
    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    across: str
    upward: str
    clause: str
    anchor: str
    marked: int | None = None


Block = Paragraph | Table | Note | SignatureBlock | Chart


class Clause(msgspec.Struct, frozen=True):
    """A clause, schedule or annex: `number` is "4", "Schedule 2" or "Annex A" (filled by numbering). `id` is its
    anchor.

    `template` is the id of the template it came from; `path` is the field or step to go to from its heading.
    """

    id: str
    template: str
    title: Inlines
    step: str
    path: str
    blocks: tuple[Block, ...]
    number: str = ""


class PartKind(StrEnum):
    """How a part numbers its clauses: 1, 2, 3; Schedule 1; Annex A; or not at all (signature page)."""

    BODY = "body"
    SCHEDULES = "schedules"
    ANNEXES = "annexes"
    SIGNATURES = "signatures"


class Part(msgspec.Struct, frozen=True):
    """A run of clauses under one heading. `number` is "Part A" for body parts (filled by numbering), else empty."""

    id: str
    kind: PartKind
    title: str
    clauses: tuple[Clause, ...]
    number: str = ""


class CoverLine(msgspec.Struct, frozen=True):
    """A labelled line of the title page."""

    label: str
    inlines: Inlines


class Numbering(StrEnum):
    """How clauses of the body and their paragraphs are numbered.

    CLASSIC: 4, 4.2, (a), (i). DECIMAL: 4, 4.2, 4.2.1, 4.2.1.1.
    """

    CLASSIC = "classic"
    DECIMAL = "decimal"


class Document(msgspec.Struct, frozen=True):
    """The whole agreement, numbered, ready for any writer.

    `words` holds the writers' own few words in the agreement's language: "contents", "page", "of", "draft".
    `numbering` tells how the numbers in it are made.
    """

    title: str
    subtitle: Inlines
    language: str
    reference: str
    version: str
    cover: tuple[CoverLine, ...]
    parts: tuple[Part, ...]
    words: dict[str, str]
    author: str = ""
    numbering: Numbering = Numbering.CLASSIC
