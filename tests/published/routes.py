"""How a case's inputs are entered into a measured file: routes from an input to where a user would write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

APRIL, QUARTER_OF_90_DAYS = "2026-04-01", "2026-01-01"
"""A month of 43,200 minutes, and a quarter of 129,600."""


class Entry:
    """A measured file as it is being filled in: plain JSON, one window unless a route opens another."""

    def __init__(self, level: str = "", start: str = APRIL, where: dict[str, str] | None = None) -> None:
        self.level, self.start, self.where = level, start, dict(where or {})
        self.readings: list[dict[str, Any]] = []
        self.fees: list[dict[str, Any]] = []
        self.more: dict[str, Any] = {}
        self.windows: list[dict[str, Any]] = []

    def reading(self, level: str = "", where: dict[str, str] | None = None) -> dict[str, Any]:
        """The reading of a level in a cell; the ones chosen so far where nothing else is named."""
        name, cell = level or self.level, self.where if where is None else where
        for reading in self.readings:
            if reading["level"] == name and (where is None or reading["where"] == cell):
                return reading
        self.readings.append({"level": name, "where": cell})
        return self.readings[-1]

    def document(self) -> dict[str, Any]:
        """The file's content."""
        windows = list(self.windows)
        if self.readings:
            windows.append({"start": self.start, "readings": self.readings})
        return {"version": 1, "windows": windows, "fees": self.fees, **self.more}


Route = Callable[[Entry, Any], None]


class Table(msgspec.Struct, frozen=True):
    """The inputs of one agreement's cases in the order in which they are entered; `level`, `start` and `where` hold
    until an input chooses others.
    """

    routes: dict[str, Route]
    level: str = ""
    start: str = APRIL
    where: dict[str, str] = {}


def measured_document(table: Table, measured: dict[str, Any]) -> dict[str, Any]:
    """The measured file of a case. Raises KeyError for an input that the table does not know."""
    unknown = sorted(set(measured) - set(table.routes))
    if unknown:
        raise KeyError(unknown)
    entry = Entry(table.level, table.start, table.where)
    for name, route in table.routes.items():
        if name in measured:
            route(entry, measured[name])
    return entry.document()


class Place(msgspec.Struct, frozen=True):
    """Where a choice leads: a service level, a cell of its table, a window."""

    level: str = ""
    where: dict[str, str] = {}
    start: str = ""


def choose(places: dict[Any, Place]) -> Route:
    """An input that says which service level, cell or window is meant."""

    def route(entry: Entry, value: Any) -> None:
        place = places[value]
        entry.level, entry.start = place.level or entry.level, place.start or entry.start
        entry.where = {**entry.where, **place.where}

    return route


def cell(dimension: str, values: dict[Any, str]) -> Route:
    """An input that names a value of a dimension."""
    return choose({value: Place(where={dimension: name}) for value, name in values.items()})


def window(starts: dict[Any, str]) -> Route:
    """An input that says, by its name or its length, which window is meant."""
    return choose({value: Place(start=start) for value, start in starts.items()})


def put(field: str, level: str = "", where: dict[str, str] | None = None, **fixed: Any) -> Route:
    """An input that is a field of the reading, "events.bad" one inside it; `fixed` are said beside it."""

    def route(entry: Entry, value: Any) -> None:
        target = entry.reading(level, where)
        target.update(fixed)
        *outer, last = field.split(".")
        for name in outer:
            target = target.setdefault(name, {})
        target[last] = value

    return route


def every(*routes: Route) -> Route:
    """An input that belongs in several places."""

    def route(entry: Entry, value: Any) -> None:
        for each in routes:
            each(entry, value)

    return route


def outage(field: str = "outages", length: str = "lasted", level: str = "", **fixed: Any) -> Route:
    """An input that is the length of an outage, or a list of such."""

    def route(entry: Entry, value: Any) -> None:
        rows = entry.reading(level).setdefault(field, [])
        rows.extend({length: each, **fixed} for each in (value if isinstance(value, list) else [value]))

    return route


def item(field: str, dates: dict[str, str] | None = None, **fixed: Any) -> Route:
    """An input that is a field of the one ticket or order; `dates` are the dates that its names stand for."""

    def route(entry: Entry, value: Any) -> None:
        row = entry.reading().setdefault("items", [{}])[0]
        row.update({field: value if dates is None else dates[value], **fixed})

    return route


def fee(kind: str, *scopes: str) -> Route:
    """An input that is a sum, of each of these scopes."""

    def route(entry: Entry, value: Any) -> None:
        entry.fees.extend({"fee": kind, "amount": value, "scope": scope} for scope in scopes)

    return route
