"""Fields, bookmarks and links of the DOCX."""

from __future__ import annotations

import io
import re

import docx
import msgspec
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from slawizard.document.nodes import CrossRef, Document
from slawizard.document.visitor import clauses_of, inlines_of
from slawizard.export.docx import write
from slawizard.export.docx_inline import run
from slawizard.export.options import ExportOptions
from slawizard.export.pages import Pages
from tests.export.word_reader import Shown, WordFile

_ALLOWED = {"PAGE", "NUMPAGES", "TOC", "REF", "PAGEREF"}


@pytest.fixture(scope="module")
def paragraphs(word_file: bytes) -> list[Shown]:
    return list(WordFile(word_file).paragraphs())


def places(paragraphs: list[Shown]) -> dict[str, Shown]:
    return {name: shown for shown in paragraphs for name in shown.bookmarks}


def test_only_harmless_fields_are_used(word_file: bytes) -> None:
    file = WordFile(word_file)
    words = b"".join(data for name, data in file.parts.items() if name.endswith(".xml"))
    codes = re.findall(rb"<w:instrText[^>]*>([^<]*)<", words)

    assert {code.split()[0].decode() for code in codes} == _ALLOWED
    assert b"fldSimple" not in words


def test_every_field_is_closed(word_file: bytes) -> None:
    for name, data in WordFile(word_file).parts.items():
        kinds = re.findall(rb'w:fldCharType="(\w+)"', data)
        assert kinds.count(b"begin") == kinds.count(b"separate") == kinds.count(b"end"), name


def test_every_bookmark_is_closed_and_named_once(word_file: bytes) -> None:
    words = WordFile(word_file).parts["word/document.xml"].decode()
    names = re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', words)
    starts = re.findall(r'bookmarkStart w:id="(\d+)"', words)

    assert sorted(starts) == sorted(re.findall(r'bookmarkEnd w:id="(\d+)"', words))
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"_(Ref|Toc)\d{9}", name) for name in names)


def test_a_reference_shows_the_number_that_word_counts_at_its_target(paragraphs: list[Shown]) -> None:
    at = places(paragraphs)
    references = [field for shown in paragraphs for field in shown.fields if field.code.startswith("REF")]

    assert len(references) > 40
    for field in references:
        _, name, *switches = field.code.split()
        assert switches == ["\\n", "\\h"]
        assert field.result.replace("\u00a0", " ") == at[name].number.replace("\u00a0", " ")


def test_each_number_in_a_reference_to_a_point_is_a_field_of_its_own(paragraphs: list[Shown]) -> None:
    """ "clause 14.1(d)" must not keep its 14.1 when a clause is added before it."""
    point = next(shown for shown in paragraphs if "or the case of" in shown.words)
    deep = next(shown for shown in paragraphs if shown.words.startswith("three failed checks"))

    assert [field.result for field in point.fields] == ["15.2", "14.1", "(c)"]
    assert [field.result for field in deep.fields] == [
        "Schedule\u00a01",
        "2",
        "(b)",
        "Schedule\u00a01",
        "2",
        "(b)",
        "(ii)",
    ]


def test_the_tree_and_the_fields_hold_equally_many_references(document: Document, paragraphs: list[Shown]) -> None:
    targets = {
        inline.target
        for clause in clauses_of(document)
        for block in clause.blocks
        for words in inlines_of(block)
        for inline in words
        if isinstance(inline, CrossRef)
    }
    bookmarks = {name for shown in paragraphs for name in shown.bookmarks if name.startswith("_Ref")}

    assert len(bookmarks) >= len(targets)


def test_links_to_the_outside_are_those_of_the_tree(word_file: bytes) -> None:
    relations = docx.Document(io.BytesIO(word_file)).part.rels.values()
    outside = {each.target_ref for each in relations if each.is_external}

    assert outside == {"https://status.example.com"}
    assert all(each.reltype == RELATIONSHIP_TYPE.HYPERLINK for each in relations if each.is_external)


def test_the_contents_lead_to_headings_and_name_their_pages(
    document: Document, paragraphs: list[Shown], pages: Pages
) -> None:
    at = places(paragraphs)
    entries = [shown for shown in paragraphs if shown.style in ("TOC1", "TOC2")]
    shown_pages = []
    for entry in entries:
        field = next(field for field in entry.fields if field.code.startswith("PAGEREF"))
        heading = at[field.code.split()[1]]
        words = f"{heading.number}\t{heading.words}\t{field.result}".lstrip("\t")
        assert entry.words.replace("\u00a0", " ") == words.replace("\u00a0", " ")
        shown_pages.append(int(field.result))

    assert shown_pages == [pages.starts[each] for each in _contents(document)]


def _contents(document: Document) -> list[str]:
    ids = []
    for part in document.parts:
        ids += [] if part.id == "signature-page" else [part.id]
        ids += [clause.id for clause in part.clauses]
    return ids


def test_contents_without_a_layout_leave_the_pages_out(document: Document) -> None:
    shown = list(WordFile(write(document, ExportOptions())).paragraphs())
    first = next(each for each in shown if each.style == "TOC1")

    assert first.fields[0].code == 'TOC \\o "1-2" \\n \\h \\z \\u'
    assert first.words == "Part A\tThe Agreement"


def test_a_bookmark_keeps_its_name_when_a_clause_before_it_goes(document: Document) -> None:
    def name_of(words_file: bytes) -> str:
        heading = next(each for each in WordFile(words_file).paragraphs() if each.words == "Service Credits")
        return heading.bookmarks[0]

    first, *rest = document.parts
    shorter = msgspec.structs.replace(first, clauses=first.clauses[:-1])
    changed = msgspec.structs.replace(document, parts=(shorter, *rest))

    assert name_of(write(changed, ExportOptions())) == name_of(write(document, ExportOptions()))


def test_words_of_a_right_to_left_script_are_marked_as_such() -> None:
    assert "<w:rtl/>" in run("شركة النور")
    assert "<w:rtl/>" not in run("Ltd شركة")
    assert "<w:rtl/>" not in run("Ltd")


def test_the_word_before_a_number_and_the_number_stay_on_one_line(word_file: bytes) -> None:
    fields = [field.result for shown in WordFile(word_file).paragraphs() for field in shown.fields]

    assert "Schedule\u00a01" in fields
    assert not [result for result in fields if result.startswith("Schedule ")]
