"""Typed fields: the draft follows every valid key, and what is refused is never lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from slawizard.agreement.agreement import Agreement, LeftOut
from slawizard.agreement.metrics import Metrics, ServiceLevel
from slawizard.agreement.origin import Origin, Question
from slawizard.agreement.parties import Frame, Party
from slawizard.agreement.quantities import Duration, TimeUnit
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.gui.widgets.field import Field, Kind
from tests.drivers import enter, find, press, settle, until
from tests.gui.widgets.form_fixtures import form, said

TERM = Field("frame.term", "Initial term", Kind.DURATION, "How long.", required=True)
START = Field("frame.start", "Starts on", Kind.DATE, "The first day.", example="1 March 2027")
NAME = Field("frame.provider.legal_name", "Legal name", Kind.NAME, "The name.", required=True)
ADDRESS = Field("frame.provider.address", "Address", Kind.PROSE, "The address.")
PRECEDENCE = Field("frame.precedence", "Order", Kind.LINES, "The documents.")


def test_the_draft_follows_every_valid_key() -> None:
    shown = form(NAME)
    shown.type_into(NAME.path, "Ac")
    assert shown.value(NAME.path) == "Ac"
    shown.type_into(NAME.path, "me")

    assert shown.value(NAME.path) == "Acme"


def test_typing_in_one_field_is_one_step_of_undo() -> None:
    shown = form(NAME)
    shown.type_into(NAME.path, "Acme")
    shown.store.undo()

    assert shown.value(NAME.path) == ""
    assert find(shown, QLineEdit, NAME.path).text() == ""


def test_what_was_understood_is_said_while_typing_and_written_out_on_leaving() -> None:
    shown = form(TERM)
    field = shown.type_into(TERM.path, "1h30")
    assert "= 90\u00a0minutes" in said(shown)
    shown.leave()

    assert isinstance(field, QLineEdit)
    assert field.text() == "90 min"
    assert "=" not in said(shown)


def test_a_refused_entry_stays_as_typed_leaves_the_draft_alone_and_says_why_when_left() -> None:
    shown = form(TERM, agreement=Agreement(frame=Frame(term=Duration(Decimal(4), TimeUnit.HOURS))))
    enter(shown, TERM.path, "4 m")
    assert "could mean" not in said(shown), "not in the middle of a word"
    shown.leave()

    assert shown.value(TERM.path) == Duration(Decimal(4), TimeUnit.HOURS)
    assert find(shown, QLineEdit, TERM.path).text() == "4 m"
    assert "4 min or 4 months" in said(shown)
    assert find(shown, QLineEdit, TERM.path).property("wrong") is True


def test_a_refused_entry_leaves_no_beginning_of_itself_behind() -> None:
    shown = form(START, agreement=Agreement(frame=Frame(start=dt.date(2027, 3, 1))))
    enter(shown, START.path, "2028-05-02")
    assert shown.value(START.path) == dt.date(2028, 5, 2)
    shown.type_into(START.path, "x")
    assert shown.value(START.path) == dt.date(2027, 3, 1)
    assert find(shown, QLineEdit, START.path).text() == "2028-05-02x"
    QTest.keyClick(find(shown, QLineEdit, START.path), Qt.Key.Key_Backspace)

    assert shown.value(START.path) == dt.date(2028, 5, 2)


def test_the_reason_for_a_refusal_comes_by_itself_when_the_hands_rest() -> None:
    shown = form(TERM)
    shown.type_into(TERM.path, "soon")

    until(lambda: "not a length of time" in said(shown), "the sentence")


def test_a_refusal_is_gone_with_the_next_valid_key() -> None:
    shown = form(TERM)
    shown.type_into(TERM.path, "4")
    shown.leave()
    assert "4 of what?" in said(shown)
    shown.type_into(TERM.path, "h")

    assert "of what" not in said(shown)
    assert shown.value(TERM.path) == Duration(Decimal(4), TimeUnit.HOURS)


def test_a_refused_entry_survives_changes_of_other_fields() -> None:
    shown = form(TERM, NAME)
    shown.type_into(TERM.path, "4 m")
    shown.leave()
    shown.store.edit(NAME.path, "Acme")

    assert find(shown, QLineEdit, TERM.path).text() == "4 m"


def test_an_edit_from_elsewhere_replaces_what_is_shown() -> None:
    shown = form(TERM)
    shown.type_into(TERM.path, "4 m")
    shown.store.edit(TERM.path, Duration(Decimal(2), TimeUnit.YEARS))

    assert find(shown, QLineEdit, TERM.path).text() == "2 years"
    assert shown.context.pending == {}


def test_the_cursor_stays_where_it_is_while_the_text_says_what_the_draft_holds() -> None:
    shown = form(START)
    enter(shown, START.path, "2027-03-01")
    line = find(shown, QLineEdit, START.path)
    line.setCursorPosition(4)
    shown.store.edit("frame.version", "2")

    assert (line.text(), line.cursorPosition()) == ("2027-03-01", 4)
    assert shown.value(START.path) == dt.date(2027, 3, 1)


def test_an_emptied_field_empties_the_draft() -> None:
    shown = form(TERM, agreement=Agreement(frame=Frame(term=Duration(Decimal(4), TimeUnit.HOURS))))
    line = find(shown, QLineEdit, TERM.path)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)

    assert shown.value(TERM.path) is None


def test_a_figure_that_must_be_there_cannot_be_emptied() -> None:
    level = ServiceLevel("a")
    starts = Field("metrics.levels.0.window.starts_on", "Begins on", Kind.WHOLE, "The day.")
    shown = form(starts, agreement=Agreement(metrics=Metrics((level,))))
    line = find(shown, QLineEdit, starts.path)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    shown.leave()

    assert shown.value(starts.path) == 1
    assert "needs a value" in said(shown)


def test_an_invisible_character_is_refused_with_its_place() -> None:
    shown = form(NAME)
    line = find(shown, QLineEdit, NAME.path)
    line.setText("Ac\u202eme")
    line.textEdited.emit(line.text())
    shown.leave()

    assert shown.value(NAME.path) == ""
    assert "character 3 (U+202E)" in said(shown)


def test_several_lines_are_typed_and_tab_goes_on() -> None:
    shown = form(ADDRESS, NAME)
    area = find(shown, QPlainTextEdit, ADDRESS.path)
    area.setFocus()
    QTest.keyClicks(area, "1 Mill Lane")
    QTest.keyClick(area, Qt.Key.Key_Return)
    QTest.keyClicks(area, "Leeds")
    QTest.keyClick(area, Qt.Key.Key_Tab)

    assert shown.value(ADDRESS.path) == "1 Mill Lane\nLeeds"
    assert find(shown, QLineEdit, NAME.path).hasFocus()


def test_an_area_grows_with_its_text() -> None:
    shown = form(ADDRESS)
    area = find(shown, QPlainTextEdit, ADDRESS.path)
    before = area.height()
    shown.store.edit(ADDRESS.path, "\n".join("abcde"))
    settle()

    assert area.height() > before


def test_a_list_of_lines_has_an_entry_for_each_line_that_says_something() -> None:
    shown = form(PRECEDENCE)
    area = find(shown, QPlainTextEdit, PRECEDENCE.path)
    area.setFocus()
    QTest.keyClicks(area, "First")
    QTest.keyClick(area, Qt.Key.Key_Return)

    assert shown.value(PRECEDENCE.path) == ("First",)
    assert area.toPlainText() == "First\n", "the line being begun is not taken away"


def test_an_undo_in_an_area_keeps_the_cursor_in_the_text() -> None:
    shown = form(ADDRESS, agreement=Agreement(frame=Frame(Party(address="Leeds"))))
    area = find(shown, QPlainTextEdit, ADDRESS.path)
    area.setFocus()
    area.moveCursor(area.textCursor().MoveOperation.End)
    QTest.keyClicks(area, " LS1")
    shown.store.undo()

    assert area.toPlainText() == "Leeds"
    assert area.textCursor().position() == 5


def test_a_suggested_value_is_typed_or_picked() -> None:
    field = Field("frame.currency", "Currency", Kind.NAME, "The currency.", suggestions=lambda: ("EUR", "USD"))
    shown = form(field)
    combo = find(shown, QComboBox, field.path)
    line = combo.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "GBP")
    assert shown.value(field.path) == "GBP"
    combo.setCurrentIndex(1)
    combo.activated.emit(1)

    assert shown.value(field.path) == "USD"


def test_findings_are_shown_once_the_field_was_left() -> None:
    finding = Finding("OBJ-X", FindingLevel.WARNING, NAME.path, "Two parties look the same.", "", "")
    shown = form(NAME, findings=(finding,))
    shown.store.check_soon()
    until(lambda: shown.store.findings, "the checks")
    assert "look the same" not in said(shown)
    find(shown, QLineEdit, NAME.path).setFocus()
    shown.leave()

    assert "▲ Two parties look the same." in said(shown), "a sign beside the colour"


def test_a_needed_field_can_be_left_out_with_a_reason() -> None:
    shown = form(NAME)
    find(shown, QLineEdit, NAME.path).setFocus()
    settle()
    press(shown, f"{NAME.path}:leave_out")
    reason = find(shown, QLineEdit, f"{NAME.path}:reason")
    assert reason.hasFocus()
    QTest.keyClicks(reason, "It stands in the order")

    assert shown.store.agreement.left_out == (LeftOut(NAME.path, "It stands in the order"),)


def test_what_is_left_out_says_so_above_the_reason() -> None:
    shown = form(NAME, agreement=Agreement(left_out=(LeftOut(NAME.path, "It stands in the order"),)))
    assert "Left out on purpose, because" in said(shown)
    shown.type_into(NAME.path, "Acme")
    shown.leave()

    assert "Left out on purpose" not in said(shown)


def test_of_a_text_longer_than_its_line_the_beginning_is_shown_once_it_is_left() -> None:
    shown = form(NAME)
    shown.type_into(NAME.path, "A name of a company that is longer than any line could be, " * 4 + "Ltd")
    assert find(shown, QLineEdit, NAME.path).cursorPosition() > 0
    shown.leave()

    assert find(shown, QLineEdit, NAME.path).cursorPosition() == 0


def test_the_reason_goes_when_the_field_is_filled_after_all() -> None:
    shown = form(NAME, agreement=Agreement(left_out=(LeftOut(NAME.path, "because"),)))
    assert find(shown, QLineEdit, f"{NAME.path}:reason").text() == "because"
    shown.type_into(NAME.path, "Acme")
    shown.leave()

    assert shown.store.agreement.left_out == ()
    assert not find(shown, QLineEdit, f"{NAME.path}:reason").isVisible()


def test_an_emptied_reason_is_no_reason() -> None:
    shown = form(NAME, agreement=Agreement(left_out=(LeftOut(NAME.path, "b"),)))
    reason = find(shown, QLineEdit, f"{NAME.path}:reason")
    reason.setFocus()
    reason.selectAll()
    QTest.keyClick(reason, Qt.Key.Key_Delete)

    assert shown.store.agreement.left_out == ()


@pytest.mark.parametrize("field", [NAME, TERM, START])
def test_a_field_has_a_name_and_a_description_for_those_who_do_not_see_it(field: Field) -> None:
    line = find(form(field), QLineEdit, field.path)

    assert line.accessibleName() == field.label
    assert field.help in line.accessibleDescription()
    assert ("Needed" in line.accessibleDescription()) == field.required


def test_a_refusal_is_told_to_those_who_do_not_see_it() -> None:
    shown = form(TERM)
    shown.type_into(TERM.path, "soon")
    shown.leave()

    assert "not a length of time" in find(shown, QLineEdit, TERM.path).accessibleDescription()


def test_a_draft_open_elsewhere_shows_what_it_holds() -> None:
    shown = form(NAME)
    shown.store.replace_all(Agreement(frame=Frame(Party(legal_name="Acme"))), read_only=True)
    shown.type_into(NAME.path, "x")
    shown.leave()

    assert shown.value(NAME.path) == "Acme"
    assert find(shown, QLineEdit, NAME.path).text() == "Acme"


@pytest.mark.parametrize("typed", ["Other", ""], ids=["changed", "cleared"])
def test_a_field_that_the_template_keeps_says_so_and_stays_as_it_is(typed: str) -> None:
    shown = form(NAME, agreement=LOCKED)
    enter(shown, NAME.path, typed)
    if not typed:
        QTest.keyClick(find(shown, QLineEdit, NAME.path), Qt.Key.Key_Delete)
    shown.leave()

    assert shown.value(NAME.path) == "Acme"
    assert not find(shown, QLineEdit, NAME.path).isEnabled()
    assert "keeps this as it is" in find(shown, QLineEdit, NAME.path).accessibleDescription()


def test_unlock_lets_a_field_be_changed_and_undo_locks_it_again() -> None:
    shown = form(NAME, agreement=LOCKED)
    press(shown, f"{NAME.path}:unlock")
    enter(shown, NAME.path, "Other")
    assert shown.value(NAME.path) == "Other"
    shown.store.undo()
    shown.store.undo()

    assert shown.value(NAME.path) == "Acme"
    assert not find(shown, QLineEdit, NAME.path).isEnabled()


def test_a_question_of_the_template_is_marked_until_it_is_answered() -> None:
    asking = Origin("hosting", questions=(Question(NAME.path, "Who provides the service?"),))
    shown = form(NAME, agreement=Agreement(origin=asking))
    mark = find(shown, QLabel, f"{NAME.path}:template")
    assert mark.text().startswith("asked")
    assert "Who provides the service?" in find(shown, QLineEdit, NAME.path).accessibleDescription()
    enter(shown, NAME.path, "Acme")

    assert mark.text() == ""


LOCKED = Agreement(frame=Frame(provider=Party("Acme")), origin=Origin("hosting", locked=("frame.provider",)))


def test_what_the_template_says_of_a_field_never_makes_the_page_wider() -> None:
    shown = form(NAME, agreement=LOCKED)
    shown.resize(900, 300)
    settle()
    mark = find(shown, QLabel, f"{NAME.path}:template")
    assert mark.text() == "The template keeps this as it is"
    whole = mark.sizeHint().width()
    holder = mark.parentWidget()
    assert holder is not None

    assert holder.minimumSizeHint().width() < whole
