"""Lists become prose."""

from __future__ import annotations

from slawizard.clauses.filters import FILTERS, capital, choice, series, several


def test_a_series_joins_with_and() -> None:
    assert [series([]), series(["a"]), series(["a", "b"]), series(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_choice_joins_with_or() -> None:
    assert choice(["a", "b", "c"]) == "a, b or c"


def test_capital_begins_a_sentence() -> None:
    assert capital("at most 5 %") == "At most 5 %"


def test_several_is_more_than_one() -> None:
    assert [several([]), several(["a"]), several(["a", "b"])] == [False, False, True]


def test_templates_have_these_filters_and_no_other() -> None:
    assert sorted(FILTERS) == ["capital", "choice", "series", "several"]
