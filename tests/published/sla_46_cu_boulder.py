"""A university's own IT: three classes of service, either-or limits, and a disaster declared instead of a credit."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, Remedy, RemedyKind
from slawizard.agreement.flexibility import Flexibility, Review
from slawizard.agreement.metrics import (
    Alternative,
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
from tests.published.drafting import EACH, YEAR, at, frame, nothing_follows, over, say_silent

CLASS = "Service Level"
CLASSES = ("1", "2", "3")


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Service level commitments of central IT",
        frame=frame("University of Colorado Boulder"),
        objectives=Objectives(
            service_name="Central IT services",
            service_description="The Provider runs the services that the whole university uses, in three classes.",
        ),
        metrics=Metrics(levels=(_availability(), _user_response(), _impact_response(), _disaster())),
        consequences=Consequences(
            remedies=(
                Remedy(
                    RemedyKind.DISASTER_DECLARATION,
                    "a service stays down longer than its class allows",
                    levels=("disaster",),
                ),
            ),
            no_consequence=(
                *nothing_follows(
                    "The commitments name no consequence.", "availability", "user-response", "impact-response"
                ),
                *nothing_follows("A disaster is declared, and no credit is named.", "disaster"),
            ),
        ),
        flexibility=Flexibility(review=Review(participants=("users of the services, over a feedback form",))),
    )
    return say_silent(agreement, partly_read=True)


def _availability() -> ServiceLevel:
    figures = {"1": ("99.99", "1"), "2": ("99.99", "1"), "3": ("99.9", "8")}
    return ServiceLevel(
        "availability",
        name="Target availability",
        numerator="time of the year less unplanned downtime",
        denominator="time of the year",
        window=YEAR,
        dimensions=over(CLASS, *CLASSES),
        targets=tuple(
            Target(d(percent), where=at(CLASS, key), alternative=Alternative(d(hours), "hours"))
            for key, (percent, hours) in figures.items()
        ),
    )


def _user_response() -> ServiceLevel:
    figures = {"1": ("30", "service_minutes"), "2": ("2", "service_hours"), "3": ("4", "service_hours")}
    return _response("user-response", "Response to a user's incident", figures)


def _impact_response() -> ServiceLevel:
    figures = {"1": ("30", "minutes"), "2": ("2", "hours"), "3": ("4", "hours")}
    return _response("impact-response", "Response to an incident that affects the service", figures)


def _response(key: str, name: str, figures: dict[str, tuple[str, str]]) -> ServiceLevel:
    return ServiceLevel(
        key,
        name=name,
        kind=LevelKind.RESPONSE,
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        clock=Clock(ClockStart.TICKET),
        dimensions=over(CLASS, *CLASSES),
        targets=tuple(
            Target(d(figure), where=at(CLASS, value), unit=unit) for value, (figure, unit) in figures.items()
        ),
    )


def _disaster() -> ServiceLevel:
    return ServiceLevel(
        "disaster",
        name="Downtime before a disaster is declared",
        kind=LevelKind.RECOVERY,
        unit="hours",
        direction=Direction.LOWER,
        statistic=Worst(),
        window=EACH,
        dimensions=over(CLASS, *CLASSES),
        targets=(
            Target(d("8"), where=at(CLASS, "1")),
            Target(d("24"), where=at(CLASS, "2"), alternative=Alternative(d("8"), "service_hours")),
            Target(d("24"), where=at(CLASS, "3")),
        ),
    )
