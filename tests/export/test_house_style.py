"""The house style on paper: the same choices in the PDF, the DOCX and the web page."""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from slawizard.document.nodes import Document, Numbering
from slawizard.document.numbering import number
from slawizard.document.style import HouseStyle, LogoPlace, Margins, PageSize, Running
from slawizard.errors import StyleError
from slawizard.export import docx, html, pdf
from slawizard.export.options import ExportOptions
from slawizard.export.page_style import cover_logo_size, head_logo_size, page_css
from tests.export.sample import brief
from tests.export.test_docx_numbering import numbers_of_the_tree, numbers_word_shows
from tests.export.word_reader import WordFile


def _logo(size: tuple[int, int] = (300, 100)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "#7a1f3d").save(target, "PNG")
    return target.getvalue()


_HOUSE = HouseStyle(
    name="House",
    logo=_logo(),
    logo_words="The mark of the house",
    logo_place=LogoPlace.BOTH,
    text_font="Georgia",
    heading_font="Verdana",
    text_size=Decimal("11.5"),
    heading="#7a1f3d",
    accent="#8a5a00",
    page=PageSize.LETTER,
    margins=Margins(top=Decimal(30)),
    header=Running(left="{title}", center='Say "no" \\ more', right="{version}"),
    footer=Running(left="{provider}", right="{page}/{pages}"),
    numbering=Numbering.DECIMAL,
)


@pytest.fixture(scope="module")
def house() -> Document:
    return number(brief(), _HOUSE.numbering)


@pytest.fixture(scope="module")
def word(house: Document) -> WordFile:
    return WordFile(docx.write(house, ExportOptions(style=_HOUSE)))


@pytest.fixture(scope="module")
def paper(house: Document) -> bytes:
    return pdf.write(house, ExportOptions(style=_HOUSE))


def test_the_pdf_has_the_paper_of_the_house(paper: bytes) -> None:
    reader = PdfReader(io.BytesIO(paper))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    assert 'Say "no" \\ more' in reader.pages[1].extract_text()


def test_the_logo_has_words_for_whoever_cannot_see_it(paper: bytes, word: WordFile) -> None:
    with pikepdf.open(io.BytesIO(paper)) as opened:
        figures = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert "The mark of the house" in [str(figure.Alt) for figure in figures]
    assert 'descr="The mark of the house"' in word.parts["word/document.xml"].decode()


def test_the_docx_has_the_paper_colours_and_typefaces_of_the_house(word: WordFile) -> None:
    body, styles = word.parts["word/document.xml"].decode(), word.parts["word/styles.xml"].decode()
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in body
    assert 'w:val="7A1F3D"' in styles
    assert 'w:ascii="Georgia"' in styles
    assert 'w:ascii="Verdana"' in styles


def test_a_houses_typefaces_are_not_handed_on(word: WordFile) -> None:
    assert not [name for name in word.parts if name.endswith(".odttf")]


def test_the_head_of_the_docx_carries_the_logo(word: WordFile) -> None:
    assert word.parts["word/media/head1.png"] == _HOUSE.logo
    assert "media/head1.png" in word.parts["word/_rels/header1.xml.rels"].decode()


def test_decimal_numbers_are_words_own(house: Document) -> None:
    written = docx.write(house, ExportOptions(style=_HOUSE))
    assert numbers_word_shows(written) == numbers_of_the_tree(house)
    assert any(found.count(".") == 2 for found in numbers_of_the_tree(house))


def test_without_a_title_page_the_heads_begin_on_the_first() -> None:
    style = HouseStyle(cover=False, contents=False)
    document = number(brief())
    parts = WordFile(docx.write(document, ExportOptions(style=style))).parts
    assert b"<w:titlePg/>" not in parts["word/document.xml"]
    assert b"TOC \\o" not in parts["word/document.xml"]
    assert b'class="cover short"' in html.write(document, ExportOptions(style=style))
    assert "@page :first" not in page_css(style)


def test_the_web_page_carries_the_logo_in_itself(house: Document) -> None:
    assert b'src="data:image/png;base64,' in html.write(house, ExportOptions(style=_HOUSE))


@pytest.mark.parametrize("write", [pdf.write, docx.write, html.write])
def test_a_style_that_no_page_can_be_made_of_is_refused(write: object) -> None:
    with pytest.raises(StyleError, match="no colour"):
        write(number(brief()), ExportOptions(style=HouseStyle(ink="black")))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("size", "cover", "head"),
    [
        ((300, 100), ("48.0", "16"), ("30.0", "10")),
        ((4000, 100), ("158.0", "4.0"), ("47.4", "1.2")),
        ((4000, 1), ("158.0", "0.1"), ("47.4", "0.1")),
        ((1, 4000), ("0.1", "16"), ("0.1", "10")),
        ((1, 1), ("16.0", "16"), ("10.0", "10")),
    ],
)
def test_a_logo_of_any_shape_stays_on_the_paper_and_off_the_words_beside_it(
    size: tuple[int, int], cover: tuple[str, str], head: tuple[str, str]
) -> None:
    style = HouseStyle(logo=_logo(size), logo_place=LogoPlace.BOTH)
    assert cover_logo_size(style) == tuple(map(Decimal, cover))
    assert head_logo_size(style) == tuple(map(Decimal, head))


def test_a_head_without_words_on_the_left_has_room_for_a_wide_logo() -> None:
    style = HouseStyle(logo=_logo((4000, 100)), logo_place=LogoPlace.BOTH, header=Running(right="{title}"))
    assert head_logo_size(style)[0] == style.text_width_mm * Decimal("0.4")
