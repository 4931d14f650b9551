"""What a percentage allows, beside its field: in the hours and the window that the agreement's text names."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Frame
from slawizard.agreement.quantities import HoursCalendar, HoursSpan, Weekday
from slawizard.gui.widgets.allowance_words import allowed_short, allowed_words

TARGET = Decimal(99)
LEVEL = ServiceLevel("uptime", "Uptime", targets=(Target(TARGET),))
MORNINGS = HoursCalendar("mornings", "Mornings", spans=(HoursSpan(tuple(Weekday), dt.time(8), dt.time(12)),))


def agreement(start: dt.date | None = None, service_hours: str = "") -> Agreement:
    """One level of 99 %, in no hours of its own."""
    return Agreement(
        frame=Frame(start=start),
        objectives=Objectives(calendars=(MORNINGS,), service_hours=service_hours),
        metrics=Metrics((LEVEL,)),
    )


def test_a_level_without_hours_of_its_own_counts_in_the_service_hours_as_the_clauses_say() -> None:
    in_mornings = agreement(dt.date(2090, 4, 1), service_hours="mornings")

    assert allowed_short(in_mornings, LEVEL, TARGET) == "1\u00a0h 13\u00a0min", "1 % of 365 days of 4 hours, by 12"
    assert allowed_words(in_mornings, LEVEL, TARGET) == (
        "Allows 1\u00a0h 13\u00a0min a month on average; exactly 1\u00a0h 12\u00a0min in the one from 1 April 2090."
    )


def test_the_exact_figure_is_of_the_first_window_while_the_agreement_has_not_begun() -> None:
    words = allowed_words(agreement(dt.date(2090, 4, 15)), LEVEL, TARGET)

    assert words.endswith("exactly 7\u00a0h 12\u00a0min in the one from 1 April 2090.")
