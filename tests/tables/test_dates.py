"""Dates and times in cells: the order of day, month and year by the whole column."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.tables.answers import Topic
from slawizard.tables.cells import CellError
from slawizard.tables.dates import DateForm, seconds_since_1970
from slawizard.tables.month_names import read_named_date
from slawizard.tables.periods import PeriodKind, read_period

FORMATS = {
    "%d/%m/%Y %H:%M:%S": "dmy",
    "%m/%d/%Y %H:%M:%S": "mdy",
    "%d.%m.%Y %H:%M:%S": "dmy",
    "%Y-%m-%d %H:%M:%S": "",
    "%Y-%m-%dT%H:%M:%S": "",
    "%Y/%m/%d %H:%M:%S": "",
    "%d %b %Y %H:%M:%S": "",
    "%B %d, %Y %I:%M:%S %p": "",
    "%Y%m%d %H:%M:%S": "",
}
MOMENTS = st.datetimes(dt.datetime(1971, 1, 1), dt.datetime(2199, 12, 31)).map(lambda at: at.replace(microsecond=0))


def form(*cells: str, answer: str = "") -> DateForm:
    found = DateForm()
    for cell in cells:
        found.take(cell)
    found.settle(answer, "start")
    return found


@settings(deadline=None)
@given(at=MOMENTS, pattern=st.sampled_from(sorted(FORMATS)))
def test_a_time_is_read_as_it_was_written(at: dt.datetime, pattern: str) -> None:
    text = at.strftime(pattern)

    assert form(text, answer=FORMATS[pattern]).read(text).at == at


@settings(deadline=None)
@given(st.lists(MOMENTS, min_size=1, max_size=30), st.sampled_from(("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%y/%m/%d")))
def test_a_column_is_read_right_or_asked_about(moments: list[dt.datetime], pattern: str) -> None:
    days = [at.replace(year=1971 + at.year % 90, day=min(at.day, 28), hour=0, minute=0, second=0) for at in moments]
    days = [at for at in days if at.year < 2069]
    cells = [day.strftime(pattern) for day in days]
    found = DateForm()
    for cell in cells:
        found.take(cell)
    _, question = found.settle("", "start")

    if question is None and cells:
        fits = [found.read(cell).at == day for cell, day in zip(cells, days, strict=True)]
        assert all(fits)


def test_a_column_that_can_be_two_is_asked_about() -> None:
    found = DateForm()
    for text in ("03/04/2026", "05/06/2026"):
        found.take(text)

    _, question = found.settle("", "start")

    assert question is not None
    assert question.topic == Topic.DATES
    assert [choice.words for choice in question.choices] == [
        "“03/04/2026” is 03 April 2026",
        "“03/04/2026” is 04 March 2026",
    ]


def test_one_sure_date_late_in_the_file_settles_the_column() -> None:
    assert form(*["03/04/2026"] * 1000, "31/12/2026").read("03/04/2026").at == dt.datetime(2026, 4, 3)


def test_dates_with_points_are_day_first_and_it_is_said() -> None:
    found = DateForm()
    found.take("03.04.2026")

    words, question = found.settle("", "start")

    assert question is None
    assert "points" in words
    assert found.read("03.04.2026").at == dt.datetime(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "offset_h"),
    [
        ("2026-01-05T10:00:00Z", 0),
        ("2026-01-05 10:00:00+02:00", 2),
        ("2026-01-05 10:00 UTC", 0),
        ("2026-01-05 10:00:00 -0500", -5),
        ("Mon Jan 05 2026 10:00:00 GMT+0100 (CET)", 1),
    ],
)
def test_an_offset_is_kept(text: str, offset_h: int) -> None:
    assert form(text).read(text).at.utcoffset() == dt.timedelta(hours=offset_h)


@pytest.mark.parametrize("text", ["1767225600", "1767225600000"])
def test_seconds_since_1970_are_instants(text: str) -> None:
    assert form(text).read(text).at == dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text", ["", "Total", "2026-02-30", "2026-01-05 25:00", "2026-01-05 10:00 IST", "5 May", "1026-01-01", "12:00"]
)
def test_what_is_no_date_is_rejected(text: str) -> None:
    with pytest.raises(CellError):
        form("2026-01-01").read(text)


def test_midnight_at_the_end_of_a_day_is_the_next_day() -> None:
    assert form().read("2026-01-31 24:00").at == dt.datetime(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "day"), [("3. März 2026", 3), ("15 janv. 2026", 15), ("03-Apr-26", 3), ("April 3, 2026", 3)]
)
def test_names_of_months_are_known(text: str, day: int) -> None:
    assert form(text).read(text).at.day == day


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("2026-01", PeriodKind.MONTH, dt.date(2026, 1, 1)),
        ("01/2026", PeriodKind.MONTH, dt.date(2026, 1, 1)),
        ("Jan-26", PeriodKind.MONTH, dt.date(2026, 1, 1)),
        ("März 2026", PeriodKind.MONTH, dt.date(2026, 3, 1)),
        ("Q2 2026", PeriodKind.QUARTER, dt.date(2026, 4, 1)),
        ("2026-Q4", PeriodKind.QUARTER, dt.date(2026, 10, 1)),
        ("2026-W01", PeriodKind.WEEK, dt.date(2025, 12, 29)),
        ("KW 5/2026", PeriodKind.WEEK, dt.date(2026, 1, 26)),
        ("2026", PeriodKind.YEAR, dt.date(2026, 1, 1)),
    ],
)
def test_periods_are_known_by_their_names(text: str, kind: PeriodKind, start: dt.date) -> None:
    assert read_period(text) == (kind, start)


@pytest.mark.parametrize("text", ["2026-13", "W53 2025", "Q5 2026", "Foo 2026", "12", "1066", ""])
def test_what_is_no_period_is_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize("text", ["Sat Jan 03 CET 2026", "3 January 2026 XYZ", "Jan 3 2026 EST"])
def test_a_day_with_the_letters_of_a_zone_is_no_day(text: str) -> None:
    assert read_named_date(text) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("176743080.123", 176743080),
        ("1767430800", 1767430800),
        ("1767430800000", 1767430800),
        ("1767430800000000000", 1767430800),
        ("12345678901234", None),
    ],
)
def test_seconds_since_1970_are_told_from_other_numbers(text: str, seconds: int | None) -> None:
    assert seconds_since_1970(text) == seconds
