"""From what was measured in a window to the one value that meets the target: a function for each statistic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal
from typing import Any, TypeVar

import msgspec

from slawizard.agreement.metrics import (
    Count,
    Direction,
    EventShare,
    Mean,
    MeanOfRates,
    Percentile,
    RollingMean,
    ShareWithin,
    Statistic,
    TimeShare,
    Total,
    Worst,
)
from slawizard.agreement.quantities import Duration
from slawizard.analysis.items import kept_in_time
from slawizard.analysis.measured import kind_of
from slawizard.analysis.miss import ZERO, convert
from slawizard.analysis.outages import Downtime, downtime_of
from slawizard.analysis.rounding import HUNDRED, half_up
from slawizard.analysis.setting import Setting
from slawizard.analysis.steps import Figure, Step, percent, plain
from slawizard.errors import MeasuredFileError

DOWNTIME_KINDS = ("outages", "probes", "error_minutes", "sensor")
NumberT = TypeVar("NumberT", int, Decimal)
SHARES = (TimeShare, EventShare, MeanOfRates, ShareWithin, RollingMean)


class Value(msgspec.Struct, frozen=True, gc=False):
    """A measured value in the setting's unit, before rounding. None: there is not enough to tell; `note` says why.

    `downtime` is what it was taken of, where it is one of downtime.
    """

    number: Decimal | None
    steps: tuple[Step, ...] = ()
    downtime: Downtime | None = None
    note: str = ""


def measured_value(setting: Setting) -> Value:
    """The value of a reading's window, by the level's statistic, rounded as agreed.

    Raises MeasuredFileError where the figures are of another kind than the statistic is taken of, or cannot be true.
    """
    kind = kind_of(setting.reading)
    found = _given(setting) if kind == "value" else _statistic(setting)(setting)
    few = _too_few(setting)
    if few:
        return Value(None, found.steps, found.downtime, few)
    found = _rolled(setting, found)
    if found.number is None:
        return found
    _check_range(found.number, setting)
    places = setting.level.measurement.rounding.places
    if places is None or half_up(found.number, places) == found.number:
        return found
    rounded = half_up(found.number, places)
    step = Step("Rounded half up to {} decimals: {}.", (str(places), Figure(rounded, setting.unit)))
    return msgspec.structs.replace(found, number=rounded, steps=(*found.steps, step))


def _given(setting: Setting) -> Value:
    value = setting.reading.value
    assert value is not None
    found = convert(value, setting.reading.unit or setting.unit, setting.unit)
    if found is None:
        raise MeasuredFileError(
            f"A value in {setting.reading.unit} does not tell one in {setting.unit}.", where=f"{setting.place}.unit"
        )
    return Value(found)


def _statistic(setting: Setting) -> Callable[[Setting], Value]:
    statistic = type(setting.level.statistic)
    kind = kind_of(setting.reading)
    kinds, taken = _STATISTICS[statistic]
    if kind not in kinds:
        raise MeasuredFileError(
            f"“{setting.level.id}” cannot be measured from {kind or 'nothing'}.",
            where=setting.place,
            remedy=f"Give one of: {', '.join(('value', 'missed', *kinds))}.",
        )
    return taken


def _check_range(value: Decimal, setting: Setting) -> None:
    level = setting.level
    is_share = setting.unit == "percent" and isinstance(level.statistic, SHARES)
    can_be_negative = level.direction is Direction.BAND or setting.unit in ("celsius", "money", "score")
    if (is_share and not 0 <= value <= HUNDRED) or (value < 0 and not can_be_negative):
        raise MeasuredFileError(
            f"“{setting.level.id}” cannot be {Figure(value, setting.unit).words()}.", where=setting.place
        )
    if isinstance(level.statistic, Count) and value != value.to_integral_value():
        raise MeasuredFileError(
            f"“{setting.level.id}” is a count, and {value} is no whole number.", where=setting.place
        )


def _too_few(setting: Setting) -> str:
    """Why the sample does not suffice, or nothing. A value without its sample's size is taken as it is."""
    measurement, survey = setting.level.measurement, setting.level.survey
    least = measurement.least_sample or (survey.least_responses if survey else None)
    size = sample_size(setting)
    if least is None or size is None or size >= least:
        return ""
    return f"Only {size} samples; {least} are the least that count."


def sample_size(setting: Setting) -> int | None:
    """How many samples the reading holds or tells of; None: not told."""
    reading = setting.reading
    if reading.sample_size is not None:
        return reading.sample_size
    if reading.events is not None:
        return reading.events.total
    if reading.samples is not None:
        return len(reading.samples)
    return None if reading.items is None else len([item for item in reading.items if not item.excluded])


