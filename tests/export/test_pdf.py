"""The PDF: its pages, its look-up of fonts and addresses, its metadata, and that it is the same every time."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import msgspec
import pikepdf
import pypdf
import pytest

from slawizard.document import numbering
from slawizard.document.nodes import Document, Link, Paragraph, ParagraphStyle, Part, PartKind, Text
from slawizard.document.visitor import clauses_of, plain
from slawizard.errors import ExportError
from slawizard.export import faces, pdf
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from tests.export import sample
from tests.export.pdf_reader import TaggedPdf
from tests.export.same_words import normalised

_NEW_YEAR = dt.datetime(2027, 1, 1, 8, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def shown(pages: Pages) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pages.pdf)).pages]


def test_the_same_document_gives_the_same_bytes(document: Document, pages: Pages) -> None:
    assert pdf.write(document, ExportOptions()) == pages.pdf


def test_the_agreement_has_more_than_a_dozen_pages(pages: Pages) -> None:
    assert pages.count == len(pypdf.PdfReader(io.BytesIO(pages.pdf)).pages) >= 13


def test_every_page_but_the_first_says_which_it_is(shown: list[str]) -> None:
    assert "Page" not in shown[0]
    for number, words in enumerate(shown[1:], start=2):
        assert f"Page {number} of {len(shown)}" in words
        assert "SLA-2026-017 · 1.2" in words


def test_the_contents_name_the_page_of_each_clause(document: Document, pages: Pages, shown: list[str]) -> None:
    contents = normalised(shown[1])

    for clause in clauses_of(document):
        assert normalised(f"{plain(clause.title)}{pages.starts[clause.id]}") in contents, clause.id


def test_the_bookmarks_are_parts_with_their_clauses(document: Document, pages: Pages) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pages.pdf))
    titles = [each.title for each in reader.outline if not isinstance(each, list)]

    assert titles[:2] == ["Contents", "Part A The Agreement"]
    first: Any = reader.outline[2]
    assert [each.title for each in first][:2] == ["1 Parties", "2 Definitions"]


def test_it_is_tagged_in_the_language_of_the_agreement(pages: Pages) -> None:
    with pikepdf.open(io.BytesIO(pages.pdf)) as file:
        assert file.Root.Lang == "en-GB"
        assert bool(file.Root.MarkInfo.Marked)
        assert b'part="1"' in file.Root.Metadata.read_bytes()


def test_all_fonts_are_embedded(pages: Pages) -> None:
    with pikepdf.open(io.BytesIO(pages.pdf)) as file:
        fonts = [font for page in file.pages for font in page.obj.Resources.Font.values()]
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        names = {str(font.BaseFont) for font in fonts}
    assert any("Source-Serif" in name for name in names)
    assert any("Source-Sans" in name for name in names)


def test_metadata_name_the_agreement_and_nothing_of_the_machine(pages: Pages) -> None:
    information = pypdf.PdfReader(io.BytesIO(pages.pdf)).metadata

    assert information is not None
    assert (information.title, information.author) == ("Service Level Agreement", "Nordlicht Hosting GmbH")
    assert information.creator == "SLA Wizard"
    assert information.creation_date is None
    for trace in (str(Path.home()) + "/", "/tmp", "file:", "/usr/"):
        assert trace.encode() not in pages.pdf


def test_a_moment_that_is_given_dates_the_file(document: Document) -> None:
    dated = pdf.write(document, ExportOptions(moment=_NEW_YEAR))

    information = pypdf.PdfReader(io.BytesIO(dated)).metadata
    assert information is not None
    assert information.creation_date == information.modification_date == _NEW_YEAR


def test_the_watermark_is_on_every_page_and_moves_no_line(document: Document, pages: Pages) -> None:
    marked = pdf.write_pages(document, ExportOptions(watermark="DRAFT"))

    assert marked.starts == pages.starts
    assert TaggedPdf(marked.pdf).words() == TaggedPdf(pages.pdf).words()
    with pikepdf.open(io.BytesIO(marked.pdf)) as file:
        assert all(
            b"/Pattern" in page.Contents.read_bytes() or b" Do" in page.Contents.read_bytes() for page in file.pages
        )


def test_a_signature_block_is_on_one_page(document: Document, shown: list[str]) -> None:
    for name in ("Ada Lindqvist", "customer's signatory"):
        page = next(words for words in shown if name in words)
        before, after = page.split(name)
        assert before.rstrip().endswith(("Name", "["))
        assert "Date" in after


def _rows_by_page(document: Document, count: int) -> list[int]:
    """How many of a long table's `count` rows stand on each page that it takes."""
    rows = [("Item", "Definition"), *((f"Row {number} of it", "words") for number in range(count))]
    body = sample.clause("long", "Long", [sample.table("long", "long-table", "Long", rows, (50, 50))])
    part = Part("body", PartKind.BODY, "Body", (body,))
    written = pdf.write(msgspec.structs.replace(document, parts=(part,)), ExportOptions())
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written)).pages]
    return [found for words in pages if (found := len(re.findall(r"Row \d+ of it", words)))]


