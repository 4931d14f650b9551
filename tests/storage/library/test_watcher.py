"""The library is watched without waiting: slow and missing folders are told, and what is known of them is shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from slawizard.storage.library.folders import Entry, FolderContents, FolderState, LibraryFolder, read_folder
from slawizard.storage.library.index import index_path, known_entries
from slawizard.storage.library.template_file import encode_template
from slawizard.storage.library.watcher import INTERVAL_S, PATIENCE_S, LibraryWatcher
from tests.storage.library.saved import saved

WAIT_S = 30.0


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Gate:
    """A reader that answers only when it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.reads = 0

    def __call__(self, folder: LibraryFolder, known: Mapping[str, Entry], /) -> FolderContents:
        self.reads += 1
        assert self.open.wait(WAIT_S)
        return read_folder(folder, known)


@pytest.fixture
def gate() -> Iterator[Gate]:
    """A gate that is open again at the end, so that no thread is left."""
    gate = Gate()
    yield gate
    gate.open.set()


@pytest.fixture
def team(tmp_path: Path) -> LibraryFolder:
    """A folder with one template."""
    folder = tmp_path / "team"
    folder.mkdir()
    put(folder, "one", "One")
    return LibraryFolder(folder, "Team")


def put(folder: Path, name: str, title: str) -> None:
    """A template in the folder."""
    (folder / f"{name}.slatemplate").write_bytes(encode_template(saved(title)))


def titles(contents: tuple[FolderContents, ...]) -> list[str]:
    """The titles in all folders."""
    return [entry.title for one in contents for entry in one.entries]


def test_the_first_poll_does_not_wait_for_the_folder(team: LibraryFolder, gate: Gate) -> None:
    watcher = LibraryWatcher(lambda: (team,), read=gate)
    (contents,) = watcher.poll()
    assert (contents.state, contents.entries) == (FolderState.READING, ())


def test_what_was_read_is_told_once(team: LibraryFolder) -> None:
    watcher = LibraryWatcher(lambda: (team,))
    assert titles(watcher.wait(WAIT_S)) == ["One"]
    assert titles(watcher.poll()) == ["One"]
    assert watcher.poll() == ()


def test_a_template_that_comes_while_running_shows_up(team: LibraryFolder) -> None:
    clock = Clock()
    watcher = LibraryWatcher(lambda: (team,), clock=clock)
    watcher.wait(WAIT_S)
    watcher.poll()
    put(team.path, "two", "Two")
    clock.now += INTERVAL_S
    watcher.wait(WAIT_S)
    assert titles(watcher.poll()) == ["One", "Two"]


def test_a_slow_folder_is_told_and_asked_only_once(team: LibraryFolder, gate: Gate) -> None:
    clock = Clock()
    watcher = LibraryWatcher(lambda: (team,), read=gate, clock=clock)
    watcher.poll()
    for _ in range(3):
        clock.now += PATIENCE_S
        watcher.poll()
    (contents,) = watcher.contents
    assert contents.state is FolderState.SLOW
    assert "“Team” does not answer" in contents.trouble
    assert gate.reads == 1
    gate.open.set()
    assert watcher.wait(WAIT_S)[0].state is FolderState.FRESH


def test_a_slow_folder_shows_what_it_held_at_an_earlier_time(team: LibraryFolder, gate: Gate) -> None:
    LibraryWatcher(lambda: (team,)).wait(WAIT_S)
    watcher = LibraryWatcher(lambda: (team,), read=gate)
    assert titles(watcher.contents) == ["One"]
    (contents,) = watcher.wait(0)
    assert (contents.state, titles((contents,))) == (FolderState.SLOW, ["One"])


def test_a_folder_that_goes_away_is_told_and_its_templates_stay_in_view(team: LibraryFolder) -> None:
    clock = Clock()
    watcher = LibraryWatcher(lambda: (team,), clock=clock)
    watcher.wait(WAIT_S)
    team.path.rename(team.path.with_name("elsewhere"))
    clock.now += INTERVAL_S
    (contents,) = watcher.wait(WAIT_S)
    assert contents.state is FolderState.MISSING
    assert titles((contents,)) == ["One"]


def test_a_folder_added_in_the_settings_is_watched_too(team: LibraryFolder, tmp_path: Path) -> None:
    folders = [team]
    watcher = LibraryWatcher(lambda: tuple(folders))
    watcher.wait(WAIT_S)
    folders.append(LibraryFolder(tmp_path / "gone", "Gone"))
    assert [one.state for one in watcher.wait(WAIT_S)] == [FolderState.FRESH, FolderState.MISSING]
    folders.pop(0)
    assert [one.folder.name for one in watcher.wait(WAIT_S)] == ["Gone"]


def test_after_something_was_saved_the_folder_is_read_at_once(team: LibraryFolder) -> None:
    watcher = LibraryWatcher(lambda: (team,), clock=Clock())
    watcher.wait(WAIT_S)
    put(team.path, "two", "Two")
    watcher.read_again()
    assert titles(watcher.wait(WAIT_S)) == ["One", "Two"]


def test_a_reader_that_fails_is_told_and_asked_again(team: LibraryFolder) -> None:
    def fail(_folder: LibraryFolder, _known: Mapping[str, Entry]) -> FolderContents:
        raise ZeroDivisionError("oh")

    clock = Clock()
    watcher = LibraryWatcher(lambda: (team,), read=fail, clock=clock)
    assert "oh" in watcher.wait(WAIT_S)[0].trouble
    clock.now += INTERVAL_S
    assert watcher.wait(WAIT_S)[0].state is FolderState.UNREADABLE


def test_a_damaged_index_is_nothing_known(team: LibraryFolder) -> None:
    LibraryWatcher(lambda: (team,)).wait(WAIT_S)
    assert len(known_entries(team.path)) == 1
    index_path().write_text("{")
    assert known_entries(team.path) == ()
    assert titles(LibraryWatcher(lambda: (team,)).wait(WAIT_S)) == ["One"]
