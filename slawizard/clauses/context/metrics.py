"""The third step as templates see it: service levels, how they are measured, severities."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import CreditUnit
from slawizard.agreement.credit_shapes import LostTime
from slawizard.agreement.metrics import (
    ClockStart,
    Direction,
    ExcludedTime,
    IntervalRule,
    LevelKind,
    Measurement,
    MeasurementWindow,
    Measurer,
    OutageRule,
    ServiceLevel,
    SeverityTime,
    Standing,
    Survey,
    WindowKind,
)
from slawizard.agreement.units import UnitKind, find_unit
from slawizard.agreement.wording import duration_words
from slawizard.clauses.context.objectives import Calendars
from slawizard.clauses.context.occurring import single_word
from slawizard.clauses.context.severities import severities_words
from slawizard.clauses.context.targets import SEVERITY_TIMES, lacks_target, targets_words
from slawizard.clauses.context.values import CREDIT_CLAUSES, Words, Writer, make_anchors

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MEASURERS = {
    Measurer.PROVIDER: "the Provider",
    Measurer.CUSTOMER: "the Customer",
    Measurer.BOTH: "both parties",
    Measurer.THIRD_PARTY: "a third party that depends on neither party",
}
_STATISTICS = (
    "time_share", "total", "mean", "percentile", "event_share", "mean_of_rates", "share_within", "count", "worst",
    "rolling_mean",
)  # fmt: skip
_SHORT_WINDOWS = (
    WindowKind.CLOCK_HOUR, WindowKind.DAY, WindowKind.WEEK, WindowKind.SLIDING, WindowKind.PER_INCIDENT
)  # fmt: skip
_TIMED = (LevelKind.RESPONSE, LevelKind.RESOLUTION, LevelKind.DELIVERY, LevelKind.RECOVERY)


def metrics_words(agreement: Agreement, write: Writer) -> Words:
    """Service levels, severities and reports."""
    step = agreement.metrics
    calendars = Calendars(agreement, write)
    anchors = level_anchors(agreement)
    levels = [
        _level_words(agreement, level, number, anchors, calendars, write) for number, level in enumerate(step.levels)
    ]
    return {
        "levels": levels,
        "no_levels": write.text("", "metrics.levels", "no service level has been agreed yet"),
        "measuring": _measuring_words(agreement, write),
        "severities": severities_words(agreement, calendars, write),
        "report_contents": write.phrase(step.report_contents, "metrics.report_contents"),
    }


def level_anchors(agreement: Agreement) -> dict[str, str]:
    """The anchor of each service level by its id."""
    ids = [level.id for level in agreement.metrics.levels]
    return dict(zip(ids, make_anchors(ids), strict=True))


def level_name(level: ServiceLevel, path: str, write: Writer) -> str:
    """What the level at `path` is called: by its id where a name was left out on purpose, else nothing without one."""
    return level.name or (level.id if write.is_left_out(f"{path}.name") else "")


def is_binding(level: ServiceLevel) -> bool:
    """Whether missing the level is a breach."""
    return level.standing is Standing.BINDING


def _measuring_words(agreement: Agreement, write: Writer) -> Words:
    """What kinds of measuring occur at all, so that general clauses speak only of them."""
    levels = agreement.metrics.levels
    treatments = {level.measurement.excluded_time for level in levels if _counts_time(level)}
    uses = {time: _uses_time(agreement, time) for time in SeverityTime}
    return {
        "any": bool(levels),
        "binding": any(is_binding(level) for level in levels),
        "not_agreed": any(_is_open(level, f"metrics.levels.{number}", write) for number, level in enumerate(levels)),
        "own_years": any(
            level.window.kind in (WindowKind.QUARTER, WindowKind.YEAR) and level.window.year_starts != 1
            for level in levels
        ),
        "short_windows": any(level.window.kind in _SHORT_WINDOWS for level in levels),
        "informational": any(not is_binding(level) for level in levels),
        "downtime": any(_counts_time(level) for level in levels) or _pays_for_time(agreement),
        "leaves_denominator": ExcludedTime.LEAVES_DENOMINATOR in treatments,
        "counts_as_up": ExcludedTime.COUNTS_AS_UP in treatments,
        "counts_as_down": ExcludedTime.COUNTS_AS_DOWN in treatments,
        "tickets": any(uses.values()),
        "response": uses[SeverityTime.RESPONSE],
        "resolution": uses[SeverityTime.RESOLUTION],
        "minimum": any(target.minimum is not None for level in levels for target in level.targets),
        "least_sample": any(level.measurement.least_sample for level in levels),
        "both_measure": any(level.measurement.measured_by is Measurer.BOTH for level in levels),
        "pauses": any(level.clock.pauses for level in levels),
        "in_words": any(target.words for level in levels for target in level.targets),
        "priced": any(
            target.price is not None or target.surcharge_percent is not None
            for level in levels
            for target in level.targets
        ),
    }


_KIND_OF_TIME = {SeverityTime.RESPONSE: LevelKind.RESPONSE, SeverityTime.RESOLUTION: LevelKind.RESOLUTION}


def _uses_time(agreement: Agreement, time: SeverityTime) -> bool:
    """Whether a severity has a time of this kind, or a level is measured by one."""
    levels = agreement.metrics.levels
    by_level = any(one.severity_time is time or one.kind is _KIND_OF_TIME.get(time) for one in levels)
    return by_level or any(getattr(one, time.value) for one in agreement.metrics.severities)


def _is_open(level: ServiceLevel, path: str, write: Writer) -> bool:
    """Whether the level's schedule says of something that it was not agreed."""
    one, path_of = level.measurement, f"{path}.measurement"
    return (
        lacks_target(level, path, write)
        or (not one.source.strip() and write.is_left_out(f"{path_of}.source"))
        or (one.measured_by is None and write.is_left_out(f"{path_of}.measured_by"))
    )


