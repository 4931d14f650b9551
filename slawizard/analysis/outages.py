"""From raw outages, probes or error rates to the downtime that counts and the service time it is part of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

import msgspec

from slawizard.agreement.metrics import ExcludedTime, IntervalRule
from slawizard.analysis.dwell import excursions
from slawizard.analysis.measured import Outage, Probes
from slawizard.analysis.miss import ZERO, unit_scale
from slawizard.analysis.moments import parse_clock, parse_moment
from slawizard.analysis.rounding import HUNDRED
from slawizard.analysis.service_time import service_minutes
from slawizard.analysis.setting import Setting
from slawizard.analysis.steps import Figure, Step
from slawizard.analysis.windows import Span, minutes_between
from slawizard.errors import MeasuredFileError


class Stretch(msgspec.Struct, frozen=True):
    """A time the service was not as promised: its full length in minutes, when it was (None: not told), its weight
    (0 to 1). `excluded`: it does not count, for a reason told; `is_slow`: slow, where slow is not down.
    """

    minutes: Decimal
    span: Span | None = None
    weight: Decimal = Decimal(1)
    excluded: bool = False
    is_slow: bool = False
    place: str = ""


class Downtime(msgspec.Struct, frozen=True):
    """Downtime that counts, and the service time it is part of, in minutes. `stretches` are those that counted."""

    lost_minutes: Decimal
    agreed_minutes: Decimal
    excluded_minutes: Decimal
    stretches: tuple[Stretch, ...]
    steps: tuple[Step, ...]


# --- reading the raw figures ------------------------------------------------------------------------------------


def stretch_of(outage: Outage, setting: Setting, place: str) -> Stretch:
    """One outage of the file. Raises MeasuredFileError where its length is told not at all, or twice."""
    ways = [outage.lasted is not None, bool(outage.clock), bool(outage.start or outage.end)]
    if sum(ways) != 1:
        raise MeasuredFileError(
            "An outage needs its length, told in one way.",
            where=place,
            remedy="Give start and end, or lasted (with unit), or clock.",
        )
    span = _timed(outage, setting, place)
    if span is not None:
        minutes = span.minutes
    else:
        minutes = parse_clock(outage.clock, f"{place}.clock") if outage.clock else _lasted(outage, place)
    is_slow = outage.degraded and not setting.level.measurement.outage.degraded_counts
    return Stretch(minutes, span, _weight(outage, setting, place), bool(outage.excluded), is_slow, place)


def _timed(outage: Outage, setting: Setting, place: str) -> Span | None:
    if not (outage.start or outage.end):
        return None
    if not (outage.start and outage.end):
        raise MeasuredFileError("An outage with a start needs an end, and the other way round.", where=place)
    start = parse_moment(outage.start, setting.zone, f"{place}.start")
    end = parse_moment(outage.end, setting.zone, f"{place}.end")
    if start.is_day or end.is_day:
        raise MeasuredFileError(
            "An outage needs the time of day at which it starts and ends.",
            where=place,
            remedy="Write 2026-04-01T00:00 for the beginning of a day.",
        )
    span = Span(start.at, end.at)
    if span.minutes < 0:
        raise MeasuredFileError("The outage ends before it starts.", where=place)
    return span


def _lasted(outage: Outage, place: str) -> Decimal:
    scale = unit_scale(outage.unit)
    lasted = outage.lasted or ZERO
    if scale is None:
        raise MeasuredFileError(f"“{outage.unit}” is no unit of a fixed length.", where=f"{place}.unit")
    if lasted < 0:
        raise MeasuredFileError("A length of time cannot be negative.", where=f"{place}.lasted")
    return lasted * scale / 60


def _weight(outage: Outage, setting: Setting, place: str) -> Decimal:
    weighted = setting.level.measurement.outage.weighted_by_affected
    share = outage.affected_percent
    if share is None and not weighted:
        return Decimal(1)
    if share is None or not 0 <= share <= HUNDRED:
        raise MeasuredFileError(
            "The share of users that the outage affected is missing, or is none.",
            where=f"{place}.affected_percent",
            remedy="Give a percentage from 0 to 100.",
        )
    return share / HUNDRED if weighted else Decimal(1)


def stretches_of(setting: Setting) -> list[Stretch]:
    """Every stretch that the reading's outages, probes, error rates or sensor make, in order."""
    reading, place = setting.reading, setting.place
    if reading.probes is not None:
        return _probe_outages(reading.probes, setting)
    if reading.error_minutes is not None:
        return _error_outages(reading.error_minutes, setting)
    if reading.sensor is not None:
        return [Stretch(span.minutes, span, place=f"{place}.sensor") for span in excursions(reading.sensor, setting)]
    return [
        stretch_of(outage, setting, f"{place}.outages[{number}]") for number, outage in enumerate(reading.outages or ())
    ]


