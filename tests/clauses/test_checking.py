"""A clause's text is checked as a whole: each problem with line, column, reason and what was perhaps meant."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.clauses.catalogue import list_clauses
from slawizard.clauses.checking import MOST_PROBLEMS, check_text
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


def told(text: str) -> list[tuple[int, int, str]]:
    """Line, column and the beginning of the reason of all that is found."""
    return [(one.line, one.column, one.reason) for one in check(text)]


def test_a_tag_that_cannot_be_read_hides_nothing_else_that_is_wrong() -> None:
    text = "One {{ provder.name }}.\n\n{% if claim.within %}\n\nTwo {{ claim. }}, {{ x y }}\n\n# Heading\n\n<b>x</b>"
    assert told(text) == [
        (1, 8, "There is no “provder” here."),
        (3, 1, "“{% if claim.within %}” cannot be read: there is no “endif” for it."),
        (5, 5, "“{{ claim. }}” cannot be read: a name is missing after the dot."),
        (5, 19, "“{{ x y }}” cannot be read: “y” does not fit there."),
        (7, 0, "A heading has no place inside a clause; its title is in the front matter."),
        (9, 0, "HTML has no place in a clause."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% iff a %}x{% endif %}", ["there is no “iff”", "There is no “a” here"]),
        ("{% for x of levels %}{{ x.name }}{% endfor %}", ["a loop is written “for item in list”"]),
        ("x{% endfor %}\n{% else %}", ["no “for” is open here", "no “if” is open here"]),
        ("{% if provider.name %}{% else %}{% else %}{% endif %}", ["an “else” stands before it already"]),
        ("{% if provider.name %}{% for x in levels %}y{% endif %}", ["there is no “endfor” for it"]),
        ("{% if provider.name %}x{% endif now %}", ["nothing can stand after “endif”"]),
        ("{{ provider.name\n\n{{ customer.nmae }}", ["never closed by “}}”", "There is no “nmae” here"]),
        ("{# x\n\n{{ a b }}", ["never closed by “#}”", "“b” does not fit there"]),
        ("{{ }} {{ a ? }} {{ (a }} {{ not }}", ["nothing stands", "“?” means nothing", "“)” is missing", "its end is"]),
        ("{% set x = 1 %}{{ x }}{{ y }}{{ y|serie }}", ["“assign”", "“serie”", "“y”"]),
        (
            "- x\n\n1. a\n   1. b\n      1. c\n\n@foo\n\n@signature\n\nx",
            ["bullets", "two levels", "no mark", "right above"],
        ),
    ],
)
def test_every_mistake_of_a_text_is_told(text: str, expected: list[str]) -> None:
    reasons = [one.reason for one in check(text)]
    assert len(reasons) == len(expected), reasons
    for words in expected:
        assert any(words in reason for reason in reasons), (words, reasons)


def test_a_misspelt_tag_is_told_with_the_one_that_was_meant_and_its_end_counts() -> None:
    (found,) = check("{% fro x in levels %}{{ x.name }}{% endfro %}{% endfor %}")[:1]
    assert found.suggestion == "for"


def test_a_title_tells_all_that_is_wrong_with_it() -> None:
    found = check("One.", "{{ a b }} {{ provder.name }}")
    assert [one.reason.removeprefix("In the title: ")[:20] for one in found] == [
        "“{{ a b }}” cannot b",
        "There is no “provder",
    ]


def test_what_cannot_be_seen_is_warned_of_with_line_and_character() -> None:
    found = check("One.\n\nPay \u202e%05 or\u200b less.", "Fees\u2066")
    assert [(one.line, one.column, one.is_warning) for one in found] == [(0, 0, True), (3, 5, True), (3, 12, True)]
    assert "right-to-left override (U+202E)" in found[1].reason
    assert str(found[1]).startswith("Warning: Line 3: ")


@pytest.mark.parametrize(
    "text", ["Rain \U0001f468\u200d\U0001f469\u200d\U0001f467", "نامه\u200cای", "Naïve café — “ok”"]
)
def test_what_shapes_the_letters_of_a_writing_is_no_problem(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    ("char", "number"), [("\x07", "U+0007"), ("\ufffe", "U+FFFE"), ("\x85", "U+0085"), ("\ufffd", "U+FFFD")]
)
def test_what_no_file_can_hold_is_an_error_with_its_line(char: str, number: str) -> None:
    (found,) = check(f"One.\n\nTwo {char}.")
    assert (found.line, found.is_warning, number in found.reason) == (3, False, True)


def test_a_brace_that_would_be_printed_is_warned_of() -> None:
    found = check("Within {claim.within} of }} {{ claim.anchor }}.")
    assert [(one.column, one.is_warning) for one in found] == [(8, True), (21, True), (26, True)]


def test_a_text_with_a_thousand_mistakes_tells_fifty_and_how_many_more() -> None:
    found = check("\n\n".join(["{{ a b }}"] * 1000))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1].reason == "There are 950 more; mend these first."


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
