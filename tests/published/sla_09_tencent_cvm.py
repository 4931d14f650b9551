"""Tencent's virtual machines: durability, availability that counts maintenance, and expansions on working time."""

from __future__ import annotations

import datetime as dt

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Base, Consequences, CreditRule, Fee, FeeScope
from slawizard.agreement.credit_shapes import Bands, Flat
from slawizard.agreement.expectations import Expectations, Maintenance
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    EventShare,
    ExcludedTime,
    LevelKind,
    Measurement,
    Metrics,
    OutageRule,
    ServiceLevel,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan
from tests.agreements.quantities import d, minutes
from tests.published.drafting import CREDITED, EACH, at, frame, ladder, over, say_silent

SIZE = "Instances requested"
SMALL, LARGE = "fewer than 50", "50 and more, but fewer than 200"
ACCOUNT_CHARGES = Base(Fee.MONTHLY_FEE, FeeScope.WHOLE_SERVICE)


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for Cloud Virtual Machine",
        frame=frame("Tencent Cloud"),
        objectives=_objectives(),
        expectations=Expectations(maintenance=Maintenance(counts_as_downtime=True)),
        metrics=Metrics(levels=(_persistence(), _availability(), _expansion())),
        consequences=_consequences(),
    )
    return say_silent(agreement, partly_read=False)


def _objectives() -> Objectives:
    return Objectives(
        service_name="Cloud Virtual Machine",
        service_description="Cloud Virtual Machine runs the Customer's machines and keeps their storage volumes.",
        calendars=(
            HoursCalendar(
                "working-hours",
                name="Working hours",
                time_zone="Asia/Hong_Kong",
                spans=(HoursSpan(WORKWEEK, dt.time(9), dt.time(18)),),
                holidays_of="HK",
            ),
        ),
    )


def _persistence() -> ServiceLevel:
    return ServiceLevel(
        "persistence",
        name="Data storage persistence",
        kind=LevelKind.DATA,
        statistic=EventShare(),
        numerator="storage volumes without a loss of data",
        denominator="block-storage instances requested",
        scope="each account",
        targets=(Target(d("99.999"), condition="the account ran for the complete calendar month"),),
    )


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Service availability",
        numerator="the availability of all virtual machines of the region, averaged: each outage counts by the share "
        "of machines that it took down",
        denominator="minutes of the calendar month",
        scope="each account in each region",
        targets=(Target(d("99.95"), condition="the account ran for the complete calendar month"),),
        measurement=Measurement(
            excluded_time=ExcludedTime.COUNTS_AS_DOWN,
            outage=OutageRule(least=minutes(5), weighted_by_affected=True),
        ),
    )


def _expansion() -> ServiceLevel:
    condition = "the expansion stays within half of the capacity"
    return ServiceLevel(
        "expansion",
        name="Completion of expansion requests",
        kind=LevelKind.DELIVERY,
        unit="service_minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="working time from the registration of a request to its completion",
        window=EACH,
        time_zone="Asia/Hong_Kong",
        hours="working-hours",
        clock=Clock(
            ClockStart.ORDER,
            start_words="the registration of the request",
            stops="the expansion is complete",
            calendar="working-hours",
        ),
        dimensions=over(SIZE, SMALL, LARGE),
        targets=(
            Target(d("10"), where=at(SIZE, SMALL), condition=condition),
            Target(d("60"), where=at(SIZE, LARGE), condition=condition),
        ),
        exclusions=(
            "requests for more than 200 instances",
            "expansions that were not requested as manual ones",
            "expansions beyond half of the capacity",
        ),
    )


def _consequences() -> Consequences:
    return Consequences(
        rules=(
            CreditRule(
                "persistence-credit",
                "persistence",
                shape=Bands(ladder("[99.0, 99.999) 10", "[95.0, 99.0) 25", "[-, 95.0) 50")),
                base=ACCOUNT_CHARGES,
                automatic=True,
            ),
            CreditRule(
                "availability-credit",
                "availability",
                shape=Bands(ladder("[99.0, 99.95) 10", "[95.0, 99.0) 25", "[-, 95.0) 50")),
                base=ACCOUNT_CHARGES,
                automatic=True,
            ),
            CreditRule(
                "expansion-credit",
                "expansion",
                shape=Flat(d("10")),
                base=Base(Fee.MONTHLY_FEE, FeeScope.AFFECTED_UNIT),
                automatic=True,
            ),
        ),
        payment=CREDITED,
    )
