"""Twelve numbers, typed or pasted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, Expectations, History, HistoryWindow
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target, WindowKind
from slawizard.gui.pages.forms.evidence import FIGURES_CARD
from tests.drivers import enter, find, press, settle
from tests.gui.widgets.form_fixtures import Form, form, said

PATH = "expectations.evidence.histories.0.windows"
LEVEL = ServiceLevel("uptime", "Uptime", targets=(Target(Decimal("99.9")),))


def history(*values: str, digest: str = "typed") -> Form:
    """A level with the history of the months from January 2026."""
    windows = tuple(HistoryWindow(dt.date(2026, month, 1), Decimal(value)) for month, value in enumerate(values, 1))
    evidence = Evidence((History("uptime", (), "Reports", digest, windows=windows),))
    agreement = Agreement(expectations=Expectations(evidence=evidence), metrics=Metrics((LEVEL,)))
    fields = tuple(field.at(f"expectations.evidence.histories.0.{field.path}") for field in FIGURES_CARD.fields)
    return form(*fields, agreement=agreement)


def values(shown: Form) -> dict[str, str]:
    """What the draft holds, by month."""
    return {f"{each.start:%Y-%m}": str(each.value) for each in shown.value(PATH)}


def line(shown: Form, day: str) -> QLineEdit:
    """The line of a window."""
    return find(shown, QLineEdit, f"{PATH}:{day}")


def paste(shown: Form, day: str, text: str) -> None:
    """Paste with the keyboard into the line of a window."""
    QApplication.clipboard().setText(text)
    line(shown, day).setFocus()
    QTest.keyClick(line(shown, day), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()


def test_each_window_has_a_line_that_reads_its_value() -> None:
    shown = history("99.97", "99.5")
    assert line(shown, "2026-01-01").text() == "99.97 %"
    enter(shown, f"{PATH}:2026-03-01", "99,9")
    settle()

    assert values(shown) == {"2026-01": "99.97", "2026-02": "99.5", "2026-03": "99.9"}
    assert "3 windows are known: from 99.5 % to 99.97 %" in said(shown)


def test_an_emptied_line_takes_its_window_away() -> None:
    shown = history("99.97", "99.5")
    line(shown, "2026-01-01").setFocus()
    line(shown, "2026-01-01").selectAll()
    QTest.keyClick(line(shown, "2026-01-01"), Qt.Key.Key_Delete)

    assert values(shown) == {"2026-02": "99.5"}


def test_what_is_no_figure_stays_in_its_line_and_says_why() -> None:
    shown = history("99.97", "99.5")
    enter(shown, f"{PATH}:2026-02-01", "often")
    shown.leave()

    assert line(shown, "2026-02-01").text() == "often"
    assert "“often” is not" in said(shown)
    assert values(shown) == {"2026-01": "99.97", "2026-02": "99.5"}


def test_a_pasted_column_fills_the_windows_from_there_on_as_one_edit() -> None:
    shown = history("99.97")
    paste(shown, "2026-02-01", "Uptime\r\n99.5\r\n\r\n99,9 %\r\n")

    assert values(shown) == {"2026-01": "99.97", "2026-02": "99.5", "2026-04": "99.9"}
    shown.store.undo()
    assert values(shown) == {"2026-01": "99.97"}


def test_a_pasted_row_fills_them_too_beyond_the_twelve_that_are_shown() -> None:
    shown = history("99.97")
    paste(shown, "2026-12-01", "99.1\t99.2\t99.3")

    assert values(shown) == {"2026-01": "99.97", "2026-12": "99.1", "2027-01": "99.2", "2027-02": "99.3"}
    press(shown, f"{PATH}:later")
    assert line(shown, "2027-02-01").text() == "99.3 %"
    press(shown, f"{PATH}:earlier")
    assert line(shown, "2026-01-01").text() == "99.97 %"


def test_nothing_is_pasted_where_one_of_the_values_is_no_figure() -> None:
    shown = history("99.97")
    paste(shown, "2026-02-01", "99.5\nn/a\n99.6")

    assert values(shown) == {"2026-01": "99.97"}
    assert "Nothing was pasted: row 2, “n/a”" in said(shown)


def test_two_columns_are_refused_with_a_way_out() -> None:
    shown = history("99.97")
    paste(shown, "2026-02-01", "Jan\t99.5\nFeb\t99.6")

    assert values(shown) == {"2026-01": "99.97"}
    assert "Copy the column of values alone" in said(shown)


def test_the_button_pastes_where_one_typed_last() -> None:
    shown = history("99.97")
    line(shown, "2026-05-01").setFocus()
    QApplication.clipboard().setText("98\n97")
    press(shown, f"{PATH}:paste")

    assert values(shown) == {"2026-01": "99.97", "2026-05": "98", "2026-06": "97"}


def test_figures_changed_by_hand_are_no_longer_those_of_the_file() -> None:
    shown = history("99.97", digest="ab" * 32)
    assert "SHA-256 abababab" in said(shown)
    enter(shown, f"{PATH}:2026-01-01", "99.98")
    settle()

    assert shown.value("expectations.evidence.histories.0.digest") == "typed"
    assert "Typed by hand" in said(shown)


def test_windows_shorter_than_a_line_are_shown_and_never_typed_over() -> None:
    shown = history("99.97")
    days = tuple(HistoryWindow(dt.date(2026, 1, day), Decimal("99.9")) for day in (1, 11, 21))
    shown.store.edit(PATH, days)
    shown.store.edit("expectations.evidence.histories.0.window", WindowKind.FIXED_DAYS)
    settle()
    assert line(shown, "2026-01-01").isReadOnly()
    assert "none can be typed over" in said(shown)
    paste(shown, "2026-01-01", "98\n97")

    assert shown.value(PATH) == days
