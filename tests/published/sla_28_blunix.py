"""Blunix: availability as a priced option on the true length of the month, and bookable emergency help."""

from __future__ import annotations

import datetime as dt

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences
from slawizard.agreement.expectations import Duty, Expectations, Maintenance
from slawizard.agreement.flexibility import ChangeProcedure, Exit, Flexibility, LegalRider
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Dimension,
    Direction,
    ExcludedTime,
    LevelKind,
    Measurement,
    Measurer,
    Metrics,
    OutageRule,
    ServiceLevel,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import RenewalKind, Role
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan, Weekday
from tests.agreements.quantities import d, days, hours, seconds, working_days
from tests.published.drafting import EACH, at, frame, nothing_follows, over, say_silent

ZONE = "Europe/Berlin"
WEEKEND = (Weekday.SAT, Weekday.SUN)
OPTION, TIME_WINDOW, BOOKED = "Booked availability", "Time window", "Booked response"
SURCHARGES = {"99.75": "200", "99.90": "300", "99.95": "500"}
TEN, TWENTY = dt.time(10), dt.time(20)
WINDOWS = {
    "workdays 10:00 to 20:00": ("workdays-day", HoursSpan(WORKWEEK, TEN, TWENTY), "230"),
    "workdays 20:00 to 10:00": ("workdays-night", HoursSpan(WORKWEEK, TWENTY, TEN), "310"),
    "weekends 10:00 to 20:00": ("weekends-day", HoursSpan(WEEKEND, TEN, TWENTY), "360"),
    "weekends 20:00 to 10:00": ("weekends-night", HoursSpan(WEEKEND, TWENTY, TEN), "450"),
}
"""Each bookable window: its hours, and the monthly price of a response within two hours."""
RESPONSES = {"2 hours": "2", "4 hours": "4", "6 hours": "6", "8 hours": "8", "12 hours": "12"}


def build() -> Agreement:
    """The agreement as published."""
    base = frame("Blunix GmbH", "EUR")
    agreement = Agreement(
        title="Service Level Agreement for managed Linux servers",
        frame=msgspec.structs.replace(
            base,
            provider=msgspec.structs.replace(base.provider, legal_form="GmbH"),
            renewal=RenewalKind.INDEFINITE,
            governing_law="Germany",
            version="2026-01-25",
        ),
        objectives=_objectives(),
        expectations=_expectations(),
        metrics=Metrics(levels=(_availability(), _emergency())),
        consequences=Consequences(
            no_consequence=nothing_follows(
                "Claims for a missed target follow the section on liability, and only where the Provider is at fault.",
                "availability",
                "emergency-response",
            )
        ),
        flexibility=_flexibility(),
    )
    why = {"flexibility.exit.customer_notice": "The Customer may end the agreement at any time, without notice."}
    return say_silent(agreement, partly_read=False, why=why)


def _objectives() -> Objectives:
    return Objectives(
        service_name="Managed Linux servers",
        service_description="The Provider sets up, watches and mends the Customer's Linux servers.",
        calendars=tuple(
            HoursCalendar(
                key, name=name, time_zone=ZONE, spans=(span,), holidays_of="DE" if span.days == WORKWEEK else ""
            )
            for name, (key, span, _price) in WINDOWS.items()
        ),
    )


def _expectations() -> Expectations:
    return Expectations(
        duties=(
            Duty(
                "ordinary-requests",
                Role.PROVIDER,
                "The Provider answers requests outside booked windows as best it can.",
                within=working_days(1),
                counted_from="the request",
            ),
        ),
        maintenance=Maintenance(
            windows=(
                HoursSpan((Weekday.MON, Weekday.WED, Weekday.FRI), dt.time(18, 30), dt.time(7)),
                HoursSpan(WEEKEND, dt.time(17), dt.time(7)),
            ),
            time_zone=ZONE,
            notice=hours(48),
            holidays_of="DE",
        ),
    )


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Availability of each system",
        numerator="minutes of the calendar month less minutes of outage",
        denominator="minutes of the calendar month, by its true length with the changes of the clocks",
        time_zone=ZONE,
        scope="each system",
        dimensions=over(OPTION, *SURCHARGES),
        targets=tuple(
            Target(d(percent), where=at(OPTION, percent), surcharge_percent=d(surcharge))
            for percent, surcharge in SURCHARGES.items()
        ),
        exclusions=(
            "agreed maintenance",
            "the Customer's own providers of infrastructure",
            "changes that the Customer made",
            "force majeure",
        ),
        measurement=Measurement(
            source="the Provider's monitoring of service levels, and no other",
            measured_by=Measurer.PROVIDER,
            sampling="a probe every 30 seconds; an outage runs from the first of five failed probes in a row to the "
            "first of five good ones in a row",
            excluded_time=ExcludedTime.COUNTS_AS_UP,
            outage=OutageRule(failed_probes=5, probe_every=seconds(30)),
        ),
    )


def _emergency() -> ServiceLevel:
    cells = [(window, response) for window in WINDOWS for response in RESPONSES]
    return ServiceLevel(
        "emergency-response",
        name="Response to emergencies",
        kind=LevelKind.RESPONSE,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="time from the report of an emergency to the start of work on it",
        window=EACH,
        time_zone=ZONE,
        scope="the time window in which the report arrives",
        clock=Clock(ClockStart.TICKET, start_words="the report of the emergency", stops="work on it begins"),
        dimensions=(Dimension(TIME_WINDOW, tuple(WINDOWS)), Dimension(BOOKED, tuple(RESPONSES))),
        targets=tuple(
            Target(
                d(RESPONSES[response]),
                where=(Coordinate(TIME_WINDOW, window), Coordinate(BOOKED, response)),
                price=d(WINDOWS[window][2]) if response == "2 hours" else None,
            )
            for window, response in cells
        ),
    )


def _flexibility() -> Flexibility:
    return Flexibility(
        change=ChangeProcedure(
            request_to="the repository that holds the annex, as a pull or merge request",
            if_not_agreed="A change takes effect when both parties have accepted the request; the annex stays as it "
            "was until then.",
        ),
        exit=Exit(provider_notice=days(60)),
        riders=(LegalRider("changes of the annex within a month", "Fees are counted pro rata, by the calendar day."),),
    )
