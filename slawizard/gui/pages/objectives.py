"""Step 1: the parties and the frame, the service, its hours, and the objectives."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.forms import parties, service


class ObjectivesPage(Page):
    """Who agrees, on what service, and what both want from it."""

    step = "objectives"
    cards = (
        *parties.PARTY_CARDS,
        parties.FRAME_CARD,
        service.SERVICE_CARD,
        service.OBJECTIVES_CARD,
        service.HOURS_CARD,
        service.SUPPORT_CARD,
        parties.CONTACTS_CARD,
    )
