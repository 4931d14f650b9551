"""Tests of what downtime counts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slawizard.agreement.metrics import ExcludedTime, Measurement, OutageRule
from slawizard.agreement.quantities import HoursCalendar, HoursSpan
from slawizard.analysis.outages import downtime_of
from slawizard.errors import MeasuredFileError
from tests.agreements.quantities import d, minutes, seconds
from tests.analysis.calculating import agreement, setting, uptime

OFFICE = HoursCalendar("office", spans=(HoursSpan(),))


def lost(reading: dict[str, Any], measurement: Measurement | None = None, **more: Any) -> Decimal:
    """Minutes of downtime that count in April 2026."""
    level = uptime(measurement=measurement or Measurement(), **more)
    return downtime_of(setting(agreement(level, calendars=(OFFICE,)), {"level": "uptime", **reading})).lost_minutes


def outage(start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"start": f"2026-04-{start}", "end": f"2026-04-{end}", **more}


def test_lengths_in_any_unit_add_up() -> None:
    assert lost({"outages": [{"lasted": 1, "unit": "hours"}, {"lasted": 30}, {"clock": "0:00:30"}]}) == d("90.5")


def test_outages_at_the_same_time_count_once() -> None:
    assert lost({"outages": [outage("01T10:00", "01T11:00"), outage("01T10:30", "01T11:30")]}) == 90


def test_only_the_part_inside_the_window_counts() -> None:
    assert lost({"outages": [{"start": "2026-03-31T23:00", "end": "2026-04-01T01:00"}]}) == 60


def test_only_service_hours_count() -> None:
    assert lost({"outages": [outage("01T16:00", "02T10:00")]}, hours="office") == 120


@pytest.mark.parametrize(
    ("exclusive", "length", "counted"), [(False, 10, 10), (False, 9, 0), (True, 10, 0), (True, 11, 11)]
)
def test_an_outage_counts_from_the_least_length_or_past_it(exclusive: bool, length: int, counted: int) -> None:
    rule = OutageRule(least=minutes(10), least_exclusive=exclusive)
    assert lost({"outages": [{"lasted": length}]}, Measurement(outage=rule)) == counted


def test_the_least_length_is_that_of_the_whole_outage() -> None:
    rule = OutageRule(least=minutes(10))
    assert lost({"outages": [{"start": "2026-03-31T23:52", "end": "2026-04-01T00:04"}]}, Measurement(outage=rule)) == 4


def test_minutes_above_the_error_rate_are_down_and_only_long_runs_count() -> None:
    rule = OutageRule(least=minutes(10), error_rate_percent=d("10"))
    rates = [11] * 9 + [10] + [50] * 12 + [0]
    assert lost({"error_minutes": rates}, Measurement(outage=rule)) == 12


PROBES = OutageRule(failed_probes=3, probe_every=seconds(30))


@pytest.mark.parametrize(
    ("results", "minutes_down"), [("++--++", "0"), ("++---+++", "1.5"), ("---+---+++", "3.5"), ("+++----", "2")]
)
def test_an_outage_runs_from_the_first_failed_probe_to_the_first_of_as_many_good_ones(
    results: str, minutes_down: str
) -> None:
    probes = {"start": "2026-04-01T10:00", "results": results}
    assert lost({"probes": probes}, Measurement(outage=PROBES)) == d(minutes_down)


def test_a_number_of_its_own_may_end_an_outage() -> None:
    rule = OutageRule(failed_probes=3, good_probes=1, probe_every=seconds(30))
    probes = {"start": "2026-04-01T10:00", "results": "---+---+"}
    assert lost({"probes": probes}, Measurement(outage=rule)) == 3


def test_an_outage_counts_by_the_share_of_users_affected() -> None:
    measurement = Measurement(outage=OutageRule(weighted_by_affected=True))
    assert lost({"outages": [{"lasted": 60, "affected_percent": 25}]}, measurement) == 15


def test_slow_service_is_down_only_where_agreed() -> None:
    reading = {"outages": [{"lasted": 60, "degraded": True}]}
    assert lost(reading) == 0
    assert lost(reading, Measurement(outage=OutageRule(degraded_counts=True))) == 60


@pytest.mark.parametrize(
    ("mode", "down", "agreed"),
    [
        (ExcludedTime.LEAVES_DENOMINATOR, 30, 43200 - 120),
        (ExcludedTime.COUNTS_AS_UP, 30, 43200),
        (ExcludedTime.COUNTS_AS_DOWN, 90, 43200),
    ],
)
def test_excluded_time_enters_as_agreed(mode: ExcludedTime, down: int, agreed: int) -> None:
    reading = {
        "level": "uptime",
        "outages": [outage("01T10:00", "01T10:30"), outage("02T10:00", "02T11:00", excluded="force majeure")],
        "excluded": [{"lasted": 60}],
    }
    found = downtime_of(setting(agreement(uptime(measurement=Measurement(excluded_time=mode))), reading))
    assert (found.lost_minutes, found.agreed_minutes) == (Decimal(down), Decimal(agreed))


def test_an_outage_inside_maintenance_does_not_count() -> None:
    reading = {"outages": [outage("01T10:00", "01T12:00")], "excluded": [outage("01T11:00", "01T13:00")]}
    assert lost(reading) == 60


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        ({"outages": [{}]}, "told in one way"),
        ({"outages": [{"lasted": 1, "clock": "0:01:00"}]}, "told in one way"),
        ({"outages": [{"start": "2026-04-01"}]}, "needs an end"),
        ({"outages": [outage("02T00:00", "01T00:00")]}, "ends before it starts"),
        ({"outages": [{"lasted": -1}]}, "cannot be negative"),
        ({"outages": [{"lasted": 1, "unit": "months"}]}, "no unit of a fixed length"),
        ({"outages": [{"start": "2026-05-02T00:00", "end": "2026-05-03T00:00"}]}, "outside its window"),
        ({"outages": [{"lasted": 43201}]}, "more downtime"),
        ({"outages": [], "service_minutes": 1}, "the calendar has 43200"),
        ({"error_minutes": [1]}, "from which error rate"),
        ({"probes": {"start": "2026-04-01", "results": "+"}}, "how many failed probes"),
    ],
)
def test_what_cannot_be_gets_a_sentence(reading: dict[str, Any], said: str) -> None:
    with pytest.raises(MeasuredFileError, match=said):
        lost(reading)


@pytest.mark.parametrize("share", [None, 101, -1])
def test_a_weighted_outage_must_tell_its_share(share: int | None) -> None:
    measurement = Measurement(outage=OutageRule(weighted_by_affected=True))
    with pytest.raises(MeasuredFileError, match="share of users"):
        lost({"outages": [{"lasted": 1, "affected_percent": share}]}, measurement)


def test_probe_results_are_plus_and_minus() -> None:
    with pytest.raises(MeasuredFileError, match=r"\+ and -"):
        lost({"probes": {"start": "2026-04-01", "results": "ok"}}, Measurement(outage=PROBES))


START = dt.datetime(2026, 4, 1)


@given(st.lists(st.tuples(st.integers(0, 40000), st.integers(1, 3000)), max_size=5), st.data())
def test_splitting_outages_changes_nothing(found: list[tuple[int, int]], data: st.DataObject) -> None:
    whole, parts = [], []
    for offset, length in found:
        length = min(length, 43200 - offset)
        cut = data.draw(st.integers(0, length))
        whole.append(_timed(offset, offset + length))
        parts += [_timed(offset, offset + cut), _timed(offset + cut, offset + length)]
    assert lost({"outages": whole}, hours="office") == lost({"outages": parts}, hours="office")


def _timed(first: int, last: int) -> dict[str, str]:
    start, end = START + dt.timedelta(minutes=first), START + dt.timedelta(minutes=last)
    return {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}"}
