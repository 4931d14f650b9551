"""What people type is read with one meaning, or refused with both."""

import datetime as dt
import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.entry import (
    entry_money,
    entry_number,
    entry_percent,
    read_line,
    read_lines,
    read_money,
    read_number,
    read_percent,
    read_prose,
    read_whole,
)
from slawizard.agreement.entry_levels import entry_quantity, read_quantity
from slawizard.agreement.quantities import Money
from slawizard.agreement.units import UNITS
from slawizard.errors import EntryError

LANGUAGES = ("en_GB", "en_US", "de_DE", "nl_NL", "fr_FR", "pl_PL", "de_CH", "sv_SE", "ar_EG", "ja_JP")
languages = st.sampled_from(LANGUAGES)
numbers = st.decimals(min_value=0, max_value=10**9, places=4, allow_nan=False).map(lambda number: Decimal(number))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("99,9", "99.9"),
        ("99.9", "99.9"),
        ("1 200", "1200"),
        ("1\u202f200,50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1,200.50", "1200.50"),
        ("1'200.50", "1200.50"),
        ("1,200,000", "1200000"),
        ("12,00,000", "1200000"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        (".5", "0.5"),
        ("007", "7"),
    ],
)
def test_a_number_with_one_meaning_is_taken(typed: str, meant: str) -> None:
    assert read_number(typed, "en_GB") == Decimal(meant)


@pytest.mark.parametrize(("typed", "readings"), [("1,000", ("1000", "1")), ("1.250", ("1250", "1.25"))])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_may_be_thousands_or_decimals_is_refused_with_both_readings(
    typed: str, readings: tuple[str, str], language: str
) -> None:
    with pytest.raises(EntryError) as refusal:
        read_number(typed, language)

    assert all(reading in refusal.value.what.replace(",", ".") for reading in readings)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "1e3", "١٢", "９９", "1..2", "1,2,3", "12 34", "5.", "--5", "30/360", "½", "1,200,50", "∞", "NaN"],
)
def test_what_is_no_number_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(EntryError) as refusal:
        read_number(typed, "en_GB")

    assert refusal.value.what.endswith(".")


def test_a_number_longer_than_any_agreement_needs_is_refused() -> None:
    with pytest.raises(EntryError):
        read_number("1" * 16, "en_GB")
    with pytest.raises(EntryError):
        read_number("0." + "1" * 11, "en_GB")


def test_a_negative_number_is_taken_only_where_the_field_allows_it() -> None:
    assert read_number("−5", "en_GB", least=None) == -5
    with pytest.raises(EntryError, match="0 or more"):
        read_number("-5", "en_GB")


def test_a_whole_number_has_no_decimals_and_so_no_second_meaning() -> None:
    assert read_whole("1,500", "en_GB") == 1500
    with pytest.raises(EntryError, match="whole"):
        read_whole("1.5", "en_GB")
    with pytest.raises(EntryError, match="between 1 and 28"):
        read_whole("29", "en_GB", least=1, most=28)


def test_a_percentage_beyond_the_fields_bounds_is_not_a_reading() -> None:
    assert read_percent("99.950", "en_GB") == Decimal("99.95")
    assert read_percent("99,9 %", "en_GB") == Decimal("99.9")
    assert read_percent("5 percent", "en_GB") == 5
    with pytest.raises(EntryError, match="between 0 and 100"):
        read_percent("100.1", "en_GB")
    with pytest.raises(EntryError, match="could mean"):
        read_percent("1.000", "en_GB", most=Decimal(1000))
    with pytest.raises(EntryError, match="thousand"):
        read_percent("3 ‰", "en_GB")


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("€ 1,200", "en_GB", Money(Decimal(1200), "EUR")),
        ("1.200,50 €", "de_DE", Money(Decimal("1200.50"), "EUR")),
        ("1.200 €", "de_DE", Money(Decimal(1200), "EUR")),
        ("GBP 5", "en_GB", Money(Decimal(5), "GBP")),
        ("5 gbp", "en_GB", Money(Decimal(5), "GBP")),
        ("12.50", "en_GB", Money(Decimal("12.50"), "CHF")),
        ("¥ 1,200", "ja_JP", Money(Decimal(1200), "JPY")),
    ],
)
def test_money_is_taken_with_its_sign_or_code_on_either_side(typed: str, language: str, meant: Money) -> None:
    currency = {"JPY": "JPY"}.get(meant.currency, "CHF")

    assert read_money(typed, currency, language) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("€ 1.200", "could mean"),
        ("$ 5", "several currencies"),
        ("5 quatloos", "not a currency"),
        ("EUR", "not an amount"),
        ("EUR 5 EUR", "not an amount"),
        ("-5 €", "0 or more"),
    ],
)
def test_doubtful_money_is_refused_with_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_money(typed, "EUR", "en_GB")


def test_a_sign_of_several_currencies_is_the_agreements_own_where_that_is_one_of_them() -> None:
    assert read_money("$ 5", "CAD", "en_CA") == Money(Decimal(5), "CAD")


def test_a_name_with_an_invisible_or_turning_character_is_refused_and_names_the_field() -> None:
    for character in "\u202e\u200b\u2066\ufeff\u00ad\u3164":
        with pytest.raises(EntryError) as refusal:
            read_line(f"Ac{character}me", "Legal name")
        assert refusal.value.where == "Legal name"
        assert f"U+{ord(character):04X}" in refusal.value.what


