"""EE: fixed money for every day of a late activation or repair, paid without a claim."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, CreditRule, CreditUnit
from slawizard.agreement.credit_shapes import IncrementRounding, Increments, KeyedOn
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Direction,
    LevelKind,
    Metrics,
    ServiceLevel,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan
from tests.agreements.quantities import d
from tests.published.drafting import ALWAYS, CREDITED, EACH, frame, say_silent

ZONE = "Europe/London"
MISSED_APPOINTMENT = "the Customer missed the appointment, until the next one"


def build() -> Agreement:
    """The agreement as published."""
    midnight = ALWAYS.spans[0].start
    working_days = HoursSpan(WORKWEEK, midnight, midnight)
    agreement = Agreement(
        title="Automatic compensation for home broadband and landline",
        frame=frame("EE", "GBP"),
        objectives=Objectives(
            service_name="Home broadband and landline",
            service_description="The Provider connects the Customer's home to the telephone network and the internet.",
            calendars=(HoursCalendar("working-days", "Working days", ZONE, (working_days,), holidays_of="GB"),),
        ),
        metrics=Metrics(levels=(_activation(), _repair())),
        consequences=Consequences(
            rules=(_each_day("activation", "6.10", "5.04"), _each_day("repair", "9.76", "8.06")), payment=CREDITED
        ),
    )
    return say_silent(agreement, partly_read=True)


def _activation() -> ServiceLevel:
    return ServiceLevel(
        "activation",
        name="Activation on the promised date",
        kind=LevelKind.DELIVERY,
        unit="days",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="days from the promised one, which ends at midnight, up to but not counting that of activation",
        window=EACH,
        time_zone=ZONE,
        scope="each order",
        clock=Clock(
            ClockStart.PROMISED_DATE,
            start_words="the end of the promised day",
            stops="the service is activated",
            pauses=(MISSED_APPOINTMENT,),
        ),
        targets=(Target(d("0"), due_date=True),),
        exclusions=("the Customer missed the appointment", "the Customer refused the earliest new appointment"),
    )


def _repair() -> ServiceLevel:
    return ServiceLevel(
        "repair",
        name="Repair of a total loss of service",
        kind=LevelKind.RESOLUTION,
        unit="working_days",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="working days from the report, the last of which ends at midnight, to the repair",
        window=EACH,
        time_zone=ZONE,
        scope="each fault",
        hours="working-days",
        clock=Clock(
            ClockStart.TICKET,
            start_words="the report of the fault",
            stops="the service works again",
            pauses=(MISSED_APPOINTMENT, "from the earliest appointment offered to the one that the Customer chose"),
            calendar="working-days",
        ),
        targets=(Target(d("2")),),
        exclusions=(
            "the Customer missed the appointment",
            "the time between the earliest appointment offered and the one chosen",
        ),
    )


def _each_day(level: str, amount: str, earlier: str) -> CreditRule:
    return CreditRule(
        f"{level}-compensation",
        level,
        shape=Increments(
            every=d("1"),
            credit=d(amount),
            keyed_on=KeyedOn.MISS,
            rounding=IncrementRounding.FULL_ONLY,
            unit="days",
        ),
        unit=CreditUnit.MONEY,
        automatic=True,
        from_date_note=f"The amount follows a price index; in the version of 2021 it was GBP {earlier}.",
    )
