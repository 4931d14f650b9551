"""Very many tickets at once: the same answers as one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import (
    LevelKind,
    Mean,
    Metrics,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, Duration, HoursCalendar, HoursSpan, TimeUnit
from slawizard.analysis.items import judge_item, kept_in_time
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
            Severity(
                "p5",
                response=Duration(Decimal(1), TimeUnit.SERVICE_HOURS),
                after_hours_response=Duration(Decimal(5), TimeUnit.HOURS),
            ),
        ),
    ),
)
FIRST = int(dt.datetime(2026, 3, 1, tzinfo=dt.UTC).timestamp()) * 1_000_000
MINUTE = 60_000_000
TICKETS = st.lists(
    st.tuples(
        st.sampled_from(("p1", "p2", "p3", "p4", "p5")), st.integers(0, 60 * 24 * 30), st.integers(0, 60 * 24 * 4)
    ),
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


UNITS = ("minutes", "service_hours", "working_days", "days", "weeks")


@settings(deadline=None)
@given(TICKETS, st.sampled_from(UNITS), st.booleans())
def test_tickets_take_what_they_take_one_by_one(
    tickets: list[tuple[str, int, int]], unit: str, is_strict: bool
) -> None:
    target = Target(value=Decimal(2), unit=unit, strict=is_strict)
    level = ServiceLevel("fix", statistic=Mean(), unit=unit, time_zone="Europe/Berlin", targets=(target,))
    agreement = Agreement(objectives=AGREEMENT.objectives, metrics=Metrics(levels=(level,)))
    spans = [("", FIRST + start * MINUTE, FIRST + (start + lasted) * MINUTE) for _, start, lasted in tickets]
    reading = Reading("fix", items=())
    setting = setting_of(agreement, MeasuredWindow("2026-03-01", (reading,)), reading, "", "")
    judge = QuickJudge(min(start for _, start, _ in spans), max(end for _, _, end in spans))

    for span in spans:
        single = judge_item(Item(opened=iso(span[1]), done=iso(span[2])), setting, "").miss
        taken = judge.taken(*span, setting)
        assert taken is not None
        assert single.value is not None
        assert abs(taken - single.value) < Decimal("1e-20")
        assert judge.kept(*span, setting) is not single.is_missed


def test_a_bound_in_months_must_be_judged_singly() -> None:
    target = Target(value=Decimal(1), unit="months")
    level = ServiceLevel("fix", statistic=Mean(), unit="months", targets=(target,))
    reading = Reading("fix", items=())
    window = MeasuredWindow("2026-03-01", (reading,))
    setting = setting_of(Agreement(metrics=Metrics(levels=(level,))), window, reading, "", "")

    assert QuickJudge(FIRST, FIRST + MINUTE).kept("", FIRST, FIRST + MINUTE, setting) is None
