"""Tests of the checks of shares, factors, fixed lengths and years of one's own."""

from __future__ import annotations

from slawizard.agreement.consequences import Base, Remedy
from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from tests.agreements.quantities import d, days, minutes, months
from tests.checks.cases import Case, at, check_found, check_spared, parametrized

LEVEL, RULE = "metrics.levels.0", "consequences.rules.0"
FACTOR = f"{RULE}.repeat_factor"
EACH = MeasurementWindow(WindowKind.PER_INCIDENT)
CASES = (
    at(f"{RULE}.base", "CON-BASE-SHARE", Base(share_percent=d("101")), Base(share_percent=d("100")),
       found=f"{RULE}.base.share_percent"),
    at(f"{RULE}.base", "CON-BASE-SHARE", Base(share_percent=d("0")), Base(share_percent=d("12")),
       found=f"{RULE}.base.share_percent"),
    at(FACTOR, "CON-REPEAT-FACTOR", d("1"), d("1.5")),
    Case("CON-REPEAT-INCIDENT", FACTOR, ((FACTOR, d("2")), (f"{LEVEL}.window", EACH)), ((FACTOR, d("2")),)),
    Case("CON-REPEAT-WINDOWS", f"{RULE}.repeat_within", ((FACTOR, d("2")), (f"{RULE}.repeat_within", 0)),
         ((FACTOR, d("2")), (f"{RULE}.repeat_within", 2))),
    Case("CON-REPEATED-UNUSED", "consequences.repeated_breach",
         (("consequences.repeated_breach", "two in a row"), ("consequences.remedies", ())),
         (("consequences.repeated_breach", "two in a row"),
          ("consequences.remedies", (Remedy(trigger="misses are repeated", within=days(5)),)))),
    at("consequences.year_starts", "CON-YEAR-START", 13, 12),
    at("consequences.year_starts", "CON-YEAR-START", 0, 4),
    at(f"{LEVEL}.window.counts_as", "MET-LENGTH-VARIES", months(1), days(30)),
    at(f"{LEVEL}.measurement.outage.interval", "MET-LENGTH-VARIES", minutes(0), minutes(5)),
)  # fmt: skip


@parametrized(CASES)
def test_what_a_careful_reader_would_stop_at_is_found(case: Case) -> None:
    check_found(case)


@parametrized(CASES)
def test_what_is_close_to_it_and_in_order_is_spared(case: Case) -> None:
    check_spared(case)
