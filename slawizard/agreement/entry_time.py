"""Times that people type, read strictly: durations, dates and times of day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from slawizard.agreement.entry import ambiguity, clean_figure, entry_number, read_number
from slawizard.agreement.quantities import SECONDS_IN, Duration, TimeUnit
from slawizard.agreement.units import find_unit
from slawizard.errors import EntryError
from slawizard.i18n import _, babel_locale, format_date, interface_locale

_MIDNIGHT: Final = dt.time(0)
_EARLIEST_YEAR: Final = 1900
_LATEST_YEAR: Final = 2200

_UNIT_WORDS: Final = {
    "s": TimeUnit.SECONDS,
    "sec": TimeUnit.SECONDS,
    "secs": TimeUnit.SECONDS,
    "second": TimeUnit.SECONDS,
    "seconds": TimeUnit.SECONDS,
    "min": TimeUnit.MINUTES,
    "mins": TimeUnit.MINUTES,
    "minute": TimeUnit.MINUTES,
    "minutes": TimeUnit.MINUTES,
    "h": TimeUnit.HOURS,
    "hr": TimeUnit.HOURS,
    "hrs": TimeUnit.HOURS,
    "hour": TimeUnit.HOURS,
    "hours": TimeUnit.HOURS,
    "d": TimeUnit.DAYS,
    "day": TimeUnit.DAYS,
    "days": TimeUnit.DAYS,
    "calendar day": TimeUnit.DAYS,
    "calendar days": TimeUnit.DAYS,
    "w": TimeUnit.WEEKS,
    "wk": TimeUnit.WEEKS,
    "wks": TimeUnit.WEEKS,
    "week": TimeUnit.WEEKS,
    "weeks": TimeUnit.WEEKS,
    "mo": TimeUnit.MONTHS,
    "mos": TimeUnit.MONTHS,
    "mth": TimeUnit.MONTHS,
    "mths": TimeUnit.MONTHS,
    "month": TimeUnit.MONTHS,
    "months": TimeUnit.MONTHS,
    "y": TimeUnit.YEARS,
    "yr": TimeUnit.YEARS,
    "yrs": TimeUnit.YEARS,
    "year": TimeUnit.YEARS,
    "years": TimeUnit.YEARS,
    "wd": TimeUnit.WORKING_DAYS,
    "bd": TimeUnit.WORKING_DAYS,
    "workday": TimeUnit.WORKING_DAYS,
    "workdays": TimeUnit.WORKING_DAYS,
    "svc h": TimeUnit.SERVICE_HOURS,
    "svc min": TimeUnit.SERVICE_MINUTES,
    "minute of service hours": TimeUnit.SERVICE_MINUTES,
    "minutes of service hours": TimeUnit.SERVICE_MINUTES,
}
_SERVICE_WORDS: Final = {
    TimeUnit.MINUTES: TimeUnit.SERVICE_MINUTES,
    TimeUnit.HOURS: TimeUnit.SERVICE_HOURS,
    TimeUnit.DAYS: TimeUnit.WORKING_DAYS,
}
_CLDR_UNITS: Final = {
    "second": TimeUnit.SECONDS,
    "minute": TimeUnit.MINUTES,
    "hour": TimeUnit.HOURS,
    "day": TimeUnit.DAYS,
    "week": TimeUnit.WEEKS,
    "month": TimeUnit.MONTHS,
    "year": TimeUnit.YEARS,
}
_TIME_OF_DAY: Final = re.compile(
    r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*(?:h|uhr|o['’]clock)?\s*([ap])?\.?(?:m\.?)?", re.ASCII
)
_SHORT: Final = {TimeUnit.SECONDS: "s", TimeUnit.MINUTES: "min", TimeUnit.HOURS: "h"}
# Units that may be typed together ("1 h 30 min"), the larger one first, with how many of the next one each holds.
_CHAINS: Final = (
    (
        (TimeUnit.WEEKS, 7),
        (TimeUnit.DAYS, 24),
        (TimeUnit.HOURS, 60),
        (TimeUnit.MINUTES, 60),
        (TimeUnit.SECONDS, 1),
    ),
    ((TimeUnit.YEARS, 12), (TimeUnit.MONTHS, 1)),
    ((TimeUnit.SERVICE_HOURS, 60), (TimeUnit.SERVICE_MINUTES, 1)),
)


# --- durations --------------------------------------------------------------------------------------------------


def read_duration(text: str, language: str = "", *, field: str = "") -> Duration:
    """A length of time: "4h", "1h30", "15 min", "2 working days", "1 d 4 h". Several units become the smallest one."""
    duration = _read_length(clean_figure(text, field), language, field)
    if duration.unit in (TimeUnit.MONTHS, TimeUnit.YEARS) and duration.amount != duration.amount.to_integral_value():
        raise EntryError(
            _("Part of a month or a year has no fixed length."), where=field, remedy=_("Type it in months or in days.")
        )
    return duration


def entry_duration(duration: Duration, language: str = "") -> str:
    """A duration as it may be typed: "4 h", "15 min", "1 month", "2 working days"."""
    unit = find_unit(duration.unit)
    word = _SHORT.get(duration.unit) or (unit.one if duration.amount == 1 else unit.many)
    return f"{entry_number(duration.amount, language)} {word}"


def read_time_quantity(text: str, unit_code: str, language: str = "", *, field: str = "") -> Decimal:
    """A number of `unit_code`s, a unit of time; a bare number is in that unit, another unit is converted exactly."""
    figure = clean_figure(text, field)
    if match := re.fullmatch(r"([\d.,'’ ]*\d)\s*(?:ms|milliseconds?)", figure, re.IGNORECASE):
        number = read_number(match[1], language, field=field)
        wanted = "milliseconds"
    elif not re.search(r"[^\d.,'’ −-]", figure):
        return read_number(figure, language, field=field)
    else:
        duration = _read_length(figure, language, field)
        number, wanted = duration.amount, duration.unit.value
    if wanted == unit_code:
        return number
    mine, theirs = _milliseconds_in(unit_code), _milliseconds_in(wanted)
    if mine is None or theirs is None or (number * theirs * 10**6) % mine:
        raise EntryError(_("Type it in {unit}.").format(unit=find_unit(unit_code).many), where=field)
    return (number * theirs / mine).normalize()


def _milliseconds_in(unit_code: str) -> int | None:
    if unit_code == "milliseconds":
        return 1
    unit = TimeUnit(unit_code)
    seconds = None if unit.runs_on_service_hours else SECONDS_IN.get(unit)
    return None if seconds is None else seconds * 1000


def _read_length(figure: str, language: str, field: str) -> Duration:
    if match := re.fullmatch(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", figure, re.ASCII):
        return _read_clock_figure(match, figure, field)
    parts = _duration_parts(figure, language, field)
    total, unit = parts[0]
    for amount, smaller in parts[1:]:
        total = _in_smaller_unit(total, unit, smaller, field) + amount
        unit = smaller
    return Duration(total, unit)


def _read_clock_figure(match: re.Match[str], figure: str, field: str) -> Duration:
    first, second, third = match.groups()
    if third is None:
        raise ambiguity(figure, f"{int(first)} h {int(second)} min", f"{int(first)} min {int(second)} s", field)
    seconds = Decimal(int(first) * 3600 + int(second) * 60 + int(third))
    for unit in (TimeUnit.HOURS, TimeUnit.MINUTES):
        if seconds and seconds % SECONDS_IN[unit] == 0:
            return Duration(seconds / SECONDS_IN[unit], unit)
    return Duration(seconds, TimeUnit.SECONDS)


def _duration_parts(figure: str, language: str, field: str) -> list[tuple[Decimal, TimeUnit]]:
    found = re.findall(r"(\d[\d.,'’]*(?: \d{3}(?!\d))*(?:[.,]\d+)?)\s*((?:[^\W\d_][^\d]*)?)", figure, re.ASCII)
    if not found or "".join("".join(pair) for pair in found).replace(" ", "") != figure.replace(" ", ""):
        raise EntryError(
            _("“{text}” is not a length of time.").format(text=figure),
            where=field,
            remedy=_("Type it like 4 h, 15 min or 2 working days."),
        )
    parts: list[tuple[Decimal, TimeUnit]] = []
    for number_text, tail in found:
        previous = parts[-1][1] if parts else None
        word = re.sub(r"(?:\band\b|[,;+&\s])+$", "", tail.strip()).casefold().rstrip(".")
        number = read_number(number_text.rstrip(",."), language, field=field)
        parts.append((number, _read_unit(word, number_text, previous, language, field)))
    return parts


def _read_unit(word: str, number: str, previous: TimeUnit | None, language: str, field: str) -> TimeUnit:
    if word == "m":
        if previous in (TimeUnit.DAYS, TimeUnit.HOURS):
            return TimeUnit.MINUTES
        if previous is TimeUnit.YEARS:
            return TimeUnit.MONTHS
        raise ambiguity(f"{number} m", f"{number} min", _("{number} months").format(number=number), field)
    if not word:
        if previous is TimeUnit.HOURS and len(number) == 2 and int(number) < 60:
            return TimeUnit.MINUTES
        raise EntryError(
            _("{number} of what? Type the unit too.").format(number=number),
            where=field,
            remedy=_("For example {number} min, {number} h or {number} days.").format(number=number),
        )
    clock, __, unit_word = word.partition(" ")
    if clock in ("service", "business", "working", "work", "support", "office") and unit_word in _UNIT_WORDS:
        unit = _SERVICE_WORDS.get(_UNIT_WORDS[unit_word])
    else:
        unit = _UNIT_WORDS.get(word) or _local_unit_words(language or interface_locale()).get(word)
    if unit is None:
        raise EntryError(
            _("“{word}” is not a unit of time.").format(word=word),
            where=field,
            remedy=_("Type min, h, days, weeks, months, service hours or working days."),
        )
    return unit


def _in_smaller_unit(amount: Decimal, unit: TimeUnit, smaller: TimeUnit, field: str) -> Decimal:
    for chain in _CHAINS:
        units = [one for one, _factor in chain]
        if unit in units and smaller in units and units.index(unit) < units.index(smaller):
            for _one, factor in chain[units.index(unit) : units.index(smaller)]:
                amount *= factor
            return amount
    raise EntryError(
        _("These units cannot be added up: {one} and {other}.").format(
            one=find_unit(unit).many, other=find_unit(smaller).many
        ),
        where=field,
        remedy=_("Type the length in one unit, or the larger unit first."),
    )


@lru_cache(maxsize=8)
def _local_unit_words(language: str) -> dict[str, TimeUnit]:
    """The words for units of time in the interface's language; a word for two units is left out."""
    from babel.units import format_unit

    meanings: dict[str, set[TimeUnit]] = {}
    for name, unit in _CLDR_UNITS.items():
        for length in ("long", "short"):
            for number in (1, 2, 5):
                shown = format_unit(number, f"duration-{name}", length, locale=babel_locale(language))
                word = re.sub(r"[\d\s]+", " ", shown).strip().casefold().rstrip(".")
                meanings.setdefault(word, set()).add(unit)
    return {word: min(units) for word, units in meanings.items() if word and word != "m" and len(units) == 1}


