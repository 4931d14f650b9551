"""What a template keeps as it is cannot be changed by accident, and can be unlocked on purpose."""

from __future__ import annotations

import pytest

from slawizard.agreement import edits
from slawizard.agreement.agreement import Agreement
from slawizard.agreement.locked import is_locked, locked_change, locked_paths, unlock
from slawizard.agreement.metrics import Metrics, ServiceLevel
from slawizard.agreement.origin import Origin

LEVELS = Metrics(levels=(ServiceLevel("uptime", name="Uptime"), ServiceLevel("response", name="Response")))


def draft(*locked: str) -> Agreement:
    """A draft from a template that locks these paths."""
    return Agreement(metrics=LEVELS, origin=Origin("hosting", locked=locked))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("metrics.levels.0", True),
        ("metrics.levels.0.name", True),
        ("metrics.levels.1.name", False),
        ("metrics", False),
        ("metrics.levels.01", False),
    ],
)
def test_a_lock_holds_for_its_field_and_what_is_inside(path: str, expected: bool) -> None:
    assert is_locked(draft("metrics.levels.=uptime"), path) is expected


def test_a_lock_goes_with_its_row() -> None:
    moved = edits.move(draft("metrics.levels.=uptime"), "metrics.levels", 0, 1)
    assert locked_paths(moved) == ("metrics.levels.1",)


def test_nothing_is_locked_in_a_draft_of_ones_own() -> None:
    assert not is_locked(Agreement(metrics=LEVELS), "metrics")
    assert unlock(Agreement(), "metrics") == Agreement()
    assert locked_change(Agreement(), Agreement(title="Other")) is None


@pytest.mark.parametrize("path", ["metrics.levels.0.name", "metrics.levels.0", "metrics"])
def test_unlocking_takes_the_locks_on_around_and_inside_the_field(path: str) -> None:
    unlocked = unlock(draft("metrics.levels.=uptime", "frame.start"), path)
    assert unlocked.origin is not None
    assert unlocked.origin.locked == ("frame.start",)


def test_a_change_of_a_locked_field_is_told_by_its_path() -> None:
    before = draft("metrics.levels.=uptime.name")
    assert locked_change(before, edits.replace(before, "metrics.levels.0.name", "Other")) == "metrics.levels.0.name"


def test_removing_a_locked_row_is_a_change_of_it() -> None:
    before = draft("metrics.levels.=uptime")
    assert locked_change(before, edits.remove(before, "metrics.levels", 0)) == "metrics.levels.0"


def test_a_change_beside_the_lock_is_none() -> None:
    before = draft("metrics.levels.=uptime", "metrics.levels.=gone")
    assert locked_change(before, edits.remove(before, "metrics.levels", 1)) is None
    assert locked_change(before, edits.insert(before, "metrics.levels", 0, ServiceLevel("new"))) is None
