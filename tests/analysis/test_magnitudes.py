"""Tests of figures and dates that are too large to calculate with."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.errors import MeasuredFileError
from tests.analysis.calculating import agreement, answer, measured, rule, window


@pytest.mark.parametrize(
    "more",
    [
        {"fees": [{"fee": "monthly_fee", "amount": "9" * 16}]},
        {"fees": [{"fee": "monthly_fee", "amount": "1e30"}]},
        {"accrued": [{"rule": "credit", "amount": "1e999999999", "window": "2026-01-01"}]},
        {"accrued": [{"rule": "credit", "amount": "1e-999999999", "window": "2026-01-01"}]},
    ],
)
def test_a_figure_of_an_absurd_size_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(MeasuredFileError, match="too large or too long"):
        measured(**more)


def test_a_count_of_an_absurd_size_is_refused() -> None:
    with pytest.raises(MeasuredFileError, match="too large or too long"):
        measured(window({"level": "uptime", "events": {"total": 10**30, "bad": 1}}))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_date_at_the_end_of_the_calendar_is_refused(day: str) -> None:
    with pytest.raises(MeasuredFileError, match="cannot be calculated with"):
        measured(ended_on=day)


def test_the_largest_sum_is_calculated() -> None:
    fees = [{"fee": "monthly_fee", "amount": "999999999999999"}]
    found = answer(agreement(rules=(rule(),)), window({"level": "uptime", "value": 99}, fees=fees))
    assert found["total"] == "99999999999999.90"


def test_a_long_name_is_no_figure() -> None:
    items = [{"id": "1" * 40, "taken": 1}]
    assert measured(window({"level": "uptime", "items": items})).windows[0].readings[0].items
