"""Whatever the disk does, whenever the program is killed: the old file or the new one, whole, and the truth told."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from slawizard.errors import FileAccessError
from slawizard.files import Fingerprint, write_atomic

OLD, NEW = b"old\n" * 500, b"new, and longer\n" * 900
ROOT = Path(__file__).resolve().parents[1]

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE)
WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EIO: "the disk reports a fault",
    errno.EROFS: "can only be read",
    errno.EACCES: "do not have the right",
    errno.EMFILE: "too many files",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A file that holds OLD, alone in its folder."""
    path = tmp_path / "draft.sladraft"
    path.write_bytes(OLD)
    return path


def names_in(folder: Path) -> list[str]:
    """Every name in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


# --- faults put into the functions of the system ----------------------------------------------------------------


class Fault:
    """Makes the n-th call of a function of `os` fail, once or from then on, and counts how often it did."""

    def __init__(self, name: str, number: int, code: int, *, for_ever: bool) -> None:
        self.name, self.number, self.code, self.for_ever = name, number, code, for_ever
        self.calls = self.fired = 0
        self._real = getattr(os, name)

    def __call__(self, *given: Any, **more: Any) -> Any:
        self.calls += 1
        if self.calls == self.number or (self.for_ever and self.calls > self.number):
            self.fired += 1
            raise OSError(self.code, os.strerror(self.code))
        return self._real(*given, **more)


# Each call of write_atomic on an existing file that can fail, before the new file takes its name.
BEFORE_REPLACING = [
    ("stat", 1),
    ("open", 1),
    ("open", 2),
    ("chmod", 1),
    ("write", 1),
    ("fsync", 1),
    ("close", 1),
    ("open", 3),
    ("fstat", 1),
    ("read", 1),
    ("replace", 1),
]


@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize(("name", "number"), BEFORE_REPLACING)
@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
def test_a_failing_step_leaves_the_old_file_and_says_why(
    draft: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, code: int, for_ever: bool
) -> None:
    fault = Fault(name, number, code, for_ever=for_ever)
    with monkeypatch.context() as patched:
        patched.setattr(os, name, fault)
        with pytest.raises(FileAccessError, match=WORDS[code]) as caught:
            write_atomic(draft, NEW, expected=Fingerprint.of(OLD))
    assert fault.fired
    assert "unchanged" in caught.value.what
    assert caught.value.remedy
    assert draft.read_bytes() == OLD
    assert names_in(draft.parent) == [draft.name]


def test_a_failed_fsync_is_never_tried_again(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("fsync", 1, errno.EIO, for_ever=True)
    monkeypatch.setattr(os, "fsync", fault)
    with pytest.raises(FileAccessError):
        write_atomic(draft, NEW)
    assert fault.calls == fault.fired == 1


def test_a_folder_that_is_not_confirmed_is_told_with_the_new_file_in_place(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = Fault("fsync", 2, errno.EIO, for_ever=False)
    monkeypatch.setattr(os, "fsync", fault)
    with pytest.raises(FileAccessError, match="was written, but the disk did not confirm it"):
        write_atomic(draft, NEW)
    assert fault.fired == 1
    assert draft.read_bytes() == NEW


@pytest.mark.parametrize("code", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_file_system_that_cannot_confirm_folders_is_no_fault(
    draft: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fault = Fault("fsync", 2, code, for_ever=False)
    monkeypatch.setattr(os, "fsync", fault)
    write_atomic(draft, NEW)
    assert fault.fired == 1
    assert draft.read_bytes() == NEW


def test_a_folder_that_cannot_be_closed_is_no_fault(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("close", 2, errno.EIO, for_ever=False)
    monkeypatch.setattr(os, "close", fault)
    write_atomic(draft, NEW)
    assert fault.fired == 1
    assert draft.read_bytes() == NEW


def test_an_unfinished_file_that_cannot_be_removed_does_not_hide_the_cause(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, stuck = Fault("write", 1, errno.ENOSPC, for_ever=True), Fault("unlink", 1, errno.EIO, for_ever=True)
    monkeypatch.setattr(os, "write", full)
    monkeypatch.setattr(os, "unlink", stuck)
    with pytest.raises(FileAccessError, match="the disk is full"):
        write_atomic(draft, NEW)
    assert full.fired
    assert stuck.fired
    assert draft.read_bytes() == OLD


def test_an_interruption_leaves_the_old_file_alone(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(draft, NEW)
    assert draft.read_bytes() == OLD
    assert names_in(draft.parent) == [draft.name]


# --- a disk that is really full ---------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "none", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.skipif(not shutil.which("mount") or os.geteuid() != 0, reason="only root can mount a disk")
def test_a_full_disk_keeps_the_old_file(small_disk: Path) -> None:
    draft = small_disk / "draft.sladraft"
    draft.write_bytes(OLD)
    with pytest.raises(FileAccessError, match="the disk is full"):
        write_atomic(draft, b"x" * 60_000)
    assert draft.read_bytes() == OLD
    assert names_in(small_disk) == [draft.name]


# --- faults and kills at every call to the system, in the real interpreter --------------------------------------

# The child saves once. It ends with 0 when it was told that the file is saved, with 3 when it was told why not, and
# with 4 when it was told that the file is written but perhaps not safe.
CHILD = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from slawizard.errors import FileAccessError
from slawizard.files import Fingerprint, write_atomic
draft = Path(sys.argv[2])
expected = Fingerprint.of(OLD)
try: os.stat("/slawizard-saves-now")
except FileNotFoundError: pass
try: write_atomic(draft, NEW, expected=expected)
except FileAccessError as error: os._exit(4 if "was written, but" in error.what else 3)
os._exit(0)
""".replace("OLD", repr(OLD)).replace("NEW", repr(NEW))  # fmt: skip

