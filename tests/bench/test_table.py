"""The table of goals tells what was reached, and does not pass over what was not measured."""

from __future__ import annotations

import pytest

from tests.bench.__main__ import show, verdict
from tests.bench.calculator import Row as OnlyGoal
from tests.bench.table import Row, in_turns, seconds_in_child


@pytest.mark.parametrize(
    ("figure", "mark"), [(0.5, "goal"), (1.0, "goal"), (1.1, "first rung"), (1.3, "MISSED"), (None, "not measured")]
)
def test_a_row_is_marked_by_what_it_reaches(figure: float | None, mark: str) -> None:
    assert verdict(Row("a row", figure, 1.2, 1.0)) == mark


def test_a_row_without_a_rung_has_its_goal_for_one() -> None:
    assert verdict(OnlyGoal("a row", 11.0, 10.0, "s")) == "MISSED"


def test_what_was_not_measured_stands_in_the_table_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    show([Row("a row", None, 1.2, 1.0, detail="pandoc is not installed")])

    printed = capsys.readouterr().out
    assert "not measured" in printed
    assert "pandoc is not installed" in printed


def test_measures_are_taken_in_turns_and_the_least_counts() -> None:
    order: list[str] = []

    def measure(name: str, figures: list[float]) -> float:
        order.append(name)
        return figures.pop()

    ours, theirs = [3.0, 1.0, 2.0], [6.0, 5.0, 4.0]
    least = in_turns(lambda: measure("ours", ours), lambda: measure("theirs", theirs), turns=3)

    assert least == (1.0, 4.0)
    assert order == ["ours", "theirs"] * 3


def test_work_that_fails_in_its_own_process_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match="failed"):
        seconds_in_child(lambda: 1 // 0, 0)()
