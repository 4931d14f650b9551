"""Checks: what a careful reader would stop at, with the reason and the mend.

Only what is asked for is loaded: the first window shows findings' levels long before anything is checked.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slawizard.checks.answers import QualityAnswer, qualities
    from slawizard.checks.finding import Finding, FindingLevel
    from slawizard.checks.items import Item, ItemState, completeness, is_still_open
    from slawizard.checks.registry import CODES, findings, waived_findings
    from slawizard.checks.rulebook import Quality
    from slawizard.checks.templates import open_questions
    from slawizard.checks.waivers import waiver_for

__all__ = [
    "CODES",
    "Finding",
    "FindingLevel",
    "Item",
    "ItemState",
    "Quality",
    "QualityAnswer",
    "completeness",
    "findings",
    "is_still_open",
    "open_questions",
    "qualities",
    "waived_findings",
    "waiver_for",
]

_FILES = {
    "answers": ("QualityAnswer", "qualities"),
    "finding": ("Finding", "FindingLevel"),
    "items": ("Item", "ItemState", "completeness", "is_still_open"),
    "registry": ("CODES", "findings", "waived_findings"),
    "rulebook": ("Quality",),
    "waivers": ("waiver_for",),
    "templates": ("open_questions",),
}
_HOMES = {name: file for file, names in _FILES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public name, from the file that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
