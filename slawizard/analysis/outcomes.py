"""What a reading says of its service level: kept or missed, and by how much, for a window or each of its incidents."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from slawizard.agreement.metrics import Alternative, Severity, ShareWithin, Standing, Target, TimeShare, Worst
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.analysis.downtime import Allowance, allowance_in
from slawizard.analysis.items import Judged, judge_item
from slawizard.analysis.measured import Item, kind_of
from slawizard.analysis.measurement import Value, measured_value
from slawizard.analysis.miss import ZERO, Miss, compare, convert
from slawizard.analysis.outages import Stretch, incident_minutes, stretches_of
from slawizard.analysis.rounding import HUNDRED
from slawizard.analysis.setting import Cell, Setting
from slawizard.analysis.steps import Figure, Step
from slawizard.errors import MeasuredFileError


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """One judgement: of a window, or of one incident (`label` tells which; empty for a window).

    `at_minimum` is the miss of the minimum level, from which some credits count. `violations` is set where only their
    number is told, `items` where a window is judged by single ones; a window's incident is its last one. `note` says
    why a judgement cannot be made.
    """

    miss: Miss
    cell: Cell = ()
    target: Target | None = None
    at_minimum: Miss | None = None
    label: str = ""
    severity: Severity | None = None
    deadline: dt.datetime | None = None
    incident_start: dt.datetime | None = None
    incident_end: dt.datetime | None = None
    allowance: Allowance | None = None
    violations: int | None = None
    items: tuple[Outcome, ...] = ()
    steps: tuple[Step, ...] = ()
    note: str = ""


def outcomes_of(setting: Setting) -> tuple[Outcome, ...]:
    """Every judgement a reading allows. Raises MeasuredFileError where it gives no figures, or several kinds."""
    kind = kind_of(setting.reading)
    if not kind:
        raise MeasuredFileError(
            f"Nothing was measured of “{setting.level.id}”.",
            where=setting.place,
            remedy="Give a value, or what it is taken of.",
        )
    if kind == "missed":
        return (_told(setting, bool(setting.reading.missed)),)
    if kind == "violations":
        return (_violations(setting),)
    if setting.is_per_incident and kind in ("items", "outages", "probes", "sensor", "samples"):
        return _incidents(setting, kind)
    if kind == "value" and setting.is_per_incident:
        return (_incident_value(setting),)
    if kind == "items" and isinstance(setting.level.statistic, Worst | ShareWithin):
        return (_window_of_items(setting),)
    return (_window(setting),)


def _told(setting: Setting, missed: bool) -> Outcome:
    bound = setting.target.value if setting.target else None
    miss = Miss(missed, None, bound, unit=setting.unit, direction=setting.level.direction)
    step = Step("The file says that it was {}.", ("missed" if missed else "kept",))
    return Outcome(miss, setting.cell, setting.target, allowance=_allowance(setting, None), steps=(step,))


def _violations(setting: Setting) -> Outcome:
    count = setting.reading.violations or 0
    if count < 0:
        raise MeasuredFileError("A number of violations cannot be negative.", where=f"{setting.place}.violations")
    bound = setting.target.value if setting.target else None
    miss = Miss(count > 0, None, bound, unit=setting.unit, direction=setting.level.direction)
    step = Step("The file tells {} past the bound.", (str(count),))
    return Outcome(miss, setting.cell, setting.target, violations=count, steps=(step,))


def _incident_value(setting: Setting) -> Outcome:
    if setting.level.severity_time is not None:
        return _judged(
            judge_item(Item(taken=setting.reading.value, unit=setting.reading.unit), setting, setting.place),
            setting,
            "",
        )
    return _window(setting)


# --- a window as a whole ----------------------------------------------------------------------------------------


def _window(setting: Setting) -> Outcome:
    found = measured_value(setting)
    target, direction = setting.target, setting.level.direction
    lost, allowance = _lost_minutes(setting, found), _allowance(setting, found)
    if found.number is None or target is None or target.value is None:
        miss = Miss(None, found.number, None, unit=setting.unit, direction=direction)
        at_minimum = None
    else:
        miss = compare(found.number, target, direction, setting.unit)
        has_minimum = target.minimum is not None
        at_minimum = compare(found.number, target, direction, setting.unit, minimum=True) if has_minimum else None
    extra = {
        "lost_minutes": lost,
        "agreed_minutes": allowance.agreed_minutes if allowance else None,
        "allowed_minutes": allowance.minutes if allowance else None,
    }
    miss, note = _with_alternative(setting, msgspec.structs.replace(miss, **extra), lost)
    at_minimum = None if at_minimum is None else msgspec.structs.replace(at_minimum, **extra)
    note = note or found.note or _why_undecided(setting)
    spans = [each.span for each in found.downtime.stretches if each.span] if found.downtime else []
    return Outcome(
        miss,
        setting.cell,
        target,
        at_minimum,
        incident_start=max((span.start for span in spans), default=None),
        incident_end=max((span.end for span in spans), default=None),
        allowance=allowance,
        steps=(*found.steps, *_verdict(miss, target)),
        note=note if miss.is_missed is None else "",
    )


def _window_of_items(setting: Setting) -> Outcome:
    """A window judged by its items: the share of those in time, or the one that missed its own bound furthest."""
    items = _incidents(setting, "items")
    if isinstance(setting.level.statistic, ShareWithin):
        return msgspec.structs.replace(_window(setting), items=items)
    judged = [item for item in items if item.miss.is_missed is not None]
    if not judged:
        miss = Miss(None if items else False, unit=setting.unit, direction=setting.level.direction)
        note = items[0].note if items else ""
        return Outcome(miss, setting.cell, setting.target, items=items, note=note)
    worst = max(judged, key=lambda item: (bool(item.miss.is_missed), item.miss.percent or item.miss.by, item.miss.by))
    told = Step("Of {} items, {} missed their bound.", (str(len(items)), str(sum(_is_missed(item) for item in items))))
    steps = (told, *worst.steps)
    return msgspec.structs.replace(worst, items=items, steps=steps, label="", severity=None, cell=setting.cell)


def _is_missed(outcome: Outcome) -> bool:
    return bool(outcome.miss.is_missed)


def _why_undecided(setting: Setting) -> str:
    if setting.level.standing is Standing.INFORMATIONAL:
        return "The level is told for information only."
    if setting.target is not None and setting.target.words:
        return f"The target is in words: {setting.target.words}."
    return "The target has no figure yet."


def _verdict(miss: Miss, target: Target | None) -> tuple[Step, ...]:
    if miss.value is None or miss.bound is None or miss.is_missed is None:
        return ()
    value, bound = Figure(miss.value, miss.unit), Figure(miss.bound, miss.unit)
    if not miss.is_missed:
        return (Step("{} keeps the target of {}.", (value, bound)),)
    by = Figure(miss.by, "percentage_points" if miss.unit == "percent" else miss.unit)
    return (Step("{} misses the target of {} by {}.", (value, bound, by)),)


def _is_time_share(setting: Setting) -> bool:
    return isinstance(setting.level.statistic, TimeShare) and setting.unit == "percent" and not setting.is_per_incident


def _lost_minutes(setting: Setting, found: Value) -> Decimal | None:
    """Downtime: as counted, or told by an availability in percent."""
    if found.downtime is not None:
        return found.downtime.lost_minutes
    if found.number is None:
        return None
    if _is_time_share(setting):
        return setting.agreed_minutes() * (HUNDRED - found.number) / HUNDRED
    return convert(found.number, setting.unit, "minutes")


def _allowance(setting: Setting, found: Value | None) -> Allowance | None:
    target = setting.target
    if not _is_time_share(setting) or target is None or target.value is None:
        return None
    counted = found.downtime if found else None
    return allowance_in(counted.agreed_minutes if counted else setting.agreed_minutes(), target.value)


def _with_alternative(setting: Setting, miss: Miss, lost_minutes: Decimal | None) -> tuple[Miss, str]:
    """A miss is none where the target's other limit was kept: either one is enough."""
    other = setting.target.alternative if setting.target else None
    if other is None or not miss.is_missed:
        return miss, ""
    value = _alternative_value(setting, other, lost_minutes)
    if value is None:
        note = f"Whether the other limit of {Figure(other.value, other.unit).words()} was kept is not told."
        return msgspec.structs.replace(miss, is_missed=None), note
    is_share = find_unit(other.unit).kind is UnitKind.PERCENT
    kept = value >= other.value if is_share else value <= other.value
    return msgspec.structs.replace(miss, is_missed=not kept), ""


