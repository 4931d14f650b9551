"""Tests of what each kind of evidence says of an availability target."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.expectations import Evidence, History, Maintenance, TypicalIncidents
from slawizard.agreement.metrics import Target, WindowKind
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan
from slawizard.analysis.constraints import (
    history_constraint,
    history_of,
    mean_allowance,
    repair_constraint,
)
from slawizard.analysis.verdict import Promise, Verdict
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import agreement, uptime
from tests.analysis.evidence import months, with_expectations, with_history

USUAL = Evidence(incidents=(TypicalIncidents("uptime", d("6"), minutes(20), hours(2)),))


def promise(terms: Any = None, target: str = "", **expectations: Any) -> Promise:
    """The first target of an agreement, or another figure for it."""
    found = with_expectations(terms or agreement(uptime()), **expectations) if expectations else terms
    level = found.metrics.levels[0]
    first = msgspec.structs.replace(level.targets[0], value=d(target)) if target else level.targets[0]
    return Promise(found, level, 0, 0, first)


# --- history ----------------------------------------------------------------------------------------------------


def test_a_history_tells_the_chance_of_the_next_window() -> None:
    found = history_constraint(promise(with_history(*months(*["99.95"] * 11, "99"))))
    assert found is not None
    assert found.verdict is Verdict.LIKELY
    assert found.chance == pytest.approx(11.5 / 13)
    assert found.path == "expectations.evidence.histories.0"
    assert ("windows met", "11 of 12") in found.figures


def test_five_windows_carry_no_verdict() -> None:
    found = history_constraint(promise(with_history(*months(*["99.95"] * 5))))
    assert found is not None
    assert found.verdict is None
    assert "5 windows" in found.words


def test_one_window_is_named_as_one() -> None:
    found = history_constraint(promise(with_history(*months("99.95"))))
    assert found is not None
    assert found.words == "The history has 1 window; fewer than 6 carry no verdict."


def test_a_history_of_other_windows_says_nothing() -> None:
    terms = with_history(*months(*["99.95"] * 12))
    history = msgspec.structs.replace(terms.expectations.evidence.histories[0], window=WindowKind.QUARTER)
    found = history_constraint(promise(with_expectations(terms, evidence=Evidence(histories=(history,)))))
    assert found is not None
    assert found.verdict is None
    assert "by the quarter, the target is by the calendar month" in found.words


def test_of_several_histories_the_longest_counts() -> None:
    short, long = History("uptime", windows=months("99")), History("uptime", windows=months("99", "98"))
    assert history_of(promise(evidence=Evidence(histories=(short, long)))) == (1, long)
    assert history_of(promise(evidence=Evidence(histories=(History("other"),)))) is None


# --- repairs ----------------------------------------------------------------------------------------------------


def test_usual_outages_are_held_against_what_a_window_allows() -> None:
    found = repair_constraint(promise(evidence=USUAL))
    assert found is not None
    assert found.words.startswith("A window allows 43\u00a0min 48\u00a0s of unplanned downtime")
    assert found.chance == pytest.approx(0.85, abs=0.01)
    assert found.path == "expectations.evidence.incidents.0"


def test_maintenance_that_counts_leaves_less_for_outages() -> None:
    counted = Maintenance(most_hours=d("0.5"), counts_as_downtime=True)
    free, less = (
        repair_constraint(promise(evidence=USUAL)),
        repair_constraint(promise(evidence=USUAL, maintenance=counted)),
    )
    assert free is not None
    assert less is not None
    assert (less.chance or 0) < (free.chance or 0)


@settings(deadline=None)
@given(st.decimals(90, 100, places=3), st.decimals(0, 5, places=3))
def test_a_tighter_target_is_never_likelier(target: Decimal, more: Decimal) -> None:
    tight, loose = (
        repair_constraint(promise(target=str(value), evidence=USUAL))
        for value in (min(target + more, d("100")), target)
    )
    assert tight is not None
    assert loose is not None
    assert (tight.chance or 0) <= (loose.chance or 0) + 1e-12


def test_the_allowance_counts_service_hours_and_holidays_of_the_first_year() -> None:
    office = HoursCalendar("o", spans=(HoursSpan(WORKWEEK, dt.time(9), dt.time(17)),), holidays_of="DE")
    terms = msgspec.structs.replace(
        agreement(uptime(hours="o")), objectives=Objectives(calendars=(office,)), frame=Frame(start=dt.date(2026, 5, 1))
    )
    found = mean_allowance(promise(terms))
    assert found is not None
    # 2026: 261 days from Monday to Friday, of which the holidays of all of Germany take 7.
    assert found.agreed_minutes * 12 == 254 * 480
    assert found.minutes == found.agreed_minutes / 1000


def test_another_statistic_has_no_downtime() -> None:
    other = agreement(uptime(unit="minutes", targets=(Target(d("5")),)))
    assert repair_constraint(promise(other, evidence=USUAL)) is None
