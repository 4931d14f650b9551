"""A pack comes back as it was built, and every zip program can read it."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.texts import ClauseEdit, OwnClause
from slawizard.document.style import HouseStyle
from slawizard.errors import ClauseError, PackError
from slawizard.storage.packs.building import (
    Source,
    build_pack,
    bundle_source,
    clause_source,
    style_source,
    template_source,
)
from slawizard.storage.packs.clause_bundle import ClauseBundle
from slawizard.storage.packs.inspecting import bundle_in, inspect_pack, template_in
from slawizard.storage.packs.manifest import MemberKind
from slawizard.storage.packs.zip_reader import read_zip
from tests.pictures import picture
from tests.storage.library.saved import saved

BUNDLE = ClauseBundle(
    "tone",
    "Our tone",
    edits=(ClauseEdit("background", "Text."),),
    own=(OwnClause("extra", title="Extra", text="Own."),),
)
CLAUSE = b'+++\nid = "extra-care"\ntitle = "Extra care"\nstep = "objectives"\norder = 900\n+++\nThe Provider cares.\n'


def pack() -> bytes:
    """A pack with one member of each kind."""
    style = msgspec.structs.replace(HouseStyle(), name="Ours")
    sources = [template_source(saved()), bundle_source(BUNDLE), clause_source(CLAUSE, "c"), style_source(style)]
    return build_pack("All kinds", sources, version=3, author="Legal", note="For all.")


def test_everything_in_a_pack_is_seen_before_it_is_taken() -> None:
    seen = inspect_pack(pack(), "p")
    assert (seen.manifest.title, seen.manifest.version, seen.manifest.author) == ("All kinds", 3, "Legal")
    assert [one.member.kind for one in seen.members] == list(MemberKind)
    template, bundle, clause, style = seen.members
    assert (template.title, template.note, template.versions) == ("Managed IT", "For help desks.", 1)
    assert template.questions > 10
    assert [(one.id, one.text, one.replaces) for one in bundle.clauses] == [
        ("background", "Text.", True),
        ("extra", "Own.", False),
    ]
    assert [(one.id, one.step, one.text) for one in clause.clauses] == [
        ("extra-care", "objectives", "The Provider cares.\n")
    ]
    assert style.title == "Ours"


def test_a_style_whose_logo_cannot_be_read_is_told_before_it_is_taken() -> None:
    style = HouseStyle(name="Ours", logo=picture())
    sound = style_source(style)
    broken = sound.data.replace(b64encode(style.logo), b64encode(style.logo[:-40]))
    assert broken != sound.data
    with pytest.raises(PackError, match="The logo cannot be read as a picture") as caught:
        inspect_pack(build_pack("Styles", [sound._replace(data=broken)]), "p")
    assert sound.name in caught.value.where


def test_the_members_come_back_as_they_were() -> None:
    seen = inspect_pack(pack(), "p")
    template = template_in(seen.members[0], "p")
    assert (template.title, template.newest.agreement) == ("Managed IT", saved().newest.agreement)
    assert bundle_in(seen.members[1], "p") == BUNDLE


def test_other_zip_programs_read_a_pack() -> None:
    with zipfile.ZipFile(io.BytesIO(pack())) as opened:
        assert opened.testzip() is None
        assert opened.namelist()[0] == "manifest.json"
        assert {info.date_time for info in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_content_gives_the_same_pack() -> None:
    template = template_source(saved())
    assert build_pack("T", [template]) == build_pack("T", [template])


def test_a_pack_of_nothing_and_one_without_a_title_are_refused() -> None:
    with pytest.raises(PackError, match="nothing to put"):
        build_pack("T", [])
    with pytest.raises(PackError, match="title and a version"):
        build_pack(" ", [bundle_source(BUNDLE)])


def test_a_member_that_could_not_be_read_again_is_not_packed() -> None:
    huge = Source(MemberKind.CLAUSES, "clauses/x.slaclauses", "Huge", b"[" * 400_000)
    with pytest.raises(PackError, match="“Huge”"):
        build_pack("T", [huge])


def test_a_clause_that_is_none_is_not_packed() -> None:
    with pytest.raises(ClauseError):
        clause_source(b"no front matter", "c")


def test_content_that_shrinks_too_well_is_stored_as_it_is() -> None:
    edits = tuple(ClauseEdit(f"c{number}", " " * 90_000) for number in range(10))
    data = build_pack("T", [bundle_source(msgspec.structs.replace(BUNDLE, edits=edits))])
    assert len(data) > 900_000
    assert len(inspect_pack(data, "p").members[0].clauses) == 11


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_a_sentence(noise: bytes) -> None:
    for data in (noise, b"PK\x03\x04" + noise, b"PK\x03\x04" + noise + b"PK\x05\x06" + noise[:18].ljust(18, b"\0")):
        with pytest.raises(PackError):
            read_zip(data, "p")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_pack_with_any_byte_changed_is_refused_or_the_same(data: st.DataObject) -> None:
    whole = bytearray(SMALL)
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    try:
        seen = inspect_pack(bytes(whole), "p")
    except PackError:
        return
    assert [one.data for one in seen.members] == [bundle_source(BUNDLE).data]


SMALL = build_pack("Small", [bundle_source(BUNDLE)])
