"""Characters that no page can carry are refused before anything is written."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.nodes import Clause, CoverLine, Document, Part, Text, Value
from slawizard.errors import ExportError
from slawizard.export.printable import refuse_unprintable
from tests.export.sample import sample

_DOCUMENT = sample()


def with_title(title: tuple[Text | Value, ...]) -> Document:
    """The sample with another title of its first clause."""
    first: Part = _DOCUMENT.parts[0]
    clause: Clause = msgspec.structs.replace(first.clauses[0], title=title)
    part = msgspec.structs.replace(first, clauses=(clause, *first.clauses[1:]))
    return msgspec.structs.replace(_DOCUMENT, parts=(part, *_DOCUMENT.parts[1:]))


def test_the_sample_can_be_printed_with_all_its_strange_names() -> None:
    refuse_unprintable(_DOCUMENT)


@given(st.sampled_from([*map(chr, range(9)), "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff"]))
def test_each_of_them_is_refused_by_its_number(sign: str) -> None:
    with pytest.raises(ExportError, match=f"U\\+{ord(sign):04X}"):
        refuse_unprintable(with_title((Text(f"a{sign}b"),)))


def test_a_value_is_refused_with_the_path_of_its_field() -> None:
    with pytest.raises(ExportError) as caught:
        refuse_unprintable(with_title((Value("a\x00", "frame.provider.name"),)))

    assert caught.value.where == "frame.provider.name"


def test_words_are_refused_with_the_clause_they_stand_in() -> None:
    with pytest.raises(ExportError) as caught:
        refuse_unprintable(with_title((Text("Par\x00ties"),)))

    assert caught.value.where == "1 Parties"


def test_the_title_page_is_looked_at_too() -> None:
    cover = (CoverLine("Provider", (Text("\x01"),)),)
    with pytest.raises(ExportError) as caught:
        refuse_unprintable(msgspec.structs.replace(_DOCUMENT, cover=cover))

    assert caught.value.where == "Provider"
