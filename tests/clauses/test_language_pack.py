"""Definitions, part titles and cover lines are read strictly."""

from __future__ import annotations

import pytest

from slawizard.clauses.environment import ClauseEnvironment
from slawizard.clauses.language_pack import read_definitions, read_language_pack
from slawizard.errors import ClauseError
from tests.clauses.small_library import DEFINITIONS, PACK


def test_definitions_come_in_the_order_of_the_alphabet() -> None:
    found = read_definitions(DEFINITIONS.decode(), "definitions.toml", ClauseEnvironment())
    assert [one.term for one in found] == ["Moon", "Service", "Service Credit"]
    assert found[2].forms == ("Service Credit", "Service Credits")


def test_a_language_pack_has_parts_words_and_cover() -> None:
    pack = read_language_pack(PACK.decode(), "document.toml", ClauseEnvironment())
    assert (pack.parts, pack.words) == ({"objectives": "Objectives"}, {"clause": "clause"})
    assert [(one.label, one.when is None) for one in pack.cover] == [("Provider", True), ("Reference", False)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[definition]]\nkey = "A"\nterm = "A"\ntext = "x"', 2, "small letters"),
        (
            '[[definition]]\nkey = "a"\nterm = "A"\ntext = "x"\n[[definition]]\nkey = "b"\nterm = "A"\ntext = "y"',
            6,
            "already",
        ),
        ('[[definition]]\nkey = "a"\nterm = "A"\n', 1, "text"),
        ("[[definition]\n", 1, "TOML"),
    ],
)
def test_a_slip_in_the_definitions_is_refused_with_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ClauseError) as caught:
        read_definitions(text, "definitions.toml", ClauseEnvironment())
    assert caught.value.where == f"definitions.toml, line {line}"
    assert words in caught.value.what
