"""The table of formats."""

from __future__ import annotations

import subprocess
import sys

import pytest

from slawizard.document.nodes import Document
from slawizard.errors import ExportError
from slawizard.export.formats import FORMATS, format_named
from slawizard.export.options import ExportOptions

_SIGNATURES = {"docx": b"PK\x03\x04", "pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>", "md": b"# "}


@pytest.mark.parametrize("key", FORMATS)
def test_each_format_writes_what_its_ending_says(document: Document, key: str) -> None:
    assert FORMATS[key].write(document, ExportOptions()).startswith(_SIGNATURES[key])


def test_the_formats_are_named_for_people_and_end_differently() -> None:
    assert [each.suffix for each in FORMATS.values()] == [".docx", ".pdf", ".html", ".md"]
    assert all(each.title for each in FORMATS.values())


def test_a_format_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(ExportError, match=r"odt.*docx, pdf, html, md"):
        format_named("odt")


def test_the_table_imports_nothing_heavy() -> None:
    program = (
        "import slawizard.export.formats, slawizard.worker.client, sys;"
        "print(sorted({'weasyprint', 'docx', 'jinja2', 'lxml', 'pikepdf', 'fontTools'} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout

    assert printed.strip() == "[]"
