"""Tests of the windows that a year may be made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest

from slawizard.agreement.consequences import Base, Cap, CapPeriod, CreditUnit, Fee, FeeScope
from slawizard.agreement.expectations import Evidence, History, TypicalIncidents
from slawizard.agreement.metrics import MeasurementWindow, Standing, WindowKind
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import Money
from slawizard.analysis import possible_windows
from slawizard.analysis.calculator import calculate
from slawizard.analysis.feasibility import Repairs
from slawizard.analysis.possible_windows import (
    USUAL_WINDOWS,
    fees_of,
    has_sums,
    pools_of,
    priced_terms,
    usable_histories,
)
from tests.agreements.quantities import d, hours, minutes
from tests.agreements.quantities import months as months_long
from tests.analysis.calculating import agreement, rule, uptime
from tests.analysis.evidence import month, months, with_expectations, with_history

FEE = d("1000")
SIX = ("99.95", "99.2", "98.5", "99.95", "99.95", "99.95")
TWO_LEVELS = agreement(uptime(), uptime(id="mail"), rules=(rule(), rule(id="other", level="mail")))


def test_each_window_of_the_past_is_priced_by_the_calculator() -> None:
    (pool,), _limits = pools_of(with_history(*months(*SIX)), FEE)
    assert [window.total for window in pool.windows] == [0, d("100.00"), d("250.00"), 0, 0, 0]
    assert [bool(window.missed) for window in pool.windows] == [False, True, True, False, False, False]
    assert (pool.a_year, pool.from_history) == (12, True)


def test_equal_windows_of_usual_outages_are_priced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return calculate(*arguments)

    monkeypatch.setattr(possible_windows, "calculate", counted)
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("3"), minutes(20), hours(2)),))
    (pool,), _limits = pools_of(with_expectations(agreement(uptime(), rules=(rule(),)), evidence=evidence), FEE)
    assert len(pool.windows) == USUAL_WINDOWS
    # Three outages a year: e^(-1/4) of the months, 78 in 100, have none and are one and the same window.
    assert len(calls) < USUAL_WINDOWS * 0.3
    assert sum(not window.missed for window in pool.windows) > USUAL_WINDOWS * 0.78


def test_very_many_usual_outages_are_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[float] = []

    def draw(_repairs: Repairs, share: float) -> float:
        drawn.append(share)
        assert len(drawn) < 10_000, "outages are drawn one by one"
        return share

    monkeypatch.setattr(Repairs, "drawn", draw)
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("1000000000"), minutes(20), hours(2)),))
    (pool,), _limits = pools_of(with_expectations(agreement(uptime(), rules=(rule(),)), evidence=evidence), FEE)
    assert len(pool.windows) == USUAL_WINDOWS
    assert all(window.missed for window in pool.windows)
    assert drawn == []


def test_levels_with_the_same_months_are_drawn_together() -> None:
    both = Evidence(histories=(History("uptime", windows=months(*SIX)), History("mail", windows=months(*SIX))))
    (pool,), _limits = pools_of(with_expectations(TWO_LEVELS, evidence=both), FEE)
    assert pool.levels == ("uptime", "mail")
    assert pool.windows[1].total == d("200.00")


def test_levels_with_other_months_are_drawn_apart() -> None:
    later = tuple(month(number + 24, value) for number, value in enumerate(SIX))
    both = Evidence(histories=(History("uptime", windows=months(*SIX)), History("mail", windows=later)))
    pools, _limits = pools_of(with_expectations(TWO_LEVELS, evidence=both), FEE)
    assert [pool.levels for pool in pools] == [("uptime",), ("mail",)]


def test_a_history_too_short_gives_way_to_the_usual_outages() -> None:
    evidence = Evidence(
        histories=(History("uptime", windows=months("99")),),
        incidents=(TypicalIncidents("uptime", d("3"), minutes(20)),),
    )
    (pool,), _limits = pools_of(with_expectations(agreement(uptime(), rules=(rule(),)), evidence=evidence), FEE)
    assert not pool.from_history


@pytest.mark.parametrize(
    "level",
    [
        uptime(standing=Standing.INFORMATIONAL),
        uptime(id="another"),
        uptime(window=MeasurementWindow(WindowKind.QUARTER)),
    ],
)
def test_a_history_that_fits_no_binding_level_is_not_used(level: Any) -> None:
    evidence = Evidence(histories=(History("uptime", windows=months(*SIX)),))
    assert usable_histories(with_expectations(agreement(level), evidence=evidence)) == []


def test_windows_by_the_day_are_too_many_to_draw_a_year_of() -> None:
    level = uptime(window=MeasurementWindow(WindowKind.DAY))
    assert usable_histories(with_history(*months(*SIX), level=level)) == []


def test_past_windows_are_priced_by_the_rules_that_begin_the_term_and_without_its_grace() -> None:
    begin = dt.date(2027, 1, 1)
    terms = agreement(
        uptime(),
        rules=(
            rule(id="old", applies_until=dt.date(2026, 12, 31)),
            rule(id="first", applies_from=begin, applies_until=dt.date(2027, 12, 31)),
            rule(id="second", applies_from=dt.date(2028, 1, 1)),
        ),
        grace_period=months_long(3),
    )
    found = priced_terms(msgspec.structs.replace(terms, frame=Frame(start=begin))).consequences
    assert [each.id for each in found.rules] == ["first"]
    assert (found.grace_period, found.rules[0].applies_from) == (None, None)


def test_the_limit_of_a_cap_and_what_it_cut_are_kept() -> None:
    cap = Cap(d("20"), period=CapPeriod.MONTH)
    terms = with_history(*months(*SIX), terms=agreement(uptime(), rules=(rule(),), caps=(cap,)))
    (pool,), limits = pools_of(terms, FEE)
    assert limits == {0: d("200")}
    assert [sorted(window.cut_by) for window in pool.windows] == [[], [], [0], [], [], []]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, False),
        ({"rules": (rule(unit=CreditUnit.MONEY),)}, True),
        ({"caps": (Cap(d("5"), base=Base(Fee.AT_RISK_AMOUNT, at_risk=Money(d("9"), "EUR"))),)}, True),
    ],
)
def test_sums_of_money_are_seen(more: dict[str, Any], expected: bool) -> None:
    assert has_sums(agreement(uptime(), **more)) is expected


def test_every_periodic_fee_follows_from_the_monthly_one() -> None:
    terms = msgspec.structs.replace(agreement(uptime()), frame=Frame(term=months_long(24)))
    found = {fee.fee: fee.amount for fee in fees_of(terms, FEE) if fee.scope is FeeScope.WHOLE_SERVICE}
    assert (found[Fee.QUARTERLY_FEE], found[Fee.ANNUAL_FEE], found[Fee.TERM_FEE]) == (d("3000"), d("12000"), d("24000"))
    assert Fee.ORDER_VALUE not in found
