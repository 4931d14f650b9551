"""Tests of the checks of windows, outages, rounding, clocks, surveys and reports."""

from slawizard.agreement.metrics import (
    Alternative,
    ExcludedTime,
    LevelKind,
    MeasurementWindow,
    OutageRule,
    Rounding,
    Survey,
    Target,
    WindowKind,
)
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.checks.measurement import window_length
from tests.agreements.quantities import d, days, hours, minutes, months
from tests.checks.cases import Case, changed, check_found, check_spared, fields_of, parametrized

UPTIME = "metrics.levels.0"
WINDOW = f"{UPTIME}.window"
OUTAGE = f"{UPTIME}.measurement.outage"
SURVEY = "metrics.levels.4.survey"
QUARTER = MeasurementWindow(WindowKind.QUARTER)
YEAR = MeasurementWindow(WindowKind.YEAR)


def _case(code: str, field: str, path: str, bad: object, good: object) -> Case:
    return Case(code, field, ((path, bad),), ((path, good),))


CASES = (
    Case(
        "MET-ALTERNATIVE-DIFFERS",
        f"{UPTIME}.targets.0.alternative",
        ((WINDOW, YEAR), (f"{UPTIME}.targets.0", Target(d("99.99"), alternative=Alternative(d("1"), "hours")))),
        ((WINDOW, YEAR), (f"{UPTIME}.targets.0", Target(d("99.99"), alternative=Alternative(d("52.6"), "minutes")))),
    ),
    _case(
        "MET-WINDOW-LENGTH",
        f"{WINDOW}.length",
        WINDOW,
        MeasurementWindow(WindowKind.FIXED_DAYS),
        MeasurementWindow(WindowKind.FIXED_DAYS, days(30)),
    ),
    _case(
        "MET-WINDOW-DAY",
        f"{WINDOW}.starts_on",
        WINDOW,
        MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=31),
        MeasurementWindow(WindowKind.BILLING_MONTH, starts_on=28),
    ),
    _case(
        "MET-WINDOW-DAY",
        f"{WINDOW}.year_starts",
        WINDOW,
        MeasurementWindow(WindowKind.YEAR, year_starts=0),
        MeasurementWindow(WindowKind.YEAR, year_starts=12),
    ),
    Case(
        "MET-WINDOW-BEYOND-TERM",
        f"{WINDOW}.kind",
        ((WINDOW, YEAR), ("frame.term", months(11))),
        ((WINDOW, YEAR), ("frame.term", months(12))),
    ),
    Case(
        "MET-WINDOW-REMAINDER",
        f"{WINDOW}.kind",
        ((WINDOW, QUARTER), ("frame.term", months(10))),
        ((WINDOW, QUARTER), ("frame.term", months(12))),
    ),
    _case(
        "MET-PROBES-NO-INTERVAL",
        f"{OUTAGE}.probe_every",
        OUTAGE,
        OutageRule(failed_probes=3),
        OutageRule(probe_every=minutes(1)),
    ),
    _case("MET-OUTAGE-HIDES", f"{OUTAGE}.least", f"{OUTAGE}.least", hours(1), minutes(44)),
    Case(
        "MET-DEGRADED-UNDEFINED",
        f"{OUTAGE}.degraded_when",
        ((f"{OUTAGE}.degraded_counts", True),),
        ((f"{OUTAGE}.degraded_counts", True), (f"{OUTAGE}.degraded_when", "a page takes 9 s")),
    ),
    _case(
        "MET-ROUNDING-COARSE",
        f"{UPTIME}.measurement.rounding.places",
        f"{UPTIME}.measurement.rounding",
        Rounding(0),
        Rounding(1),
    ),
    _case(
        "MET-ROUNDING-PLACES",
        f"{UPTIME}.measurement.rounding.places",
        f"{UPTIME}.measurement.rounding",
        Rounding(13),
        Rounding(12),
    ),
    _case(
        "MET-ROUNDING-PLACES",
        f"{UPTIME}.measurement.rounding.places",
        f"{UPTIME}.measurement.rounding",
        Rounding(-1),
        Rounding(),
    ),
    Case(
        "MET-ROUNDING-COARSE",
        f"{UPTIME}.measurement.rounding.places",
        ((f"{UPTIME}.targets.0.minimum", d("99.875")),),
        ((f"{UPTIME}.targets.0.minimum", d("99.870")),),
    ),
    _case(
        "MET-MAINTENANCE-CONTRADICTS",
        f"{UPTIME}.measurement.excluded_time",
        f"{UPTIME}.measurement.excluded_time",
        ExcludedTime.COUNTS_AS_DOWN,
        ExcludedTime.COUNTS_AS_UP,
    ),
    Case(
        "MET-CLOCK-LOOP",
        "metrics.levels.3.clock.after",
        (("metrics.levels.3.clock.after", "response"), ("metrics.levels.2.clock.after", "resolution")),
        (("metrics.levels.3.clock.after", "response"),),
    ),
    _case("MET-CLOCK-LOOP", "metrics.levels.3.clock.after", "metrics.levels.3.clock.after", "resolution", "response"),
    _case(
        "MET-SURVEY-SCALE", f"{SURVEY}.satisfied_from", SURVEY, Survey("How?", 1, 5, 6, 60), Survey("How?", 1, 5, 5, 60)
    ),
    _case(
        "MET-SURVEY-SCALE",
        f"{SURVEY}.satisfied_from",
        SURVEY,
        Survey("How?", 5, 1, 4, 60),
        Survey("How?", 0, 10, 9, 60),
    ),
    _case("MET-SURVEY-ANSWERS", f"{SURVEY}.least_responses", f"{SURVEY}.least_responses", None, 1),
    Case(
        "MET-SURVEY-MISSING", SURVEY, ((SURVEY, None),), ((SURVEY, None), ("metrics.levels.4.kind", LevelKind.QUALITY))
    ),
    _case(
        "MET-REPORT-LATE",
        f"{UPTIME}.measurement.report_within",
        f"{UPTIME}.measurement.report_within",
        days(32),
        days(31),
    ),
    _case(
        "MET-SAMPLE-PERFECT",
        "metrics.levels.2.measurement.least_sample",
        "metrics.levels.2.measurement.least_sample",
        19,
        20,
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_each_kind_of_window_has_its_length() -> None:
    assert window_length(QUARTER) == months(3)
    assert window_length(MeasurementWindow(WindowKind.WEEK)) == Duration(d("1"), TimeUnit.WEEKS)
    assert window_length(MeasurementWindow(WindowKind.SLIDING, minutes(15))) == minutes(15)
    assert window_length(MeasurementWindow(WindowKind.PER_INCIDENT)) is None
    assert window_length(MeasurementWindow(WindowKind.TERM)) is None


def test_excluded_time_may_count_as_down_where_maintenance_does() -> None:
    edits = (
        (f"{UPTIME}.measurement.excluded_time", ExcludedTime.COUNTS_AS_DOWN),
        ("expectations.maintenance.counts_as_downtime", True),
    )
    assert fields_of("MET-MAINTENANCE-CONTRADICTS", changed(edits)) == []


def test_a_circle_of_clocks_is_found_at_each_of_them() -> None:
    edits = (("metrics.levels.3.clock.after", "response"), ("metrics.levels.2.clock.after", "resolution"))
    assert fields_of("MET-CLOCK-LOOP", changed(edits)) == [
        "metrics.levels.2.clock.after",
        "metrics.levels.3.clock.after",
    ]
