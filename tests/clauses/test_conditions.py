"""Conditions taken apart into what is chosen, and put together again without a difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.clauses.conditions import Asked, Condition, loop_list, read_condition, with_list
from slawizard.clauses.library import bundled_library
from slawizard.clauses.tokens import TokenKind, tokens

_NAMES = st.sampled_from(
    ["claim.within", "claim.within|wanted", "levels|several", "clauses['credit-claim']", "internal"]
)
_ASKED = st.builds(Asked, _NAMES, st.booleans())
_CONDITIONS = st.builds(
    Condition, st.sampled_from(["if", "elif"]), st.lists(_ASKED, min_size=1, max_size=4).map(tuple), st.booleans()
).map(lambda one: one if len(one.asked) > 1 else Condition(one.word, one.asked))


def _library_tags() -> list[str]:
    texts = [one.text for variants in bundled_library().variants.values() for one in variants.values()]
    return [token.source for text in texts for token in tokens(text) if token.kind is TokenKind.TAG]


@given(_CONDITIONS, st.sampled_from(["{% %}", "{%- x -%}", "{%+ x %}", "{% x -%}"]))
def test_a_condition_is_read_as_it_was_written(condition: Condition, like: str) -> None:
    tag = condition.tag(like)

    assert read_condition(tag) == condition
    assert tag.startswith(like.partition(" ")[0])
    assert tag.endswith(like.rpartition(" ")[2])


@given(st.text(max_size=40))
def test_whatever_stands_in_a_tag_is_a_condition_or_none(inner: str) -> None:
    condition = read_condition(f"{{% if {inner} %}}")

    assert condition is None or read_condition(condition.tag()) == condition


def test_nearly_all_conditions_of_the_library_can_be_chosen_and_come_out_as_they_are() -> None:
    tags = [tag for tag in _library_tags() if tag[2:].strip(" -+").startswith(("if ", "elif "))]
    read = {tag: condition for tag in tags if (condition := read_condition(tag)) is not None}

    assert {tag: made for tag, one in read.items() if (made := one.tag(tag)) != " ".join(tag.split())} == {}
    assert len(read) > 0.95 * len(set(tags))


@pytest.mark.parametrize(
    "tag",
    ["{% if a and (b or c) %}", "{% if a or b and c %}", "{% if a == 'x' %}", "{% if %}", "{% else %}", "{% if not %}"],
)
def test_what_cannot_be_chosen_is_none(tag: str) -> None:
    assert read_condition(tag) is None


def test_what_is_asked_is_a_value_a_filter_of_it_or_a_clause() -> None:
    condition = read_condition('{% if claim.within and not levels | several and clauses["disputes"] %}')

    assert condition is not None
    assert [(one.name, one.filter, one.clause, one.negated) for one in condition.asked] == [
        ("claim.within", "", "", False),
        ("levels", "several", "", True),
        ("", "", "disputes", False),
    ]


def test_a_loop_can_go_through_another_list_and_its_item_keeps_its_name() -> None:
    assert loop_list("{%- for one in credits.groups %}") == "credits.groups"
    assert with_list("{%- for one in credits.groups %}", "levels") == "{%- for one in levels %}"
    assert loop_list("{% if a %}") == ""
