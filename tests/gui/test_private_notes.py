"""Private notes in the window: beside the draft, never lost, never over others, gone with a draft thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.parties import Role
from slawizard.agreement.private import PrivateNotes, PrivatePosition
from slawizard.gui import tasks
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.private_notes import NotesKeeper, NotesState
from slawizard.storage.draft_file import save_draft
from slawizard.storage.journal import RecoveredWork, recoverable
from slawizard.storage.locks import DraftLock
from slawizard.storage.private_file import encode_notes, load_notes, private_path
from slawizard.storage.process import Life, Process
from tests.agreements.examples import small
from tests.drivers import Heard, until

MINE = PrivateNotes(Role.CUSTOMER, (PrivatePosition("uptime", limit=Decimal("99.9")),), remarks="Price last.")
THEIRS = PrivateNotes(Role.PROVIDER, remarks="Written elsewhere.")


# What a test made stays until no thread works any more, or the last of them would take it away.
_made: list[object] = []


@pytest.fixture(autouse=True)
def rest() -> Iterator[None]:
    """Everything stays until the threads are at rest."""
    yield
    tasks.close_door()
    _made.clear()


class Table:
    """A session with its notes, on a draft in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "deal.sladraft"
        save_draft(small(), self.path, None)
        self.store = DraftStore(find_findings=lambda agreement: ())
        self.session = DraftSession(self.store)
        self.keeper = NotesKeeper(self.session)
        _made.append(self)

    def open(self, path: Path | None = None) -> None:
        heard = Heard(self.session.replaced)
        self.session.read(path or self.path, self.session.open, self._fail)
        until(lambda: len(heard) == 1, "the draft")
        self.read()

    def read(self) -> None:
        done: list[int] = []
        self.keeper.read(lambda: done.append(1))
        until(lambda: done, "the notes")

    def note(self, notes: PrivateNotes) -> None:
        self.keeper.edit(notes)
        until(lambda: not self.keeper.is_dirty or self.keeper.trouble, "the notes to be kept")

    def save_as(self, path: Path) -> None:
        done: list[int] = []
        self.session.save_as(path, lambda: done.append(1), self._fail)
        until(lambda: done, "the draft to be saved")

    def kept(self, path: Path | None = None) -> PrivateNotes | None:
        opened = load_notes(private_path(path or self.path))
        return opened.notes if opened else None

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return Table(tmp_path)


def test_notes_are_kept_beside_the_draft_by_themselves(table: Table) -> None:
    table.open()
    table.note(MINE)

    assert table.kept() == MINE
    assert not table.store.is_dirty, "the draft itself holds no word of them"


def test_notes_that_are_there_are_read(table: Table) -> None:
    private_path(table.path).write_bytes(encode_notes(THEIRS))
    table.open()

    assert table.keeper.notes == THEIRS


def test_to_read_notes_writes_none(table: Table) -> None:
    table.open()
    table.session.leave()

    assert table.kept() is None


def test_what_was_not_written_yet_is_written_when_the_draft_is_left(table: Table) -> None:
    table.open()
    table.keeper.edit(MINE)
    table.session.leave()

    assert table.kept() == MINE


def test_notes_changed_elsewhere_are_never_overwritten_unasked(table: Table) -> None:
    table.open()
    table.note(MINE)
    private_path(table.path).write_bytes(encode_notes(THEIRS))
    table.note(msgspec.structs.replace(MINE, remarks="Mine again."))

    assert table.keeper.is_conflict
    assert table.kept() == THEIRS


def test_in_a_conflict_ones_own_can_be_kept(table: Table) -> None:
    table.open()
    private_path(table.path).write_bytes(encode_notes(THEIRS))
    table.note(MINE)
    assert table.keeper.is_conflict
    table.keeper.keep_mine()
    until(lambda: table.kept() == MINE, "mine to be written")


def test_in_a_conflict_theirs_can_be_read(table: Table) -> None:
    table.open()
    private_path(table.path).write_bytes(encode_notes(THEIRS))
    table.note(MINE)
    table.keeper.read_again()
    until(lambda: table.keeper.notes == THEIRS, "theirs to be read")

    assert not table.keeper.is_conflict


