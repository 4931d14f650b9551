"""Editors inside cells: what is typed takes the place of what stood there, and Tab goes on to the next cell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Duty, Expectations
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import HoursCalendar
from slawizard.gui.pages.forms.duties import DUTIES_CARD
from slawizard.gui.pages.forms.service import HOURS_CARD
from slawizard.gui.widgets.list_box import RowTable
from tests.drivers import find, settle
from tests.gui.widgets.form_fixtures import Form, form

DUTIES = "expectations.duties"
HOURS = "objectives.calendars"


def duties() -> Form:
    """One duty of the customer."""
    duty = Duty("one", Role.CUSTOMER, "answer")
    return form(DUTIES_CARD.fields[0], agreement=Agreement(expectations=Expectations(duties=(duty,))))


def open_cell(shown: Form, path: str, column: int) -> QWidget:
    """Go to a cell of the first row and open it, as Enter does."""
    table = find(shown, RowTable, path)
    table.setFocus()
    index = table.model().index(0, column)
    table.setCurrentIndex(index)
    table.edit(index)
    editor = table.viewport().focusWidget()
    assert editor is not None
    return editor


def test_tab_goes_from_a_cell_of_several_lines_to_the_next_cell() -> None:
    shown = duties()
    QTest.keyClick(open_cell(shown, DUTIES, 1), Qt.Key.Key_Tab)
    settle()

    assert find(shown, QLineEdit, f"{DUTIES}.0.within").hasFocus()


def test_shift_and_tab_goes_from_a_cell_of_several_lines_to_the_one_before() -> None:
    shown = duties()
    QTest.keyClick(open_cell(shown, DUTIES, 1), Qt.Key.Key_Backtab)
    settle()

    assert find(shown, QComboBox, f"{DUTIES}.0.party").hasFocus()


def test_enter_in_a_cell_of_several_lines_begins_a_line() -> None:
    shown = duties()
    editor = open_cell(shown, DUTIES, 1)
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "b")

    assert shown.value(f"{DUTIES}.0.text") == "a\nb"


@pytest.mark.parametrize(("path", "column", "field"), [(DUTIES, 1, "text"), (HOURS, 2, "time_zone")])
def test_what_is_typed_into_a_cell_just_opened_takes_the_place_of_what_stood_there(
    path: str, column: int, field: str
) -> None:
    calendar = HoursCalendar("hours", "Hours", time_zone="UTC")
    agreement = Agreement(
        expectations=Expectations(duties=(Duty("one", Role.CUSTOMER, "answer"),)),
        objectives=Objectives(calendars=(calendar,)),
    )
    assert HOURS_CARD.picker is not None
    shown = form(DUTIES_CARD.fields[0] if path == DUTIES else HOURS_CARD.picker, agreement=agreement)
    QTest.keyClicks(open_cell(shown, path, column), "Europe/Paris")

    assert shown.value(f"{path}.0.{field}") == "Europe/Paris"
