"""An agreement in a company's own dress: three companies' files, tried with the whole sample."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from lxml import etree  # type: ignore[import-untyped]
from openxml_audit import FileFormat, OpenXmlValidator

from slawizard.document.nodes import Document
from slawizard.export import docx
from slawizard.export.options import ExportOptions
from tests.export.references import HOUSES, picture
from tests.export.sample import sample
from tests.export.test_docx_numbering import numbers_of_the_tree, numbers_word_shows
from tests.export.word_reader import WordFile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def document() -> Document:
    return sample()


@pytest.fixture(scope="module")
def dressed(document: Document) -> dict[str, bytes]:
    return {
        name: docx.write(document, ExportOptions(reference=make(), watermark="DRAFT")) for name, make in HOUSES.items()
    }


def _part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(WordFile(data).parts[name])


@pytest.mark.parametrize("house", HOUSES)
def test_the_words_are_those_of_the_agreement(document: Document, dressed: dict[str, bytes], house: str) -> None:
    ours = WordFile(docx.write(document, ExportOptions())).paragraphs()
    theirs = WordFile(dressed[house]).paragraphs()
    assert [shown.words for shown in theirs] == [shown.words for shown in ours]


@pytest.mark.parametrize("house", HOUSES)
def test_word_counts_as_the_agreement_does(document: Document, dressed: dict[str, bytes], house: str) -> None:
    assert numbers_word_shows(dressed[house]) == numbers_of_the_tree(document)


@pytest.mark.parametrize("house", HOUSES)
def test_every_style_and_list_that_is_named_is_there(dressed: dict[str, bytes], house: str) -> None:
    styles, body = _part(dressed[house], "word/styles.xml"), _part(dressed[house], "word/document.xml")
    ids = [each.get(f"{_W}styleId") for each in styles.iter(f"{_W}style")]
    assert len(ids) == len(set(ids))
    named = {each.get(f"{_W}val") for tag in ("pStyle", "rStyle", "tblStyle") for each in body.iter(f"{_W}{tag}")}
    based = {each.get(f"{_W}val") for tag in ("basedOn", "next", "link") for each in styles.iter(f"{_W}{tag}")}
    assert (named | based) - set(ids) == set()
    numbering = _part(dressed[house], "word/numbering.xml")
    lists = {each.get(f"{_W}numId") for each in numbering.iter(f"{_W}num")} | {"0"}
    used = {each.get(f"{_W}val") for tree in (styles, body) for each in tree.iter(f"{_W}numId")}
    assert used - lists == set()


@pytest.mark.parametrize("house", HOUSES)
def test_every_relationship_leads_to_a_part(dressed: dict[str, bytes], house: str) -> None:
    parts = WordFile(dressed[house]).parts
    for name in [name for name in parts if name.startswith("word/_rels/")]:
        for each in etree.fromstring(parts[name]):
            if each.get("TargetMode") != "External":
                assert f"word/{each.get('Target')}" in parts, (name, each.get("Target"))
    python_docx.Document(io.BytesIO(dressed[house]))  # and another reader opens it


def test_a_companys_heading_looks_as_in_its_file(dressed: dict[str, bytes]) -> None:
    file = python_docx.Document(io.BytesIO(dressed["plain"]))
    heading = file.styles["Heading 1"]
    assert heading.font.name == "Georgia"
    assert str(heading.font.color.rgb) == "0A5C36"


def test_a_style_is_known_by_its_name_whatever_its_id(dressed: dict[str, bytes]) -> None:
    body = WordFile(dressed["german"]).parts["word/document.xml"]
    assert b'w:pStyle w:val="berschrift2"' in body
    assert b'w:pStyle w:val="Heading2"' not in body


def test_styles_of_ours_follow_the_companys_text(dressed: dict[str, bytes]) -> None:
    styles = _part(dressed["plain"], "word/styles.xml")
    added = next(each for each in styles.iter(f"{_W}style") if each.get(f"{_W}styleId") == "Clause1")
    text = etree.tostring(added, encoding="unicode")
    assert "rFonts" not in text
    assert "w:line=" not in text
    assert b"Source Serif" not in etree.tostring(styles)


def test_a_headings_number_looks_as_its_words(dressed: dict[str, bytes]) -> None:
    ours = _part(docx.write(sample(), ExportOptions()), "word/numbering.xml")
    assert list(ours.iter(f"{_W}color"))
    lists = _part(dressed["plain"], "word/numbering.xml")
    assert not [each for each in lists.iter(f"{_W}color", f"{_W}rFonts") if each.get(f"{_W}ascii") != "Symbol"]


def test_heads_feet_and_their_pictures_come_along(dressed: dict[str, bytes]) -> None:
    parts = WordFile(dressed["plain"]).parts
    assert picture() in [data for name, data in parts.items() if name.startswith("word/media/reference-")]
    assert "word/header1.xml" not in parts
    german = WordFile(dressed["german"]).parts
    assert any("vertraulich" in data.decode() for name, data in german.items() if name.startswith("word/reference-"))


def test_the_watermark_stands_in_the_companys_heads(dressed: dict[str, bytes]) -> None:
    for house in ("plain", "german"):
        heads = [
            data for name, data in WordFile(dressed[house]).parts.items() if name.startswith("word/reference-header")
        ]
        assert heads
        assert all(b'string="DRAFT"' in head for head in heads)


def test_leftovers_of_writing_in_a_head_are_cleared_away(dressed: dict[str, bytes]) -> None:
    parts = WordFile(dressed["letter"]).parts
    (name,) = (name for name in parts if name.startswith("word/reference-header"))
    words = "".join(etree.fromstring(parts[name]).itertext())
    for kept in ("In a control", "Harbour Put in", "www.harbour.example", "In a box"):
        assert kept in " ".join(words.split())
    assert "Struck out" not in words
    for gone in (b"w:ins ", b"w:del ", b"bookmarkStart", b"dataBinding", b"svgBlip", b"w:hyperlink"):
        assert gone not in parts[name], gone
    relations = parts[f"word/_rels/{name.removeprefix('word/')}.rels"]
    assert b"External" not in relations
    assert not [name for name in parts if name.endswith(".svg")]
    assert parts["word/media/reference-1.png"] == picture()


def test_without_heads_of_its_own_the_agreements_stay(dressed: dict[str, bytes]) -> None:
    parts = WordFile(dressed["bare"]).parts
    assert b"NUMPAGES" in parts["word/footer1.xml"]
    assert b"evenAndOddHeaders" not in parts["word/settings.xml"]


def test_tables_are_as_wide_as_the_companys_text(dressed: dict[str, bytes]) -> None:
    body = WordFile(dressed["german"]).parts["word/document.xml"].decode()
    # 215.9 mm less 20 mm on each side, in twentieths of a point.
    widths = {int(found) for found in re.findall(r'<w:tblW w:w="(\d+)"', body)}
    assert max(widths) in (9971, 9972, 9973)


def test_the_same_agreement_and_file_give_the_same_bytes(document: Document) -> None:
    reference = HOUSES["plain"]()
    options = ExportOptions(reference=reference)
    assert docx.write(document, options) == docx.write(document, options)


def test_nothing_of_the_reference_files_own_text_or_properties_is_taken(document: Document) -> None:
    file = python_docx.Document(io.BytesIO(HOUSES["plain"]()))
    file.add_paragraph("An old contract")
    file.core_properties.author = "Someone Else"
    target = io.BytesIO()
    file.save(target)
    written = docx.write(document, ExportOptions(reference=target.getvalue()))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"An old contract" not in everything
    assert b"Someone Else" not in everything


@pytest.mark.parametrize("house", HOUSES)
def test_a_schema_checker_finds_nothing_wrong(dressed: dict[str, bytes], tmp_path: Path, house: str) -> None:
    file = tmp_path / "dressed.docx"
    file.write_bytes(dressed[house])
    verdict = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(file)
    assert [str(error) for error in verdict.errors] == []


def test_a_file_without_styles_gets_all_of_them(document: Document) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(HOUSES["bare"]())) as archive, zipfile.ZipFile(target, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/_rels/document.xml.rels":
                data = re.sub(rb'<Relationship [^>]*relationships/styles"[^>]*/>', b"", data)
            changed.writestr(name, data)
    written = docx.write(document, ExportOptions(reference=target.getvalue()))
    styles = _part(written, "word/styles.xml")
    assert styles[0].tag == f"{_W}docDefaults"
    assert numbers_word_shows(written) == numbers_of_the_tree(document)
