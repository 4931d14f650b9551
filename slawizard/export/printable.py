"""Refuses characters that no page can carry, before a writer stumbles over them half-way."""

from __future__ import annotations

import re

from slawizard.document.nodes import Document, Inline, LineBreak
from slawizard.document.visitor import chart_table, charts_of, clauses_of, inlines_of, plain
from slawizard.errors import ExportError

# What XML 1.0 leaves out of Char (section 2.2), which HTML, PDF metadata and DOCX all share.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def refuse_unprintable(document: Document) -> None:
    """Raise ExportError naming the place of the first character that cannot be printed."""
    for where, words in (("title", document.title), ("reference", document.reference), ("version", document.version)):
        _check(words, where)
    _check(document.author, "author")
    _check_run(document.subtitle, "subtitle")
    for line in document.cover:
        _check(line.label, "cover")
        _check_run(line.inlines, line.label)
    for part in document.parts:
        _check(part.title, part.id)
    for clause in clauses_of(document):
        place = f"{clause.number} {plain(clause.title)}".strip()
        _check_run(clause.title, place)
        for block in clause.blocks:
            for run in inlines_of(block):
                _check_run(run, place)
    for chart in charts_of(document):
        for words in (chart.alternative, *(cell for row in chart_table(chart) for cell in row)):
            _check(words, chart.title)


def _check_run(run: tuple[Inline, ...], where: str) -> None:
    for inline in run:
        if not isinstance(inline, LineBreak):
            _check(plain((inline,)), getattr(inline, "path", "") or where)


def _check(words: str, where: str) -> None:
    found = _UNPRINTABLE.search(words)
    if found:
        raise ExportError(
            f"There is a control character (U+{ord(found[0]):04X}) in the text, which cannot be printed.",
            where=_UNPRINTABLE.sub("", where),
            remedy="Type that text again.",
        )
