"""The step list: state by shape and word, never by colour alone; reachable by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from slawizard.gui.step_list import WIDTH, StepList, StepState
from tests.drivers import Heard, find, read, settle

STEPS = [("objectives", "1", "Objectives"), ("expectations", "2", "Expectations"), ("review", "→", "Review")]


@pytest.fixture
def steps() -> StepList:
    column = StepList(STEPS)
    column.resize(WIDTH, 600)
    column.show()
    return column


def test_pressing_a_step_asks_for_it(steps: StepList) -> None:
    heard = Heard(steps.chosen)
    steps.buttons["expectations"].setFocus()
    QTest.keyClick(steps.buttons["expectations"], Qt.Key.Key_Return)

    assert heard.last == "expectations"


def test_a_locked_step_cannot_be_pressed(steps: StepList) -> None:
    heard = Heard(steps.chosen)
    steps.buttons["expectations"].show_state(StepState.LOCKED, "Not started")
    QTest.mouseClick(steps.buttons["expectations"], Qt.MouseButton.LeftButton)

    assert len(heard) == 0


@pytest.mark.parametrize("state", list(StepState))
def test_every_state_is_said_in_words(steps: StepList, state: StepState) -> None:
    button = steps.buttons["objectives"]
    button.show_state(state, "2 warnings")

    names = {StepState.LOCKED: "opens after", StepState.ATTENTION: "needs attention", StepState.FAULTY: "has errors"}
    assert names.get(state, state.value) in button.accessibleName()
    assert button.accessibleDescription() == "2 warnings"


def test_every_state_looks_different(steps: StepList) -> None:
    pictures = set()
    for each in StepState:
        steps.buttons["objectives"].show_state(each, "News")
        settle()
        pictures.add(bytes(steps.buttons["objectives"].grab().toImage().constBits()))

    assert len(pictures) == len(StepState)


def test_a_long_name_is_cut_and_whole_in_its_tool_tip(steps: StepList) -> None:
    name = "Agreement on the <b>hosting</b> of everything that there is to be hosted anywhere"
    steps.show_draft(name, "Provider", "Customer")

    assert read(steps, "draft.title").endswith("…")
    assert "&lt;b&gt;hosting&lt;/b&gt;" in find(steps, type(steps._title), "draft.title").toolTip()


def test_the_parties_stand_in_the_windows_order_also_where_a_name_is_read_from_the_right(steps: StepList) -> None:
    steps.show_draft("SLA", "Acme", "شركة المثال")
    shown = read(steps, "draft.parties")

    assert shown.startswith("\u200e"), "the first strong character settles the direction"
    assert shown.index("شركة") < shown.index("↔") < shown.index("Acme")


def test_without_parties_there_is_no_arrow(steps: StepList) -> None:
    steps.show_draft("SLA", "", "")

    assert not steps._parties.isVisible()


def test_the_column_keeps_its_width(steps: StepList) -> None:
    steps.show_draft("W" * 300, "P" * 300, "C" * 300)
    steps.buttons["objectives"].show_state(StepState.FAULTY, "n" * 300)
    settle()

    assert steps.width() == WIDTH == 248


def test_the_foot_tells_when_the_draft_was_saved(steps: StepList) -> None:
    steps.show_saved("Saved 10:42 · works offline")

    assert read(steps, "draft.saved") == "Saved 10:42 · works offline"
