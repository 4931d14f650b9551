"""Templates run in a sandbox, and every mistake is told with file and line."""

from __future__ import annotations

import pytest

from slawizard.clauses.environment import ClauseEnvironment, mark_source_lines
from slawizard.document.marks import take_lines
from slawizard.errors import ClauseError

CONTEXT = {"name": "Foo", "party": {"name": "Bar"}, "items": ["a", "b"], "update": {"items": "x"}}


def render(text: str, first_line: int = 1) -> str:
    return ClauseEnvironment().text(text, "c.md.j2", first_line).render(CONTEXT)


def test_values_conditions_and_loops_work() -> None:
    text = "{{ name }}{% if party.name %} and {{ party.name }}{% endif %}{% for one in items %}, {{ one }}{% endfor %}"
    assert render(text) == "Foo and Bar, a, b"


def test_a_word_called_like_a_method_is_the_word() -> None:
    assert render("{{ update.items }}") == "x"


def test_loops_know_their_first_and_last() -> None:
    assert render("{% for one in items %}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}") == "a, b"


@pytest.mark.parametrize(
    "text",
    [
        "{{ nmae }}",
        "{{ party.nmae }}",
        "{% if party.nmae %}x{% endif %}",
        "{{ party['nmae'] }}",
        "{{ name.upper }}",
        "{{ party.__class__ }}",
        "{{ items.append }}",
        "{% for one in items %}{{ loop.cycle }}{% endfor %}",
        "{{ range }}",
        "{{ namespace }}",
    ],
)
def test_what_the_context_does_not_have_is_refused_with_file_and_line(text: str) -> None:
    with pytest.raises(ClauseError) as caught:
        render(f"one\ntwo\n{text}\n", first_line=5)
    assert caught.value.where == "c.md.j2, line 7"
    assert "does not have" in caught.value.what


@pytest.mark.parametrize(
    "text",
    [
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'other' %}",
        "{% import 'other' as o %}",
        "{% extends 'other' %}",
        "{{ name() }}",
        "{{ 1 + 1 }}",
        "{{ 'x' * 10 }}",
        "{{ [1, 2] }}",
        "{% filter series %}x{% endfilter %}",
        "{% block b %}{% endblock %}",
        "{% raw %}{{ x }}{% endraw %}{% do x %}",
        "{{ name is defined }}",
        "{{ name | upper }}",
        "{{ items[0:1] }}",
        "{{ name ~ name }}",
    ],
)
def test_a_clause_may_only_print_test_and_repeat(text: str) -> None:
    with pytest.raises(ClauseError) as caught:
        render(f"one\n{text}")
    assert caught.value.where == "c.md.j2, line 2"


@pytest.mark.parametrize("text", ["{% if name %}", "{{ name", "{% endif %}", "{% for %}{% endfor %}"])
def test_bad_syntax_is_refused_with_file_and_line(text: str) -> None:
    with pytest.raises(ClauseError) as caught:
        render(f"one\n{text}", first_line=3)
    assert caught.value.where == "c.md.j2, line 4"
    assert "cannot be read" in caught.value.what


def test_something_that_is_no_list_cannot_be_repeated() -> None:
    with pytest.raises(ClauseError) as caught:
        ClauseEnvironment().text("\n{% for one in n %}{% endfor %}", "c.md.j2", 1).render({"n": 5})
    assert caught.value.where == "c.md.j2, line 2"


def test_conditions_hold_or_do_not() -> None:
    environment = ClauseEnvironment()
    assert environment.condition("name and not party.name == 'x'", "c.md.j2", 4).holds(CONTEXT)
    assert not environment.condition("not items", "c.md.j2", 4).holds(CONTEXT)


def test_a_misspelt_condition_is_refused_with_file_and_line() -> None:
    with pytest.raises(ClauseError) as caught:
        ClauseEnvironment().condition("nmae", "c.md.j2", 4).holds(CONTEXT)
    assert caught.value.where == "c.md.j2, line 4"


def test_lines_of_tags_alone_leave_no_line_behind() -> None:
    text = "one\n{% for one in items %}\n1. {{ one }}\n{% endfor %}\n\nlast"
    rendered = ClauseEnvironment().text(text, "c.md.j2", 1, lines_marked=True).render(CONTEXT)
    assert take_lines(rendered) == ("one\n1. a\n1. b\n\nlast", [1, 3, 3, 4, 6])


def test_a_tag_over_several_lines_is_left_whole() -> None:
    text = "one {{ name\n}} two\n{% if name\n and items %}\nthree\n{% endif %}"
    rendered = ClauseEnvironment().text(text, "c.md.j2", 1, lines_marked=True).render(CONTEXT)
    assert take_lines(rendered)[0] == "one Foo two\nthree"


def test_each_line_of_words_is_marked_after_its_leading_tags() -> None:
    marked = mark_source_lines("a\n\n{% if x %}b{% endif %}\n{# note #}\nc")
    assert take_lines(marked) == ("a\n\n{% if x %}b{% endif %}\n{# note #}\nc", [1, 1, 3, 4, 5])