def _pays_for_time(agreement: Agreement) -> bool:
    rules = agreement.consequences.rules
    return any(isinstance(one.shape, LostTime) or one.unit is CreditUnit.HOURS_OF_SERVICE for one in rules)


def _counts_time(level: ServiceLevel) -> bool:
    """Whether the level's figure is made of downtime."""
    tag = level.statistic.__struct_config__.tag
    is_share = find_unit(level.unit).kind is UnitKind.PERCENT
    if tag == "rolling_mean":
        return level.kind is LevelKind.AVAILABILITY and is_share
    return tag == "time_share" or (
        level.kind is LevelKind.AVAILABILITY
        and find_unit(level.unit).kind is UnitKind.TIME
        and tag in ("total", "worst")
    )


def _level_words(
    agreement: Agreement,
    level: ServiceLevel,
    number: int,
    anchors: dict[str, str],
    calendars: Calendars,
    write: Writer,
) -> Words:
    path = f"metrics.levels.{number}"
    anchor = anchors[level.id]
    return {
        "anchor": anchor,
        "path": path,
        "schedule": f"service-level-{anchor}",
        **_measured_words(agreement, level, path, calendars, write),
        **targets_words(level, path, calendars, write),
        "clock": _clock_words(level, f"{path}.clock", anchors, agreement, calendars, write),
        "measurement": _measurement_words(level.measurement, f"{path}.measurement", write),
        "outage": _outage_words(level.measurement.outage, f"{path}.measurement.outage", write),
        "survey": _survey_words(level.survey, f"{path}.survey", write),
        "position": _position_words(agreement, level, write),
        "no_consequence": _no_consequence_words(agreement, level, write),
        "rules": _rule_schedules(agreement, level),
    }