def _probe_outages(probes: Probes, setting: Setting) -> list[Stretch]:
    """Outages by probes: from the first of so many failed ones in a row to the first of so many good ones in a row."""
    rule, place = setting.level.measurement.outage, f"{setting.place}.probes"
    if rule.failed_probes is None or rule.probe_every is None or not rule.probe_every.seconds:
        raise MeasuredFileError("The agreement does not say how many failed probes make an outage.", where=place)
    if set(probes.results) - {"+", "-"}:
        raise MeasuredFileError("Probe results are + and - only.", where=f"{place}.results")
    first = parse_moment(probes.start, setting.zone, f"{place}.start").at.astimezone(dt.UTC)
    every = dt.timedelta(microseconds=int(rule.probe_every.seconds * 1_000_000))
    found: list[Stretch] = []
    down_from: int | None = None
    for position, result, length in _runs(probes.results):
        if result == "-" and length >= rule.failed_probes and down_from is None:
            down_from = position
        elif result == "+" and length >= (rule.good_probes or rule.failed_probes) and down_from is not None:
            found.append(_between(first + every * down_from, first + every * position, setting, place))
            down_from = None
    if down_from is not None:
        found.append(_between(first + every * down_from, first + every * len(probes.results), setting, place))
    return found


def _runs(results: str) -> Iterator[tuple[int, str, int]]:
    """Where each run of equal results begins, the result, and its length."""
    position = 0
    for result, run in groupby(results):
        length = len(list(run))
        yield position, result, length
        position += length


def _between(start: dt.datetime, end: dt.datetime, setting: Setting, place: str) -> Stretch:
    span = Span(start.astimezone(setting.zone), end.astimezone(setting.zone))
    return Stretch(span.minutes, span, place=place)


def _error_outages(rates: tuple[Decimal, ...], setting: Setting) -> list[Stretch]:
    """Runs of minutes, or of the agreed intervals, whose error rate is above the agreed one; the first rate is that of
    the window's first minute or interval.
    """
    limit, place = setting.level.measurement.outage.error_rate_percent, f"{setting.place}.error_minutes"
    if limit is None:
        raise MeasuredFileError("The agreement does not say from which error rate a minute is down.", where=place)
    if rates and not 0 <= min(rates) <= max(rates) <= HUNDRED:
        raise MeasuredFileError("An error rate lies between 0 and 100 %.", where=place)
    interval = setting.level.measurement.outage.interval
    size = dt.timedelta(minutes=1)
    if interval is not None and interval.seconds:
        size = dt.timedelta(microseconds=int(interval.seconds * 1_000_000))
    start, found, position = setting.part.start.astimezone(dt.UTC), [], 0
    for is_down, run in groupby(rates, key=lambda rate: rate > limit):
        length = len(list(run))
        if is_down:
            found.append(_between(start + size * position, start + size * (position + length), setting, place))
        position += length
    return found


# --- what counts ------------------------------------------------------------------------------------------------


def is_long_enough(stretch: Stretch, setting: Setting) -> bool:
    """Whether an outage reaches the least length; longer than it, where the rule says so."""
    rule = setting.level.measurement.outage
    if rule.least is None or rule.least.seconds is None:
        return True
    least = rule.least.seconds / 60
    return stretch.minutes > least or (not rule.least_exclusive and stretch.minutes == least)


def counts(stretch: Stretch, setting: Setting) -> bool:
    """Whether an outage counts at all: not excluded, not merely slow, and long enough."""
    return not stretch.excluded and not stretch.is_slow and is_long_enough(stretch, setting)


def downtime_of(setting: Setting) -> Downtime:
    """The downtime of a window by the agreement's rules. Raises MeasuredFileError where it cannot be true."""
    if setting.downtime is not None:
        return setting.downtime
    found = stretches_of(setting)
    excluded = [
        stretch_of(outage, setting, f"{setting.place}.excluded[{number}]")
        for number, outage in enumerate(setting.reading.excluded)
    ]
    counted = [each for each in found if counts(each, setting)]
    excluded += [each for each in found if each.excluded]
    out_minutes = counted_minutes(excluded, [], setting)
    if setting.level.measurement.excluded_time is ExcludedTime.COUNTS_AS_DOWN:
        # Excluded time is downtime so far as the service could not be used: as outages, not as maintenance windows.
        own = [each for each in found if each.excluded and not each.is_slow and is_long_enough(each, setting)]
        lost = counted_minutes([*counted, *own], [], setting)
    else:
        lost = counted_minutes(counted, excluded, setting)
    return downtime_from(lost, out_minutes, tuple(counted), len(found), setting)


