"""What the window knows of the library: read off its thread, followed, and never waited for."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from slawizard.gui.saved_templates import SavedTemplates
from slawizard.storage.library import (
    Entry,
    FolderContents,
    FolderState,
    LibraryFolder,
    LibraryWatcher,
    add_template,
    new_template,
)
from tests.agreements.examples import small
from tests.drivers import Heard, until


def test_what_is_saved_while_the_window_is_open_is_told() -> None:
    saved = SavedTemplates()
    heard = Heard(saved.changed)
    until(lambda: any(one.state is FolderState.FRESH for one in saved.contents))
    opened = add_template(new_template(small(), "Ours"))
    saved.read_again()
    until(lambda: saved.find(str(opened.path)) is not None)

    assert len(heard) >= 2
    assert saved.named(opened.template.id) == saved.find(str(opened.path))


def test_a_folder_that_hangs_holds_up_no_other(tmp_path: Path) -> None:
    slow, quick = LibraryFolder(tmp_path / "slow", "Slow"), LibraryFolder(tmp_path / "quick", "Quick")
    never = threading.Event()

    def read(folder: LibraryFolder, known: Mapping[str, Entry], /) -> FolderContents:
        if folder == slow:
            never.wait(20)
        return FolderContents(folder, FolderState.FRESH)

    saved = SavedTemplates(make_watcher=lambda: LibraryWatcher(lambda: (slow, quick), read=read))
    until(lambda: [one.state for one in saved.contents] == [FolderState.READING, FolderState.FRESH])
    never.set()
