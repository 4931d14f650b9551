"""A clause's text is checked as a whole: each problem with line, column, reason and what was perhaps meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.clauses.catalogue import list_clauses
from slawizard.clauses.checking import check_text
from slawizard.clauses.problem import Problem

STEP = "consequences"


def check(text: str, title: str = "Ours") -> tuple[Problem, ...]:
    return check_text(text, STEP, title=title)


@pytest.mark.parametrize("entry", list_clauses(), ids=lambda one: one.id)
def test_every_text_of_the_library_is_without_a_problem(entry) -> None:  # type: ignore[no-untyped-def]
    for one in entry.texts:
        assert check_text(one.text, entry.step, clause=entry.id) == ()


def test_all_misspellings_are_told_at_once_with_what_was_meant() -> None:
    found = check("The {{ claim.wihtin }}.\n\nOne {{ provder.name }} two.")
    assert found == (
        Problem(1, 14, "There is no “wihtin” here.", "within"),
        Problem(3, 8, "There is no “provder” here.", "provider"),
    )


def test_a_wrong_filter_is_told_with_the_one_that_was_meant() -> None:
    (found,) = check("{{ exclusions|serie }}.")
    assert (found.line, found.suggestion) == (1, "series")


def test_a_reference_to_nothing_is_told_with_its_place() -> None:
    (found,) = check("One.\n\nSee [[credit-cliam]].")
    assert found == Problem(3, 5, "There is no clause or paragraph “credit-cliam” to refer to.", "credit-claim")


def test_own_clauses_and_own_labels_can_be_referred_to() -> None:
    assert check_text("[#here] See [[other]].", STEP, title="Ours", own_ids=("other",)) == ()
    assert check_text("[#here] See [[parties#here]].", "objectives", clause="parties") == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("One.\n\n# Heading", 3, "heading"),
        ("{% if provider.name %}One.", 1, "cannot be read"),
        ("One.\n\n{{ provider.name", 3, "cannot be read"),
        ("{{ levels }}", 1, "list cannot be printed"),
        ("{{ provider }}", 1, "group of values"),
        ("{% for a in levels %}{% for b in levels %}x{% endfor %}{% endfor %}", 1, "loop inside another"),
        ("One.\n\n<b>two</b>", 3, "HTML"),
        ("", 1, "no text"),
        ("@definition service **Service** is this.", 1, "defined in the clause of definitions"),
        ("\ue000", 1, "private-use"),
    ],
)
def test_what_a_clause_may_not_hold_is_told_with_its_line(text: str, line: int, words: str) -> None:
    (found,) = check(text)
    assert found.line == line
    assert words in found.reason


def test_a_clause_of_ones_own_needs_a_title_without_mistakes() -> None:
    assert [one.reason for one in check("One.", "")] == ["The clause has no title."]
    (found,) = check("One.", "{{ provider.nmae }}")
    assert found == Problem(0, 0, "In the title: There is no “nmae” here.", "name")
    assert check("One.", "For {{ provider.name }}") == ()


def test_an_unknown_step_or_clause_is_told() -> None:
    assert check_text("One.", "metrcis")[0].suggestion == "metrics"
    assert check_text("One.", "metrics", clause="measring")[0].suggestion == "measuring"


def test_a_problem_reads_as_a_sentence() -> None:
    assert str(Problem(3, 1, "There is no “x” here.", "y")) == "Line 3: There is no “x” here. Perhaps “y” was meant."


@given(st.text(st.sampled_from("{}%[]#@|*~>\n 1.ab_'\"-<"), max_size=80))
@settings(deadline=None)
def test_no_text_is_too_odd_to_be_checked(text: str) -> None:
    for one in check(text):
        assert one.reason
