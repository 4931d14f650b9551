"""Watches the library's folders from threads of its own, so that no slow or missing folder makes anyone wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Protocol

import msgspec

from slawizard.i18n import _
from slawizard.storage.library.folders import (
    Entry,
    FolderContents,
    FolderState,
    LibraryFolder,
    library_folders,
    read_folder,
)
from slawizard.storage.library.index import known_entries, remember_entries

INTERVAL_S = 3.0
"""How long after one reading of a folder the next begins."""

PATIENCE_S = 5.0
"""After how long a folder that has not answered is said to be slow."""


class Reader(Protocol):
    """Reads a folder, as `folders.read_folder` does."""

    def __call__(self, folder: LibraryFolder, known: Mapping[str, Entry], /) -> FolderContents: ...


class _Watched:
    """One folder: what is known of it, and the reading under way. Shared by two threads, under the watcher's lock."""

    def __init__(self, folder: LibraryFolder, entries: tuple[Entry, ...]) -> None:
        self.contents = FolderContents(folder, FolderState.READING, entries)
        self.told: FolderContents | None = None
        self.result: FolderContents | None = None
        self.began_s: float | None = None
        self.ended_s: float | None = None
        self.done = threading.Event()


class LibraryWatcher:
    """What the folders of the library hold, as far as known. All methods but `wait` return at once.

    `poll` is called every second or so. A folder that does not answer is asked once, and not again before it answers:
    its thread hangs, and nothing else. `clock` gives seconds that only grow.
    """

    def __init__(
        self,
        folders: Callable[[], tuple[LibraryFolder, ...]] = library_folders,
        *,
        read: Reader = read_folder,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders
        self._read = read
        self._clock = clock
        self._lock = threading.Lock()
        self._watched: dict[LibraryFolder, _Watched] = {}
        self._look_up()

    @property
    def contents(self) -> tuple[FolderContents, ...]:
        """What each folder holds, as told by the last `poll`; before the first, as it was at an earlier time."""
        return tuple(one.contents for one in self._watched.values())

    def poll(self) -> tuple[FolderContents, ...]:
        """Take in what was read since, start reading anew where it is time; the folders of which something changed."""
        self._look_up()
        changed = []
        for one in self._watched.values():
            self._take_in(one)
            if one.contents != one.told:
                one.told = one.contents
                changed.append(one.contents)
            if one.began_s is None and (one.ended_s is None or self._clock() - one.ended_s >= INTERVAL_S):
                self._begin(one)
        return tuple(changed)

    def read_again(self) -> None:
        """Have the next `poll` read every folder, whenever it was read last; after something was saved there."""
        for one in self._watched.values():
            one.ended_s = None

    def wait(self, timeout_s: float) -> tuple[FolderContents, ...]:
        """Wait until each folder has been read, at most this long altogether; what they hold then. Not for the window.

        What has not answered by then is said to be slow.
        """
        self.poll()
        end = self._clock() + timeout_s
        for one in self._watched.values():
            answered = one.done.wait(max(0.0, end - self._clock()))
            self._take_in(one)
            if not answered:
                one.contents = _slow(one.contents)
        return self.contents

    # --- inside ------------------------------------------------------------------------------------------------

    def _look_up(self) -> None:
        """Follow the settings: a folder may have been added or taken away."""
        folders = self._folders()
        if tuple(self._watched) != folders:
            watched = self._watched
            self._watched = {
                folder: watched[folder] if folder in watched else _Watched(folder, known_entries(folder.path))
                for folder in folders
            }

    def _begin(self, one: _Watched) -> None:
        one.began_s = self._clock()
        one.done.clear()
        threading.Thread(target=self._work, args=(one, one.contents), name="library", daemon=True).start()

    def _work(self, one: _Watched, before: FolderContents) -> None:
        try:
            result = self._read(before.folder, {entry.path: entry for entry in before.entries})
        except Exception as problem:  # a reader that fails must not leave its folder unread for ever
            trouble = _("The folder could not be read: {problem}").format(problem=problem)
            result = FolderContents(before.folder, FolderState.UNREADABLE, trouble=trouble)
        if result.state is FolderState.FRESH:
            remember_entries(before.folder.path, result.entries)
        with self._lock:
            one.result = result
        one.done.set()

    def _take_in(self, one: _Watched) -> None:
        with self._lock:
            result, one.result = one.result, None
        if result is not None:
            one.began_s, one.ended_s = None, self._clock()
            # What is not there now may be there again in a moment: what is known of it is still shown.
            known = result.state is FolderState.FRESH
            one.contents = result if known else msgspec.structs.replace(result, entries=one.contents.entries)
        elif one.began_s is not None and self._clock() - one.began_s >= PATIENCE_S:
            one.contents = _slow(one.contents)


def _slow(contents: FolderContents) -> FolderContents:
    name = contents.folder.name or str(contents.folder.path)
    trouble = _("The folder “{name}” does not answer; what is shown of it may be old.").format(name=name)
    return msgspec.structs.replace(contents, state=FolderState.SLOW, trouble=trouble)
