"""What the library's folders held when they were last read, kept so that a slow folder can be shown at once."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import msgspec

from slawizard.errors import SlaWizardError
from slawizard.files import make_folder, read_file, write_atomic
from slawizard.paths import state_folder
from slawizard.storage.library.folders import Entry

_LARGEST_BYTES = 20_000_000
# Folders are read on threads of their own; two of them at the index would lose one's entries.
_turn = threading.Lock()


class _Index(msgspec.Struct, frozen=True):
    folders: dict[str, tuple[Entry, ...]] = {}


def known_entries(folder: Path) -> tuple[Entry, ...]:
    """What the folder held last. What cannot be read is nothing known."""
    return _load().folders.get(str(folder), ())


def remember_entries(folder: Path, entries: tuple[Entry, ...]) -> None:
    """Keep what the folder holds. Where that cannot be kept, the next start is slower, and nothing else."""
    with _turn:
        folders: Mapping[str, tuple[Entry, ...]] = _load().folders
        if folders.get(str(folder), ()) == entries:
            return
        try:
            make_folder(index_path().parent)
            data = msgspec.json.encode(_Index({**folders, str(folder): entries}))
            write_atomic(index_path(), data, owner_only=True)
        except (SlaWizardError, UnicodeEncodeError):  # the name of a file may hold bytes that are no text
            return


def index_path() -> Path:
    """Where the index is kept."""
    return state_folder() / "library-index.json"


def _load() -> _Index:
    try:
        return msgspec.json.decode(read_file(index_path(), _LARGEST_BYTES).data, type=_Index)
    except (SlaWizardError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Index()