def test_no_row_of_a_long_table_is_left_alone_at_its_end(document: Document) -> None:
    fits = _rows_by_page(document, 80)[0]

    assert _rows_by_page(document, fits) == [fits]
    assert _rows_by_page(document, fits + 1) == [fits - 1, 2]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://localhost/x.png", "ftp://example.com/x", "asset:unknown", "data:,x"]
)
def test_an_address_that_is_not_held_in_memory_ends_the_export(
    document: Document, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f'<html lang="en"><body><img alt="" src="{address}"></body></html>'
    monkeypatch.setattr(pdf, "page_html", lambda _document, _options: body)

    with pytest.raises(ExportError, match="address"):
        pdf.write(document, ExportOptions())


def test_an_attachment_is_never_read(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    body = f'<html lang="en"><head><link rel="attachment" href="{secret.as_uri()}"></head><body>x</body></html>'
    monkeypatch.setattr(pdf, "page_html", lambda _document, _options: body)

    with pytest.raises(ExportError, match="address"):
        pdf.write(document, ExportOptions())


def test_only_harmless_links_become_links(document: Document) -> None:
    links = tuple(Link(url, url) for url in ("https://a.example", "mailto:a@b.example", "file:///etc", "javascript:x"))
    shorter = msgspec.structs.replace(document, subtitle=(Text("See "), *links))

    found = re.findall(rb"/URI ?\(([^)]*)\)", _uncompressed(pdf.write(shorter, ExportOptions())))

    assert set(found) == {b"https://a.example", b"mailto:a@b.example", b"https://status.example.com"}


def _uncompressed(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as file:
        target = io.BytesIO()
        file.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return target.getvalue()


def test_without_a_new_harfbuzz_the_variable_fonts_do(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_library", lambda: None)
    faces.cut.cache_clear()
    try:
        rules, assets = pdf._font_rules()
    finally:
        faces.cut.cache_clear()

    assert rules.count("@font-face") == 5
    assert assets["serif"][1] == faces.faces()["serif"].file.read_bytes()


def test_a_control_character_is_refused_with_its_place(document: Document) -> None:
    with pytest.raises(ExportError, match=r"reference: .*control character"):
        pdf.write(msgspec.structs.replace(document, reference="SLA\x00"), ExportOptions())


def _pages_with(words: str) -> int:
    """How many pages the brief sample has with a paragraph of these words."""
    whole = sample.brief()
    part, *others = whole.parts
    clause, *rest = part.clauses
    added = Paragraph((Text(words),), clause.id, "added", ParagraphStyle.PLAIN, 1)
    grown = msgspec.structs.replace(clause, blocks=(*clause.blocks, added))
    parts = (msgspec.structs.replace(part, clauses=(grown, *rest)), *others)
    data = pdf.write(numbering.number(msgspec.structs.replace(whole, parts=parts)), ExportOptions())
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("words", [" ".join(["w" * 900] * 8), "w" * 7_200], ids=["long words", "a word without end"])
def test_a_word_longer_than_a_line_is_broken_and_runs_over_no_edge(words: str) -> None:
    # Broken, they take more than a hundred lines; unbroken, nine.
    assert _pages_with(words) >= _pages_with("w") + 2
