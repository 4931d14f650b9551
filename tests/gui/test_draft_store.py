"""The draft store: edits, undo across everything, dirty state, and findings off the hot path."""

from __future__ import annotations

import threading
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.objectives import Objective, Objectives
from slawizard.agreement.origin import Origin
from slawizard.checks.finding import Finding, FindingLevel
from slawizard.errors import EditError, LockedError
from slawizard.gui import draft_store
from slawizard.gui.draft_store import DraftStore
from tests.drivers import Heard, until

SENTENCE = "objectives.business_purpose"
LIST = "objectives.objectives"


def nothing_found(agreement: Agreement) -> tuple[Finding, ...]:
    return ()


def new_store() -> DraftStore:
    return DraftStore(find_findings=nothing_found)


def finding(field: str) -> Finding:
    return Finding("T-1", FindingLevel.ERROR, field, "Text.", "Why.", "Mend.")


def test_an_edit_changes_the_agreement_and_tells_its_path() -> None:
    store = new_store()
    heard = Heard(store.changed)

    store.edit("title", "Hosting SLA")

    assert store.agreement.title == "Hosting SLA"
    assert heard.calls == [("title",)]


def test_an_edit_to_the_same_value_is_no_edit() -> None:
    store = new_store()
    store.edit("title", store.agreement.title)

    assert not store.can_undo
    assert not store.is_dirty


def test_a_value_that_does_not_fit_is_refused_and_changes_nothing() -> None:
    store = new_store()

    with pytest.raises(EditError):
        store.edit("frame.start", Decimal(3))

    assert store.agreement == Agreement()
    assert not store.can_undo


def test_a_burst_of_typing_in_one_field_is_one_step_of_undo() -> None:
    store = new_store()
    for text in ("H", "Ho", "Hos"):
        store.edit("title", text)

    assert store.undo() == "title"
    assert store.agreement == Agreement()
    assert not store.can_undo


def test_typing_after_the_field_was_left_is_a_step_of_its_own() -> None:
    store = new_store()
    store.edit("title", "H")
    store.end_burst()
    store.edit("title", "Ho")

    store.undo()

    assert store.agreement.title == "H"


def test_typing_after_a_pause_is_a_step_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, draft_store.BURST_S + 0.1))
    monkeypatch.setattr("slawizard.gui.draft_store.time.monotonic", lambda: next(clock))
    store = new_store()
    store.edit("title", "H")
    store.edit("title", "Ho")

    store.undo()

    assert store.agreement.title == "H"


def test_edits_of_two_fields_never_merge() -> None:
    store = new_store()
    store.edit("title", "H")
    store.edit(SENTENCE, "To sell")

    assert store.undo() == SENTENCE
    assert store.undo() == "title"


def test_adding_moving_and_removing_rows_are_each_undone_at_their_list() -> None:
    store = new_store()
    store.insert(LIST, 0, Objective("a"))
    store.insert(LIST, 1, Objective("b"))
    store.move(LIST, 0, 1)
    store.remove(LIST, 0)

    ids = []
    while store.can_undo:
        assert store.undo() == LIST
        ids.append([row.id for row in store.agreement.objectives.objectives])

    assert ids == [["b", "a"], ["a", "b"], ["a"], []]


def test_redo_makes_the_edit_again_and_names_its_path() -> None:
    store = new_store()
    store.edit("title", "H")
    store.undo()

    assert store.redo() == "title"
    assert store.agreement.title == "H"


def test_a_new_edit_ends_what_could_be_redone() -> None:
    store = new_store()
    store.edit("title", "H")
    store.undo()
    store.edit(SENTENCE, "To sell")

    assert not store.can_redo


def test_undo_with_nothing_to_undo_says_so() -> None:
    assert new_store().undo() is None


def test_a_draft_undone_to_its_saved_state_is_not_dirty() -> None:
    store = new_store()
    store.edit("title", "H")
    assert store.is_dirty

    store.undo()

    assert not store.is_dirty


def test_a_draft_edited_while_it_was_being_saved_stays_dirty() -> None:
    store = new_store()
    store.edit("title", "H")
    written = store.agreement
    store.edit(SENTENCE, "To sell")

    store.mark_saved(written)

    assert store.is_dirty


def test_another_draft_begins_with_nothing_to_undo() -> None:
    store = new_store()
    store.edit("title", "H")
    heard = Heard(store.changed)

    store.replace_all(Agreement(title="Other"))

    assert heard.calls == [("",)]
    assert not store.can_undo
    assert not store.is_dirty


def test_recovered_work_is_dirty_from_the_start() -> None:
    store = new_store()
    store.replace_all(Agreement(), saved=False)

    assert store.is_dirty


def test_a_read_only_draft_takes_no_edit_and_tells_the_field_to_show_the_old_value() -> None:
    store = new_store()
    store.replace_all(Agreement(), read_only=True)
    heard = Heard(store.changed)

    store.edit("title", "H")

    assert store.agreement == Agreement()
    assert heard.calls == [("title",)]


