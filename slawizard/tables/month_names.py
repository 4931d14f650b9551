"""Dates with the name of a month in them, in the languages that spreadsheets are kept in."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "cs")
_LETTER = re.compile(r"[^\W\d_]")
_DEFAULTS = (dt.datetime(1996, 1, 1), dt.datetime(2024, 3, 2))


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its name and its abbreviation, in lower case and without its point.

    Source: the CLDR, by Babel. A word that means different months in two languages is left out.
    """
    from babel.dates import get_month_names

    found: dict[str, int] = {}
    doubtful: set[str] = set()
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    word = name.lower().rstrip(".")
                    if _LETTER.search(word) and found.setdefault(word, number) != number:
                        doubtful.add(word)
    found.update({"sept": 9, "mrz": 3, "maerz": 3})
    return {word: number for word, number in found.items() if word not in doubtful}


@cache
def _parser() -> Any:
    from dateutil import parser

    words = month_numbers()

    class Names(parser.parserinfo):  # type: ignore[misc]
        MONTHS = tuple(tuple(word for word, found in words.items() if found == number) for number in range(1, 13))

    return parser.parser(Names(dayfirst=True))


def _no_zone(name: str | None, _offset: int | None) -> None:
    """Refuse the letters of a time zone: nobody has said what they mean, and a day has none."""
    if name is not None:
        raise ValueError(name)


def read_named_date(text: str) -> dt.date | None:
    """A whole date with a month's name: "3 Apr 2026", "April 3, 2026", "3. März 2026"; None for anything else."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not any(word in month_numbers() for word in words) or len(text) > 40:
        return None
    try:
        # dateutil fills what is missing from a default: with two of them, what was missing shows.
        found = {_parser().parse(text, default=default, tzinfos=_no_zone).date() for default in _DEFAULTS}
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    day = found.pop()
    return day if not found and 1970 <= day.year <= 2200 else None
