"""Durations, dates and times of day are read with one meaning, or refused with both."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.entry_time import (
    entry_date,
    entry_duration,
    entry_time,
    read_date,
    read_dates,
    read_duration,
    read_time,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.errors import EntryError

LANGUAGES = ("en_GB", "en_US", "de_DE", "nl_NL", "fr_FR", "pl_PL", "es_ES", "pt_BR", "cs_CZ", "ja_JP", "vi_VN", "ar_EG")
languages = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [
        ("4h", "4", TimeUnit.HOURS),
        ("1h30", "90", TimeUnit.MINUTES),
        ("1h30m", "90", TimeUnit.MINUTES),
        ("1 hour and 30 minutes", "90", TimeUnit.MINUTES),
        ("2 working days", "2", TimeUnit.WORKING_DAYS),
        ("2 business days", "2", TimeUnit.WORKING_DAYS),
        ("4 service hours", "4", TimeUnit.SERVICE_HOURS),
        ("15 min", "15", TimeUnit.MINUTES),
        ("15 min.", "15", TimeUnit.MINUTES),
        ("1 d 4 h", "28", TimeUnit.HOURS),
        ("1,5 h", "1.5", TimeUnit.HOURS),
        ("1 year 6 months", "18", TimeUnit.MONTHS),
        ("12 mo", "12", TimeUnit.MONTHS),
        ("4:00:00", "4", TimeUnit.HOURS),
        ("0:00:30", "30", TimeUnit.SECONDS),
        ("1 200 s", "1200", TimeUnit.SECONDS),
    ],
)
def test_a_length_of_time_with_one_meaning_is_taken(typed: str, amount: str, unit: TimeUnit) -> None:
    assert read_duration(typed, "en_GB") == Duration(Decimal(amount), unit)


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("2 Tage", "de_DE", Duration(Decimal(2), TimeUnit.DAYS)),
        ("3 Std.", "de_DE", Duration(Decimal(3), TimeUnit.HOURS)),
        ("2 jours", "fr_FR", Duration(Decimal(2), TimeUnit.DAYS)),
        ("4 uur", "nl_NL", Duration(Decimal(4), TimeUnit.HOURS)),
    ],
)
def test_units_are_taken_in_the_interfaces_language_too(typed: str, language: str, meant: Duration) -> None:
    assert read_duration(typed, language) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("4 m", "4 min.*4 months"),
        ("1:30", "1 h 30 min.*1 min 30 s"),
        ("1.000 h", "1000 or 1"),
        ("4", "4 of what"),
        ("4 fortnights", "not a unit"),
        ("soon", "not a length"),
        ("30/360", "not a length"),
        ("1 month 2 days", "cannot be added"),
        ("30 min 1 h", "cannot be added"),
        ("1.5 months", "no fixed length"),
        ("-4 h", "not a length"),
        ("", "not a length"),
    ],
)
def test_a_doubtful_length_of_time_is_refused_with_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_duration(typed, "en_GB", field="Respond within")


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("2027-03-04", "en_GB"),
        ("2027/3/4", "en_US"),
        ("4 March 2027", "en_GB"),
        ("4 mar 2027", "en_GB"),
        ("4th of March 2027", "en_GB"),
        ("March 4, 2027", "en_US"),
        ("4. März 2027", "de_DE"),
        ("04.03.2027", "de_DE"),
        ("4 mars 2027", "fr_FR"),
        ("4 de março de 2027", "pt_BR"),
    ],
)
def test_a_date_with_one_meaning_is_taken(typed: str, language: str) -> None:
    assert read_date(typed, language) == dt.date(2027, 3, 4)


def test_a_date_whose_order_cannot_be_doubted_is_taken() -> None:
    assert read_date("25/12/2027", "en_US") == read_date("12/25/2027", "en_GB") == dt.date(2027, 12, 25)
    assert read_date("03/03/2027", "en_GB") == dt.date(2027, 3, 3)


@pytest.mark.parametrize("language", ["en_GB", "en_US", "fr_FR"])
@pytest.mark.parametrize("typed", ["03/04/2027", "3-4-2027"])
def test_a_date_whose_order_can_be_doubted_is_refused_with_both_readings(typed: str, language: str) -> None:
    with pytest.raises(EntryError) as refusal:
        read_date(typed, language)

    assert entry_date(dt.date(2027, 4, 3), language) in refusal.value.what
    assert entry_date(dt.date(2027, 3, 4), language) in refusal.value.what


def test_a_dotted_date_is_refused_where_dates_are_not_written_so() -> None:
    with pytest.raises(EntryError, match="could mean"):
        read_date("03.04.2027", "en_US")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3 March 27", "year in full"),
        ("30 February 2027", "28 days"),
        ("3 Smarch 2027", "not a month"),
        ("tomorrow", "not a date"),
        ("2027-13-01", "no month 13"),
        ("1 March 0027", "cannot be meant"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_date(typed, "en_GB")


def test_dates_are_read_one_a_line() -> None:
    assert read_dates("2027-12-24\n\n31 December 2027", "en_GB") == (dt.date(2027, 12, 24), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", dt.time(9)),
        ("09:00", dt.time(9)),
        ("9.30", dt.time(9, 30)),
        ("0930", dt.time(9, 30)),
        ("17h30", dt.time(17, 30)),
        ("5:30 pm", dt.time(17, 30)),
        ("12:30 am", dt.time(0, 30)),
        ("noon", dt.time(12)),
    ],
)
def test_a_time_of_day_is_taken(typed: str, meant: dt.time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize(
    ("typed", "words"), [("12 am", "midnight.*noon"), ("25:00", "00:00 to"), ("nine", "not a time")]
)
def test_a_doubtful_time_of_day_is_refused(typed: str, words: str) -> None:
    with pytest.raises(EntryError, match=words):
        read_time(typed)


def test_the_end_of_the_day_is_24_00_and_only_an_end() -> None:
    assert read_time("24:00", is_end=True) == dt.time(0)
    with pytest.raises(EntryError):
        read_time("24:00")


amounts = st.decimals(min_value=0, max_value=10**6, places=3)
durations = st.one_of(
    st.builds(
        Duration, amounts, st.sampled_from([unit for unit in TimeUnit if unit not in (TimeUnit.MONTHS, TimeUnit.YEARS)])
    ),
    st.builds(Duration, st.integers(0, 600).map(Decimal), st.sampled_from((TimeUnit.MONTHS, TimeUnit.YEARS))),
)


@given(durations, languages)
def test_every_duration_written_for_a_field_reads_back_the_same(duration: Duration, language: str) -> None:
    assert read_duration(entry_duration(duration, language), language) == duration


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31)), languages)
def test_every_date_written_for_a_field_reads_back_the_same(day: dt.date, language: str) -> None:
    assert read_date(entry_date(day, language), language) == day


@given(st.times().map(lambda time: time.replace(second=0, microsecond=0)), st.booleans())
def test_every_time_of_day_written_for_a_field_reads_back_the_same(time: dt.time, is_end: bool) -> None:
    assert read_time(entry_time(time, is_end=is_end), is_end=is_end) == time


@given(st.text(alphabet="0123456789 .,:/-hmind apwsyMar", max_size=14), languages)
def test_whatever_is_typed_is_read_exactly_or_refused_with_a_sentence(text: str, language: str) -> None:
    readers: tuple[Callable[[], object], ...] = (
        lambda: read_duration(text, language).amount,
        lambda: read_date(text, language),
        lambda: read_time(text),
    )
    results = [_value_or_refusal(reader) for reader in readers]

    assert all(isinstance(result, Decimal | dt.date | dt.time | str) for result in results)
    assert all(result[-1:] in ".?" for result in results if isinstance(result, str))


def _value_or_refusal(reader: Callable[[], object]) -> object:
    try:
        return reader()
    except EntryError as refusal:
        return refusal.what