def downtime_from(
    lost: Decimal, out_minutes: Decimal, counted: tuple[Stretch, ...], seen: int, setting: Setting
) -> Downtime:
    """The downtime of a window whose lost and excluded minutes are known. `seen`: outages, those included that do not
    count. Raises MeasuredFileError where there is more of it than service time.
    """
    agreed = setting.agreed_minutes()
    steps = [Step("The service time is {}.", (Figure(agreed, "minutes"),))]
    if setting.level.measurement.excluded_time is ExcludedTime.LEAVES_DENOMINATOR and out_minutes:
        agreed -= out_minutes
        steps.append(Step("Less {} that do not count: {}.", (_minutes(out_minutes), _minutes(agreed))))
    if len(counted) < seen:
        steps.append(Step("{} of {} outages count.", (str(len(counted)), str(seen))))
    steps.append(Step("The downtime is {}.", (_minutes(lost),)))
    if setting.level.window.counts_as is not None and lost > agreed >= 0:
        # A month that counts as 30 days can be down for 31.
        lost = agreed
        steps.append(Step("No more than the service time counts: {}.", (_minutes(lost),)))
    if lost > agreed or agreed < 0:
        raise MeasuredFileError(
            "There is more downtime, or more excluded time, than service time in this window.", where=setting.place
        )
    return Downtime(lost, agreed, out_minutes, counted, tuple(steps))


def _minutes(number: Decimal) -> Figure:
    return Figure(number, "minutes")


def counted_minutes(stretches: list[Stretch], without: list[Stretch], setting: Setting) -> Decimal:
    """Minutes of service time in the stretches, less what lies in the timed stretches `without`.

    Outages at the same time count once, unless each is weighed by the users it affected. Those without times are added.
    """
    if setting.level.measurement.outage.interval is not None and any(each.span is None for each in stretches):
        raise MeasuredFileError(
            "Downtime is counted in intervals, so an outage needs its start and its end.", where=setting.place
        )
    total = sum((each.minutes * each.weight for each in stretches if each.span is None), ZERO)
    holes = [each.span for each in without if each.span is not None]
    weighted = setting.level.measurement.outage.weighted_by_affected
    groups = [[each] for each in stretches if each.span] if weighted else [[each for each in stretches if each.span]]
    for group in groups:
        cut = _cut(union([each.span for each in group if each.span]), union(holes))
        for start, end in in_intervals(cut, setting):
            total += (group[0].weight if weighted else 1) * _service_minutes(start, end, setting)
    return total


Stretches = list[tuple[dt.datetime, dt.datetime]]


def union(spans: list[Span]) -> Stretches:
    """The spans, in UTC, joined where they touch or overlap."""
    joined: Stretches = []
    for start, end in sorted((span.start.astimezone(dt.UTC), span.end.astimezone(dt.UTC)) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def in_intervals(spans: Stretches, setting: Setting) -> Stretches:
    """The spans as whole intervals of the grid that begins with the window; as they are, where there is no grid."""
    rule = setting.level.measurement.outage
    if rule.interval is None or not rule.interval.seconds:
        return spans
    size = dt.timedelta(microseconds=int(rule.interval.seconds * 1_000_000))
    origin, found = setting.part.start.astimezone(dt.UTC), []
    for start, end in spans:
        if rule.interval_when is IntervalRule.THROUGHOUT:
            first, last = -((origin - start) // size), (end - origin) // size
        else:
            first, last = (start - origin) // size, -((origin - end) // size)
        if first < last:
            found.append(Span(origin + size * first, origin + size * last))
    return union(found)


def _cut(spans: Stretches, holes: Stretches) -> Stretches:
    left: Stretches = []
    for start, end in spans:
        for hole_start, hole_end in holes:
            if hole_end <= start or hole_start >= end:
                continue
            if hole_start > start:
                left.append((start, hole_start))
            start = hole_end
        if start < end:
            left.append((start, end))
    return left


def _service_minutes(start: dt.datetime, end: dt.datetime, setting: Setting) -> Decimal:
    """Service time between two instants, inside the window; an incident has no window to lie in."""
    if setting.is_per_incident:
        return service_minutes(setting.calendar, start, end)
    first, last = setting.part.start.astimezone(dt.UTC), setting.part.end.astimezone(dt.UTC)
    if end <= first or start >= last:
        raise MeasuredFileError(
            f"An outage from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M} UTC lies outside its window.",
            where=setting.place,
        )
    return service_minutes(setting.calendar, max(start, first), min(end, last))


def incident_minutes(stretch: Stretch, setting: Setting) -> Decimal:
    """What one outage counts where each is judged by itself: nothing when it is left out or too short."""
    if not counts(stretch, setting):
        return ZERO
    if stretch.span is None:
        return stretch.minutes * stretch.weight
    return minutes_or_service(stretch.span, setting) * stretch.weight


def minutes_or_service(span: Span, setting: Setting) -> Decimal:
    """The length of a span on the level's hours; in real time where it has none."""
    if setting.calendar is None:
        return minutes_between(span.start, span.end)
    return service_minutes(setting.calendar, span.start, span.end)
