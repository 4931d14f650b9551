"""Steps one and two of the full example, with the parties."""

from __future__ import annotations

import datetime as dt

from slawizard.agreement.expectations import (
    Continuity,
    Duty,
    Evidence,
    EvidenceChart,
    Expectations,
    History,
    HistoryWindow,
    Maintenance,
    Position,
    PositionStatus,
    StaffShift,
    Supplier,
    TicketLoad,
    TypicalIncidents,
    Volume,
)
from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.objectives import (
    Consent,
    Criticality,
    Objective,
    Objectives,
    Priority,
    SeasonalPeak,
    SupportChannel,
)
from slawizard.agreement.parties import Contact, ContactPurpose, Frame, Party, RenewalKind, Role, Signatory
from slawizard.agreement.quantities import WEEKDAYS, WORKWEEK, HoursCalendar, HoursSpan, Money, Weekday
from tests.agreements.quantities import d, days, hours, minutes, months, service_hours, working_days


def full_frame() -> Frame:
    """Parties with every detail, a contact for every purpose."""
    return Frame(
        provider=Party(
            legal_name="Brightwater Cloud GmbH",
            legal_form="Gesellschaft mit beschränkter Haftung",
            registration="Amtsgericht Berlin HRB 204417",
            address="Uferstraße 12\n10115 Berlin\nGermany",
            short_name="Brightwater",
            signatories=(Signatory("Jana Vogt", "Managing Director"), Signatory("Emre Kaya", "Head of Operations")),
        ),
        customer=Party(
            legal_name="Aldermoor Insurance plc",
            legal_form="public limited company",
            registration="Companies Register Dublin 511204",
            address="3 Fitz Row\nDublin 2\nIreland",
            short_name="Aldermoor",
            signatories=(Signatory("Niamh Doran", "Chief Information Officer"),),
        ),
        contacts=(
            Contact(
                Role.PROVIDER,
                ContactPurpose.DAILY,
                "Service desk",
                "Service desk",
                "desk@brightwater.example",
                "+49 30 5550 100",
                "all hours",
            ),
            Contact(Role.CUSTOMER, ContactPurpose.DAILY, "Claims IT", "Service owner", "claims-it@aldermoor.example"),
            Contact(Role.PROVIDER, ContactPurpose.ESCALATION, "Emre Kaya", "Head of Operations"),
            Contact(Role.CUSTOMER, ContactPurpose.EMERGENCY, "Duty manager", "", "", "+353 1 555 0199", "all hours"),
            Contact(Role.CUSTOMER, ContactPurpose.REVIEW, "Niamh Doran", "Chief Information Officer"),
            Contact(Role.PROVIDER, ContactPurpose.NOTICES, "Legal", "", "legal@brightwater.example"),
            Contact(Role.CUSTOMER, ContactPurpose.NOTICES, "Company secretary", "", "secretary@aldermoor.example"),
        ),
        start=dt.date(2027, 1, 1),
        term=months(36),
        renewal=RenewalKind.RENEWS,
        renewal_term=months(12),
        master_agreement="Master Services Agreement",
        master_agreement_date=dt.date(2026, 10, 5),
        precedence=("the Master Services Agreement", "this Agreement", "the order form"),
        governing_law="Ireland",
        courts="the courts of Dublin",
        currency="EUR",
        reference="BW-ALD-0027",
        version="2.1",
        document_date=dt.date(2026, 11, 20),
    )


def full_objectives() -> Objectives:
    """The service with hours, channels, data and peaks, and three objectives."""
    return Objectives(
        service_name="Claims Platform",
        service_description="A hosted platform on which insurance claims are filed, assessed and paid.",
        business_purpose="Policyholders file claims on it at any hour, and assessors decide them on it.",
        criticality=Criticality.CRITICAL,
        users="900 assessors and up to 40,000 policyholders a month",
        sites=("Dublin", "Cork"),
        in_scope=("the web portal", "the programming interface", "the storage of claim files"),
        out_of_scope=("the Customer's identity provider", "connections to the internet"),
        calendars=_calendars(),
        service_hours="always",
        support_hours="extended",
        channels=(
            SupportChannel("Telephone", "+49 30 5550 100", "always", ("English", "German")),
            SupportChannel("Ticket portal", "https://desk.brightwater.example", "extended", ("English",)),
        ),
        objectives=_objectives(),
        data_processed="Names, addresses, health data and bank details of policyholders.",
        data_locations=("Frankfurt, Germany", "Dublin, Ireland"),
        seasonal_peaks=(
            SeasonalPeak("Storm season", dt.date(2027, 10, 15), dt.date(2028, 2, 15), "Up to three times the claims."),
        ),
    )


