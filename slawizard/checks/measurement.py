"""Checks of how a service level is measured: window, outages, rounding, clock, survey and reports."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    Direction,
    ExcludedTime,
    LevelKind,
    MeasurementWindow,
    ServiceLevel,
    Survey,
    TimeShare,
    WindowKind,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.agreement.wording import duration_words, join_words, number_words, percent_words, quantity_words
from slawizard.analysis.miss import convert
from slawizard.checks.durations import certainly_longer, months_in
from slawizard.checks.finding import FindingLevel
from slawizard.checks.metrics import named_levels
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted, value_words
from slawizard.i18n import _

BOOK = Rulebook("MET")

MOST_PLACES = 12
"""Decimals beyond which no tool measures."""

_MONTHS = {WindowKind.CALENDAR_MONTH: 1, WindowKind.BILLING_MONTH: 1, WindowKind.QUARTER: 3, WindowKind.YEAR: 12}
_DAYS = {1: (28, 31), 3: (90, 92), 12: (365, 366)}
"""Days in the shortest and the longest window of so many months."""


def window_length(window: MeasurementWindow) -> Duration | None:
    """How long a window is; None where each incident, or the whole term, is one."""
    if window.kind in _MONTHS:
        return Duration(Decimal(_MONTHS[window.kind]), TimeUnit.MONTHS)
    fixed = {
        WindowKind.CLOCK_HOUR: Duration(Decimal(1), TimeUnit.HOURS),
        WindowKind.DAY: Duration(Decimal(1), TimeUnit.DAYS),
        WindowKind.WEEK: Duration(Decimal(1), TimeUnit.WEEKS),
    }
    return window.length if window.kind in (WindowKind.FIXED_DAYS, WindowKind.SLIDING) else fixed.get(window.kind)


@BOOK.family(
    Code("MET-WINDOW-LENGTH", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("MET-WINDOW-DAY", FindingLevel.ERROR, Quality.MEASURABLE),
)
def windows_that_are_not_defined(agreement: Agreement) -> Iterator[Spot]:
    """A window that lacks its length, or starts on a day or month that there is not."""
    for path, name, level in named_levels(agreement):
        window = level.window
        if window.kind in (WindowKind.FIXED_DAYS, WindowKind.SLIDING) and window.length is None:
            yield Spot(
                f"{path}.window.length",
                _("The measurement window of {level} has no length.").format(level=name),
                _("Over which time the figures count would be anybody's guess."),
                _("Enter the length, or choose the calendar month."),
                "MET-WINDOW-LENGTH",
            )
        for field, most in (("starts_on", 28), ("year_starts", 12)):
            start = getattr(window, field)
            if not 1 <= start <= most:
                yield Spot(
                    f"{path}.window.{field}",
                    _("The measurement window of {level} starts on {start}, outside 1 to {most}.").format(
                        level=name, start=start, most=most
                    ),
                    _("Not every month or year has such a start."),
                    _("Enter a figure from 1 to {most}.").format(most=most),
                    "MET-WINDOW-DAY",
                )


@BOOK.family(
    Code("MET-WINDOW-BEYOND-TERM", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("MET-WINDOW-REMAINDER", FindingLevel.WARNING, Quality.MEASURABLE),
)
def windows_and_the_term(agreement: Agreement) -> Iterator[Spot]:
    """A window longer than the term, or one that leaves a part of the term over."""
    term = agreement.frame.term
    for path, name, level in named_levels(agreement):
        length = window_length(level.window)
        if term is None or length is None:
            continue
        words = {"level": name, "window": duration_words(length), "term": duration_words(term)}
        months, step = months_in(term), months_in(length)
        if certainly_longer(length, term):
            yield Spot(
                f"{path}.window.kind",
                _("{level} is measured over {window}, longer than the term of {term}.").format(**words),
                _("The agreement ends before the first window does."),
                _("Choose a shorter window."),
                "MET-WINDOW-BEYOND-TERM",
            )
        elif months and step and months % step:
            yield Spot(
                f"{path}.window.kind",
                _("{level} is measured over {window}, which does not divide the term of {term}.").format(**words),
                _("The last window is cut short, and nothing says how its target and credits are counted."),
                _("Choose a window that fits the term, or a term that is a multiple of it."),
                "MET-WINDOW-REMAINDER",
            )


@BOOK.rule("MET-PROBES-NO-INTERVAL", FindingLevel.ERROR, Quality.MEASURABLE)
def probes_without_an_interval(agreement: Agreement) -> Iterator[Spot]:
    """An outage starts after some failed probes, and nothing says how often one is sent."""
    for path, name, level in named_levels(agreement):
        outage = level.measurement.outage
        if outage.failed_probes is not None and outage.probe_every is None:
            yield Spot(
                f"{path}.measurement.outage.probe_every",
                _("An outage of {level} starts after {count} failed probes, sent at unknown intervals.").format(
                    level=name, count=outage.failed_probes
                ),
                _("Whether an outage of ten minutes counts depends on it."),
                _("Enter how often a probe is sent."),
            )


@BOOK.rule("MET-OUTAGE-HIDES", FindingLevel.WARNING, Quality.REALISTIC)
def outages_too_short_to_count(agreement: Agreement) -> Iterator[Spot]:
    """The shortest outage that counts is longer than all the downtime that the target allows."""
    for path, name, level in named_levels(agreement):
        least, allowed = level.measurement.outage.least, _allowed_minutes(level)
        if least is None or least.seconds is None or allowed is None or least.seconds / 60 <= allowed:
            continue
        yield Spot(
            f"{path}.measurement.outage.least",
            _("Outages of {level} count from {least}; its target allows at most {allowed} minutes a window.").format(
                level=name, least=duration_words(least), allowed=number_words(allowed.quantize(Decimal("0.1")))
            ),
            _("Any number of shorter outages is free, and the first one that counts misses the target."),
            _("Count shorter outages, or set the target to what is meant."),
        )


def _allowed_minutes(level: ServiceLevel) -> Decimal | None:
    """The most downtime that the strictest target allows in its longest window, round the clock."""
    months = _MONTHS.get(level.window.kind)
    figures = [target.value for target in level.targets if target.value is not None]
    if months is None or not figures or not isinstance(level.statistic, TimeShare):
        return None
    return (100 - max(figures)) / 100 * _DAYS[months][1] * 1440


@BOOK.rule("MET-ALTERNATIVE-DIFFERS", FindingLevel.WARNING, Quality.CLEAR)
def two_limits_of_one_downtime(agreement: Agreement) -> Iterator[Spot]:
    """A percentage and an allowance in time stand side by side, and are not the same downtime."""
    for path, name, level in named_levels(agreement):
        months = _MONTHS.get(level.window.kind)
        for row, target in enumerate(level.targets):
            other = target.alternative
            if months is None or other is None or target.value is None or not isinstance(level.statistic, TimeShare):
                continue
            minutes = convert(other.value, other.unit, TimeUnit.MINUTES)
            least, most = ((100 - target.value) / 100 * days * 1440 for days in _DAYS[months])
            if minutes is not None and not least <= minutes <= most:
                yield Spot(
                    f"{path}.targets.{row}.alternative",
                    _(
                        "{level} allows {target} or {other}; the percentage alone allows {least} to {most} minutes."
                    ).format(
                        level=name,
                        target=percent_words(target.value),
                        other=quantity_words(other.value, other.unit),
                        least=number_words(least.quantize(Decimal("0.1"))),
                        most=number_words(most.quantize(Decimal("0.1"))),
                    ),
                    _("A window can keep the one limit and miss the other; the easier of the two is what is promised."),
                    _("Keep one of them, or enter a time within what the percentage allows."),
                )


@BOOK.rule("MET-DEGRADED-UNDEFINED", FindingLevel.ERROR, Quality.MEASURABLE)
def degraded_service_that_is_not_defined(agreement: Agreement) -> Iterator[Spot]:
    """Slow service counts as down, and nothing says how slow."""
    for path, name, level in named_levels(agreement):
        outage = level.measurement.outage
        if outage.degraded_counts and not outage.degraded_when.strip():
            yield Spot(
                f"{path}.measurement.outage.degraded_when",
                _("Slow service counts as down for {level}, but nothing says what slow is.").format(level=name),
                _("Every complaint could be an outage, or none."),
                _("Say from which figure on the service counts as down, for example “a page takes over 10 seconds”."),
            )


@BOOK.rule("MET-ROUNDING-COARSE", FindingLevel.WARNING, Quality.MEASURABLE)
def rounding_coarser_than_the_target(agreement: Agreement) -> Iterator[Spot]:
    """The measured value is rounded to fewer decimals than the target has."""
    for path, name, level in named_levels(agreement):
        places = level.measurement.rounding.places
        for target in level.targets:
            figures = [figure for figure in (target.value, target.minimum, target.upper) if figure is not None]
            finest = max(figures, key=_decimals, default=None)
            if places is not None and finest is not None and _decimals(finest) > places:
                yield Spot(
                    f"{path}.measurement.rounding.places",
                    _("{level} is rounded to {places} decimals, while its target is {target}.").format(
                        level=name, places=places, target=value_words(agreement, level, finest, target)
                    ),
                    _("Rounding then decides whether the target is met, not the service."),
                    _("Round to at least {places} decimals, or do not round at all.").format(places=_decimals(finest)),
                )
                break


@BOOK.rule("MET-ROUNDING-PLACES", FindingLevel.ERROR, Quality.MEASURABLE)
def rounding_to_impossible_places(agreement: Agreement) -> Iterator[Spot]:
    """The measured value is rounded to fewer than no decimals, or to more than any tool gives."""
    for path, name, level in named_levels(agreement):
        places = level.measurement.rounding.places
        if places is not None and not 0 <= places <= MOST_PLACES:
            yield Spot(
                f"{path}.measurement.rounding.places",
                _("{level} is rounded to {places} decimals.").format(level=name, places=places),
                _("No measured value can be rounded like that."),
                _("Enter a number from 0 to {most}, or leave it empty for no rounding.").format(most=MOST_PLACES),
            )


def _decimals(figure: Decimal) -> int:
    return max(0, -int(figure.normalize().as_tuple().exponent))


@BOOK.rule("MET-MAINTENANCE-CONTRADICTS", FindingLevel.ERROR, Quality.CLEAR)
def maintenance_that_counts_and_does_not(agreement: Agreement) -> Iterator[Spot]:
    """Step 2 says that maintenance is no downtime; the service level counts excluded time as down."""
    maintenance = agreement.expectations.maintenance
    planned = maintenance.windows or maintenance.most_hours is not None
    for path, name, level in named_levels(agreement):
        counts_down = level.measurement.excluded_time is ExcludedTime.COUNTS_AS_DOWN
        if planned and counts_down and not maintenance.counts_as_downtime and isinstance(level.statistic, TimeShare):
            yield Spot(
                f"{path}.measurement.excluded_time",
                _("{level} counts excluded time as down, while planned maintenance is not to be downtime.").format(
                    level=name
                ),
                _("After the first maintenance night each side would be right."),
                _("Let excluded time leave the count, or let maintenance count as downtime in step 2."),
            )


@BOOK.rule("MET-CLOCK-LOOP", FindingLevel.ERROR, Quality.MEASURABLE)
def clocks_that_wait_for_each_other(agreement: Agreement) -> Iterator[Spot]:
    """A clock starts when another level's ends, which waits for the first."""
    after = {level.id: level.clock.after for level in agreement.metrics.levels}
    for path, name, level in named_levels(agreement):
        chain, step = [level.id], level.clock.after
        while step and step not in chain:
            chain.append(step)
            step = after.get(step, "")
        if step == level.id:
            yield Spot(
                f"{path}.clock.after",
                _("The clock of {level} waits for {chain}, which waits for it.").format(
                    level=name, chain=join_words([quoted(item) for item in chain[1:]]) or name
                ),
                _("No clock of the circle would ever start."),
                _("Let one of them start with an event, such as the ticket."),
            )


