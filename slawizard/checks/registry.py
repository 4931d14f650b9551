"""All rules together: the findings of an agreement, the worst first, in the order of the steps."""

from __future__ import annotations

from slawizard.agreement.agreement import Agreement
from slawizard.checks.agreement import BOOK as AGREEMENT
from slawizard.checks.caps import BOOK as CAPS
from slawizard.checks.characters import BOOK as CHARACTERS
from slawizard.checks.claims import BOOK as CLAIMS
from slawizard.checks.consequences import BOOK as CONSEQUENCES
from slawizard.checks.credits import BOOK as CREDITS
from slawizard.checks.duties import BOOK as DUTIES
from slawizard.checks.evidence import BOOK as EVIDENCE
from slawizard.checks.expectations import BOOK as EXPECTATIONS
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.checks.flexibility import BOOK as FLEXIBILITY
from slawizard.checks.gaps import BOOK as GAPS
from slawizard.checks.items import BOOK as ITEMS
from slawizard.checks.maintenance import BOOK as MAINTENANCE
from slawizard.checks.measurement import BOOK as MEASUREMENT
from slawizard.checks.metrics import BOOK as METRICS
from slawizard.checks.objectives import BOOK as OBJECTIVES
from slawizard.checks.parties import BOOK as PARTIES
from slawizard.checks.references import BOOK as REFERENCES
from slawizard.checks.refinements import BOOK as REFINEMENTS
from slawizard.checks.rulebook import Code, Rule
from slawizard.checks.severities import BOOK as SEVERITIES
from slawizard.checks.staffing import BOOK as STAFFING
from slawizard.checks.statistic import BOOK as STATISTIC
from slawizard.checks.suppliers import BOOK as SUPPLIERS
from slawizard.checks.templates import BOOK as TEMPLATES
from slawizard.checks.templates import QUESTION_OPEN, asked_paths
from slawizard.checks.texts import BOOK as TEXTS
from slawizard.checks.vague import BOOK as VAGUE
from slawizard.checks.waivers import BOOK as WAIVERS
from slawizard.checks.waivers import STALE, Waived, parted, stale

_BOOKS = (
    TEMPLATES,
    ITEMS,
    GAPS,
    AGREEMENT,
    CHARACTERS,
    REFERENCES,
    PARTIES,
    OBJECTIVES,
    EXPECTATIONS,
    DUTIES,
    EVIDENCE,
    SUPPLIERS,
    MAINTENANCE,
    STAFFING,
    METRICS,
    STATISTIC,
    MEASUREMENT,
    SEVERITIES,
    VAGUE,
    CONSEQUENCES,
    CREDITS,
    CAPS,
    REFINEMENTS,
    CLAIMS,
    FLEXIBILITY,
    TEXTS,
    WAIVERS,
)
RULES: tuple[Rule, ...] = tuple(rule for book in _BOOKS for rule in book.rules)
CODES: dict[str, Code] = {code.code: code for rule in RULES for code in rule.codes} | {STALE.code: STALE}
"""Every code that a finding can have."""

_LEVELS = list(FindingLevel)
_STEP_ROOTS = ("title", "frame", "objectives", "expectations", "metrics", "consequences", "flexibility")
_ROOTS = (*_STEP_ROOTS, "left_out", "waived", "texts", "style", "origin")


def findings(agreement: Agreement) -> tuple[Finding, ...]:
    """What a careful reader would stop at, without what is let stand: errors first, then warnings and notes; each in
    the order of the steps.
    """
    found = _all_findings(agreement)
    if not agreement.waived:
        return found
    left, _waived = parted(agreement, found)
    return tuple(sorted([*left, *stale(agreement, found)], key=_place))


def waived_findings(agreement: Agreement) -> tuple[Waived, ...]:
    """The findings that are let stand, in the same order, each with the waiver that says why."""
    return tuple(parted(agreement, _all_findings(agreement))[1]) if agreement.waived else ()


def _all_findings(agreement: Agreement) -> tuple[Finding, ...]:
    # What a template asks is found as its question, and as nothing else that the empty field may be.
    asked = asked_paths(agreement)
    found = [
        finding
        for rule in RULES
        for finding in rule.findings(agreement)
        if finding.field not in asked or finding.code == QUESTION_OPEN
    ]
    return tuple(sorted(found, key=_place))


def _place(finding: Finding) -> tuple[int, int, tuple[tuple[int, str], ...], str]:
    root, *rest = finding.field.split(".")
    steps = tuple((int(part), "") if part.isdigit() else (-1, part) for part in rest)
    return _LEVELS.index(finding.level), _ROOTS.index(root), steps, finding.code
