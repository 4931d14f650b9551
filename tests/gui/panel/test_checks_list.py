"""The list of findings: level by sign and word, a filter by step, and a way to each field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QListView

from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.panel.checks_list import ChecksList, count_words
from tests.drivers import Heard, find, read, settle

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
