"""Clauses that are kept in the library: looked at, put into the draft in one step, kept from it, deleted."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTreeWidget, QTreeWidgetItem

from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.gui.dialogs.clause_kept import KeptClausesDialog
from slawizard.gui.widgets.chip_editor import ChipEditor
from slawizard.storage.packs.clause_bundle import ClauseBundle, keep_bundle, kept_bundles
from tests.agreements.examples import full
from tests.drivers import Answers, enter, find, press, read, settle, until
from tests.gui.dialogs.clause_driver import Shown

CLAIM = ClauseEdit("credit-claim", "Claims are made by telephone.")
EXTRA = OwnClause("extra", "consequences", "<b>Extra</b>", "Nobody is late.")


class Kept:
    """The window of clauses with the dialog open over it."""

    def __init__(self, texts: Texts | None = None) -> None:
        agreement = full()
        self.shown = Shown(agreement if texts is None else msgspec.structs.replace(agreement, texts=texts))
        press(self.shown.dialog, "clauses.kept")
        settle()
        found = self.shown.front("kept")
        assert isinstance(found, KeptClausesDialog)
        self.dialog = found
        self.before = self.shown.texts

    @property
    def items(self) -> list[QTreeWidgetItem]:
        tree = find(self.dialog, QTreeWidget, "kept.list")
        tops = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
        return [found for top in tops if top for at in range(-1, top.childCount()) if (found := top.child(at) or top)]

    def listed(self, count: int) -> list[str]:
        until(lambda: len(self.items) == count, "the list")
        return [f"{item.text(0)} | {item.text(1)}" for item in self.items]

    def tick(self, row: int) -> None:
        self.items[row].setCheckState(0, Qt.CheckState.Checked)

    def can(self, name: str) -> bool:
        return find(self.dialog, QPushButton, f"kept.{name}").isEnabled()


@pytest.fixture
def kept() -> Iterator[Kept]:
    keep_bundle(ClauseBundle("tone", "Our tone", "For all.", (CLAIM,), (EXTRA,)))
    made = Kept()
    made.listed(3)
    yield made
    made.shown.dialog.close()


def test_what_is_kept_is_listed_with_what_it_is_in_this_draft(kept: Kept) -> None:
    assert kept.listed(3) == [
        "Our tone | 2 clauses",
        "Claiming Service Credits | in place of the library’s",
        "<b>Extra</b> | new, in Consequences",
    ]
    assert not kept.can("take"), "nothing is ticked"


def test_the_text_of_the_clause_that_is_chosen_is_shown_to_be_read(kept: Kept) -> None:
    find(kept.dialog, QTreeWidget, "kept.list").setCurrentItem(kept.items[1])
    text = find(kept.dialog, ChipEditor, "kept.text")

    assert text.source() == "Claims are made by telephone."
    assert text.isReadOnly()


def test_the_clauses_that_are_ticked_come_into_the_draft_as_one_step_of_undo(kept: Kept) -> None:
    kept.tick(0)
    press(kept.dialog, "kept.take")
    kept.shown.idle()
    assert CLAIM in kept.shown.texts.edits
    assert EXTRA in kept.shown.texts.own
    assert kept.shown.dialog.clause == "credit-claim", "what was taken is shown"
    kept.shown.store.undo()

    assert kept.shown.texts == kept.before


def test_one_clause_of_several_can_be_taken_alone(kept: Kept) -> None:
    kept.tick(2)
    press(kept.dialog, "kept.take")
    kept.shown.idle()

    assert kept.shown.texts.edits == kept.before.edits
    assert EXTRA in kept.shown.texts.own


def test_a_text_of_the_drafts_own_is_replaced_only_after_a_question() -> None:
    keep_bundle(ClauseBundle("tone", "Our tone", "", (CLAIM,)))
    mine = Texts(edits=(ClauseEdit("credit-claim", "Mine."),))
    made = Kept(mine)
    assert made.listed(2)[1] == "Claiming Service Credits | has another text"
    made.tick(1)
    with Answers("answer.cancel") as answers:
        press(made.dialog, "kept.take")
    assert "Claiming Service Credits" in answers.said[0]
    assert made.shown.texts == mine
    with Answers("answer.overwrite"):
        press(made.dialog, "kept.take")

    assert made.shown.texts.edits == (CLAIM,)
    made.shown.dialog.close()


def test_the_drafts_own_words_are_kept_under_a_title() -> None:
    made = Kept(Texts(own=(EXTRA,)))
    until(lambda: "No clauses are kept yet." in read(made.dialog, "kept.note"), "the words")
    assert not made.can("keep"), "without a title nothing is kept"
    enter(made.dialog, "kept.title", "Late fees")
    QTest.keyClick(find(made.dialog, QLineEdit, "kept.title"), Qt.Key.Key_Return)
    until(lambda: read(made.dialog, "kept.note") == "Kept: “Late fees”.", "the words")

    assert [(one.bundle.title, one.bundle.own) for one in kept_bundles()] == [("Late fees", (EXTRA,))]
    assert made.listed(2)[1] == "<b>Extra</b> | has this text already"
    assert made.dialog.isVisible()
    made.shown.dialog.close()


def test_without_words_of_its_own_there_is_nothing_to_keep() -> None:
    made = Kept(Texts())

    assert not find(made.dialog, QLineEdit, "kept.title").isEnabled()
    made.shown.dialog.close()


def test_what_is_kept_is_deleted_after_a_question(kept: Kept) -> None:
    with Answers("answer.discard") as answers:
        press(kept.dialog, "kept.delete")
    assert "Delete “Our tone”?" in answers.said[0]
    until(lambda: kept_bundles() == (), "the bundle to be gone")
    kept.listed(0)

    assert not kept.can("delete")


def test_the_window_of_clauses_begins_in_its_list_where_no_letter_changes_anything() -> None:
    shown = Shown(full())
    focused = shown.dialog.focusWidget()

    assert focused is not None
    assert focused.objectName() == "clauses.list"
    shown.dialog.close()
