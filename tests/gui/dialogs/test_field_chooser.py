"""Choosing a field by a few letters."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton

from slawizard.gui.dialogs.field_chooser import FieldChooser
from tests.drivers import activate, enter, find

FIELDS = (("frame.start", "Start date"), ("frame.end", "End date"), ("title", "Title"))


def _chooser() -> FieldChooser:
    chooser = FieldChooser(FIELDS, "When <b>", None)
    activate(chooser)
    return chooser


def test_words_in_any_order_narrow_the_list_and_enter_takes_the_first() -> None:
    chooser = _chooser()
    enter(chooser, "field_chooser.find", "date frame")
    fields = find(chooser, QListWidget, "field_chooser.list")
    assert [fields.item(row).isHidden() for row in range(3)] == [False, False, True]
    QTest.keyClick(find(chooser, QLineEdit, "field_chooser.find"), Qt.Key.Key_Return)

    assert chooser.path == "frame.start"


def test_arrows_move_in_the_list_while_one_types() -> None:
    chooser = _chooser()
    line = find(chooser, QLineEdit, "field_chooser.find")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert chooser.path == "frame.end"


def test_where_nothing_matches_nothing_can_be_chosen() -> None:
    chooser = _chooser()
    enter(chooser, "field_chooser.find", "shoes")

    assert not find(chooser, QPushButton, "field_chooser.choose").isEnabled()
    chooser.accept()
    assert chooser.path == ""
    assert chooser.isVisible()
    chooser.reject()
