"""The window of clauses: looked through, written in, undone; on the real library, and what the worker makes of it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabWidget,
    QTextBrowser,
)

from slawizard.agreement.origin import Origin
from slawizard.agreement.texts import ClauseEdit, Stance, Texts
from slawizard.clauses import arranging
from slawizard.clauses.assemble import assemble_with_problems
from slawizard.clauses.comparison import library_text
from slawizard.gui.dialogs.clause_draft import ClauseDraft
from slawizard.gui.dialogs.clause_rows import Filter
from slawizard.gui.draft_store import DraftStore
from tests.agreements.examples import full
from tests.drivers import Answers, Heard, enter, find, press, read, settle, until
from tests.gui.dialogs.clause_driver import CLAUSE, Shown


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = Shown(full())
    yield made
    made.dialog.close()


# --- looking through -------------------------------------------------------------------------------------------------


def test_every_clause_is_listed_by_the_number_it_has_in_the_draft(shown: Shown) -> None:
    rows = shown.tree()
    assert len(rows) >= 80
    numbers = [row.split("  ")[0] for row in rows if "Claiming Service Credits" in row]
    assert numbers[0].isdecimal()


def test_a_clause_tells_when_it_applies_and_what_it_needs(shown: Shown) -> None:
    assert read(shown.dialog, "clauses.applies").startswith("Where a Service Credit must be claimed. In this draft as")
    heard = Heard(shown.dialog.field_chosen)
    press(shown.dialog, "clauses.needs.0")
    assert heard.last == "consequences.claim.within"
    assert not shown.dialog.isVisible()


def test_a_clause_is_shown_as_written_and_as_it_reads(shown: Shown) -> None:
    assert shown.editor.source() == library_text(full(), CLAUSE)
    assert "The Customer must claim" in shown.reading()
    assert "{{" not in shown.reading()


def test_the_search_takes_every_word_of_the_text(shown: Shown) -> None:
    enter(shown.dialog, "clauses.search", "earn back")
    settle()
    assert 0 < len(shown.tree()) < 20


def test_a_search_that_nothing_fits_says_so_and_leaves_the_clause(shown: Shown) -> None:
    enter(shown.dialog, "clauses.search", "zzzz")
    settle()
    assert shown.tree() == []
    assert "No clause fits" in read(shown.dialog, "clauses.count")
    assert shown.dialog.clause == CLAUSE


@pytest.mark.parametrize(("chosen", "least", "most"), [(Filter.STANCES, 25, 60), (Filter.DIFFERS, 0, 0)])
def test_a_filter_leaves_what_it_is_for(shown: Shown, chosen: Filter, least: int, most: int) -> None:
    shown.dialog._list.set_filter(chosen)
    settle()
    assert least <= len(shown.tree()) <= most


def test_what_is_in_the_draft_and_what_is_not_are_all(shown: Shown) -> None:
    counts = []
    for chosen in (Filter.IN_DRAFT, Filter.NOT_IN_DRAFT, Filter.ALL):
        shown.dialog._list.set_filter(chosen)
        settle()
        counts.append(len(shown.tree()))
    assert counts[0] + counts[1] == counts[2]


def test_a_clause_of_the_agreement_that_is_repeated_leads_to_its_text() -> None:
    agreement = full()
    document = assemble_with_problems(agreement).document
    repeated = next(c.id for part in document.parts for c in part.clauses if c.id.startswith("service-level-"))
    shown = Shown(agreement, repeated)
    assert shown.dialog.clause == "service-level"
    shown.dialog.close()


def test_without_a_draft_everything_is_read_only() -> None:
    shown = Shown(full(), is_example=True)
    assert shown.editor.isReadOnly()
    assert not find(shown.dialog, QPushButton, "clauses.add").isVisible()
    assert "No draft is open" in read(shown.dialog, "clauses.differing")
    QTest.keyClicks(shown.editor, "x")
    assert shown.editor.source() == library_text(full(), CLAUSE)
    shown.dialog.close()


# --- stances ---------------------------------------------------------------------------------------------------------


def test_the_stance_of_the_whole_agreement_changes_the_words(shown: Shown) -> None:
    shown.choose("clauses.whole_stance", Stance.PROVIDER)
    assert shown.texts == Texts(stance=Stance.PROVIDER)
    assert shown.editor.source() == library_text(shown.store.agreement, CLAUSE) != library_text(full(), CLAUSE)
    assert read(shown.dialog, "clauses.used").startswith("The provider’s text is used. Favours the provider")


def test_one_clause_can_be_by_another_stance_than_the_whole(shown: Shown) -> None:
    shown.choose("clauses.stance", Stance.CUSTOMER)
    assert [one.stance for one in shown.texts.choices] == [Stance.CUSTOMER]
    shown.choose("clauses.stance", "")
    assert shown.texts == Texts()


def test_a_clause_without_the_stance_says_which_text_is_used() -> None:
    shown = Shown(msgspec.structs.replace(full(), texts=Texts(stance=Stance.CUSTOMER)), "definitions")
    assert read(shown.dialog, "clauses.used") == "One text, whoever proposes it."
    shown.dialog.close()


def test_three_stances_stand_side_by_side_with_the_differing_words_underlined(shown: Shown) -> None:
    find(shown.dialog, QTabWidget, "clauses.tabs").setCurrentIndex(1)
    customer = find(shown.dialog, QTextBrowser, "clauses.compare.customer")
    until(lambda: "Claiming" in customer.toPlainText(), "the comparison")
    assert "text-decoration: underline" in customer.toHtml()
    assert "The Provider settles for: provider’s, then balanced, then customer’s." in read(
        shown.dialog, "clauses.fallback"
    )
    press(shown.dialog, "clauses.use.customer")
    shown.idle()
    assert shown.texts.choices[0].stance is Stance.CUSTOMER


# --- editing ---------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_in_the_draft_and_reads_at_once(shown: Shown) -> None:
    shown.write("The Customer must ask within {{ claim.within }}.")
    assert [one.text for one in shown.texts.edits] == ["The Customer must ask within {{ claim.within }}."]
    assert "The Customer must ask within" in shown.reading()
    assert any("your words" in row for row in shown.tree())
    assert "1 clause differs" in read(shown.dialog, "clauses.differing")


def test_a_problem_is_told_with_line_and_suggestion_and_a_click_goes_there(shown: Shown) -> None:
    shown.write("Within a time.\n\nOf {{ claim.wihtin }}, not later.")
    assert shown.problems() == ["✕ Line 3: There is no “wihtin” here. Perhaps “within” was meant."]
    assert "cannot be shown" in shown.reading()
    listed = find(shown.dialog, QListWidget, "clauses.problems")
    listed.itemClicked.emit(listed.item(0))
    assert shown.editor.source_before_cursor().startswith("Within a time.\n\nOf ")
    assert any("problem" in row for row in shown.tree())


def test_a_warning_is_told_and_keeps_no_text_from_being_shown(shown: Shown) -> None:
    shown.write("Within \u202ea time.\n\nOf {{ claim.within }}, not {later}.")
    first, second, third = shown.problems()
    assert first.startswith("! Warning: Line 1: There is a character on this line that cannot be seen: right-to-left")
    assert (second[:18], third[:18]) == ("! Warning: Line 3:", "! Warning: Line 3:")
    assert read(shown.dialog, "clauses.state") == "✓ Can be shown"
    assert not any("problem" in row for row in shown.tree())


def test_as_in_the_library_takes_ones_words_away_and_undo_brings_them_back(shown: Shown) -> None:
    shown.write("Mine.")
    press(shown.dialog, "clauses.reset")
    shown.idle()
    assert shown.texts == Texts()
    assert shown.editor.source() == library_text(full(), CLAUSE)
    press(shown.dialog, "clauses.undo")
    shown.idle()
    assert shown.editor.source() == "Mine."
    press(shown.dialog, "clauses.redo")
    shown.idle()
    assert shown.texts == Texts()


def test_undo_ends_where_the_window_was_opened() -> None:
    store = DraftStore(full(), find_findings=lambda _agreement: ())
    store.edit("title", "Changed before")
    draft = ClauseDraft(store.agreement, store)
    draft.undo()
    assert store.value("title") == "Changed before"
    draft.change(lambda agreement: arranging.with_stance(agreement.texts, Stance.PROVIDER))
    draft.undo()
    draft.undo()
    assert store.value("texts") == Texts()
    assert store.value("title") == "Changed before"


def test_typing_is_one_step_of_undo_and_another_clause_another(shown: Shown) -> None:
    shown.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(shown.editor, "abc")
    shown.idle()
    shown.dialog.show_clause("disputes")
    shown.idle()
    QTest.keyClicks(shown.editor, "x")
    shown.idle()
    assert len(shown.texts.edits) == 2
    press(shown.dialog, "clauses.undo")
    shown.idle()
    assert [one.clause for one in shown.texts.edits] == [CLAUSE]
    press(shown.dialog, "clauses.undo")
    shown.idle()
    assert shown.texts == Texts()


def test_a_value_is_put_in_from_the_list_without_typing_its_name(shown: Shown) -> None:
    shown.write("Within ")
    QTest.keyClicks(shown.editor, "{{")
    settle()
    chooser = shown.front("values")
    enter(chooser, "values.search", "claim: within")
    QTest.keyClick(find(chooser, QLineEdit, "values.search"), Qt.Key.Key_Return)
    shown.idle()
    assert shown.texts.edits[0].text == "Within {{ claim.within }}"
    assert "30 days" in shown.reading() or "Within" in shown.reading()


def test_a_list_where_nothing_fits_says_so_and_puts_nothing_in(shown: Shown) -> None:
    shown.write("Within ")
    press(shown.dialog, "clauses.put_in")
    settle()
    chooser = shown.front("values")
    enter(chooser, "values.search", "qqqq")
    QTest.keyClick(find(chooser, QLineEdit, "values.search"), Qt.Key.Key_Return)
    assert chooser.isVisible()
    chooser.reject()
    settle()
    assert shown.texts.edits[0].text == "Within "


def test_two_brackets_offer_what_can_be_referred_to(shown: Shown) -> None:
    shown.write("See ")
    QTest.keyClicks(shown.editor, "[[")
    settle()
    chooser = shown.front("values")
    enter(chooser, "values.search", "disputes")
    chooser.accept()
    shown.idle()
    assert shown.texts.edits[0].text.startswith("See [[")


def test_a_text_that_the_library_changed_since_can_be_kept_or_taken_over() -> None:
    edit = ClauseEdit(CLAUSE, "My words.", "0" * 64)
    shown = Shown(msgspec.structs.replace(full(), texts=Texts(edits=(edit,))))
    assert any("library changed" in row for row in shown.tree())
    find(shown.dialog, QTabWidget, "clauses.tabs").setCurrentIndex(2)
    changes = find(shown.dialog, QTextBrowser, "clauses.changes")
    until(changes.toPlainText, "the comparison")
    assert "line-through" in changes.toHtml()
    assert "has changed since" in read(shown.dialog, "clauses.changes.words")
    press(shown.dialog, "clauses.keep")
    shown.idle()
    assert shown.texts.edits[0].based_on != "0" * 64
    assert not any("library changed" in row for row in shown.tree())
    press(shown.dialog, "clauses.take_over")
    shown.idle()
    assert shown.texts == Texts()
    shown.dialog.close()


def test_choosing_a_stance_for_an_edited_clause_asks_first(shown: Shown) -> None:
    shown.write("Mine.")
    with Answers("answer.cancel"):
        shown.choose("clauses.stance", Stance.PROVIDER)
    assert shown.texts.edits[0].text == "Mine."
    with Answers("answer.discard"):
        shown.choose("clauses.stance", Stance.PROVIDER)
    assert not shown.texts.edits


# --- clauses of one's own --------------------------------------------------------------------------------------------


def _add(shown: Shown, title: str) -> None:
    press(shown.dialog, "clauses.add")
    settle()
    dialog = shown.front("new_clause")
    enter(dialog, "new_clause.title", title)
    press(dialog, "new_clause.add")
    shown.idle()


def test_an_own_clause_is_added_after_the_one_that_is_shown(shown: Shown) -> None:
    _add(shown, "Tea breaks")
    order = arranging.step_order(shown.texts, "consequences")
    assert order[order.index(CLAUSE) + 1] == "tea-breaks" == shown.dialog.clause
    assert "Write here" in shown.reading()
    assert shown.can_press("clauses.delete")
    press(shown.dialog, "clauses.undo")
    shown.idle()
    assert shown.texts == Texts()


def test_a_clause_without_a_title_is_not_added(shown: Shown) -> None:
    press(shown.dialog, "clauses.add")
    settle()
    dialog = shown.front("new_clause")
    press(dialog, "new_clause.add")
    assert dialog.isVisible()
    assert any("Enter a title" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_an_own_clause_is_renamed_moved_and_deleted(shown: Shown) -> None:
    _add(shown, "Tea breaks")
    enter(shown.dialog, "clauses.own_title", "Coffee")
    shown.idle()
    assert shown.texts.own[0].title == "Coffee"
    before = arranging.step_order(shown.texts, "consequences").index("tea-breaks")
    press(shown.dialog, "clauses.up")
    shown.idle()
    assert arranging.step_order(shown.texts, "consequences").index("tea-breaks") == before - 1
    shown.choose("clauses.own_step", "flexibility")
    assert arranging.step_order(shown.texts, "flexibility")[-1] == "tea-breaks"
    assert not shown.can_press("clauses.down")
    press(shown.dialog, "clauses.delete")
    shown.idle()
    assert shown.texts.own == ()


def test_a_copy_of_a_clause_is_ones_own(shown: Shown) -> None:
    press(shown.dialog, "clauses.duplicate")
    shown.idle()
    assert shown.texts.own[0].text == library_text(full(), CLAUSE)
    assert shown.texts.own[0].title == "Claiming Service Credits (copy)"


def test_the_librarys_clauses_cannot_be_moved_or_deleted(shown: Shown) -> None:
    assert not any(shown.can_press(f"clauses.{name}") for name in ("up", "down", "delete"))
    assert shown.can_press("clauses.add")


# --- what may not be changed -----------------------------------------------------------------------------------------


def test_words_that_the_template_locks_are_read_only() -> None:
    shown = Shown(msgspec.structs.replace(full(), origin=Origin("any", locked=("texts",))))
    assert shown.editor.isReadOnly()
    assert not shown.can_press("clauses.add")
    assert "keeps its words" in read(shown.dialog, "clauses.differing")
    shown.dialog.close()
