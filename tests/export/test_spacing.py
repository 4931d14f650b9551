"""A figure stays with its unit in every format that breaks lines; Markdown breaks none."""

from __future__ import annotations

import io
import zipfile

import pytest

from slawizard.clauses.assemble import assemble
from slawizard.document.nodes import Document
from slawizard.export import markdown
from slawizard.export.formats import format_named
from slawizard.export.options import ExportOptions
from tests.agreements import full

KEPT = ("ten\u00a0days", "1\u00a0January\u00a02027")


@pytest.fixture(scope="module")
def agreed() -> Document:
    return assemble(full())


def words_of(key: str, document: Document) -> str:
    data = format_named(key).write(document, ExportOptions())
    if key == "docx":
        data = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    return data.decode()


@pytest.mark.parametrize("key", ["html", "docx"])
def test_what_belongs_together_has_a_space_that_does_not_break(key: str, agreed: Document) -> None:
    words = words_of(key, agreed)
    assert all(one in words for one in KEPT)
    assert "ten days" not in words


def test_markdown_has_plain_spaces(agreed: Document) -> None:
    lines = markdown.write(agreed, ExportOptions()).decode().splitlines()
    assert any("ten days" in line for line in lines)
    # What is further in is moved in by such spaces: four plain ones would make it a block of code.
    assert not [line for line in lines if "\u00a0" in line.lstrip("\u00a0")]
