"""Measurement windows by the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import WindowKind
from slawizard.gui.widgets.window_dates import first_day, last_run, moved, run_of, window_name

DAY = dt.date(2026, 8, 19)
CALENDAR = [WindowKind.DAY, WindowKind.WEEK, WindowKind.CALENDAR_MONTH, WindowKind.QUARTER, WindowKind.YEAR]


@pytest.mark.parametrize(
    ("kind", "first", "name"),
    [
        (WindowKind.CALENDAR_MONTH, dt.date(2026, 8, 1), "Aug 2026"),
        (WindowKind.SLIDING, dt.date(2026, 8, 1), "Aug 2026"),
        (WindowKind.QUARTER, dt.date(2026, 7, 1), "Jul–Sep 2026"),
        (WindowKind.YEAR, dt.date(2026, 1, 1), "2026"),
        (WindowKind.WEEK, dt.date(2026, 8, 17), "17 August 2026"),
    ],
)
def test_a_window_is_named_after_its_first_day(kind: WindowKind, first: dt.date, name: str) -> None:
    assert first_day(kind, DAY) == first
    assert window_name(kind, first) == name


@given(st.sampled_from(CALENDAR), st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(-40, 40))
def test_going_there_and_back_ends_where_it_began(kind: WindowKind, day: dt.date, by: int) -> None:
    start = first_day(kind, day)

    assert moved(kind, moved(kind, start, by), -by) == start
    assert first_day(kind, moved(kind, start, 1) - dt.timedelta(days=1)) == start


def test_the_end_of_the_calendar_is_not_passed() -> None:
    assert moved(WindowKind.YEAR, dt.date(9990, 1, 1), 12) == dt.date(9990, 1, 1)


def test_the_last_run_ends_with_the_newest_window_and_begins_no_earlier_than_the_oldest() -> None:
    months = run_of(WindowKind.CALENDAR_MONTH, dt.date(2024, 1, 1), 30)

    assert last_run(WindowKind.CALENDAR_MONTH, months, DAY, 12) == dt.date(2025, 7, 1)
    assert last_run(WindowKind.CALENDAR_MONTH, months[:5], DAY, 12) == dt.date(2024, 1, 1)


def test_without_any_window_the_run_ends_with_the_last_one_that_is_over() -> None:
    assert last_run(WindowKind.CALENDAR_MONTH, (), DAY, 12) == dt.date(2025, 8, 1)
