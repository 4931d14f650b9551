"""House styles that are kept: saved, found, replaced only on purpose, and read from strangers with care."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal
from pathlib import Path

import pytest

from slawizard.document.style import PLAIN_STYLE, HouseStyle, Running
from slawizard.errors import DraftFileError, FileChangedError, StyleError
from slawizard.storage.styles import (
    SUFFIX,
    decode_style,
    delete_style,
    encode_style,
    find_style,
    list_styles,
    save_style,
)
from tests.pictures import picture

_STYLE = HouseStyle(name="Cedarline Ålesund", logo=picture(), text_size=Decimal("11.5"), header=Running())


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path))


def test_a_style_is_found_by_its_name_in_any_case() -> None:
    save_style(_STYLE)
    assert find_style("cedarline ålesund") == _STYLE


def test_no_name_is_the_programs_own_style() -> None:
    assert find_style("") == PLAIN_STYLE


def test_an_unknown_name_is_refused_with_one_that_is_near() -> None:
    save_style(_STYLE)
    with pytest.raises(StyleError, match="no house style") as caught:
        find_style("Cedarline Alesund")
    assert "Cedarline Ålesund" in caught.value.remedy


def test_a_style_can_be_used_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / f"elsewhere{SUFFIX}"
    path.write_bytes(encode_style(_STYLE))
    assert find_style(str(path)) == _STYLE


def test_a_style_with_a_logo_that_cannot_be_read_is_refused_wherever_it_comes_from(tmp_path: Path) -> None:
    broken = picture()[:-40]
    with pytest.raises(StyleError, match="cannot be read as a picture"):
        encode_style(HouseStyle(name="House", logo=broken))
    data = encode_style(_STYLE).replace(b64encode(_STYLE.logo), b64encode(broken))
    with pytest.raises(StyleError, match="cannot be read as a picture"):
        decode_style(data, "x")
    save_style(_STYLE)
    (path,) = (tmp_path / "styles").iterdir()
    path.write_bytes(data)
    assert "cannot be read as a picture" in list_styles()[0].trouble


def test_another_style_of_the_same_name_is_not_replaced() -> None:
    save_style(_STYLE)
    with pytest.raises(StyleError, match="already"):
        save_style(HouseStyle(name="CEDARLINE ÅLESUND"))


def test_a_style_is_replaced_on_purpose_and_may_be_renamed() -> None:
    saved = save_style(_STYLE)
    save_style(HouseStyle(name="New name"), replaces=saved)
    assert [one.name for one in list_styles()] == ["New name"]


def test_someone_elses_change_is_not_replaced() -> None:
    saved = save_style(_STYLE)
    save_style(HouseStyle(name="Theirs"), replaces=saved)
    with pytest.raises(FileChangedError):
        save_style(HouseStyle(name="Mine"), replaces=saved)


def test_two_names_that_read_alike_as_files_get_files_of_their_own() -> None:
    paths = {save_style(HouseStyle(name=name)).path for name in ("A/B", "A B", "???")}
    assert len(paths) == 3


def test_a_style_that_cannot_be_read_is_listed_with_its_trouble_and_can_be_taken_away() -> None:
    saved = save_style(_STYLE)
    saved.path.write_text("{", encoding="utf-8")
    (listed,) = list_styles()
    assert listed.trouble
    with pytest.raises(StyleError):
        find_style(listed.name)
    delete_style(listed)
    assert list_styles() == ()


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{}",
        encode_style(_STYLE).replace(b'"11.5"', b"11.5"),
        encode_style(_STYLE).replace(b'"cover": true', b'"cover": true, "script": "x"'),
        encode_style(_STYLE).replace(b64encode(_STYLE.logo), b"not base64!"),
    ],
)
def test_a_file_that_is_not_wholly_right_is_refused(broken: bytes) -> None:
    assert broken != encode_style(_STYLE)
    with pytest.raises(DraftFileError):
        decode_style(broken, "x.slastyle")


def test_a_style_of_a_stranger_is_held_to_the_same_limits() -> None:
    with pytest.raises(StyleError, match="not between"):
        decode_style(encode_style(_STYLE).replace(b'"11.5"', b'"1150"'), "x.slastyle")


def test_a_style_needs_a_name() -> None:
    with pytest.raises(StyleError, match="needs a name"):
        save_style(HouseStyle())


def test_a_file_with_a_name_longer_than_can_be_kept_is_refused() -> None:
    data = encode_style(HouseStyle(name="House")).replace(b'"House"', b'"' + b"x" * 81 + b'"')
    with pytest.raises(StyleError, match="up to 80 characters"):
        decode_style(data, "a.slastyle")
