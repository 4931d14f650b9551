"""A finding let stand: kept with its reason by one edit, counted no more, and taken back by one more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from slawizard.agreement.agreement import Waiver
from slawizard.checks import Finding
from slawizard.gui import tasks
from slawizard.gui.dialogs.let_stand_dialog import LetStandDialog
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.let_stand import ask_to_let_stand, let_stand, take_away, take_back
from tests.agreements.examples import small
from tests.drivers import find, press, settle, until


@pytest.fixture
def store() -> Iterator[DraftStore]:
    held = DraftStore()
    held.replace_all(small())
    until(lambda: held.findings, "the findings")
    yield held
    tasks.close_door()  # the last to hold it must be this thread


def wait_for_checks(store: DraftStore, waived: int) -> None:
    until(lambda: len(store.waived) == waived, "the checks")


def test_a_finding_that_is_let_stand_counts_no_more_and_keeps_its_reason(store: DraftStore) -> None:
    finding = store.findings[0]
    let_stand(store, finding, "Both sides know.")
    wait_for_checks(store, 1)

    assert finding not in store.findings
    assert store.waived == ((finding, store.agreement.waived[0]),)
    assert store.agreement.waived[0].reason == "Both sides know."


def test_letting_stand_is_one_step_of_undo(store: DraftStore) -> None:
    finding = store.findings[0]
    let_stand(store, finding, "One.")
    let_stand(store, store.findings[1], "Two.")
    store.undo()

    assert [waiver.reason for waiver in store.agreement.waived] == ["One."]


def test_taken_back_it_counts_again(store: DraftStore) -> None:
    finding = store.findings[0]
    let_stand(store, finding, "Both sides know.")
    wait_for_checks(store, 1)
    take_back(store, finding)
    until(lambda: finding in store.findings, "the finding to count again")

    assert store.agreement.waived == ()


def test_an_entry_that_has_lost_its_finding_is_found_and_can_be_taken_away(store: DraftStore) -> None:
    store.edit("waived", (Waiver("CON-BAND-GAP", "consequences.rules", "Once there was one."),))
    until(lambda: any(found.code == "AGR-WAIVER-STALE" for found in store.findings), "the note")
    stale = next(found for found in store.findings if found.code == "AGR-WAIVER-STALE")
    take_back(store, stale)

    assert store.agreement.waived == ()


def test_an_entry_without_a_reason_gives_way_to_one_with_a_reason(store: DraftStore) -> None:
    finding = store.findings[0]
    let_stand(store, finding, "")
    let_stand(store, finding, "Now there is one.")

    assert [waiver.reason for waiver in store.agreement.waived] == ["Now there is one."]


def test_the_dialog_asks_and_the_draft_holds_the_answer(store: DraftStore) -> None:
    window = QWidget()
    window.show()
    finding = store.findings[0]
    ask_to_let_stand(store, finding, window)
    dialog = find(window, LetStandDialog, "let_stand")
    find(dialog, QPlainTextEdit, "let_stand.reason").setPlainText("Agreed at the table.")
    press(dialog, "let_stand.go_on")
    settle()

    assert store.agreement.waived[0].reason == "Agreed at the table."
    assert store.agreement.waived[0].said == finding.text


def test_in_a_draft_to_read_only_nothing_is_asked() -> None:
    held = DraftStore()
    held.replace_all(small(), read_only=True)
    until(lambda: held.findings, "the findings")
    window = QWidget()
    finding: Finding = held.findings[0]
    ask_to_let_stand(held, finding, window)

    assert window.findChildren(LetStandDialog) == []


def test_an_old_finding_never_takes_away_the_entry_that_came_to_its_place(store: DraftStore) -> None:
    first = Waiver("CON-BAND-GAP", "consequences.rules", "Once.", "There was a gap.")
    second = Waiver("MET-WINDOW-ZONE", "metrics.levels", "Known.", "There is no zone.")
    store.edit("waived", (first, second))
    until(lambda: any(found.field == "waived.0" for found in store.findings), "the note")
    old = next(found for found in store.findings if found.field == "waived.0")
    take_away(store, first)
    take_back(store, old)

    assert store.agreement.waived == (second,)