def _measured_words(agreement: Agreement, level: ServiceLevel, path: str, calendars: Calendars, write: Writer) -> Words:
    """What is measured, over what time, and where it applies."""
    return {
        "name": write.line(level_name(level, path, write), f"{path}.name", "name of the service level"),
        "purpose": write.sentence(level.purpose, f"{path}.purpose"),
        "binding": is_binding(level),
        "unit": write.unit(level.unit, f"{path}.unit"),
        "percentage": find_unit(level.unit).kind is UnitKind.PERCENT,
        "higher": level.direction is Direction.HIGHER,
        "lower": level.direction is Direction.LOWER,
        "band": level.direction is Direction.BAND,
        "statistic": _statistic_words(level, path, write),
        "formula": {
            "numerator": write.phrase(level.numerator, f"{path}.numerator"),
            "denominator": write.phrase(level.denominator, f"{path}.denominator"),
        },
        "counts_downtime": _counts_time(level),
        "window": write.words(window_words(level.window, single_word(level)), f"{path}.window"),
        "counts_as": write.duration(level.window.counts_as, f"{path}.window.counts_as"),
        "part_counts_whole": level.window.part_counts_whole,
        "per_incident": level.window.kind is WindowKind.PER_INCIDENT,
        "one": single_word(level),
        "short_window": level.window.kind in _SHORT_WINDOWS,
        "time_zone": write.line(_time_zone(agreement, level), f"{path}.time_zone", "time zone"),
        "hours": calendars.find(level.hours or agreement.objectives.service_hours, f"{path}.hours"),
        "scope": write.phrase(level.scope, f"{path}.scope"),
        "severity_time": write.words(
            SEVERITY_TIMES[level.severity_time] if level.severity_time else "", f"{path}.severity_time"
        ),
        "external_table": write.phrase(level.external_table, f"{path}.external_table"),
        "eligibility": write.phrases(level.eligibility, f"{path}.eligibility"),
        "exclusions": write.phrases(level.exclusions, f"{path}.exclusions"),
    }


def _time_zone(agreement: Agreement, level: ServiceLevel) -> str:
    """The level's own time zone, or that of its hours."""
    hours = agreement.calendar(level.hours or agreement.objectives.service_hours)
    return level.time_zone or (hours.time_zone if hours else "")


def _statistic_words(level: ServiceLevel, path: str, write: Writer) -> Words:
    statistic = level.statistic
    tag = statistic.__struct_config__.tag
    words: Words = {name: name == tag for name in _STATISTICS}
    path = f"{path}.statistic"
    words["p"] = write.number(getattr(statistic, "p", None), f"{path}.p")
    words["interval"] = write.duration(getattr(statistic, "interval", None), f"{path}.interval")
    words["limit"] = write.duration(getattr(statistic, "limit", None), f"{path}.limit", "time limit")
    words["windows"] = write.number(getattr(statistic, "windows", None), f"{path}.windows")
    return words


def window_words(window: MeasurementWindow, single: str = "Incident or order") -> str:
    """A measurement window in words: "each calendar month". `single`: what is measured by itself."""
    first = MONTH_NAMES[(window.year_starts - 1) % 12]
    length = "" if window.length is None else duration_words(window.length)
    return {
        WindowKind.CLOCK_HOUR: "each clock hour",
        WindowKind.DAY: "each day, from midnight to midnight",
        WindowKind.WEEK: "each week, from Monday to Sunday",
        WindowKind.CALENDAR_MONTH: "each calendar month",
        WindowKind.BILLING_MONTH: f"each billing month, which begins on day {window.starts_on} of a calendar month",
        WindowKind.FIXED_DAYS: f"each period of {length or '30 days'}, the first from the Start Date",
        WindowKind.QUARTER: f"each period of three months, counted from 1 {first}",
        WindowKind.YEAR: f"each period of twelve months, from 1 {first}",
        WindowKind.SLIDING: f"any period of {length or '[length]'} without a gap, whenever it begins",
        WindowKind.PER_INCIDENT: f"each {single} by itself",
        WindowKind.TERM: "the whole term of the Agreement",
    }[window.kind]


def _clock_words(
    level: ServiceLevel, path: str, anchors: dict[str, str], agreement: Agreement, calendars: Calendars, write: Writer
) -> Words:
    clock, shown = level.clock, level.kind in _TIMED
    after = agreement.level(clock.after)
    words: Words = {start.value: clock.start is start for start in ClockStart}
    words["noticed"] = level.kind in _KIND_OF_TIME.values() or level.severity_time in _KIND_OF_TIME
    words["shown"] = bool(shown or clock.start_words or clock.stops or clock.start is not ClockStart.FAILURE)
    words["start_words"] = write.phrase(clock.start_words, f"{path}.start_words")
    words["stops"] = write.phrase(clock.stops, f"{path}.stops")
    words["pauses"] = write.phrases(clock.pauses, f"{path}.pauses")
    words["hours"] = calendars.find(clock.calendar, f"{path}.calendar")
    words["after"] = write.line(after.name or after.id if after else "", f"{path}.after", "earlier stage")
    words["after_schedule"] = f"service-level-{anchors[after.id]}" if after else ""
    words["after_given"] = after is not None
    return words


