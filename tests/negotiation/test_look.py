"""A usual brief is one page, on A4 and on Letter, and says on top and bottom of each page whose it is."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Role
from slawizard.document.style import PageSize
from slawizard.export import pdf
from slawizard.export.options import ExportOptions
from slawizard.negotiation.brief import brief, private_mark
from slawizard.negotiation.look import PRIVATE_ACCENT, sheet_style
from slawizard.negotiation.term_sheet import term_sheet
from tests.negotiation.cases import notes, on_the_table, with_more_evidence


def with_levels(count: int) -> Agreement:
    """An agreement with so many service levels, each with a history, both figures and a private note's worth to say."""
    terms = with_more_evidence(on_the_table())
    ids = ["uptime", *(f"uptime-{number}" for number in range(2, count + 1))]
    levels = tuple(replace(terms.metrics.levels[0], id=each, name=f"Uptime of {each}") for each in ids)
    (history,), (position,) = terms.expectations.evidence.histories, terms.expectations.positions
    evidence = replace(terms.expectations.evidence, histories=tuple(replace(history, level=each) for each in ids))
    expectations = replace(
        terms.expectations, evidence=evidence, positions=tuple(replace(position, level=each) for each in ids)
    )
    return replace(terms, metrics=replace(terms.metrics, levels=levels), expectations=expectations)


@pytest.mark.parametrize("page", PageSize)
@pytest.mark.parametrize("side", Role)
def test_a_brief_of_six_levels_is_one_page(side: Role, page: PageSize) -> None:
    document = brief(with_levels(6), notes(side), side)
    assert pdf.write_pages(document, ExportOptions(style=sheet_style(private_mark(side), page))).count == 1


def test_a_longer_brief_flows_on_and_is_marked_on_every_page() -> None:
    mark = private_mark(Role.CUSTOMER)
    document = brief(with_levels(16), notes(Role.CUSTOMER), Role.CUSTOMER)
    found = PdfReader(io.BytesIO(pdf.write(document, ExportOptions(style=sheet_style(mark)))))
    assert len(found.pages) > 1
    for page in found.pages:
        assert page.extract_text().count(mark) >= 2


def test_a_paper_for_both_looks_like_the_agreement_and_is_marked_by_nothing() -> None:
    style = sheet_style("")
    assert style.accent != PRIVATE_ACCENT
    words = PdfReader(io.BytesIO(pdf.write(term_sheet(on_the_table()), ExportOptions(style=style)))).pages[0]
    assert "PRIVATE" not in words.extract_text()
