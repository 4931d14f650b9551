"""UCLA's facilities: response, mitigation and completion on different clocks, and targets that are no figures."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences
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
from tests.agreements.quantities import d
from tests.published.drafting import EACH, at, frame, nothing_follows, over, say_silent

CLASS = "Class"
EMERGENCY, URGENT, ROUTINE, CALENDARED = "Emergency", "Urgent", "Routine", "Calendared"


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Response times for service requests",
        frame=frame("UCLA Facilities Management"),
        objectives=Objectives(
            service_name="Service requests",
            service_description="The Provider looks after the buildings and answers requests for service in them.",
        ),
        metrics=Metrics(levels=(_response(), _mitigation(), _completion())),
        consequences=Consequences(
            dispute_steps=(
                "Whoever disagrees with the priority of a request turns to the Customer Relations Director.",
            ),
            no_consequence=nothing_follows("The text names no consequence.", "response", "mitigation", "completion"),
        ),
    )
    return say_silent(agreement, partly_read=True)


def _level(key: str, name: str, kind: LevelKind, stops: str, targets: tuple[Target, ...]) -> ServiceLevel:
    classes = [coordinate.value for target in targets for coordinate in target.where]
    return ServiceLevel(
        key,
        name=name,
        kind=kind,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        scope="each request",
        clock=Clock(ClockStart.TICKET, start_words="the request", stops=stops),
        dimensions=over(CLASS, *classes),
        targets=targets,
    )


def _response() -> ServiceLevel:
    return _level(
        "response",
        "Response",
        LevelKind.RESPONSE,
        "the Provider responds, or has contacted the client",
        (
            Target(words="immediate", where=at(CLASS, EMERGENCY)),
            Target(d("24"), where=at(CLASS, URGENT)),
            Target(d("3"), where=at(CLASS, ROUTINE), unit="working_days"),
        ),
    )


def _mitigation() -> ServiceLevel:
    return _level(
        "mitigation",
        "Mitigation",
        LevelKind.RESOLUTION,
        "the hazard or the damage is contained",
        (Target(d("24"), where=at(CLASS, EMERGENCY)), Target(d("72"), where=at(CLASS, URGENT))),
    )


def _completion() -> ServiceLevel:
    return _level(
        "completion",
        "Completion",
        LevelKind.RESOLUTION,
        "the work is complete",
        (
            Target(words="dependent on scope", where=at(CLASS, EMERGENCY)),
            Target(d("15"), where=at(CLASS, ROUTINE), unit="days"),
            Target(words="the due date", where=at(CLASS, CALENDARED), due_date=True),
        ),
    )
