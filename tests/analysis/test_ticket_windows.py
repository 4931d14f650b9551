"""Tests of the credits of tickets in simulated years, against arithmetic."""

from __future__ import annotations

import datetime as dt
import math
import random
from collections import Counter
from typing import Any

import msgspec
import pytest
from scipy.stats import poisson

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, TerminationTrigger
from slawizard.agreement.credit_shapes import Flat, IncrementRounding, Increments, KeyedOn, PerOccurrence
from slawizard.agreement.expectations import Evidence, StaffShift, TicketLoad
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Dimension,
    Direction,
    LevelKind,
    MeasurementWindow,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
    WindowKind,
    Worst,
)
from slawizard.agreement.quantities import HoursSpan, Money
from slawizard.analysis.exposure import price
from slawizard.analysis.exposure_report import OF_TICKETS, exposure_data, exposure_words
from slawizard.analysis.possible_windows import pools_of
from slawizard.analysis.staffing import answered_within, done_within, offered_load
from slawizard.analysis.ticket_windows import _number, ticket_windows, why_no_tickets
from tests.agreements.quantities import d, hours, minutes
from tests.analysis.calculating import agreement, rule
from tests.analysis.evidence import with_expectations

P1 = Severity("p1", "P1", response=minutes(30), resolution=hours(4))
ANSWER = ServiceLevel(
    "answer", kind=LevelKind.RESPONSE, unit="minutes", direction=Direction.LOWER, statistic=Worst(),
    window=MeasurementWindow(WindowKind.PER_INCIDENT), severity_time=SeverityTime.RESPONSE,
    clock=Clock(ClockStart.TICKET),
)  # fmt: skip
SOLVE = msgspec.structs.replace(
    ANSWER, id="solve", kind=LevelKind.RESOLUTION, severity_time=SeverityTime.RESOLUTION, unit="hours"
)
SHARE = ServiceLevel(
    "share", kind=LevelKind.RESPONSE, statistic=ShareWithin(), severity_time=SeverityTime.RESPONSE,
    targets=(Target(d("90")),),
)  # fmt: skip
BUSY = TicketLoad("p1", d("800"), minutes(20))
LOAD = offered_load(800 * 12 / (365.2425 * 24), 1 / 3)
"""Eight hundred tickets a month of twenty minutes each: 0.365 erlang round the clock."""


def priced(level: ServiceLevel, shape: Any, load: TicketLoad = BUSY, agents: int | None = 1, **more: Any) -> Agreement:
    """An agreement that pays for late tickets, with what comes and who takes it."""
    shifts = more.pop("staffing", ())
    terms = agreement(level, rules=(rule(shape, level.id),), severities=(P1,), **more)
    evidence = Evidence(tickets=(load,), agents=agents, monthly_fee=Money(d("1000"), "EUR"))
    return with_expectations(terms, evidence=evidence, staffing=shifts)


def expected(terms: Agreement) -> float:
    """The credits expected in a year."""
    found = price(terms).simulated
    assert found is not None
    return float(found.expected)


def test_a_credit_for_each_late_answer_comes_as_often_as_erlang_says() -> None:
    late = 1 - answered_within(LOAD, 1, 30 / 20)
    terms = priced(ANSWER, PerOccurrence(d("0.01")))
    assert expected(terms) == pytest.approx(12 * 800 * late * 0.1, rel=0.02)


def test_a_credit_for_the_time_past_the_limit_is_of_the_tail() -> None:
    """Past the limit a wait lasts another 20 / (1 − 0.365) minutes on average; half a minute is rounded up."""
    late = 1 - answered_within(LOAD, 1, 30 / 20)
    terms = priced(ANSWER, Increments(d("1"), d("0.001"), KeyedOn.MISS, IncrementRounding.PRO_RATA))
    mean = 20 / (1 - LOAD) + 0.5
    assert expected(terms) == pytest.approx(12 * 800 * late * mean * 0.01, rel=0.04)


def test_a_late_repair_is_late_as_often_as_the_queue_says() -> None:
    late = 1 - done_within(LOAD, 1, 240 / 20)
    terms = priced(SOLVE, PerOccurrence(d("1")))
    assert expected(terms) == pytest.approx(12 * 800 * late * 10, rel=0.12)


def test_the_times_of_late_repairs_follow_the_queue() -> None:
    terms = priced(SOLVE, PerOccurrence(d("1")), TicketLoad("p1", d("1000"), hours(1)), agents=2)
    load = offered_load(1000 * 12 / (365.2425 * 24), 1)
    times = [
        float(item.taken or 0) for each in ticket_windows(terms, 0, SOLVE) for item in each.readings[0].items or ()
    ]
    assert min(times) > 240
    past = sum(each > 360 for each in times) / len(times)
    assert past == pytest.approx((1 - done_within(load, 2, 6)) / (1 - done_within(load, 2, 4)), abs=0.03)


