"""Walking the document tree: every clause, every block, every inline, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.document.nodes import (
    Block,
    Chart,
    Clause,
    CrossRef,
    Document,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    SignatureBlock,
    Table,
    Term,
    Text,
    Value,
)


def clauses_of(document: Document) -> Iterator[Clause]:
    """Every clause, schedule, annex and signature page in reading order."""
    for part in document.parts:
        yield from part.clauses


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines in a block: paragraphs, cells, caption, notes, signature lines, a chart's title."""
    match block:
        case Paragraph():
            yield block.inlines
        case Table():
            yield block.caption
            for row in (*block.header, *block.rows):
                for cell in row:
                    yield cell.inlines
        case Note():
            yield from block.paragraphs
        case SignatureBlock():
            yield block.party
            for label, inlines in block.lines:
                yield (Text(label),)
                yield inlines
        case Chart():
            yield (Text(block.title),)


def charts_of(document: Document) -> Iterator[Chart]:
    """Every chart, in reading order."""
    return (block for clause in clauses_of(document) for block in clause.blocks if isinstance(block, Chart))


def chart_table(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """A chart's figures as the rows of a table, its head first: for whoever reads instead of looking."""
    head = (chart.across, *(series.name for series in chart.series))
    columns = [series.values for series in chart.series]
    rows = zip(chart.categories, *columns, strict=True)
    return (head, *((category, *(_figure(value) for value in values)) for category, *values in rows))


def _figure(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:f}"


def every_inline(document: Document) -> Iterator[Inline]:
    """Every inline of the body, in reading order, headings included."""
    for clause in clauses_of(document):
        yield from clause.title
        for block in clause.blocks:
            for run in inlines_of(block):
                yield from run


def plain(inlines: Inlines) -> str:
    """The words of a run of inlines; a line break reads as a new line."""
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case Text() | Value() | Term() | Link():
            return inline.text
        case CrossRef():
            return inline.prefix + inline.number
        case LineBreak():
            return "\n"


def clause_text(clause: Clause) -> str:
    """A clause as plain text, numbers included: what every writer must say, one line a paragraph or cell."""
    lines = [f"{clause.number} {plain(clause.title)}".strip()]
    for block in clause.blocks:
        number = f"{block.number} " if isinstance(block, Paragraph) and block.number else ""
        runs = [plain(run) for run in inlines_of(block)]
        lines.extend([number + runs[0], *runs[1:]] if runs else [])
    return "\n".join(line for line in lines if line.strip())
