"""Very many tickets at once: the same answers as one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import LevelKind, Metrics, ServiceLevel, Severity, SeverityTime, ShareWithin, Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, Duration, HoursCalendar, HoursSpan, TimeUnit
from slawizard.analysis.items import kept_in_time
from slawizard.analysis.measured import Item, MeasuredWindow, Reading
from slawizard.analysis.setting import setting_of
from slawizard.evidence.instants import iso
from slawizard.evidence.quick import QuickJudge

OFFICE = HoursCalendar(
    "office", time_zone="Europe/Berlin", spans=(HoursSpan(WORKWEEK, dt.time(9), dt.time(17)),), holidays_of="DE"
)
AGREEMENT = Agreement(
    objectives=Objectives(calendars=(OFFICE,), support_hours="office"),
    metrics=Metrics(
        levels=(
            ServiceLevel(
                "reply",
                kind=LevelKind.RESPONSE,
                statistic=ShareWithin(),
                severity_time=SeverityTime.RESPONSE,
                time_zone="Europe/Berlin",
                targets=(Target(value=Decimal(95)),),
            ),
        ),
        severities=(
            Severity("p1", response=Duration(Decimal(30), TimeUnit.MINUTES)),
            Severity("p2", response=Duration(Decimal(4), TimeUnit.SERVICE_HOURS)),
            Severity("p3", response=Duration(Decimal(90), TimeUnit.MINUTES), calendar="office"),
            Severity("p4", response=Duration(Decimal(2), TimeUnit.WORKING_DAYS)),
        ),
    ),
)
FIRST = int(dt.datetime(2026, 3, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
MINUTE = 60_000_000
TICKETS = st.lists(
    st.tuples(st.sampled_from(("p1", "p2", "p3")), st.integers(0, 60 * 24 * 30), st.integers(0, 60 * 24 * 4)),
    min_size=1,
    max_size=20,
)


@settings(deadline=None)
@given(TICKETS)
def test_tickets_are_judged_as_one_by_one(tickets: list[tuple[str, int, int]]) -> None:
    spans = [(name, FIRST + start * MINUTE, FIRST + (start + lasted) * MINUTE) for name, start, lasted in tickets]
    items = tuple(Item(opened=iso(start), done=iso(end), severity=name) for name, start, end in spans)
    reading = Reading("reply", items=items)
    setting = setting_of(AGREEMENT, MeasuredWindow("2026-03-01", (reading,)), reading, "", "")
    judge = QuickJudge(min(start for _, start, _ in spans), max(end for _, _, end in spans))

    assert [judge.kept(*each, setting) for each in spans] == kept_in_time(setting)


def test_a_bound_in_working_days_must_be_judged_singly() -> None:
    reading = Reading("reply", items=())
    setting = setting_of(AGREEMENT, MeasuredWindow("2026-03-01", (reading,)), reading, "", "")

    assert QuickJudge(FIRST, FIRST + MINUTE).kept("p4", FIRST, FIRST + MINUTE, setting) is None
