"""Tests of exact sets of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.analysis.intervals import Interval, interval, on_grid, shown
from slawizard.analysis.rounding import half_up
from tests.agreements.quantities import d


def test_an_interval_of_one_figure_is_single() -> None:
    assert interval(d("1"), True, d("1"), True).single == 1
    assert interval(d("1"), True, d("2"), True).single is None
    assert interval(d("1"), True, d("1"), False).is_empty


def test_taking_away_leaves_pieces_in_order() -> None:
    whole = interval(d("0"), True, d("10"), True)
    left = whole.minus([interval(d("4"), True, d("6"), False), interval(d("1"), False, d("2"), True)])
    assert left == [
        interval(d("0"), True, d("1"), True),
        interval(d("2"), False, d("4"), False),
        interval(d("6"), True, d("10"), True),
    ]


@pytest.mark.parametrize(("lower", "upper"), [("1", "1.4"), ("1.2", "1.9")])
def test_on_a_grid_only_its_figures_count(lower: str, upper: str) -> None:
    found = on_grid(interval(d(lower), False, d(upper), True), 0)
    assert found.is_empty


def test_on_a_grid_neighbours_touch() -> None:
    first, second = (
        on_grid(interval(d(low), True, d(high), True), 2) for low, high in (("3.01", "3.40"), ("3.41", "3.70"))
    )
    assert first.last == second.first
    assert (shown(first, 2).lower, shown(first, 2).upper) == (d("3.01"), d("3.40"))


edges = st.none() | st.decimals(0, 10, places=1)
intervals = st.builds(interval, edges, st.booleans(), edges, st.booleans())
GRID = [Decimal(number) / 20 for number in range(-20, 221)]


def inside(figures: Interval, point: Decimal) -> bool:
    return not figures.meets(interval(point, True, point, True)).is_empty


@given(intervals, st.lists(intervals, max_size=4))
def test_what_is_left_is_in_the_first_and_in_none_of_the_others(whole: Interval, others: list[Interval]) -> None:
    left = whole.minus(others)
    for point in GRID:
        wanted = inside(whole, point) and not any(inside(other, point) for other in others)
        assert any(inside(piece, point) for piece in left) == wanted


@given(intervals, st.integers(0, 1))
def test_a_grid_figure_is_in_the_grids_interval_as_in_the_first(figures: Interval, places: int) -> None:
    for point in GRID:
        if point == half_up(point, places):
            assert inside(on_grid(figures, places), point) == inside(figures, point)
