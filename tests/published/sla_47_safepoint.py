"""SafePoint IT: priorities from impact and urgency, one matrix for clinics, and other times after hours."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences
from slawizard.agreement.metrics import (
    Clock,
    ClockStart,
    Coordinate,
    Dimension,
    Direction,
    LevelKind,
    MatrixCell,
    Metrics,
    PriorityMatrix,
    ServiceLevel,
    Severity,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import EACH, at, frame, nothing_follows, over, say_silent

SEVERITY, ARRIVAL = "severity", "Arrival"
BUSINESS, AFTER = "in business hours", "after hours"
PRIORITIES = ("P1", "P2", "P3", "P4")
RESPONSES = {
    "P1": (("30", "minutes"), ("1", "hours")),
    "P2": (("1", "hours"), ("2", "hours")),
    "P3": (("2", "hours"), ("1", "working_days")),
    "P4": (("24", "hours"), ("1", "working_days")),
}
"""In business hours, and after them; "next business day" is one working day."""


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service Level Agreement for helpdesk and managed services",
        frame=frame("SafePoint IT"),
        objectives=Objectives(
            service_name="Helpdesk and managed services",
            service_description="The Provider looks after the Customer's computers and helps the people who use them.",
        ),
        metrics=Metrics(
            levels=(_response(), _resolution()),
            severities=tuple(Severity(name, name=name) for name in PRIORITIES),
            matrices=(_standard(), _clinical()),
        ),
        consequences=Consequences(
            no_consequence=nothing_follows("The text names no consequence.", "response", "resolution")
        ),
    )
    why = {
        f"metrics.severities.{position}.{time}": "The times are in the tables of targets."
        for position in range(len(PRIORITIES))
        for time in ("response", "resolution")
    }
    return say_silent(agreement, partly_read=True, why=why)


def _response() -> ServiceLevel:
    return ServiceLevel(
        "response",
        name="Response",
        kind=LevelKind.RESPONSE,
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        clock=Clock(ClockStart.TICKET, start_words="the report"),
        dimensions=(Dimension(SEVERITY, PRIORITIES), Dimension(ARRIVAL, (BUSINESS, AFTER))),
        targets=tuple(
            Target(d(figure), where=(Coordinate(SEVERITY, priority), Coordinate(ARRIVAL, arrival)), unit=unit)
            for priority, times in RESPONSES.items()
            for arrival, (figure, unit) in zip((BUSINESS, AFTER), times, strict=True)
        ),
    )


def _resolution() -> ServiceLevel:
    return ServiceLevel(
        "resolution",
        name="Resolution",
        kind=LevelKind.RESOLUTION,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        clock=Clock(ClockStart.TICKET, start_words="the report"),
        dimensions=over(SEVERITY, *PRIORITIES),
        targets=(
            Target(d("4"), where=at(SEVERITY, "P1")),
            Target(d("8"), where=at(SEVERITY, "P2")),
            Target(d("2"), where=at(SEVERITY, "P3"), unit="working_days", range_from=d("1")),
            Target(d("5"), where=at(SEVERITY, "P4"), unit="working_days", range_from=d("3")),
        ),
    )


def _standard() -> PriorityMatrix:
    return PriorityMatrix(cells=(MatrixCell("High", "Medium", "P2"), MatrixCell("Medium", "Low", "P4")))


def _clinical() -> PriorityMatrix:
    return PriorityMatrix(
        "clinical", cells=tuple(MatrixCell("High", urgency, "P1") for urgency in ("High", "Medium", "Low"))
    )
