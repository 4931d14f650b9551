"""Every file of the library says what it is, and is refused when it is something else."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.errors import DraftFileError
from slawizard.storage.envelope import FileKind, decode_file, encode_file

KIND = FileKind("SLA Wizard test", "a test", "test", 2, 10_000)


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text."""

    text: str = ""


def changed(**fields: Any) -> bytes:
    """A file with some of its outer fields changed."""
    return json.dumps(json.loads(encode_file(KIND, Content("x"))) | fields).encode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_what_was_written_is_read(text: str) -> None:
    assert decode_file(encode_file(KIND, Content(text)), "f", KIND, Content) == Content(text)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (changed(format="other"), "not a test"),
        (changed(schema_version=3), "version 3"),
        (changed(schema_version=0), "valid version"),
        (changed(schema_version=True), "valid version"),
        (changed(more=1), "no field “more”"),
        (changed(test=7), "no part “test”"),
        (changed(test={"text": 7}), "should be a text"),
        (changed(test={"text": "a", "other": 1}), "no field “other”"),
        (b'{"format": "SLA Wizard test", "schema_version": 2, "test": {"a": 1, "a": 2}}', "stands twice"),
        (b'{"format": "SLA Wizard test", "schema_version": 2, "test": {"a": 1.5}}', "quotation marks"),
        (b"[]", "a test"),
        (b"", "empty"),
        (b"PK\x03\x04", "zip file"),
        (b" " * 10_001, "larger than"),
    ],
)
def test_what_is_not_wholly_right_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(DraftFileError) as caught:
        decode_file(data, "f.test", KIND, Content)
    assert words in caught.value.what
    assert caught.value.where.startswith("f.test")
