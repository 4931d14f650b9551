"""Why a finding may stand: no answer without a reason, and all of it by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from slawizard.checks import Finding, FindingLevel
from slawizard.gui.dialogs.let_stand_dialog import LetStandDialog
from tests.drivers import Heard, activate, find, press, read

GAP = Finding("CON-BAND-GAP", FindingLevel.ERROR, "consequences.rules.0", "<b>A gap.</b>", "Why.", "Mend.")
ODD = Finding("OBJ-NEEDS-START", FindingLevel.WARNING, "frame.start", "It never starts.", "Why.", "Mend.")


@pytest.fixture
def dialog() -> LetStandDialog:
    shown = LetStandDialog(GAP)
    activate(shown)
    return shown


def type_reason(dialog: LetStandDialog, words: str) -> None:
    QTest.keyClicks(find(dialog, QPlainTextEdit, "let_stand.reason"), words)


def test_the_keyboard_is_in_the_reason_and_without_one_nothing_can_stand(dialog: LetStandDialog) -> None:
    assert find(dialog, QPlainTextEdit, "let_stand.reason").hasFocus()
    assert not find(dialog, QPushButton, "let_stand.go_on").isEnabled()
    type_reason(dialog, "   ")

    assert not find(dialog, QPushButton, "let_stand.go_on").isEnabled()


def test_the_reason_is_told_when_it_is_given(dialog: LetStandDialog) -> None:
    heard = Heard(dialog.answered)
    type_reason(dialog, " Nobody falls between. ")
    press(dialog, "let_stand.go_on")

    assert heard.last == "Nobody falls between."
    assert not dialog.isVisible()


def test_ctrl_and_enter_go_on_from_the_text(dialog: LetStandDialog) -> None:
    heard = Heard(dialog.answered)
    type_reason(dialog, "Agreed.")
    QTest.keyClick(
        find(dialog, QPlainTextEdit, "let_stand.reason"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )

    assert heard.last == "Agreed."


def test_characters_that_no_text_may_hold_are_refused_in_words(dialog: LetStandDialog) -> None:
    find(dialog, QPlainTextEdit, "let_stand.reason").setPlainText("a\x07b")

    assert read(dialog, "let_stand.refusal")
    assert not find(dialog, QPushButton, "let_stand.go_on").isEnabled()


def test_the_words_of_a_finding_are_shown_as_they_are(dialog: LetStandDialog) -> None:
    label = find(dialog, QLabel, "let_stand.finding")

    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == "<b>A gap.</b>"


@pytest.mark.parametrize(("finding", "frees"), [(GAP, True), (ODD, False)])
def test_only_an_error_is_said_to_free_the_export(finding: Finding, frees: bool) -> None:
    dialog = LetStandDialog(finding)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))

    assert ("final export" in said) is frees
