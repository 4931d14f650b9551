"""The curve whose handle is dragged."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from slawizard.gui.widgets.target_curve_view import Mark, TargetCurveView
from tests.drivers import Heard, activate, settle


class Point(NamedTuple):
    """One target with what follows."""

    target: Decimal
    chance: float | None
    yearly_credits: Decimal | None = None


POINTS = [
    Point(Decimal(99), 0.97),
    Point(Decimal("99.5"), 0.8, Decimal(100)),
    Point(Decimal("99.9"), 0.3, Decimal(900)),
]


def curve(target: str = "99.5") -> TargetCurveView:
    """The curve with the handle at this target."""
    view = TargetCurveView()
    view.show_points(POINTS, Decimal(target), ["99 %", "99.5 %", "99.9 %"], ["0", "100", "900"], "EUR")
    view.resize(400, 200)
    activate(view)
    return view


def test_an_arrow_key_moves_the_handle_and_its_release_chooses() -> None:
    view = curve()
    chosen, moved = Heard(view.chosen), Heard(view.moved)
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Right)
    assert moved.last is POINTS[2]
    assert len(chosen) == 0
    QTest.keyRelease(view, Qt.Key.Key_Right)

    assert chosen.calls == [(Decimal("99.9"),)]


def test_from_between_two_points_the_keys_go_to_the_next_on_either_side() -> None:
    for key, expected in ((Qt.Key.Key_Left, "99.5"), (Qt.Key.Key_Right, "99.9")):
        view = curve("99.7")
        chosen = Heard(view.chosen)
        QTest.keyClick(view, key)
        assert chosen.calls == [(Decimal(expected),)]


def test_escape_and_leaving_put_the_handle_back() -> None:
    view = curve()
    chosen = Heard(view.chosen)
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Home)
    QTest.keyPress(view, Qt.Key.Key_Escape)
    QTest.keyRelease(view, Qt.Key.Key_Home)
    assert view.held is None

    QTest.keyPress(view, Qt.Key.Key_End)
    view.clearFocus()
    settle()
    assert (view.held, len(chosen)) == (None, 0)


def test_the_mouse_drags_the_handle_and_lets_go_once() -> None:
    view = curve()
    chosen, moved = Heard(view.chosen), Heard(view.moved)
    start, end = QPoint(210, 100), QPoint(370, 100)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, end)
    assert moved.last is POINTS[2]
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)

    assert chosen.calls == [(Decimal("99.9"),)]


def test_the_curve_says_in_words_what_it_shows() -> None:
    view = curve()
    assert view.words(1) == "99.5 %: kept with 80\u00a0%, credits of EUR\u00a0100 a year"
    assert view.text_alternative().count(";") == 2
    assert view.words(1) in view.accessibleDescription()


def test_a_new_curve_does_not_take_the_handle_out_of_the_hand() -> None:
    view = curve()
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Right)
    view.show_points(POINTS, Decimal("99.5"), ["99 %", "99.5 %", "99.9 %"], ())

    assert view.held is POINTS[2]


def test_one_point_is_no_curve() -> None:
    view = TargetCurveView()
    view.show_points(POINTS[:1], Decimal(99), ["99 %"], ())

    assert view.isHidden()


def test_it_paints_in_both_directions_of_reading() -> None:
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view = curve()
        view.setLayoutDirection(direction)
        image = view.grab().toImage()
        colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(image.height())}
        assert len(colours) > 5


def test_a_figure_that_is_pointed_out_makes_room_for_its_word() -> None:
    view = curve()
    before, plain = view.sizeHint().height(), view.grab().toImage()
    view.show_marks((Mark(Decimal("99.7"), "They ask"), Mark(Decimal("99.2"), "Our limit", is_private=True)))
    settle()

    assert view.sizeHint().height() > before
    assert view.grab().toImage() != plain


def test_only_a_private_figure_has_the_colour_of_what_must_not_be_shown() -> None:
    def is_red_above_the_middle(view: TargetCurveView) -> bool:
        image = view.grab().toImage()
        middle = image.width() // 2
        seen = [QColor(image.pixel(x, y)) for x in range(middle - 40, middle + 40) for y in range(60)]
        return any(colour.red() - colour.green() > 60 for colour in seen)

    for is_private in (False, True):
        view = curve()
        view.show_marks((Mark(Decimal("99.5"), "Limit", is_private=is_private),))
        assert is_red_above_the_middle(view) is is_private
