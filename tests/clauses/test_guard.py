"""What a text that did not come with the program may cost."""

from __future__ import annotations

import pytest

from slawizard.clauses import guard
from slawizard.clauses.environment import ClauseEnvironment
from slawizard.clauses.library import bundled_library
from slawizard.errors import ClauseError

ROWS = {"rows": [{"cells": ["a", "b"], "others": ["c"]}], "more": ["d"], "name": "x"}


def render(text: str) -> str:
    return ClauseEnvironment(guarded=True).text(text, "The clause “Ours”", 1).render(ROWS)


def test_a_loop_goes_through_the_lists_of_the_outer_loops_item() -> None:
    assert render("{% for row in rows %}{% for cell in row.cells %}{{ cell }}{% endfor %}{% endfor %}") == "ab"
    assert render("{% for row in rows %}{% endfor %}{% for one in more %}{{ one }}{% endfor %}") == "d"


@pytest.mark.parametrize(
    "text",
    [
        "\n{% for row in rows %}{% for one in more %}{% endfor %}{% endfor %}",
        "\n{% for a in rows %}{% for b in a.cells %}{% for c in a.cells %}{% endfor %}{% endfor %}{% endfor %}",
        "\n{% for row in rows %}{% if name %}{% for one in rows %}{% endfor %}{% endif %}{% endfor %}",
    ],
)
def test_another_loop_inside_a_loop_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(ClauseError, match="loop inside another") as caught:
        render(text)
    assert caught.value.where == "The clause “Ours”, line 2"


def test_tags_are_nested_a_dozen_deep_at_most() -> None:
    deep = guard.DEEPEST_TAGS
    assert render("{% if name %}" * deep + "x" + "{% endif %}" * deep) == "x"
    with pytest.raises(ClauseError, match="nested too deeply"):
        render("{% if name %}" * (deep + 1) + "x" + "{% endif %}" * (deep + 1))


def test_a_text_has_a_longest_length() -> None:
    assert render("x" * guard.LONGEST_TEXT)
    with pytest.raises(ClauseError, match="at most 50,000 characters"):
        render("x" * (guard.LONGEST_TEXT + 1))


def test_a_text_prints_only_so_much() -> None:
    long = {"name": "x" * 1_000, "rows": [], "more": []}
    text = "{{ name }}" * (guard.MOST_PRINTED // 1_000 + 1)
    with pytest.raises(ClauseError, match="prints more than"):
        ClauseEnvironment(guarded=True).text(text, "The clause “Ours”", 1).render(long)


def test_the_librarys_own_texts_keep_to_the_limits_of_others() -> None:
    for variants in bundled_library().variants.values():
        for one in variants.values():
            guard.check_text(one.text, one.source)
            guard.check_tree(one.body.tree, one.source)
