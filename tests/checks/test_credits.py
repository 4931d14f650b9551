"""Tests of the checks of credits and their bands."""

import pytest

from slawizard.agreement.consequences import StartsBelow
from slawizard.agreement.credit_shapes import (
    Band,
    Bands,
    Flat,
    IncrementRounding,
    Increments,
    KeyedOn,
    LostTime,
    Overlap,
    PerOccurrence,
)
from slawizard.agreement.metrics import Coordinate, Dimension, Rounding, Target
from slawizard.checks import findings
from tests.agreements.quantities import d
from tests.checks.cases import Case, at, changed, check_found, check_spared, fields_of, parametrized

RULE = "consequences.rules.0"
SHAPE = f"{RULE}.shape"
ROWS = f"{SHAPE}.bands"
TARGET = "metrics.levels.0.targets.0"
EXACT = ("metrics.levels.0.measurement.rounding", Rounding())


def band(lower: str | None, upper: str | None, credit: str, *, low_in: bool = True, up_in: bool = False) -> Band:
    """A band in short: "99.0" to below "99.5" earns "10"."""
    return Band(d(lower) if lower else None, low_in, d(upper) if upper else None, up_in, d(credit))


def table(*bands: Band, overlap: Overlap = Overlap.FORBIDDEN) -> tuple[tuple[str, object], ...]:
    """The edit that makes these the bands of the availability credit, on figures that are not rounded."""
    return ((SHAPE, Bands(bands, overlap=overlap)), EXACT)


FIRST, SECOND, LAST = band("99.0", "99.5", "10"), band("98.0", "99.0", "25"), band(None, "98.0", "50")
COARSE = Increments(d("1"), d("5"))
SOUND = table(FIRST, SECOND, LAST)

