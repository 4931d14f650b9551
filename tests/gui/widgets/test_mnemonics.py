"""Labels' letters: shown while Alt is down, and each goes to its field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from slawizard.agreement.agreement import Agreement
from slawizard.gui.widgets.field import Field, Kind
from tests.drivers import find, until
from tests.gui.pages.page_fixtures import make_store, show_page
from tests.gui.widgets.form_fixtures import form

NAME = Field("frame.provider.legal_name", "Legal name", Kind.NAME, "The name.")
COURTS = Field("frame.courts", "Courts", Kind.NAME, "The courts.")
LANGUAGE = Field("frame.language", "G", Kind.NAME, "The language.")
COUNTS = Field("expectations.maintenance.counts_as_downtime", "Counts", Kind.CHECK, "Whether.")


def test_a_letter_goes_to_its_field() -> None:
    shown = form(NAME, COURTS)
    QTest.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    assert find(shown, QLineEdit, COURTS.path).hasFocus()
    QTest.keyClick(shown, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)

    assert find(shown, QLineEdit, NAME.path).hasFocus()


def test_a_letter_of_two_fields_goes_from_one_to_the_other() -> None:
    shown = form(NAME, LANGUAGE)
    shown.leave()
    for path in (NAME.path, LANGUAGE.path, NAME.path):
        QTest.keyClick(shown, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
        assert find(shown, QLineEdit, path).hasFocus()


def test_a_letter_ticks_a_box() -> None:
    shown = form(COUNTS)
    QTest.keyClick(shown, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)

    until(find(shown, QCheckBox, COUNTS.path).isChecked, "the tick: while Alt is down, Qt itself presses the box")
    assert shown.value(COUNTS.path) is True


def test_the_letters_are_underlined_only_while_alt_is_down() -> None:
    page = show_page("flexibility", make_store(Agreement()))
    line = find(page, QLineEdit, "flexibility.review.every")
    line.setFocus()
    label = next(label for label in page.findChildren(QLabel) if label.buddy() is line)
    assert label.text() == "Review every"
    QTest.keyPress(line, Qt.Key.Key_Alt)
    assert label.text() == "&Review every"
    QTest.keyRelease(line, Qt.Key.Key_Alt)

    assert label.text() == "Review every"


def test_every_label_of_a_field_knows_its_field() -> None:
    shown = form(NAME, COURTS)
    buddies: list[QWidget | None] = [label.buddy() for label in shown.findChildren(QLabel) if label.buddy()]

    assert buddies == [find(shown, QLineEdit, NAME.path), find(shown, QLineEdit, COURTS.path)]
