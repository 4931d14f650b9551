"""Tests of sensors: how long readings stayed past a limit."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import Count, Direction, Measurement, OutageRule, Target, Total, Worst
from slawizard.analysis.dwell import past_limits
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, minutes
from tests.analysis.calculating import agreement, answer, only_outcome, uptime, window

READINGS = st.lists(st.integers(-3, 3).map(Decimal), max_size=40)
LIMITS = st.none() | st.integers(-2, 2).map(Decimal)
START = "2026-04-03T10:00"


@given(READINGS, LIMITS, LIMITS)
def test_every_reading_past_a_limit_lies_in_one_stretch_and_no_other_does(
    readings: list[Decimal], above: Decimal | None, below: Decimal | None
) -> None:
    past = {
        place
        for place, each in enumerate(readings)
        if (above is not None and each > above) or (below is not None and each < below)
    }
    found = past_limits(readings, above, below)

    assert {place for start, end in found for place in range(start, end)} == past
    assert all(end < start for (_, end), (start, _) in pairwise(found))


@pytest.mark.parametrize(
    ("statistic", "unit", "wanted"), [(Worst(), "minutes", "20"), (Total(), "minutes", "25"), (Count(), "count", "2")]
)
def test_warm_readings_become_stretches_of_a_length(statistic: Worst | Total | Count, unit: str, wanted: str) -> None:
    level = uptime(statistic=statistic, unit=unit, direction=Direction.LOWER, targets=(Target(value=d("15")),))
    sensor = {"start": START, "every": "5", "readings": ["28", "27", "28", "28", "28", "28", "27"], "above": "27"}

    found = answer(agreement(level), window({"level": "uptime", "sensor": sensor}))

    assert d(only_outcome(found)["value"]) == d(wanted)


def test_a_stretch_shorter_than_the_least_does_not_count() -> None:
    measurement = Measurement(outage=OutageRule(least=minutes(10)))
    level = uptime(
        statistic=Total(),
        unit="minutes",
        direction=Direction.LOWER,
        measurement=measurement,
        targets=(Target(value=d("15")),),
    )
    sensor = {"start": START, "every": "5", "readings": ["30", "20", "30", "30"], "above": "27"}

    found = answer(agreement(level), window({"level": "uptime", "sensor": sensor}))

    assert d(only_outcome(found)["value"]) == 10


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"above": None}, "no limit"),
        ({"below": "30"}, "above the upper"),
        ({"every": "0"}, "no fixed length"),
        ({"unit": "months"}, "no fixed length"),
    ],
)
def test_a_sensor_that_tells_no_stretches_is_refused(change: dict[str, object], words: str) -> None:
    sensor = {"start": START, "readings": ["30"], "above": "27", **change}
    told = {name: value for name, value in sensor.items() if value is not None}

    with pytest.raises(MeasuredFileError, match=words):
        answer(agreement(uptime()), window({"level": "uptime", "sensor": told}))
