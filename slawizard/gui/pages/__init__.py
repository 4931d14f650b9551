"""The pages of the wizard, one for each step, and the review."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.consequences import ConsequencesPage
from slawizard.gui.pages.expectations import ExpectationsPage
from slawizard.gui.pages.flexibility import FlexibilityPage
from slawizard.gui.pages.metrics import MetricsPage
from slawizard.gui.pages.objectives import ObjectivesPage
from slawizard.gui.pages.review import ReviewPage

PAGES: dict[str, type[Page]] = {
    page.step: page
    for page in (ObjectivesPage, ExpectationsPage, MetricsPage, ConsequencesPage, FlexibilityPage, ReviewPage)
}
"""The pages by the keys of their steps, in order."""
