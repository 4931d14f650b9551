"""From readings in order to the value of each window: downtime past a limit, shares within it, or a statistic."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate, pairwise

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import HistoryWindow, TypicalIncidents
from slawizard.agreement.metrics import ExcludedTime, RollingMean, WindowKind
from slawizard.agreement.wording import duration_words
from slawizard.analysis.measured import Events, MeasuredWindow, Reading
from slawizard.analysis.measurement import measured_value, own_value
from slawizard.analysis.rounding import half_up
from slawizard.analysis.setting import Setting, setting_of
from slawizard.analysis.windows import Span
from slawizard.errors import SlaWizardError, TableFileError
from slawizard.evidence.context import Context
from slawizard.evidence.instants import micros_of, moment
from slawizard.evidence.outage_list import OutageList
from slawizard.evidence.outages import outage_windows
from slawizard.evidence.quick_outages import QuickDowntime
from slawizard.evidence.reading_list import Holes, ReadingList
from slawizard.evidence.readings import (
    Limits,
    Use,
    gaps_of,
    limits_of,
    read_readings,
    unit_factor,
    use_of,
    without_doubles,
)
from slawizard.evidence.sliding import without
from slawizard.i18n import Plural

Spans = list[tuple[int, int]]
Windows = tuple[HistoryWindow, ...]
_HUNDRED = Decimal(100)
_MOSTLY = Plural(
    "{count} window is left out: of more than half of its time there are no readings.",
    "{count} windows are left out: of more than half of their time there are no readings.",
)
_LACKING = Plural(
    "{count} window has no value by the level's definition:",
    "{count} windows have no value by the level's definition; the first:",
)


def import_readings(context: Context) -> tuple[Windows, TypicalIncidents | None]:
    """The value of each window of a table of readings, and what went past the limits in a usual year.

    Raises TableFileError where readings do not tell what the level is measured by.
    """
    use = use_of(context)
    limits = None if use is Use.SAMPLES else limits_of(context)
    factor = unit_factor(context) if use is Use.SAMPLES else Decimal(1)
    found = read_readings(context)
    if not found.at:
        return (), None
    holes = None
    if use is Use.STRETCHES and not any(each.topic == "sensor" for each in context.questions):
        found = without_doubles(context, found)
        holes = gaps_of(context, found) if found.at else None
    if context.questions or not found.at:
        return (), None
    spans = context.windows(found.at[0], found.at[-1]).spans
    if limits is None or use is not Use.STRETCHES:
        return _sampled(context, found, spans, limits, factor), None
    assert holes is not None
    return _past_limits(context, found, spans, limits, holes)


# --- stretches past a limit -------------------------------------------------------------------------------------


def _past_limits(
    context: Context, found: ReadingList, spans: tuple[Span, ...], limits: Limits, holes: Holes
) -> tuple[Windows, TypicalIncidents | None]:
    unknown = holes.spans if context.answers.gaps == "unknown" else []
    last = found.at[-1] + holes.usual
    first_of_all, last_of_all = micros_of(spans[0].start), micros_of(spans[-1].end)
    # What was before the first reading and after the last, nobody knows, whatever gaps mean.
    around = [each for each in ((first_of_all, found.at[0]), (last, last_of_all)) if each[0] < each[1]]
    unknown = sorted([*unknown, *around])
    past = without(list(_stretches(found, limits, holes, context.answers.gaps)), unknown)
    outages = OutageList(
        array("q", (start for start, _ in (*past, *unknown))),
        array("q", (end for _, end in (*past, *unknown))),
        array("L", [0] * (len(past) + len(unknown))),
        bytearray([0] * len(past) + [1] * len(unknown)),
        [_HUNDRED],
    )
    context.agreement = _without_unknown_time(context.agreement, context.level.id)
    windows, incidents = outage_windows(context, outages, spans)
    return _well_known(context, windows, spans, unknown), incidents


def _without_unknown_time(agreement: Agreement, level: str) -> Agreement:
    """The agreement as it counts where time of which nothing is known belongs to no window."""
    place = [each.id for each in agreement.metrics.levels].index(level)
    agreement = replace(agreement, f"metrics.levels.{place}.measurement.excluded_time", ExcludedTime.LEAVES_DENOMINATOR)
    return replace(agreement, "expectations.maintenance.counts_as_downtime", False)


def _stretches(found: ReadingList, limits: Limits, holes: Holes, gaps: str) -> Iterator[tuple[int, int]]:
    """From when to when a limit was passed: each reading stands until the next, or until its hole begins."""
    ends = dict(holes.spans)
    starts = {end: start for start, end in ends.items()}
    is_past = [limits.is_passed(value) for value in found.values]
    begun: int | None = None
    for place, (at, after) in enumerate(pairwise((*found.at, found.at[-1] + holes.usual))):
        hole = starts.get(after)
        if is_past[place]:
            begun = at if begun is None else begun
        elif begun is not None:
            yield begun, at
            begun = None
        if hole is None or gaps == "last":
            continue
        if gaps == "past":
            begun = hole if begun is None else begun
        elif begun is not None:
            yield begun, hole
            begun = None
    if begun is not None:
        yield begun, found.at[-1] + holes.usual


def _well_known(context: Context, windows: Windows, spans: tuple[Span, ...], unknown: Spans) -> Windows:
    """The windows of which at least half of the service time is known."""
    clock = QuickDowntime(context.calendar, micros_of(spans[0].start), micros_of(spans[-1].end))
    dark = set()
    for span in spans:
        first, last = micros_of(span.start), micros_of(span.end)
        inside = ((max(start, first), min(end, last)) for start, end in unknown if start < last and end > first)
        hidden = sum(clock.service_micros(start, end) for start, end in inside)
        if hidden * 2 > clock.service_micros(first, last):
            dark.add(span.start.date())
    kept = tuple(each for each in windows if each.start not in dark)
    if dark:
        context.notes.append(_MOSTLY.of(len(dark)))
    return kept


# --- samples ----------------------------------------------------------------------------------------------------


def _sampled(
    context: Context, found: ReadingList, spans: tuple[Span, ...], limits: Limits | None, factor: Decimal
) -> Windows:
    """The level's statistic of each window's readings, or the share of them within the limits."""
    windows: list[HistoryWindow] = []
    previous: list[Decimal] = []
    lacking: list[str] = []
    outside = len(found.at)
    for number, span in enumerate(spans):
        context.progress(0.9 + 0.1 * number / len(spans), "Reckoning the windows")
        first, last = (bisect_left(found.at, micros_of(each)) for each in (span.start, span.end))
        outside -= last - first
        if first == last:
            lacking.append("There are no readings.")
            continue
        reading = _reading(context, found, range(first, last), limits, factor)
        reading = msgspec.structs.replace(reading, previous=tuple(previous))
        setting = _setting(context, span, reading)
        value = _reckoned(setting, span)
        if value[0] is None:
            lacking.append(value[1])
        else:
            windows.append(HistoryWindow(span.start.date(), value[0]))
        own = own_value(setting) if isinstance(context.level.statistic, RollingMean) else None
        previous += [] if own is None else [own]
    if lacking:
        context.notes.append(f"{_LACKING.of(len(lacking))} {lacking[0]}")
    if outside:
        context.notes.append(f"{outside:,} readings lie outside the period and do not count.")
    if context.level.window.kind is WindowKind.SLIDING:
        _tell_sliding(context, found, spans, limits)
    return tuple(windows)


def _reading(context: Context, found: ReadingList, places: range, limits: Limits | None, factor: Decimal) -> Reading:
    where = {each.dimension: each.value for each in context.target.where} if context.target else {}
    if limits is None:
        return Reading(context.level.id, where, samples=tuple(found.value(place) * factor for place in places))
    bad = sum(limits.is_passed(found.values[place]) for place in places)
    return Reading(context.level.id, where, events=Events(len(places), bad))


def _setting(context: Context, span: Span, reading: Reading) -> Setting:
    window = MeasuredWindow(span.start.date().isoformat(), (reading,))
    place = f"the window from {window.start}"
    return setting_of(context.agreement, window, reading, place, place)


def _reckoned(setting: Setting, span: Span) -> tuple[Decimal | None, str]:
    try:
        value = measured_value(setting)
    except SlaWizardError as problem:
        raise TableFileError(
            f"The window from {span.start.date()} cannot be reckoned: {problem.what}", remedy=problem.remedy
        ) from problem
    return value.number, value.note


def _tell_sliding(context: Context, found: ReadingList, spans: tuple[Span, ...], limits: Limits | None) -> None:
    """Note where in the period the worst share of readings lies, in windows that begin or end with a reading."""
    context.notes.append("The windows slide; the history lays them end to end.")
    length = context.level.window.length
    if limits is None or length is None or length.seconds is None:
        context.notes.append("The worst place of one is not looked for: its value is no share of the readings.")
        return
    size, first, last = int(length.seconds * 1_000_000), micros_of(spans[0].start), micros_of(spans[-1].end)
    before = [0, *accumulate(int(limits.is_passed(value)) for value in found.values)]
    worst: tuple[Decimal, int, int, int] | None = None
    for start in sorted({each for at in found.at for each in (at, at - size + 1) if first <= each <= last - size}):
        low, high = bisect_left(found.at, start), bisect_left(found.at, start + size)
        if low < high:
            bad = before[high] - before[low]
            tried = (Decimal(bad) / (high - low), -start, bad, high - low)
            worst = tried if worst is None or tried[:2] > worst[:2] else worst
    if worst is not None:
        share, start, bad, count = worst
        begins = moment(-start, context.window_zone)
        context.notes.append(
            f"Of all windows of {duration_words(length, 'en')} that begin or end with a reading, the worst has "
            f"{bad:,} of {count:,} readings past the limit ({half_up(share * _HUNDRED, 3):f} %), from "
            f"{begins:%Y-%m-%d %H:%M}."
        )
