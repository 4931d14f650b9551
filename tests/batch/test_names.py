"""Names by pattern: safe everywhere, and no two rows the same file."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.batch.names import distinct_names, fill, places_of, safe_name
from slawizard.errors import TableFileError

RESERVED = ("CON", "nul", "Aux.docx", "LPT1", "com¹", "prn.", "CONIN$")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Müller & Söhne GmbH", "Müller & Söhne GmbH"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c:d", "a_b_c_d"),
        ("  two \t blanks\nand a line ", "two blanks and a line"),
        (".hidden", "hidden"),
        ("ends with a point.", "ends with a point"),
        ("evil\u202efdp.exe", "evilfdp.exe"),
        ("null\x00byte", "nullbyte"),
        ("-rf", "rf"),
        ("", "Agreement"),
        ("???", "Agreement"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_is_safe_on_every_system(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", RESERVED)
def test_a_name_that_windows_keeps_for_a_device_is_changed(text: str) -> None:
    assert safe_name(text).startswith("_")


@given(st.text(max_size=400))
def test_a_name_is_never_a_path_nor_too_long(text: str) -> None:
    name = safe_name(text)

    assert Path(name).name == name
    assert name not in ("", ".", "..")
    assert not set(name) & set('/\\:*?"<>|')
    assert name == name.rstrip(" .")
    assert len(name.encode()) <= 130
    assert all(unicodedata.category(each)[0] != "C" for each in name)


@given(st.lists(st.sampled_from(["Acme", "ACME", "acme 2", "Acme 2", "Acme 3", "Ärger", "A\u0308rger"]), max_size=12))
def test_no_two_rows_share_a_name_even_where_case_does_not_count(stems: list[str]) -> None:
    names = distinct_names(stems, range(1, len(stems) + 1))

    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(stems)


def test_only_names_that_several_rows_share_get_the_number() -> None:
    assert distinct_names(["Acme", "Birch", "acme"], [1, 2, 3]) == ("Acme 1", "Birch", "acme 3")


def test_a_letter_is_not_parted_from_its_accent() -> None:
    letter = "z\u0323\u0331"

    assert len(safe_name("x" + letter * 90).removeprefix("x")) % len(unicodedata.normalize("NFC", letter)) == 0


def test_a_pattern_is_filled_in() -> None:
    assert places_of("{a} and {b}, {a}") == ("a", "b")
    assert fill("{a} and { b }", {"a": "1", "b": "2"}) == "1 and 2"


def test_braces_that_do_not_pair_are_refused() -> None:
    with pytest.raises(TableFileError, match="do not pair"):
        places_of("{a and b")
