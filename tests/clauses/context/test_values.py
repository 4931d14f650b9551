"""Fields become words that know where they came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.quantities import Duration, Money, TimeUnit
from slawizard.clauses.context.values import ContextValue, Writer, field_name, make_anchors
from slawizard.document.marks import MarkedValue, take_values

WRITE = Writer("en", "EUR")


def seen(value: str) -> MarkedValue:
    (found,) = take_values(value)[1]
    return found


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (WRITE.percent(Decimal("99.90"), "p"), "99.9\u00a0%"),
        (WRITE.money(Money(Decimal("1200"), "GBP"), "p"), "GBP\u00a01,200.00"),
        (WRITE.sum(Decimal("5"), "p"), "EUR\u00a05.00"),
        (WRITE.date(dt.date(2027, 3, 1), "p"), "1 March 2027"),
        (WRITE.duration(Duration(Decimal(4), TimeUnit.HOURS), "p"), "4\u00a0hours"),
        (WRITE.quantity(Decimal(30), "milliseconds", "p"), "30\u00a0milliseconds"),
        (WRITE.number(12000, "p"), "12,000"),
        (WRITE.text("a\nb", "p"), "a\nb"),
        (WRITE.line("a\nb,\n c", "p"), "a, b, c"),
        (WRITE.phrase("one of them.", "p"), "one of them"),
        (WRITE.phrase("and so on...", "p"), "and so on..."),
        (WRITE.sentence("It is", "p"), "It is."),
        (WRITE.sentence("Is it?", "p"), "Is it?"),
    ],
)
def test_a_field_becomes_words_with_its_path(value: ContextValue, words: str) -> None:
    assert (seen(value).text, seen(value).path, seen(value).missing, bool(value)) == (words, "p", False, True)


@pytest.mark.parametrize(
    "make",
    [
        lambda: WRITE.percent(None, "a.start_date"),
        lambda: WRITE.money(None, "a.start_date"),
        lambda: WRITE.sum(None, "a.start_date"),
        lambda: WRITE.date(None, "a.start_date"),
        lambda: WRITE.duration(None, "a.start_date"),
        lambda: WRITE.quantity(None, "percent", "a.start_date"),
        lambda: WRITE.number(None, "a.start_date"),
        lambda: WRITE.text(" ", "a.start_date"),
        lambda: WRITE.words("", "a.start_date"),
    ],
)
def test_an_empty_field_is_false_and_prints_its_name(make: Callable[[], ContextValue]) -> None:
    value = make()
    assert not value
    assert (seen(value).text, seen(value).missing) == ("[start date]", True)


def test_a_hint_says_better_what_is_missing() -> None:
    assert seen(WRITE.text("", "frame.start", "first day")).text == "[first day]"


def test_an_optional_field_prints_nothing_when_empty() -> None:
    value = WRITE.optional("", "p")
    assert not value
    assert str(value) == ""
    assert seen(WRITE.optional("x", "p")).text == "x"


def test_list_items_carry_their_own_paths() -> None:
    assert [seen(one).path for one in WRITE.texts(("a", "b"), "p")] == ["p.0", "p.1"]
    assert [seen(one).text for one in WRITE.phrases(("a.", "b;"), "p")] == ["a", "b"]
    assert [seen(one).text for one in WRITE.sentences(("a", "b."), "p")] == ["a.", "b."]


def test_only_the_programs_own_words_may_be_capitalised() -> None:
    assert seen(WRITE.words("each month", "p")).own
    assert seen(WRITE.duration(Duration(Decimal(1), TimeUnit.DAYS), "p")).own
    assert not seen(WRITE.text("each month", "p")).own


def test_a_fields_name_is_the_last_word_of_its_path() -> None:
    assert field_name("metrics.levels.0.report_within") == "report within"
    assert field_name("frame.precedence.0") == "precedence"


@given(st.lists(st.text(max_size=8), max_size=8))
def test_anchors_are_safe_and_no_two_are_the_same(ids: list[str]) -> None:
    anchors = make_anchors(ids)
    assert len(set(anchors)) == len(ids)
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in anchors)