MARK = "slawizard-saves-now"
WATCHED = "open,openat,read,write,close,fsync,chmod,fchmod,fchmodat,rename,renameat,renameat2,unlink,unlinkat,"
WATCHED += "flock,stat,lstat,fstat,newfstatat,readlink,readlinkat"
needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


class Call(NamedTuple):
    """A call to the system while saving: its name, and which one of that name it is in the life of the child."""

    name: str
    number: int


def save_under_strace(folder: Path, *options: str) -> tuple[int, str, str]:
    """Save NEW over OLD in a real interpreter under strace; its exit code, what it said, and the trace."""
    draft, trace = folder / "draft.sladraft", folder.parent / "trace"
    draft.write_bytes(OLD)
    # -B and -I: the interpreter makes the same calls at every start.
    child = [sys.executable, "-I", "-S", "-B", "-c", CHILD, str(ROOT), str(draft)]
    known = [option for option in WATCHED.split(",") if option]
    command = ["strace", "-f", "-o", str(trace), "-e", f"trace=?{',?'.join(known)}", *options, *child]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr, trace.read_text(errors="replace")


def calls_while_saving(trace: str) -> list[Call]:
    """The calls after the mark, each with its number among those of its name."""
    counts: dict[str, int] = {}
    found: list[Call] = []
    marked = False
    for name, line in re.findall(r"^\d+ +(\w+)(\(.*)$", trace, re.MULTILINE):
        counts[name] = counts.get(name, 0) + 1
        if marked:
            found.append(Call(name, counts[name]))
        marked = marked or MARK in line
    return found


def the_mark_comes_before(sign: str, trace: str) -> bool:
    """Whether the fault fired, and fired while saving."""
    return MARK in trace and sign in trace.partition(MARK)[2]


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """Every call to the system that one saving makes."""
    folder = tmp_path_factory.mktemp("calls") / "folder"
    folder.mkdir()
    code, said, trace = save_under_strace(folder)
    assert code == 0, said
    found = calls_while_saving(trace)
    assert [call.name for call in found].count("fsync") == 2
    assert len(found) > 10
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder, with its trace beside it."""
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


@needs_strace
@pytest.mark.parametrize("code", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("for_ever", ["", "+"], ids=["once", "for ever"])
def test_a_fault_at_any_call_to_the_system_loses_nothing(
    folder: Path, calls: list[Call], code: int, for_ever: str
) -> None:
    for call in calls:
        inject = f"inject={call.name}:error={errno.errorcode[code]}:when={call.number}{for_ever}"
        ended, said, trace = save_under_strace(folder, "-e", inject)
        assert the_mark_comes_before("(INJECTED)", trace), inject
        content = (folder / "draft.sladraft").read_bytes()
        assert ended in (0, 3, 4), f"{inject}: {said}"
        assert content == (OLD if ended == 3 else NEW), inject
        assert names_in(folder) == ["draft.sladraft"], inject


@needs_strace
def test_a_kill_at_any_call_to_the_system_leaves_a_whole_file(folder: Path, calls: list[Call]) -> None:
    contents = set()
    for call in calls:
        inject = f"inject={call.name}:signal=SIGKILL:when={call.number}"
        ended, _said, trace = save_under_strace(folder, "-e", inject)
        assert ended in (-9, 137), inject
        assert the_mark_comes_before("killed by SIGKILL", trace), inject
        contents.add((folder / "draft.sladraft").read_bytes())
        for unfinished in folder.glob(".slawizard-*.tmp"):
            unfinished.unlink()
    # Both, or the kills have not been spread over the whole saving.
    assert contents == {OLD, NEW}


@needs_strace
@pytest.mark.parametrize("number", [1, 2])
def test_an_fsync_that_fails_on_a_real_disk_is_told(folder: Path, number: int) -> None:
    code, _said, trace = save_under_strace(folder, "-e", f"inject=fsync:error=EIO:when={number}")
    assert trace.count("(INJECTED)") == 1
    assert code == (3 if number == 1 else 4)
    assert (folder / "draft.sladraft").read_bytes() == (OLD if number == 1 else NEW)
