"""Readings of a sensor as stretches past a limit: how long a temperature stayed where it should not be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from slawizard.analysis.measured import Sensor
from slawizard.analysis.miss import unit_scale
from slawizard.analysis.moments import parse_moment
from slawizard.analysis.setting import Setting
from slawizard.analysis.windows import Span
from slawizard.errors import MeasuredFileError


def excursions(sensor: Sensor, setting: Setting) -> list[Span]:
    """The stretches in which a sensor read more than `above` or less than `below`, in order.

    A reading stands until the next one, the last for as long as the interval: a stretch begins with the first reading
    past a limit and ends with the first that is back. A limit itself is kept. Readings past either limit, one after the
    other, are one stretch. Raises MeasuredFileError for a sensor without limits or interval.
    """
    place = f"{setting.place}.sensor"
    if sensor.above is None and sensor.below is None:
        raise MeasuredFileError("The readings have no limit to be past.", where=place, remedy="Give above or below.")
    if sensor.above is not None and sensor.below is not None and sensor.below > sensor.above:
        raise MeasuredFileError("The lower limit of the readings is above the upper one.", where=f"{place}.below")
    scale = unit_scale(sensor.unit)
    if scale is None or sensor.every <= 0:
        raise MeasuredFileError("The time between two readings has no fixed length.", where=f"{place}.every")
    every = dt.timedelta(microseconds=int(sensor.every * scale * 1_000_000))
    if not every:
        raise MeasuredFileError("The time between two readings is too short.", where=f"{place}.every")
    first = parse_moment(sensor.start, setting.zone, f"{place}.start").at.astimezone(dt.UTC)
    return [
        Span((first + every * start).astimezone(setting.zone), (first + every * end).astimezone(setting.zone))
        for start, end in past_limits(sensor.readings, sensor.above, sensor.below)
    ]


def past_limits(readings: Sequence[Decimal], above: Decimal | None, below: Decimal | None) -> list[tuple[int, int]]:
    """Runs of readings past a limit: the place of the first, and that after the last."""
    found, place = [], 0
    for is_past, run in groupby(
        readings, key=lambda each: (above is not None and each > above) or (below is not None and each < below)
    ):
        length = len(list(run))
        if is_past:
            found.append((place, place + length))
        place += length
    return found
