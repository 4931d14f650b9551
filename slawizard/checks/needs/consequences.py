"""What every agreement needs in step 4."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Standing
from slawizard.checks.finding import FindingLevel
from slawizard.checks.needs.need import Need
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

ERROR, WARNING = FindingLevel.ERROR, FindingLevel.WARNING
CLEAR, REALISTIC, MEASURABLE = Quality.CLEAR, Quality.REALISTIC, Quality.MEASURABLE


def _has_credits(agreement: Agreement) -> bool:
    return bool(agreement.consequences.rules)


def _has_claimed_credits(agreement: Agreement) -> bool:
    return any(not rule.automatic for rule in agreement.consequences.rules)


def _every_level_is_settled(agreement: Agreement, _path: str) -> bool:
    """Credits exist, or each binding level is listed as without one."""
    free = {row.level for row in agreement.consequences.no_consequence}
    binding = {level.id for level in agreement.metrics.levels if level.standing is Standing.BINDING}
    return bool(agreement.consequences.rules) or (bool(binding) and binding <= free)


NEEDS = (
    Need(
        "CON-NEEDS-BREACH",
        "consequences.single_breach",
        _("What counts as a breach"),
        WARNING,
        CLEAR,
        _("A miss, a breach and a material breach have different consequences in law."),
    ),
    Need(
        "CON-NEEDS-REPEATED",
        "consequences.repeated_breach",
        _("When misses count as repeated"),
        WARNING,
        CLEAR,
        _("The stronger remedies mostly wait for a repeated miss."),
    ),
    Need(
        "CON-NEEDS-CREDITS",
        "consequences.rules",
        _("Service credits"),
        WARNING,
        MEASURABLE,
        _("A promise that costs nothing when it is broken is weighed accordingly."),
        is_filled=_every_level_is_settled,
    ),
    Need(
        "CON-NEEDS-CAP",
        "consequences.caps",
        _("Cap on credits"),
        WARNING,
        REALISTIC,
        _("The provider must be able to say what the worst year costs."),
        _has_credits,
    ),
    Need(
        "CON-NEEDS-CLAIM",
        "consequences.claim.within",
        _("Time to claim a credit"),
        ERROR,
        CLEAR,
        _("A claim without a deadline is either always in time or always too late."),
        _has_claimed_credits,
    ),
    Need(
        "CON-NEEDS-PAYMENT",
        "consequences.payment.within",
        _("When a credit is paid"),
        WARNING,
        CLEAR,
        _("A credit that may be paid at any time may never be."),
        _has_credits,
    ),
    Need(
        "CON-NEEDS-REMEDIES",
        "consequences.remedies",
        _("Remedies other than money"),
        WARNING,
        REALISTIC,
        _("The customer wants the service back more than it wants the credit."),
    ),
    Need(
        "CON-NEEDS-ESCALATION",
        "consequences.escalation",
        _("Escalation ladder"),
        WARNING,
        CLEAR,
        _("Most disputes end where somebody with authority hears of them early."),
    ),
    Need(
        "CON-NEEDS-TERMINATION",
        "consequences.termination",
        _("Right to terminate"),
        WARNING,
        CLEAR,
        _("Without a figure, whether misses justify leaving is for a court to say."),
    ),
    Need(
        "CON-NEEDS-SOLE-REMEDY",
        "consequences.sole_remedy",
        _("Whether credits are the only remedy"),
        WARNING,
        CLEAR,
        _("It decides whether the customer can claim damages on top."),
        _has_credits,
    ),
    Need(
        "CON-NEEDS-LIABILITY",
        "consequences.counts_toward_liability_cap",
        _("How credits stand to the liability cap"),
        WARNING,
        CLEAR,
        _("It decides how much of the cap is left for real damage."),
        _has_credits,
    ),
    Need(
        "CON-NEEDS-DISPUTES",
        "consequences.dispute_steps",
        _("How disputes are settled"),
        WARNING,
        CLEAR,
        _("A first step that both know keeps a disagreement from becoming a lawsuit."),
    ),
    Need(
        "CON-NEEDS-DISPUTE-TIME",
        "consequences.dispute_within",
        _("Time limit for disputes"),
        WARNING,
        CLEAR,
        _("Without an end, last year's figures stay open for ever."),
    ),
)
