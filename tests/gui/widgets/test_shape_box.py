"""The shape of a credit: chosen by a picture, drawn, and asked what it would pay."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.consequences import Consequences, CreditRule
from slawizard.agreement.credit_shapes import Bands, Flat, Increments, LostTime, PerOccurrence, Shape
from slawizard.agreement.metrics import Metrics
from slawizard.gui import theme
from slawizard.gui.pages.forms.credits import CREDIT_CARD
from slawizard.gui.widgets.credit_curve import CreditCurve
from slawizard.gui.widgets.list_box import RowTable
from slawizard.gui.widgets.shape_pictures import ShapePicture
from tests.drivers import enter, find, press, settle
from tests.gui.pages.two_rows import AVAILABILITY, BANDS
from tests.gui.widgets.form_fixtures import Form, form, said

PATH = "consequences.rules.0.shape"
FIELD = CREDIT_CARD.fields[0].at(PATH)
SHAPES = (
    BANDS,
    Flat(Decimal(10)),
    LostTime(Decimal(10)),
    Increments(Decimal("0.1"), Decimal(5)),
    PerOccurrence(Decimal(5)),
)


def shape(one: Shape = BANDS, level: str = "availability") -> Form:
    """A rule of this shape for an availability of 99.9 %."""
    rule = CreditRule("r", level, shape=one)
    return form(FIELD, agreement=Agreement(metrics=Metrics((AVAILABILITY,)), consequences=Consequences(rules=(rule,))))


def test_the_picture_of_the_shape_is_pressed_and_its_sentence_stands_below() -> None:
    shown = shape(Flat())

    assert find(shown, ShapePicture, f"{PATH}:Flat").isChecked()
    assert "The same credit for any miss." in said(shown)


@pytest.mark.parametrize("kind", [Flat, LostTime, Increments, PerOccurrence])
def test_pressing_a_picture_changes_the_shape_and_its_fields(kind: type[Shape]) -> None:
    shown = shape()
    press(shown, f"{PATH}:{kind.__name__}")
    settle()

    assert isinstance(shown.value(PATH), kind)
    assert not any(table.objectName() == f"{PATH}.bands" for table in shown.findChildren(RowTable))


def test_coming_back_to_a_shape_finds_its_figures_again() -> None:
    shown = shape()
    press(shown, f"{PATH}:Flat")
    press(shown, f"{PATH}:Bands")

    assert shown.value(PATH) == BANDS


def test_the_downtime_of_each_band_stands_beside_it() -> None:
    model = find(shape(), RowTable, f"{PATH}.bands").model()

    assert [model.index(row, 5).data() for row in range(3)] == [
        "44\u00a0min – 3\u00a0h 39\u00a0min",
        "3\u00a0h 39\u00a0min – 7\u00a0h 18\u00a0min",
        "more than 7\u00a0h 18\u00a0min",
    ]


@pytest.mark.parametrize(
    ("asked", "words"),
    [("99.42", "25 %"), ("99.95", "keeps the target: no credit"), ("soon", "not a number"), ("", "")],
)
def test_what_a_value_would_pay_is_answered_in_place(asked: str, words: str) -> None:
    shown = shape()
    enter(shown, f"{PATH}:asked", asked)

    assert words in find(shown, QLabel, f"{PATH}:answer").text().replace("\u00a0", " ")


def test_the_answer_follows_the_shape_as_one_types() -> None:
    shown = shape(Flat(Decimal(10)))
    enter(shown, f"{PATH}:asked", "99")
    enter(shown, f"{PATH}.credit", "15 %")

    assert "15\u00a0%" in find(shown, QLabel, f"{PATH}:answer").text()
    assert "EUR\u00a0150.00" in find(shown, QLabel, f"{PATH}:answer").text()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("one", SHAPES)
def test_every_shape_draws_its_curve(one: Shape, dark: bool) -> None:
    theme.apply(_app(), "dark" if dark else "light")
    shown = shape(one)
    curve = shown.findChild(CreditCurve)
    assert isinstance(curve, CreditCurve)
    picture = curve.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    theme.apply(_app(), "light")

    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)}) > 3


def test_a_rule_without_a_level_draws_nothing_and_asks_nothing() -> None:
    shown = shape(Bands(), level="gone")

    assert not find(shown, CreditCurve, "").isVisible()
    assert not find(shown, QLineEdit, f"{PATH}:asked").isVisible()


def _app() -> QApplication:
    running = QApplication.instance()
    assert isinstance(running, QApplication)
    return running


def test_tab_goes_from_the_picture_through_the_fields_of_its_shape() -> None:
    shown = shape()
    press(shown, f"{PATH}:{Flat.__name__}")
    settle()
    focused = []
    for _tab in range(2):
        QTest.keyClick(shown.focusWidget(), Qt.Key.Key_Tab)
        focused.append(shown.focusWidget().objectName())

    assert focused == [f"{PATH}.credit", f"{PATH}:asked"]
