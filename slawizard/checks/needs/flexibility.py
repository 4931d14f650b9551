"""What every agreement needs in step 5."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.parties import RenewalKind
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

ERROR, WARNING, NOTE = FindingLevel.ERROR, FindingLevel.WARNING, FindingLevel.NOTE
CLEAR, FLEXIBLE = Quality.CLEAR, Quality.FLEXIBLE
_REVIEW = _("An agreement that nobody looks at again is soon about another service.")
_CHANGE = _("Without a way to change it, the agreement is broken or ignored instead.")
_LEVELS = _("What is worth measuring changes sooner than the agreement ends.")
_DATA = _("Data that comes back late, or in no usable form, holds the customer fast.")
_EXIT = _("A way out that both know makes it easier to stay.")


def _renews(agreement: Agreement) -> bool:
    return agreement.frame.renewal is RenewalKind.RENEWS


def _scales(agreement: Agreement) -> bool:
    return bool(agreement.flexibility.scaling.bands)


NEEDS = (
    Need(
        "FLX-NEEDS-REVIEW",
        "flexibility.review.every",
        _("How often the agreement is reviewed"),
        WARNING,
        FLEXIBLE,
        _REVIEW,
    ),
    Need(
        "FLX-NEEDS-PARTICIPANTS",
        "flexibility.review.participants",
        _("Who takes part in reviews"),
        WARNING,
        FLEXIBLE,
        _REVIEW,
    ),
    Need("FLX-NEEDS-AGENDA", "flexibility.review.agenda", _("Agenda of reviews"), WARNING, FLEXIBLE, _REVIEW),
    Need(
        "FLX-NEEDS-CHANGE-DESK",
        "flexibility.change.request_to",
        _("Where changes are asked for"),
        WARNING,
        FLEXIBLE,
        _CHANGE,
    ),
    Need(
        "FLX-NEEDS-CHANGE-ANSWER",
        "flexibility.change.answer_within",
        _("Time to answer a change"),
        WARNING,
        FLEXIBLE,
        _CHANGE,
    ),
    Need(
        "FLX-NEEDS-CHANGE-AGREED",
        "flexibility.change.agree_within",
        _("Time to agree on a change"),
        WARNING,
        FLEXIBLE,
        _CHANGE,
    ),
    Need(
        "FLX-NEEDS-TRIGGERS",
        "flexibility.triggers",
        _("What reopens the agreement"),
        WARNING,
        FLEXIBLE,
        _("Circumstances change; without agreed triggers the side that loses must ask for a favour."),
    ),
    Need(
        "FLX-NEEDS-SCALING",
        "flexibility.scaling.bands",
        _("Scaling bands"),
        WARNING,
        FLEXIBLE,
        _("Growth and shrinking are the most common changes, and cheapest when the price is known beforehand."),
    ),
    Need(
        "FLX-NEEDS-LEAD-TIME",
        "flexibility.scaling.up_lead_time",
        _("Lead time for growth"),
        WARNING,
        FLEXIBLE,
        _("New capacity takes time; the targets hold for it only once it is there."),
        _scales,
    ),
    Need(
        "FLX-NEEDS-DOWN-NOTICE",
        "flexibility.scaling.down_notice",
        _("Notice for shrinking"),
        WARNING,
        FLEXIBLE,
        _("The provider has committed people and machines."),
        _scales,
    ),
    Need(
        "FLX-NEEDS-COMMITMENT",
        "flexibility.scaling.least_commitment",
        _("Least commitment"),
        WARNING,
        FLEXIBLE,
        _("Below it the prices of the bands no longer carry the service."),
        _scales,
    ),
    Need(
        "FLX-NEEDS-PEAK",
        "flexibility.scaling.peak_percent",
        _("Temporary peaks"),
        NOTE,
        FLEXIBLE,
        _("A busy week should not change the price of the year."),
        _scales,
    ),
    Need(
        "FLX-NEEDS-ADDING",
        "flexibility.level_changes.how_to_add",
        _("How a service level is added"),
        WARNING,
        FLEXIBLE,
        _LEVELS,
    ),
    Need(
        "FLX-NEEDS-RETIRING",
        "flexibility.level_changes.how_to_retire",
        _("How a service level is retired"),
        WARNING,
        FLEXIBLE,
        _LEVELS,
    ),
    Need(
        "FLX-NEEDS-TRIAL",
        "flexibility.level_changes.trial_period",
        _("Trial period of a new service level"),
        WARNING,
        FLEXIBLE,
        _("A new figure needs a few windows before anybody knows what is normal."),
    ),
    Need(
        "FLX-NEEDS-RENEWAL-NOTICE",
        "flexibility.renewal_notice",
        _("Notice against renewal"),
        ERROR,
        FLEXIBLE,
        _("An agreement that renews itself and cannot be stopped binds for ever."),
        _renews,
    ),
    Need(
        "FLX-NEEDS-CUSTOMER-NOTICE",
        "flexibility.exit.customer_notice",
        _("Notice by the customer"),
        WARNING,
        FLEXIBLE,
        _EXIT,
    ),
    Need(
        "FLX-NEEDS-PROVIDER-NOTICE",
        "flexibility.exit.provider_notice",
        _("Notice by the provider"),
        WARNING,
        FLEXIBLE,
        _EXIT,
    ),
    Need(
        "FLX-NEEDS-TRANSITION",
        "flexibility.exit.transition_period",
        _("Help with the transition"),
        WARNING,
        FLEXIBLE,
        _("On the last day the service must run somewhere else."),
    ),
    Need(
        "FLX-NEEDS-DATA-RETURN",
        "flexibility.exit.data_return_within",
        _("Return of the data"),
        WARNING,
        FLEXIBLE,
        _DATA,
    ),
    Need(
        "FLX-NEEDS-DATA-FORMAT",
        "flexibility.exit.data_return_format",
        _("Format of the returned data"),
        WARNING,
        FLEXIBLE,
        _DATA,
    ),
    Need(
        "FLX-NEEDS-HISTORY",
        "flexibility.revisions",
        _("Version history"),
        WARNING,
        CLEAR,
        _("Two signed texts without versions cannot be told apart."),
    ),
    Need(
        "FLX-NEEDS-APPROVALS",
        "flexibility.approvals",
        _("Who approves this version"),
        NOTE,
        CLEAR,
        _("It shows that those who must keep the promise have read it."),
    ),
)
