"""Step 4: what a miss earns, how it is capped, claimed and paid, and what follows when misses go on."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.forms import claims, remedies
from slawizard.gui.pages.forms.credits import BREACH_CARD, CAPS_CARD, CREDIT_CARD, RULES_CARD


class ConsequencesPage(Page):
    """What happens when a target is missed."""

    step = "consequences"
    cards = (
        RULES_CARD,
        CREDIT_CARD,
        CAPS_CARD,
        claims.STACKING_CARD,
        remedies.TERMINATION_CARD,
        claims.CLAIM_CARD,
        claims.PAYMENT_CARD,
        BREACH_CARD,
        remedies.REMEDIES_CARD,
        remedies.LIABILITY_CARD,
        claims.NO_CONSEQUENCE_CARD,
    )
