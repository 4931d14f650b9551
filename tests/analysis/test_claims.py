"""Tests of claim deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from slawizard.agreement.consequences import Anchor, Claim
from slawizard.agreement.metrics import Measurement
from slawizard.agreement.quantities import Duration, HoursCalendar, HoursSpan
from slawizard.analysis.claims import deadline_after
from slawizard.analysis.windows import zone_of
from tests.agreements.quantities import days, hours, months, working_days
from tests.analysis.calculating import agreement, answer, rule, uptime, window

OFFICE = HoursCalendar("office", spans=(HoursSpan(),))


def credit(claim: Claim, **reading: Any) -> Any:
    terms = agreement(
        uptime(measurement=Measurement(report_within=days(10))),
        rules=(rule(),),
        claim=claim,
        calendars=(OFFICE,),
        support_hours="office",
    )
    found = answer(terms, window({"level": "uptime", "outages": [OUTAGE], **reading}))
    (only,) = found["windows"][0]["levels"][0]["credits"]
    return only


OUTAGE = {"start": "2026-04-10T14:00", "end": "2026-04-12T14:00"}


@pytest.mark.parametrize(
    ("within", "anchor", "told", "until"),
    [
        (days(7), Anchor.WINDOW_END, {}, "2026-05-07"),
        (months(2), Anchor.WINDOW_END, {}, "2026-06-30"),
        (working_days(3), Anchor.WINDOW_END, {}, "2026-05-05"),
        (days(30), Anchor.INCIDENT_START, {}, "2026-05-10"),
        (days(15), Anchor.INCIDENT_END, {}, "2026-04-27"),
        (hours(72), Anchor.INCIDENT_END, {}, "2026-04-15"),
        (days(30), Anchor.TICKET_CLOSED, {"ticket_closed_on": "2026-04-20"}, "2026-05-20"),
        (days(30), Anchor.TICKET_CLOSED, {}, None),
        (days(30), Anchor.REPORT, {"reported_on": "2026-05-04"}, "2026-06-03"),
        (days(30), Anchor.REPORT, {}, "2026-06-09"),
        (days(30), Anchor.ELIGIBILITY, {}, "2026-05-30"),
        (days(30), Anchor.ELIGIBILITY, {"eligible_on": "2026-04-12"}, "2026-05-12"),
        (None, Anchor.SECOND_BILLING_CYCLE, {}, "2026-06-30"),
        (None, Anchor.WINDOW_END, {}, None),
    ],
)
def test_a_deadline_counts_from_its_anchor(
    within: Duration | None, anchor: Anchor, told: dict[str, str], until: str | None
) -> None:
    assert credit(Claim(within, anchor), **told)["claim_until"] == until


def test_a_miss_tells_its_deadlines_without_any_credit() -> None:
    terms = agreement(claim=Claim(days(30), Anchor.INCIDENT_END, ticket_within=hours(72)))
    found = answer(terms, window({"level": "uptime", "outages": [OUTAGE]}))["windows"][0]["levels"][0]["outcomes"][0]
    assert (found["claim_until"], found["ticket_until"]) == ("2026-05-12", "2026-04-13T14:00:00+00:00")


def test_a_deadline_on_a_weekend_is_kept_on_monday() -> None:
    found = credit(Claim(days(2), Anchor.WINDOW_END))
    assert (found["claim_until"], found["claim_accepted_until"]) == ("2026-05-02", "2026-05-04")


@pytest.mark.parametrize(
    ("claimed", "forfeited", "payable"),
    [("2026-05-07", True, "500.00"), ("2026-05-08", True, "0.00"), ("2026-05-08", False, "500.00")],
)
def test_a_late_claim_loses_the_credit_where_lateness_forfeits(claimed: str, forfeited: bool, payable: str) -> None:
    claim = Claim(days(7), Anchor.WINDOW_END, forfeited_when_late=forfeited)
    assert credit(claim, claimed_on=claimed)["payable"] == payable


def test_an_automatic_credit_has_no_deadline() -> None:
    terms = agreement(rules=(rule(automatic=True),), claim=Claim(days(7)))
    found = answer(terms, window({"level": "uptime", "value": 99, "claimed_on": "2030-01-01"}))
    (only,) = found["windows"][0]["levels"][0]["credits"]
    assert only["claim_until"] is None
    assert only["payable"] == "100.00"


def test_a_limit_of_days_begins_on_the_day_after_the_event() -> None:
    event = dt.datetime(2026, 1, 31, 15, tzinfo=zone_of("Europe/Berlin"))
    assert deadline_after(event, days(1), None).date() == dt.date(2026, 2, 2)
    assert deadline_after(event, months(1), None).date() == dt.date(2026, 3, 1)
    assert deadline_after(event, hours(24), None).hour == 15
