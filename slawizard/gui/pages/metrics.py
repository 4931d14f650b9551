"""Step 3: every service level with its target and its measurement, the severities, and the reports."""

from __future__ import annotations

from slawizard.gui.pages.base import Page
from slawizard.gui.pages.forms import levels, measurement


class MetricsPage(Page):
    """What is measured, how, and what is promised."""

    step = "metrics"
    cards = (
        levels.LEVEL_CARD,
        levels.PROMISE_CARD,
        levels.MEASURE_CARD,
        measurement.CLOCK_CARD,
        measurement.SOURCE_CARD,
        measurement.COUNTS_CARD,
        measurement.SEVERITIES_CARD,
        measurement.REPORT_CARD,
    )
