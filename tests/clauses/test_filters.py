"""Lists become prose."""

from __future__ import annotations

from slawizard.clauses.context.values import Writer
from slawizard.clauses.filters import FILTERS, capital, choice, series, several, wanted


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
    assert sorted(FILTERS) == ["capital", "choice", "series", "several", "wanted"]


def test_what_was_left_out_on_purpose_is_not_wanted_and_what_is_still_open_is() -> None:
    write = Writer("en", "EUR", ("frame.provider", "frame.courts"))
    paths = ("frame.courts", "frame.provider.address", "frame.governing_law", "frame.provider2")
    assert [wanted(write.text("", path)) for path in paths] == [False, False, True, True]
    assert wanted(write.text("Dublin", "frame.courts"))
