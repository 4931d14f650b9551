"""The editor of clauses: its text is exact, and a chip is one thing that cannot be half written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from slawizard.clauses.library import bundled_library
from slawizard.clauses.tokens import TokenKind, tokens
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.gui.widgets.chip_look import ChipWords, Value
from tests.drivers import Heard, settle

_MARKS = [
    "{{",
    "}}",
    "{% if a %}",
    "{{ a.b }}",
    "[[x]]",
    "\n",
    "\r\n",
    "\u2028",
    "\ufdd0",
    "\ufffc",
    "😀",
    "\t",
    "\xa0",
]
_TEXTS = st.lists(st.one_of(st.sampled_from(_MARKS), st.text(max_size=6))).map("".join)
_WORDS = ChipWords({"claim.within": Value("Time to claim", "30 days")}, {"disputes": "Disputes"}, {"claim.wihtin"})


@pytest.fixture
def editor() -> ChipEditor:
    made = ChipEditor()
    made.set_words(_WORDS)
    made.resize(500, 300)
    made.show()
    settle()
    return made


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS)
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    editor = ChipEditor()
    editor.show_source(text)
    assert editor.source() == text


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXTS, _TEXTS, st.integers(0, 40))
def test_what_is_typed_at_a_place_leaves_all_the_rest(text: str, typed: str, place: int) -> None:
    editor = ChipEditor()
    editor.show_source(text)
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, n=place)
    editor.setTextCursor(cursor)
    before = editor.source_before_cursor()
    behind = text[len(before) :]
    assert text.startswith(before)
    editor.put_in(typed)
    assert editor.source() == before + typed + behind


def test_every_clause_of_the_library_comes_out_as_it_went_in(editor: ChipEditor) -> None:
    texts = [one.text for variants in bundled_library().variants.values() for one in variants.values()]
    for text in texts:
        editor.show_source(text)
        assert editor.source() == text
    assert len(texts) > 100


def test_backspace_takes_a_whole_chip(editor: ChipEditor) -> None:
    editor.show_source("within {{ claim.within }} of")
    cursor = editor.textCursor()
    cursor.setPosition(len("within ") + 1)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.source() == "within  of"


def test_the_cursor_passes_a_chip_in_one_step_and_typing_behind_it_is_plain(editor: ChipEditor) -> None:
    editor.show_source("{{ claim.within }}")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Right)
    QTest.keyClicks(editor, " x")
    assert editor.source() == "{{ claim.within }} x"
    assert editor.chip_at(1) is None


def test_two_braces_ask_for_a_value_and_leave_none_in_the_text(editor: ChipEditor) -> None:
    heard = Heard(editor.value_wanted)
    QTest.keyClicks(editor, "a {{")
    assert heard.last == "{{"
    assert editor.source() == "a "


def test_control_and_space_asks_too(editor: ChipEditor) -> None:
    heard = Heard(editor.value_wanted)
    QTest.keyClick(editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert len(heard) == 1
    assert editor.source() == ""


def test_a_tag_that_is_typed_to_its_end_becomes_a_chip(editor: ChipEditor) -> None:
    editor.textCursor().insertText("{% if a ")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "%}x")
    assert editor.source() == "{% if a %}x"
    chip = editor.chip_at(0)
    assert chip is not None
    assert chip.kind is TokenKind.TAG


@pytest.mark.parametrize(("typed", "asks"), [("a {%", "{%"), ("a [[", "[["), ("a{{", "{{")])
def test_what_begins_a_tag_or_a_reference_asks_for_one(editor: ChipEditor, typed: str, asks: str) -> None:
    heard = Heard(editor.value_wanted)
    QTest.keyClicks(editor, typed)
    assert heard.last == asks
    assert editor.source() == typed[:-2]


def test_f2_on_a_tag_asks_for_another_in_its_place(editor: ChipEditor) -> None:
    editor.show_source("a{% if b %}c")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)
    heard = Heard(editor.tag_wanted)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    assert heard.last == "{% if b %}"
    editor.put_in("{% if c %}")
    assert editor.source() == "a{% if c %}c"


def test_a_tag_is_opened_for_writing_and_leaving_it_closes_it(editor: ChipEditor) -> None:
    editor.show_source("{% if a %}x")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    editor.unfold()
    QTest.keyClicks(editor, "b ")
    assert editor.source() == "{% if a b %}x"
    assert editor.chip_at(0) is None
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.chip_at(0) is not None
    assert editor.source() == "{% if a b %}x"


def test_f2_on_a_value_asks_for_another_in_its_place(editor: ChipEditor) -> None:
    editor.show_source("a {{ claim.within }} b")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    heard = Heard(editor.value_wanted)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    assert len(heard) == 1
    editor.put_in("{{ claim.anchor }}")
    assert editor.source() == "a {{ claim.anchor }} b"


def test_the_chip_at_the_cursor_is_told_in_words(editor: ChipEditor) -> None:
    heard = Heard(editor.chip_entered)
    editor.show_source("{{ claim.within }}")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert heard.last == "Time to claim – {{ claim.within }} – here: 30 days"


def test_copied_chips_are_pasted_as_chips(editor: ChipEditor) -> None:
    editor.show_source("{{ claim.within }} [[disputes]]")
    editor.selectAll()
    editor.copy()
    assert QApplication.clipboard().text() == "{{ claim.within }} [[disputes]]"
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.paste()
    assert editor.source() == "{{ claim.within }} [[disputes]]" * 2


def test_showing_a_text_is_no_edit_and_typing_is(editor: ChipEditor) -> None:
    heard = Heard(editor.edited)
    editor.show_source("{{ claim.within }}")
    assert len(heard) == 0
    QTest.keyClicks(editor, "x")
    assert len(heard) >= 1


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [(1, 0, ""), (2, 0, "a\n"), (3, 3, "a\n{% x\n %}"), (3, 5, "a\n{% x\n %}b"), (4, 1, "a\n{% x\n %}b {{ c }}\n")],
)
def test_a_line_of_the_text_is_found_among_chips(editor: ChipEditor, line: int, column: int, before: str) -> None:
    editor.show_source("a\n{% x\n %}b {{ c }}\nd")
    editor.go_to_line(line, column)
    assert editor.source_before_cursor() == before


def test_what_is_not_known_is_told_apart(editor: ChipEditor) -> None:
    heard = Heard(editor.chip_entered)
    editor.show_source("{{ claim.wihtin }}")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert "nothing of this name" in heard.last


def test_typing_over_a_selection_of_chips_leaves_what_was_typed(editor: ChipEditor) -> None:
    editor.show_source("{{ claim.within }}{{ claim.within }} [[disputes]]")
    cursor = editor.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert editor.source() == "{{ claim.within }}{{ claim.within }} [[disputes]]"
    QTest.keyClicks(editor, "ab")
    assert editor.source() == "{{ claim.within }}ab [[disputes]]"
    editor.selectAll()
    QTest.keyClicks(editor, "y")
    assert editor.source() == "y"


def test_a_condition_is_said_in_words_and_a_misspelt_name_in_it_is_marked() -> None:
    tag = tokens("{% if claim.within|wanted and not clauses['disputes'] %}")[0]
    assert _WORDS.words(tag) == "if Time to claim is wanted and not the clause “Disputes” stands"
    assert _WORDS.is_known(tag)
    assert not _WORDS.is_known(tokens("{% if not claim.wihtin %}")[0])
    assert _WORDS.words(tokens("{% elif severities.timed or levels|several %}")[0]) == (
        "otherwise if Severities: timed or several: Levels"
    )


def test_a_loop_and_its_ends_are_said_in_words() -> None:
    said = [_WORDS.words(one) for one in tokens("{% for one in claim.within %}{% if not loop.last %}{% endfor %}")]
    assert said == ["for each of: Time to claim", "if not it is the last", "end of “for each”"]
