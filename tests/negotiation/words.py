"""The words of a paper, for tests."""

from __future__ import annotations

from slawizard.document.nodes import Document, Table
from slawizard.document.visitor import clause_text, clauses_of, plain


def words_of(document: Document) -> str:
    """All that a paper says, with plain spaces."""
    title = [document.title, plain(document.subtitle), document.reference]
    return "\n".join([*title, *map(clause_text, clauses_of(document))]).replace("\u00a0", " ")


def rows_of(document: Document, section: str) -> list[list[str]]:
    """The rows of a section's table, its head first, with plain spaces."""
    found = [block for clause in clauses_of(document) if clause.id == section for block in clause.blocks]
    (table,) = (block for block in found if isinstance(block, Table))
    return [[plain(cell.inlines).replace("\u00a0", " ") for cell in row] for row in (*table.header, *table.rows)]
