"""Tests of how many windows a year has."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from slawizard.agreement.metrics import MeasurementWindow, WindowKind
from slawizard.analysis.yearly import FIRST_YEAR, first_year, windows_a_year
from tests.agreements.quantities import d, days


@pytest.mark.parametrize(
    ("window", "count"),
    [
        (MeasurementWindow(), 12),
        (MeasurementWindow(WindowKind.QUARTER), 4),
        (MeasurementWindow(WindowKind.DAY), d("365.2425")),
        (MeasurementWindow(WindowKind.FIXED_DAYS, days(10)), d("36.52425")),
        (MeasurementWindow(WindowKind.FIXED_DAYS, days(0)), None),
        (MeasurementWindow(WindowKind.TERM), None),
        (MeasurementWindow(WindowKind.PER_INCIDENT), None),
    ],
)
def test_a_year_has_so_many_windows(window: MeasurementWindow, count: Decimal | None) -> None:
    assert windows_a_year(window) == count


def test_averages_are_of_the_year_in_which_the_agreement_starts() -> None:
    assert first_year(dt.date(2031, 5, 1)) == 2031
    assert first_year(None) == first_year(dt.date.max) == FIRST_YEAR
