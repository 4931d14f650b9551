"""Targets: one field, or a grid once they differ by something."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Coordinate, Dimension, Direction, Metrics, ServiceLevel, Severity, Target
from slawizard.gui.pages.forms.levels import PROMISE_CARD
from slawizard.gui.widgets.list_box import RowTable
from slawizard.gui.widgets.targets_box import TargetsBox
from tests.drivers import enter, find, press, settle
from tests.gui.widgets.form_fixtures import Form, form, said

FIELD = next(field for field in PROMISE_CARD.fields if field.path == "targets").at("metrics.levels.0.targets")
PLAN = Dimension("Plan", ("Basic", "Gold"))
ROUTE = (Dimension("From", ("Dublin", "Leeds")), Dimension("To", ("Dublin", "Leeds", "Paris")))


def targets(severities: tuple[Severity, ...] = (), **changes: Any) -> Form:
    """The targets of one level."""
    level = ServiceLevel("a", "Availability", **changes)
    return form(FIELD, agreement=Agreement(metrics=Metrics((level,), severities)))


def box_of(shown: Form) -> TargetsBox:
    """The box itself."""
    box = next(iter(shown.card.boxes()))
    assert isinstance(box, TargetsBox)
    return box


def cells(shown: Form) -> list[list[str]]:
    """The grid as it is read."""
    model = find(shown, RowTable, FIELD.path).model()
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [[str(model.index(row, column).data()) for column in columns] for row in rows]


def type_into_cell(shown: Form, row: int, column: int, text: str) -> None:
    """Open a cell of the grid and type."""
    table = find(shown, RowTable, FIELD.path)
    index = table.model().index(row, column)
    table.setCurrentIndex(index)
    table.edit(index)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)


def test_one_target_is_one_field_with_what_it_allows() -> None:
    shown = targets(targets=(Target(Decimal("99.9")),))
    assert find(shown, QLineEdit, f"{FIELD.path}.0.value").text() == "99.9 %"

    assert "43\u00a0min 50\u00a0s a month on average" in said(shown)


def test_a_level_without_a_target_gets_one_by_typing() -> None:
    shown = targets()
    enter(shown, f"{FIELD.path}.0.value", "99,5")

    assert shown.value(FIELD.path) == (Target(Decimal("99.5")),)


def test_a_band_has_two_edges() -> None:
    shown = targets(direction=Direction.BAND, unit="celsius", targets=(Target(Decimal(18), Decimal(27)),))

    assert find(shown, QLineEdit, f"{FIELD.path}.0.upper").text() == "27 °C"
    assert "on average" not in said(shown)


def test_severities_bring_their_own_values() -> None:
    shown = targets((Severity("p1", "1 Critical"), Severity("p2")), targets=(Target(Decimal(95)),))
    box_of(shown).differ_by("Severity")
    settle()

    assert shown.value("metrics.levels.0.dimensions") == (Dimension("Severity", ("1 Critical", "p2")),)
    assert cells(shown)[0][0] == ""
    assert len(cells(shown)) == 2


def test_every_way_to_differ_has_its_entry_in_the_menu() -> None:
    shown = targets(targets=(Target(),))
    actions = box_of(shown).actions_by_name
    actions["Something else"].trigger()
    actions["Plan"].trigger()

    assert [one.name for one in shown.value("metrics.levels.0.dimensions")] == ["", "Plan"]


def test_a_cell_makes_the_target_it_stands_for() -> None:
    shown = targets(dimensions=(PLAN,), targets=(Target(),))
    type_into_cell(shown, 1, 0, "99.9")

    assert shown.value(FIELD.path) == (Target(Decimal("99.9"), where=(Coordinate("Plan", "Gold"),)),)


def test_a_target_from_before_the_grid_is_not_thrown_away() -> None:
    shown = targets(dimensions=(PLAN,), targets=(Target(Decimal(95)),))
    type_into_cell(shown, 0, 0, "99")

    assert shown.value(FIELD.path)[0] == Target(Decimal(95))


def test_two_dimensions_make_a_matrix() -> None:
    there = Target(Decimal(5), where=(Coordinate("To", "Leeds"), Coordinate("From", "Dublin")))
    shown = targets(dimensions=ROUTE, unit="milliseconds", targets=(there,))
    assert cells(shown) == [["", "5 ms", ""], ["", "", ""]]
    type_into_cell(shown, 1, 2, "20")

    assert shown.value(f"{FIELD.path}.1.where") == (Coordinate("From", "Leeds"), Coordinate("To", "Paris"))
    assert cells(shown)[1] == ["", "", "20 ms"]


def test_a_refused_cell_stays_as_typed() -> None:
    shown = targets(dimensions=(PLAN,), targets=(Target(Decimal(99), where=(Coordinate("Plan", "Basic"),)),))
    type_into_cell(shown, 0, 0, "high")

    assert shown.value(f"{FIELD.path}.0.value") == Decimal(99)
    assert cells(shown)[0][0] == "high"


def test_a_cell_and_a_dimension_are_gone_to_by_their_paths() -> None:
    there = Target(Decimal(5), where=(Coordinate("From", "Leeds"), Coordinate("To", "Paris")))
    shown = targets(dimensions=ROUTE, unit="milliseconds", targets=(there,))
    box = box_of(shown)

    assert box.reveal(f"{FIELD.path}.0.value", exact=True)
    index = find(shown, RowTable, FIELD.path).currentIndex()
    assert (index.row(), index.column()) == (1, 2)
    assert box.reveal("metrics.levels.0.dimensions.1.values", exact=True)


def test_what_few_targets_need_is_behind_a_button() -> None:
    shown = targets(targets=(Target(Decimal(95)),))
    press(shown, f"{FIELD.path}:more")
    settle()
    enter(shown, f"{FIELD.path}.0.condition", "Both feeds are used")

    assert shown.value(FIELD.path) == (Target(Decimal(95), condition="Both feeds are used"),)


def test_it_follows_the_cell_that_is_chosen() -> None:
    cell = tuple(Target(Decimal(95), where=(Coordinate("Plan", plan),)) for plan in ("Basic", "Gold"))
    shown = targets(dimensions=(PLAN,), targets=cell)
    table = find(shown, RowTable, FIELD.path)
    table.setCurrentIndex(table.model().index(1, 0))
    assert find(shown, QToolButton, f"{FIELD.path}:more").text() == "More about the target of Gold"
    press(shown, f"{FIELD.path}:more")
    settle()
    enter(shown, f"{FIELD.path}.1.surcharge_percent", "200 %")

    assert shown.value(f"{FIELD.path}.1.surcharge_percent") == Decimal(200)
    assert shown.value(f"{FIELD.path}.0.surcharge_percent") is None


def test_a_field_behind_the_button_is_gone_to_by_its_path() -> None:
    cell = tuple(Target(Decimal(95), where=(Coordinate("Plan", plan),)) for plan in ("Basic", "Gold"))
    shown = targets(dimensions=(PLAN,), targets=cell)

    assert box_of(shown).reveal(f"{FIELD.path}.1.price", exact=True)
    assert find(shown, QLineEdit, f"{FIELD.path}.1.price").hasFocus()


def test_a_cell_without_a_target_has_nothing_more_yet() -> None:
    shown = targets(dimensions=(PLAN,), targets=())
    table = find(shown, RowTable, FIELD.path)
    table.setCurrentIndex(table.model().index(0, 0))
    assert not find(shown, QToolButton, f"{FIELD.path}:more").isEnabled()
    type_into_cell(shown, 0, 0, "99")

    assert find(shown, QToolButton, f"{FIELD.path}:more").isEnabled()
