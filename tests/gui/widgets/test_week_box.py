"""The cover of the week: states, words and the map."""

from __future__ import annotations

import datetime as dt

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Expectations, StaffShift
from slawizard.agreement.objectives import Objectives
from slawizard.agreement.parties import Role
from slawizard.agreement.quantities import WORKWEEK, HoursCalendar, HoursSpan, Weekday
from slawizard.gui.pages.forms.resources import STAFFING_CARD
from slawizard.gui.widgets.week_cover import State, WeekCover, cover_of
from slawizard.gui.widgets.week_view import WeekView
from tests.drivers import find, settle
from tests.gui.widgets.form_fixtures import Form, form, said

OFFICE = HoursCalendar("office", "Office", "Europe/London", (HoursSpan(WORKWEEK, dt.time(9), dt.time(17)),))
PATH = "expectations.cover"


def promised(*shifts: StaffShift) -> Agreement:
    """Office hours, and who works."""
    objectives = Objectives(calendars=(OFFICE,), support_hours="office")
    return Agreement(objectives=objectives, expectations=Expectations(staffing=shifts))


def cover(*shifts: StaffShift) -> WeekCover:
    """The provider's week."""
    found = cover_of(promised(*shifts), Role.PROVIDER)
    assert found is not None
    return found


def on(start: dt.time, end: dt.time, **more: object) -> StaffShift:
    """Two people on working days."""
    return msgspec.structs.replace(StaffShift("Desk", 2, HoursSpan(WORKWEEK, start, end)), **more)


def test_each_hour_is_covered_bare_or_on_call_to_the_minute() -> None:
    shifts = on(dt.time(9, 30), dt.time(12)), on(dt.time(12), dt.time(14), on_call=True), on(dt.time(18), dt.time(19))
    monday = cover(*shifts).states[0]

    assert monday[8] is State.FREE
    assert monday[9] is State.PARTLY
    assert monday[10] is State.COVERED
    assert monday[12] is State.ON_CALL
    assert monday[16] is State.UNCOVERED
    assert monday[18] is State.EXTRA
    assert set(cover(*shifts).states[5]) == {State.FREE}


def test_the_week_is_told_in_words() -> None:
    words = " ".join(cover(on(dt.time(9), dt.time(12)), on(dt.time(12), dt.time(14), on_call=True)).words)

    assert "Promised, but nobody is there: Monday to Friday, 14:00 to 17:00." in words
    assert "On call only: Monday to Friday, 12:00 to 14:00." in words


def test_a_week_without_gaps_says_so() -> None:
    assert "Every promised hour is covered." in cover(on(dt.time(8), dt.time(18))).words


def test_public_holidays_are_told_of_where_the_hours_go_on() -> None:
    assert any("public holidays" in words for words in cover(on(dt.time(9), dt.time(17))).words)
    always = cover(on(dt.time(9), dt.time(17)), on(dt.time(9), dt.time(17), on_call=True))
    assert not any("public holidays" in words for words in always.words)


def test_the_customers_people_have_a_week_of_their_own() -> None:
    agreement = promised(on(dt.time(8), dt.time(10), party=Role.CUSTOMER))

    assert cover_of(agreement, Role.PROVIDER) is None
    found = cover_of(agreement, Role.CUSTOMER)
    assert found is not None
    assert found.states[0][9] is State.COVERED
    assert found.words[0] == "Somebody is there: Monday to Friday, 08:00 to 10:00."


def staffing(agreement: Agreement) -> Form:
    """The card of the shifts."""
    return form(*STAFFING_CARD.fields, agreement=agreement)


def test_the_map_follows_the_shifts_and_has_a_text_alternative() -> None:
    shown = staffing(promised(on(dt.time(9), dt.time(17))))
    view = find(shown, WeekView, f"{PATH}:provider")
    assert view.isVisible()
    assert "Every promised hour is covered." in view.accessibleDescription()
    shown.store.edit("expectations.staffing.0.hours", HoursSpan((Weekday.MON,), dt.time(9), dt.time(17)))
    settle()

    assert "nobody is there: Tuesday to Friday" in find(shown, QLabel, f"{PATH}:provider:words").text()
    assert not find(shown, WeekView, f"{PATH}:customer").isVisible()


def test_without_support_hours_it_says_where_to_choose_them() -> None:
    shown = staffing(Agreement(expectations=Expectations(staffing=(on(dt.time(9), dt.time(17)),))))

    assert "Choose the support hours in step 1" in said(shown)


def test_every_state_looks_different_without_colours() -> None:
    shifts = on(dt.time(9, 30), dt.time(12)), on(dt.time(12), dt.time(14), on_call=True), on(dt.time(18), dt.time(19))
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view = WeekView()
        view.setLayoutDirection(direction)
        view.show_cover(cover(*shifts))
        view.resize(700, view.sizeHint().height())
        image = view.grab().toImage()
        ratio = image.devicePixelRatio()
        seen = set()
        for hour in (8, 9, 10, 12, 16, 18):
            box = view._cell(0, hour)
            points = [(x, y) for x in range(int(box.left()), int(box.right()), 2) for y in range(4, 16, 2)]
            seen.add(
                tuple(image.pixelColor(round(x * ratio), round(y * ratio)).lightness() // 16 for x, y in points[:40])
            )
        assert len(seen) == 6
