"""What both sides want, for every service level."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Expectations, Position, PositionStatus
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.gui.pages.forms.duties import POSITIONS_CARD
from slawizard.gui.widgets.field import Card
from slawizard.gui.widgets.focus_order import stop_before
from tests.drivers import enter, find, settle, until
from tests.gui.widgets.form_fixtures import Form, form, said

PATH = "expectations.positions"


def positions(*rows: Position, count: int = 2) -> Form:
    """Levels a, b, … and what is said about them."""
    levels = tuple(ServiceLevel(name, f"Level {name}", targets=(Target(Decimal("99.9")),)) for name in "abc"[:count])
    agreement = Agreement(expectations=Expectations(positions=rows), metrics=Metrics(levels))
    return form(*POSITIONS_CARD.fields, agreement=agreement)


def test_without_levels_it_says_where_to_add_them() -> None:
    assert "There are no service levels yet" in said(positions(count=0))


def test_every_level_has_its_figures_and_the_downtime_it_allows() -> None:
    shown = positions(Position("b", Decimal("99.95"), Decimal("99.8")))

    assert find(shown, QLineEdit, f"{PATH}.0.customer_asks").text() == "99.95 %"
    assert find(shown, QLineEdit, "metrics.levels.1.targets.0.value").text() == "99.9 %"
    assert said(shown).count("43\u00a0min 50\u00a0s") == 2


def test_the_first_word_on_a_level_makes_its_position() -> None:
    shown = positions(Position("b", Decimal(99)))
    enter(shown, f"{PATH}.1.provider_offers", "99.8")
    settle()

    assert shown.value(PATH) == (Position("b", Decimal(99)), Position("a", provider_offers=Decimal("99.8")))
    enter(shown, f"{PATH}.1.customer_asks", "99.9")
    assert shown.value(f"{PATH}.1.customer_asks") == Decimal("99.9")


def test_two_levels_without_a_position_do_not_get_in_each_others_way() -> None:
    shown = positions(count=3)
    enter(shown, f"{PATH}.2.customer_asks", "99")
    settle()
    enter(shown, f"{PATH}.1.customer_asks", "98")

    assert {(one.level, one.customer_asks) for one in shown.value(PATH)} == {("c", Decimal(99)), ("a", Decimal(98))}


def test_the_agreed_target_is_the_levels_own() -> None:
    shown = positions()
    enter(shown, "metrics.levels.0.targets.0.value", "99.5 %")

    assert shown.value("metrics.levels.0.targets.0.value") == Decimal("99.5")
    assert "3\u00a0h 39\u00a0min" in said(shown)


def test_a_level_is_marked_as_agreed() -> None:
    shown = positions(Position("a"))
    combo = find(shown, QComboBox, f"{PATH}.0.status")
    combo.activated.emit(combo.findText("Agreed"))

    assert shown.value(f"{PATH}.0.status") is PositionStatus.AGREED


def test_levels_that_come_and_go_take_their_block_along() -> None:
    shown = positions()
    shown.store.insert("metrics.levels", 2, ServiceLevel("c", "Level c"))
    settle()
    assert "Level c" in said(shown)
    shown.store.remove("metrics.levels", 0)
    settle()

    assert "Level a" not in said(shown)
    assert "Level c" in said(shown)


def test_tab_goes_through_the_figures_of_a_first_level_that_came_later() -> None:
    shown = positions(count=0)
    shown.store.insert("metrics.levels", 0, ServiceLevel("late", "Late", targets=(Target(Decimal(99)),)))
    settle()
    before = stop_before(find(shown, QWidget, PATH))
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)

    assert shown.focusWidget().objectName() == f"{PATH}.0.status"
    find(shown, QLineEdit, "metrics.levels.0.targets.0.value").setFocus()
    QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
    assert shown.focusWidget() is shown.other


def test_tab_goes_through_the_figures_of_a_level_that_came_later() -> None:
    shown = positions(count=1)
    shown.store.insert("metrics.levels", 1, ServiceLevel("late", "Late", targets=(Target(Decimal(99)),)))
    settle()
    find(shown, QLineEdit, "metrics.levels.0.targets.0.value").setFocus()
    QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)

    assert shown.focusWidget().objectName() == f"{PATH}.1.status"


def test_many_levels_come_one_by_one_and_a_field_that_is_gone_to_at_once() -> None:
    levels = tuple(ServiceLevel(f"l{number}", targets=(Target(Decimal(99)),)) for number in range(12))
    last = "metrics.levels.11.targets.0.value"
    shown = form(*POSITIONS_CARD.fields, agreement=Agreement(metrics=Metrics(levels)))
    until(lambda: shown.findChild(QLineEdit, last) is not None, "the last card")

    again = Form(Card("Card", "", POSITIONS_CARD.fields), Agreement(metrics=Metrics(levels)))
    assert again.findChild(QLineEdit, last) is None
    assert again.card.reveal(last, exact=True)
    assert again.findChild(QLineEdit, last) is not None
