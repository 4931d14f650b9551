"""Checks of how the figures of a window become one value: statistic, unit, direction, samples."""

from __future__ import annotations

from collections.abc import Iterator

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Count,
    Direction,
    EventShare,
    LevelKind,
    MeanOfRates,
    Percentile,
    RollingMean,
    ShareWithin,
    TimeShare,
)
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.agreement.wording import number_words
from slawizard.checks.finding import FindingLevel
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _

BOOK = Rulebook("MET")

_SHARES = (TimeShare, EventShare, MeanOfRates, ShareWithin)


@BOOK.rule("MET-STATISTIC-UNIT", FindingLevel.ERROR, Quality.MEASURABLE)
def unit_that_the_statistic_does_not_give(agreement: Agreement) -> Iterator[Spot]:
    """The statistic gives a percentage and the unit is none, or the other way round."""
    for path, name, level in named_levels(agreement):
        gives_percent = isinstance(level.statistic, _SHARES)
        is_percent = find_unit(level.unit).kind is UnitKind.PERCENT
        is_count_in_percent = isinstance(level.statistic, Count) and is_percent
        if (gives_percent and not is_percent) or is_count_in_percent:
            yield Spot(
                f"{path}.unit",
                _("{level} is counted as {way}, but its unit is {unit}.").format(
                    level=name,
                    way=_("a share in percent") if gives_percent else _("a number of events"),
                    unit=quoted(find_unit(level.unit).many or level.unit),
                ),
                _("The measured value and the target could not be compared."),
                _("Change the unit, or how the figures of a window become one value."),
            )


@BOOK.rule("MET-DIRECTION-ODD", FindingLevel.WARNING, Quality.CLEAR)
def direction_that_looks_wrong(agreement: Agreement) -> Iterator[Spot]:
    """More of an outage or a waiting time is called better, or less availability."""
    slow = (LevelKind.RESPONSE, LevelKind.RESOLUTION, LevelKind.RECOVERY)
    for path, name, level in named_levels(agreement):
        kind = find_unit(level.unit).kind
        waits = level.kind in slow and kind is UnitKind.TIME and level.direction is Direction.HIGHER
        fades = isinstance(level.statistic, TimeShare | ShareWithin) and level.direction is Direction.LOWER
        if waits or fades:
            yield Spot(
                f"{path}.direction",
                _("For {level}, {side} values count as better.").format(
                    level=name, side=_("higher") if waits else _("lower")
                ),
                _("Every good window would be a miss, and every bad one a success."),
                _("Turn the direction round, unless it is meant."),
            )


@BOOK.family(
    Code("MET-PERCENTILE-RANGE", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("MET-PERCENTILE-SAMPLE", FindingLevel.WARNING, Quality.MEASURABLE),
    Code("MET-PERCENTILE-FEW", FindingLevel.WARNING, Quality.MEASURABLE),
)
def percentiles(agreement: Agreement) -> Iterator[Spot]:
    """A percentile that cannot be, or whose samples are not said, or too few."""
    for path, name, level in named_levels(agreement):
        if not isinstance(level.statistic, Percentile):
            continue
        p, measurement = level.statistic.p, level.measurement
        words = {"level": name, "p": number_words(p)}
        if not 0 < p < 100:
            yield Spot(
                f"{path}.statistic.p",
                _("{level} is measured at percentile {p}.").format(**words),
                _("A percentile lies above 0 and below 100."),
                _("Enter 95 or 99, or another figure in between."),
                "MET-PERCENTILE-RANGE",
            )
        elif measurement.least_sample is None and not measurement.sampling.strip():
            yield Spot(
                f"{path}.measurement.sampling",
                _("{level} is measured at percentile {p}, and nothing says which samples count.").format(**words),
                _("The same month gives different percentiles by the second, by the minute and by the request."),
                _("Say what is sampled and how often, and the least number of samples."),
                "MET-PERCENTILE-SAMPLE",
            )
        elif measurement.least_sample is not None and measurement.least_sample * (100 - p) < 100:
            yield Spot(
                f"{path}.measurement.least_sample",
                _("{level} is measured at percentile {p} of as few as {count} samples.").format(
                    **words, count=measurement.least_sample
                ),
                _("Of so few samples that percentile is the worst one: a single slow answer misses the month."),
                _("Ask for at least {least} samples.").format(least=number_words(-(-100 // (100 - p)))),
                "MET-PERCENTILE-FEW",
            )


@BOOK.family(
    Code("MET-SHARE-NO-LIMIT", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("MET-SHARE-TWO-LIMITS", FindingLevel.WARNING, Quality.CLEAR),
)
def limits_of_shares_within(agreement: Agreement) -> Iterator[Spot]:
    """A share of items within a time, with no time, or with two."""
    for path, name, level in named_levels(agreement):
        if not isinstance(level.statistic, ShareWithin):
            continue
        if level.statistic.limit is None and level.severity_time is None:
            yield Spot(
                f"{path}.statistic.limit",
                _("{level} is the share of items done within a time, and the time is missing.").format(level=name),
                _("Without it every item, or none, would be in time."),
                _("Enter the time, or choose which time of the severities it is."),
                "MET-SHARE-NO-LIMIT",
            )
        elif level.statistic.limit is not None and level.severity_time is not None:
            yield Spot(
                f"{path}.statistic.limit",
                _("{level} has a time of its own and takes the times of the severities too.").format(level=name),
                _("For most tickets the two differ, and each side will count with its own."),
                _("Clear one of them."),
                "MET-SHARE-TWO-LIMITS",
            )


@BOOK.rule("MET-ROLLING-SHORT", FindingLevel.ERROR, Quality.MEASURABLE)
def rolling_mean_of_one_window(agreement: Agreement) -> Iterator[Spot]:
    """A rolling mean over fewer than two windows."""
    for path, name, level in named_levels(agreement):
        if isinstance(level.statistic, RollingMean) and level.statistic.windows < 2:
            yield Spot(
                f"{path}.statistic.windows",
                _("{level} is a rolling mean over {count} windows.").format(level=name, count=level.statistic.windows),
                _("A mean rolls over two windows or more."),
                _("Enter 2 or more, or choose another way to form the value."),
            )
