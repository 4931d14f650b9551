"""Where a person is in the wizard, where they may go, and how each step stands; without a window."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import read
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.i18n import Plural, _
from slawizard.wizard.steps import REVIEW, STEP_KEYS, STEPS, find_step, step_after, step_before, step_of


class StepStatus(StrEnum):
    """How a step stands. UNFINISHED: something must still be filled in, and nothing else is wrong.

    CLEAR: seen, and nothing in it is an error or a warning.
    """

    UNSEEN = "unseen"
    ERRORS = "errors"
    WARNINGS = "warnings"
    UNFINISHED = "unfinished"
    CLEAR = "clear"


class Flow:
    """The way through the steps: a step opens when the one before it has been seen, and stays open.

    `seen` and `current` hold keys of `STEP_KEYS`. Findings never close a step.
    """

    def __init__(self, seen: Iterable[str] = (), current: str = STEP_KEYS[0]) -> None:
        self._seen = {find_step(key).key for key in seen} | {find_step(current).key}
        self._current = current

    @classmethod
    def for_opened(cls, agreement: Agreement) -> Flow:
        """The flow of a draft that was worked on before: every step up to the last one that holds something is seen."""
        touched = [position for position, step in enumerate(STEPS) if _holds_something(agreement, step.key)]
        return cls(seen=STEP_KEYS[: touched[-1] + 1] if touched else ())

    @property
    def seen(self) -> frozenset[str]:
        """The keys of the steps that have been shown."""
        return frozenset(self._seen)

    @property
    def current(self) -> str:
        """The key of the step that is shown."""
        return self._current

    def may_open(self, key: str) -> bool:
        """Whether the step may be shown now. Raises KeyError for a key that is no step."""
        before = step_before(key)
        return key in self._seen or before is None or before in self._seen

    def can_go_back(self) -> bool:
        """Whether there is a step before the current one."""
        return step_before(self._current) is not None

    def can_go_on(self) -> bool:
        """Whether there is a step after the current one."""
        return step_after(self._current) is not None

    def next(self) -> str:
        """Go one step on, and give its key; on the review, stay."""
        return self._show(step_after(self._current) or self._current)

    def previous(self) -> str:
        """Go one step back, and give its key; on the first step, stay."""
        return self._show(step_before(self._current) or self._current)

    def go_to(self, key: str) -> bool:
        """Show a step, and say whether that was allowed; where it was not, nothing changes."""
        if not self.may_open(key):
            return False
        self._show(key)
        return True

    def open_for(self, path: str) -> str:
        """Show the step of the field at `path`, however far ahead, with all steps up to it seen; give its key.

        A finding or a click in the agreement leads here: what was asked for is shown.
        """
        key = step_of(path)
        self._seen.update(STEP_KEYS[: STEP_KEYS.index(key) + 1])
        return self._show(key)

    def status(self, step: str, findings: Iterable[Finding]) -> StepStatus:
        """How a step stands by the findings; the review stands as the whole draft does."""
        if step not in self._seen:
            return StepStatus.UNSEEN
        counts = _counts(step, findings)
        standing = (StepStatus.ERRORS, StepStatus.WARNINGS, StepStatus.UNFINISHED)
        return next((status for status, count in zip(standing, counts, strict=True) if count), StepStatus.CLEAR)

    def news(self, step: str, agreement: Agreement, findings: Iterable[Finding]) -> str:
        """One line for the step list: what stands in the way, or else what the step holds."""
        if step == REVIEW.key:
            return _troubles(step, findings) or _("Nothing stands in the way")
        if step not in self._seen:
            return _("Not started")
        return _troubles(step, findings) or _contents(step, agreement)

    def _show(self, key: str) -> str:
        self._current = key
        self._seen.add(key)
        return key


def _holds_something(agreement: Agreement, step: str) -> bool:
    """Whether any field of a step differs from that of a blank agreement."""
    blank = Agreement()
    return any(getattr(agreement, root) != getattr(blank, root) for root in find_step(step).roots)


class _Counts(NamedTuple):
    """What the checks hold against a step: mistakes of two levels, and what is merely not filled in yet."""

    errors: int
    warnings: int
    still_open: int


def _counts(step: str, findings: Iterable[Finding]) -> _Counts:
    """The counts of a step; of all steps for the review."""
    # Imported late: the rules are not needed for the first paint.
    from slawizard.checks import is_still_open

    of_step = [
        finding
        for finding in findings
        if finding.level is not FindingLevel.NOTE and step in (REVIEW.key, step_of(finding.field))
    ]
    levels = [finding.level for finding in of_step if not is_still_open(finding)]
    errors = levels.count(FindingLevel.ERROR)
    return _Counts(errors, len(levels) - errors, len(of_step) - len(levels))


_TROUBLES = (
    Plural("{count} error", "{count} errors"),
    Plural("{count} warning", "{count} warnings"),
    Plural("{count} still to fill in", "{count} still to fill in"),
)


def _troubles(step: str, findings: Iterable[Finding]) -> str:
    counts = _counts(step, findings)
    return ", ".join(words.of(count) for words, count in zip(_TROUBLES, counts, strict=True) if count)


def _contents(step: str, agreement: Agreement) -> str:
    """What a step holds, in a few words: its lists that are not empty, the weightiest first."""
    parts = [words.of(count) for path, words in _LISTS[step] if (count := len(read(agreement, path)))]
    if parts:
        return ", ".join(parts[:2])
    return _("Filled in") if _holds_something(agreement, step) else _("Nothing filled in yet")


_LISTS: dict[str, tuple[tuple[str, Plural], ...]] = {
    "objectives": (
        ("objectives.objectives", Plural("{count} objective", "{count} objectives")),
        ("frame.contacts", Plural("{count} contact", "{count} contacts")),
    ),
    "expectations": (
        ("expectations.duties", Plural("{count} duty", "{count} duties")),
        ("expectations.suppliers", Plural("{count} supplier", "{count} suppliers")),
        ("expectations.volumes", Plural("{count} volume", "{count} volumes")),
    ),
    "metrics": (
        ("metrics.levels", Plural("{count} service level", "{count} service levels")),
        ("metrics.severities", Plural("{count} severity", "{count} severities")),
    ),
    "consequences": (
        ("consequences.rules", Plural("{count} credit rule", "{count} credit rules")),
        ("consequences.caps", Plural("{count} cap", "{count} caps")),
        ("consequences.remedies", Plural("{count} remedy", "{count} remedies")),
    ),
    "flexibility": (
        (
            "flexibility.triggers",
            Plural("{count} reason to talk again", "{count} reasons to talk again"),
        ),
        (
            "flexibility.scaling.bands",
            Plural("{count} scaling band", "{count} scaling bands"),
        ),
        ("flexibility.revisions", Plural("{count} version", "{count} versions")),
    ),
}
