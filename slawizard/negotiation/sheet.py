"""The pieces that a paper for the negotiating table is built of: headings, lines and tables without numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from slawizard.document.nodes import (
    Align,
    Block,
    Cell,
    Clause,
    Document,
    Inlines,
    LineBreak,
    Paragraph,
    Part,
    PartKind,
    Table,
    Text,
)
from slawizard.document.spacing import keep_together

WORDS = {"contents": "Contents", "page": "Page", "of": "of", "draft": "Draft", "version": "Version"}
"""The writers' own few words."""

NOTHING = "–"
"""Stands where a cell is empty."""


def lines(*runs: Inlines) -> Inlines:
    """Runs under each other, the empty ones left out."""
    found: list[Text | LineBreak] = []
    for run in filter(None, runs):
        if found:
            found.append(LineBreak())
        found.extend(run)  # type: ignore[arg-type]
    return tuple(found)


def text(words: str, *, strong: bool = False, emphasis: bool = False) -> Inlines:
    """Words as a run; none for an empty text. Line ends become line breaks."""
    kept = (keep_together(line) for line in words.splitlines() if line.strip())
    return lines(*((Text(line, strong, emphasis),) for line in kept))


def paragraph(clause: str, number: int, *runs: Inlines) -> Paragraph:
    """A plain paragraph, the `number`-th block of its section."""
    return Paragraph(tuple(inline for run in runs for inline in run), clause, f"{clause}.{number}")


def table(
    clause: str, number: int, widths: Sequence[int], header: Sequence[str], rows: Iterable[Sequence[Inlines]]
) -> Table:
    """A table whose first column names its rows; an empty cell is a dash."""
    return Table(
        (),
        tuple(widths),
        (Align.START,) * len(widths),
        (tuple(Cell(text(words)) for words in header),),
        tuple(
            tuple(Cell(cell or text(NOTHING), heading=column == 0) for column, cell in enumerate(row)) for row in rows
        ),
        clause,
        f"{clause}.{number}",
    )


def section(key: str, title: str, *blocks: Block) -> Clause:
    """A section under its heading."""
    return Clause(key, "", text(title), "", "", blocks)


def sheet(title: str, subtitle: Inlines, reference: str, version: str, sections: Iterable[Clause]) -> Document:
    """A document of unnumbered sections."""
    part = Part("sheet", PartKind.BODY, "", tuple(each for each in sections if each.blocks))
    return Document(title, subtitle, "en", reference, version, (), (part,), dict(WORDS))
