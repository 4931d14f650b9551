"""Periods in cells: months, quarters, weeks and years by name: "2026-01", "Q1 2026", "2026-W05", "März 2026"."""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from typing import NamedTuple

from slawizard.tables.month_names import month_numbers


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Period(NamedTuple):
    """A period by its name: its kind, and the first day that a calendar gives it."""

    kind: PeriodKind
    start: dt.date


_YEAR = re.compile(r"(?:FY\s?)?(\d{4})", re.I | re.A)
_MONTH = re.compile(r"(\d{4})[-/.]?(0[1-9]|1[0-2]|(?<=[-/.])[1-9])|(\d{1,2})[-/.](\d{4})", re.A)
_QUARTER = re.compile(r"(\d{4})[-/ ]*Q([1-4])|Q([1-4])[-/ ]*(\d{4}|\d{2})|([1-4])Q[-/ ]*(\d{4})", re.I | re.A)
_WEEK = re.compile(r"(\d{4})[-/ ]*(?:W|KW|CW)\s*(\d{1,2})|(?:W|KW|CW|Week)\s*(\d{1,2})[-/ ]+(\d{4})", re.I | re.A)
_NAMED = re.compile(r"([^\W\d_]+)\.?[-/ ,]*(\d{4}|\d{2})|(\d{4})[-/ ,]*([^\W\d_]+)\.?")


def read_period(text: str) -> Period | None:
    """The period that a cell names; None for anything else. A year alone is between 1970 and 2200."""
    for pattern, make in ((_MONTH, _month), (_QUARTER, _quarter), (_WEEK, _week), (_NAMED, _named), (_YEAR, _year)):
        found = pattern.fullmatch(text)
        if found is not None:
            parts = [part for part in found.groups() if part is not None]
            try:
                period = make(parts, found.group(1) is not None)
            except ValueError:
                return None
            return period if period and 1970 <= period.start.year <= 2200 else None
    return None


def _month(parts: list[str], year_first: bool) -> Period:
    year, month = parts if year_first else reversed(parts)
    return Period(PeriodKind.MONTH, dt.date(int(year), int(month), 1))


def _quarter(parts: list[str], year_first: bool) -> Period:
    year, quarter = parts if year_first else reversed(parts)
    return Period(PeriodKind.QUARTER, dt.date(int(year) + (2000 if len(year) == 2 else 0), int(quarter) * 3 - 2, 1))


def _week(parts: list[str], year_first: bool) -> Period:
    year, week = parts if year_first else reversed(parts)
    return Period(PeriodKind.WEEK, dt.date.fromisocalendar(int(year), int(week), 1))


def _named(parts: list[str], name_first: bool) -> Period | None:
    name, year = parts if name_first else reversed(parts)
    month = month_numbers().get(name.lower())
    if month is None:
        return None
    return Period(PeriodKind.MONTH, dt.date(int(year) + (2000 if len(year) == 2 else 0), month, 1))


def _year(parts: list[str], _year_first: bool) -> Period:
    return Period(PeriodKind.YEAR, dt.date(int(parts[0]), 1, 1))
