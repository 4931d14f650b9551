"""A company's Word file may come from a stranger: whatever reaches outside it is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree  # type: ignore[import-untyped]

from slawizard.document.numbering import number
from slawizard.errors import ExportError
from slawizard.export import docx
from slawizard.export.options import ExportOptions
from slawizard.export.reference_file import read_reference
from tests.export.references import HOUSES, bare_house, letter_house, plain_house, rezipped, unzipped
from tests.export.sample import brief

_HEAD = "word/header1.xml"


def _changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    members = unzipped(plain_house())
    before = dict(members)
    change(members)
    assert members != before
    return rezipped(members)


def _in_part(name: str, old: bytes, new: bytes) -> bytes:
    def change(members: dict[str, bytes]) -> None:
        members[name] = members[name].replace(old, new)

    return _changed(change)


def _in_head(words: str) -> bytes:
    return _in_part(_HEAD, b"</w:p>", words.encode() + b"</w:p>")


def _split_field(code: tuple[str, ...]) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return begin + "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code) + end


def _rels(kind: str, target: str) -> bytes:
    new = f'<Relationship Id="rX" TargetMode="External" Type="http://x/{kind}" Target="{target}"/></Relationships>'
    return _in_part("word/_rels/header1.xml.rels", b"</Relationships>", new.encode())


_HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "no Word document"),
    "no zip": (lambda: b"PK\x03\x04 nothing", "no Word document"),
    "broken off": (lambda: plain_house()[:5000], "no Word document"),
    "macros": (lambda: _in_part("[Content_Types].xml", b"document.main", b"document.macroEnabled.main"), "macros"),
    "a spreadsheet": (lambda: _in_part("[Content_Types].xml", b"wordprocessingml.document.main", b"x"), "no Word"),
    "a document type": (
        lambda: _in_part(_HEAD, b"<w:hdr", b'<!DOCTYPE a [<!ENTITY e "x">]><w:hdr'),
        "document type",
    ),
    "a document type in UTF-16": (
        lambda: _changed(
            lambda members: members.update(
                {_HEAD: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
            )
        ),
        "document type",
    ),
    "damaged": (lambda: _in_part("word/styles.xml", b"</w:styles>", b""), "damaged"),
    "styles that are named and not there": (
        lambda: _changed(lambda members: members.pop("word/styles.xml")),
        "missing",
    ),
    "a field that includes": (lambda: _in_head(_split_field(("INCLUDE", "PICTURE \\d x"))), "INCLUDEPICTURE"),
    "a field that runs": (lambda: _in_head(_split_field((" DDEAUTO c:\\\\x",))), "DDEAUTO"),
    "a nested field": (
        lambda: _in_head(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + _split_field(("INCLUDETEXT a",))
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "INCLUDETEXT",
    ),
    "a simple field": (lambda: _in_head('<w:fldSimple w:instr="LINK Excel.Sheet"/>'), "LINK"),
    "an object": (lambda: _in_head("<w:r><w:object/></w:r>"), "object of another program"),
    "another text": (lambda: _in_head('<w:altChunk xmlns:r="x" r:id="y"/>'), "object of another program"),
    "a picture from elsewhere": (lambda: _rels("image", "https://tracker.example/x.png"), "another place"),
    "a link to a file": (lambda: _rels("hyperlink", "file:///etc/passwd"), "another place"),
    "a share": (lambda: _rels("image", "\\\\server\\share\\x.png"), "another place"),
    "an old Word file, or one with a password": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "a password"),
    "Strict Open XML": (
        lambda: _in_part(
            "word/document.xml",
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "Strict Open XML",
    ),
    "too much": (
        lambda: _changed(lambda members: members.update({"word/x.bin": bytes(100_000_001)})),
        "more than 100 MB",
    ),
    "too many": (
        lambda: _changed(lambda members: members.update({f"word/x{number}": b"" for number in range(2_001)})),
        "too many",
    ),
    "twins": (lambda: _changed(lambda members: members.update({"WORD/styles.xml": b""})), "same name"),
}


@pytest.mark.parametrize("case", _HOSTILE)
def test_a_file_that_is_none_or_reaches_outside_itself_is_refused(case: str) -> None:
    make, words = _HOSTILE[case]
    with pytest.raises(ExportError, match=words) as caught:
        read_reference(make())
    assert caught.value.remedy


@pytest.mark.parametrize("house", HOUSES)
def test_an_honest_file_is_read(house: str) -> None:
    reference = read_reference(HOUSES[house]())
    assert reference.paper.width > 0
    assert bool(reference.heads) is (house != "bare")


def test_a_link_to_a_secure_page_is_no_reach() -> None:
    assert read_reference(_rels("hyperlink", "https://example.org/")).heads


def test_every_byte_changed_is_read_or_refused_in_words() -> None:
    good = plain_house()
    for place in range(0, len(good), 997):
        broken = bytearray(good)
        broken[place] ^= 0xFF
        try:
            read_reference(bytes(broken))
        except ExportError as problem:
            assert problem.remedy  # noqa: PT017  (either way is right; a refusal must say what to do)


def test_the_last_section_takes_over_the_heads_of_those_before_it() -> None:
    body = unzipped(letter_house())["word/document.xml"]
    assert body.rindex(b"headerReference") < body.rindex(b"<w:sectPr")
    (head,) = read_reference(letter_house()).heads.values()
    assert "In a control" in "".join(head.tree.itertext())


def test_facing_pages_that_are_switched_off_are_none() -> None:
    parts = unzipped(bare_house())
    settings = parts["word/settings.xml"]
    assert read_reference(rezipped(parts)).even_and_odd
    parts["word/settings.xml"] = settings.replace(b"<w:evenAndOddHeaders", b'<w:evenAndOddHeaders w:val="0"')
    assert parts["word/settings.xml"] != settings
    assert not read_reference(rezipped(parts)).even_and_odd


def test_a_link_that_is_not_secure_leaves_its_words() -> None:
    head = '<w:hyperlink r:id="rX"><w:r><w:t>www.example.org</w:t></w:r></w:hyperlink>'
    parts = unzipped(_rels("hyperlink", "HTTP://example.org/"))
    parts[_HEAD] = parts[_HEAD].replace(b"</w:p>", head.encode() + b"</w:p>")
    (part,) = (head for head in read_reference(rezipped(parts)).heads.values() if head.name == _HEAD)
    assert "www.example.org" in "".join(part.tree.itertext())
    assert not [outside for _kind, _target, outside in part.relations.values() if outside]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/numbering.xml", b'w:abstractNumId="0"', b'w:abstractNumId="many"'),
        ("word/numbering.xml", b'w:abstractNumId="1"', b'w:abstractNumId="99999999999999999999"'),
        ("word/numbering.xml", b'w:numId="1"', b'w:numId="2"'),
        ("word/numbering.xml", b' w:abstractNumId="0"', b""),
        ("word/styles.xml", b'w:styleId="Heading2"', b'w:styleId="Heading1"'),
        ("word/styles.xml", b' w:styleId="Heading1"', b""),
    ],
)
def test_lists_and_styles_without_a_number_or_name_of_their_own_are_left_out(part: str, old: bytes, new: bytes) -> None:
    document = number(brief())
    written = unzipped(docx.write(document, ExportOptions(reference=_in_part(part, old, new))))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for name, tag, attribute in (("numbering", "abstractNum", "abstractNumId"), ("styles", "style", "styleId")):
        found = [each.get(w + attribute) for each in etree.fromstring(written[f"word/{name}.xml"]).iter(w + tag)]
        assert len(found) == len(set(found))
        assert None not in found
