"""Tests of the whole calculation."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.consequences import Cap
from slawizard.agreement.credit_shapes import Flat, IncrementRounding, Increments, LostTime, Shape
from slawizard.agreement.metrics import Direction, ServiceLevel, Target, Total
from slawizard.analysis.calculator import calculate
from slawizard.analysis.report import report
from slawizard.errors import MeasuredFileError
from tests.agreements import full, small
from tests.agreements.quantities import d
from tests.analysis.calculating import WHOLE, agreement, answer, measured, rule, window


def test_an_empty_file_earns_nothing() -> None:
    assert answer(agreement())["total"] == "0.00"
    assert calculate(small(), measured()).windows == calculate(full(), measured()).windows == ()


def test_clause_numbers_are_those_given_by_path() -> None:
    clauses = {"metrics.levels.0": "Schedule 1", "consequences.rules.0": "Schedule 4", "consequences.caps": "31"}
    terms = agreement(rules=(rule(),), caps=(Cap(d("50"), base=WHOLE),))
    found = report(calculate(terms, measured(window({"level": "uptime", "value": 99})), clauses))
    (level,) = found["windows"][0]["levels"]
    assert (level["clause"], level["credits"][0]["clause"]) == ("Schedule 1", "Schedule 4")
    assert found["caps"][0]["clause"] == "31"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ({"accrued": [{"rule": "bonus", "amount": 1, "window": "2026-01-01"}]}, "no credit rule “bonus”"),
        ({"accrued": [{"rule": "credit", "amount": -1, "window": "2026-01-01"}]}, "cannot be negative"),
        ({"fees": [{"fee": "monthly_fee", "amount": -1}]}, "A fee cannot be -1"),
        ({"windows": [window(*[{"level": "uptime", "value": 99}] * 2)]}, "measured twice"),
        ({"windows": [window({"level": "uptime", "value": "1e999999"})]}, "too large"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_as_a_whole(file: dict[str, Any], said: str) -> None:
    windows = file.pop("windows", [])
    with pytest.raises(MeasuredFileError, match=said):
        answer(agreement(rules=(rule(),)), *windows, **file)


def test_figures_beyond_all_bounds_are_refused() -> None:
    level = ServiceLevel(
        "uptime", unit="hours", direction=Direction.LOWER, statistic=Total(), targets=(Target(d("0")),)
    )
    terms = agreement(level, rules=(rule(Increments(d("1e-999990"), d("1"))),))
    with pytest.raises(MeasuredFileError, match="too large"):
        answer(terms, window({"level": "uptime", "value": "1e99"}))


shapes = st.one_of(
    st.builds(LostTime, multiplier=st.integers(1, 50).map(Decimal)),
    st.builds(
        Increments,
        every=st.integers(1, 90).map(Decimal),
        credit=st.integers(1, 10).map(Decimal),
        rounding=st.sampled_from(IncrementRounding),
    ),
    st.builds(Flat, st.integers(1, 20).map(Decimal)),
)


@given(shapes, st.lists(st.integers(1, 600), min_size=1, max_size=4), st.data())
def test_a_credit_is_the_same_however_a_windows_outages_are_split(
    shape: Shape, lengths: list[int], data: st.DataObject
) -> None:
    level = ServiceLevel(
        "uptime", unit="minutes", direction=Direction.LOWER, statistic=Total(), targets=(Target(d("30")),)
    )
    terms = agreement(level, rules=(rule(shape),))
    parts = [part for length in lengths for part in _split(length, data.draw(st.integers(0, length)))]
    whole = window({"level": "uptime", "outages": [{"lasted": length} for length in lengths]})
    split = window({"level": "uptime", "outages": [{"lasted": part} for part in parts]})
    assert answer(terms, whole)["total"] == answer(terms, split)["total"]


def _split(length: int, cut: int) -> tuple[int, int]:
    return cut, length - cut


@given(shapes, st.lists(st.integers(0, 2000), min_size=2, max_size=2).map(sorted))
def test_more_downtime_never_earns_less(shape: Shape, lengths: list[int]) -> None:
    level = ServiceLevel(
        "uptime", unit="minutes", direction=Direction.LOWER, statistic=Total(), targets=(Target(d("30")),)
    )
    less, more = (
        Decimal(answer(agreement(level, rules=(rule(shape),)), window({"level": "uptime", "value": length}))["total"])
        for length in lengths
    )
    assert 0 <= less <= more