@BOOK.family(
    Code("MET-SURVEY-SCALE", FindingLevel.ERROR, Quality.MEASURABLE),
    Code("MET-SURVEY-ANSWERS", FindingLevel.WARNING, Quality.MEASURABLE),
    Code("MET-SURVEY-MISSING", FindingLevel.WARNING, Quality.MEASURABLE),
)
def surveys(agreement: Agreement) -> Iterator[Spot]:
    """A satisfaction level without its survey, a scale that is none, or answers too few to tell."""
    for path, name, level in named_levels(agreement):
        survey = level.survey
        if level.kind is LevelKind.SATISFACTION and survey is None:
            yield Spot(
                f"{path}.survey",
                _("{level} is about satisfaction, and no survey is set down.").format(level=name),
                _("The result of a survey depends on what is asked; either side could choose."),
                _("Enter the question, the scale, and which answers count as satisfied."),
                "MET-SURVEY-MISSING",
            )
        if survey is not None:
            yield from _survey_figures(path, name, survey)


def _survey_figures(path: str, name: str, survey: Survey) -> Iterator[Spot]:
    if not survey.scale_from < survey.satisfied_from <= survey.scale_to:
        yield Spot(
            f"{path}.survey.satisfied_from",
            _("The survey of {level} runs from {first} to {last} and counts {satisfied} or more as satisfied.").format(
                level=name, first=survey.scale_from, last=survey.scale_to, satisfied=survey.satisfied_from
            ),
            _("Every answer, or no answer, would count as satisfied."),
            _("Choose a figure within the scale, above its lowest one."),
            "MET-SURVEY-SCALE",
        )
    if survey.least_responses is None:
        yield Spot(
            f"{path}.survey.least_responses",
            _("The survey of {level} counts from the first answer on.").format(level=name),
            _("Two unhappy people out of three would miss the target for everybody."),
            _("Enter the least number of answers below which the window is not judged."),
            "MET-SURVEY-ANSWERS",
        )


