"""Tests of what the suppliers' own promises say of a target."""

from __future__ import annotations

import pytest

from slawizard.agreement.expectations import Supplier
from slawizard.agreement.metrics import MeasurementWindow, Target, WindowKind
from slawizard.analysis.supplier_constraints import supplier_constraint
from slawizard.analysis.verdict import Constraint, Verdict
from tests.agreements.quantities import d
from tests.analysis.calculating import agreement, uptime
from tests.analysis.evidence import months, with_history
from tests.analysis.test_constraints import promise


def judged(*suppliers: Supplier, window: WindowKind = WindowKind.CALENDAR_MONTH) -> Constraint:
    """What they say of 99.9 % over a window."""
    terms = agreement(uptime(window=MeasurementWindow(window)))
    found = supplier_constraint(promise(terms, suppliers=suppliers))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("owed", "verdict"),
    [("99.95", None), ("99.9", None), ("99.85", Verdict.STRETCH), ("99.8", Verdict.UNREALISTIC)],
)
def test_suppliers_that_owe_less_leave_less_room(owed: str, verdict: Verdict | None) -> None:
    found = judged(Supplier("a", availability=d(owed)))
    assert (found.verdict, found.path) == (verdict, "expectations.suppliers")


def test_a_measured_history_outweighs_what_suppliers_owe() -> None:
    terms = with_history(*months(*["100"] * 12), suppliers=(Supplier("a", availability=d("99")),))
    found = supplier_constraint(promise(terms))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


def test_an_impossible_promise_of_a_supplier_is_named() -> None:
    assert judged(Supplier("a", availability=d("101"))).verdict is None


def test_a_promise_over_a_year_may_be_used_up_in_one_month() -> None:
    found = judged(Supplier("a", "Stonebank", availability=d("99.95"), window="year"))
    assert found.verdict is Verdict.LIKELY
    assert "the 4\u00a0h 22\u00a0min 58\u00a0s that Stonebank may be down may all fall into one window" in found.words
    assert ("owed together in such a window", "99.4\u00a0%") in found.figures
    assert "worst case" in found.source


def test_over_the_same_window_it_may_not() -> None:
    assert judged(Supplier("a", availability=d("99.95"), window="year"), window=WindowKind.YEAR).verdict is None
    assert judged(Supplier("a", availability=d("99.95"), window="month")).verdict is None


def test_a_history_shows_how_suppliers_behave_and_outweighs_their_windows() -> None:
    yearly = Supplier("a", availability=d("99.95"), window="year")
    found = supplier_constraint(promise(with_history(*months(*["100"] * 12), suppliers=(yearly,))))
    assert found is not None
    assert found.verdict is None
    assert "may all fall into one window" in found.words


def test_a_window_that_is_not_understood_is_assumed_and_said() -> None:
    found = judged(Supplier("a", "Stonebank", availability=d("99.95"), window="contract"))
    assert found.verdict is None
    assert any("Stonebank" in each for each in found.assumptions)


def test_another_statistic_has_no_suppliers() -> None:
    other = agreement(uptime(unit="minutes", targets=(Target(d("5")),)))
    assert supplier_constraint(promise(other, suppliers=(Supplier("a", availability=d("9")),))) is None
