"""Which process holds something, and whether it still lives: by machine, boot, process and its start."""

from __future__ import annotations

import os
import socket
import subprocess
from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

_PROC = Path("/proc")
_PS_LIMIT_S = 5


class Life(StrEnum):
    """What is known of a process. UNKNOWN: it runs, or ran, where this one cannot look."""

    ALIVE = "alive"
    GONE = "gone"
    UNKNOWN = "unknown"


class Process(msgspec.Struct, frozen=True):
    """A process, told apart from every other one at any time.

    `boot` names the machine's run since it was switched on, `space` the container's process table; both are empty where
    the system has no such thing. `started` is the system's own mark of the moment at which the process began.
    """

    host: str
    boot: str
    space: str
    pid: int
    started: str

    def life(self) -> Life:
        """Whether the process still runs."""
        here = this_process()
        if self.boot and here.boot:
            if self.boot != here.boot:
                return Life.GONE if self.host == here.host else Life.UNKNOWN
            if self.space != here.space:
                return Life.UNKNOWN
        elif self.host != here.host:
            return Life.UNKNOWN
        started = _started(self.pid)
        if started is None:
            return Life.UNKNOWN
        return Life.ALIVE if started == self.started else Life.GONE


@cache
def _identify(pid: int) -> Process:
    return Process(socket.gethostname(), _boot(), _process_space(), pid, _started(pid) or "")


def this_process() -> Process:
    """The process that asks."""
    return _identify(os.getpid())


def _boot() -> str:
    try:
        return (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _process_space() -> str:
    try:
        return str((_PROC / "self/ns/pid").readlink())
    except OSError:
        return ""


def _started(pid: int) -> str | None:
    """The mark of when a process began; empty when there is no such process, None when that cannot be known."""
    return _started_by_proc(pid) if (_PROC / "self").exists() else _started_by_ps(pid)


def _started_by_proc(pid: int) -> str | None:
    try:
        status = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    except OSError:
        return None
    # The name in brackets may hold blanks and brackets itself. After it: field 3 is the state, field 22 the start.
    fields = status.rpartition(")")[2].split()
    return "" if fields[0] in ("Z", "X") else fields[19]


def _started_by_ps(pid: int) -> str | None:
    """The same by the POSIX command, for systems without /proc (tried on Linux only)."""
    command = ["ps", "-o", "lstart=", "-p", str(pid)]
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    try:
        done = subprocess.run(
            command, env=environment, check=False, capture_output=True, text=True, timeout=_PS_LIMIT_S
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip()
