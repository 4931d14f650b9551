"""Step 2: both sides' positions, their duties, the volumes, people, suppliers and limits behind the promises."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.forms import duties, evidence, resources


class ExpectationsPage(Page):
    """Can both sides keep these promises?"""

    step = "expectations"
    cards = (
        duties.POSITIONS_CARD,
        evidence.EXPOSURE_CARD,
        evidence.HISTORIES_CARD,
        evidence.FIGURES_CARD,
        evidence.INCIDENTS_CARD,
        evidence.TICKETS_CARD,
        evidence.ANNEX_CARD,
        duties.DUTIES_CARD,
        duties.VOLUMES_CARD,
        resources.STAFFING_CARD,
        resources.SUPPLIERS_CARD,
        resources.MAINTENANCE_CARD,
        resources.LIMITS_CARD,
        resources.CONTINUITY_CARD,
    )
