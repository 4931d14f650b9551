"""Texts compared for the eye: marks that are not colours alone, and foreign text that stays text."""

from __future__ import annotations

import re

from slawizard.clauses.comparison import compare_words
from slawizard.gui.widgets.word_diff import changes_html, differing_html


def _plain(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text.replace("<br>", "\n"))


def test_what_went_is_struck_through_and_what_came_underlined() -> None:
    shown = changes_html(compare_words("within 30 days", "within 60 days"))
    assert re.search(r"<s[^>]*>30</s>", shown)
    assert re.search(r"<u[^>]*><b>60</b></u>", shown)


def test_the_words_that_another_text_lacks_are_underlined() -> None:
    shown = differing_html("within 60 days", ["within 30 days"])
    assert _plain(shown) == "within 60 days"
    assert re.findall(r"<b>([^<]*)</b>", shown) == ["60"]


def test_a_text_like_the_others_has_no_mark() -> None:
    assert "<u" not in differing_html("the same", ["the same"])


def test_markup_in_a_text_is_shown_as_it_is() -> None:
    shown = differing_html("<img src=x>\nline", [""])
    assert "<img" not in shown
    assert "&lt;" in shown
