"""Tests of the credits of the past and of simulated years, against the calculator and against arithmetic."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import (
    Base,
    Bonus,
    Cap,
    CapPeriod,
    CapUnit,
    CreditUnit,
    EarnBack,
    Fee,
    FeeScope,
    PointsPeriod,
    PointsStep,
    TerminationTrigger,
)
from slawizard.agreement.credit_shapes import Band, Bands, Flat
from slawizard.agreement.expectations import Evidence, TypicalIncidents
from slawizard.agreement.quantities import Money
from slawizard.analysis.calculator import calculate
from slawizard.analysis.exposure import drawn_year, fulfilled, price, year_credits
from slawizard.analysis.exposure_report import WHOLE_FEE, assumptions, exposure_data, exposure_words
from slawizard.analysis.measured import FeeGiven, MeasuredFile, MeasuredWindow, Reading
from slawizard.analysis.possible_windows import Pool, fees_of, pools_of
from slawizard.analysis.windows import add_months
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import WHOLE, agreement, rule, uptime
from tests.analysis.evidence import FIRST, months, with_expectations, with_history
from tests.analysis.test_any_agreement import SLOW
from tests.strategies import AGREEMENTS

YEAR = ("99.95", "99.2", "98.5", "99.95", "99.95", "94", "99.95", "99.95", "99.95", "99.95", "99.95", "99.95")
CAPS = (Cap(d("30")), Cap(d("40"), period=CapPeriod.QUARTER), Cap(d("45"), period=CapPeriod.YEAR))
TRIGGERS = (TerminationTrigger(misses=2, windows=3), TerminationTrigger(floor=d("95")))


def terms(**more: Any) -> Agreement:
    """An agreement with a ladder of credits and a year of history with three misses."""
    return with_history(*months(*YEAR), fee="1000", terms=agreement(uptime(), rules=(rule(),), **more))


# --- the past ---------------------------------------------------------------------------------------------------


def test_the_replay_is_what_the_calculator_says_of_the_past() -> None:
    found = price(terms(caps=CAPS, termination=TRIGGERS)).replay
    assert found is not None
    assert found.total == d("450.00")  # 100 + 250 + 500, cut to 300 a month, 400 a quarter, 450 a year
    assert dict(found.windows)["2025-06-01"] == d("100.00")
    assert (found.cut_by, found.termination) == ((0, 2), (0, 1))


# --- simulated years --------------------------------------------------------------------------------------------


def as_measured(windows: list[Any], fees: tuple[FeeGiven, ...], values: dict[str, Decimal]) -> MeasuredFile:
    """A simulated year as a measured file of twelve months in a row."""
    told = (
        MeasuredWindow(
            str(add_months(FIRST, number)),
            (Reading("uptime", value=values[window.start], notified_on=add_months(FIRST, number)),),
        )
        for number, window in enumerate(windows)
    )
    return MeasuredFile(windows=tuple(told), fees=fees)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(range(12)), min_size=12, max_size=12), st.sets(st.sampled_from(range(3))))
def test_a_simulated_year_is_what_the_calculator_says_of_the_same_months(drawn: list[int], chosen: set[int]) -> None:
    found = terms(caps=tuple(CAPS[number] for number in sorted(chosen)), termination=TRIGGERS)
    (pool,), limits = pools_of(found, d("1000"))
    values = {str(window.start): window.value for window in found.expectations.evidence.histories[0].windows}
    year = [pool.windows[number] for number in drawn]
    theirs = calculate(found, as_measured(year, fees_of(found, d("1000")), values))
    total, cut_by = year_credits(found, [year], limits)
    assert total == theirs.total
    assert cut_by >= {cap.position for cap in theirs.caps if cap.after < cap.before}
    assert fulfilled(TRIGGERS, [year]) == {right.position for right in theirs.termination if right.is_given}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(range(12)), min_size=12, max_size=12),
    st.sampled_from(PointsPeriod),
    st.sets(st.sampled_from(range(3))),
)
def test_points_of_a_simulated_year_are_added_up_as_the_calculator_does(
    drawn: list[int], period: PointsPeriod, chosen: set[int]
) -> None:
    scored = Bands((Band(d("99.5"), True, d("99.9"), False, d("1")), Band(None, True, d("99.5"), False, d("3"))))
    table = (PointsStep(d("2"), d("4")), PointsStep(d("5"), d("10")), PointsStep(d("9"), d("30")))
    paid = agreement(
        rules=(rule(scored, unit=CreditUnit.POINTS), rule(Flat(d("2")), id="flat")),
        caps=tuple(CAPS[number] for number in sorted(chosen)),
        points_table=table,
        points_base=WHOLE,
        points_period=period,
    )
    found = with_history(*months(*YEAR), fee="1000", terms=paid)
    (pool,), limits = pools_of(found, d("1000"))
    values = {str(window.start): window.value for window in found.expectations.evidence.histories[0].windows}
    year = [pool.windows[number] for number in drawn]
    theirs = calculate(found, as_measured(year, fees_of(found, d("1000")), values))
    assert year_credits(found, [year], limits)[0] == theirs.total


def test_expected_median_and_termination_agree_with_arithmetic() -> None:
    one_in_six = months(*["99.95"] * 5, "99.2")
    paid = agreement(uptime(), rules=(rule(),), termination=(TerminationTrigger(misses=1),))
    found = price(with_history(*one_in_six, fee="1000", terms=paid)).simulated
    assert found is not None
    misses = binom(12, 1 / 6)
    assert float(found.expected) == pytest.approx(100 * misses.mean(), abs=4)
    assert found.median == 100 * int(misses.ppf(0.5))
    assert found.one_in_20 == 100 * int(misses.ppf(0.95))
    assert found.without_credit == pytest.approx(float(misses.pmf(0)), abs=0.01)
    assert dict(found.termination)[0] == pytest.approx(1 - float(misses.pmf(0)), abs=0.01)


def test_a_cap_bites_as_often_as_arithmetic_says() -> None:
    one_in_six = months(*["99.95"] * 5, "99.2")
    capped = agreement(uptime(), rules=(rule(),), caps=(Cap(d("250"), CapUnit.MONEY, period=CapPeriod.YEAR),))
    found = price(with_history(*one_in_six, fee="1000", terms=capped)).simulated
    assert found is not None
    assert dict(found.cut_by)[0] == pytest.approx(float(binom.sf(2, 12, 1 / 6)), abs=0.015)
    assert found.highest == d("250.00")


def test_the_same_draft_gives_the_same_figures() -> None:
    assert price(terms()) == price(terms())


def test_a_year_takes_as_many_draws_as_it_has_windows() -> None:
    (pool,), _limits = pools_of(terms(), d("1000"))

    class Counted(random.Random):
        """Counts its numbers."""

        drawn = 0

        def random(self) -> float:
            """The next number."""
            self.drawn += 1
            return super().random()

    draw = Counted(1)
    assert len(drawn_year(pool, draw)) == draw.drawn == 12


def test_without_a_history_the_usual_outages_are_priced() -> None:
    evidence = Evidence(
        incidents=(TypicalIncidents("uptime", d("6"), minutes(20), hours(2)),), monthly_fee=Money(d("1000"), "EUR")
    )
    found = price(with_expectations(agreement(uptime(), rules=(rule(),)), evidence=evidence))
    assert found.replay is None
    assert found.simulated is not None
    assert 0 < found.simulated.expected < found.simulated.one_in_20


def test_quarters_and_years_have_their_own_periods() -> None:
    (pool,), limits = pools_of(terms(caps=(Cap(d("40"), period=CapPeriod.QUARTER),)), d("1000"))
    kept, missed = pool.windows[0], pool.windows[2]
    apart, together = [missed, kept, kept, missed] + [kept] * 8, [missed, missed] + [kept] * 10
    found = terms(caps=(Cap(d("40"), period=CapPeriod.QUARTER),))
    assert year_credits(found, [apart], limits) == (d("500.00"), set())
    assert year_credits(found, [together], limits) == (d("400.00"), {0})


# --- what cannot be priced --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (agreement(uptime()), "no credits"),
        (agreement(uptime(), rules=(rule(),)), "no history of six windows"),
        (agreement(uptime(), rules=(rule(unit=CreditUnit.MONEY),)), "give the monthly fee"),
        (with_history(*months(*YEAR), fee="-1"), "must be a positive sum"),
        (with_history(*months(*["101"] * 12), fee="1"), "cannot be reckoned"),
    ],
)
def test_what_cannot_be_priced_says_why(found: Agreement, words: str) -> None:
    exposure = price(found)
    assert words in exposure.unpriced
    assert exposure_words(found, exposure) == exposure.unpriced
    assert exposure_data(found, exposure)["year"] is None


def test_what_the_figures_leave_out_is_said() -> None:
    found = terms(earn_back=EarnBack(3, d("100")), bonuses=(Bonus("uptime", d("99.99"), d("1")),))
    more = msgspec.structs.replace(
        found,
        metrics=msgspec.structs.replace(found.metrics, levels=(*found.metrics.levels, uptime(id="b", name="Backup"))),
        consequences=msgspec.structs.replace(
            found.consequences, rules=(*found.consequences.rules, rule(id="c", level="b"))
        ),
    )
    words = exposure_words(more, price(more))
    for each in ("of which nothing is known: Backup.", "Credits that are earned back.", "Bonuses of the provider."):
        assert each in words


def test_without_a_fee_only_percentages_are_told() -> None:
    found = with_history(*months(*YEAR))
    data = exposure_data(found, price(found))
    assert (data["currency"], data["yearly_fees"]) == (None, None)
    assert data["replay"]["credits"] == {"sum": None, "percent_of_yearly_fees": "7.08"}
    assert "EUR" not in exposure_words(found, price(found))


@SLOW
@given(AGREEMENTS)
def test_any_agreement_is_priced_or_says_why_not(found: Agreement) -> None:
    exposure = price(found, years=10)
    assert exposure_words(found, exposure)
    assert json.dumps(exposure_data(found, exposure))


def test_a_pool_tells_what_it_stands_on() -> None:
    (pool,) = price(terms()).pools
    assert isinstance(pool, Pool)
    assert "Based on 12 windows of the past: uptime." in exposure_words(terms(), price(terms()))


def test_every_simulated_year_is_kept_the_lowest_first() -> None:
    found = price(terms(), 200).simulated
    assert found is not None

    assert len(found.every_year) == 200
    assert list(found.every_year) == sorted(found.every_year)
    assert found.every_year[99] == found.median


def test_progress_is_told_and_can_end_the_simulation() -> None:
    told: list[float] = []
    price(terms(), 2000, told.append)
    assert told == [0, 0.25, 0.5, 0.75]

    with pytest.raises(KeyboardInterrupt):
        price(terms(), 2000, raises)


def raises(share: float) -> None:
    """What someone does who has seen enough."""
    if share:
        raise KeyboardInterrupt


@pytest.mark.parametrize("scope", list(FeeScope))
def test_a_fee_of_a_part_taken_whole_is_said(scope: FeeScope) -> None:
    terms = agreement(rules=(rule(base=Base(Fee.MONTHLY_FEE, scope)),))

    said = WHOLE_FEE in assumptions(terms)

    assert said == (scope in (FeeScope.AFFECTED_REGION, FeeScope.AFFECTED_UNIT))
