"""A company's Word file may come from a stranger: whatever reaches outside it is refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from slawizard.errors import ExportError
from slawizard.export.reference_file import read_reference
from tests.export.references import HOUSES, plain_house

_HEAD = "word/header1.xml"


def _changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(plain_house())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    before = dict(members)
    change(members)
    assert members != before
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


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
