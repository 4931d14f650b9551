"""Tests of the checks of service levels and their targets."""

from slawizard.agreement.metrics import Coordinate, Dimension, Direction, ServiceLevel, Standing, Target
from tests.agreements.quantities import d
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

LEVELS = "metrics.levels"
UPTIME = "metrics.levels.0.targets.0"
CRITICAL = "metrics.levels.1"
TEMPERATURE = ServiceLevel(
    "heat", "Heat", unit="celsius", direction=Direction.BAND, targets=(Target(d("18"), d("27")),)
)
P1 = (Coordinate("Severity", "P1"),)
SHIFT = Dimension("Shift", ("day", "night"))

CASES = (
    Case(
        "MET-IN-NO-OBJECTIVE",
        f"{LEVELS}.3",
        (("objectives.objectives.2.levels", ("response",)),),
        (("objectives.objectives", ()),),
    ),
    at(f"{LEVELS}.3.name", "MET-SAME-NAME", "response  IN time", "Response in time (York)"),
    Case(
        "MET-TARGET-MISSING",
        f"{UPTIME}.value",
        ((f"{UPTIME}.value", None),),
        ((f"{UPTIME}.value", None), (f"{UPTIME}.words", "as ordered")),
    ),
    Case(
        "MET-TARGET-IN-WORDS",
        f"{UPTIME}.words",
        ((f"{UPTIME}.value", None), (f"{UPTIME}.words", "as good as can be")),
        (
            (f"{UPTIME}.value", None),
            (f"{UPTIME}.words", "as good as can be"),
            (f"{LEVELS}.0.standing", Standing.INFORMATIONAL),
        ),
    ),
    at(f"{UPTIME}.value", "MET-TARGET-BEYOND-PERCENT", d("100.1"), d("99.99")),
    at(f"{UPTIME}.minimum", "MET-TARGET-BEYOND-PERCENT", d("-0.1"), d("0")),
    at(f"{UPTIME}.value", "MET-TARGET-PERFECT", d("100"), d("99.999")),
    Case(
        "MET-TARGET-PERFECT",
        f"{UPTIME}.value",
        (("metrics.levels.0.direction", Direction.LOWER), (f"{UPTIME}.value", d("0"))),
        (("metrics.levels.0.direction", Direction.LOWER), (f"{UPTIME}.value", d("0.001"))),
    ),
    at(f"{UPTIME}.minimum", "MET-MINIMUM-STRICTER", d("99.91"), d("99.89")),
    at(f"{CRITICAL}.targets.0.minimum", "MET-MINIMUM-STRICTER", d("14"), d("16")),
    at(f"{UPTIME}.minimum", "MET-MINIMUM-IS-TARGET", d("99.9"), d("99.8")),
    Case(
        "MET-BAND-EDGES",
        f"{LEVELS}.5.targets.0.upper",
        ((LEVELS, Add(TEMPERATURE)), (f"{LEVELS}.5.targets.0.upper", d("18"))),
        ((LEVELS, Add(TEMPERATURE)),),
    ),
    at(f"{UPTIME}.upper", "MET-UPPER-UNUSED", d("100"), None),
    at(f"{CRITICAL}.targets.0.range_from", "MET-RANGE-SWAPPED", d("15"), d("5")),
    at(f"{CRITICAL}.targets.0.range_from", "MET-RANGE-TARGET", d("10"), None),
    at(f"{UPTIME}.range_from", "MET-RANGE-SWAPPED", d("99.8"), d("99.95")),
    at(
        f"{CRITICAL}.targets.1",
        "MET-TARGET-TWICE",
        Target(d("20"), where=P1),
        Target(d("60"), where=(Coordinate("Severity", "P2"),)),
    ),
    at(
        f"{CRITICAL}.targets",
        "MET-TARGET-HOLE",
        (Target(d("15"), where=P1),),
        (Target(d("15"), where=P1), Target(d("60"))),
    ),
    Case(
        "MET-TARGET-HOLE",
        f"{LEVELS}.0.targets",
        ((f"{LEVELS}.0.dimensions", (SHIFT,)), (f"{UPTIME}.where", (Coordinate("Shift", "day"),))),
        ((f"{LEVELS}.0.dimensions", (SHIFT,)),),
    ),
    at(f"{CRITICAL}.dimensions.0", "MET-DIMENSION-EMPTY", Dimension("Severity"), Dimension("Severity", ("P1",))),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_targets_in_a_table_elsewhere_leave_no_hole() -> None:
    edits = ((f"{CRITICAL}.targets", (Target(d("15"), where=P1),)), (f"{CRITICAL}.external_table", "the order form"))
    assert fields_of("MET-TARGET-HOLE", changed(edits)) == []


def test_a_hundred_percent_for_information_only_is_an_aim() -> None:
    edits = ((f"{UPTIME}.value", d("100")), (f"{LEVELS}.0.standing", Standing.INFORMATIONAL))
    assert fields_of("MET-TARGET-PERFECT", changed(edits)) == []
