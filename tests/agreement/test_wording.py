"""Tests of quantities in words."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, Duration, HoursCalendar, HoursSpan, Money, Weekday
from slawizard.agreement.wording import (
    calendar_words,
    date_words,
    days_words,
    duration_words,
    join_words,
    money_words,
    number_words,
    percent_words,
    quantity_words,
    region_words,
    span_words,
)
from tests.agreements.quantities import d, days, hours, service_hours, working_days

NBSP = "\u00a0"


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("number", "words"),
    [("1200.5", "1,200.5"), ("99.90", "99.9"), ("100", "100"), ("1E+3", "1,000"), ("0.0001", "0.0001"), ("-3", "-3")],
)
def test_a_number_keeps_every_digit_that_counts(number: str, words: str) -> None:
    assert number_words(d(number)) == words


@given(st.decimals(-(10**9), 10**9, places=4))
def test_a_number_in_words_can_be_read_back(number: Decimal) -> None:
    assert Decimal(number_words(number).replace(",", "")) == number


def test_a_comma_is_written_where_the_language_has_one() -> None:
    assert number_words(d("1200.5"), "de") == "1.200,5"


def test_a_percentage_never_parts_from_its_sign() -> None:
    assert percent_words(d("99.95")) == f"99.95{NBSP}%"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (hours(1), "1 hour"),
        (hours(4), "4 hours"),
        (working_days(1), "1 Working Day"),
        (service_hours(8), "8 service hours"),
        (days(0), "0 days"),
    ],
)
def test_a_duration_is_one_or_many(duration: Duration, words: str) -> None:
    assert _plain(duration_words(duration)) == words


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(d("1200"), "EUR"), "EUR 1,200.00"),
        (Money(d("5"), "JPY"), "JPY 5"),
        (Money(d("0.125"), "GBP"), "GBP 0.125"),
    ],
)
def test_money_has_its_code_in_front_and_its_minor_unit(money: Money, words: str) -> None:
    assert _plain(money_words(money)) == words


def test_a_date_has_its_month_in_words() -> None:
    assert date_words(dt.date(2027, 3, 1)) == "1 March 2027"


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        ("99.9", "percent", "99.9 %"),
        ("1", "minutes", "1 minute"),
        ("30", "milliseconds", "30 milliseconds"),
        ("2", "count", "2"),
        ("27", "celsius", "27 °C"),
        ("3", "pallets", "3 pallets"),
        ("5", "money", "EUR 5.00"),
    ],
)
def test_a_value_is_written_in_its_unit(number: str, unit: str, words: str) -> None:
    assert _plain(quantity_words(d(number), unit, currency="EUR")) == words


@pytest.mark.parametrize(
    ("days_open", "words"),
    [
        (WORKWEEK, "Monday to Friday"),
        (WEEKDAYS, "every day"),
        ((Weekday.SUN, Weekday.SAT), "Saturday and Sunday"),
        ((Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.FRI), "Monday to Wednesday and Friday"),
        ((Weekday.THU,), "Thursday"),
        ((), ""),
    ],
)
def test_runs_of_weekdays_are_joined(days_open: tuple[Weekday, ...], words: str) -> None:
    assert days_words(days_open) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (dt.time(9), dt.time(17, 30), "Monday to Friday, 09:00 to 17:30"),
        (dt.time(18), dt.time(0), "Monday to Friday, 18:00 to 24:00"),
        (dt.time(22), dt.time(6), "Monday to Friday, 22:00 to 06:00 on the next day"),
        (dt.time(0), dt.time(0), "Monday to Friday, all day"),
    ],
)
def test_hours_say_when_they_run_into_the_next_day(start: dt.time, end: dt.time, words: str) -> None:
    assert span_words(HoursSpan(WORKWEEK, start, end)) == words


def test_a_calendar_names_its_zone_and_what_it_leaves_out() -> None:
    office = HoursCalendar(
        "x", "Office", "Europe/Berlin", (HoursSpan(),), holidays_of="DE-BE", own_holidays=(dt.date(2027, 12, 24),)
    )
    words = calendar_words(office)
    assert words.startswith("Monday to Friday, 09:00 to 17:00 (Europe/Berlin)")
    assert "public holidays in Berlin (Germany)" in words
    assert words.endswith("24 December 2027")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("IE", "Ireland"),
        ("US", "the United States"),
        ("nl", "the Netherlands"),
        ("GB-ENG", "England (United Kingdom)"),
        ("US-CA", "California (United States)"),
        ("TT", "Trinidad and Tobago"),
        ("DE-QQ", "QQ (Germany)"),
        ("AQ-1", "1 (Antarctica)"),
        ("QQ", "QQ"),
        ("", ""),
    ],
)
def test_a_region_is_named_as_in_a_sentence(code: str, words: str) -> None:
    assert region_words(code) == words


def test_hours_without_a_break_are_said_in_one_phrase() -> None:
    always = HoursCalendar("x", spans=(HoursSpan(WEEKDAYS, dt.time(0), dt.time(0)),))
    assert calendar_words(always) == "24 hours a day, every day of the year"


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_prose(words: list[str], joined: str) -> None:
    assert join_words(words) == joined
