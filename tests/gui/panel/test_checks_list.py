"""The list of findings: level by sign and word, a filter by step, and a way to each field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListView, QPushButton

from slawizard.agreement.agreement import Waiver
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.panel.checks_list import ChecksList, count_words
from tests.drivers import Heard, find, press, read, settle

FOUND = (
    Finding(
        "CON-1",
        FindingLevel.ERROR,
        "consequences.rules.0",
        "99.00 to 99.01 is in no band.",
        "Why it matters. " * 9,
        "Mend it.",
    ),
    Finding("MET-1", FindingLevel.WARNING, "metrics.levels.0.window", "The window has no time zone.", "Why.", "Mend."),
    Finding("OBJ-1", FindingLevel.NOTE, "objectives.users", "Say how many users.", "Why.", "Mend."),
)


@pytest.fixture
def checks() -> ChecksList:
    view = ChecksList()
    view.resize(700, 600)
    view.show()
    view.show_findings(FOUND)
    settle()
    return view


def rows(checks: ChecksList) -> list[str]:
    model = find(checks, QListView, "checks.list").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_all_findings_are_listed_in_their_order(checks: ChecksList) -> None:
    assert rows(checks) == [finding.text for finding in FOUND]


def test_a_click_leads_to_the_field(checks: ChecksList) -> None:
    heard = Heard(checks.field_chosen)
    view = find(checks, QListView, "checks.list")
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    assert heard.last == "metrics.levels.0.window"


def test_enter_leads_to_the_field(checks: ChecksList) -> None:
    heard = Heard(checks.field_chosen)
    view = find(checks, QListView, "checks.list")
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert heard.last == "consequences.rules.0"


def test_the_filter_shows_one_step(checks: ChecksList) -> None:
    steps = find(checks, QComboBox, "checks.filter")
    steps.setCurrentIndex(steps.findData("metrics"))

    assert rows(checks) == ["The window has no time zone."]
    assert read(checks, "checks.count") == "1 warning"


def test_a_step_without_findings_says_so(checks: ChecksList) -> None:
    steps = find(checks, QComboBox, "checks.filter")
    steps.setCurrentIndex(steps.findData("flexibility"))

    assert find(checks, QLabel, "checks.empty").isVisible()
    assert not find(checks, QListView, "checks.list").isVisible()


def test_the_levels_are_counted_in_words() -> None:
    assert count_words(FOUND) == "1 error, 1 warning, 1 note"
    assert count_words(FOUND[:1] * 2) == "2 errors"


def test_a_screen_reader_hears_the_level_and_all_three_sentences(checks: ChecksList) -> None:
    model = find(checks, QListView, "checks.list").model()
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "Error. 99.00 to 99.01 is in no band. " + "Why it matters. " * 9 + " Mend it."


def test_a_narrow_list_gives_a_finding_more_lines(checks: ChecksList) -> None:
    view = find(checks, QListView, "checks.list")
    wide = view.visualRect(view.model().index(0, 0)).height()
    checks.resize(320, 600)
    settle()

    assert view.visualRect(view.model().index(0, 0)).height() > wide
    assert view.visualRect(view.model().index(0, 0)).width() <= view.viewport().width()


def test_the_chosen_finding_stays_chosen_when_others_go(checks: ChecksList) -> None:
    view = find(checks, QListView, "checks.list")
    view.setCurrentIndex(view.model().index(1, 0))
    checks.show_findings(FOUND[1:])

    assert view.currentIndex().data() == "The window has no time zone."


# --- what is let stand ------------------------------------------------------------------------------------------

REASON = Waiver("OBJ-1", "objectives.users", "They are counted elsewhere.", "Say how many users.")
STALE = Finding("AGR-WAIVER-STALE", FindingLevel.NOTE, "waived.0", "Nothing is found there.", "Why.", "Remove it.")


def act_of(checks: ChecksList) -> QPushButton:
    return find(checks, QPushButton, "checks.let_stand")


def choose(checks: ChecksList, row: int) -> None:
    view = find(checks, QListView, "checks.list")
    view.setCurrentIndex(view.model().index(row, 0))


def test_what_is_let_stand_comes_last_under_a_heading_with_its_reason(checks: ChecksList) -> None:
    checks.show_findings(FOUND[:2], ((FOUND[2], REASON),))
    model = find(checks, QListView, "checks.list").model()

    assert rows(checks)[2:] == ["1 finding is let stand", "Say how many users."]
    assert model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("They are counted elsewhere.")
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert read(checks, "checks.count") == "1 error, 1 warning"


def test_the_button_lets_the_selected_finding_stand_by_keyboard(checks: ChecksList) -> None:
    heard = Heard(checks.let_stand_requested)
    assert not act_of(checks).isEnabled()
    choose(checks, 1)
    press(checks, "checks.let_stand")

    assert read(checks, "checks.let_stand") == "Let it stand…"
    assert heard.last == FOUND[1]


def test_what_is_let_stand_can_be_taken_back(checks: ChecksList) -> None:
    checks.show_findings(FOUND[:2], ((FOUND[2], REASON),))
    heard = Heard(checks.take_back_requested)
    choose(checks, 3)
    press(checks, "checks.let_stand")

    assert read(checks, "checks.let_stand") == "Take back"
    assert heard.last == FOUND[2]


def test_an_entry_that_has_lost_its_finding_is_taken_back_too(checks: ChecksList) -> None:
    checks.show_findings((STALE,))
    heard = Heard(checks.take_back_requested)
    choose(checks, 0)
    press(checks, "checks.let_stand")

    assert heard.last == STALE


def test_in_a_draft_to_read_only_nothing_can_be_let_stand(checks: ChecksList) -> None:
    checks.allow_changes(False)
    choose(checks, 1)

    assert not act_of(checks).isEnabled()


def test_the_filter_hides_what_is_let_stand_on_other_steps(checks: ChecksList) -> None:
    checks.show_findings(FOUND[:2], ((FOUND[2], REASON),))
    steps = find(checks, QComboBox, "checks.filter")
    steps.setCurrentIndex(steps.findData("objectives"))

    assert rows(checks) == ["1 finding is let stand", "Say how many users."]