def _measurement_words(one: Measurement, path: str, write: Writer) -> Words:
    return {
        "source": write.phrase(one.source, f"{path}.source", "source of the figures"),
        "tool": write.line(one.tool, f"{path}.tool"),
        "by": write.words(
            _MEASURERS[one.measured_by] if one.measured_by else "", f"{path}.measured_by", "who measures"
        ),
        "sampling": write.phrase(one.sampling, f"{path}.sampling"),
        "least_sample": write.number(one.least_sample, f"{path}.least_sample"),
        "places": write.number(one.rounding.places, f"{path}.rounding.places"),
        "whole": one.rounding.places == 0,
        "one_place": one.rounding.places == 1,
        "leaves_denominator": one.excluded_time is ExcludedTime.LEAVES_DENOMINATOR,
        "counts_as_up": one.excluded_time is ExcludedTime.COUNTS_AS_UP,
        "counts_as_down": one.excluded_time is ExcludedTime.COUNTS_AS_DOWN,
        "report_within": write.duration(one.report_within, f"{path}.report_within", "time limit of the report"),
        "report_to": write.phrase(one.report_to, f"{path}.report_to"),
        "dispute_within": write.duration(one.dispute_within, f"{path}.dispute_within", "time limit"),
        "dispute_how": write.sentence(one.dispute_how, f"{path}.dispute_how"),
    }


def _outage_words(one: OutageRule, path: str, write: Writer) -> Words:
    return {
        "least": write.duration(one.least, f"{path}.least"),
        "least_exclusive": one.least_exclusive,
        "error_rate": write.percent(one.error_rate_percent, f"{path}.error_rate_percent"),
        "failed_probes": write.number(one.failed_probes, f"{path}.failed_probes"),
        "good_probes": write.number(one.good_probes, f"{path}.good_probes"),
        "probe_every": write.duration(one.probe_every, f"{path}.probe_every", "time between probes"),
        "weighted": one.weighted_by_affected,
        "degraded": one.degraded_counts,
        "interval": write.duration(one.interval, f"{path}.interval"),
        "any_part": one.interval_when is IntervalRule.ANY_PART,
        "degraded_when": write.phrase(one.degraded_when, f"{path}.degraded_when", "what counts as slow"),
    }


def _survey_words(survey: Survey | None, path: str, write: Writer) -> Words:
    one = survey or Survey()
    return {
        "any": survey is not None,
        "question": write.line(one.question, f"{path}.question", "question"),
        "scale_from": write.number(one.scale_from, f"{path}.scale_from"),
        "scale_to": write.number(one.scale_to, f"{path}.scale_to"),
        "satisfied_from": write.number(one.satisfied_from, f"{path}.satisfied_from"),
        "least_responses": write.number(one.least_responses, f"{path}.least_responses"),
        "held": write.phrase(one.held, f"{path}.held"),
    }


def _position_words(agreement: Agreement, level: ServiceLevel, write: Writer) -> Words:
    found = [
        (number, one)
        for number, one in enumerate(agreement.expectations.positions)
        if one.level == level.id and one.status == "open"
    ]
    number, one = found[0] if found else (0, None)
    path = f"expectations.positions.{number}"
    return {
        "open": one is not None,
        "asks": write.quantity(one.customer_asks if one else None, level.unit, f"{path}.customer_asks"),
        "offers": write.quantity(one.provider_offers if one else None, level.unit, f"{path}.provider_offers"),
    }


def _no_consequence_words(agreement: Agreement, level: ServiceLevel, write: Writer) -> Words:
    for number, one in enumerate(agreement.consequences.no_consequence):
        if one.level == level.id:
            return {
                "given": True,
                "reason": write.sentence(one.reason, f"consequences.no_consequence.{number}.reason", "reason"),
            }
    return {"given": False, "reason": write.optional("", "consequences.no_consequence")}


def _rule_schedules(agreement: Agreement, level: ServiceLevel) -> list[str]:
    rules = agreement.consequences.rules
    anchors = make_anchors((rule.id for rule in rules), CREDIT_CLAUSES)
    return [f"credit-{anchor}" for rule, anchor in zip(rules, anchors, strict=True) if rule.level == level.id]
