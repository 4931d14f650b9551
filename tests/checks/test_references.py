"""Tests of the checks that whatever is referred to is there."""

import pytest

from slawizard.agreement.consequences import EarnBack
from slawizard.agreement.metrics import Coordinate
from tests.agreements.quantities import d
from tests.checks.cases import Case, changed, check_found, check_spared, fields_of, parametrized

CASES = (
    Case("OBJ-HOURS-UNKNOWN", "objectives.service_hours", (("objectives.service_hours", "nights"),), ()),
    Case("OBJ-HOURS-UNKNOWN", "objectives.channels.0.calendar", (("objectives.channels.0.calendar", "Desk"),), ()),
    Case("EXP-HOURS-UNKNOWN", "expectations.duties.0.calendar", (("expectations.duties.0.calendar", "x"),), ()),
    Case(
        "MET-HOURS-UNKNOWN",
        "metrics.levels.0.hours",
        (("metrics.levels.0.hours", "x"),),
        (("metrics.levels.0.hours", ""),),
    ),
    Case("MET-HOURS-UNKNOWN", "metrics.levels.1.clock.calendar", (("metrics.levels.1.clock.calendar", "x"),), ()),
    Case(
        "MET-HOURS-UNKNOWN", "metrics.levels.1.targets.0.calendar", (("metrics.levels.1.targets.0.calendar", "x"),), ()
    ),
    Case("MET-HOURS-UNKNOWN", "metrics.severities.3.calendar", (("metrics.severities.3.calendar", "x"),), ()),
    Case("OBJ-LEVEL-UNKNOWN", "objectives.objectives.2.levels.1", (("objectives.objectives.2.levels.1", "x"),), ()),
    Case("EXP-LEVEL-UNKNOWN", "expectations.positions.0.level", (("expectations.positions.0.level", "x"),), ()),
    Case(
        "MET-LEVEL-UNKNOWN",
        "metrics.levels.3.clock.after",
        (("metrics.levels.3.clock.after", "x"),),
        (("metrics.levels.3.clock.after", "response"),),
    ),
    Case("CON-LEVEL-UNKNOWN", "consequences.rules.0.level", (("consequences.rules.0.level", "x"),), ()),
    Case(
        "CON-LEVEL-UNKNOWN",
        "consequences.termination.0.levels.0",
        (("consequences.termination.0.levels.0", "x"),),
        (("consequences.termination.0.levels", ()),),
    ),
    Case(
        "CON-LEVEL-UNKNOWN",
        "consequences.earn_back.levels.0",
        (("consequences.earn_back", EarnBack(3, d("50"), ("x",))),),
        (("consequences.earn_back", EarnBack(3, d("50"), ("availability",))),),
    ),
    Case(
        "MET-SEVERITY-UNKNOWN",
        "metrics.matrices.0.cells.4.severity",
        (("metrics.matrices.0.cells.4.severity", "p9"),),
        (("metrics.matrices.0.cells.4.severity", "p2"),),
    ),
    Case(
        "CON-CAP-RULE-UNKNOWN",
        "consequences.caps.0.rules.0",
        (("consequences.caps.0.rules", ("x",)),),
        (("consequences.caps.0.rules", ("p1-credit",)),),
    ),
    Case(
        "MET-WHERE-UNKNOWN",
        "metrics.levels.1.targets.0.where.0",
        (("metrics.levels.1.targets.0.where", (Coordinate("Severity", "P9"),)),),
        (),
    ),
    Case(
        "MET-WHERE-UNKNOWN",
        "metrics.levels.0.targets.0.where.0",
        (("metrics.levels.0.targets.0.where", (Coordinate("Region", "East"),)),),
        (),
    ),
    Case(
        "CON-WHERE-UNKNOWN",
        "consequences.rules.1.where.0",
        (("consequences.rules.1.where", (Coordinate("Severity", "P9"),)),),
        (("consequences.rules.1.where", (Coordinate("Severity", "P2"),)),),
    ),
)


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)


@pytest.mark.parametrize("list_path", ["remedies", "bonuses", "no_consequence"])
def test_a_service_level_that_is_gone_is_missed_everywhere(list_path: str) -> None:
    from slawizard.agreement.consequences import Bonus, NoConsequence, Remedy

    rows = {"remedies": Remedy(levels=("x",)), "bonuses": Bonus("x"), "no_consequence": NoConsequence("x", "Free.")}
    agreement = changed(((f"consequences.{list_path}", (rows[list_path],)),))
    assert len(fields_of("CON-LEVEL-UNKNOWN", agreement)) == 1
