"""The work without processes, on real agreements."""

from __future__ import annotations

import re

import msgspec
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.document.nodes import Document, Numbering
from slawizard.document.style import HouseStyle
from slawizard.document.visitor import clauses_of
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from slawizard.worker.engine import Engine, LayOut, WriteFile, clause_for, digest
from slawizard.worker.protocol import PreviewJob
from tests.agreements import empty, full, small
from tests.export.sample import sample


@pytest.fixture(scope="module")
def document() -> Document:
    return sample()


@pytest.mark.parametrize(
    ("path", "clause"),
    [
        ("consequences.cap.percent", "credits"),
        ("frame.provider.name", "parties"),
        ("metrics.levels.2.name", "level-2"),
        ("metrics.levels.3.targets.0.value", "level-3"),
        ("metrics.levels.3.something.else", "level-3"),
        ("flexibility.review.unheard", "review"),
        ("", "parties"),
        ("no.such.step", "parties"),
    ],
)
def test_the_clause_shown_is_the_one_that_says_the_field_or_the_nearest(
    document: Document, path: str, clause: str
) -> None:
    assert clause_for(document, path) == clause


def test_a_document_without_clauses_has_none_to_show(document: Document) -> None:
    assert clause_for(msgspec.structs.replace(document, parts=()), "frame.provider.name") == ""


@pytest.mark.parametrize("agreement", [empty(), small(), full()], ids=["empty", "small", "full"])
def test_a_preview_outlines_every_clause_and_shows_one(agreement: Agreement) -> None:
    preview = Engine().preview(PreviewJob(agreement, "frame.provider.name"))

    assert [entry.id for entry in preview.outline] == [clause.id for clause in clauses_of(Engine().assemble(agreement))]
    assert preview.clause_id in {entry.id for entry in preview.outline}
    assert "<h3>" in preview.clause_html


def test_a_clause_chosen_in_the_outline_is_shown_whatever_was_edited() -> None:
    last = Engine().preview(PreviewJob(small())).outline[-1].id

    assert Engine().preview(PreviewJob(small(), "frame.provider.name", last)).clause_id == last


def test_a_clause_that_has_gone_gives_way_to_that_of_the_field() -> None:
    shown = Engine().preview(PreviewJob(small(), "frame.provider.name", "no-such-clause"))

    assert 'href="field:frame.provider.' in shown.clause_html


def test_the_digest_depends_on_agreement_and_watermark_and_nothing_else() -> None:
    changed = msgspec.structs.replace(small(), title="Other")

    assert digest(small(), ExportOptions()) == digest(small(), ExportOptions())
    assert (
        len(
            {
                digest(small(), ExportOptions()),
                digest(small(), ExportOptions(watermark="DRAFT")),
                digest(changed, ExportOptions()),
            }
        )
        == 3
    )


def test_a_real_agreement_is_laid_out_and_written() -> None:
    document = Engine().assemble(small())
    pages = Engine().perform(LayOut(document, ExportOptions()))
    assert isinstance(pages, Pages)
    written = Engine().perform(WriteFile(document, "docx", ExportOptions(pages=pages.starts)))

    assert pages.pdf.startswith(b"%PDF")
    assert isinstance(written, bytes)
    assert written.startswith(b"PK")


def test_a_house_style_decides_pages_and_numbers() -> None:
    style = HouseStyle(numbering=Numbering.DECIMAL, cover=False)
    assert digest(small(), ExportOptions(style=style)) != digest(small(), ExportOptions())
    document = Engine().assemble(full())
    plain, styled = (
        Engine().perform(WriteFile(document, "md", ExportOptions(style=each))) for each in (HouseStyle(), style)
    )
    assert isinstance(plain, bytes)
    assert isinstance(styled, bytes)
    assert re.search(rb"\d\.\d\.1 ", styled)
    assert not re.search(rb"\d\.\d\.1 ", plain)
