"""What every agreement needs in step 1 besides the frame."""

from __future__ import annotations

from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

ERROR, WARNING = FindingLevel.ERROR, FindingLevel.WARNING
CLEAR, REALISTIC, MEASURABLE = Quality.CLEAR, Quality.REALISTIC, Quality.MEASURABLE
_HOURS = _("Deadlines and availability count in these hours; without them every hour counts for one side only.")
_STAND = _("Without it, each side assumes what suits it, and finds out at the first dispute.")

NEEDS = (
    Need(
        "OBJ-NEEDS-SERVICE",
        "objectives.service_name",
        _("Name of the service"),
        ERROR,
        CLEAR,
        _("Every promise in the agreement is about this service."),
    ),
    Need(
        "OBJ-NEEDS-DESCRIPTION",
        "objectives.service_description",
        _("Description of the service"),
        ERROR,
        CLEAR,
        _("A name alone does not say what is owed."),
    ),
    Need(
        "OBJ-NEEDS-PURPOSE",
        "objectives.business_purpose",
        _("What the business needs the service for"),
        ERROR,
        CLEAR,
        _("It guides every reader who has to decide what a sentence was meant for."),
    ),
    Need(
        "OBJ-NEEDS-CRITICALITY",
        "objectives.criticality",
        _("How critical the service is"),
        WARNING,
        REALISTIC,
        _("It decides how much a higher service level is worth."),
    ),
    Need("OBJ-NEEDS-USERS", "objectives.users", _("Users of the service"), ERROR, CLEAR, _STAND),
    Need("OBJ-NEEDS-SITES", "objectives.sites", _("Sites served"), WARNING, CLEAR, _STAND),
    Need(
        "OBJ-NEEDS-SCOPE",
        "objectives.in_scope",
        _("What is in scope"),
        WARNING,
        CLEAR,
        _("Service levels hold for what is in scope, and for nothing else."),
    ),
    Need(
        "OBJ-NEEDS-OUT-OF-SCOPE",
        "objectives.out_of_scope",
        _("What is out of scope"),
        WARNING,
        CLEAR,
        _("Most disputes are about what somebody thought was included."),
    ),
    Need("OBJ-NEEDS-SERVICE-HOURS", "objectives.service_hours", _("Service hours"), WARNING, MEASURABLE, _HOURS),
    Need("OBJ-NEEDS-SUPPORT-HOURS", "objectives.support_hours", _("Support hours"), ERROR, MEASURABLE, _HOURS),
    Need(
        "OBJ-NEEDS-CHANNELS",
        "objectives.channels",
        _("Ways to reach support"),
        WARNING,
        CLEAR,
        _("A response time counts from a message that must be sent somewhere."),
    ),
    Need(
        "OBJ-NEEDS-OBJECTIVES",
        "objectives.objectives",
        _("At least one objective"),
        WARNING,
        CLEAR,
        _("Service levels show whether objectives are reached; without objectives they show nothing."),
    ),
)
