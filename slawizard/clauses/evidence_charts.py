"""The charts of the evidence as blocks of the tree: for an annex of the agreement, and for the window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.analysis.chart_figures import (
    ChartFigures,
    chance_figures,
    cover_figures,
    credits_figures,
    history_figures,
    promises_of,
)
from slawizard.document.marks import clean
from slawizard.document.nodes import Chart, ChartKind, Clause, Document, Series

MOST_OF_A_KIND = 12
"""An annex shows so many targets by each kind of chart: more would be read by nobody, and waited for by everybody."""

EVIDENCE_CLAUSE = "evidence"
"""The clause that the charts follow."""


def with_charts(document: Document, agreement: Agreement) -> Document:
    """The document with the charts that the agreement chose at the end of its clause on the evidence.

    Nothing is reckoned where none are chosen; what is reckoned is kept for as long as it stays the same.
    """
    if not agreement.expectations.evidence.annex:
        return document
    parts = tuple(
        msgspec.structs.replace(part, clauses=tuple(_with_charts(clause, agreement) for clause in part.clauses))
        for part in document.parts
    )
    return msgspec.structs.replace(document, parts=parts)


def _with_charts(clause: Clause, agreement: Agreement) -> Clause:
    if clause.template != EVIDENCE_CLAUSE:
        return clause
    return msgspec.structs.replace(clause, blocks=(*clause.blocks, *evidence_charts(agreement, clause.id)))


def chart_block(figures: ChartFigures, clause: str, anchor: str) -> Chart:
    """Figures as a block of a clause; names that a draft gave are cleaned as all its texts are."""
    return Chart(
        ChartKind(figures.kind),
        _line(figures.title),
        _line(figures.alternative),
        tuple(map(_line, figures.categories)),
        tuple(Series(_line(name), values) for name, values in figures.series),
        _line(figures.across),
        _line(figures.upward),
        clause,
        anchor,
        figures.marked,
    )


def evidence_charts(agreement: Agreement, clause: str) -> tuple[Chart, ...]:
    """The charts that the agreement chose for its annex, in the order of the kinds, as blocks of `clause`."""
    found = [
        each
        for kind in agreement.expectations.evidence.annex
        for each in islice(_of_kind(agreement, kind.value), MOST_OF_A_KIND)
    ]
    return tuple(chart_block(each, clause, f"{clause}.chart{number}") for number, each in enumerate(found, 1))


def _of_kind(agreement: Agreement, kind: str) -> Iterator[ChartFigures]:
    if kind == "cover":
        drawn = iter((cover_figures(agreement),))
    elif kind == "credits":
        drawn = iter((credits_figures(agreement),))
    else:
        draw = history_figures if kind == "history" else chance_figures
        drawn = (draw(promise) for promise in promises_of(agreement))
    return (each for each in drawn if each is not None)


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")
