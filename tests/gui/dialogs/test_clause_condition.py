"""Conditions of a clause by choosing: F2 on a tag, what is asked, its opposite, all or one; no name is typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton

from slawizard.gui.dialogs.clause_chooser import ValueChooser
from slawizard.gui.dialogs.clause_condition import ConditionDialog
from tests.agreements.examples import full
from tests.drivers import enter, find, press, read, settle, until
from tests.gui.dialogs.clause_driver import Shown

TEXT = "Claims{% if claim.within|wanted %} in time{% endif %} count."


class Condition:
    """The window of clauses with a text of which the first tag is being changed."""

    def __init__(self, text: str) -> None:
        self.shown = Shown(full())
        self.shown.editor.selectAll()
        self.shown.editor.put_in(text)
        self.shown.idle()
        self.shown.editor.moveCursor(QTextCursor.MoveOperation.Start)
        while self.shown.editor.chip_at_cursor() is None:
            self.shown.editor.moveCursor(QTextCursor.MoveOperation.Right)
        QTest.keyClick(self.shown.editor, Qt.Key.Key_F2)
        settle()

    @property
    def dialog(self) -> ConditionDialog:
        found = self.shown.dialog.findChild(ConditionDialog)
        assert found is not None
        return found

    @property
    def asked(self) -> list[str]:
        listed = find(self.dialog, QListWidget, "condition.asked")
        return [listed.item(row).text() for row in range(listed.count())]

    @property
    def source(self) -> str:
        return self.shown.editor.source()

    def search(self, words: str) -> None:
        """Choose from the list that is open what is found for these words."""
        root = self.shown.dialog
        until(lambda: any(one.isVisible() for one in root.findChildren(ValueChooser)), "the list")
        chooser = next(one for one in root.findChildren(ValueChooser) if one.isVisible())
        enter(chooser, "values.search", words)
        QTest.keyClick(find(chooser, QLineEdit, "values.search"), Qt.Key.Key_Return)
        settle()


@pytest.fixture
def condition() -> Iterator[Condition]:
    made = Condition(TEXT)
    yield made
    made.shown.dialog.close()


def test_what_a_tag_asks_stands_there_in_words(condition: Condition) -> None:
    assert condition.asked == ["Claim: within is wanted: not left out"]
    assert read(condition.dialog, "condition.result") == "{% if claim.within|wanted %}"
    assert not find(condition.dialog, QComboBox, "condition.joined").isEnabled(), "one thing needs no “all”"


def test_another_thing_is_added_from_the_list_and_one_of_them_is_enough(condition: Condition) -> None:
    press(condition.dialog, "condition.add")
    condition.search("clause disputes stands")
    joined = find(condition.dialog, QComboBox, "condition.joined")
    joined.setCurrentIndex(1)
    joined.activated.emit(1)
    press(condition.dialog, "condition.take")

    assert condition.source == TEXT.replace("wanted %}", "wanted or clauses['disputes'] %}")


def test_the_opposite_is_asked_by_the_space_bar(condition: Condition) -> None:
    listed = find(condition.dialog, QListWidget, "condition.asked")
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert condition.asked == ["Not: Claim: within is wanted: not left out"]
    press(condition.dialog, "condition.take")

    assert condition.source == TEXT.replace("if claim", "if not claim")


def test_one_thing_is_changed_for_another(condition: Condition) -> None:
    press(condition.dialog, "condition.change")
    condition.search("credits.any")
    press(condition.dialog, "condition.take")

    assert condition.source == TEXT.replace("claim.within|wanted", "credits.any")


def test_a_condition_that_asks_nothing_cannot_be_taken(condition: Condition) -> None:
    press(condition.dialog, "condition.remove")

    assert condition.asked == []
    assert not find(condition.dialog, QPushButton, "condition.take").isEnabled()
    assert read(condition.dialog, "condition.result") == "Nothing is asked yet: add what must hold."


def test_escape_leaves_the_text_as_it_was(condition: Condition) -> None:
    press(condition.dialog, "condition.opposite")
    QTest.keyClick(condition.dialog, Qt.Key.Key_Escape)
    settle()

    assert condition.source == TEXT
    assert condition.shown.dialog.focusWidget() is condition.shown.editor


def test_a_condition_can_still_be_written_by_hand(condition: Condition) -> None:
    press(condition.dialog, "condition.by_hand")
    settle()
    QTest.keyClicks(condition.shown.editor, "and internal ")

    assert condition.source == TEXT.replace("wanted %}", "wanted and internal %}")


def test_what_cannot_be_chosen_is_written_by_hand_at_once() -> None:
    made = Condition("A{% if internal and (credits.any or levels) %} b{% endif %}.")

    assert made.shown.dialog.findChild(ConditionDialog) is None
    QTest.keyClicks(made.shown.editor, "and internal ")
    assert "levels) and internal %}" in made.source
    made.shown.dialog.close()


def test_a_loop_is_given_another_list_by_choosing() -> None:
    made = Condition("Of:\n\n{% for one in levels %}\n1. each\n\n{% endfor %}")
    made.search("caps")

    assert "{% for one in caps %}" in made.source
    made.shown.dialog.close()


def test_a_brace_and_a_percent_sign_offer_conditions_alone() -> None:
    shown = Shown(full())
    QTest.keyClicks(shown.editor, "{%")
    settle()
    chooser = shown.dialog.findChild(ValueChooser)
    assert chooser is not None
    markups = [str(item.data(0, Qt.ItemDataRole.UserRole)) for item, _searched in chooser._searched]

    assert all(markup.startswith("{%") for markup in markups)
    assert {"{% else %}", "{% endif %}"} < set(markups)
    chooser.reject()
    shown.dialog.close()
