"""Figures, dates and words by language, with nothing rounded on the way."""

from __future__ import annotations

import datetime as dt
import locale
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.i18n import Plural, _, babel_locale, format_date, format_money, format_number, interface_locale

VARIABLES = ("LC_ALL", "LC_NUMERIC", "LANG")


@pytest.mark.parametrize(
    ("given_locale", "expected"),
    [("de_DE.UTF-8", "de_DE"), ("nl_NL@euro", "nl_NL"), ("fr", "fr"), ("xx_nonsense", "en_GB")],
)
def test_the_locale_of_the_person_is_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, given_locale: str, expected: str
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", given_locale)
    assert interface_locale() == expected


def test_the_stronger_variable_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert interface_locale() == "nl_NL"


def test_a_bare_environment_reads_as_british_english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(locale, "getlocale", lambda: (None, None))
    assert interface_locale() == "en_GB"


def test_words_without_a_translation_stay_as_they_are() -> None:
    assert _("Objectives") == "Objectives"


@pytest.mark.parametrize(("count", "words"), [(0, "0 caps"), (1, "1 cap"), (2, "2 caps")])
def test_one_and_many_have_their_own_words(count: int, words: str) -> None:
    assert Plural("{count} cap", "{count} caps").of(count) == words


@pytest.mark.parametrize(
    ("tag", "expected"), [("en", "en_GB"), ("en-US", "en_US"), ("de", "de"), ("no such", "en_GB"), ("", "en_GB")]
)
def test_a_language_tag_is_understood_or_read_as_british_english(tag: str, expected: str) -> None:
    assert babel_locale(tag) == expected


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        ("99.90", "en", "99.9"),
        ("1234567.5", "en", "1,234,567.5"),
        ("1234567.5", "de", "1.234.567,5"),
        ("0", "en", "0"),
        ("1E+3", "en", "1,000"),
        ("-0.000000000001", "en", "-0.000000000001"),
        ("999999999999999.123456789012", "en", "999,999,999,999,999.123456789012"),
    ],
)
def test_a_number_is_written_with_every_digit(number: str, language: str, written: str) -> None:
    assert format_number(Decimal(number), language) == written


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(0, 12))
def test_no_digit_of_a_figure_a_draft_can_hold_is_lost(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert Decimal(re.sub(",", "", format_number(number, "en"))) == number


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [("1200", "EUR", "EUR\u00a01,200.00"), ("1200", "JPY", "JPY\u00a01,200"), ("0.125", "USD", "USD\u00a00.125")],
)
def test_money_has_its_code_and_at_least_its_minor_unit(amount: str, currency: str, written: str) -> None:
    assert format_money(Decimal(amount), currency, "en") == written


def test_a_date_has_its_month_in_words() -> None:
    assert format_date(dt.date(2027, 3, 1), "en") == "1 March 2027"
    assert format_date(dt.date(2027, 3, 1), "de") == "1 März 2027"
