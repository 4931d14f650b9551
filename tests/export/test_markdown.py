"""The Markdown: what a reader of it shows is what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from slawizard.document.nodes import Document
from slawizard.export.markdown import _styled, escaped, write
from slawizard.export.options import ExportOptions
from tests.export.test_html import parsed
from tests.export.test_same_words import page_words

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool)


@pytest.fixture(scope="module")
def shown(document: Document) -> str:
    text = write(document, ExportOptions()).decode()
    return str(MarkdownIt("commonmark").enable("table").render(text))


@given(_WORDS)
def test_words_are_shown_as_they_are(words: str) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(escaped(words))

    assert page_words(f"<body>{rendered}").split() == words.split()


@given(_WORDS, st.booleans(), st.booleans())
def test_marks_stand_against_the_words(words: str, strong: bool, emphasis: bool) -> None:
    assert _styled(f" {words} ", strong, emphasis).startswith(" ")


def test_headings_and_tables_are_real_ones(shown: str) -> None:
    tags = parsed(shown.encode()).tags

    assert {"h1", "h2", "h3", "table", "thead", "th", "td", "strong", "blockquote"} <= tags
    assert "pre" not in tags
    assert "script" not in tags


def test_numbers_are_written_and_not_left_to_a_list(shown: str) -> None:
    assert "<p>1.1 This Agreement is between" in shown
    assert "(a) service levels and their measurement;" in shown


def test_the_watermark_comes_first(document: Document) -> None:
    assert write(document, ExportOptions(watermark="DRAFT")).startswith(b"**DRAFT**\n\n# Service Level Agreement")


def test_lines_to_sign_on_are_drawn(document: Document) -> None:
    assert "Signature: " + "\\_" * 24 in write(document, ExportOptions()).decode()