def test_left_in_a_conflict_both_are_kept(table: Table) -> None:
    table.open()
    private_path(table.path).write_bytes(encode_notes(THEIRS))
    table.note(MINE)
    heard = Heard(table.keeper.rescued)
    table.session.leave()
    place = heard.calls[0][0]

    assert table.kept() == THEIRS
    opened = load_notes(place)
    assert opened is not None
    assert opened.notes == MINE


def test_a_damaged_file_says_so_and_stays_as_it_is(table: Table) -> None:
    private_path(table.path).write_text("{ broken")
    table.open()
    table.keeper.edit(MINE)
    table.session.leave()

    assert table.keeper.state is NotesState.DAMAGED
    assert table.keeper.trouble
    assert private_path(table.path).read_text() == "{ broken"


def test_a_draft_to_read_only_takes_no_notes(table: Table) -> None:
    other = DraftLock(table.path)
    other.acquire()
    table.open()
    table.keeper.edit(MINE)

    assert table.keeper.is_read_only
    assert table.keeper.notes == PrivateNotes()


def test_saved_under_another_name_the_notes_go_along_with_what_was_typed_last(table: Table, tmp_path: Path) -> None:
    table.open()
    table.note(MINE)
    last = msgspec.structs.replace(MINE, remarks="Typed just now.")
    table.keeper.edit(last)
    other = tmp_path / "other.sladraft"
    table.save_as(other)
    until(lambda: table.kept(other) == last, "the notes beside the copy")

    assert table.kept() == MINE, "the notes of the first draft stay as they were saved"


# --- drafts that have no file yet -------------------------------------------------------------------------------


def begin(table: Table) -> Path:
    """A new draft with notes on it; gives where they lie."""
    table.session.start_new(small())
    table.read()
    table.note(MINE)
    return table.keeper.path


def test_notes_on_a_draft_without_a_file_make_it_unsaved_work(table: Table, home: Path) -> None:
    place = begin(table)

    assert table.store.is_dirty
    assert home in place.parents
    assert place.stat().st_mode & 0o077 == 0


def test_when_it_is_saved_its_notes_come_to_lie_beside_it(table: Table, tmp_path: Path) -> None:
    place = begin(table)
    table.save_as(tmp_path / "new.sladraft")
    until(lambda: not table.keeper.is_dirty, "the notes")

    assert table.kept(tmp_path / "new.sladraft") == MINE
    until(lambda: not place.exists(), "nothing to stay behind")


def test_thrown_away_its_notes_go_with_it(table: Table) -> None:
    place = begin(table)
    table.session.leave()

    assert not place.exists()


def test_after_a_crash_draft_and_notes_are_there_again(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    place = begin(table)
    until(lambda: place.with_suffix(".journal").exists(), "the journal")
    monkeypatch.setattr(Process, "life", lambda self: Life.GONE)
    (work,) = recoverable()
    assert isinstance(work, RecoveredWork)
    after = DraftSession(DraftStore(find_findings=lambda agreement: ()))
    keeper = NotesKeeper(after)
    _made.extend((after, keeper))
    after.recover(work, None)
    done: list[int] = []
    keeper.read(lambda: done.append(1))
    until(lambda: done, "the notes")

    assert keeper.notes == MINE
    assert after.store.is_dirty
    assert not place.exists(), "they belong to the new window now"


def test_saved_under_another_name_without_notes_one_can_go_on_noting(table: Table, tmp_path: Path) -> None:
    table.open()
    other = tmp_path / "other.sladraft"
    table.save_as(other)
    until(lambda: table.keeper.state is NotesState.READY, "the notes to be ready again")
    table.note(MINE)

    assert table.kept(other) == MINE
    assert table.kept() is None


def test_a_damaged_file_goes_along_as_it_is(table: Table, tmp_path: Path) -> None:
    private_path(table.path).write_text("{ broken")
    table.open()
    other = tmp_path / "other.sladraft"
    table.save_as(other)
    until(lambda: table.keeper.state is NotesState.DAMAGED, "the file to be looked at again")

    assert private_path(other).read_text() == "{ broken"
