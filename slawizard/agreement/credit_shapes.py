"""The shapes of a service credit: how what is owed grows with the miss."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from slawizard.agreement.quantities import Duration


class KeyedOn(StrEnum):
    """Which figure a shape looks at."""

    VALUE = "value"
    MISS = "miss"
    MISS_PERCENT = "miss_percent"


class IncrementRounding(StrEnum):
    """What happens to a part of an increment."""

    FULL_ONLY = "full_only"
    STARTED = "started"
    PRO_RATA = "pro_rata"


class Overlap(StrEnum):
    """What the table means when several bands hold the figure."""

    FORBIDDEN = "forbidden"
    DEEPEST_WINS = "deepest_wins"


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Figures between two edges earn `credit`; an edge of None is open-ended. Edges are in the unit keyed on."""

    lower: Decimal | None = None
    lower_inclusive: bool = True
    upper: Decimal | None = None
    upper_inclusive: bool = False
    credit: Decimal | None = None


class Bands(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="bands"):
    """A table of bands of the measured value, of the miss in units, or of the miss in percent of the target.

    `unit`: the unit of the edges where it is not the level's (days late of a target in working days).
    """

    bands: tuple[Band, ...] = ()
    keyed_on: KeyedOn = KeyedOn.VALUE
    overlap: Overlap = Overlap.FORBIDDEN
    unit: str = ""


class Flat(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="flat"):
    """The same credit for any miss."""

    credit: Decimal | None = None


class LostTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="lost_time"):
    """The lost time's price times `multiplier`, after `grace`; only what is past the allowance: `beyond_allowance`."""

    multiplier: Decimal = Decimal(1)
    grace: Duration | None = None
    beyond_allowance: bool = False


class Increments(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="increments"):
    """`credit` for each `every` of the figure keyed on, after `grace` (same unit), with an `initial` part; at most
    `most` increments.

    Linear in the miss with PRO_RATA; per started or per full increment otherwise. `every` is in the unit of the figure,
    which `unit` names where it is not the level's (calendar days after a target in working days).
    """

    every: Decimal = Decimal(1)
    credit: Decimal | None = None
    keyed_on: KeyedOn = KeyedOn.MISS
    rounding: IncrementRounding = IncrementRounding.FULL_ONLY
    grace: Decimal = Decimal(0)
    initial: Decimal = Decimal(0)
    most: Decimal | None = None
    unit: str = ""


class PerOccurrence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="per_occurrence"):
    """`credit` for each item that missed: past the target, or past `threshold` (level's unit) if credits begin later.
    The first `free` items of a window earn nothing.
    """

    credit: Decimal | None = None
    threshold: Decimal | None = None
    free: int = 0


Shape = Bands | Flat | LostTime | Increments | PerOccurrence
