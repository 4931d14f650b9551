"""A template comes back as it was saved, with all its versions, or is refused with the place and the cause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.origin import Origin, Question
from slawizard.errors import DraftFileError, LibraryError
from slawizard.storage.library.making import add_version
from slawizard.storage.library.template_file import (
    KIND,
    SavedTemplate,
    TemplateVersion,
    as_picture,
    decode_template,
    encode_template,
    load_template_file,
)
from tests.storage.library.saved import TODAY, png, saved, starter
from tests.strategies import AGREEMENTS, TEXTS


def changed(**fields: Any) -> bytes:
    """The file of a template with some of its fields changed."""
    document = json.loads(encode_template(saved()))
    document["template"] |= fields
    return json.dumps(document).encode()


def test_a_template_comes_back_with_all_its_versions(tmp_path: Path) -> None:
    template = add_version(saved(), starter(), "Shorter terms", today=TODAY)
    (tmp_path / "a.slatemplate").write_bytes(encode_template(template))
    read, fingerprint = load_template_file(tmp_path / "a.slatemplate")
    assert read == template
    assert fingerprint.size > 0
    assert [one.number for one in read.versions] == [1, 2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(AGREEMENTS, TEXTS, st.lists(st.builds(Question, TEXTS, TEXTS), max_size=3))
def test_any_agreement_comes_back_from_a_template(agreement: Agreement, note: str, asked: list[Question]) -> None:
    bare = msgspec.structs.replace(agreement, origin=None)
    template = SavedTemplate("any", "Any", note, versions=(TemplateVersion(1, TODAY, note, tuple(asked), (), bare),))
    assert decode_template(encode_template(template), "any") == template


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(DraftFileError) as caught:
        decode_template(data, "a.slatemplate")
    assert "a.slatemplate" in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=4))
def test_a_damaged_file_is_read_whole_or_refused(place: int, noise: bytes) -> None:
    data = changed()
    damaged = data[:place] + noise + data[place + len(noise) :]
    try:
        decode_template(damaged, "a")
    except DraftFileError as problem:
        assert problem.what  # noqa: PT017 - a change inside a text is no damage


def test_a_template_of_an_older_draft_format_is_read() -> None:
    document = json.loads(encode_template(saved()))
    document["schema_version"] = 1
    assert decode_template(json.dumps(document).encode(), "old").newest.agreement == saved().newest.agreement


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"id": "../escape"}, "id"),
        ({"id": ""}, "id"),
        ({"title": " "}, "title"),
        ({"versions": []}, "versions"),
        ({"picture": "no base64!"}, "picture"),
        ({"picture": "AAAA"}, "picture"),
        ({"surprise": 1}, ""),
        ({"note": 1.5}, "note"),
    ],
)
def test_what_no_template_holds_is_refused_with_its_place(fields: dict[str, Any], where: str) -> None:
    with pytest.raises(DraftFileError) as caught:
        decode_template(changed(**fields), "a.slatemplate")
    assert where in caught.value.where


def test_a_version_missing_in_between_is_refused() -> None:
    document = json.loads(encode_template(add_version(saved(), starter(), "More", today=TODAY)))
    del document["template"]["versions"][0]
    with pytest.raises(DraftFileError, match="numbered 1, 2, 3"):
        decode_template(json.dumps(document).encode(), "a")


def test_a_template_inside_a_template_is_refused() -> None:
    document = json.loads(encode_template(saved()))
    document["template"]["versions"][0]["agreement"]["origin"] = {"template": "x"}
    with pytest.raises(DraftFileError, match="another template"):
        decode_template(json.dumps(document).encode(), "a")


def test_a_draft_is_told_from_a_template() -> None:
    with pytest.raises(DraftFileError, match="not a saved template"):
        decode_template(b'{"format": "SLA Wizard draft", "schema_version": 2, "agreement": {}}', "a")


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(DraftFileError, match="larger than 20 MB"):
        decode_template(b" " * (KIND.largest + 1), "a")


def test_a_picture_is_kept_as_it_is() -> None:
    template = msgspec.structs.replace(saved(), picture=as_picture(png()))
    assert decode_template(encode_template(template), "a").picture_bytes == png()


@pytest.mark.parametrize("data", [b"GIF89a", png(5000, 2), png(0, 2), png() + b"0" * 2_000_001])
def test_a_picture_that_could_do_harm_is_refused(data: bytes) -> None:
    with pytest.raises(DraftFileError):
        as_picture(data)


def test_a_version_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(LibraryError, match="Its versions are: 1"):
        saved().version(7)


def test_a_template_never_holds_where_its_agreement_came_from() -> None:
    version = TemplateVersion(1, TODAY, agreement=Agreement(origin=Origin("x")))
    with pytest.raises(DraftFileError):
        encode_template(SavedTemplate("a", "A", versions=(version,)))
