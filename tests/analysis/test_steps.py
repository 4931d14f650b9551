"""Tests of the steps' words."""

from __future__ import annotations

import pytest

from slawizard.analysis.steps import Figure, Step, in_currency, money, percent, plain
from tests.agreements.quantities import d


def test_a_long_figure_is_cut_and_never_rounded() -> None:
    assert Figure(d("99.8999536"), "percent").words() == "99.899953…\u00a0%"
    assert Figure(d("0.9999999"), "hours").words() == "0.999999…\u00a0hours"


def test_long_money_keeps_its_currency_in_front() -> None:
    assert money(d("27.7777777"), "EUR").words() == "EUR\u00a027.777777…"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (plain(d("1200")), "1,200"),
        (percent(d("10")), "10\u00a0%"),
        (money(d("5"), "EUR"), "EUR\u00a05.00"),
        (Figure(d("1"), "hours"), "1\u00a0hour"),
    ],
)
def test_a_figure_reads_with_its_unit(figure: Figure, words: str) -> None:
    assert figure.words() == words


def test_a_step_sets_its_figures_into_the_sentence() -> None:
    assert Step("{} of {}.", (percent(d("10")), "the fee")).words() == "10\u00a0% of the fee."


def test_a_cut_figure_at_the_end_takes_the_full_stop() -> None:
    assert Step("It is {}.", (money(d("1.23456789"), "EUR"),)).words() == "It is EUR\u00a01.234567…"


def test_a_figure_with_more_digits_than_are_calculated_with_is_shown() -> None:
    assert Figure(d("9" * 40), "money", "EUR").words().count("9") == 40


def test_money_without_a_currency_is_a_bare_number_until_it_gets_one() -> None:
    step = Step("{} at {} each.", (Figure(d("2"), "hours"), money(d("6.1"), "")))
    assert step.words() == "2\u00a0hours at 6.1 each."
    (told,) = in_currency([step], "GBP")
    assert told.words() == "2\u00a0hours at GBP\u00a06.10 each."
    assert in_currency([told], "EUR") == (told,)