def test_a_share_in_time_is_missed_as_often_as_arithmetic_says() -> None:
    few, asked = TicketLoad("p1", d("100"), hours(1)), (Target(d("85")),)
    load = offered_load(100 * 12 / (365.2425 * 24), 1)
    late = 100 * (1 - answered_within(load, 1, 5 / 60))
    quick = msgspec.structs.replace(SHARE, statistic=ShareWithin(minutes(5)), targets=asked)
    terms = priced(quick, Flat(d("10")), few)
    good, bad = poisson(100 - late), poisson(late)
    missed = sum(
        float(bad.pmf(b)) * float(good.cdf(math.ceil(b * 85 / 15) - 1)) for b in range(1, 60)
    )  # 100 g < 85 (g + b)
    assert 0.02 < missed < 0.5
    assert expected(terms) == pytest.approx(1200 * missed, abs=3 * 1200 * math.sqrt(missed * (1 - missed) / 400))


def test_tickets_at_night_wait_for_the_morning() -> None:
    day = StaffShift(people=5, hours=HoursSpan(tuple(HoursSpan().days), dt.time(9), dt.time(17)))
    terms = priced(ANSWER, PerOccurrence(d("0.01")), TicketLoad("p1", d("100"), minutes(5)), agents=5, staffing=(day,))
    # 24 − 8 hours less half an hour on four nights, and the long weekend: 127.5 − 0.5 of 168 hours are late.
    late = (168 - 40 - 5 * 0.5) / 168
    assert expected(terms) == pytest.approx(12 * 100 * late * 0.1, rel=0.03)
    longest = max(
        int(item.taken or 0) for each in ticket_windows(terms, 0, ANSWER) for item in each.readings[0].items or ()
    )
    assert longest <= 64 * 60  # from Friday 17:00 to Monday 09:00


def narrowed(terms: Agreement) -> Agreement:
    """The same, where the credit is for tickets of one severity."""
    consequences = terms.consequences
    rules = tuple(msgspec.structs.replace(each, where=(Coordinate("severity", "p1"),)) for each in consequences.rules)
    return msgspec.structs.replace(terms, consequences=msgspec.structs.replace(consequences, rules=rules))


def test_each_late_ticket_of_a_missed_share_is_paid() -> None:
    """Of 800 tickets a month 14 % are late, far more than a tenth: every month pays for about 113."""
    late = 800 * (1 - answered_within(LOAD, 1, 30 / 20))
    assert expected(priced(SHARE, PerOccurrence(d("0.01")))) == pytest.approx(12 * late * 0.1, rel=0.03)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        (priced(ANSWER, PerOccurrence(d("1")), agents=None), "give the tickets"),
        (priced(ANSWER, PerOccurrence(d("1")), TicketLoad("p1", d("5000"), hours(1))), "cannot keep up"),
        (priced(ANSWER, PerOccurrence(d("1")), TicketLoad("p1", d("1800"), minutes(24))), "more than 200"),
        (narrowed(priced(SHARE, PerOccurrence(d("1")))), "for each single one"),
        (
            priced(msgspec.structs.replace(ANSWER, dimensions=(Dimension("Site", ("A", "B")),)), PerOccurrence(d("1"))),
            "more than the severity",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(terms: Agreement, reason: str) -> None:
    level = terms.metrics.levels[0]
    assert reason in why_no_tickets(terms, 0, level)
    assert ticket_windows(terms, 0, level) == []


def test_the_reason_stands_among_what_is_left_out() -> None:
    both = agreement(
        ANSWER, SHARE, rules=(
            rule(PerOccurrence(d("1")), "answer"),
            rule(PerOccurrence(d("1")), "share", id="b", where=(Coordinate("severity", "p1"),)),
        ),
        severities=(P1,), termination=(TerminationTrigger(misses=2),), caps=(Cap(d("50")),),
    )  # fmt: skip
    evidence = Evidence(tickets=(BUSY,), agents=1, monthly_fee=Money(d("1000"), "EUR"))
    found = price(with_expectations(both, evidence=evidence))
    assert found.left_out[0].startswith("Credits for the tickets of “share”: a share of tickets is drawn")
    assert found.left_out[1] == "Rights to end the agreement because of single tickets."
    assert [pool.levels for pool in found.pools] == [("answer",)]


def test_the_words_say_that_tickets_were_drawn() -> None:
    terms = priced(ANSWER, PerOccurrence(d("0.01")))
    found = price(terms)
    assert "windows drawn from the tickets that come: answer." in exposure_words(terms, found)
    data = exposure_data(terms, found)
    assert data["based_on"][0]["tickets"] is True
    assert OF_TICKETS in data["assumptions"]


def test_each_window_of_tickets_is_priced_by_itself() -> None:
    (pool,), _limits = pools_of(priced(ANSWER, PerOccurrence(d("0.01"))), d("1000"))
    assert pool.a_year == 12
    assert len({window.total for window in pool.windows}) > 20
    assert {window.missed for window in pool.windows} == {frozenset()}


@pytest.mark.parametrize("mean", [0.3, 4.0, 900.0])
def test_numbers_of_tickets_have_their_mean_and_spread(mean: float) -> None:
    draw = random.Random(7)
    seen = [_number(mean, draw) for _ in range(4000)]
    assert sum(seen) / len(seen) == pytest.approx(mean, abs=4 * math.sqrt(mean / 4000) + 0.01)
    if mean < 1:
        assert Counter(seen)[0] / 4000 == pytest.approx(math.exp(-mean), abs=0.03)
