"""Step 5: reviews, changes, scaling, renewal, exit, and the record of versions."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.forms import changes, leaving


class FlexibilityPage(Page):
    """How the agreement bends without breaking."""

    step = "flexibility"
    cards = (
        changes.REVIEW_CARD,
        changes.CHANGE_CARD,
        changes.TRIGGERS_CARD,
        changes.SCALING_CARD,
        leaving.LEVELS_CARD,
        leaving.EXIT_CARD,
        leaving.HISTORY_CARD,
    )
