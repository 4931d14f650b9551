"""Lists edited in place: by cell, by button, by key; a refused cell is never lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Cap, Consequences, CreditRule
from slawizard.agreement.expectations import Expectations, Supplier
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.pages.forms.changes import SCALING_CARD
from slawizard.gui.pages.forms.credits import CAPS_CARD
from slawizard.gui.pages.forms.resources import SUPPLIERS_CARD
from slawizard.gui.widgets.cell_editors import TickCombo, breakable
from slawizard.gui.widgets.list_box import RowTable, shared
from tests.drivers import Heard, find, press, settle, until
from tests.gui.widgets.form_fixtures import Form, form, said

PATH = "expectations.suppliers"
FIELD = SUPPLIERS_CARD.fields[0]
ROWS = (Supplier("a", "Alpha"), Supplier("b", "Beta"), Supplier("c", "Gamma"))


def suppliers(rows: tuple[Supplier, ...] = ROWS, findings: tuple[Finding, ...] = ()) -> Form:
    """A table of suppliers."""
    return form(FIELD, agreement=Agreement(expectations=Expectations(suppliers=rows)), findings=findings)


def names(shown: Form) -> list[str]:
    """The names in the draft, in order."""
    return [supplier.name for supplier in shown.value(PATH)]


def table_of(shown: Form, path: str = PATH) -> RowTable:
    """The table, with the focus."""
    table = find(shown, RowTable, path)
    table.setFocus()
    return table


def choose(shown: Form, row: int, column: int = 0) -> RowTable:
    """Go to a cell."""
    table = table_of(shown)
    table.setCurrentIndex(table.model().index(row, column))
    return table


def edit(table: RowTable, row: int, column: int, text: str, kind: type[QWidget] = QLineEdit) -> QWidget:
    """Open a cell and type into it."""
    index = table.model().index(row, column)
    table.setCurrentIndex(index)
    table.edit(index)
    editor = table.viewport().findChild(kind)
    assert isinstance(editor, kind)
    QTest.keyClicks(editor, text)
    return editor


def test_an_empty_list_says_what_to_add() -> None:
    shown = suppliers(())

    assert "No suppliers yet" in said(shown)
    assert not find(shown, RowTable, PATH).isVisible()
    assert not find(shown, QPushButton, f"{PATH}:remove").isVisible()


def test_adding_makes_a_row_and_opens_its_first_cell() -> None:
    shown = suppliers(())
    press(shown, f"{PATH}:add")
    editor = find(shown, QLineEdit, f"{PATH}.0.name")
    QTest.keyClicks(editor, "Contoso")

    assert shown.value(PATH) == (Supplier("supplier", "Contoso"),)


def test_a_new_row_comes_below_the_current_one_with_an_id_of_its_own() -> None:
    shown = suppliers()
    choose(shown, 0)
    press(shown, f"{PATH}:add")

    assert names(shown) == ["Alpha", "", "Beta", "Gamma"]
    assert len({supplier.id for supplier in shown.value(PATH)}) == 4


def test_duplicating_copies_the_row_but_not_its_id() -> None:
    shown = suppliers()
    QTest.keyClick(choose(shown, 1), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)

    assert names(shown) == ["Alpha", "Beta", "Beta", "Gamma"]
    assert shown.value(f"{PATH}.2.id") == "b-2"


def test_removing_takes_the_current_row_and_undo_brings_it_back() -> None:
    shown = suppliers()
    QTest.keyClick(choose(shown, 1), Qt.Key.Key_Delete)
    assert names(shown) == ["Alpha", "Gamma"]
    assert find(shown, RowTable, PATH).currentIndex().row() == 1
    shown.store.undo()

    assert names(shown) == ["Alpha", "Beta", "Gamma"]


def test_rows_move_up_and_down_with_the_selection() -> None:
    shown = suppliers()
    table = choose(shown, 2)
    QTest.keyClick(table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(shown) == ["Alpha", "Gamma", "Beta"]
    assert table.currentIndex().row() == 1
    press(shown, f"{PATH}:down")

    assert names(shown) == ["Alpha", "Beta", "Gamma"]
    assert table.currentIndex().row() == 2


def test_the_first_row_cannot_go_up_nor_the_last_down() -> None:
    shown = suppliers()
    choose(shown, 0)
    assert not find(shown, QPushButton, f"{PATH}:up").isEnabled()
    choose(shown, 2)
    assert not find(shown, QPushButton, f"{PATH}:down").isEnabled()
    QTest.keyClick(table_of(shown), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert names(shown) == ["Alpha", "Beta", "Gamma"]


def test_removing_the_last_row_shows_the_empty_state_again() -> None:
    shown = suppliers(ROWS[:1])
    QTest.keyClick(choose(shown, 0), Qt.Key.Key_Delete)

    assert shown.value(PATH) == ()
    assert "No suppliers yet" in said(shown)


def test_the_draft_follows_every_valid_key_in_a_cell() -> None:
    shown = suppliers()
    editor = edit(table_of(shown), 0, 2, "99,95")

    assert editor.objectName() == f"{PATH}.0.availability"
    assert editor.accessibleName() == "Promises"
    assert shown.value(f"{PATH}.0.availability") == Decimal("99.95")


def test_typing_on_a_cell_begins_to_edit_it() -> None:
    shown = suppliers()
    table = choose(shown, 0, 1)
    QTest.keyClicks(table, "S")
    editor = find(table, QLineEdit, f"{PATH}.0.provides")
    QTest.keyClicks(editor, "ervers")

    assert shown.value(f"{PATH}.0.provides") == "Servers"


def test_a_refused_cell_keeps_its_text_and_says_why_below_the_table() -> None:
    shown = suppliers()
    table = table_of(shown)
    edit(table, 0, 2, "lots")
    table.setCurrentIndex(table.model().index(1, 0))
    shown.leave()

    assert shown.value(f"{PATH}.0.availability") is None
    assert table.model().index(0, 2).data() == "lots"
    assert "“lots” is not a number" in said(shown)


def test_a_refused_cell_leaves_no_beginning_of_itself_behind() -> None:
    shown = suppliers((Supplier("a", "Alpha", availability=Decimal(99)),))
    edit(table_of(shown), 0, 2, "98lots")

    assert shown.value(f"{PATH}.0.availability") == 99


def test_a_refused_cell_goes_with_its_row() -> None:
    shown = suppliers()
    edit(table_of(shown), 0, 2, "lots")
    choose(shown, 0)
    press(shown, f"{PATH}:down")
    assert shown.context.pending == {f"{PATH}.1.availability": "lots"}
    press(shown, f"{PATH}:remove")

    assert shown.context.pending == {}


def test_escape_puts_the_cell_back_to_what_it_was() -> None:
    shown = suppliers((Supplier("a", "Alpha", availability=Decimal(99)),))
    editor = edit(table_of(shown), 0, 2, "98")
    assert shown.value(f"{PATH}.0.availability") == 98, "typing replaces what was there"
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle()

    assert shown.value(f"{PATH}.0.availability") == 99


def test_an_edit_elsewhere_leaves_the_open_editor_alone() -> None:
    shown = suppliers()
    editor = edit(table_of(shown), 0, 2, "99,9")
    shown.store.edit("frame.version", "3")

    assert isinstance(editor, QLineEdit)
    assert editor.text() == "99,9"


def test_rows_that_come_and_go_elsewhere_leave_the_others_as_they_are() -> None:
    shown = suppliers()
    resets: list[object] = []
    model = find(shown, RowTable, PATH).model()
    model.modelReset.connect(lambda: resets.append(1))
    shown.store.insert(PATH, 1, Supplier("d", "Delta"))
    shown.store.remove(PATH, 0)
    shown.store.edit(f"{PATH}.0.name", "Epsilon")

    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Epsilon", "Beta", "Gamma"]
    assert resets == []


def test_findings_on_cells_are_told_below_the_table() -> None:
    finding = Finding("EXP-X", FindingLevel.ERROR, f"{PATH}.1.name", "Beta promises too little.", "", "")
    shown = suppliers(findings=(finding,))
    shown.store.check_soon()
    until(lambda: shown.store.findings, "the checks")
    choose(shown, 1)
    shown.leave()

    assert "✕ Beta promises too little." in said(shown)


def test_a_cell_is_gone_to_by_its_path() -> None:
    shown = suppliers()
    box = next(iter(shown.card.boxes()))

    assert box.reveal(f"{PATH}.2.availability", exact=True)
    assert find(shown, RowTable, PATH).currentIndex().row() == 2
    assert find(shown, RowTable, PATH).currentIndex().column() == 2
    assert not box.reveal("expectations.duties", exact=False)


def test_a_choice_in_a_cell_reaches_the_draft() -> None:
    rules = (CreditRule("r1", "a"), CreditRule("r2", "b"))
    shown = form(picker=CAPS_CARD.picker, agreement=Agreement(consequences=Consequences(rules=rules, caps=(Cap(),))))
    table = table_of(shown, "consequences.caps")
    combo = edit(table, 0, 3, "", QComboBox)
    assert isinstance(combo, QComboBox)
    combo.activated.emit(combo.findText("a year"))

    assert shown.value("consequences.caps.0.period") == "year"


def test_several_ids_are_ticked_in_a_cell() -> None:
    rules = (CreditRule("r1", "a"), CreditRule("r2", "b"))
    shown = form(picker=CAPS_CARD.picker, agreement=Agreement(consequences=Consequences(rules=rules, caps=(Cap(),))))
    table = table_of(shown, "consequences.caps")
    assert table.model().index(0, 4).data() == "All together"
    combo = edit(table, 0, 4, "", TickCombo)
    assert isinstance(combo, TickCombo)
    combo.showPopup()
    QTest.keyClick(combo.view(), Qt.Key.Key_Space)
    combo.toggle(1)
    combo.hidePopup()

    assert shown.value("consequences.caps.0.rules") == ("r1", "r2")
    assert table.model().index(0, 4).data() == "r1, r2"


@pytest.mark.parametrize("width", [900, 360])
def test_the_columns_share_the_width_and_the_rows_are_all_seen(width: int) -> None:
    shown = suppliers()
    shown.resize(width, 500)
    settle()
    table = find(shown, RowTable, PATH)

    used = sum(table.columnWidth(column) for column in range(6))
    assert used == table.viewport().width() or (width == 360 and table.horizontalScrollBar().maximum() > 0)
    assert sum(table.rowHeight(row) for row in range(3)) <= table.viewport().height()


def test_an_empty_list_offers_to_be_left_out_once_one_comes_to_its_button() -> None:
    shown = suppliers(())
    shown.leave()
    find(shown, QPushButton, f"{PATH}:add").setFocus()
    settle()

    assert find(shown, QPushButton, f"{PATH}:leave_out").isVisible()


def test_tab_goes_from_the_button_of_an_empty_list_to_leave_out() -> None:
    shown = form(*SCALING_CARD.fields, more=SCALING_CARD.more)
    add = find(shown, QPushButton, "flexibility.scaling.bands:add")
    add.setFocus()
    settle()
    QTest.keyClick(add, Qt.Key.Key_Tab)

    assert shown.focusWidget().objectName() == "flexibility.scaling.bands:leave_out"


def test_the_button_of_an_empty_list_brings_up_the_guide_of_the_list() -> None:
    shown = suppliers(())
    shown.leave()
    heard = Heard(shown.context.field_focused)
    find(shown, QPushButton, f"{PATH}:add").setFocus()

    assert heard.last == PATH


def test_columns_share_the_width_but_none_is_narrower_than_its_longest_word() -> None:
    assert shared(100, [1, 1], [10, 10]) == [50, 50]
    assert shared(100, [1, 9], [30, 10]) == [30, 70]
    assert shared(100, [1, 1, 8], [40, 40, 10]) == [40, 40, 20]
    assert shared(50, [1, 1], [40, 40]) == [40, 40], "then the table is scrolled"
    assert sum(shared(101, [1, 1, 1], [0, 0, 0])) == 101


def test_a_long_address_may_break_and_a_short_word_may_not() -> None:
    assert breakable("service.desk@example.com").split("\u200b") == ["service.", "desk@", "example.", "com"]
    assert breakable("on call, 24/7") == "on call, 24/7"


_NAMELESS = Finding("EXP-X", FindingLevel.WARNING, f"{PATH}.0.name", "Supplier 1 has no name.", "", "")


def test_what_a_new_row_lacks_is_said_when_the_list_is_left_and_not_while_it_is_typed() -> None:
    shown = suppliers((), findings=(_NAMELESS,))
    shown.store.check_soon()
    until(lambda: shown.store.findings, "the checks")
    press(shown, f"{PATH}:add")
    settle()
    assert isinstance(shown.focusWidget(), QLineEdit), "the first cell is open"
    assert "has no name" not in said(shown)
    shown.leave()
    settle()

    assert "▲ Supplier 1 has no name." in said(shown)


def test_going_from_a_list_to_its_own_buttons_does_not_leave_it() -> None:
    shown = suppliers(findings=(_NAMELESS,))
    shown.store.check_soon()
    until(lambda: shown.store.findings, "the checks")
    table_of(shown)
    settle()
    find(shown, QPushButton, f"{PATH}:duplicate").setFocus()
    settle()
    assert "has no name" not in said(shown)
    shown.leave()

    assert "▲ Supplier 1 has no name." in said(shown)