# --- dates ------------------------------------------------------------------------------------------------------


def read_date(text: str, language: str = "", *, field: str = "") -> dt.date:
    """A date with its year in full: "2027-03-01", "1 March 2027", "25/12/2027". "03/04/2027" is refused."""
    figure = clean_figure(text, field).rstrip(".")
    if match := re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", figure, re.ASCII):
        return _date(int(match[1]), int(match[3]), int(match[4]), field)
    if match := re.fullmatch(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})", figure.replace(". ", "."), re.ASCII):
        return _read_figures_date(match, figure, language or interface_locale(), field)
    months = _month_words(language or interface_locale())
    if found := re.fullmatch(r"(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:de |of )?([^\d\s,.]+)\.?,?(?: de)? (\d{4})", figure):
        day, word, year = found.groups()
    elif found := re.fullmatch(r"([^\d\s,.]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", figure):
        word, day, year = found.groups()
    else:
        short_year = re.search(r"(?<!\d)\d{2}$", figure) and len(re.findall(r"\w+", figure)) == 3
        what = _("Type the year in full.") if short_year else _("“{text}” is not a date.").format(text=figure)
        raise EntryError(what, where=field, remedy=_("Type it like 1 March 2027 or 2027-03-01."))
    month = months.get(word.casefold())
    if month is None:
        raise EntryError(_("“{word}” is not a month.").format(word=word), where=field)
    return _date(int(year), month, int(day), field)