def test_a_figure_with_an_invisible_character_is_refused() -> None:
    with pytest.raises(EntryError, match=r"U\+202E"):
        read_percent("\u202e05", "en_GB")


def test_prose_keeps_its_lines_and_its_marks_of_direction_but_no_control_characters() -> None:
    assert read_prose("one\r\ntwo\tthree\u200f ", "Purpose") == "one\ntwo three\u200f"
    with pytest.raises(EntryError) as refusal:
        read_prose("a\x07b", "Purpose")
    assert refusal.value.where == "Purpose"
    for character in "\ud800\ufffe\ue000":
        with pytest.raises(EntryError):
            read_prose(f"a{character}b", "Purpose")


def test_a_line_has_no_line_break_and_a_list_drops_empty_lines() -> None:
    with pytest.raises(EntryError, match="one line"):
        read_line("a\nb", "Name")
    assert read_lines("a\n\n b \n", "Sites") == ("a", "b")


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("99,9", "percent", "99.9"),
        ("1h30", "minutes", "90"),
        ("15 min", "hours", "0.25"),
        ("15", "minutes", "15"),
        ("2 s", "milliseconds", "2000"),
        ("250 ms", "milliseconds", "250"),
        ("2 working days", "working_days", "2"),
        ("-5 °C", "celsius", "-5"),
        ("120 req/s", "per_second", "120"),
        ("3", "count", "3"),
        ("4.4 pts", "score", "4.4"),
        ("EUR 5", "money", "5"),
        ("3 tickets", "tickets", "3"),
    ],
)
def test_a_value_of_a_service_level_is_read_in_its_unit(typed: str, unit: str, meant: str) -> None:
    assert read_quantity(typed, unit, "en_GB", currency="EUR") == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "unit", "words"),
    [
        ("2 months", "hours", "Type it in hours"),
        ("2 h", "service_hours", "Type it in service hours"),
        ("2 m", "minutes", "could mean"),
        ("USD 5", "money", "EUR"),
        ("101", "percent", "between 0 and 100"),
    ],
)
def test_a_value_in_a_unit_that_cannot_be_converted_is_refused(typed: str, unit: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_quantity(typed, unit, "en_GB", currency="EUR")


def test_a_long_number_is_parted_so_that_it_can_be_read() -> None:
    assert entry_number(Decimal(3000000)) == "3\u202f000\u202f000"
    assert entry_number(Decimal(1200)) == "1200"
    assert entry_money(Money(Decimal("12345.5"), "EUR")) == "EUR 12\u202f345.50"


@given(numbers, languages)
def test_every_number_written_for_a_field_reads_back_the_same(number: Decimal, language: str) -> None:
    assert read_number(entry_number(number, language), language) == number


@given(st.decimals(min_value=0, max_value=100, places=5), languages)
def test_every_percentage_written_for_a_field_reads_back_the_same(percent: Decimal, language: str) -> None:
    assert read_percent(entry_percent(percent, language), language) == percent


@given(numbers, st.sampled_from(("EUR", "USD", "JPY", "KWD", "SEK")), languages)
def test_all_money_written_for_a_field_reads_back_the_same(amount: Decimal, currency: str, language: str) -> None:
    money = Money(amount, currency)

    assert read_money(entry_money(money, language), "GBP", language) == money


@given(st.decimals(min_value=0, max_value=100, places=3), st.sampled_from((*UNITS, "tickets")), languages)
def test_every_value_of_a_service_level_reads_back_the_same(number: Decimal, unit: str, language: str) -> None:
    shown = entry_quantity(number, unit, language, currency="EUR")

    assert read_quantity(shown, unit, language, currency="EUR") == number


@given(st.text(max_size=12), languages)
def test_nothing_that_is_read_is_ever_a_float_and_every_refusal_is_a_sentence(text: str, language: str) -> None:
    readers = (
        lambda: read_number(text, language, least=None),
        lambda: read_percent(text, language),
        lambda: read_money(text, "EUR", language).amount,
        lambda: read_quantity(text, "minutes", language),
    )
    results = [_value_or_refusal(reader) for reader in readers]

    assert all(isinstance(result, Decimal | str) for result in results)
    assert all(result.is_finite() if isinstance(result, Decimal) else result[-1:] in ".?" for result in results)


def _value_or_refusal(reader: Callable[[], Decimal]) -> Decimal | str:
    try:
        return reader()
    except EntryError as refusal:
        return refusal.what


@given(st.from_regex(r"[0-9]{1,3}[.,][0-9]{3}", fullmatch=True), languages)
def test_a_figure_with_two_possible_readings_is_never_taken(text: str, language: str) -> None:
    if text.startswith("0"):
        assert read_number(text, language) == Decimal(text.replace(",", "."))
    else:
        with pytest.raises(EntryError):
            read_number(text, language)


def test_a_date_is_no_number() -> None:
    with pytest.raises(EntryError):
        read_number(dt.date(2027, 3, 1).isoformat(), "en_GB")


@pytest.mark.parametrize("text", ["word " * 200_000, "wórd\u00a0" * 200_000])
def test_a_very_long_text_is_read_between_two_keys(text: str) -> None:
    began = time.process_time()

    assert read_prose(text) == text.strip()
    assert time.process_time() - began < 0.9
