"""The steps of the wizard as a table: their order, their words, and the fields that belong to each."""

from __future__ import annotations

from typing import NamedTuple

from slawizard.i18n import _


class Step(NamedTuple):
    """One step. `roots` are the first parts of the field paths that are filled in on it."""

    key: str
    title: str
    sentence: str
    roots: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(
        "objectives",
        _("Objectives"),
        _("Who agrees, on what service, and what both of you want from it."),
        ("title", "frame", "objectives"),
    ),
    Step(
        "expectations",
        _("Expectations"),
        _("Can both sides keep these promises? Each target is tested against the past, suppliers and people."),
        ("expectations",),
    ),
    Step(
        "metrics",
        _("Metrics"),
        _("What is measured, how, over what time, and what is promised."),
        ("metrics",),
    ),
    Step(
        "consequences",
        _("Consequences"),
        _("What a miss costs, how a credit is claimed and paid, and when the agreement may end."),
        ("consequences",),
    ),
    Step(
        "flexibility",
        _("Flexibility"),
        _("How the agreement is reviewed, changed, scaled, renewed and left."),
        ("flexibility",),
    ),
)
"""The five steps in their order."""

REVIEW = Step(
    "review",
    _("Review and export"),
    _("Is it clear, realistic, measurable and flexible? Then make the document."),
)
"""Where the wizard ends; it has no fields of its own."""

ALL_STEPS: tuple[Step, ...] = (*STEPS, REVIEW)
"""The five steps and the review, in order."""

STEP_KEYS: tuple[str, ...] = tuple(step.key for step in ALL_STEPS)
"""The keys of the five steps and of the review, in order."""

_KEY_OF_ROOT = {root: step.key for step in STEPS for root in step.roots}


def find_step(key: str) -> Step:
    """The step with this key. Raises KeyError for a key that is none of STEP_KEYS."""
    return ALL_STEPS[_position(key)]


def step_of(path: str) -> str:
    """The key of the step on which the field at `path` is filled in; "review" for what belongs to no single step."""
    return _KEY_OF_ROOT.get(path.partition(".")[0], REVIEW.key)


def step_before(key: str) -> str | None:
    """The key of the step before this one; None for the first."""
    position = _position(key)
    return STEP_KEYS[position - 1] if position else None


def step_after(key: str) -> str | None:
    """The key of the step after this one; None for the review."""
    position = _position(key)
    return STEP_KEYS[position + 1] if position + 1 < len(STEP_KEYS) else None


def _position(key: str) -> int:
    if key not in STEP_KEYS:
        raise KeyError(key)
    return STEP_KEYS.index(key)
