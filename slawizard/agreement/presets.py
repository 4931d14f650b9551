"""New service levels as they usually are: an id from the name, and statistic, unit and direction from the kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Count,
    Direction,
    LevelKind,
    Mean,
    MeasurementWindow,
    Percentile,
    ServiceLevel,
    SeverityTime,
    ShareWithin,
    Statistic,
    Survey,
    Target,
    TimeShare,
    Total,
    WindowKind,
    Worst,
)

_LONGEST_ID = 40


class Preset(NamedTuple):
    """What a kind of service level is usually measured as."""

    statistic: Statistic
    unit: str
    direction: Direction
    window: WindowKind = WindowKind.CALENDAR_MONTH
    clock: ClockStart = ClockStart.FAILURE
    severity_time: SeverityTime | None = None
    survey: Survey | None = None


PRESETS: dict[LevelKind, Preset] = {
    LevelKind.AVAILABILITY: Preset(TimeShare(), "percent", Direction.HIGHER),
    LevelKind.RESPONSE: Preset(
        ShareWithin(), "percent", Direction.HIGHER, clock=ClockStart.TICKET, severity_time=SeverityTime.RESPONSE
    ),
    LevelKind.RESOLUTION: Preset(
        ShareWithin(), "percent", Direction.HIGHER, clock=ClockStart.TICKET, severity_time=SeverityTime.RESOLUTION
    ),
    LevelKind.DELIVERY: Preset(
        Worst(), "working_days", Direction.LOWER, WindowKind.PER_INCIDENT, clock=ClockStart.ORDER
    ),
    LevelKind.PERFORMANCE: Preset(Percentile(), "milliseconds", Direction.LOWER),
    LevelKind.QUALITY: Preset(Mean(), "percent", Direction.HIGHER),
    LevelKind.SATISFACTION: Preset(Mean(), "score", Direction.HIGHER, WindowKind.QUARTER, survey=Survey()),
    LevelKind.SECURITY: Preset(Count(), "count", Direction.LOWER),
    LevelKind.DATA: Preset(Worst(), "minutes", Direction.LOWER, WindowKind.PER_INCIDENT),
    LevelKind.RECOVERY: Preset(Worst(), "hours", Direction.LOWER, WindowKind.PER_INCIDENT),
    LevelKind.ENVIRONMENT: Preset(Mean(), "celsius", Direction.BAND, WindowKind.CLOCK_HOUR),
    LevelKind.OTHER: Preset(Total(), "count", Direction.LOWER),
}


def fresh_id(name: str, taken: Iterable[str], fallback: str = "item") -> str:
    """An id made of a name ("Support response" is "support-response"), numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-") or fallback
    used, number, result = set(taken), 1, slug
    while result in used:
        number += 1
        result = f"{slug}-{number}"
    return result


def new_level(agreement: Agreement, name: str = "") -> ServiceLevel:
    """A service level with an id of its own, measured as availability, its target still open."""
    taken = [level.id for level in agreement.metrics.levels]
    return ServiceLevel(fresh_id(name, taken, "level"), name, targets=(Target(),))


def as_kind(level: ServiceLevel, kind: LevelKind) -> ServiceLevel:
    """The level as another kind. What still stands as its old kind set it changes too; what was chosen by hand stays.

    A target is dropped with its unit: 99.9 means nothing in milliseconds.
    """
    old, new = PRESETS[level.kind], PRESETS[kind]
    changes: dict[str, object] = {"kind": kind}
    for name in ("statistic", "unit", "direction", "severity_time", "survey"):
        if getattr(level, name) == getattr(old, name):
            changes[name] = getattr(new, name)
    if level.window == MeasurementWindow(old.window):
        changes["window"] = MeasurementWindow(new.window)
    if level.clock == Clock(old.clock):
        changes["clock"] = Clock(new.clock)
    if changes.get("unit", level.unit) != level.unit:
        changes["targets"] = tuple(
            msgspec.structs.replace(target, value=None, upper=None, minimum=None) for target in level.targets
        )
    return msgspec.structs.replace(level, **changes)
