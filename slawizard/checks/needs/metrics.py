"""What every agreement needs in step 3, for each service level and severity too."""

from __future__ import annotations

from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.agreement.metrics import LevelKind, ShareWithin, Standing, TimeShare
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

ERROR, WARNING, NOTE = FindingLevel.ERROR, FindingLevel.WARNING, FindingLevel.NOTE
CLEAR, MEASURABLE = Quality.CLEAR, Quality.MEASURABLE
_DISPUTE = _("A figure that cannot be questioned in time is either sacred or worthless.")
_CLOCKED = (LevelKind.RESPONSE, LevelKind.RESOLUTION, LevelKind.DELIVERY, LevelKind.RECOVERY)


def _has_clocked_levels(agreement: Agreement) -> bool:
    kinds = (LevelKind.RESPONSE, LevelKind.RESOLUTION)
    return any(level.kind in kinds or level.severity_time for level in agreement.metrics.levels)


def _is_clocked(level: Any) -> bool:
    return level.kind in _CLOCKED


def _has_own_formula(level: Any) -> bool:
    return not isinstance(level.statistic, TimeShare | ShareWithin) and level.survey is None


def _is_binding(level: Any) -> bool:
    return bool(level.standing is Standing.BINDING)


def _has_targets(agreement: Agreement, path: str) -> bool:
    level = read(agreement, path.rsplit(".", 1)[0])
    return bool(level.targets) or bool(level.external_table.strip())


NEEDS = (
    Need(
        "MET-NEEDS-LEVELS",
        "metrics.levels",
        _("At least one service level"),
        ERROR,
        MEASURABLE,
        _("Without one, nothing in the agreement can be measured or missed."),
    ),
    Need(
        "MET-NEEDS-SEVERITIES",
        "metrics.severities",
        _("Severities"),
        WARNING,
        CLEAR,
        _("A broken logo and a dead service cannot wait equally long."),
        _has_clocked_levels,
    ),
    Need(
        "MET-NEEDS-NAME",
        "metrics.levels.*.name",
        _("Name of the service level"),
        ERROR,
        CLEAR,
        _("Reports, claims and credits call it by its name."),
    ),
    Need(
        "MET-NEEDS-PURPOSE",
        "metrics.levels.*.purpose",
        _("Purpose of the service level"),
        WARNING,
        CLEAR,
        _("It tells a reader which way to read the definition where it is silent."),
    ),
    Need(
        "MET-NEEDS-UNIT",
        "metrics.levels.*.unit",
        _("Unit"),
        ERROR,
        MEASURABLE,
        _("A figure without a unit can be any figure."),
    ),
    Need(
        "MET-NEEDS-FORMULA",
        "metrics.levels.*.numerator",
        _("What is counted"),
        WARNING,
        MEASURABLE,
        _("Two people with the same data must arrive at the same value."),
        applies_to_row=_has_own_formula,
    ),
    Need(
        "MET-NEEDS-TARGET",
        "metrics.levels.*.targets",
        _("Target"),
        ERROR,
        MEASURABLE,
        _("Nothing would say when the service level is missed."),
        is_filled=_has_targets,
    ),
    Need(
        "MET-NEEDS-TIME-ZONE",
        "metrics.levels.*.time_zone",
        _("Time zone of the measurement window"),
        ERROR,
        MEASURABLE,
        _("The last hour of the month belongs to another month elsewhere."),
    ),
    Need(
        "MET-NEEDS-CLOCK",
        "metrics.levels.*.clock.stops",
        _("When the clock stops"),
        WARNING,
        MEASURABLE,
        _("An automatic reply stops one reader's clock and not the other's."),
        applies_to_row=_is_clocked,
    ),
    Need(
        "MET-NEEDS-SOURCE",
        "metrics.levels.*.measurement.source",
        _("Where the figures come from"),
        ERROR,
        MEASURABLE,
        _("Two sources hardly ever give the same figure."),
    ),
    Need(
        "MET-NEEDS-TOOL",
        "metrics.levels.*.measurement.tool",
        _("Tool that measures"),
        NOTE,
        MEASURABLE,
        _("Both sides can then look at the same screen."),
    ),
    Need(
        "MET-NEEDS-MEASURER",
        "metrics.levels.*.measurement.measured_by",
        _("Who measures"),
        ERROR,
        MEASURABLE,
        _("If both measure, or neither, there is no figure to agree on."),
    ),
    Need(
        "MET-NEEDS-REPORT",
        "metrics.levels.*.measurement.report_within",
        _("When the figure is reported"),
        WARNING,
        MEASURABLE,
        _("The customer cannot claim what it does not know."),
    ),
    Need(
        "MET-NEEDS-RECIPIENT",
        "metrics.levels.*.measurement.report_to",
        _("Who receives the report"),
        WARNING,
        MEASURABLE,
        _("A report to nobody is read by nobody."),
    ),
    Need(
        "MET-NEEDS-DISPUTE",
        "metrics.levels.*.measurement.dispute_within",
        _("How long a figure can be disputed"),
        WARNING,
        MEASURABLE,
        _DISPUTE,
        applies_to_row=_is_binding,
    ),
    Need(
        "MET-NEEDS-DISPUTE-HOW",
        "metrics.levels.*.measurement.dispute_how",
        _("How a figure is disputed"),
        WARNING,
        MEASURABLE,
        _DISPUTE,
        applies_to_row=_is_binding,
    ),
    Need(
        "MET-NEEDS-DEFINITION",
        "metrics.severities.*.definition",
        _("Definition of the severity"),
        ERROR,
        CLEAR,
        _("Whoever classifies the ticket decides how fast it is served."),
    ),
    Need(
        "MET-NEEDS-RESPONSE",
        "metrics.severities.*.response",
        _("Response time"),
        WARNING,
        MEASURABLE,
        _("Users ask first when somebody will look at it."),
    ),
    Need(
        "MET-NEEDS-UPDATE",
        "metrics.severities.*.update",
        _("Time between updates"),
        NOTE,
        MEASURABLE,
        _("Silence after the first answer feels like no answer."),
    ),
    Need(
        "MET-NEEDS-RESOLUTION",
        "metrics.severities.*.resolution",
        _("Resolution time"),
        WARNING,
        MEASURABLE,
        _("An answer alone does not bring the service back."),
    ),
)
