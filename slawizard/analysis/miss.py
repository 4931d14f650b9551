"""What one service level did in one window, or one incident of it, as the shapes of credit look at it."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import Direction, Target
from slawizard.agreement.quantities import SECONDS_IN, TimeUnit
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.rounding import HUNDRED

ZERO = Decimal(0)


class Miss(msgspec.Struct, frozen=True, gc=False):
    """The outcome of one window or incident.

    `value`, `bound` and `by` (how far the value lies past the bound, zero or more) are in `unit`. `is_missed` is None
    where it cannot be decided. `lost_minutes` is counted downtime, `agreed_minutes` the service time it is part of,
    `allowed_minutes` the downtime the target allows. `late_days` is the number of calendar days a dated item was late.
    """

    is_missed: bool | None
    value: Decimal | None = None
    bound: Decimal | None = None
    by: Decimal = ZERO
    unit: str = "percent"
    direction: Direction = Direction.HIGHER
    lost_minutes: Decimal | None = None
    agreed_minutes: Decimal | None = None
    allowed_minutes: Decimal | None = None
    late_days: Decimal | None = None

    @property
    def percent(self) -> Decimal | None:
        """How far the value lies past the bound, in percent of the bound; None where the bound is zero or not known."""
        if not self.by:
            return ZERO
        return self.by * HUNDRED / abs(self.bound) if self.bound else None


def compare(value: Decimal, target: Target, direction: Direction, unit: str, *, minimum: bool = False) -> Miss:
    """A value against a target whose figures are already in `unit`; `minimum` compares with the minimum level instead.

    A bound itself is kept unless the target is strict. A target without a figure decides nothing.
    """
    bound = target.minimum if minimum and target.minimum is not None else target.value
    if bound is None:
        return Miss(None, value, None, unit=unit, direction=direction)
    if direction is Direction.BAND:
        return _compare_band(value, bound, target.upper, unit)
    past = bound - value if direction is Direction.HIGHER else value - bound
    strict = target.strict and not minimum
    return Miss(past > 0 or (strict and past == 0), value, bound, max(past, ZERO), unit, direction)


def _compare_band(value: Decimal, lower: Decimal, upper: Decimal | None, unit: str) -> Miss:
    if value < lower:
        return Miss(True, value, lower, lower - value, unit, Direction.BAND)
    if upper is not None and value > upper:
        return Miss(True, value, upper, value - upper, unit, Direction.BAND)
    return Miss(False, value, lower, ZERO, unit, Direction.BAND)


_SCALES: dict[str, Decimal] = {unit.value: Decimal(seconds) for unit, seconds in SECONDS_IN.items()}
_SCALES["milliseconds"] = Decimal("0.001")
_ON_SERVICE_HOURS = frozenset(unit.value for unit in TimeUnit if unit.runs_on_service_hours)


def unit_scale(unit: str) -> Decimal | None:
    """Seconds in a unit of time that has a fixed length; None for any other unit."""
    return _SCALES.get(unit)


def convert(number: Decimal, from_unit: str, to_unit: str) -> Decimal | None:
    """A figure in another unit of the same kind; None where there is no fixed ratio between the two."""
    if from_unit == to_unit or not to_unit or not from_unit:
        return number
    source, goal = unit_scale(from_unit), unit_scale(to_unit)
    if source is not None and goal is not None and _same_clock(from_unit, to_unit):
        return number * source / goal
    kinds = {find_unit(from_unit).kind, find_unit(to_unit).kind}
    return number if kinds == {UnitKind.PERCENT} else None


def _same_clock(first: str, second: str) -> bool:
    """Whether both run on all hours, or both on service hours: an hour of the one is no hour of the other."""
    return (first in _ON_SERVICE_HOURS) == (second in _ON_SERVICE_HOURS)
