"""A clause's text in pieces: nothing is lost, and each piece is what it looks like."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.clauses.catalogue import list_clauses
from slawizard.clauses.tokens import Token, TokenKind, all_loops, open_loops, tokens

_PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "[[", "]]", " ", "\n", "\r\n", "a.b", "|series", "\ufffc"]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5))).map("".join))
def test_the_pieces_of_any_text_joined_are_the_text(text: str) -> None:
    assert "".join(one.source for one in tokens(text)) == text


def test_the_pieces_of_every_clause_joined_are_the_clause() -> None:
    texts = [one.text for entry in list_clauses() for one in entry.texts]
    assert all("".join(one.source for one in tokens(text)) == text for text in texts)
    assert len(texts) > 100


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("{{ claim.within }}", TokenKind.VALUE),
        ("{% if a %}", TokenKind.TAG),
        ("{# why #}", TokenKind.REMARK),
        ("[[credit-claim#deadline]]", TokenKind.REFERENCE),
        ("\u2028", TokenKind.HIDDEN),
        ("plain {words} [here]", TokenKind.PLAIN),
    ],
)
def test_a_piece_is_told_by_its_marks(source: str, kind: TokenKind) -> None:
    assert tokens(source) == (Token(kind, source),)


def test_a_value_has_its_name_without_filters() -> None:
    assert tokens("{{- rules.names|series -}}")[0].name == "rules.names"


def test_a_half_typed_value_stays_plain() -> None:
    assert tokens("{{ claim.wi")[0].kind is TokenKind.PLAIN


def test_the_loops_open_at_a_place_are_known_by_their_items() -> None:
    text = "{% for one in levels %}{% for row in one.rows %}x{% endfor %}"
    assert open_loops(text) == {"one": "levels"}
    assert all_loops(text) == {"one": "levels", "row": "one.rows"}
