"""An agreement with two rows or more in every list, so that each button of a page has something to do."""

import datetime as dt
from decimal import Decimal

from slawizard.agreement import consequences as c
from slawizard.agreement import credit_shapes as s
from slawizard.agreement import expectations as e
from slawizard.agreement import flexibility as f
from slawizard.agreement import metrics as m
from slawizard.agreement import objectives as o
from slawizard.agreement import parties as p
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.quantities import (
    WEEKDAYS,
    WORKWEEK,
    Duration,
    HoursCalendar,
    HoursSpan,
    Money,
    TimeUnit,
    Weekday,
)

T = TimeUnit


def dur(amount: int, unit: TimeUnit) -> Duration:
    """A duration of whole units."""
    return Duration(Decimal(amount), unit)


OFFICE = HoursCalendar(
    "office",
    "Support hours",
    "Europe/London",
    (HoursSpan(WORKWEEK, dt.time(9), dt.time(18)), HoursSpan((Weekday.SAT,), dt.time(10), dt.time(14))),
    "GB",
    (dt.date(2027, 12, 24),),
)
ALWAYS = HoursCalendar("always", "Round the clock", "Europe/London", (HoursSpan(WEEKDAYS, dt.time(0), dt.time(0)),))
FRAME = p.Frame(
    p.Party(
        "Calder & Finch Hosting Ltd",
        "Limited company",
        "Companies House 01234567",
        "1 Mill Lane\nLeeds",
        "Calder",
        (p.Signatory("Ada Okafor", "Director"), p.Signatory("Lin Park", "Chief engineer")),
    ),
    p.Party(
        "Brackwater Utilities plc",
        "Public company",
        "Companies House 07654321",
        "Water House\nBristol",
        "Brackwater",
        (p.Signatory("Ivo Brandt", "Head of IT"), p.Signatory("Mary Quill", "Chief buyer")),
    ),
    (
        p.Contact(p.Role.PROVIDER, p.ContactPurpose.DAILY, "Desk", "Team", "desk@example.com", "+44 113 496 0000"),
        p.Contact(p.Role.CUSTOMER, p.ContactPurpose.ESCALATION, "Ivo Brandt", "Head of IT"),
    ),
    dt.date(2027, 3, 1),
    dur(24, T.MONTHS),
    p.RenewalKind.RENEWS,
    dur(12, T.MONTHS),
    "Master services agreement no. 118",
    dt.date(2026, 1, 12),
    ("Master services agreement", "This agreement"),
    "The law of England and Wales",
    "The courts of London",
)
OBJECTIVES = o.Objectives(
    "Northwind Ledger",
    "Hosted accounting.",
    "Invoices and payments.",
    o.Criticality.HIGH,
    "All 400 staff",
    ("London", "Bristol"),
    ("Web application",),
    ("The customer's network",),
    (OFFICE, ALWAYS),
    "always",
    "office",
    (o.SupportChannel("Telephone", "+44 113 496 0001", "office", ("English",)), o.SupportChannel("Portal")),
    (
        o.Objective("post", "Staff can post invoices", "Head of finance", levels=("availability",)),
        o.Objective("help", "Questions get an answer", "Head of IT", o.Priority.SHOULD, ("response",)),
    ),
    "Invoices",
    ("Leeds",),
    (o.SeasonalPeak("Year end"), o.SeasonalPeak("Budget")),
)
EXPECTATIONS = e.Expectations(
    (
        e.Duty("name", p.Role.CUSTOMER, "name a person who decides", dur(2, T.WORKING_DAYS), "being asked"),
        e.Duty("tell", p.Role.PROVIDER, "tell of every outage", dur(30, T.MINUTES), "noticing it"),
    ),
    (e.Volume("Tickets", Decimal(120), "tickets", "month", Decimal(20)), e.Volume("Users", Decimal(400), "users")),
    (e.StaffShift("First line", 3), e.StaffShift("On call", 1, HoursSpan(WEEKDAYS, dt.time(18), dt.time(9)), True)),
    (
        e.Supplier("contoso", "Contoso", "Servers", Decimal("99.95")),
        e.Supplier("dns", "NameCo", "DNS", Decimal("99.99")),
    ),
    e.Maintenance(
        (HoursSpan((Weekday.SUN,), dt.time(2), dt.time(6)),), "Europe/London", dur(5, T.WORKING_DAYS), Decimal(4)
    ),
    ("Large reports take minutes",),
    ("The customer's line",),
    (e.Position("availability", Decimal("99.95"), Decimal("99.8")),),
    evidence=e.Evidence(
        (
            e.History(
                "availability",
                source="Status page",
                windows=tuple(
                    e.HistoryWindow(dt.date(2026, month, 1), Decimal(value))
                    for month, value in enumerate(("99.99", "99.95", "99.97", "99.2", "99.98", "99.99", "99.6"), 1)
                ),
            ),
            e.History("response", source="Ticket system"),
        ),
        (e.TypicalIncidents("availability", Decimal(6), dur(20, T.MINUTES)), e.TypicalIncidents("response")),
        (e.TicketLoad("p1", Decimal(2), dur(3, T.HOURS)), e.TicketLoad("p2", Decimal(30), dur(45, T.MINUTES))),
        4,
        Money(Decimal(12000), "EUR"),
    ),
)
AVAILABILITY = m.ServiceLevel(
    "availability",
    "Availability",
    purpose="Staff must be able to work",
    numerator="Minutes up",
    denominator="Minutes of the month",
    time_zone="Europe/London",
    targets=(m.Target(Decimal("99.9"), minimum=Decimal("99.5")),),
    exclusions=("Planned maintenance",),
)
RESPONSE = m.ServiceLevel(
    "response",
    "Support response",
    kind=m.LevelKind.RESPONSE,
    statistic=m.ShareWithin(),
    severity_time=m.SeverityTime.RESPONSE,
    dimensions=(m.Dimension("Severity", ("1 Critical", "2 High")),),
    targets=(
        m.Target(Decimal(99), where=(m.Coordinate("Severity", "1 Critical"),)),
        m.Target(Decimal(95), where=(m.Coordinate("Severity", "2 High"),)),
    ),
    clock=m.Clock(m.ClockStart.TICKET),
)
LATENCY = m.ServiceLevel(
    "latency",
    "Page time",
    kind=m.LevelKind.PERFORMANCE,
    unit="milliseconds",
    direction=m.Direction.LOWER,
    statistic=m.Percentile(Decimal(95)),
    targets=(m.Target(Decimal(400)),),
)
METRICS = m.Metrics(
    (AVAILABILITY, RESPONSE, LATENCY),
    (
        m.Severity(
            "p1", "1 Critical", "Down for all", "All", "Now", "", dur(15, T.MINUTES), resolution=dur(4, T.HOURS)
        ),
        m.Severity("p2", "2 High", "Key function down", "Many", "Today", "office", dur(1, T.HOURS)),
    ),
    (m.PriorityMatrix(cells=(m.MatrixCell("High", "High", "p1"),)), m.PriorityMatrix("Test")),
    "Every level with its figure",
)
BANDS = s.Bands(
    (
        s.Band(Decimal("99.5"), True, Decimal("99.9"), False, Decimal(10)),
        s.Band(Decimal(99), True, Decimal("99.5"), False, Decimal(25)),
        s.Band(Decimal(0), True, Decimal(99), False, Decimal(30)),
    )
)
CONSEQUENCES = c.Consequences(
    "A binding level misses its target",
    "Three misses within six months",
    (
        c.CreditRule("credit-availability", "availability", shape=BANDS, automatic=True),
        c.CreditRule("credit-latency", "latency", shape=s.Increments(Decimal(10), Decimal(1))),
    ),
    (c.Cap(Decimal(30)), c.Cap(Decimal(100), period=c.CapPeriod.YEAR)),
    points_table=(c.PointsStep(Decimal(10), Decimal(5)), c.PointsStep(Decimal(20), Decimal(10))),
    claim=c.Claim(dur(30, T.DAYS), evidence=("Ticket numbers",), channel="The portal"),
    payment=c.Payment(within=dur(60, T.DAYS)),
    remedies=(c.Remedy(trigger="every breach"), c.Remedy(c.RemedyKind.IMPROVEMENT_PLAN, "repeated breach")),
    escalation=(c.EscalationStep(dur(4, T.HOURS), "Service manager", "Head of IT"), c.EscalationStep(dur(1, T.DAYS))),
    termination=(c.TerminationTrigger(3, 6, Decimal(95), notice=dur(30, T.DAYS)), c.TerminationTrigger(2, 2)),
    sole_remedy=True,
    sole_remedy_exceptions=("Termination",),
    counts_toward_liability_cap=True,
    dispute_within=dur(30, T.DAYS),
    dispute_steps=("The service managers talk",),
    bonuses=(c.Bonus("availability", Decimal("99.99"), Decimal(2)), c.Bonus("latency", Decimal(200), Decimal(1))),
    no_consequence=(c.NoConsequence("response", "On trial"), c.NoConsequence("", "")),
)
FLEXIBILITY = f.Flexibility(
    f.Review(dur(3, T.MONTHS), ("Service manager",), ("Service levels",), dur(5, T.WORKING_DAYS)),
    f.ChangeProcedure("The other side", dur(10, T.WORKING_DAYS), dur(30, T.DAYS), dur(1, T.MONTHS), "Nothing changes"),
    (f.RenegotiationTrigger(condition="Over 150 tickets"), f.RenegotiationTrigger(f.TriggerKind.LAW, "New law")),
    f.Scaling(
        "users",
        (
            f.ScalingBand(Decimal(0), Decimal(500), Money(Decimal("4.50"), "EUR")),
            f.ScalingBand(Decimal(500), None, Money(Decimal(4), "EUR")),
        ),
        dur(10, T.WORKING_DAYS),
        dur(1, T.MONTHS),
        Decimal(100),
    ),
    f.LevelChanges("By agreement", "By agreement", dur(3, T.MONTHS), 2),
    dur(3, T.MONTHS),
    f.Exit(dur(6, T.MONTHS), dur(3, T.MONTHS), dur(3, T.MONTHS), ("Export",), "CSV", dur(10, T.WORKING_DAYS)),
    (f.Revision("1.0", dt.date(2026, 11, 1), "Ada", "First"), f.Revision("1.1")),
    (f.Approval(p.Role.CUSTOMER, "Ivo Brandt"), f.Approval()),
    (f.LegalRider("Germany", "A clause."), f.LegalRider()),
)
TWO_ROWS = Agreement("Hosting SLA", FRAME, OBJECTIVES, EXPECTATIONS, METRICS, CONSEQUENCES, FLEXIBILITY)
