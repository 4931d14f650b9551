"""The 24 published agreements as finished documents: PDF, DOCX, HTML and Markdown, by way of the render process."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import pypdf
import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.cli import main
from slawizard.export.formats import FORMATS
from slawizard.storage.draft_file import load_draft
from slawizard.worker.client import RenderWorker
from slawizard.worker.protocol import ExportJob
from tests.published.catalogue import PUBLISHED, draft_path

names = pytest.mark.parametrize("name", PUBLISHED)


@pytest.fixture(scope="module")
def worker() -> Iterator[RenderWorker]:
    """One render process for all documents."""
    running = RenderWorker()
    running.start()
    yield running
    running.close()


def _draft(name: str) -> Agreement:
    return load_draft(draft_path(name)).agreement


def _exported(worker: RenderWorker, agreement: Agreement, key: str) -> bytes:
    data = worker.call(ExportJob(agreement, key))
    assert isinstance(data, bytes)
    return data


def _level_names(agreement: Agreement) -> set[str]:
    return {f"Service Level: {level.name}" for level in agreement.metrics.levels}


def test_every_format_is_tried_here() -> None:
    assert set(FORMATS) == {"docx", "pdf", "html", "md"}


def _outline_titles(entries: Any) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline_titles(entry)
        else:
            yield str(entry.title)


@names
def test_a_published_agreement_becomes_a_pdf_with_its_service_levels_in_the_outline(
    name: str, worker: RenderWorker
) -> None:
    agreement = _draft(name)

    pdf = pypdf.PdfReader(io.BytesIO(_exported(worker, agreement, "pdf")))

    outline = "\n".join(_outline_titles(pdf.outline))
    assert pdf.metadata is not None
    assert pdf.metadata.title == agreement.title
    assert all(title in outline for title in _level_names(agreement))


@names
def test_a_published_agreement_becomes_a_word_document_with_its_service_levels(name: str, worker: RenderWorker) -> None:
    agreement = _draft(name)

    with zipfile.ZipFile(io.BytesIO(_exported(worker, agreement, "docx"))) as package:
        paragraphs = package.read("word/document.xml").decode().split("</w:p>")

    texts = {"".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", paragraph)) for paragraph in paragraphs}
    assert {unescape(text) for text in texts} >= _level_names(agreement)


@names
@pytest.mark.parametrize("key", ["html", "md"])
def test_a_published_agreement_becomes_a_text(name: str, key: str, worker: RenderWorker) -> None:
    agreement = _draft(name)

    text = _exported(worker, agreement, key).decode()

    assert agreement.title in text
    assert agreement.metrics.levels[0].name in text


def _no_window(_draft: Path | None) -> int:
    raise AssertionError("no window is asked for")


def test_a_draft_whose_text_contradicts_itself_is_exported_with_a_watermark_only(tmp_path: Path) -> None:
    draft, target = str(draft_path("16-github-enterprise")), tmp_path / "agreement.md"

    assert main(["export", draft, "-o", str(target)], _no_window) == 1
    assert not target.exists()
    assert main(["export", draft, "-o", str(target), "--watermark"], _no_window) == 0
    assert "DRAFT" in target.read_text(encoding="utf-8")


def test_a_draft_without_errors_is_exported_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "agreement.html"

    assert main(["export", str(draft_path("01-aws-ec2")), "-o", str(target)], _no_window) == 0
    assert "Amazon Web Services" in target.read_text(encoding="utf-8")
