"""The three agreements, put together from their steps."""

from __future__ import annotations

import datetime as dt
from functools import cache

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.consequences import Base, Cap, Claim, Consequences, CreditRule, Payment, TerminationTrigger
from slawizard.agreement.credit_shapes import Band, Bands
from slawizard.agreement.flexibility import ChangeProcedure, Exit, Flexibility, Review
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    LevelKind,
    Measurement,
    MeasurementWindow,
    Measurer,
    Metrics,
    ServiceLevel,
    Severity,
    SeverityTime,
    ShareWithin,
    Target,
)
from slawizard.agreement.objectives import Consent, Criticality, Objective, Objectives, SupportChannel
from slawizard.agreement.parties import Frame, Party, RenewalKind, Signatory
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan
from tests.agreements.full_consequences import full_consequences
from tests.agreements.full_flexibility import full_flexibility
from tests.agreements.full_frame import full_expectations, full_frame, full_objectives
from tests.agreements.full_metrics import full_metrics
from tests.agreements.quantities import d, days, hours, months


def empty() -> Agreement:
    """Nothing entered: what a new blank draft is."""
    return Agreement()


@cache
def small() -> Agreement:
    """Two service levels, bands, a cap and a claim: the size that most people draft."""
    return Agreement(
        title="Service Level Agreement for Harbour Ledger",
        frame=_small_frame(),
        objectives=_small_objectives(),
        metrics=Metrics(levels=(_availability(), _response()), severities=_small_severities()),
        consequences=_small_consequences(),
        flexibility=Flexibility(
            review=Review(every=months(6), participants=("Account manager", "Head of finance systems")),
            change=ChangeProcedure(request_to="the account manager", answer_within=days(10), effective_after=days(30)),
            renewal_notice=months(3),
            exit=Exit(customer_notice=months(3), data_return_format="CSV", data_return_within=days(30)),
        ),
    )


@cache
def full() -> Agreement:
    """Every field filled somewhere, every statistic, window, credit shape, base, cap and remedy."""
    return Agreement(
        title="Service Level Agreement for the Claims Platform",
        frame=full_frame(),
        objectives=full_objectives(),
        expectations=full_expectations(),
        metrics=full_metrics(),
        consequences=full_consequences(),
        flexibility=full_flexibility(),
        left_out=(LeftOut("flexibility.exit.provider_notice", "The Provider may end the Agreement only at renewal."),),
    )


def _small_frame() -> Frame:
    return Frame(
        provider=Party(
            legal_name="Harbour Software Ltd",
            legal_form="private limited company",
            registration="England and Wales 09112233",
            address="4 Quay Street, Bristol",
            signatories=(Signatory("Ruth Adeyemi", "Director"),),
        ),
        customer=Party(
            legal_name="Pennant Foods plc",
            registration="England and Wales 01234567",
            address="80 Mill Lane, Leeds",
            signatories=(Signatory("Tom Barlow", "Finance Director"),),
        ),
        start=dt.date(2027, 3, 1),
        term=months(24),
        renewal=RenewalKind.RENEWS,
        renewal_term=months(12),
        governing_law="England and Wales",
        courts="the courts of England and Wales",
        currency="GBP",
        reference="HS-2027-014",
    )


def _small_objectives() -> Objectives:
    return Objectives(
        service_name="Harbour Ledger",
        service_description="Harbour Ledger is a hosted accounting system used through a web browser.",
        business_purpose="The Customer closes its books in it every month.",
        criticality=Criticality.HIGH,
        users="120 staff in the Customer's finance department",
        in_scope=("the web application", "daily backups"),
        out_of_scope=("the Customer's own network",),
        calendars=(
            HoursCalendar(
                "office",
                name="Office hours",
                time_zone="Europe/London",
                spans=(HoursSpan(WORKWEEK, dt.time(8), dt.time(18)),),
                holidays_of="GB-ENG",
            ),
        ),
        support_hours="office",
        channels=(SupportChannel("Email", "support@harbour.example", "office", ("English",)),),
        objectives=(
            Objective(
                "books",
                "The finance department can always close the books on time.",
                "Head of finance systems",
                levels=("availability", "response"),
                provider_consent=Consent.ACCEPTED,
                customer_consent=Consent.ACCEPTED,
            ),
        ),
    )


def _availability() -> ServiceLevel:
    return ServiceLevel(
        "availability",
        name="Availability",
        purpose="It shows whether users can work.",
        time_zone="Europe/London",
        targets=(Target(value=d("99.9")),),
        measurement=Measurement(
            source="probes of the sign-in page every minute",
            tool="Lighthouse",
            measured_by=Measurer.PROVIDER,
            report_within=days(5),
            report_to="the head of finance systems",
            dispute_within=days(10),
        ),
    )


def _response() -> ServiceLevel:
    return ServiceLevel(
        "response",
        name="First response",
        kind=LevelKind.RESPONSE,
        purpose="It shows how soon someone starts to help.",
        statistic=ShareWithin(),
        severity_time=SeverityTime.RESPONSE,
        clock=Clock(ClockStart.TICKET),
        window=MeasurementWindow(),
        time_zone="Europe/London",
        targets=(Target(value=d("95")),),
        measurement=Measurement(source="the ticket system", measured_by=Measurer.PROVIDER, report_within=days(5)),
    )


def _small_severities() -> tuple[Severity, ...]:
    return (
        Severity(
            "s1",
            name="Severity 1",
            definition="Nobody can work with the Service.",
            calendar="office",
            response=hours(1),
            update=hours(2),
            resolution=hours(8),
        ),
        Severity(
            "s2",
            name="Severity 2",
            definition="A function does not work and there is a way round it.",
            calendar="office",
            response=hours(8),
            resolution=days(5),
        ),
    )


def _small_consequences() -> Consequences:
    shape = Bands(
        (
            Band(lower=d("99.0"), upper=d("99.9"), credit=d("5")),
            Band(lower=d("95.0"), upper=d("99.0"), credit=d("15")),
            Band(upper=d("95.0"), credit=d("50")),
        )
    )
    return Consequences(
        rules=(CreditRule("availability-credit", level="availability", shape=shape, base=Base()),),
        caps=(Cap(amount=d("50")),),
        claim=Claim(within=days(30), channel="support@harbour.example"),
        payment=Payment(within=days(30)),
        termination=(TerminationTrigger(misses=3, windows=6, levels=("availability",), notice=days(30)),),
        sole_remedy=True,
        sole_remedy_exceptions=("intent or gross negligence",),
    )
