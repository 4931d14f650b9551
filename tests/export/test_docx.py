"""The DOCX as a whole: what is in the package, whose it is, and that it is the same every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import msgspec
import pypdf
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from slawizard.document.nodes import Document
from slawizard.document.visitor import clauses_of, plain
from slawizard.errors import ExportError
from slawizard.export.docx import proofing_language, write
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from tests.export.same_words import normalised
from tests.export.word_reader import WordFile

_NEW_YEAR = dt.datetime(2027, 1, 1, 8, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("watermark", ["", "DRAFT"])
def test_a_schema_checker_finds_nothing_wrong(document: Document, pages: Pages, tmp_path: Path, watermark: str) -> None:
    file = tmp_path / "agreement.docx"
    file.write_bytes(write(document, ExportOptions(watermark=watermark, pages=pages.starts)))

    verdict = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(file)

    assert [str(error) for error in verdict.errors] == []


def test_the_same_document_gives_the_same_bytes(document: Document, word_file: bytes, pages: Pages) -> None:
    assert write(document, ExportOptions(pages=pages.starts)) == word_file


def test_no_part_carries_the_clock(word_file: bytes) -> None:
    assert WordFile(word_file).dates == {(1980, 1, 1, 0, 0, 0)}


def test_core_properties_are_those_of_the_agreement(word_file: bytes) -> None:
    properties = docx.Document(io.BytesIO(word_file)).core_properties

    assert properties.title == "Service Level Agreement"
    assert properties.subject == "for Managed Hosting between Nordlicht Hosting GmbH and Foo Ltd"
    assert (properties.author, properties.last_modified_by) == ("Nordlicht Hosting GmbH", "Nordlicht Hosting GmbH")
    assert (properties.identifier, properties.version, properties.language) == ("SLA-2026-017", "1.2", "en-GB")
    assert properties.revision == 1
    assert properties.category == "Service level agreement"


def test_a_moment_that_is_given_dates_the_file(document: Document) -> None:
    properties = docx.Document(io.BytesIO(write(document, ExportOptions(moment=_NEW_YEAR)))).core_properties

    assert properties.created == properties.modified == _NEW_YEAR


def test_nothing_of_the_library_or_the_machine_is_left_in_the_file(word_file: bytes) -> None:
    parts = WordFile(word_file).parts
    words = b"".join(data for name, data in parts.items() if not name.endswith(".odttf")).lower()

    assert "word/stylesWithEffects.xml" not in parts
    for trace in (b"python-docx", b"2013", str(Path.home()).encode().lower() + b"/", b"/usr/"):
        assert trace not in words


def test_it_asks_nothing_on_first_opening(word_file: bytes) -> None:
    parts = WordFile(word_file).parts

    assert b"updateFields" not in parts["word/settings.xml"]
    assert b"w:dirty" not in parts["word/document.xml"]


def test_the_typefaces_are_embedded_and_named_with_a_substitute(word_file: bytes) -> None:
    file = WordFile(word_file)
    fonts = [name for name in file.parts if name.endswith(".odttf")]
    table = file.parts["word/fontTable.xml"].decode()

    assert len(fonts) == 5
    assert re.findall(r'w:altName w:val="(\w+)"', table) == ["Cambria", "Calibri"]
    assert len(re.findall(r"<w:embed(?:Regular|Bold|Italic) ", table)) == 5


def test_a_control_character_is_refused_with_its_place(document: Document) -> None:
    broken = msgspec.structs.replace(document, title="Service\x07 Agreement")

    with pytest.raises(ExportError, match=r"title: .*control character \(U\+0007\)"):
        write(broken, ExportOptions())


def test_the_watermark_stands_behind_the_title_page_and_all_others(document: Document) -> None:
    parts = WordFile(write(document, ExportOptions(watermark='DRAFT "<2>"'))).parts

    for name in ("word/header1.xml", "word/header2.xml"):
        assert b'string="DRAFT &quot;&lt;2&gt;&quot;"' in parts[name]


def test_without_a_watermark_there_is_none(word_file: bytes) -> None:
    assert b"textpath" not in WordFile(word_file).parts["word/header1.xml"]


@pytest.mark.parametrize(("tag", "proofed"), [("en", "en-GB"), ("en-US", "en-US"), ("de-AT", "de-AT")])
def test_proofing_is_in_the_language_of_the_agreement(tag: str, proofed: str) -> None:
    assert proofing_language(tag) == proofed


def test_libreoffice_begins_each_clause_on_the_page_that_the_contents_name(
    document: Document, word_file: bytes, pages: Pages, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "agreement.docx").write_bytes(word_file)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "agreement.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    shown = [normalised(page.extract_text()) for page in pypdf.PdfReader(tmp_path / "agreement.pdf").pages]

    assert len(shown) == pages.count
    for clause in clauses_of(document):
        heading = normalised(f"{clause.number}{plain(clause.title)}")
        assert heading in shown[pages.starts[clause.id] - 1], f"{clause.id} is not on page {pages.starts[clause.id]}"