def test_findings_arrive_after_an_edit() -> None:
    store = DraftStore(find_findings=lambda agreement: (finding("title"),) if agreement.title == "H" else ())
    heard = Heard(store.findings_changed)

    store.edit("title", "H")
    until(lambda: len(heard) == 1)

    assert [item.field for item in store.findings] == ["title"]


def test_findings_are_looked_for_off_the_windows_thread() -> None:
    threads: list[threading.Thread] = []

    def look(agreement: Agreement) -> tuple[Finding, ...]:
        threads.append(threading.current_thread())
        return ()

    store = DraftStore(find_findings=look)
    store.edit("title", "H")
    until(lambda: len(threads) == 1)

    assert threads[0] is not threading.main_thread()


def test_findings_for_an_older_agreement_never_follow_those_for_a_newer() -> None:
    gate = threading.Event()

    def look(agreement: Agreement) -> tuple[Finding, ...]:
        if agreement.title == "old":
            gate.wait(10)
        return (finding(agreement.title),)

    store = DraftStore(find_findings=look)
    store.edit("title", "old")
    store._start_checking()
    store.edit("title", "new")
    store._start_checking()
    until(lambda: bool(store.findings))
    gate.set()
    store.check_soon()
    heard = Heard(store.findings_changed)
    store._start_checking()
    until(lambda: store._checking is None)

    assert [item.field for item in store.findings] == ["new"]
    assert len(heard) == 0


def test_findings_at_a_list_are_those_inside_it() -> None:
    found = (finding(f"{LIST}.0.sentence"), finding("objectives.objectives_of_others"), finding(LIST))
    store = DraftStore(find_findings=lambda agreement: found)
    store.check_soon()
    until(lambda: bool(store.findings))

    assert [item.field for item in store.findings_at(LIST)] == [f"{LIST}.0.sentence", LIST]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["title", "insert", "remove", "undo", "redo"]), max_size=25))
def test_undoing_everything_always_leads_back_to_the_start(steps: list[str]) -> None:
    store = new_store()
    for number, step in enumerate(steps):
        match step:
            case "title":
                store.edit("title", f"T{number}")
            case "insert":
                store.insert(LIST, 0, Objective(f"o{number}"))
            case "remove" if store.agreement.objectives.objectives:
                store.remove(LIST, 0)
            case "undo":
                store.undo()
            case "redo":
                store.redo()
    end = store.agreement
    count = 0
    while store.can_undo:
        store.undo()
        count += 1
    assert store.agreement == Agreement()
    for _step in range(count):
        store.redo()
    assert store.agreement == end


# --- what a template keeps as it is --------------------------------------------------------------------------------

LOCKED = Agreement(
    objectives=Objectives(objectives=(Objective("uptime", "It works."), Objective("help", "Somebody helps."))),
    origin=Origin("hosting", locked=(f"{LIST}.=help", "title")),
)


def locked_store() -> DraftStore:
    return DraftStore(LOCKED, find_findings=nothing_found)


def test_an_edit_of_a_locked_field_is_refused_in_a_sentence() -> None:
    store = locked_store()

    with pytest.raises(LockedError, match="keeps this as it is"):
        store.edit(f"{LIST}.1.sentence", "Nobody helps.")
    with pytest.raises(EditError, match="Unlock it first"):
        store.edit("objectives.objectives", ())

    assert store.agreement == LOCKED
    assert not store.can_undo


def test_a_locked_row_is_not_removed_and_the_reason_is_told() -> None:
    store = locked_store()
    changed, refused = Heard(store.changed), Heard(store.refused)

    store.remove(LIST, 1)

    assert store.agreement == LOCKED
    assert changed.calls == [(LIST,)]
    assert isinstance(refused.calls[0][0], LockedError)
    assert "keeps this as it is" in refused.calls[0][0].what


def test_rows_beside_a_locked_one_may_come_and_go() -> None:
    store = locked_store()

    store.remove(LIST, 0)
    store.insert(LIST, 0, Objective("new"))
    store.edit(f"{LIST}.0.sentence", "Something new.")

    assert [row.id for row in store.agreement.objectives.objectives] == ["new", "help"]


def test_a_field_that_was_unlocked_can_be_changed_until_that_is_undone() -> None:
    store = locked_store()
    store.unlock("title")
    store.edit("title", "Other")
    assert store.agreement.title == "Other"

    store.undo()
    store.undo()

    assert store.agreement == LOCKED
    with pytest.raises(EditError):
        store.edit("title", "Other")


def test_changes_of_the_template_are_taken_over_in_one_step_past_its_locks() -> None:
    store = locked_store()
    heard = Heard(store.changed)
    newer = msgspec.structs.replace(LOCKED, title="Newer", style="ours")

    store.take_over(newer)
    store.take_over(newer)

    assert store.agreement == newer
    assert heard.calls == [("",)]
    assert store.undo() == ""
    assert store.agreement == LOCKED
