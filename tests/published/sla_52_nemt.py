"""A county's passenger transport: a window around the schedule, a count by region, and a survey still to be made."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences
from slawizard.agreement.flexibility import Flexibility, LevelChanges
from slawizard.agreement.metrics import (
    Count,
    Direction,
    EventShare,
    LevelKind,
    Measurement,
    Metrics,
    ServiceLevel,
    Target,
    Worst,
)
from slawizard.agreement.objectives import Objectives
from tests.agreements.quantities import d
from tests.published.drafting import EACH, MONTH, frame, nothing_follows, say_silent


def build() -> Agreement:
    """The agreement as published."""
    agreement = Agreement(
        title="Performance outcomes for non-emergency transportation",
        frame=frame("County contract for non-emergency transportation (unnamed)"),
        objectives=Objectives(
            service_name="Non-emergency transportation",
            service_description="The Provider drives passengers to their appointments and home again.",
        ),
        metrics=Metrics(levels=(_on_time(), _trip_time(), _missed(), _satisfaction())),
        consequences=Consequences(
            no_consequence=nothing_follows(
                "The clause names no consequence.", "on-time", "trip-time", "missed", "satisfaction"
            )
        ),
        flexibility=Flexibility(
            level_changes=LevelChanges(how_to_add="The Provider and the County develop further measures together.")
        ),
    )
    why = {
        "metrics.levels.3.window": "The clause names no window.",
        "metrics.levels.3.survey": "The survey is still to be designed.",
    }
    return say_silent(agreement, partly_read=True, why=why)


def _on_time() -> ServiceLevel:
    return ServiceLevel(
        "on-time",
        name="On-time performance",
        kind=LevelKind.DELIVERY,
        unit="minutes",
        direction=Direction.BAND,
        statistic=Worst(),
        numerator="minutes from the scheduled pick-up or drop-off to the arrival; negative when it is early",
        window=EACH,
        scope="each trip",
        targets=(Target(d("-15"), upper=d("15")),),
    )


def _trip_time() -> ServiceLevel:
    return ServiceLevel(
        "trip-time",
        name="Trip time",
        kind=LevelKind.DELIVERY,
        unit="minutes",
        direction=Direction.LOWER,
        statistic=Worst(),
        numerator="minutes that a passenger spends on the trip",
        window=EACH,
        scope="each trip",
        targets=(Target(d("45"), condition="traffic and the state of the roads allow it"),),
    )


def _missed() -> ServiceLevel:
    return ServiceLevel(
        "missed",
        name="Missed pick-ups or drop-offs",
        kind=LevelKind.QUALITY,
        unit="count",
        direction=Direction.LOWER,
        statistic=Count(),
        numerator="scheduled pick-ups or drop-offs that were missed",
        window=MONTH,
        scope="each region",
        targets=(Target(d("2")),),
    )


def _satisfaction() -> ServiceLevel:
    return ServiceLevel(
        "satisfaction",
        name="Rider satisfaction",
        kind=LevelKind.SATISFACTION,
        statistic=EventShare(),
        numerator="riders who are satisfied",
        denominator="riders who answer the survey",
        targets=(Target(d("90")),),
        measurement=Measurement(source="a survey of riders"),
    )
