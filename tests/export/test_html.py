"""The HTML file: alone in the world, and harmless whatever it is made of."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.nodes import Document, Text, Value
from slawizard.errors import ExportError
from slawizard.export.html import write
from slawizard.export.html_inline import Dialect, anchor_id, inline_html
from slawizard.export.options import ExportOptions

_PAGE_TAGS = {"html", "head", "meta", "title", "style", "body", "section", "nav", "div", "p", "span", "mark", "br"}
_TEXT_TAGS = {"h1", "h2", "h3", "ol", "li", "a", "em", "strong"}
_TABLE_TAGS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td"}


class _Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)


def parsed(page: bytes) -> _Tags:
    tags = _Tags()
    tags.feed(page.decode())
    return tags


@pytest.fixture(scope="module")
def page(document: Document) -> bytes:
    return write(document, ExportOptions())


def test_names_cannot_bring_tags_or_scripts_along(page: bytes) -> None:
    tags = parsed(page)

    assert tags.tags <= _PAGE_TAGS | _TEXT_TAGS | _TABLE_TAGS
    assert tags.handlers == []


def test_every_link_leads_into_the_page_or_to_an_allowed_address(page: bytes) -> None:
    tags = parsed(page)

    assert len(tags.ids) == len(set(tags.ids))
    for link in tags.links:
        assert link.removeprefix("#") in tags.ids or link == "https://status.example.com"


def test_nothing_is_fetched_from_anywhere(page: bytes) -> None:
    assert not re.search(rb"url\(|@import|<link|<script|src=", page)
    assert b"default-src 'none'" in page


def test_the_watermark_is_on_the_page_and_is_not_read_out(document: Document) -> None:
    marked = write(document, ExportOptions(watermark="<DRAFT>")).decode()

    assert '<div class="watermark" aria-hidden="true"><span>&lt;DRAFT&gt;</span></div>' in marked


def test_what_is_missing_is_marked(page: bytes) -> None:
    assert b'<mark class="missing">[cost of an hour]</mark>' in page


def test_a_control_character_is_refused_with_the_field_it_came_from(document: Document) -> None:
    broken = msgspec.structs.replace(document, subtitle=(Value("a\x1bb", "objectives.service.name"),))

    with pytest.raises(ExportError, match=r"objectives\.service\.name: .*U\+001B"):
        write(broken, ExportOptions())


@given(st.text(), st.text())
def test_two_anchors_never_become_one_id(one: str, other: str) -> None:
    assert (anchor_id(one) == anchor_id(other)) == (one == other)


@given(st.text())
def test_an_id_needs_no_escaping_anywhere(anchor: str) -> None:
    assert re.fullmatch(r"[\w.~-]*", anchor_id(anchor), re.ASCII)


@given(st.text())
def test_words_come_through_whole(words: str) -> None:
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            seen.append(data)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            seen.append(f"<{tag}>")

    reader = Reader()
    reader.feed(inline_html(Text(words), Dialect(value=lambda _, text: text, href=str)))
    reader.close()
    assert "".join(seen) == words
