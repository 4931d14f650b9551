"""The drafts that were open lately."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path
from typing import Any, NamedTuple

from slawizard.errors import SlaWizardError
from slawizard.files import describe_os_error, read_bytes, write_atomic
from slawizard.paths import state_folder

MOST = 12
"""How many drafts are remembered."""

_LARGEST_BYTES = 1_000_000
# Reading and writing the list is one thing: two threads at it would lose an entry.
_turn = threading.Lock()


class RecentDraft(NamedTuple):
    """A draft that was open: where it is, its title then, and when. `path` is absolute."""

    path: str
    title: str
    opened: dt.datetime

    @property
    def is_there(self) -> bool:
        """Whether the file can still be found. On a network folder that has gone away, this may take its time."""
        try:
            return Path(self.path).is_file()
        except OSError:
            return False


def recent_drafts() -> tuple[RecentDraft, ...]:
    """The drafts open lately, the last one first. What cannot be read is nothing remembered."""
    try:
        return tuple(_recent(entry) for entry in json.loads(read_bytes(_list_path(), _LARGEST_BYTES))[:MOST])
    except (SlaWizardError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _recent(entry: dict[str, Any]) -> RecentDraft:
    """A draft from its entry in the list. Raises KeyError, TypeError or ValueError where that is damaged."""
    # By hand: the start screen waits for this list, and msgspec takes longer to load than all of it to be read.
    path, title = entry["path"], entry["title"]
    if not isinstance(path, str) or not isinstance(title, str):
        raise TypeError(entry)
    return RecentDraft(path, title, dt.datetime.fromisoformat(entry["opened"]))


def remember_draft(path: Path, title: str) -> tuple[RecentDraft, ...]:
    """Put a draft at the top of the list, and give the list. Raises FileAccessError when it cannot be kept."""
    newest = RecentDraft(str(path.absolute()), title, dt.datetime.now().astimezone())
    with _turn:
        return _keep((newest, *(draft for draft in recent_drafts() if draft.path != newest.path))[:MOST])


def forget_draft(path: str) -> tuple[RecentDraft, ...]:
    """Take a draft out of the list, and give the list; the draft itself is not touched. Raises FileAccessError."""
    with _turn:
        return _keep(tuple(draft for draft in recent_drafts() if draft.path != path))


def _list_path() -> Path:
    return state_folder() / "recent.json"


def _keep(drafts: tuple[RecentDraft, ...]) -> tuple[RecentDraft, ...]:
    path = _list_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise describe_os_error(error, path, writing=True) from error
    plain = [draft._asdict() | {"opened": draft.opened.isoformat()} for draft in drafts]
    # The name of a file may hold bytes that are no text: this keeps them.
    write_atomic(path, json.dumps(plain, indent=2).encode() + b"\n")
    return drafts
