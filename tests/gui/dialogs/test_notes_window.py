"""The window of private notes: every target, both sides' figures beside one's own limit, kept as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPlainTextEdit, QPushButton

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Position, PositionStatus
from slawizard.agreement.metrics import Coordinate
from slawizard.agreement.parties import Role
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.gui import tasks
from slawizard.gui.dialogs.notes_window import NotesWindow
from slawizard.gui.draft_session import DraftSession
from slawizard.gui.draft_store import DraftStore
from slawizard.gui.private_notes import NotesKeeper
from slawizard.gui.widgets.target_curve_view import TargetCurveView
from slawizard.storage.draft_file import save_draft
from slawizard.storage.locks import DraftLock
from slawizard.storage.private_file import encode_notes, load_notes, private_path
from tests.agreements.examples import empty, full, small
from tests.drivers import Heard, activate, enter, find, press, read, until


def asked(agreement: Agreement) -> Agreement:
    """The agreement with figures of both sides on its first level."""
    position = Position(agreement.metrics.levels[0].id, Decimal("99.95"), Decimal("99.5"), PositionStatus.AGREED)
    expectations = msgspec.structs.replace(agreement.expectations, positions=(position,))
    return msgspec.structs.replace(agreement, expectations=expectations)


# What a test made stays until no thread works any more, or the last of them would take it away.
_made: list[object] = []


@pytest.fixture(autouse=True)
def rest() -> Iterator[None]:
    """Everything stays until the threads are at rest."""
    yield
    tasks.close_door()
    _made.clear()


class Room:
    """The window on a draft in a folder."""

    def __init__(self, folder: Path, agreement: Agreement, notes: PrivateNotes | None = None) -> None:
        self.path = folder / "deal.sladraft"
        save_draft(agreement, self.path, None)
        if notes is not None:
            private_path(self.path).write_bytes(encode_notes(notes))
        self.store = DraftStore(find_findings=lambda _agreement: ())
        self.session = DraftSession(self.store)
        self.keeper = NotesKeeper(self.session)
        heard = Heard(self.session.replaced)
        self.session.read(self.path, self.session.open, self._fail)
        until(lambda: len(heard) == 1, "the draft")
        self.window = NotesWindow(self.store, self.keeper)
        _made.append(self)
        done: list[int] = []
        self.keeper.read(lambda: done.append(1))
        until(lambda: done, "the notes")
        activate(self.window)

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error

    @property
    def level(self) -> str:
        return self.store.agreement.metrics.levels[0].id

    @property
    def rows(self) -> list[str]:
        view = find(self.window, QListWidget, "notes.list")
        return [view.item(row).text() for row in range(view.count())]

    def go(self, row: int) -> None:
        find(self.window, QListWidget, "notes.list").setCurrentRow(row)

    def write(self, name: str, words: str) -> None:
        entry = find(self.window, QPlainTextEdit, name)
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, words)

    def note(self) -> PrivatePosition:
        return self.keeper.notes.positions[0]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path, asked(small()))


def test_every_target_is_listed_and_then_the_whole(tmp_path: Path) -> None:
    room = Room(tmp_path, full())
    targets = sum(len(level.targets) for level in full().metrics.levels)

    assert len(room.rows) == targets + 1
    assert room.rows[-1] == "The whole agreement"


def test_it_says_that_it_is_private_and_where_it_is_kept(room: Room) -> None:
    assert read(room.window, "notes.mark") == "PRIVATE – for the Provider’s side only"
    assert "deal.slaprivate" in read(room.window, "notes.where")


def test_both_sides_figures_stand_beside_ones_own(room: Room) -> None:
    facts = [read(room.window, f"notes.fact.{number}").replace("\u00a0", " ") for number in range(3)]

    assert facts[:2] == ["99.95 %", "99.5 %"]


def test_from_the_other_side_they_change_places(room: Room) -> None:
    side = find(room.window, QComboBox, "notes.side")
    side.setCurrentIndex(side.findData(Role.CUSTOMER))
    side.activated.emit(side.currentIndex())

    assert room.keeper.notes.side is Role.CUSTOMER
    assert read(room.window, "notes.fact.0").replace("\u00a0", " ") == "99.5 %"
    assert "Customer" in read(room.window, "notes.mark")


def test_what_is_typed_is_kept_beside_the_draft(room: Room) -> None:
    enter(room.window, "notes.limit", "99.7 %")
    room.write("notes.trade", "Three years.")
    room.write("notes.reasons", "No second site.")
    until(lambda: not room.keeper.is_dirty, "the notes to be kept")
    opened = load_notes(private_path(room.path))

    assert opened is not None
    assert opened.notes.positions == (
        PrivatePosition(room.level, limit=Decimal("99.7"), reasons="No second site.", trade="Three years."),
    )


def test_the_list_tells_the_limit(room: Room) -> None:
    enter(room.window, "notes.limit", "99.7")

    assert room.rows[0].replace("\u00a0", " ").endswith("limit 99.7 %, wanted")


def test_a_priority_is_noted(room: Room) -> None:
    box = find(room.window, QComboBox, "notes.priority")
    box.setCurrentIndex(box.findData(Priority.MUST_HAVE))
    box.activated.emit(box.currentIndex())

    assert room.note().priority is Priority.MUST_HAVE


def test_what_is_no_figure_stays_as_typed_and_says_so(room: Room) -> None:
    enter(room.window, "notes.limit", "99.7")
    enter(room.window, "notes.limit", "soon")

    assert read(room.window, "notes.limit") == "soon"
    assert find(room.window, QLineEdit, "notes.limit").property("wrong")
    assert read(room.window, "notes.limit:refusal")
    assert room.note().limit == Decimal("99.7")


def test_emptied_a_note_is_gone(room: Room) -> None:
    enter(room.window, "notes.limit", "99.7")
    find(room.window, QLineEdit, "notes.limit").clear()

    assert room.keeper.notes.positions == ()


def test_remarks_and_the_way_out_are_of_the_whole(room: Room) -> None:
    room.go(len(room.rows) - 1)
    room.write("notes.alternative", "Stay as we are.")
    room.write("notes.remarks", "Price last.")

    assert (room.keeper.notes.alternative, room.keeper.notes.remarks) == ("Stay as we are.", "Price last.")


def test_notes_on_another_row_are_its_own(tmp_path: Path) -> None:
    room = Room(tmp_path, full())
    rows = [(level.id, target.where) for level in full().metrics.levels for target in level.targets]
    place = next(at for at, (_level, where) in enumerate(rows) if where)
    room.go(place)
    room.write("notes.reasons", "Here only.")

    assert (room.note().level, room.note().where) == rows[place]


def test_what_was_noted_on_a_target_that_is_gone_is_still_shown(tmp_path: Path) -> None:
    lost = PrivatePosition("gone", (Coordinate("plan", "Gold"),), Decimal(7), "Why it was so.")
    room = Room(tmp_path, small(), PrivateNotes(positions=(lost,)))
    room.go(len(room.rows) - 2)

    assert "not in the draft any more" in room.rows[-2]
    assert find(room.window, QPlainTextEdit, "notes.reasons").toPlainText() == "Why it was so."
    assert not find(room.window, QPushButton, "notes.go").isVisible()


def test_a_draft_without_targets_has_the_whole_to_note_on(tmp_path: Path) -> None:
    room = Room(tmp_path, empty())

    assert room.rows == ["The whole agreement"]
    assert find(room.window, QPlainTextEdit, "notes.remarks").isVisible()


def test_the_link_leads_to_the_drafts_own_figure(room: Room) -> None:
    heard = Heard(room.window.go_requested)
    press(room.window, "notes.go")

    assert heard.last == "metrics.levels.0.targets.0.value"


def test_the_brief_is_that_of_ones_own_side(room: Room) -> None:
    heard = Heard(room.window.brief_requested)
    press(room.window, "notes.brief")

    assert heard.last is Role.PROVIDER


def test_a_level_that_is_renamed_is_called_so_at_once(room: Room) -> None:
    room.store.edit("metrics.levels.0.name", "Renamed")

    assert room.rows[0].startswith("Renamed")


def test_the_handle_of_the_curve_sets_the_limit_by_keyboard(tmp_path: Path) -> None:
    room = Room(tmp_path, asked(full()))
    curve = find(room.window, TargetCurveView, "notes:curve")
    until(curve.isVisible, "the curve")
    curve.setFocus()
    QTest.keyClick(curve, Qt.Key.Key_Left)

    assert room.note().limit is not None
    assert room.note().limit in [point.target for point in curve._points]


def test_the_three_figures_and_the_limit_are_marked_on_the_curve(tmp_path: Path) -> None:
    room = Room(tmp_path, asked(full()))
    enter(room.window, "notes.limit", "99.7")
    curve = find(room.window, TargetCurveView, "notes:curve")
    until(lambda: any(point.target == Decimal("99.7") for point in curve._points), "the curve with the limit")

    assert [mark.word for mark in curve._marks] == ["They ask", "We offer", "Agreed", "Our limit (private)"]
    assert [mark.is_private for mark in curve._marks] == [False, False, False, True]


def test_in_a_conflict_both_ways_out_are_offered(room: Room) -> None:
    private_path(room.path).write_bytes(encode_notes(PrivateNotes(remarks="Theirs.")))
    enter(room.window, "notes.limit", "99.7")
    until(lambda: room.keeper.is_conflict, "the conflict")
    assert find(room.window, QPushButton, "notes.overwrite").isVisible()
    press(room.window, "notes.again")
    until(lambda: room.keeper.notes.remarks == "Theirs.", "theirs")

    assert read(room.window, "notes.limit") == ""
    assert not find(room.window, QPushButton, "notes.again").isVisible()


def test_a_damaged_file_is_told_and_nothing_can_be_typed(tmp_path: Path) -> None:
    private_path(tmp_path / "deal.sladraft").write_text("{ broken")
    room = Room(tmp_path, small())

    assert "deal.slaprivate" in read(room.window, "notes.trouble")
    assert find(room.window, QLineEdit, "notes.limit").isReadOnly()
    assert find(room.window, QPushButton, "notes.again").isVisible()


def test_a_draft_to_read_only_shows_its_notes_and_takes_none(tmp_path: Path) -> None:
    other = DraftLock(tmp_path / "deal.sladraft")
    save_draft(small(), tmp_path / "deal.sladraft", None)
    other.acquire()
    room = Room(tmp_path, small(), PrivateNotes(remarks="Read me."))

    assert room.store.is_read_only
    assert find(room.window, QPlainTextEdit, "notes.remarks").toPlainText() == "Read me."
    assert find(room.window, QLineEdit, "notes.limit").isReadOnly()
    assert not find(room.window, QComboBox, "notes.side").isEnabled()
