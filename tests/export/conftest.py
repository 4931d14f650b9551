"""The sample agreement, laid out and written once for all tests."""

from __future__ import annotations

import pytest

from slawizard.document.nodes import Document
from slawizard.export import docx, pdf
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from tests.export.sample import sample


@pytest.fixture(scope="session")
def document() -> Document:
    """The sample agreement."""
    return sample()


@pytest.fixture(scope="session")
def pages(document: Document) -> Pages:
    """The sample agreement as pages."""
    return pdf.write_pages(document, ExportOptions())


@pytest.fixture(scope="session")
def word_file(document: Document, pages: Pages) -> bytes:
    """The sample agreement as DOCX, with the page numbers of the PDF."""
    return docx.write(document, ExportOptions(pages=pages.starts))
