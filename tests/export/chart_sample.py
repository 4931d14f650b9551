"""A document with one chart of each kind."""

from __future__ import annotations

from decimal import Decimal

from slawizard.document.nodes import Chart, ChartKind, Clause, Document, Part, PartKind, Series, Text
from slawizard.document.numbering import number

HISTORY = Chart(
    ChartKind.HISTORY,
    "Uptime: the past against the target",
    "2 of 3 windows met the target of 99.9 %.",
    ("Jan 2027", "Feb 2027", "Mar 2027"),
    (
        Series("met", (Decimal("99.95"), None, Decimal(100))),
        Series("missed", (None, Decimal("99.4"), None)),
        Series("target 99.9 %", (Decimal("99.9"),) * 3),
    ),
    "Calendar month",
    "Percent",
    "evidence",
    "evidence.chart1",
)
CHANCE = Chart(
    ChartKind.CHANCE,
    "Uptime: the chance of keeping each target",
    "99 % is kept with 97 %; 99.9 % is kept with 66 %.",
    ("99 %", "99.9 %", "99.99 %"),
    (
        Series("chance", (Decimal(97), Decimal(66), None)),
        Series("comfortable from 95 %", (Decimal(95),) * 3),
    ),
    "Target",
    "Chance, %",
    "evidence",
    "evidence.chart2",
    1,
)
COVER = Chart(
    ChartKind.COVER,
    "Support hours: who works when",
    "Nobody works in 1.5 of the 3 promised hours.",
    ("08:00", "09:00", "10:00"),
    (Series("Monday", (Decimal(60), Decimal(30), Decimal(0))), Series("Sunday", (None, None, None))),
    "Hour of the day",
    "Minutes",
    "evidence",
    "evidence.chart3",
)
CREDITS = Chart(
    ChartKind.CREDITS,
    "Service Credits of 2,000 simulated years",
    "90 % of the years pass without a credit.",
    ("none", "to 100", "to 200"),
    (Series("share of years", (Decimal(90), Decimal("9.9"), Decimal("0.1"))),),
    "Credits of a year, EUR",
    "Years, %",
    "evidence",
    "evidence.chart4",
)
ALL = (HISTORY, CHANCE, COVER, CREDITS)


def chart_sample(*charts: Chart) -> Document:
    """An agreement of one annex with these charts, or with all of them."""
    annex = Clause("evidence", "evidence", (Text("Evidence"),), "expectations", "expectations", charts or ALL)
    words = {"contents": "Contents", "page": "Page", "of": "of", "version": "Version"}
    part = Part("annexes", PartKind.ANNEXES, "Annexes", (annex,))
    return number(Document("Agreement", (), "en", "R-1", "1", (), (part,), words))
