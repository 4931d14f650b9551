"""What every agreement needs in step 2."""

from __future__ import annotations

from collections.abc import Callable

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import Role
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

WARNING, NOTE = FindingLevel.WARNING, FindingLevel.NOTE
CLEAR, REALISTIC, MEASURABLE = Quality.CLEAR, Quality.REALISTIC, Quality.MEASURABLE
_STAND = _("Without it, each side assumes what suits it, and finds out at the first dispute.")


def _has_duties(role: Role) -> Callable[[Agreement, str], bool]:
    return lambda agreement, _path: any(duty.party is role for duty in agreement.expectations.duties)


NEEDS = (
    Need(
        "EXP-NEEDS-PROVIDER-DUTIES",
        "expectations.duties",
        _("Duties of the provider"),
        WARNING,
        CLEAR,
        _STAND,
        is_filled=_has_duties(Role.PROVIDER),
    ),
    Need(
        "EXP-NEEDS-CUSTOMER-DUTIES",
        "expectations.duties",
        _("Duties of the customer"),
        WARNING,
        REALISTIC,
        _("The provider depends on answers, access and decisions; where they are late, its clock must stop."),
        is_filled=_has_duties(Role.CUSTOMER),
    ),
    Need(
        "EXP-NEEDS-VOLUMES",
        "expectations.volumes",
        _("Assumed volumes"),
        WARNING,
        REALISTIC,
        _("A service level that is easy for 100 tickets may be out of reach for 1,000."),
    ),
    Need(
        "EXP-NEEDS-STAFFING",
        "expectations.staffing",
        _("Support staff and shifts"),
        WARNING,
        REALISTIC,
        _("A response time is kept by people who are there."),
    ),
    Need(
        "EXP-NEEDS-SUPPLIERS",
        "expectations.suppliers",
        _("Suppliers and what they promise"),
        WARNING,
        REALISTIC,
        _("The provider can hardly be better than what it stands on."),
    ),
    Need(
        "EXP-NEEDS-MAINTENANCE",
        "expectations.maintenance.windows",
        _("Maintenance windows"),
        WARNING,
        CLEAR,
        _("Users can plan around maintenance only where they know when it may be."),
    ),
    Need(
        "EXP-NEEDS-MAINTENANCE-NOTICE",
        "expectations.maintenance.notice",
        _("Notice of maintenance"),
        WARNING,
        CLEAR,
        _("Maintenance that is announced when it begins is an outage to its users."),
    ),
    Need(
        "EXP-NEEDS-MAINTENANCE-HOURS",
        "expectations.maintenance.most_hours",
        _("Most hours of maintenance"),
        WARNING,
        MEASURABLE,
        _("Time that never counts as downtime needs a limit, or the target has none."),
    ),
    Need("EXP-NEEDS-LIMITS", "expectations.known_limits", _("Known limits of the service"), WARNING, REALISTIC, _STAND),
    Need(
        "EXP-NEEDS-EXCLUSIONS",
        "expectations.exclusions",
        _("What does not count as a miss"),
        WARNING,
        CLEAR,
        _("The list must be closed before the first outage, not after it."),
    ),
    Need(
        "EXP-NEEDS-POSITIONS",
        "expectations.positions",
        _("Where both sides stand on each service level"),
        NOTE,
        REALISTIC,
        _("It shows that the targets were agreed and not just written."),
    ),
)
