"""The units a service level can be measured in: their words, and how their values behave."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from slawizard.agreement.quantities import TimeUnit


class UnitKind(StrEnum):
    """How values of a unit behave."""

    PERCENT = "percent"
    TIME = "time"
    COUNT = "count"
    MONEY = "money"
    OTHER = "other"


class Unit(msgspec.Struct, frozen=True):
    """A unit: its code, the words after one and after several, and the sign for tables."""

    code: str
    one: str
    many: str
    sign: str
    kind: UnitKind


def _time(code: str, one: str, many: str, sign: str) -> Unit:
    return Unit(code, one, many, sign, UnitKind.TIME)


_TABLE = (
    Unit("percent", "%", "%", "%", UnitKind.PERCENT),
    Unit("percentage_points", "percentage point", "percentage points", "pp", UnitKind.PERCENT),
    _time("milliseconds", "millisecond", "milliseconds", "ms"),
    _time(TimeUnit.SECONDS, "second", "seconds", "s"),
    _time(TimeUnit.MINUTES, "minute", "minutes", "min"),
    _time(TimeUnit.HOURS, "hour", "hours", "h"),
    _time(TimeUnit.DAYS, "day", "days", "d"),
    _time(TimeUnit.WEEKS, "week", "weeks", "wk"),
    _time(TimeUnit.MONTHS, "month", "months", "mo"),
    _time(TimeUnit.YEARS, "year", "years", "yr"),
    _time(TimeUnit.SERVICE_MINUTES, "minute of service hours", "minutes of service hours", "svc min"),
    _time(TimeUnit.SERVICE_HOURS, "service hour", "service hours", "svc h"),
    _time(TimeUnit.WORKING_DAYS, "working day", "working days", "wd"),
    Unit("count", "", "", "", UnitKind.COUNT),
    Unit("score", "point", "points", "pts", UnitKind.OTHER),
    Unit("celsius", "°C", "°C", "°C", UnitKind.OTHER),
    Unit("percent_rh", "% RH", "% RH", "% RH", UnitKind.OTHER),
    Unit("per_second", "request per second", "requests per second", "req/s", UnitKind.OTHER),
    Unit("money", "", "", "", UnitKind.MONEY),
)

UNITS: dict[str, Unit] = {unit.code: unit for unit in _TABLE}


def find_unit(code: str) -> Unit:
    """The unit with this code; a code of the user's own reads as itself after any number."""
    return UNITS.get(code) or Unit(code, code, code, code, UnitKind.OTHER)
