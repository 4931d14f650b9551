"""Tests of the credits of one target, priced anew where the target moves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, CapPeriod, CapUnit, StartsBelow
from slawizard.agreement.credit_shapes import Bands, Flat, Increments, KeyedOn, PerOccurrence
from slawizard.agreement.expectations import Evidence, TypicalIncidents
from slawizard.agreement.metrics import Coordinate, Dimension, MeasurementWindow, Standing, Target, WindowKind
from slawizard.analysis import possible_windows
from slawizard.analysis.calculator import calculate
from slawizard.analysis.exposure import price
from slawizard.analysis.target_pricing import CAPPED_YEARS, RowPricing, moved, row_pricing
from slawizard.analysis.verdict import Promise
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import LADDER, WHOLE, agreement, rule, uptime
from tests.analysis.evidence import months, with_expectations, with_history

SIX = ("99.95", "99.2", "98.5", "99.95", "99.95", "99.95")


def first_row(terms: Agreement) -> Promise:
    """The first target of the first level."""
    level = terms.metrics.levels[0]
    return Promise(terms, level, 0, 0, level.targets[0])


def of(terms: Agreement) -> RowPricing:
    """The pricing of the first target."""
    return row_pricing(first_row(terms))


def paying(*values: str, **more: Any) -> RowPricing:
    """The pricing of 99.9 % a month that pays by a ladder, with months of these values, for 1,000 a month."""
    return of(with_history(*months(*values), fee="1000", **more))


def bands_at(target: str, shape: Any = LADDER, **more: Any) -> Any:
    """The shape of the only rule when the target is moved."""
    terms = agreement(uptime(), rules=(rule(shape, **more),))
    (found,) = moved(first_row(terms), d(target)).agreement.consequences.rules
    return found.shape


def test_a_year_is_the_mean_window_times_the_windows_of_a_year() -> None:
    # 99.2 earns 10 % and 98.5 earns 25 % of 1,000: 350 in six months.
    assert paying(*SIX).yearly(d("99.9")) == d("700.00")


def test_a_looser_target_forgives_what_it_no_longer_misses() -> None:
    assert paying(*SIX).yearly(d("99")) == d("500.00")


def test_a_stricter_target_pays_for_what_it_newly_misses() -> None:
    assert paying(*SIX).yearly(d("99.99")) == d("1500.00")


def test_the_edge_that_is_the_target_moves_with_it() -> None:
    assert [band.upper for band in bands_at("99.95").bands] == [d("99.95"), d("99"), d("95")]
    assert [band.lower for band in bands_at("99.95").bands] == [d("99"), d("95"), None]


@pytest.mark.parametrize(
    ("shape", "more"),
    [
        (Bands(LADDER.bands, KeyedOn.MISS), {}),
        (Bands(LADDER.bands, unit="minutes"), {}),
        (LADDER, {"level": "mail"}),
        (LADDER, {"starts_below": StartsBelow.MINIMUM}),
        (Flat(d("5")), {}),
        (PerOccurrence(d("5"), threshold=d("98")), {}),
    ],
)
def test_what_is_not_the_target_stays_as_written(shape: Any, more: Any) -> None:
    assert bands_at("99.95", shape, **more) == shape


def test_a_threshold_that_is_the_target_moves_with_it() -> None:
    assert bands_at("99", PerOccurrence(d("5"), threshold=d("99.9"))).threshold == d("99")


def test_a_minimum_level_never_becomes_stricter_than_the_target() -> None:
    terms = agreement(uptime(targets=(Target(d("99.9"), minimum=d("99.5")),)))
    assert moved(first_row(terms), d("99")).target.minimum == d("99")
    assert moved(first_row(terms), d("99.99")).target.minimum == d("99.5")


def test_only_the_row_that_is_moved_changes() -> None:
    terms = agreement(uptime(targets=(Target(d("99.9")), Target(d("99.5")))))
    targets = moved(first_row(terms), d("99")).agreement.metrics.levels[0].targets
    assert [target.value for target in targets] == [d("99"), d("99.5")]


def test_a_window_is_priced_once_however_often_the_target_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def counted(*arguments: Any) -> Any:
        calls.append(arguments)
        return calculate(*arguments)

    monkeypatch.setattr(possible_windows, "calculate", counted)
    pricing = paying(*SIX)
    for target in ("99.9", "99.91", "99.92", "99.93", "99.94"):
        pricing.yearly(d(target))
    assert len(calls) == len(SIX)


def test_a_cap_over_the_year_cuts_the_years_it_bites() -> None:
    terms = agreement(uptime(), rules=(rule(),), caps=(Cap(d("500"), CapUnit.MONEY, period=CapPeriod.YEAR),))
    pricing = of(with_history(*months(*["98.5"] * 6), fee="1000", terms=terms))
    assert pricing.yearly(d("99.9")) == d("500.00")
    assert len(pricing.years) == CAPPED_YEARS
    assert pricing.yearly(d("98")) == d("0.00")


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (agreement(uptime()), "no credits to price"),
        (agreement(uptime(standing=Standing.INFORMATIONAL), rules=(rule(),)), "information only"),
        (agreement(uptime(), rules=(rule(level="mail"),)), "No credit rule"),
        (agreement(uptime(window=MeasurementWindow(WindowKind.DAY)), rules=(rule(),)), "not simulated"),
        (agreement(uptime(), rules=(rule(),)), "six windows"),
    ],
)
def test_what_cannot_be_priced_says_why(terms: Agreement, words: str) -> None:
    pricing = of(terms)
    assert words in pricing.unpriced
    assert pricing.yearly(d("99")) is None


def test_the_usual_outages_stand_in_for_a_history_of_the_same_row_alone() -> None:
    evidence = Evidence(incidents=(TypicalIncidents("uptime", d("12"), minutes(60), hours(2)),))
    regions = [(Coordinate("region", name),) for name in ("EU", "US")]
    rows = tuple(Target(d(value), where=where) for value, where in zip(("99.9", "99.99"), regions, strict=True))
    level = uptime(dimensions=(Dimension("region", ("EU", "US")),), targets=rows)
    pricing = of(with_expectations(agreement(level, rules=(rule(Flat(d("10"))),)), evidence=evidence))
    assert not pricing.from_history
    assert {len(window.readings) for window in pricing.windows} == {1}
    assert (pricing.yearly(d("99.9")) or 0) > 0


VALUES = st.lists(st.decimals(98, 100, places=2).map(str), min_size=6, max_size=12)
SHAPES = st.sampled_from([LADDER, Flat(d("10")), Increments(d("0.1"), d("2"))])


@settings(deadline=None, max_examples=50)
@given(VALUES, SHAPES, st.decimals("98.5", 100, places=2))
def test_at_any_target_it_is_what_the_whole_exposure_finds_without_caps(
    values: list[str], shape: Any, target: Decimal
) -> None:
    terms = agreement(uptime(), rules=(rule(shape, base=WHOLE),))
    known = with_history(*months(*values), fee="1000", terms=terms)
    again = price(moved(first_row(known), target).agreement, years=1)
    assert again.pools
    totals = [window.total for window in again.pools[0].windows]
    assert of(known).yearly(target) == (sum(totals, d("0")) * 12 / len(totals)).quantize(d("0.01"), "ROUND_HALF_UP")


@settings(deadline=None, max_examples=50)
@given(VALUES, st.decimals("95.01", "99.9", places=2), st.decimals(0, 5, places=2))
def test_a_stricter_target_never_pays_less_by_a_ladder(values: list[str], target: Decimal, more: Decimal) -> None:
    pricing = paying(*values)
    loose, tight = pricing.yearly(target), pricing.yearly(min(target + more, d("100")))
    assert loose is not None
    assert tight is not None
    assert loose <= tight