def _alternative_value(setting: Setting, other: Alternative, lost_minutes: Decimal | None) -> Decimal | None:
    if setting.reading.alternative_value is not None:
        return setting.reading.alternative_value
    return None if lost_minutes is None else convert(lost_minutes, "minutes", other.unit)


# --- incidents --------------------------------------------------------------------------------------------------


def _incidents(setting: Setting, kind: str) -> tuple[Outcome, ...]:
    place, reading = setting.place, setting.reading
    if kind == "items":
        return tuple(
            _judged(judge_item(item, setting, f"{place}.items[{number}]"), setting, item.id or f"item {number + 1}")
            for number, item in enumerate(reading.items or ())
            if not item.excluded
        )
    if kind == "samples":
        return tuple(_sample(setting, each, number) for number, each in enumerate(reading.samples or ()))
    return tuple(_outage(setting, each, number) for number, each in enumerate(stretches_of(setting)))


def _judged(judged: Judged, setting: Setting, label: str) -> Outcome:
    at_minimum = None
    if judged.target is not None and judged.target.minimum is not None and judged.miss.value is not None:
        at_minimum = compare(judged.miss.value, judged.target, setting.level.direction, judged.miss.unit, minimum=True)
    return Outcome(
        judged.miss,
        judged.cell,
        judged.target,
        at_minimum,
        label=label,
        severity=judged.severity,
        deadline=judged.deadline,
        steps=(*judged.steps, *_verdict(judged.miss, judged.target)),
        note=judged.note,
    )


