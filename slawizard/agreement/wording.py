"""Quantities in words, in the agreement's language: the one place where a figure becomes text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache

from slawizard.agreement.quantities import Duration, HoursCalendar, HoursSpan, Money, TimeUnit, Weekday
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.i18n import format_date, format_money, format_number

_DURATION_WORDS: dict[TimeUnit, tuple[str, str]] = {
    TimeUnit.SECONDS: ("second", "seconds"),
    TimeUnit.MINUTES: ("minute", "minutes"),
    TimeUnit.HOURS: ("hour", "hours"),
    TimeUnit.DAYS: ("day", "days"),
    TimeUnit.WEEKS: ("week", "weeks"),
    TimeUnit.MONTHS: ("month", "months"),
    TimeUnit.YEARS: ("year", "years"),
    TimeUnit.SERVICE_MINUTES: ("minute of service hours", "minutes of service hours"),
    TimeUnit.SERVICE_HOURS: ("service hour", "service hours"),
    TimeUnit.WORKING_DAYS: ("Working Day", "Working Days"),
}
_DAY_NAMES = dict(
    zip(
        Weekday,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)


def number_words(number: Decimal, language: str = "en") -> str:
    """A plain number: "1,200.5"."""
    return format_number(number, language)


def percent_words(percent: Decimal, language: str = "en") -> str:
    """A percentage with its sign after a no-break space: "99.9 %"."""
    return f"{format_number(percent, language)}\u00a0%"


def duration_words(duration: Duration, language: str = "en") -> str:
    """A duration: "4 hours", "1 Working Day". The number and unit never part at a line's end."""
    one, many = _DURATION_WORDS[duration.unit]
    return f"{format_number(duration.amount, language)}\u00a0{one if duration.amount == 1 else many}"


def money_words(money: Money, language: str = "en") -> str:
    """Money: "EUR 1,200.00"."""
    return format_money(money.amount, money.currency, language)


def date_words(day: dt.date, language: str = "en") -> str:
    """A date: "1 March 2027"."""
    return format_date(day, language)


def quantity_words(number: Decimal, unit_code: str, language: str = "en", currency: str = "") -> str:
    """A service level's value in its unit: "99.9 %", "30 milliseconds", "2" (a count), "EUR 5.00"."""
    unit = find_unit(unit_code)
    if unit.kind is UnitKind.MONEY:
        return format_money(number, currency, language)
    figure = format_number(number, language)
    word = unit.one if number == 1 else unit.many
    return f"{figure}\u00a0{word}" if word else figure


def span_words(span: HoursSpan) -> str:
    """Hours on weekdays: "Monday to Friday, 09:00 to 18:00"; "Saturday, all day"."""
    if span.start == span.end == dt.time(0):
        hours = "all day"
    else:
        end = "24:00" if span.end == dt.time(0) else f"{span.end:%H:%M}"
        hours = f"{span.start:%H:%M} to {end}" + (" on the next day" if dt.time(0) < span.end <= span.start else "")
    return f"{days_words(span.days)}, {hours}"


def days_words(days: tuple[Weekday, ...]) -> str:
    """Weekdays in ISO order, runs of three or more joined: "Monday to Friday", "Saturday and Sunday"."""
    order = [day for day in Weekday if day in days]
    if len(order) == len(Weekday):
        return "every day"
    runs: list[list[Weekday]] = []
    for day in order:
        if runs and list(Weekday).index(day) == list(Weekday).index(runs[-1][-1]) + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    parts: list[str] = []
    for run in runs:
        names = [_DAY_NAMES[day] for day in run]
        parts.extend([f"{names[0]} to {names[-1]}"] if len(names) > 2 else names)
    return join_words(parts)


def calendar_words(calendar: HoursCalendar) -> str:
    """A calendar of hours in full: hours, time zone, holidays."""
    if calendar.is_continuous:
        return "24 hours a day, every day of the year"
    hours = "; ".join(span_words(span) for span in calendar.spans)
    zone = f" ({calendar.time_zone})" if calendar.time_zone else ""
    holidays = f", except public holidays in {region_words(calendar.holidays_of)}" if calendar.holidays_of else ""
    own = f", except {join_words([date_words(day) for day in calendar.own_holidays])}" if calendar.own_holidays else ""
    return f"{hours}{zone}{holidays}{own}"


@lru_cache(maxsize=64)
def region_words(code: str) -> str:
    """Where a holiday calendar holds, as a sentence names it: "the United States" for US, "England (United Kingdom)"
    for GB-ENG. A code that nobody knows stays as it is.
    """
    from babel import Locale

    country, _, part = code.strip().partition("-")
    country = country.upper()
    name = Locale("en").territories.get(country)
    if name is None:
        return code
    name = str(name).replace(" & ", " and ")
    if part:
        return f"{_part_words(country, part.upper())} ({name})"
    return f"the {name}" if country in _WITH_ARTICLE else name


def _part_words(country: str, part: str) -> str:
    """A part of a country by its name, as the `holidays` library lists it; else by its code."""
    import holidays

    try:
        names = holidays.country_holidays(country).subdivisions_aliases
    except NotImplementedError:
        return part
    return next((name for name, code in names.items() if code == part), part)


_WITH_ARTICLE = frozenset(
    (
        "AE", "AX", "BQ", "BS", "CC", "CF", "CK", "DO", "FK", "FO", "GB", "GM", "IM", "IO", "KM", "KY", "MH", "MP",
        "MV", "NL", "PH", "PN", "PS", "SB", "SC", "TC", "TF", "UM", "US", "VG", "VI",
    )
)  # fmt: skip
"""Countries that a sentence names with an article, by their ISO codes."""


def join_words(words: list[str]) -> str:
    """A list as prose: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