def _rolled(setting: Setting, found: Value) -> Value:
    """The mean with the previous windows' values, where the statistic is a rolling mean; None while there are fewer."""
    statistic = setting.level.statistic
    if not isinstance(statistic, RollingMean) or found.number is None:
        return found
    wanted = max(statistic.windows - 1, 0)
    previous = setting.reading.previous[-wanted:] if wanted else ()
    if len(previous) < wanted:
        note = f"It is a mean of {statistic.windows} windows, and only {len(previous)} before this one are told."
        return Value(None, found.steps, found.downtime, note)
    mean = sum(previous, found.number) / (len(previous) + 1)
    step = Step("The mean with the windows before ({}) is {}.", (str(len(previous)), Figure(mean, setting.unit)))
    return msgspec.structs.replace(found, number=mean, steps=(*found.steps, step))


def own_value(setting: Setting) -> Decimal | None:
    """A window's own value, of which later rolling means are made; None where it does not suffice for one."""
    is_given = kind_of(setting.reading) == "value"
    found = _given(setting) if is_given else _statistic(setting)(setting)
    return None if _too_few(setting) else found.number


# --- statistics -------------------------------------------------------------------------------------------------


def _time_share(setting: Setting) -> Value:
    downtime = downtime_of(setting)
    if not downtime.agreed_minutes:
        return Value(None, downtime.steps, downtime, "There was no service time in this window.")
    share = (downtime.agreed_minutes - downtime.lost_minutes) * HUNDRED / downtime.agreed_minutes
    parts = (
        plain(downtime.agreed_minutes),
        plain(downtime.lost_minutes),
        plain(downtime.agreed_minutes),
        percent(share),
    )
    return Value(share, (*downtime.steps, Step("({} − {}) ÷ {} = {}.", parts)), downtime)


def _in_unit(minutes: Decimal, setting: Setting) -> Decimal:
    for unit in ("minutes", "service_minutes"):
        found = convert(minutes, unit, setting.unit)
        if found is not None:
            return found
    raise MeasuredFileError(
        f"“{setting.level.id}” is not measured in a unit of time, so outages do not tell its value.",
        where=setting.place,
    )


def numbers_of(setting: Setting) -> list[Decimal]:
    """The single figures a statistic is taken of: samples, or the times that items took, in the setting's unit."""
    if setting.reading.samples is not None:
        return list(setting.reading.samples)
    found = []
    for number, item in enumerate(setting.reading.items or ()):
        if item.excluded:
            continue
        if item.taken is None:
            raise MeasuredFileError(
                "This statistic needs the time that each item took.", where=f"{setting.place}.items[{number}].taken"
            )
        found.append(item.taken)
    return found


def _total(setting: Setting) -> Value:
    if kind_of(setting.reading) in DOWNTIME_KINDS:
        downtime = downtime_of(setting)
        total = _in_unit(downtime.lost_minutes, setting)
        return Value(total, downtime.steps, downtime)
    numbers = numbers_of(setting)
    total = sum(numbers, ZERO)
    return Value(total, (Step("The sum of {} is {}.", (str(len(numbers)), Figure(total, setting.unit))),))


_NOTHING = Value(None, note="Nothing was measured in this window.")


def _mean(setting: Setting) -> Value:
    numbers = numbers_of(setting)
    if not numbers:
        return _NOTHING
    mean = sum(numbers, ZERO) / len(numbers)
    return Value(mean, (Step("The mean of {} is {}.", (str(len(numbers)), Figure(mean, setting.unit))),))


def nearest_rank(numbers: list[NumberT], p: Decimal) -> NumberT:
    """The p-th percentile by nearest rank: the ⌈p/100 × n⌉-th smallest of n figures; 0 < p ≤ 100, n > 0."""
    rank = int((p * len(numbers) / HUNDRED).to_integral_value(ROUND_CEILING))
    return sorted(numbers)[max(rank, 1) - 1]


def _percentile(setting: Setting) -> Value:
    numbers, statistic = numbers_of(setting), setting.level.statistic
    assert isinstance(statistic, Percentile)
    if not numbers:
        return _NOTHING
    found = nearest_rank(numbers, statistic.p)
    parts = (plain(statistic.p), str(len(numbers)), Figure(found, setting.unit))
    return Value(found, (Step("The {}th percentile of {}, by nearest rank, is {}.", parts),))


def _worst(setting: Setting) -> Value:
    if kind_of(setting.reading) in DOWNTIME_KINDS:
        downtime = downtime_of(setting)
        longest = max((each.minutes for each in downtime.stretches), default=ZERO)
        return Value(_in_unit(longest, setting), downtime.steps, downtime)
    numbers, direction = numbers_of(setting), setting.level.direction
    if not numbers:
        return _NOTHING
    if direction is Direction.BAND and setting.target and setting.target.value is not None:
        low, high = setting.target.value, setting.target.upper
        worst = max(numbers, key=lambda each: max(low - each, each - (low if high is None else high)))
    else:
        worst = min(numbers) if direction is Direction.HIGHER else max(numbers)
    return Value(worst, (Step("The worst of {} is {}.", (str(len(numbers)), Figure(worst, setting.unit))),))


def _count(setting: Setting) -> Value:
    reading = setting.reading
    if reading.items is not None:
        return Value(Decimal(len([item for item in reading.items if not item.excluded])))
    if reading.samples is not None:
        return Value(Decimal(len(reading.samples)))
    downtime = downtime_of(setting)
    return Value(Decimal(len(downtime.stretches)), downtime=downtime)


