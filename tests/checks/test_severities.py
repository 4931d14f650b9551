"""Tests of the checks of severities and matrices."""

from slawizard.agreement.metrics import MatrixCell
from tests.agreements.quantities import days, hours, minutes, service_hours, working_days
from tests.checks.cases import Add, Case, at, changed, check_found, check_spared, fields_of, parametrized

ROWS = "metrics.severities"
CELLS = "metrics.matrices.0.cells"
NO_HOURS = (("objectives.support_hours", ""), ("objectives.service_hours", ""), (f"{ROWS}.2.calendar", ""))
WORST = ("A site, a main system or patient data", "Patients are waiting, or data is at risk")
ONE_CASE = (("metrics.matrices.0.impacts", WORST[:1]), ("metrics.matrices.0.urgencies", WORST[1:]))
CASES = (
    at(f"{ROWS}.1.name", "MET-SEVERITY-SAME-NAME", "p1", "P2"),
    at(f"{ROWS}.0.response", "MET-RESPONSE-BEYOND-RESOLUTION", hours(5), hours(4)),
    at(f"{ROWS}.0.response", "MET-RESPONSE-BEYOND-RESOLUTION", working_days(1), minutes(240)),
    at(f"{ROWS}.0.workaround", "MET-RESPONSE-BEYOND-RESOLUTION", days(1), minutes(30)),
    at(f"{ROWS}.0.update", "MET-UPDATE-BEYOND-RESOLUTION", hours(5), hours(4)),
    at(f"{ROWS}.1.response", "MET-SEVERITY-STRICTER", minutes(14), minutes(15)),
    at(f"{ROWS}.3.resolution", "MET-SEVERITY-STRICTER", working_days(1), working_days(2)),
    Case(
        "MET-MIXED-CLOCKS",
        f"{ROWS}.0.resolution",
        ((f"{ROWS}.0.resolution", working_days(1)),),
        ((f"{ROWS}.0.resolution", hours(6)),),
    ),
    Case(
        "MET-AFTER-HOURS-NEVER",
        f"{ROWS}.0.after_hours_response",
        ((f"{ROWS}.0.after_hours_response", hours(1)),),
        ((f"{ROWS}.0.after_hours_response", hours(1)), (f"{ROWS}.0.calendar", "desk")),
    ),
    Case("MET-SERVICE-CLOCK-NO-HOURS", f"{ROWS}.2.response", NO_HOURS, NO_HOURS[:2]),
    at(
        f"{ROWS}.3.resolution",
        "MET-SEVERITY-TIME-MISSING",
        None,
        working_days(9),
        found="metrics.levels.3.severity_time",
    ),
    Case("MET-MATRIX-HOLE", CELLS, ((CELLS, (MatrixCell(*WORST, "p1"),)),), ONE_CASE),
    Case(
        "MET-MATRIX-TWICE",
        f"{CELLS}.9.severity",
        ((CELLS, Add(MatrixCell(*WORST, "p2"))),),
        ((CELLS, Add(MatrixCell(*WORST, "p1"))),),
    ),
    at(f"{CELLS}.0.severity", "MET-MATRIX-ORDER", "p4", "p2"),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


def test_within_one_row_of_hours_both_kinds_of_time_run_alike() -> None:
    edits = ((f"{ROWS}.2.response", hours(4)), (f"{ROWS}.2.resolution", service_hours(40)))
    assert fields_of("MET-MIXED-CLOCKS", changed(edits)) == []


def test_a_table_of_severities_that_is_gone_is_missed_by_what_measures_it() -> None:
    made = fields_of("MET-SEVERITY-TIME-MISSING", changed(((ROWS, ()), ("metrics.matrices", ()))))
    assert made == ["metrics.levels.2.severity_time", "metrics.levels.3.severity_time"]


def test_a_second_matrix_is_looked_at_too() -> None:
    assert fields_of("MET-MATRIX-HOLE", changed((("metrics.matrices.1.urgencies", (WORST[1], "Never")),))) == [
        "metrics.matrices.1.cells"
    ]
