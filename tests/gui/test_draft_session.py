"""The file behind the draft: saved without loss, locked, and never over somebody else's change."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.private import PrivateNotes
from slawizard.errors import DraftFileError, FileAccessError, FileChangedError
from slawizard.gui import tasks
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.draft_store import DraftStore
from slawizard.storage.draft_file import OpenedDraft, load_draft, save_draft
from slawizard.storage.journal import Journal, recoverable
from slawizard.storage.locks import DraftLock, LockState
from slawizard.storage.private_file import load_notes, private_path, save_notes
from slawizard.storage.recent import recent_drafts
from tests.drivers import until


class Outcome:
    """Notes whether something succeeded or failed."""

    def __init__(self) -> None:
        self.done = 0
        self.error: Exception | None = None

    def succeed(self) -> None:
        self.done += 1

    def fail(self, error: Exception) -> None:
        self.error = error

    def wait(self) -> Outcome:
        until(lambda: self.done or self.error)
        return self


@pytest.fixture
def session() -> DraftSession:
    return DraftSession(DraftStore(find_findings=lambda agreement: ()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hosting.sladraft"
    save_draft(Agreement(title="Hosting"), path, None)
    return path


def open_file(session: DraftSession, path: Path) -> Outcome:
    """Open a draft as the window does, whatever its lock says."""
    outcome = Outcome()

    def go_on(opened: OpenedDraft, lock: DraftLock) -> None:
        session.open(opened, lock)
        outcome.succeed()

    session.read(path, go_on, outcome.fail)
    return outcome.wait()


def save(session: DraftSession, **options: bool) -> Outcome:
    outcome = Outcome()
    session.save(outcome.succeed, outcome.fail, **options)
    return outcome.wait()


def save_as(session: DraftSession, path: Path) -> Outcome:
    outcome = Outcome()
    session.save_as(path, outcome.succeed, outcome.fail)
    return outcome.wait()


def test_a_draft_is_opened_locked_and_remembered(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    until(lambda: recent_drafts())

    assert session.store.agreement.title == "Hosting"
    assert DraftLock(file).acquire() is LockState.HELD
    assert [draft.path for draft in recent_drafts()] == [str(file)]


def test_a_file_that_is_no_draft_is_refused_and_the_open_draft_stays(session: DraftSession, tmp_path: Path) -> None:
    session.start_new(Agreement(title="Mine"))
    wrong = tmp_path / "wrong.sladraft"
    wrong.write_text("no draft")

    assert isinstance(open_file(session, wrong).error, DraftFileError)
    assert session.store.agreement.title == "Mine"


def test_saving_writes_the_draft_and_makes_it_clean(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    session.store.edit("title", "Hosting SLA")
    save(session)

    assert load_draft(file).agreement.title == "Hosting SLA"
    assert not session.store.is_dirty
    assert session.saved_at is not None


def test_a_file_changed_by_someone_else_is_not_overwritten(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    session.store.edit("title", "Mine")
    save_draft(Agreement(title="Theirs"), file, None)

    assert isinstance(save(session).error, FileChangedError)
    assert load_draft(file).agreement.title == "Theirs"
    assert session.store.is_dirty


def test_a_file_changed_by_someone_else_is_overwritten_when_that_is_wanted(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    session.store.edit("title", "Mine")
    save_draft(Agreement(title="Theirs"), file, None)
    save(session, overwrite=True)

    assert load_draft(file).agreement.title == "Mine"


def test_saving_twice_at_once_is_no_conflict_and_keeps_the_newest(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    outcome = Outcome()
    session.store.edit("title", "One")
    session.save(outcome.succeed, outcome.fail)
    session.store.edit("title", "Two")
    session.save(outcome.succeed, outcome.fail)
    until(lambda: outcome.done == 2 or outcome.error)

    assert outcome.error is None
    assert load_draft(file).agreement.title == "Two"
    assert not session.store.is_dirty


def test_save_as_goes_on_with_the_new_file_and_lets_go_of_the_old(
    session: DraftSession, file: Path, tmp_path: Path
) -> None:
    open_file(session, file)
    session.store.edit("title", "Copy")
    save_as(session, tmp_path / "copy.sladraft")

    assert session.path == tmp_path / "copy.sladraft"
    assert load_draft(file).agreement.title == "Hosting"
    assert DraftLock(file).acquire() is LockState.OURS
    assert DraftLock(tmp_path / "copy.sladraft").acquire() is LockState.HELD


def test_save_as_takes_the_private_notes_along(session: DraftSession, file: Path, tmp_path: Path) -> None:
    notes = PrivateNotes(remarks="Ours alone")
    save_notes(notes, private_path(file), None)
    open_file(session, file)
    save_as(session, tmp_path / "copy.sladraft")

    copied = load_notes(tmp_path / "copy.slaprivate")
    assert copied is not None
    assert copied.notes == notes


def test_save_as_onto_a_draft_open_elsewhere_is_refused(session: DraftSession, file: Path) -> None:
    other = DraftLock(file)
    other.acquire()
    session.start_new(Agreement(title="Mine"))

    assert isinstance(save_as(session, file).error, FileAccessError)
    assert load_draft(file).agreement.title == "Hosting"


def test_a_save_that_fails_leaves_the_draft_dirty_and_its_place_unchanged(
    session: DraftSession, file: Path, tmp_path: Path
) -> None:
    open_file(session, file)
    session.store.edit("title", "Mine")
    outcome = save_as(session, tmp_path / "no such folder" / "a.sladraft")

    assert isinstance(outcome.error, FileAccessError)
    assert session.path == file
    assert session.store.is_dirty


def test_a_draft_open_in_another_window_opens_to_read_only(session: DraftSession, file: Path) -> None:
    other = DraftLock(file)
    other.acquire()
    open_file(session, file)
    session.store.edit("title", "Mine")

    assert session.store.is_read_only
    assert session.store.agreement.title == "Hosting"


def test_a_copy_of_a_read_only_draft_can_be_edited(session: DraftSession, file: Path, tmp_path: Path) -> None:
    other = DraftLock(file)
    other.acquire()
    open_file(session, file)
    save_as(session, tmp_path / "copy.sladraft")
    session.store.edit("title", "Mine")

    assert session.store.agreement.title == "Mine"


def test_leaving_a_draft_lets_others_open_it_and_leaves_nothing_to_recover(session: DraftSession, file: Path) -> None:
    open_file(session, file)
    session.store.edit("title", "Mine")
    session.autosave.flush()
    session.leave()
    tasks.close_door()

    assert DraftLock(file).acquire() is LockState.OURS
    assert list((Path(session.autosave._journal.path).parent).glob("*.journal")) == []


def test_recovered_work_is_unsaved_and_its_original_untouched(
    session: DraftSession, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = load_draft(file)
    Journal().record(Agreement(title="Unsaved"), file, opened.fingerprint)
    monkeypatch.setattr("slawizard.storage.process.Process.life", lambda process: "gone")
    (work,) = recoverable()
    monkeypatch.undo()
    session.recover(work, None)

    assert session.store.agreement.title == "Unsaved"
    assert session.store.is_dirty
    assert load_draft(file).agreement.title == "Hosting"


def test_recovered_work_saves_into_its_file_only_when_that_is_still_the_same(
    session: DraftSession, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = load_draft(file)
    Journal().record(Agreement(title="Unsaved"), file, opened.fingerprint)
    save_draft(Agreement(title="Theirs"), file, None)
    monkeypatch.setattr("slawizard.storage.process.Process.life", lambda process: "gone")
    (work,) = recoverable()
    session.recover(work, None)

    assert isinstance(save(session).error, FileChangedError)


def start_copy(session: DraftSession, path: Path) -> Outcome:
    """Open a copy of a draft, as the window does."""
    outcome = Outcome()
    session.start_copy(load_draft(path), outcome.succeed, outcome.fail)
    until(lambda: outcome.done)
    return outcome


def test_a_copy_takes_the_private_notes_along_and_asks_to_be_saved(session: DraftSession, file: Path) -> None:
    notes = PrivateNotes(remarks="Ours alone")
    save_notes(notes, private_path(file), None)
    start_copy(session, file)

    copied = load_notes(session.notes_path)
    assert copied is not None
    assert copied.notes == notes
    assert session.path is None
    assert session.store.is_dirty


def test_the_notes_of_a_copy_stay_for_its_owner_alone(session: DraftSession, file: Path) -> None:
    save_notes(PrivateNotes(remarks="Ours alone"), private_path(file), None)
    start_copy(session, file)

    assert session.notes_path.stat().st_mode & 0o077 == 0
    assert session.notes_path.parent.stat().st_mode & 0o077 == 0


def test_the_notes_of_a_copy_are_led_back_to_after_a_crash(session: DraftSession, file: Path) -> None:
    save_notes(PrivateNotes(remarks="Ours alone"), private_path(file), None)
    start_copy(session, file)

    until(lambda: session.notes_path.with_suffix(".journal").exists(), "the copy to be in the journal")


def test_a_copy_of_a_draft_without_notes_asks_for_no_saving(session: DraftSession, file: Path) -> None:
    start_copy(session, file)

    assert not session.store.is_dirty
    assert not session.notes_path.exists()


def test_a_copy_whose_notes_cannot_be_taken_along_is_begun_and_says_why(session: DraftSession, file: Path) -> None:
    private_path(file).mkdir()
    outcome = start_copy(session, file)

    assert isinstance(outcome.error, FileAccessError)
    assert session.store.agreement.title == "Hosting"