def entry_date(day: dt.date, language: str = "") -> str:
    """A date as it may be typed, with the month in words where that reads back, else as 2027-03-01."""
    tag = language or interface_locale()
    shown = format_date(day, tag)
    try:
        return shown if read_date(shown, tag) == day else day.isoformat()
    except EntryError:
        return day.isoformat()


def read_dates(text: str, language: str = "", *, field: str = "") -> tuple[dt.date, ...]:
    """Dates, one a line."""
    return tuple(read_date(line, language, field=field) for line in text.split("\n") if line.strip())


def _read_figures_date(match: re.Match[str], figure: str, language: str, field: str) -> dt.date:
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    if one <= 12 and other <= 12 and one != other and not (match[2] == "." and _writes_dots(language)):
        first, second = _date(year, other, one, field), _date(year, one, other, field)
        raise ambiguity(figure, entry_date(first, language), entry_date(second, language), field)
    return _date(year, one, other, field) if other > 12 else _date(year, other, one, field)


def _writes_dots(language: str) -> bool:
    """Whether this language writes dates as day.month.year, so that the order is certain."""
    from babel import Locale

    pattern = str(Locale.parse(babel_locale(language)).date_formats["short"].pattern)
    return "." in pattern and pattern.lower().startswith("d")


def _date(year: int, month: int, day: int, field: str) -> dt.date:
    if not 1 <= month <= 12:
        raise EntryError(_("There is no month {month}.").format(month=month), where=field)
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        raise EntryError(_("The year {year} cannot be meant.").format(year=year), where=field)
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        shown = f"{year}-{month:02}"
        raise EntryError(_("The month {month} has {days} days.").format(month=shown, days=last), where=field)
    return dt.date(year, month, day)


