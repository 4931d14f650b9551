"""Very many outages at once: the same downtime as one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    ExcludedTime,
    Measurement,
    Metrics,
    OutageRule,
    ServiceLevel,
    Target,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, Duration, HoursCalendar, HoursSpan, TimeUnit
from slawizard.analysis.measured import MeasuredWindow, Outage, Reading
from slawizard.analysis.outages import downtime_of
from slawizard.analysis.setting import Setting, setting_of
from slawizard.errors import MeasuredFileError
from slawizard.evidence.instants import iso
from slawizard.evidence.quick_outages import QuickDowntime

OFFICE = HoursCalendar(
    "office", time_zone="Europe/Berlin", spans=(HoursSpan(WORKWEEK, dt.time(9), dt.time(17)),), holidays_of="DE"
)
FIRST = int(dt.datetime(2026, 3, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
MINUTE = 60_000_000
MONTH = 31 * 24 * 60 - 120
OUTAGES = st.lists(st.tuples(st.integers(0, MONTH - 1), st.integers(1, 3000), st.booleans()), max_size=12)


def setting(outages: tuple[Outage, ...], hours: str, least: int | None, mode: ExcludedTime) -> Setting:
    rule = OutageRule(least=Duration(Decimal(least), TimeUnit.MINUTES) if least else None)
    measurement = Measurement(outage=rule, excluded_time=mode)
    targets = (Target(value=Decimal(99)),)
    level = ServiceLevel("up", hours=hours, time_zone="Europe/Berlin", measurement=measurement, targets=targets)
    agreement = Agreement(objectives=Objectives(calendars=(OFFICE,)), metrics=Metrics(levels=(level,)))
    reading = Reading("up", outages=outages)
    return setting_of(agreement, MeasuredWindow("2026-03-01", (reading,)), reading, "", "")


@settings(deadline=None)
@given(OUTAGES, st.sampled_from(("", "office")), st.sampled_from((None, 60)), st.sampled_from(list(ExcludedTime)))
def test_downtime_is_what_it_is_one_by_one(
    found: list[tuple[int, int, bool]], hours: str, least: int | None, mode: ExcludedTime
) -> None:
    spans = [(FIRST + at * MINUTE, FIRST + min(at + lasted, MONTH) * MINUTE, out) for at, lasted, out in found]
    listed = tuple(Outage(start=iso(start), end=iso(end), excluded="x" if out else "") for start, end, out in spans)
    slow = setting(listed, hours, least, mode)
    quick = QuickDowntime(slow.calendar, FIRST - 60 * MINUTE, FIRST + MONTH * MINUTE)
    try:
        wanted = downtime_of(slow)
    except MeasuredFileError as problem:
        with pytest.raises(MeasuredFileError, match=str(problem.what)[:20]):
            quick.of(spans, slow)
        return
    downtime = quick.of(spans, slow)

    assert quick.can_reckon(slow)
    assert abs(downtime.lost_minutes - wanted.lost_minutes) < Decimal("1e-15")
    assert abs(downtime.excluded_minutes - wanted.excluded_minutes) < Decimal("1e-15")
    assert downtime.agreed_minutes == wanted.agreed_minutes
    assert [each.minutes for each in downtime.stretches] == [each.minutes for each in wanted.stretches]
    assert [step.words() for step in downtime.steps] == [step.words() for step in wanted.steps]


def test_downtime_in_intervals_is_reckoned_one_by_one() -> None:
    rule = OutageRule(interval=Duration(Decimal(5), TimeUnit.MINUTES))
    level = ServiceLevel("up", measurement=Measurement(outage=rule), targets=(Target(value=Decimal(99)),))
    reading = Reading("up", outages=())
    agreement = Agreement(metrics=Metrics(levels=(level,)))

    found = setting_of(agreement, MeasuredWindow("2026-03-01", (reading,)), reading, "", "")

    assert not QuickDowntime.can_reckon(found)
