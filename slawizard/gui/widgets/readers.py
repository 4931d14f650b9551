"""For each kind of typed field: how its text is read, how its value is written, and what was understood, in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from slawizard.agreement import entry, entry_hours, entry_levels, entry_time, wording
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.units import UNITS, UnitKind, find_unit
from slawizard.errors import EntryError
from slawizard.gui.widgets.field import Field, Kind
from slawizard.gui.widgets.figure_units import unit_at
from slawizard.i18n import _


class Place(NamedTuple):
    """Where an entry stands: its field and path, and the agreement and language it is read in."""

    field: Field
    path: str
    agreement: Agreement
    language: str

    @property
    def label(self) -> str:
        """The name of the field, for sentences."""
        return _(self.field.label)

    @property
    def unit(self) -> str:
        """The code of the unit that the figure at this path is in."""
        return unit_at(self.agreement, self.path)


class Reader(NamedTuple):
    """How one kind of entry is read and written. `empty` is the value of an empty text."""

    read: Callable[[str, Place], Any]
    show: Callable[[Any, Place], str]
    words: Callable[[Any, Place], str]
    empty: Any = None


def _no_words(_value: Any, _place: Place) -> str:
    return ""


def _plain(value: Any, _place: Place) -> str:
    return str(value)


def _joined(value: Any, _place: Place) -> str:
    return "\n".join(value)


def _read_quantity(text: str, place: Place) -> Decimal:
    return entry_levels.read_quantity(
        text,
        place.unit,
        place.language,
        currency=place.agreement.frame.currency,
        field=place.label,
        upper_limit=place.path.startswith(("metrics.", "expectations.")),  # a miss can be more than 100 % of a target
    )


def _show_quantity(value: Decimal, place: Place) -> str:
    return entry_levels.entry_quantity(value, place.unit, place.language, currency=place.agreement.frame.currency)


def _quantity_words(value: Decimal, place: Place) -> str:
    if find_unit(place.unit).kind is UnitKind.COUNT:
        return ""
    return wording.quantity_words(value, place.unit, place.language, place.agreement.frame.currency)


def _read_unit(text: str, place: Place) -> str:
    """The code of a unit by its code, sign or words; any other word is a unit of one's own."""
    line = entry.read_line(text, place.label)
    for unit in UNITS.values():
        if line.casefold() in {word.casefold() for word in (unit.code, unit.sign, unit.one, unit.many) if word}:
            return unit.code
    return line


def unit_words(code: str) -> str:
    """A unit's name as it is chosen: its word for several, its code where it has none."""
    return find_unit(code).many or code


def _whole_bounds(field: Field) -> tuple[int, int | None]:
    return int(field.least or 0), None if field.most is None else int(field.most)


def _read_whole(text: str, place: Place) -> int:
    least, most = _whole_bounds(place.field)
    return entry.read_whole(text, place.language, field=place.label, least=least, most=most)


READERS: dict[Kind, Reader] = {
    Kind.NAME: Reader(lambda text, at: entry.read_line(text, at.label), _plain, _no_words, ""),
    Kind.TEXT: Reader(lambda text, at: entry.read_line(text, at.label, is_name=False), _plain, _no_words, ""),
    Kind.PROSE: Reader(lambda text, at: entry.read_prose(text, at.label), _plain, _no_words, ""),
    Kind.LINES: Reader(lambda text, at: entry.read_lines(text, at.label), _joined, _no_words, ()),
    Kind.DATES: Reader(
        lambda text, at: entry_time.read_dates(text, at.language, field=at.label),
        lambda value, at: "\n".join(entry_time.entry_date(day, at.language) for day in value),
        lambda value, at: wording.join_words([wording.date_words(day, at.language) for day in value]),
        (),
    ),
    Kind.PERCENT: Reader(
        lambda text, at: entry.read_percent(text, at.language, field=at.label, most=at.field.most or Decimal(100)),
        lambda value, at: entry.entry_percent(value, at.language),
        lambda value, at: wording.percent_words(value, at.language),
    ),
    Kind.NUMBER: Reader(
        lambda text, at: entry.read_number(text, at.language, field=at.label, least=at.field.least, most=at.field.most),
        lambda value, at: entry.entry_number(value, at.language),
        lambda value, at: wording.number_words(value, at.language),
    ),
    Kind.UNIT: Reader(_read_unit, lambda value, _at: unit_words(value), _no_words, ""),
    Kind.WHOLE: Reader(_read_whole, _plain, _no_words),
    Kind.QUANTITY: Reader(_read_quantity, _show_quantity, _quantity_words),
    Kind.DURATION: Reader(
        lambda text, at: entry_time.read_duration(text, at.language, field=at.label),
        lambda value, at: entry_time.entry_duration(value, at.language),
        lambda value, at: wording.duration_words(value, at.language),
    ),
    Kind.MONEY: Reader(
        lambda text, at: entry.read_money(text, at.agreement.frame.currency, at.language, field=at.label),
        lambda value, at: entry.entry_money(value, at.language),
        lambda value, at: wording.money_words(value, at.language),
    ),
    Kind.DATE: Reader(
        lambda text, at: entry_time.read_date(text, at.language, field=at.label),
        lambda value, at: entry_time.entry_date(value, at.language),
        lambda value, at: wording.date_words(value, at.language),
    ),
    Kind.TIME: Reader(
        lambda text, at: entry_time.read_time(text, field=at.label, is_end=at.path.endswith(".end")),
        lambda value, at: entry_time.entry_time(value, is_end=at.path.endswith(".end")),
        _no_words,
    ),
    Kind.SPAN: Reader(
        lambda text, at: entry_hours.read_span(text, at.language, field=at.label),
        lambda value, at: entry_hours.entry_span(value),
        lambda value, at: wording.span_words(value),
    ),
    Kind.HOURS: Reader(
        lambda text, at: entry_hours.read_hours(text, at.language, field=at.label),
        lambda value, at: entry_hours.entry_hours(value),
        lambda value, at: "; ".join(wording.span_words(span) for span in value),
        (),
    ),
}


def read_entry(text: str, place: Place) -> Any:
    """The value of `text`, the kind's empty value for no text. Raises EntryError with a sentence."""
    reader = READERS[place.field.kind]
    return reader.read(text, place) if text.strip() else reader.empty


def show_entry(value: Any, place: Place) -> str:
    """The text that reads back as `value`; empty for no value."""
    if value is None or value == "" or value == ():
        return ""
    return READERS[place.field.kind].show(value, place)


def understood(value: Any, text: str, place: Place) -> str:
    """What was understood, in words, where that says more than the text itself."""
    if value is None or value == "" or value == ():
        return ""
    words = READERS[place.field.kind].words(value, place)
    return "" if "".join(words.split()).casefold() == "".join(text.split()).casefold() else words


def refusal_sentence(refusal: EntryError) -> str:
    """What is wrong and what to type instead, without the field's name: it stands beside the field."""
    return f"{refusal.what} {refusal.remedy}".strip()
