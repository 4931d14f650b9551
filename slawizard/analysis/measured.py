"""The measured file: what happened, window by window, as raw figures or measured values. Nothing in it is guessed."""

from __future__ import annotations

import codecs
import datetime as dt
import json
import re
from decimal import Decimal
from typing import Any

import msgspec

from slawizard.agreement.consequences import Fee, FeeScope
from slawizard.analysis.magnitudes import check_figures
from slawizard.errors import MeasuredFileError

MEASURED_VERSION = 1
MOST_BYTES = 200_000_000
MOST_SHOWN = 40


class FeeGiven(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A sum that credits or caps are shares of, in the agreement's currency. `name` tells named charges apart."""

    fee: Fee
    amount: Decimal
    scope: FeeScope = FeeScope.WHOLE_SERVICE
    name: str = ""


class Outage(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One outage: from `start` to `end` (local time of the level, or with an offset), or `lasted` so many of `unit`, or
    `clock` as h:mm:ss.

    `affected_percent` weighs it by the share of users. `excluded` is the reason why it does not count as downtime.
    `degraded`: slow, not down.
    """

    start: str = ""
    end: str = ""
    lasted: Decimal | None = None
    unit: str = "minutes"
    clock: str = ""
    affected_percent: Decimal | None = None
    excluded: str = ""
    degraded: bool = False


class Pause(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A time in which an item's clock stood still, and why."""

    start: str
    end: str
    reason: str = ""


class Item(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One ticket, order, trip or call: the time it took (`taken`), or its dates.

    `taken` is in `unit`; without one, in the target's unit, or in the level's where the severity sets the time.
    `severity` is an id or a name; or `impact` and `urgency` (and `environment`) give it by the priority matrix.
    `promised` is the date that was promised. `after_hours`: it came outside support hours; left out: told from
    `opened`.
    """

    id: str = ""
    taken: Decimal | None = None
    unit: str = ""
    opened: str = ""
    done: str = ""
    promised: str = ""
    severity: str = ""
    impact: str = ""
    urgency: str = ""
    environment: str = ""
    where: dict[str, str] = {}
    after_hours: bool | None = None
    pauses: tuple[Pause, ...] = ()
    excluded: str = ""


class Events(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """A count of events, and how many of them were bad."""

    total: int
    bad: int


class ErrorRate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """`count` intervals of the statistic, each with this error rate, in percent, or `bad` of `total` events."""

    count: int = 1
    percent: Decimal | None = None
    total: int | None = None
    bad: int | None = None


class Probes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Probe results in order from `start`: "+" for a good one, "-" for a failed one."""

    start: str
    results: str


class Sensor(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """Readings of a sensor from `start`, one `every` so many of `unit`: past a limit while they are more than `above`
    or less than `below`. At least one of the limits is given.
    """

    start: str
    readings: tuple[Decimal, ...]
    every: Decimal = Decimal(1)
    unit: str = "minutes"
    above: Decimal | None = None
    below: Decimal | None = None


class Reading(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """What was measured of one service level, in one cell of its table of targets, by exactly one kind of figures.

    `value`: the measured value, in `unit`, or else the unit of the target. `missed`: only that it was missed, or not.
    `outages`, `probes`, `error_minutes` (the error rate of each minute, in percent), `sensor`: downtime. `items`,
    `samples`, `events`, `rates`: what the statistic is taken of. `violations`: how many items went past the bound where
    credits begin.

    `target` fills a target that the agreement leaves to an order form or another table. `excluded` is time that does
    not count (maintenance). `service_minutes` is compared with the calendar's. `previous` are the values of the windows
    before, the oldest first, for a rolling mean. `sample_size` tells how many samples a `value` stands for.
    """

    level: str
    where: dict[str, str] = {}
    value: Decimal | None = None
    unit: str = ""
    missed: bool | None = None
    outages: tuple[Outage, ...] | None = None
    probes: Probes | None = None
    error_minutes: tuple[Decimal, ...] | None = None
    sensor: Sensor | None = None
    items: tuple[Item, ...] | None = None
    samples: tuple[Decimal, ...] | None = None
    events: Events | None = None
    rates: tuple[ErrorRate, ...] | None = None
    violations: int | None = None
    target: Decimal | None = None
    alternative_value: Decimal | None = None
    excluded: tuple[Outage, ...] = ()
    service_minutes: Decimal | None = None
    previous: tuple[Decimal, ...] = ()
    sample_size: int | None = None
    fees: tuple[FeeGiven, ...] = ()
    notified_on: dt.date | None = None
    claimed_on: dt.date | None = None
    ticket_closed_on: dt.date | None = None
    reported_on: dt.date | None = None
    eligible_on: dt.date | None = None


class MeasuredWindow(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One measurement window: the day it starts (or the hour, "2026-04-01T10:00"), its fees, and its readings.

    `subscribed_from` and `subscribed_until` (the last day) narrow a window that the service ran in only in part.
    `chosen` is the rule whose credit the customer chooses, where the agreement lets it choose. `suspended` is the case
    in which the provider has suspended the consequences, where the agreement allows that. `observed_until`: the end of
    the time in which the worst place of each window that slides is looked for; left out: it begins at `start`.
    """

    start: str
    readings: tuple[Reading, ...] = ()
    fees: tuple[FeeGiven, ...] = ()
    subscribed_from: dt.date | None = None
    subscribed_until: dt.date | None = None
    chosen: str = ""
    suspended: str = ""
    observed_until: str = ""


class Accrued(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A credit that accrued before this file's windows, before any cap, in the agreement's currency."""

    rule: str
    amount: Decimal
    window: dt.date


class Booked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An option booked: a cell of a level's table of targets, with its price."""

    level: str
    where: dict[str, str] = {}


class Prepaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Fees paid in advance for the days from `start` to `end`, both included."""

    amount: Decimal
    start: dt.date
    end: dt.date


class MeasuredFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file. `fees` are those that stay the same in every window (the fees of the term, of the year).

    `ended_on` is the last day of an agreement that was ended because of misses; `prepaid` is then paid back in part.
    """

    version: int = MEASURED_VERSION
    windows: tuple[MeasuredWindow, ...] = ()
    fees: tuple[FeeGiven, ...] = ()
    accrued: tuple[Accrued, ...] = ()
    booked: tuple[Booked, ...] = ()
    prepaid: tuple[Prepaid, ...] = ()
    ended_on: dt.date | None = None


_NO_NUMBER = re.compile(rb'"\s*[+-]?(s?nan\d*|inf(inity)?)\s*"', re.IGNORECASE)

KINDS: tuple[str, ...] = (
    "value",
    "missed",
    "outages",
    "probes",
    "error_minutes",
    "sensor",
    "items",
    "samples",
    "events",
    "rates",
    "violations",
)
"""The kinds of figures of which a reading gives exactly one."""


def kind_of(reading: Reading) -> str:
    """Which kind of figures a reading gives; empty where it gives none."""
    if reading.value is not None:
        return "value"
    return next((kind for kind in KINDS if getattr(reading, kind) is not None), "")


def decode_measured(data: bytes, where: str = "measured file") -> MeasuredFile:
    """Read a measured file. Raises MeasuredFileError, worded, for anything that is not one."""
    if len(data) > MOST_BYTES:
        raise MeasuredFileError(f"The file is larger than {MOST_BYTES // 1_000_000} MB.", where=where)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        found = msgspec.json.decode(data, type=MeasuredFile)
    except msgspec.ValidationError as problem:
        text, _, path = str(problem).partition(" - at ")
        if "got `null`" in text:
            text = "a figure is not filled in yet"
        place = f"{where}, {path.strip('`').removeprefix('$.')}" if path else where
        raise MeasuredFileError(
            f"This is not a measured file as it should be: {text}.",
            where=place,
            remedy="“slawizard schema measured” tells what belongs there.",
        ) from problem
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise MeasuredFileError(f"The file is not JSON ({problem}).", where=where) from problem
    if _NO_NUMBER.search(data):
        raise MeasuredFileError("“NaN” and “Infinity” are no figures.", where=where)
    if found.version != MEASURED_VERSION:
        raise MeasuredFileError(
            f"The file says version {found.version}; this program reads version {MEASURED_VERSION}.", where=where
        )
    check_figures(found, data, where)
    _refuse_repeated_names(data, where)
    return found


def _refuse_repeated_names(data: bytes, where: str) -> None:
    """Of a name that an object has twice, every reader takes another value: none is taken here."""

    def pairs(found: list[tuple[str, Any]]) -> None:
        names = [name for name, _value in found]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise MeasuredFileError(
                f"“{twice}” stands twice in the same place, with its values {_values_of(twice, found)}.",
                where=where,
                remedy="Keep the one that is right.",
            )

    json.loads(data, object_pairs_hook=pairs, parse_float=str, parse_int=str)


def _values_of(name: str, found: list[tuple[str, Any]]) -> str:
    told = [
        value if isinstance(value, str) and len(value) <= MOST_SHOWN else "…" for key, value in found if key == name
    ]
    return " and ".join(told)


def encode_measured(measured: MeasuredFile) -> bytes:
    """A measured file as indented JSON; figures as text, so that no program turns them into binary fractions."""
    return msgspec.json.format(msgspec.json.encode(measured), indent=2) + b"\n"


def measured_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a measured file. A figure may be a JSON number or the same as text."""
    schema = _with_numbers(msgspec.json.schema(MeasuredFile))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Measured file", **schema}


def _with_numbers(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_numbers(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("format") == "decimal":
        return {**node, "type": ["number", "string"]}
    return {key: _with_numbers(value) for key, value in node.items()}
