"""Fields that are chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, ServiceLevel
from slawizard.agreement.objectives import Objective, Objectives
from slawizard.agreement.parties import Frame, RenewalKind
from slawizard.gui.pages.forms.parties import RENEWALS
from slawizard.gui.pages.forms.service import OBJECTIVES_CARD, SUPPORT_CARD
from slawizard.gui.widgets.field import Field, Kind
from tests.drivers import find, press, settle
from tests.gui.widgets.form_fixtures import form, said

RENEWAL = Field("frame.renewal", "After that", Kind.CHOICE, "What then.", options=RENEWALS, unset="Not decided yet")
COUNTS = Field("expectations.maintenance.counts_as_downtime", "It counts", Kind.CHECK, "Whether.")
LEVELS = next(field for field in OBJECTIVES_CARD.fields if field.path == "levels").at("objectives.objectives.0.levels")
HOURS = SUPPORT_CARD.fields[0]


def objective(*levels: str) -> Agreement:
    """An agreement with two service levels and an objective shown by some."""
    both = (ServiceLevel("a", "Availability"), ServiceLevel("b", "Response"))
    return Agreement(objectives=Objectives(objectives=(Objective("one", levels=levels),)), metrics=Metrics(levels=both))


def test_an_open_choice_says_that_it_is_open_and_can_be_opened_again() -> None:
    shown = form(RENEWAL)
    combo = find(shown, QComboBox, RENEWAL.path)
    assert combo.currentText() == "Not decided yet"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())
    assert shown.value(RENEWAL.path) is RenewalKind.ENDS
    combo.activated.emit(0)

    assert shown.value(RENEWAL.path) is None


def test_a_choice_follows_the_draft() -> None:
    shown = form(RENEWAL)
    shown.store.edit(RENEWAL.path, RenewalKind.RENEWS)

    assert find(shown, QComboBox, RENEWAL.path).currentText() == "it renews"


def test_the_wheel_scrolls_the_page_and_changes_nothing() -> None:
    shown = form(RENEWAL, agreement=Agreement(frame=Frame(renewal=RenewalKind.ENDS)))
    combo = find(shown, QComboBox, RENEWAL.path)
    combo.setFocus()
    assert combo.focusPolicy() is Qt.FocusPolicy.StrongFocus, "the wheel does not bring the focus either"
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(combo.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, wheel)

    assert shown.value(RENEWAL.path) is RenewalKind.ENDS


def test_an_id_that_is_gone_is_shown_as_missing_and_kept() -> None:
    shown = form(HOURS, agreement=Agreement(objectives=Objectives(service_hours="old")))

    assert find(shown, QComboBox, HOURS.path).currentText() == "missing: old"
    assert shown.value(HOURS.path) == "old"


def test_a_box_is_ticked_with_the_keyboard() -> None:
    shown = form(COUNTS)
    box = find(shown, QCheckBox, COUNTS.path)
    assert box.text() == "It counts"
    press(shown, COUNTS.path)

    assert shown.value(COUNTS.path) is True
    shown.store.undo()
    assert not box.isChecked()


def test_service_levels_are_pressed_to_belong() -> None:
    shown = form(LEVELS, agreement=objective("a"))
    assert find(shown, QPushButton, f"{LEVELS.path}:a").isChecked()
    press(shown, f"{LEVELS.path}:b")
    assert shown.value(LEVELS.path) == ("a", "b")
    press(shown, f"{LEVELS.path}:a")

    assert shown.value(LEVELS.path) == ("b",)


def test_a_service_level_is_added_by_its_name_on_the_spot() -> None:
    shown = form(LEVELS, agreement=objective())
    line = find(shown, QLineEdit, f"{LEVELS.path}:new")
    line.setFocus()
    QTest.keyClicks(line, "First call resolution")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert shown.value(LEVELS.path) == ("first-call-resolution",)
    level = shown.store.agreement.level("first-call-resolution")
    assert level is not None
    assert (level.name, len(level.targets)) == ("First call resolution", 1)
    assert line.text() == ""


def test_a_nameless_service_level_is_not_added_and_a_wrong_name_is_refused() -> None:
    shown = form(LEVELS, agreement=objective())
    line = find(shown, QLineEdit, f"{LEVELS.path}:new")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(shown.store.agreement.metrics.levels) == 2
    line.setText("a\u202eb")
    QTest.keyClick(line, Qt.Key.Key_Return)
    line.setFocus()
    shown.leave()

    assert len(shown.store.agreement.metrics.levels) == 2
    assert line.text() == "a\u202eb"


def test_a_level_that_is_gone_is_shown_as_missing() -> None:
    shown = form(LEVELS, agreement=objective("a", "old"))

    assert find(shown, QPushButton, f"{LEVELS.path}:old").text() == "missing: old"
    assert "Shown by" in said(shown)


def test_tab_goes_from_a_level_just_added_to_the_line_for_the_next_and_then_on() -> None:
    shown = form(RENEWAL, LEVELS, COUNTS, agreement=objective("a"))
    line = find(shown, QLineEdit, f"{LEVELS.path}:new")
    line.setFocus()
    QTest.keyClicks(line, "Third")
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    find(shown, QComboBox, RENEWAL.path).setFocus()
    passed = []
    for _tab in range(6):
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        passed.append(shown.focusWidget().objectName())

    chips = [f"{LEVELS.path}:{level}" for level in ("a", "b", "third", "new")]
    assert [name for name in passed if "leave_out" not in name][:5] == [*chips, COUNTS.path]
