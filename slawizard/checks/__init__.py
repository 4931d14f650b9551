"""Checks: what a careful reader would stop at, with the reason and the mend."""

from slawizard.checks.answers import QualityAnswer, qualities
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.checks.items import Item, ItemState, completeness
from slawizard.checks.registry import CODES, findings
from slawizard.checks.rulebook import Quality

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
    "qualities",
]
