"""One draft, one window: a small file beside the draft says which process has it open."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
from enum import StrEnum
from pathlib import Path

import msgspec

from slawizard.errors import FileAccessError
from slawizard.files import describe_os_error
from slawizard.storage.process import Life, Process, this_process

_LARGEST_BYTES = 4096
_ATTEMPTS = 20
# A link or a pipe of this name was put there by someone else: never followed, never waited for.
_OPEN = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class LockState(StrEnum):
    """How a lock stands. IMPOSSIBLE: no lock can be left beside the draft, as on a disk that can only be read."""

    FREE = "free"
    OURS = "ours"
    HELD = "held"
    IMPOSSIBLE = "impossible"


class Holder(msgspec.Struct, frozen=True):
    """Who has the draft open: the process, since when, and a token of the window."""

    process: Process
    since: dt.datetime
    token: str


class DraftLock:
    """The lock of one window on one draft.

    After `acquire`, `holder` tells who has the draft when that is another window. Whoever finds HELD opens the draft
    only to read, or as a copy. A lock left behind by a process that is gone counts for nothing.
    """

    def __init__(self, draft: Path) -> None:
        target = Path(os.path.realpath(draft))
        self.path = target.with_name(f".{target.name}.lock")
        self.state = LockState.FREE
        self.holder: Holder | None = None
        self.trouble: FileAccessError | None = None
        self._token = secrets.token_hex(8)

    def acquire(self) -> LockState:
        """Take the lock if nobody who may still live holds it; give the new state."""
        return self._take(by_force=False)

    def take_over(self) -> LockState:
        """Take the lock from whoever holds it, because the user knows better."""
        return self._take(by_force=True)

    def release(self) -> None:
        """Give the lock back; what another has taken over in the meantime stays theirs."""
        if self.state is not LockState.OURS:
            return
        self.state = LockState.FREE
        # A lock that cannot be removed any more is recognised as left behind as soon as this process ends.
        with contextlib.suppress(OSError):
            handle = os.open(self.path, _OPEN)
            try:
                _wait_for_turn(handle)
                holder = _read_holder(handle)
                if holder and holder.token == self._token:
                    self.path.unlink()
            finally:
                os.close(handle)

    def _take(self, *, by_force: bool) -> LockState:
        self.holder, self.trouble = None, None
        try:
            self.state = self._try_to_take(by_force)
        except OSError as error:
            self.trouble = describe_os_error(error, self.path, writing=True)
            self.state = LockState.IMPOSSIBLE
        return self.state

    def _try_to_take(self, by_force: bool) -> LockState:
        for _attempt in range(_ATTEMPTS):
            handle = os.open(self.path, _OPEN | os.O_CREAT, 0o600)
            try:
                _wait_for_turn(handle)
                # Its last holder may have removed the file while we waited: what we hold then has no name any more.
                if not _still_there(handle, self.path):
                    continue
                holder = _read_holder(handle)
                if holder and holder.token != self._token and not by_force and holder.process.life() is not Life.GONE:
                    self.holder = holder
                    return LockState.HELD
                _write_holder(handle, Holder(this_process(), dt.datetime.now().astimezone(), self._token))
                return LockState.OURS
            finally:
                os.close(handle)
        raise TimeoutError("the lock file is made and removed all the time")


def _wait_for_turn(handle: int) -> None:
    """Be alone with the lock file, for the moment it takes to look and write; Windows has no such call."""
    with contextlib.suppress(ImportError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _read_holder(handle: int) -> Holder | None:
    """Who the file names; None when it is empty or not a lock of ours."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(handle, _LARGEST_BYTES), type=Holder)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _write_holder(handle: int, holder: Holder) -> None:
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, msgspec.json.encode(holder))