def _calendars() -> tuple[HoursCalendar, ...]:
    always = HoursSpan(WEEKDAYS, dt.time(0), dt.time(0))
    return (
        HoursCalendar("always", name="All hours", time_zone="Europe/Dublin", spans=(always,)),
        HoursCalendar(
            "extended",
            name="Extended hours",
            time_zone="Europe/Dublin",
            spans=(
                HoursSpan(WORKWEEK, dt.time(7), dt.time(20)),
                HoursSpan((Weekday.SAT,), dt.time(9), dt.time(13)),
            ),
            holidays_of="IE",
            own_holidays=(dt.date(2027, 12, 24),),
        ),
    )


def _objectives() -> tuple[Objective, ...]:
    return (
        Objective(
            "file",
            "A policyholder can file a claim at any hour.",
            "Head of Claims",
            Priority.MUST,
            ("availability", "latency"),
            Consent.ACCEPTED,
            Consent.ACCEPTED,
        ),
        Objective(
            "help",
            "Assessors get help before their work stands still.",
            "Service owner",
            Priority.SHOULD,
            ("response", "resolution"),
            Consent.ACCEPTED,
            Consent.OPEN,
        ),
        Objective("liked", "Users are content with the platform.", "Head of Claims", Priority.COULD, ("survey",)),
    )


def full_expectations() -> Expectations:
    """Duties of both sides, volumes, staff, suppliers, maintenance, limits, continuity, ramp-up."""
    return Expectations(
        duties=(
            Duty("patch", Role.PROVIDER, "install critical security updates", days(7), "their publication"),
            Duty("backup", Role.PROVIDER, "take a backup of all claim files every night"),
            Duty("answer", Role.CUSTOMER, "answer a question about an Incident", service_hours(4), "the question"),
            Duty("clients", Role.CUSTOMER, "use a browser that its maker still supports"),
        ),
        volumes=(
            Volume("Claims filed", d("12000"), "claims", "month", d("20")),
            Volume("Named users", d("900"), "users"),
        ),
        staffing=(
            StaffShift("First line", 4, HoursSpan(WORKWEEK, dt.time(7), dt.time(20))),
            StaffShift("Night engineer", 1, HoursSpan(WEEKDAYS, dt.time(20), dt.time(7)), on_call=True),
        ),
        suppliers=(
            Supplier("dc1", "Nordhaus Data Centre", "power and cooling", d("99.98"), "month", "sites", 1),
            Supplier("dc2", "Elbe Data Centre", "power and cooling", d("99.98"), "month", "sites", 1),
            Supplier("net", "Lumen Line", "internet access", d("99.95"), "month"),
        ),
        maintenance=Maintenance(
            windows=(HoursSpan((Weekday.SUN,), dt.time(2), dt.time(6)),),
            time_zone="Europe/Dublin",
            notice=working_days(5),
            most_hours=d("6"),
            most_hours_per="month",
            emergency_notice=hours(2),
        ),
        known_limits=("A claim file must not be larger than 50 MB.",),
        exclusions=(
            "a failure of the Customer's own systems or network",
            "an act of the Customer against the Provider's written instructions",
        ),
        positions=(
            Position("availability", d("99.99"), d("99.9"), PositionStatus.AGREED),
            Position("latency", d("200"), d("400"), PositionStatus.OPEN),
        ),
        continuity=Continuity(hours(8), minutes(15), months(12), hours(4)),
        ramp_up=months(2),
        ramp_up_until=dt.date(2027, 2, 28),
        ramp_up_terms="The Provider reports every Service Level.",
        evidence=_evidence(),
    )


def _evidence() -> Evidence:
    months_measured = tuple(
        HistoryWindow(dt.date(2026, month, 1), d(value))
        for month, value in enumerate(("99.99", "99.95", "99.97", "99.2", "99.98", "99.99", "99.96"), 1)
    )
    return Evidence(
        histories=(
            History(
                "availability",
                (Coordinate("Plan", "Standard"),),
                source="Monthly reports of 2026",
                windows=months_measured,
            ),
        ),
        incidents=(TypicalIncidents("availability", d("6"), minutes(20), hours(2)),),
        tickets=(TicketLoad("s1", d("2"), hours(3)), TicketLoad("s2", d("30"), minutes(45))),
        agents=4,
        monthly_fee=Money(d("12000"), "EUR"),
        annex=(EvidenceChart.HISTORY, EvidenceChart.COVER),
    )
