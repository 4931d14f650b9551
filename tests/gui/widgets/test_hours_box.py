"""Weekly hours, typed or pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton

from slawizard.agreement.entry_hours import ROUND_THE_CLOCK, read_hours
from slawizard.gui.widgets.field import Field, Kind
from tests.drivers import enter, find, press, settle
from tests.gui.widgets.form_fixtures import form, said

PATH = "expectations.maintenance.windows"
FIELD = Field(PATH, "When", Kind.HOURS, "Weekly hours.")


def test_typed_hours_press_the_weekdays() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon-Tue 9-17; Sat 10-12")

    assert shown.value(PATH) == read_hours("Mon-Tue 9-17; Sat 10-12")
    pressed = [
        button.objectName() for button in shown.findChildren(QPushButton) if button.isCheckable() and button.isChecked()
    ]
    assert pressed == [f"{PATH}.0.days:mon", f"{PATH}.0.days:tue", f"{PATH}.1.days:sat"]


def test_pressed_weekdays_are_written_out() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon 9-17")
    press(shown, f"{PATH}.0.days:wed")
    shown.leave()

    assert find(shown, QLineEdit, PATH).text() == "Mon, Wed 09:00–17:00"


def test_hours_on_no_day_are_no_hours() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon 9-17; Sat 10-12")
    press(shown, f"{PATH}.0.days:mon")

    assert shown.value(PATH) == read_hours("Sat 10-12")


def test_the_usual_hours_are_one_press_away() -> None:
    shown = form(FIELD)
    press(shown, f"{PATH}:round_the_clock")
    assert shown.value(PATH) == (ROUND_THE_CLOCK,)
    press(shown, f"{PATH}:office")
    press(shown, f"{PATH}:add")

    assert shown.value(PATH) == read_hours("Mon-Fri 09:00-17:00; Sat, Sun 09:00-17:00")


def test_doubtful_hours_are_refused_with_both_readings() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon-Fri 9-5")
    shown.leave()

    assert shown.value(PATH) == ()
    assert "09:00–17:00 or 09:00–05:00 on the next day" in said(shown)


def test_each_stretch_of_hours_has_its_times() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon 9-17; Sat 10-12")
    settle()
    enter(shown, f"{PATH}.1.end", "24:00")
    shown.leave()

    assert shown.value(PATH) == read_hours("Mon 9-17; Sat 10:00-24:00")
    assert find(shown, QLineEdit, PATH).text() == "Mon 09:00–17:00; Sat 10:00–24:00"
    assert find(shown, QLineEdit, f"{PATH}.1.start").text() == "10:00"


def test_a_time_that_cannot_be_meant_is_refused_below_it() -> None:
    shown = form(FIELD)
    enter(shown, PATH, "Mon 9-17")
    settle()
    enter(shown, f"{PATH}.0.start", "25:00")
    shown.leave()

    assert shown.value(PATH) == read_hours("Mon 9-17")
    assert "00:00 to 23:59" in said(shown)
