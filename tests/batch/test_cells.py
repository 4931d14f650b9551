"""Cells as texts that leave nothing open."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from slawizard.agreement.quantities import Duration, Money
from slawizard.batch.cells import ColumnReader
from slawizard.tables.answers import Answers, Topic
from slawizard.tables.cells import Cell


def texts(kinds: tuple[object, ...], *cells: Cell, answers: Answers | None = None) -> list[str]:
    """The cells as one column."""
    reader = ColumnReader("Column", kinds)
    for cell in cells:
        reader.take(cell)
    assert reader.settle(answers or Answers())[1] is None
    return [reader.text(cell) for cell in cells]


def test_a_column_of_dates_is_read_in_one_order() -> None:
    assert texts((dt.date,), "03/04/2027", "25/04/2027") == ["2027-04-03", "2027-04-25"]


def test_a_column_of_dates_that_can_mean_two_things_is_asked_about() -> None:
    reader = ColumnReader("Start", (dt.date, type(None)))
    reader.take("03/04/2027")
    question = reader.settle(Answers())[1]

    assert question is not None
    assert question.topic == Topic.DATES


def test_the_answer_settles_the_order() -> None:
    assert texts((dt.date,), "03/04/2027", answers=Answers(dates="mdy")) == ["2027-03-04"]


def test_a_column_of_amounts_is_read_with_one_decimal_sign() -> None:
    assert texts((Money,), "€ 1.200", "3,50 EUR", "7.250,00") == ["€ 1200", "3.5 EUR", "7250"]


def test_an_amount_that_can_mean_two_things_is_asked_about() -> None:
    reader = ColumnReader("Fee", (Money,))
    reader.take("EUR 1.200")
    question = reader.settle(Answers())[1]

    assert question is not None
    assert question.topic == Topic.DECIMAL


def test_a_percent_sign_is_left_out_where_a_number_is_wanted() -> None:
    assert texts((Decimal,), "99,95 %", "99.5%", answers=Answers(decimal=",")) == ["99.95", "99.5%"]


@pytest.mark.parametrize(
    ("kinds", "cell", "text"),
    [
        ((Decimal,), 99.95, "99.95"),
        ((Decimal,), 0.125, "0.1250"),
        ((int,), 12.0, "12"),
        ((Money,), 1200, "1200"),
        ((dt.date,), dt.datetime(2027, 4, 1, 0, 0), "2027-04-01"),
        ((dt.date,), dt.date(2027, 4, 1), "2027-04-01"),
        ((dt.time,), dt.time(8, 30), "08:30"),
        ((str,), dt.datetime(2027, 4, 1, 0, 0), "2027-04-01"),
        ((str,), 4711.0, "4711"),
        ((bool,), True, "yes"),
        ((Duration,), dt.timedelta(hours=4), "240 min"),
        ((str,), "  plain\u00a0", "plain"),
    ],
)
def test_a_typed_cell_says_what_it_holds(kinds: tuple[object, ...], cell: Cell, text: str) -> None:
    assert texts(kinds, cell) == [text]