def share(good: int, total: int) -> Value:
    """`good` of `total` in percent; 100 % without any event at all."""
    if total == 0:
        return Value(HUNDRED, (Step("There was no event: {}.", (percent(HUNDRED),)),))
    found = Decimal(good) * HUNDRED / total
    parts = (plain(Decimal(good)), plain(Decimal(total)), percent(found))
    return Value(found, (Step("{} of {} are good: {}.", parts),))


def _event_share(setting: Setting) -> Value:
    reading, survey = setting.reading, setting.level.survey
    if reading.events is not None:
        events = reading.events
        if events.total < 0 or not 0 <= events.bad <= events.total:
            raise MeasuredFileError("There cannot be more bad events than events.", where=f"{setting.place}.events")
        if setting.level.direction is not Direction.LOWER:
            return share(events.total - events.bad, events.total)
        # A rate of failures (loss, abandonment) is the share of bad events: lower is better.
        bad = Decimal(events.bad) * HUNDRED / events.total if events.total else ZERO
        return Value(bad, (Step("{} of {} are bad: {}.", (str(events.bad), str(events.total), percent(bad))),))
    answers = list(reading.samples or ())
    if survey is None:
        raise MeasuredFileError("Samples need a survey that says which are good.", where=f"{setting.place}.samples")
    if any(not survey.scale_from <= answer <= survey.scale_to for answer in answers):
        raise MeasuredFileError(
            f"Answers go from {survey.scale_from} to {survey.scale_to}.", where=f"{setting.place}.samples"
        )
    return share(len([answer for answer in answers if answer >= survey.satisfied_from]), len(answers))


def _mean_of_rates(setting: Setting) -> Value:
    """100 % less the mean error rate of all the window's intervals; those not listed had no errors."""
    statistic, place = setting.level.statistic, f"{setting.place}.rates"
    assert isinstance(statistic, MeanOfRates)
    intervals = _intervals(statistic.interval, setting)
    listed, errors = 0, ZERO
    for number, rate in enumerate(setting.reading.rates or ()):
        listed += rate.count
        errors += rate.count * _error_percent(rate, f"{place}[{number}]")
    if listed > intervals:
        raise MeasuredFileError(f"{listed} intervals are listed; the window has {intervals}.", where=place)
    if not intervals:
        return _NOTHING
    mean = errors / intervals
    parts = (plain(intervals), percent(mean), percent(HUNDRED - mean))
    return Value(HUNDRED - mean, (Step("The mean error rate of {} intervals is {}: {}.", parts),))


def _intervals(length: Duration, setting: Setting) -> Decimal:
    seconds = length.seconds
    if not seconds:
        raise MeasuredFileError("The interval of the error rates has no fixed length.", where=setting.place)
    return (setting.agreed_minutes() * 60 / seconds).to_integral_value(ROUND_CEILING)


def _error_percent(rate: Any, place: str) -> Decimal:
    if rate.percent is not None and rate.total is None and rate.bad is None:
        percent_ = rate.percent
    elif rate.percent is None and rate.total is not None and rate.bad is not None and 0 <= rate.bad <= rate.total:
        percent_ = Decimal(rate.bad) * HUNDRED / rate.total if rate.total else ZERO
    else:
        raise MeasuredFileError("An interval needs its error rate, or its events in total and bad.", where=place)
    if not 0 <= percent_ <= HUNDRED or rate.count < 1:
        raise MeasuredFileError("An error rate lies between 0 and 100 %, of one interval or more.", where=place)
    return Decimal(percent_)


def _share_within(setting: Setting) -> Value:
    if setting.reading.events is not None:
        return _event_share(setting)
    judged = [kept for kept in kept_in_time(setting) if kept is not None]
    return share(len([kept for kept in judged if kept]), len(judged))


def _of_one_window(setting: Setting) -> Value:
    """A window's own value under a rolling mean: availability, share of events, or mean, by what was measured."""
    kind = kind_of(setting.reading)
    if kind in DOWNTIME_KINDS:
        return _time_share(setting) if setting.unit == "percent" else _total(setting)
    return _event_share(setting) if kind == "events" else _mean(setting)


_SAMPLED = ("samples", "items")
_STATISTICS: dict[type[Statistic], tuple[tuple[str, ...], Callable[[Setting], Value]]] = {
    TimeShare: (DOWNTIME_KINDS, _time_share),
    Total: ((*DOWNTIME_KINDS, *_SAMPLED), _total),
    Mean: (_SAMPLED, _mean),
    Percentile: (_SAMPLED, _percentile),
    EventShare: (("events", "samples"), _event_share),
    MeanOfRates: (("rates",), _mean_of_rates),
    ShareWithin: (("items", "events"), _share_within),
    Count: ((*DOWNTIME_KINDS, *_SAMPLED), _count),
    Worst: ((*DOWNTIME_KINDS, *_SAMPLED), _worst),
    RollingMean: ((*DOWNTIME_KINDS, *_SAMPLED, "events"), _of_one_window),
}
