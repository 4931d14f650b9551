"""Windows that slide, laid where the most was lost in all the time that was observed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise, takewhile

import msgspec

from slawizard.agreement.metrics import Count, Direction, TimeShare, Total, WindowKind
from slawizard.agreement.wording import duration_words
from slawizard.analysis.measured import Outage, Reading, kind_of
from slawizard.analysis.measurement import DOWNTIME_KINDS, own_value
from slawizard.analysis.moments import parse_moment
from slawizard.analysis.outages import Stretch, counts, stretch_of, stretches_of, union
from slawizard.analysis.service_time import stretches as hours_after
from slawizard.analysis.setting import Setting
from slawizard.analysis.sliding import worst_place
from slawizard.analysis.steps import Step
from slawizard.analysis.windows import Span
from slawizard.errors import MeasuredFileError

MOST_PLACES = 4000
"""So many places of a window are judged one by one, where hours, weights or excluded time make that necessary."""

_MICROSECOND = dt.timedelta(microseconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def laid(setting: Setting) -> Setting:
    """The setting of a sliding window whose file tells until when was observed, laid where it is worst.

    The earliest of equally bad places. Every other setting stays as it is. Raises MeasuredFileError where the figures
    do not tell when anything happened, or the window does not fit into the time.
    """
    told = setting.window.observed_until
    if not told or setting.level.window.kind is not WindowKind.SLIDING:
        return setting
    place = setting.place
    if kind_of(setting.reading) not in DOWNTIME_KINDS:
        raise MeasuredFileError(
            "The worst place of a sliding window is found from outages, probes, error rates or a sensor.", where=place
        )
    if setting.level.measurement.outage.interval is not None:
        raise MeasuredFileError(
            "Intervals begin with the window, so that the worst place of one that slides cannot be found.",
            where=place,
            remedy="Tell each window by its start.",
        )
    until = parse_moment(told, setting.zone, "observed_until").at
    length = setting.span.end.astimezone(dt.UTC) - setting.span.start.astimezone(dt.UTC)
    whole = msgspec.structs.replace(setting, span=Span(setting.span.start, until), part=Span(setting.part.start, until))
    last = until.astimezone(dt.UTC) - length
    if last < setting.span.start.astimezone(dt.UTC):
        raise MeasuredFileError("The window is longer than the time that was observed.", where="observed_until")
    found = [_timed(each, whole) for each in stretches_of(whole)]
    out = [_timed(stretch_of(each, whole, place), whole) for each in setting.reading.excluded]
    first = setting.span.start.astimezone(dt.UTC)
    begins = _fastest(found, out, setting, length, first, last)
    if begins is None:
        begins = _judged(found, out, setting, length, first, last)
    return _at(begins, length, found, out, setting)


def _timed(stretch: Stretch, whole: Setting) -> Stretch:
    """A stretch with its times. Raises MeasuredFileError for one that has none, or lies outside what was observed."""
    if stretch.span is None:
        raise MeasuredFileError("An outage needs its start and end, so that a window can slide.", where=stretch.place)
    if stretch.span.end <= whole.span.start or stretch.span.start >= whole.span.end:
        raise MeasuredFileError("An outage lies outside the time that was observed.", where=stretch.place)
    return stretch


def _spans(stretches: list[Stretch]) -> list[Span]:
    return [each.span for each in stretches if each.span is not None]


def _micros(moment: dt.datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _fastest(
    found: list[Stretch], out: list[Stretch], setting: Setting, length: dt.timedelta, first: dt.datetime,
    last: dt.datetime,
) -> dt.datetime | None:  # fmt: skip
    """Where most is lost, all hours and all outages alike; None where that alone does not decide."""
    is_weighed = setting.level.measurement.outage.weighted_by_affected
    has_hours = setting.calendar is not None and not setting.calendar.is_continuous
    is_sum = isinstance(setting.level.statistic, TimeShare | Total)
    if not is_sum or is_weighed or has_hours or out or any(each.excluded for each in found):
        return None
    lost = [(_micros(start), _micros(end)) for start, end in union(_spans([e for e in found if counts(e, setting)]))]
    best = worst_place(lost, length // _MICROSECOND, _micros(first), _micros(last + length))
    return None if best is None else _EPOCH + _MICROSECOND * best.start


def _judged(
    found: list[Stretch], out: list[Stretch], setting: Setting, length: dt.timedelta, first: dt.datetime,
    last: dt.datetime,
) -> dt.datetime:  # fmt: skip
    """The worst of all places at which what a window holds changes its slope: where an edge of it meets one of an
    outage, of time that does not count, or of the hours that do.
    """
    edges = {edge.astimezone(dt.UTC) for span in _spans([*found, *out]) for edge in (span.start, span.end)}
    if setting.calendar is not None and not setting.calendar.is_continuous:
        hours = takewhile(lambda span: span.start < last + length, hours_after(setting.calendar, first))
        edges |= {edge.astimezone(dt.UTC) for span in hours for edge in (span.start, span.end)}
    places = sorted({first, last} | {edge for edge in edges if first <= edge <= last}
                    | {edge - length for edge in edges if first <= edge - length <= last})  # fmt: skip
    if isinstance(setting.level.statistic, Count):
        # What touches an edge is not in the window: most of them are in one that begins between two edges.
        places = sorted({*places, *(one + (other - one) / 2 for one, other in pairwise(places))})
    if len(places) > MOST_PLACES:
        raise MeasuredFileError(
            f"The worst of {len(places):,} places of a sliding window cannot be looked for at once.",
            where=setting.place,
            remedy="Tell a shorter time, or each window by its start.",
        )
    worse = min if setting.level.direction is Direction.HIGHER else max
    valued: list[tuple[Decimal, dt.datetime]] = []
    for begins in places:
        value = own_value(_at(begins, length, found, out, setting))
        if value is not None:
            valued.append((value, begins))
    if not valued:
        return first
    worst = worse(value for value, _ in valued)
    return next(begins for value, begins in valued if value == worst)


def _at(
    begins: dt.datetime, length: dt.timedelta, found: list[Stretch], out: list[Stretch], setting: Setting
) -> Setting:
    """The setting of the window that begins at a moment, with the outages that reach into it."""
    span = Span(begins.astimezone(setting.zone), (begins + length).astimezone(setting.zone))

    def reaching(stretches: list[Stretch]) -> tuple[Outage, ...]:
        inside = [each for each in stretches if each.span and each.span.start < span.end and each.span.end > span.start]
        return tuple(_outage(each) for each in inside)

    own = setting.reading
    told = Reading(
        own.level, own.where, outages=reaching(found), excluded=reaching(out), target=own.target, fees=own.fees,
        alternative_value=own.alternative_value, notified_on=own.notified_on, claimed_on=own.claimed_on,
        ticket_closed_on=own.ticket_closed_on, reported_on=own.reported_on, eligible_on=own.eligible_on,
    )  # fmt: skip
    return msgspec.structs.replace(setting, reading=told, span=span, part=span)


def _outage(stretch: Stretch) -> Outage:
    assert stretch.span is not None
    return Outage(
        stretch.span.start.isoformat(), stretch.span.end.isoformat(), affected_percent=stretch.weight * 100,
        excluded="it does not count" if stretch.excluded else "", degraded=stretch.is_slow,
    )  # fmt: skip


def place_step(setting: Setting) -> tuple[Step, ...]:
    """Where the window was laid, as a step of the calculation; nothing for a window that was not looked for."""
    if not setting.window.observed_until or setting.level.window.kind is not WindowKind.SLIDING:
        return ()
    at, length = f"{setting.span.start:%Y-%m-%d %H:%M:%S}", setting.level.window.length
    words = duration_words(length) if length is not None else ""
    told = "Wherever a window of {} begins from {} to {}, the worst begins at {}."
    return (Step(told, (words, setting.window.start, setting.window.observed_until, at.removesuffix(":00"))),)