CASES = (
    at(f"{ROWS}.1.credit", "CON-CREDIT-MISSING", None, d("20")),
    at(SHAPE, "CON-CREDIT-MISSING", Bands(), LostTime(), found=ROWS),
    at(SHAPE, "CON-CREDIT-MISSING", Flat(), Flat(d("5")), found=f"{SHAPE}.credit"),
    at(f"{ROWS}.0.credit", "CON-CREDIT-ZERO", d("0"), d("0.1")),
    at(f"{ROWS}.2.credit", "CON-CREDIT-BEYOND-FEE", d("101"), d("100")),
    at("consequences.rules.1.shape", "CON-LOST-TIME-UNFIT", LostTime(), Flat(d("5"))),
    at(SHAPE, "CON-OCCURRENCE-UNFIT", PerOccurrence(d("5")), LostTime()),
    at(
        SHAPE, "CON-INCREMENT-NEVER", Increments(d("100"), d("5")), Increments(d("0.5"), d("5")), found=f"{SHAPE}.every"
    ),
    at(
        SHAPE,
        "CON-INCREMENT-COARSE",
        Increments(d("3"), d("5")),
        Increments(d("3"), d("5"), rounding=IncrementRounding.STARTED),
        found=f"{SHAPE}.every",
    ),
    Case(
        "CON-INCREMENT-COARSE",
        f"{SHAPE}.every",
        ((SHAPE, COARSE), (f"{RULE}.starts_below", StartsBelow.TARGET)),
        ((SHAPE, Increments(d("0.5"), d("5"))), (f"{RULE}.starts_below", StartsBelow.TARGET)),
    ),
    at(f"{TARGET}.minimum", "CON-MINIMUM-MISSING", None, d("99.0"), found=f"{RULE}.starts_below"),
    at(
        f"{RULE}.starts_below", "CON-MINIMUM-UNUSED", StartsBelow.TARGET, StartsBelow.MINIMUM, found=f"{TARGET}.minimum"
    ),
    Case("CON-BAND-GAP", ROWS, table(FIRST, band("98.0", "98.9", "25"), LAST), SOUND),
    Case("CON-BAND-GAP", ROWS, table(FIRST, SECOND), SOUND),
    Case("CON-BAND-STARTS-LATE", ROWS, table(band("99.0", "99.4", "10"), SECOND, LAST), SOUND),
    Case(
        "CON-BAND-EDGE-IN-NEITHER",
        ROWS,
        table(band("99.0", "99.5", "10", low_in=False), SECOND, LAST),
        table(band("99.0", "99.5", "10", low_in=False), band("98.0", "99.0", "25", up_in=True), LAST),
    ),
    Case(
        "CON-BAND-OVERLAP",
        f"{ROWS}.1",
        table(FIRST, band("98.0", "99.2", "25"), LAST),
        table(FIRST, band("98.0", "99.2", "25"), LAST, overlap=Overlap.DEEPEST_WINS),
    ),
    Case("CON-BAND-EDGE-IN-BOTH", f"{ROWS}.1", table(FIRST, band("98.0", "99.0", "25", up_in=True), LAST), SOUND),
    Case("CON-BAND-ORDER", f"{ROWS}.0", table(SECOND, FIRST, LAST), table(LAST, SECOND, FIRST)),
    Case(
        "CON-BAND-DEEPER-PAYS-LESS",
        f"{ROWS}.1",
        table(FIRST, band("98.0", "99.0", "9"), LAST),
        table(FIRST, band("98.0", "99.0", "10"), LAST),
    ),
    Case(
        "CON-BAND-NEVER-REACHED",
        f"{ROWS}.3",
        table(FIRST, SECOND, band("0", "98.0", "50"), band(None, "0", "60")),
        table(FIRST, SECOND, band("0", "98.0", "50")),
    ),
    Case("CON-BAND-PAYS-ON-TARGET", f"{ROWS}.0", table(band("99.0", "99.5", "10", up_in=True), SECOND, LAST), SOUND),
    Case("CON-BAND-NEVER-PAYS", ROWS, table(band("99.5", "99.9", "10")), SOUND),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_swapped_edges_are_found_in_their_row() -> None:
    agreement = changed(table(FIRST, band("99.0", "98.0", "25"), LAST))
    assert f"{ROWS}.1" in fields_of("CON-BAND-ORDER", agreement)


def test_the_gap_is_told_in_its_own_figures() -> None:
    agreement = changed(table(FIRST, band("98.0", "98.9", "25"), LAST))
    made = next(finding for finding in findings(agreement) if finding.code == "CON-BAND-GAP")
    assert "98.9\u00a0% to 99\u00a0%" in made.text
    assert "“Availability of clinic systems”" in made.text


def test_bands_printed_to_two_decimals_close_on_values_rounded_so() -> None:
    printed = table(band("99.0", "99.49", "10", up_in=True), band("98.0", "98.99", "25", up_in=True), LAST)
    assert fields_of("CON-BAND-GAP", changed(printed[:1])) == []
    assert fields_of("CON-BAND-GAP", changed(printed)) == [ROWS]


BAND_CODES = (
    "CON-BAND-GAP", "CON-BAND-STARTS-LATE", "CON-BAND-NEVER-REACHED", "CON-BAND-DEEPER-PAYS-LESS",
    "CON-BAND-PAYS-ON-TARGET", "CON-BAND-NEVER-PAYS",
)  # fmt: skip
FROM_TARGET = ((f"{RULE}.starts_below", StartsBelow.TARGET), (f"{TARGET}.value", d("99.9")), EXACT)


def hours_of_downtime(first: str) -> tuple[tuple[str, object], ...]:
    """Bands of downtime in hours under a target of 99.9 %, round the clock."""
    rows = (band(first, "4", "10"), band("4", None, "25"))
    return ((SHAPE, Bands(rows, unit="hours")), ("metrics.levels.0.hours", ""), ("objectives.service_hours", ""),
            *FROM_TARGET)  # fmt: skip


def test_bands_of_downtime_under_a_target_in_percent_are_proved_as_times() -> None:
    meets = changed(hours_of_downtime("0.7"))
    assert [code for code in BAND_CODES if fields_of(code, meets)] == []
    late = changed(hours_of_downtime("1"))
    assert [code for code in BAND_CODES if fields_of(code, late)] == ["CON-BAND-STARTS-LATE"]
    told = next(finding for finding in findings(late) if finding.code == "CON-BAND-STARTS-LATE")
    assert "0.744\u00a0hours to 1\u00a0hour" in told.text


@pytest.mark.parametrize(
    ("every", "unit", "found"),
    [("15", "minutes", ()), ("4", "hours", ("CON-INCREMENT-COARSE",)), ("800", "hours", ("CON-INCREMENT-NEVER",))],
)
def test_steps_of_time_past_the_allowance_are_measured_as_times(every: str, unit: str, found: tuple[str, ...]) -> None:
    shape = Increments(d(every), d("5"), unit=unit)
    agreement = changed(((SHAPE, shape), *FROM_TARGET))
    codes = [code for code in ("CON-INCREMENT-NEVER", "CON-INCREMENT-COARSE") if fields_of(code, agreement)]
    assert codes == list(found)


def test_a_coarse_step_of_time_is_told_in_its_own_figures() -> None:
    agreement = changed(((SHAPE, Increments(d("4"), d("5"), unit="hours")), *FROM_TARGET))
    (told,) = (finding for finding in findings(agreement) if finding.code == "CON-INCREMENT-COARSE")
    assert "until the downtime is 4\u00a0hours more than 99.9\u00a0% allows" in told.text


def test_a_threshold_of_its_own_makes_use_of_a_minimum() -> None:
    rule = "consequences.rules.1"
    edits = ((f"{rule}.starts_below", StartsBelow.TARGET), (f"{rule}.shape", PerOccurrence(d("5"), d("30"))))
    assert fields_of("CON-MINIMUM-UNUSED", changed(edits)) == []


@pytest.mark.parametrize("keyed_on", [KeyedOn.MISS, KeyedOn.MISS_PERCENT])
def test_bands_of_the_miss_are_proved_as_such(keyed_on: KeyedOn) -> None:
    whole = Bands((band("0", "0.5", "10", low_in=False), band("0.5", None, "25")), keyed_on)
    late = Bands((band("0.1", "0.5", "10"), band("0.5", None, "25")), keyed_on)
    assert [
        code for code in ("CON-BAND-GAP", "CON-BAND-STARTS-LATE") if fields_of(code, changed(((SHAPE, whole),)))
    ] == []
    assert fields_of("CON-BAND-STARTS-LATE", changed(((SHAPE, late),))) == [ROWS]


def test_a_fault_that_several_targets_share_is_told_once() -> None:
    from slawizard.agreement.metrics import Coordinate, Dimension, Target

    targets = tuple(Target(d("99.9"), where=(Coordinate("Site", site),)) for site in ("York", "Leeds"))
    edits = (
        ("metrics.levels.0.dimensions", (Dimension("Site", ("York", "Leeds")),)),
        ("metrics.levels.0.targets", targets),
        (f"{RULE}.starts_below", StartsBelow.TARGET),
    )
    assert fields_of("CON-BAND-STARTS-LATE", changed(edits)) == [ROWS]


def test_a_row_for_all_cases_that_narrower_rows_override_is_not_asked_for_a_minimum() -> None:
    edits = (
        (f"{RULE}.starts_below", StartsBelow.MINIMUM),
        ("metrics.levels.0.dimensions", (Dimension("Plan", ("Basic", "Premium")),)),
        (
            "metrics.levels.0.targets",
            (
                Target(value=d("99.5")),
                Target(where=(Coordinate("Plan", "Premium"),), value=d("99.9"), minimum=d("99.5")),
            ),
        ),
    )
    only_premium = ((f"{RULE}.where", (Coordinate("Plan", "Premium"),)),)
    assert fields_of("CON-MINIMUM-MISSING", changed((*edits, *only_premium))) == []
    assert fields_of("CON-MINIMUM-MISSING", changed(edits)) == [f"{RULE}.starts_below"]