@BOOK.rule("MET-REPORT-LATE", FindingLevel.NOTE, Quality.MEASURABLE)
def reports_later_than_the_next_window(agreement: Agreement) -> Iterator[Spot]:
    """The report may come after the next window has ended too."""
    for path, name, level in named_levels(agreement):
        report, length = level.measurement.report_within, window_length(level.window)
        monthly = level.window.kind in _MONTHS
        if monthly and report is not None and length is not None and certainly_longer(report, length):
            yield Spot(
                f"{path}.measurement.report_within",
                _("{level} is reported within {report}, though it is measured every {window}.").format(
                    level=name, report=duration_words(report), window=duration_words(length)
                ),
                _("The next window may be missed for the same cause before anybody has read of the first."),
                _("Let the report follow sooner than the next window ends."),
            )


@BOOK.rule("MET-SAMPLE-PERFECT", FindingLevel.NOTE, Quality.MEASURABLE)
def share_of_too_few_items(agreement: Agreement) -> Iterator[Spot]:
    """So few items a window that a single miss decides, by the least sample that is set down."""
    for path, name, level in named_levels(agreement):
        least = level.measurement.least_sample
        figures = [target.value for target in level.targets if target.value is not None]
        is_share = level.unit == "percent" and level.direction is Direction.HIGHER
        if not is_share or not least or not figures or isinstance(level.statistic, TimeShare):
            continue
        strictest = max(figures)
        if strictest < 100 and least * (100 - strictest) < 100:
            yield Spot(
                f"{path}.measurement.least_sample",
                _("With {count} items, the smallest number that counts, one miss is more than {target} allows.").format(
                    count=least, target=percent_words(strictest)
                ),
                _("In a quiet window {level} would have to be perfect.").format(level=name),
                _("Ask for at least {least} items.").format(least=number_words(-(-100 // (100 - strictest)))),
            )
