"""What a line's end must not part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.document.spacing import keep_together


@pytest.mark.parametrize(
    "text",
    [
        "within 30~days of it",
        "99.9~% a month",
        "a load of 1,200~kg",
        "on 1~March~2027",
        "in March~2027",
        "EUR~1,200.00 each",
        "£~5 each",
        "as clause~4.2 and Schedule~7 say",
        "in Annex~A of it",
        "Part~D applies",
        "ten~days before",
        "two~Working Days before",
        "5~Working Days",
        "Step~2: it earns 5~%",
        "class~A sites",
    ],
)
def test_a_figure_stays_with_what_it_counts(text: str) -> None:
    assert keep_together(text.replace("~", " ")) == text.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "07:30 to 18:30",
        "in 3 of any 6",
        "2027 and later",
        "the parties May agree",
        "one of these",
        "A year and ten others",
        "call +1 302 555 0110",
    ],
)
def test_other_words_may_part(text: str) -> None:
    assert keep_together(text) == text


@given(st.text())
def test_nothing_but_spaces_changes(text: str) -> None:
    assert keep_together(text).replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert keep_together(keep_together(text)) == keep_together(text)