def _sample(setting: Setting, value: Decimal, number: int) -> Outcome:
    target = setting.target
    if target is None or target.value is None:
        miss = Miss(None, value, None, unit=setting.unit, direction=setting.level.direction)
        return Outcome(miss, setting.cell, target, label=f"sample {number + 1}", note=_why_undecided(setting))
    miss = compare(value, target, setting.level.direction, setting.unit)
    at_minimum = compare(value, target, setting.level.direction, setting.unit, minimum=True)
    return Outcome(miss, setting.cell, target, at_minimum, label=f"sample {number + 1}", steps=_verdict(miss, target))


def _outage(setting: Setting, stretch: Stretch, number: int) -> Outcome:
    """One outage judged by itself: by its length where the target is a time, else a miss as soon as it counts."""
    minutes = incident_minutes(stretch, setting)
    target, level, unit = setting.target, setting.level, setting.unit
    value = convert(minutes, "minutes", unit)
    if value is None:
        value = convert(minutes, "service_minutes", unit)
    if value is not None and target is not None and target.value is not None:
        miss = compare(value, target, level.direction, unit)
    else:
        share = ZERO if minutes else HUNDRED
        shown = share if unit == "percent" else None
        bound = target.value if target else None
        miss = Miss(minutes > 0, shown, bound, unit=unit, direction=level.direction)
    miss = msgspec.structs.replace(miss, lost_minutes=minutes)
    steps: tuple[Step, ...] = (Step("The outage counts {}.", (Figure(minutes, "minutes"),)),)
    return Outcome(
        miss,
        setting.cell,
        target,
        label=f"outage {number + 1}",
        incident_start=stretch.span.start if stretch.span else None,
        incident_end=stretch.span.end if stretch.span else None,
        steps=(*steps, *_verdict(miss, target)) if unit != "percent" else steps,
    )
