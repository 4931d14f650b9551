"""Local times as instants: each in the time zone it is meant in, with the hours that clocks skip or show twice."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from slawizard.i18n import Plural
from slawizard.tables.dates import Dated

_EPOCH = dt.datetime(1970, 1, 1)
_MICRO = dt.timedelta(microseconds=1)
_DAY = dt.timedelta(days=1)
_MOST_DAYS = 50_000


_TWICE = Plural(
    "{count} time comes twice in ZONE, because the clocks go back; it is taken as the first of the two, or as the "
    "second where the first would lie before the start.",
    "{count} times come twice in ZONE, because the clocks go back; they are taken as the first of the two, or as the "
    "second where the first would lie before the start. What begins at such a time may be an hour shorter.",
)
_SKIPPED = Plural(
    "{count} time does not exist in ZONE, because the clocks go forward; it is taken as that much after the change.",
    "{count} times do not exist in ZONE, because the clocks go forward; they are taken as that much after the change.",
)


class Instants:
    """Turns dates of cells into microseconds since 1970 (UTC), and counts what the change of the clocks left open.

    A time that comes twice is taken as the first of the two, or as the second where the first would lie before
    `after`; a time that is skipped as so much after the change as it is after the hour that is missing.
    """

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.twice = self.skipped = self.local = self.with_offset = 0
        self._offsets: dict[dt.date, dt.timedelta | None] = {}

    def of(self, dated: Dated, after: int | None = None) -> int:
        """The instant of a date, in microseconds. `after` is the instant that it cannot lie before."""
        at = dated.at
        if at.tzinfo is not None:
            self.with_offset += 1
            return (at.astimezone(dt.UTC).replace(tzinfo=None) - _EPOCH) // _MICRO
        self.local += 1
        day = at.date()
        if day not in self._offsets:
            self._learn(day)
        offset = self._offsets[day]
        return (at - offset - _EPOCH) // _MICRO if offset is not None else self._slow(at, after)

    def _learn(self, day: dt.date) -> None:
        if len(self._offsets) > _MOST_DAYS:
            self._offsets.clear()
        start = dt.datetime.combine(day, dt.time(0), self.zone)
        offsets = {start.utcoffset(), start.replace(fold=1).utcoffset(), (start + _DAY).utcoffset()}
        # A day with two changes that cancel out has other offsets in between.
        offsets |= {start.replace(hour=hour, minute=30).utcoffset() for hour in range(24)}
        self._offsets[day] = offsets.pop() if len(offsets) == 1 else None

    def _slow(self, at: dt.datetime, after: int | None) -> int:
        first, second = (self._with_fold(at, fold) for fold in (0, 1))
        if first == second:
            return first
        if first > second:  # the clocks skip it: the offset before the change is the smaller one
            self.skipped += 1
            return first
        self.twice += 1
        return second if after is not None and first < after <= second else first

    def _with_fold(self, at: dt.datetime, fold: int) -> int:
        instant = at.replace(tzinfo=self.zone, fold=fold).astimezone(dt.UTC).replace(tzinfo=None)
        return (instant - _EPOCH) // _MICRO

    def notes(self) -> tuple[str, ...]:
        """What was done at the changes of the clocks, as sentences; nothing where there was nothing to do."""
        zone = self.zone.key
        found = [_TWICE.of(self.twice).replace("ZONE", zone)] if self.twice else []
        return (*found, _SKIPPED.of(self.skipped).replace("ZONE", zone)) if self.skipped else tuple(found)


def moment(micros: int, zone: ZoneInfo) -> dt.datetime:
    """An instant as local time."""
    return (_EPOCH + dt.timedelta(microseconds=micros)).replace(tzinfo=dt.UTC).astimezone(zone)


def iso(micros: int) -> str:
    """An instant as a measured file writes it, in UTC."""
    return (_EPOCH + dt.timedelta(microseconds=micros)).isoformat() + "+00:00"


def micros_of(at: dt.datetime) -> int:
    """An aware time as microseconds since 1970."""
    return (at.astimezone(dt.UTC).replace(tzinfo=None) - _EPOCH) // _MICRO
