"""Dates and times as a measured file writes them, in the time zone they are meant in."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from slawizard.errors import MeasuredFileError

FIRST_YEAR, LAST_YEAR = 2, 9000
"""Years that can be calculated with: there is room for a time limit after the last."""


class Moment(msgspec.Struct, frozen=True, gc=False):
    """An aware instant; `is_day`: only the day is known, and the instant is the day's beginning."""

    at: dt.datetime
    is_day: bool


def parse_moment(text: str, zone: ZoneInfo, where: str) -> Moment:
    """A date ("2026-04-01") or a time ("2026-04-01T10:00", with or without an offset). Raises MeasuredFileError."""
    try:
        found = _parsed(text, zone)
        if not FIRST_YEAR <= found.at.year <= LAST_YEAR:
            raise ValueError(text)
        return found
    except _ClockError as problem:
        raise MeasuredFileError(f"{problem}.", where=where, remedy="Write it with its offset.") from problem
    except (ValueError, OverflowError) as problem:
        raise MeasuredFileError(
            f"“{text}” is no date and no time.", where=where, remedy="Write 2026-04-01 or 2026-04-01T10:00."
        ) from problem


@lru_cache(maxsize=8192)
def _parsed(text: str, zone: ZoneInfo) -> Moment:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return Moment(dt.datetime.combine(dt.date.fromisoformat(text), dt.time(0), zone), True)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?", text):
        raise ValueError(text)
    at = dt.datetime.fromisoformat(text)
    if at.tzinfo is not None:
        return Moment(at.astimezone(zone), False)
    _check_clock(at, zone)
    return Moment(at.replace(tzinfo=zone), False)


def _check_clock(local: dt.datetime, zone: ZoneInfo) -> None:
    """Refuse a time of day that the change of the clocks skips, or shows twice: which one is meant is not told."""
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() != second.utcoffset():
        how = "does not exist" if first.utcoffset() < second.utcoffset() else "comes twice"  # type: ignore[operator]
        raise _ClockError(f"{local:%Y-%m-%d %H:%M} {how} in {zone.key}: the clocks change")


class _ClockError(Exception):
    """A local time that is not one instant."""


def parse_clock(text: str, where: str) -> Decimal:
    """A length of time as h:mm:ss (any number of hours), in minutes. Raises MeasuredFileError."""
    found = re.fullmatch(r"(\d+):([0-5]\d):([0-5]\d)", text)
    if found is None:
        raise MeasuredFileError(f"“{text}” is no length of time.", where=where, remedy="Write hours as 0:03:00.")
    hours, minutes, seconds = (int(part) for part in found.groups())
    return Decimal(hours * 3600 + minutes * 60 + seconds) / 60
