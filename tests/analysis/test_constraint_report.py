"""Tests of one piece of evidence as data and as words."""

from __future__ import annotations

import pytest

from slawizard.analysis.constraint_report import constraint_data, constraint_lines, rounded
from slawizard.analysis.verdict import Constraint, Verdict

SAID = Constraint(
    "cover", "Nobody is there.", "a.b", Verdict.STRETCH, 2 / 3, (("hours", "8"),), ("All is even.",), "Arithmetic"
)


def test_the_data_holds_everything_that_is_said() -> None:
    assert constraint_data(SAID) == {
        "kind": "cover",
        "says": "Nobody is there.",
        "field": "a.b",
        "verdict": "stretch",
        "chance": 0.6667,
        "figures": {"hours": "8"},
        "assumptions": ["All is even."],
        "formula": "Arithmetic",
    }


@pytest.mark.parametrize("is_decisive", [True, False])
def test_what_decides_is_not_said_twice(is_decisive: bool) -> None:
    lines = list(constraint_lines(SAID, is_decisive=is_decisive))
    assert ("  Cover (stretch): Nobody is there." in lines) is not is_decisive
    assert lines[-3:] == ["    hours: 8", "    Assumed: All is even.", "    Source: Arithmetic"]


def test_no_chance_stays_none() -> None:
    assert rounded(None) is None
