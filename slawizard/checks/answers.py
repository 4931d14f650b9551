"""Is it clear, realistic, measurable, flexible? The four answers, and the findings behind each."""

from __future__ import annotations

import msgspec

from slawizard.checks.finding import Finding, FindingLevel
from slawizard.checks.registry import CODES
from slawizard.checks.rulebook import Quality
from slawizard.i18n import _

QUESTIONS = {
    Quality.CLEAR: _("Will two careful readers understand the same?"),
    Quality.REALISTIC: _("Can both sides keep it with what they have?"),
    Quality.MEASURABLE: _("Can both see from the same figures whether it was kept?"),
    Quality.FLEXIBLE: _("Does it bend when circumstances change?"),
}


class QualityAnswer(msgspec.Struct, frozen=True):
    """One of the four words, the question it stands for, the answer in a sentence, and the findings behind it."""

    quality: Quality
    question: str
    answer: str
    findings: tuple[Finding, ...]


def qualities(found: tuple[Finding, ...]) -> tuple[QualityAnswer, ...]:
    """The four answers, from the findings of an agreement."""
    return tuple(
        QualityAnswer(quality, question, _answer(behind), behind)
        for quality, question in QUESTIONS.items()
        for behind in [tuple(finding for finding in found if CODES[finding.code].quality is quality)]
    )


def _answer(behind: tuple[Finding, ...]) -> str:
    errors = sum(finding.level is FindingLevel.ERROR for finding in behind)
    warnings = sum(finding.level is FindingLevel.WARNING for finding in behind)
    if errors:
        return _("Not yet: {count} to settle before signing.").format(count=errors)
    if warnings:
        return _("Nearly: {count} worth a second look.").format(count=warnings)
    return _("Yes.")
