"""Comparing lengths of time whose units have no fixed length: only what is certain on every calendar counts."""

from __future__ import annotations

from decimal import Decimal

from slawizard.agreement.quantities import SECONDS_IN, Duration, TimeUnit

_SECONDS_A_DAY = 86400
_SHORTEST_DAYS = {TimeUnit.MONTHS: Decimal(28), TimeUnit.YEARS: Decimal(365)}
_LONGEST_DAYS = {TimeUnit.MONTHS: Decimal(31), TimeUnit.YEARS: Decimal(366)}


def shortest_days(duration: Duration) -> Decimal:
    """The fewest elapsed days the duration can take: a month of 28, working days that begin after a weekend."""
    if duration.unit in _SHORTEST_DAYS:
        return duration.amount * _SHORTEST_DAYS[duration.unit]
    if duration.unit is TimeUnit.WORKING_DAYS:
        return duration.amount + 2 * max(Decimal(0), (duration.amount - 1) // 5)
    return duration.amount * SECONDS_IN[duration.unit] / _SECONDS_A_DAY


def longest_days(duration: Duration) -> Decimal | None:
    """The most elapsed days the duration can take; None on a service clock, which may stand still for long."""
    if duration.unit in _LONGEST_DAYS:
        return duration.amount * _LONGEST_DAYS[duration.unit]
    if duration.unit.runs_on_service_hours:
        return None
    return duration.amount * SECONDS_IN[duration.unit] / _SECONDS_A_DAY


_MONTHS_IN = {TimeUnit.MONTHS: 1, TimeUnit.YEARS: 12}


def months_in(duration: Duration) -> Decimal | None:
    """The duration in months where it is given in months or years; None otherwise."""
    scale = _MONTHS_IN.get(duration.unit)
    return None if scale is None else duration.amount * scale


def certainly_longer(first: Duration, second: Duration) -> bool:
    """Whether the first is longer than the second on every calendar there is."""
    same = _same_scale(first, second)
    if same is not None:
        return same[0] > same[1]
    most = longest_days(second)
    return most is not None and shortest_days(first) > most


def certainly_as_long(first: Duration, second: Duration) -> bool:
    """Whether the first is at least as long as the second on every calendar there is."""
    same = _same_scale(first, second)
    if same is not None:
        return same[0] >= same[1]
    most = longest_days(second)
    return most is not None and shortest_days(first) >= most


def _same_scale(first: Duration, second: Duration) -> tuple[Decimal, Decimal] | None:
    """Both in one exact unit, where there is one."""
    months = months_in(first), months_in(second)
    if months[0] is not None and months[1] is not None:
        return months[0], months[1]
    if first.unit is second.unit:
        return first.amount, second.amount
    if first.unit.runs_on_service_hours == second.unit.runs_on_service_hours:
        seconds = first.seconds, second.seconds
        if seconds[0] is not None and seconds[1] is not None:
            return seconds[0], seconds[1]
    return None
