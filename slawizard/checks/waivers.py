"""Findings that are let stand: which waivers count, what they cover, and those that have lost their finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from slawizard.agreement.agreement import Agreement, Waiver
from slawizard.agreement.rows import anchored
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.checks.rulebook import Code, Quality, Rulebook, Spot
from slawizard.checks.words import quoted
from slawizard.i18n import _

BOOK = Rulebook("AGR")

STALE = Code("AGR-WAIVER-STALE", FindingLevel.NOTE, Quality.CLEAR)
"""The one finding about findings: it is made after all rules have looked."""

Waived = tuple[Finding, Waiver]


@BOOK.rule("AGR-WAIVER-NO-REASON", FindingLevel.WARNING, Quality.CLEAR)
def waiver_without_a_reason(agreement: Agreement) -> Iterator[Spot]:
    """A finding is to be let stand, but nobody says why."""
    for position, waiver in enumerate(agreement.waived):
        if not waiver.reason.strip():
            yield Spot(
                f"waived.{position}.reason",
                _("The finding {code} is let stand without a reason, so it still counts.").format(
                    code=quoted(waiver.code)
                ),
                _("Later nobody can tell what was weighed from what was overlooked."),
                _("Write in a few words why both parties can live with it, or mend what it is about."),
            )


def waiver_for(agreement: Agreement, finding: Finding, reason: str) -> Waiver:
    """The waiver that lets a finding stand, and goes on to do so when rows with ids move."""
    return Waiver(finding.code, anchored(agreement, finding.field), reason.strip(), finding.text)


def parted(agreement: Agreement, found: Iterable[Finding]) -> tuple[list[Finding], list[Waived]]:
    """The findings that still count, and those that are let stand, each with the waiver that does it."""
    left: list[Finding] = []
    waived: list[Waived] = []
    for finding in found:
        waiver = _waiver_of(agreement, finding)
        if waiver is None:
            left.append(finding)
        else:
            waived.append((finding, waiver))
    return left, waived


def stale(agreement: Agreement, found: Iterable[Finding]) -> Iterator[Finding]:
    """A note for each waiver that none of the findings belongs to."""
    known = list(found)
    for position, waiver in enumerate(agreement.waived):
        if not any(_covers(agreement, waiver, finding) for finding in known):
            yield Finding(
                STALE.code,
                STALE.level,
                f"waived.{position}",
                _("What was let stand is not found any more: {said}").format(said=waiver.said or quoted(waiver.code)),
                _("Should it be found there again, for another cause, nobody would see it."),
                _("Remove the entry from what is let stand."),
            )


def _waiver_of(agreement: Agreement, finding: Finding) -> Waiver | None:
    return next(
        (waiver for waiver in agreement.waived if waiver.reason.strip() and _covers(agreement, waiver, finding)), None
    )


def _covers(agreement: Agreement, waiver: Waiver, finding: Finding) -> bool:
    if waiver.code != finding.code:
        return False
    path = anchored(agreement, finding.field)
    if waiver.field not in (path, finding.field):
        return False
    return not waiver.said or waiver.said == finding.text or not _has_position(path)


def _has_position(path: str) -> bool:
    """Whether a row of a list without ids is meant: after a move, another row has its place."""
    return any(step.isdigit() for step in path.split("."))
