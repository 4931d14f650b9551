"""The journal of the window: unsaved work is kept in time, and only unsaved work."""

from __future__ import annotations

import time
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from slawizard.agreement.agreement import Agreement
from slawizard.files import Fingerprint
from slawizard.gui import tasks
from slawizard.gui.autosave import Autosave
from slawizard.gui.draft_store import DraftStore
from slawizard.storage.draft_file import decode_draft
from slawizard.storage.journal import RECORD_WITHIN_S
from tests.drivers import until


@pytest.fixture
def store() -> DraftStore:
    return DraftStore(find_findings=lambda agreement: ())


@pytest.fixture
def autosave(store: DraftStore) -> Autosave:
    keeper = Autosave(store)
    keeper.begin(None, None)
    return keeper


def kept(home: Path) -> list[Agreement]:
    """What the journals hold."""
    found = []
    for journal in (home / "journals").glob("*.journal"):
        try:
            data = journal.read_bytes()
        except FileNotFoundError:  # taken away between looking and reading
            continue
        found.append(decode_draft(data.partition(b"\n")[2], str(journal)))
    return found


def test_an_edit_is_in_the_journal_within_two_seconds(store: DraftStore, autosave: Autosave, home: Path) -> None:
    store.edit("title", "Hosting")
    began = time.monotonic()
    until(lambda: kept(home))

    assert time.monotonic() - began < RECORD_WITHIN_S
    assert kept(home) == [store.agreement]


def test_typing_without_a_pause_is_kept_as_well(store: DraftStore, autosave: Autosave, home: Path) -> None:
    numbers = count()
    typist = QTimer()
    typist.timeout.connect(lambda: store.edit("title", f"Hosting {next(numbers)}"))
    typist.start(20)
    began = time.monotonic()
    until(lambda: kept(home))
    typist.stop()

    assert time.monotonic() - began < RECORD_WITHIN_S


def test_an_untouched_draft_leaves_no_journal(store: DraftStore, autosave: Autosave, home: Path) -> None:
    autosave._keep()
    autosave.flush()
    tasks.close_door()

    assert kept(home) == []


def test_a_saved_draft_leaves_no_journal(store: DraftStore, autosave: Autosave, home: Path, tmp_path: Path) -> None:
    store.edit("title", "Hosting")
    until(lambda: kept(home))

    store.mark_saved()
    autosave.begin(tmp_path / "a.sladraft", Fingerprint.of(b""))
    until(lambda: not kept(home))


def test_undoing_to_what_was_saved_takes_the_journal_away(store: DraftStore, autosave: Autosave, home: Path) -> None:
    store.edit("title", "Hosting")
    until(lambda: kept(home))
    store.undo()

    until(lambda: not kept(home))


def test_flush_keeps_the_work_before_it_returns(store: DraftStore, autosave: Autosave, home: Path) -> None:
    store.edit("title", "Hosting")
    autosave.flush()

    assert kept(home) == [store.agreement]


def test_a_record_under_way_cannot_bring_back_what_was_forgotten(
    store: DraftStore, autosave: Autosave, home: Path
) -> None:
    store.edit("title", "Hosting")
    autosave._keep()
    autosave.forget()
    tasks.close_door()

    assert kept(home) == []


def test_trouble_with_the_journal_is_told_and_ends(
    store: DraftStore, autosave: Autosave, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "journals").write_text("a file where the folder should be")
    store.edit("title", "Hosting")
    until(lambda: autosave.trouble)
    (home / "journals").unlink()
    store.edit("title", "Hosting SLA")
    until(lambda: not autosave.trouble)

    assert kept(home) == [store.agreement]