@lru_cache(maxsize=8)
def _month_words(language: str) -> dict[str, int]:
    from babel import Locale

    words: dict[str, int] = {}
    for tag in ("en", babel_locale(language)):
        months = Locale.parse(tag).months
        for use in ("format", "stand-alone"):
            for length in ("wide", "abbreviated"):
                words |= {str(word).casefold().rstrip("."): number for number, word in months[use][length].items()}
    return words | {"sept": 9}


# --- times of day ------------------------------------------------------------------------------


def read_time(text: str, *, field: str = "", is_end: bool = False) -> dt.time:
    """A time of day: "09:00", "9", "9.30", "5:30 pm". `is_end`: "24:00" is the end of the day (stored as 00:00)."""
    figure = clean_figure(text, field).casefold()
    named = {"noon": dt.time(12), "midnight": _MIDNIGHT}
    if figure in named:
        return named[figure]
    match = _TIME_OF_DAY.fullmatch(figure)
    if not match or (match[3] is None and figure.endswith("m")):
        raise EntryError(
            _("“{text}” is not a time of day.").format(text=figure), where=field, remedy=_("Type it like 09:00.")
        )
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half and hour == 12 and minute == 0:
        raise ambiguity(figure, _("00:00 (midnight)"), _("12:00 (noon)"), field)
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if is_end and (hour, minute) == (24, 0):
        return _MIDNIGHT
    if hour > 23:
        raise EntryError(_("A day has the hours 00:00 to 23:59."), where=field)
    return dt.time(hour, minute)


def entry_time(time: dt.time, *, is_end: bool = False) -> str:
    """A time of day as it may be typed: "09:00"; as an end, midnight is "24:00"."""
    return "24:00" if is_end and time == _MIDNIGHT else f"{time:%H:%M}"
