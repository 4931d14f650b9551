"""Tests of the statistics: from figures to the value of a window."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import (
    Count,
    Direction,
    EventShare,
    Mean,
    MeanOfRates,
    Measurement,
    Percentile,
    RollingMean,
    Rounding,
    ServiceLevel,
    ShareWithin,
    Survey,
    Target,
    Total,
    Worst,
)
from slawizard.analysis.measurement import measured_value, nearest_rank
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, minutes
from tests.analysis.calculating import agreement, setting, uptime

SAMPLES = ["4", "1", "3", "2"]


def value(level: ServiceLevel, **reading: Any) -> Decimal | None:
    """The measured value of April 2026."""
    return measured_value(setting(agreement(level), {"level": level.id, **reading})).number


def latency(statistic: Any, direction: Direction = Direction.LOWER, **more: Any) -> ServiceLevel:
    """A service level in milliseconds."""
    target = more.pop("target", Target(d("2")))
    return ServiceLevel(
        "latency", unit="milliseconds", direction=direction, statistic=statistic, targets=(target,), **more
    )


def test_availability_is_the_share_of_the_agreed_time() -> None:
    assert value(uptime(), outages=[{"lasted": 432}]) == 99


@pytest.mark.parametrize(
    ("statistic", "direction", "found"),
    [
        (Mean(), Direction.LOWER, "2.5"),
        (Total(), Direction.LOWER, "10"),
        (Percentile(d("75")), Direction.LOWER, "3"),
        (Worst(), Direction.LOWER, "4"),
        (Worst(), Direction.HIGHER, "1"),
    ],
)
def test_samples_become_one_value(statistic: Any, direction: Direction, found: str) -> None:
    assert value(latency(statistic, direction), samples=SAMPLES) == d(found)


def test_the_worst_of_a_band_lies_furthest_outside() -> None:
    level = latency(Worst(), Direction.BAND, target=Target(d("22"), upper=d("26")))
    assert value(level, samples=["24", "19", "28"]) == 19


@given(st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=30), st.integers(1, 99))
def test_a_percentile_is_the_least_figure_that_so_many_percent_do_not_exceed(numbers: list[Decimal], p: int) -> None:
    found = nearest_rank(numbers, Decimal(p))
    reached = [each for each in sorted(numbers) if sum(other <= each for other in numbers) * 100 >= p * len(numbers)]
    assert found == reached[0]


def test_events_are_a_share_of_good_ones() -> None:
    level = uptime(statistic=EventShare())
    assert value(level, events={"total": 100000, "bad": 100}) == d("99.9")
    assert value(level, events={"total": 0, "bad": 0}) == 100


def test_where_lower_is_better_events_are_a_share_of_bad_ones() -> None:
    level = uptime(statistic=EventShare(), direction=Direction.LOWER)
    assert value(level, events={"total": 1000, "bad": 35}) == d("3.5")
    assert value(level, events={"total": 0, "bad": 0}) == 0


def test_intervals_that_are_not_listed_had_no_errors() -> None:
    level = uptime(statistic=MeanOfRates())
    assert value(level, rates=[{"count": 72, "percent": 50}]) == 95
    assert value(level, rates=[{"count": 72, "total": 10, "bad": 5}, {"total": 0, "bad": 0}]) == 95


def test_answers_that_are_high_enough_are_satisfied() -> None:
    level = uptime(statistic=EventShare(), survey=Survey(satisfied_from=4))
    assert value(level, samples=[5, 4, 3, 1]) == 50


def test_a_share_within_a_time_counts_items_in_time() -> None:
    level = uptime(statistic=ShareWithin(minutes(30)))
    items = [{"taken": 30}, {"taken": 31}, {"taken": 1}, {"taken": 5}, {"taken": 99, "excluded": "spam"}]
    assert value(level, items=items) == 75


def test_a_count_counts() -> None:
    level = ServiceLevel(
        "missed", unit="count", direction=Direction.LOWER, statistic=Count(), targets=(Target(d("2")),)
    )
    assert value(level, items=[{}, {}, {"excluded": "weather"}]) == 2
    assert value(level, value=3) == 3
    assert value(level, outages=[{"lasted": 1}, {"lasted": 5}]) == 2


def test_cumulative_outages_are_in_the_levels_unit() -> None:
    level = ServiceLevel(
        "power", unit="seconds", direction=Direction.LOWER, statistic=Total(), targets=(Target(d("0")),)
    )
    assert value(level, outages=[{"clock": "00:03:00"}, {"lasted": 2}]) == 300


def test_a_rolling_mean_takes_the_windows_before() -> None:
    assert value(latency(RollingMean(3)), value=3, previous=[9, 1, 2]) == 2


@pytest.mark.parametrize("previous", [[], [1]])
def test_a_rolling_mean_of_too_few_windows_is_not_compared(previous: list[int]) -> None:
    assert value(latency(RollingMean(3)), value=3, previous=previous) is None


def test_a_value_is_rounded_half_up_as_agreed() -> None:
    level = uptime(measurement=Measurement(rounding=Rounding(2)))
    assert value(level, value="99.895") == d("99.90")


def test_a_value_in_another_unit_is_converted() -> None:
    assert value(latency(Mean()), value="0.5", unit="seconds") == 500


def test_too_small_a_sample_tells_nothing() -> None:
    level = uptime(statistic=EventShare(), measurement=Measurement(least_sample=2000))
    found = measured_value(setting(agreement(level), {"level": "uptime", "events": {"total": 1999, "bad": 1999}}))
    assert found.number is None
    assert "Only 1999 samples" in found.note
    assert value(level, value=99, sample_size=2000) == 99


def test_no_samples_are_no_value() -> None:
    assert value(latency(Mean()), samples=[]) is None


@pytest.mark.parametrize(
    ("level", "reading", "said"),
    [
        (uptime(), {"samples": [1]}, "cannot be measured from samples"),
        (uptime(), {"value": 101}, "cannot be 101"),
        (uptime(), {"value": -1}, "cannot be -1"),
        (latency(Mean()), {"value": -1}, "cannot be -1"),
        (latency(Mean()), {"value": 1, "unit": "celsius"}, "celsius"),
        (latency(Mean()), {"items": [{"opened": "2026-04-01"}]}, "time that each item took"),
        (uptime(statistic=Count(), unit="count"), {"value": "1.5"}, "no whole number"),
        (uptime(statistic=EventShare()), {"events": {"total": 1, "bad": 2}}, "more bad events"),
        (uptime(statistic=EventShare()), {"samples": [5]}, "survey"),
        (uptime(statistic=EventShare(), survey=Survey()), {"samples": [6]}, "from 1 to 5"),
        (uptime(statistic=MeanOfRates()), {"rates": [{"count": 721, "percent": 1}]}, "the window has 720"),
        (uptime(statistic=MeanOfRates()), {"rates": [{"percent": 101}]}, "between 0 and 100"),
        (uptime(statistic=MeanOfRates()), {"rates": [{}]}, "needs its error rate"),
        (latency(Total(), target=Target(d("1"), unit="celsius")), {"outages": []}, "not measured in a unit of time"),
    ],
)
def test_what_cannot_be_measured_gets_a_sentence(level: ServiceLevel, reading: dict[str, Any], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        value(level, **reading)
