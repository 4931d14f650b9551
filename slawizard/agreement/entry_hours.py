"""Weekly hours as people type them: "Mon-Fri 09:00-18:00; Sat 10-14", "24x7"."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from slawizard.agreement.entry import ambiguity, clean_figure
from slawizard.agreement.entry_time import entry_time, read_time
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursSpan, Weekday
from slawizard.errors import EntryError
from slawizard.i18n import _, babel_locale, interface_locale

_MIDNIGHT: Final = dt.time(0)
_ALL_WEEK: Final = frozenset({"daily", "every day", "all days", "mon-sun", "7 days"})
_WEEKDAY_WORDS: Final = frozenset({"weekdays", "working days", "workdays", "business days"})
_WEEKEND_WORDS: Final = frozenset({"weekend", "weekends"})
_FULL_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EXAMPLE: Final = "Mon–Fri 09:00–17:00"

ROUND_THE_CLOCK: Final = HoursSpan(WEEKDAYS, _MIDNIGHT, _MIDNIGHT)
"""Every hour of every day."""


def read_hours(text: str, language: str = "", *, field: str = "") -> tuple[HoursSpan, ...]:
    """Weekly hours, several parted by ";" or a new line. Hours that may or may not run past midnight are refused."""
    parts = [part.strip() for part in re.split(r"[;\n]", text) if part.strip()]
    return tuple(read_span(part, language, field=field) for part in parts)


def read_span(text: str, language: str = "", *, field: str = "") -> HoursSpan:
    """The hours of some weekdays: "Mon-Fri 09:00-18:00", "Sat all day", "24x7"."""
    figure = clean_figure(text, field).replace("–", "-").replace("—", "-")
    if re.fullmatch(r"24\s*[x×/]\s*7(?:\s*[x×/]\s*365)?", figure, re.IGNORECASE):
        return ROUND_THE_CLOCK
    match = re.fullmatch(
        r"(.*?)[,:]?\s*(?:(all day|24 ?h(?:ours)?|24:?00)|(?:from )?(\d[\d:.h]*\s*(?:[ap]\.?m\.?)?)"
        r"\s*(?:-|to|until|till)\s*(\d[\d:.h]*\s*(?:[ap]\.?m\.?)?|midnight|noon))",
        figure,
        re.IGNORECASE,
    )
    if not match:
        raise EntryError(
            _("“{text}” does not name hours.").format(text=figure),
            where=field,
            remedy=_("Type them like {example}.").format(example=_EXAMPLE),
        )
    days = read_days(match[1], language, field=field) if match[1].strip() else WEEKDAYS
    if match[2]:
        return HoursSpan(days, _MIDNIGHT, _MIDNIGHT)
    start, end = read_time(match[3], field=field), read_time(match[4], field=field, is_end=True)
    _refuse_doubtful_end(match[3], match[4], start, end, field)
    return HoursSpan(days, start, end)


def read_days(text: str, language: str = "", *, field: str = "") -> tuple[Weekday, ...]:
    """Weekdays: "Mon-Fri", "Sat, Sun", "weekdays", "daily". At least one, in ISO order."""
    plain = clean_figure(text, field).replace("–", "-").casefold().strip(" ,:")
    if plain in _ALL_WEEK:
        return WEEKDAYS
    if plain in _WEEKDAY_WORDS:
        return WORKWEEK
    if plain in _WEEKEND_WORDS:
        return WEEKDAYS[5:]
    chosen: set[Weekday] = set()
    for part in re.split(r"\s*(?:,|&|\+|\band\b|/)\s*", plain):
        first, __, last = (piece.strip() for piece in re.sub(r"\s+to\s+", "-", part).partition("-"))
        begin = _read_day(first, language, field)
        end = _read_day(last, language, field) if last else begin
        length = (end - begin) % 7 + 1
        chosen |= {WEEKDAYS[(begin + step) % 7] for step in range(length)}
    return tuple(day for day in WEEKDAYS if day in chosen)


def entry_days(days: tuple[Weekday, ...]) -> str:
    """Weekdays as they may be typed: "Mon–Fri", "Sat, Sun", "daily"."""
    if set(days) == set(WEEKDAYS):
        return "daily"
    runs: list[list[int]] = []
    for position in (place for place, day in enumerate(WEEKDAYS) if day in days):
        if runs and runs[-1][-1] == position - 1:
            runs[-1].append(position)
        else:
            runs.append([position])
    names = [name[:3].title() for name in _FULL_NAMES]
    return ", ".join(
        f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 2 else ", ".join(names[place] for place in run)
        for run in runs
    )


def entry_span(span: HoursSpan) -> str:
    """Hours as they may be typed: "Mon–Fri 09:00–17:00", "Sat all day", "24 × 7"."""
    if span == ROUND_THE_CLOCK:
        return "24 × 7"
    if span.start == span.end == _MIDNIGHT:
        return f"{entry_days(span.days)} all day"
    return f"{entry_days(span.days)} {entry_time(span.start)}–{entry_time(span.end, is_end=True)}"


def entry_hours(spans: tuple[HoursSpan, ...]) -> str:
    """Weekly hours as they may be typed, parted by ";"."""
    return "; ".join(entry_span(span) for span in spans)


def _refuse_doubtful_end(first: str, last: str, start: dt.time, end: dt.time, field: str) -> None:
    """ "9-5" may be a working day or run through the night; with minutes or "22-6" there is no doubt."""
    bare = first.strip().isdigit() and last.strip().isdigit() and len(last.strip()) <= 2
    if bare and _MIDNIGHT < end <= start <= dt.time(12):
        later = entry_time(dt.time(end.hour + 12 if end.hour < 12 else 0), is_end=True)
        raise ambiguity(
            f"{first}–{last}",
            f"{entry_time(start)}–{later}",
            _("{start}–{end} on the next day").format(start=entry_time(start), end=entry_time(end)),
            field,
        )
    if start == end != _MIDNIGHT:
        raise EntryError(
            _("These hours end when they begin."), where=field, remedy=_("For the whole day type “all day”.")
        )


def _read_day(word: str, language: str, field: str) -> int:
    position = _day_words(language or interface_locale()).get(word.rstrip("."))
    if position is None:
        raise EntryError(
            _("“{word}” is not a weekday.").format(word=word),
            where=field,
            remedy=_("Type them like {example}.").format(example="Mon–Fri"),
        )
    return position


@lru_cache(maxsize=8)
def _day_words(language: str) -> dict[str, int]:
    """Names of weekdays, English and the interface's own, which wins where they differ."""
    from babel import Locale

    words = {name[:length]: place for place, name in enumerate(_FULL_NAMES) for length in (2, 3, 4, len(name))}
    days = Locale.parse(babel_locale(language)).days
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            words |= {str(name).casefold().rstrip("."): place for place, name in days[use].get(width, {}).items()}
    return words
