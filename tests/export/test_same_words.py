"""All four formats say the same words, clause by clause, and those are the words of the tree."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from slawizard.document.nodes import Clause, Document
from slawizard.document.visitor import clause_text, clauses_of
from slawizard.export import html, markdown
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from tests.export.pdf_reader import TaggedPdf
from tests.export.same_words import left_to_right_only, normalised
from tests.export.sample import sample
from tests.export.word_reader import WordFile

_FIRST_PART = "Part A"


class _Words(HTMLParser):
    """The words of a page, without those of its head."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_body |= tag == "body"
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if self._in_body:
            self.words.append(data)


def page_words(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    return "".join(parser.words)


def word_words(word_file: bytes) -> str:
    return "\n".join(f"{shown.number} {shown.words}" for shown in WordFile(word_file).paragraphs())


def assert_says(written: str, clauses: list[Clause], adapt: Callable[[str], str] = str) -> None:
    """Each clause stands in `written`, whole and in its order."""
    rest = normalised(written)
    for clause in clauses:
        for line in clause_text(clause).splitlines():
            wanted = normalised(adapt(line))
            position = rest.find(wanted)
            assert position >= 0, f"{clause.id}: {line}"
            rest = rest[position + len(wanted) :]


@pytest.fixture(scope="module")
def clauses(document: Document) -> list[Clause]:
    return list(clauses_of(document))


def test_html_says_the_words_of_the_tree(document: Document, clauses: list[Clause]) -> None:
    assert_says(page_words(html.write(document, ExportOptions()).decode()), clauses)


def test_markdown_says_the_words_of_the_tree(document: Document, clauses: list[Clause]) -> None:
    rendered = MarkdownIt("commonmark").enable("table").render(markdown.write(document, ExportOptions()).decode())

    assert_says(page_words(f"<body>{rendered}"), clauses)


def test_docx_says_the_words_of_the_tree(word_file: bytes, clauses: list[Clause]) -> None:
    assert_says(word_words(word_file), clauses)


def test_pdf_says_the_words_of_the_tree_in_reading_order(pages: Pages, clauses: list[Clause]) -> None:
    said = left_to_right_only(TaggedPdf(pages.pdf).words())

    assert_says(said, clauses, adapt=left_to_right_only)


def test_no_format_says_more_than_the_others(document: Document, word_file: bytes, pages: Pages) -> None:
    start = normalised(_FIRST_PART)
    web = normalised(page_words(html.write(document, ExportOptions()).decode()))
    word = normalised(word_words(word_file))
    pdf = normalised(TaggedPdf(pages.pdf).words())

    body_of_web = web[web.rindex(start) :]
    assert word[word.rindex(start) :] == body_of_web
    assert left_to_right_only(pdf[pdf.rindex(start) :]) == left_to_right_only(body_of_web)


def test_the_comparison_notices_a_lost_word() -> None:
    clauses = list(clauses_of(sample()))
    with pytest.raises(AssertionError, match="parties"):
        assert_says(clause_text(clauses[0]).replace("bind", "b"), clauses[:1])
