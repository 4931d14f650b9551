"""The words that templates may use: every field of the draft, formatted, with its path; one module a step."""

from __future__ import annotations

from typing import Any

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.mentions import written
from slawizard.agreement.quantities import TimeUnit
from slawizard.clauses.context.consequences import consequences_words
from slawizard.clauses.context.expectations import expectations_words
from slawizard.clauses.context.flexibility import flexibility_words
from slawizard.clauses.context.frame import frame_words
from slawizard.clauses.context.metrics import metrics_words
from slawizard.clauses.context.objectives import objectives_words
from slawizard.clauses.context.occurring import occurring_words
from slawizard.clauses.context.values import Writer
from slawizard.document.marks import LINE_BREAK


def build_context(agreement: Agreement, language: str) -> dict[str, Any]:
    """All that templates see of an agreement: text, booleans, and lists and dicts of them; never a struct."""
    write = Writer(language, agreement.frame.currency, (one.path for one in agreement.left_out))
    return {
        "br": LINE_BREAK,
        "clock_units": _clock_units(agreement),
        "occurs": occurring_words(agreement, write),
        **frame_words(agreement, write),
        **objectives_words(agreement, write),
        **expectations_words(agreement, write),
        **metrics_words(agreement, write),
        **consequences_words(agreement, write),
        **flexibility_words(agreement, write),
    }


def _clock_units(agreement: Agreement) -> dict[str, bool]:
    """Which units of service time occur anywhere, so that the clause on counting time speaks only of them."""
    # A field that holds just the unit's code can be told from any prose, and searching bytes beats walking the structs.
    text = written(agreement)
    units = [unit for unit in TimeUnit if unit.runs_on_service_hours and f':"{unit.value}"'.encode() in text]
    return {
        "working_days": TimeUnit.WORKING_DAYS in units,
        "service_hours": TimeUnit.SERVICE_HOURS in units or TimeUnit.SERVICE_MINUTES in units,
    }
