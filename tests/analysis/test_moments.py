"""Tests of dates and times in a measured file."""

from __future__ import annotations

import datetime as dt

import pytest

from slawizard.analysis.moments import parse_clock, parse_moment
from slawizard.analysis.windows import zone_of
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d

BERLIN = zone_of("Europe/Berlin")


def test_a_date_is_the_beginning_of_its_local_day() -> None:
    found = parse_moment("2026-04-01", BERLIN, "")
    assert found.is_day
    assert found.at == dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["2026-04-01T10:00", "2026-04-01 10:00:00", "2026-04-01T08:00Z", "2026-04-01T09:00+01:00"]
)
def test_a_time_is_local_unless_it_has_an_offset(text: str) -> None:
    assert parse_moment(text, BERLIN, "").at == dt.datetime(2026, 4, 1, 8, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "2026-4-1", "01.04.2026", "20260401", "2026-W14-3"])
def test_what_is_no_date_gets_a_sentence_with_its_place(text: str) -> None:
    with pytest.raises(MeasuredFileError, match=r"windows\[0\]") as caught:
        parse_moment(text, BERLIN, "windows[0]")
    assert "no date and no time" in caught.value.what


def test_hours_minutes_and_seconds_are_minutes() -> None:
    assert parse_clock("24:00:30", "") == d("1440.5")


@pytest.mark.parametrize("text", ["1:60:00", "3:00", "-1:00:00", "1:00:00.5"])
def test_what_is_no_length_of_time_gets_a_sentence(text: str) -> None:
    with pytest.raises(MeasuredFileError, match="no length of time"):
        parse_clock(text, "")


@pytest.mark.parametrize(
    ("text", "said"), [("2026-03-29T02:30", "does not exist in Europe/Berlin"), ("2026-10-25T02:30", "comes twice")]
)
def test_a_time_at_the_change_of_the_clocks_needs_its_offset(text: str, said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        parse_moment(text, BERLIN, "here")
    assert parse_moment(f"{text}+02:00", BERLIN, "here").at.tzinfo == BERLIN
