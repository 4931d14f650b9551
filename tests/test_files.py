"""Whole files are read and written so that nothing is lost, and refusals say why and what to do."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest

from slawizard import files
from slawizard.errors import FileAccessError, FileChangedError
from slawizard.files import (
    ABSENT,
    Fingerprint,
    check_source,
    check_target,
    delete_file,
    make_folder,
    read_file,
    write_atomic,
)

OLD, NEW = b"the old agreement\n", b"the new agreement, a little longer\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A file that holds OLD, alone in its folder."""
    path = tmp_path / "draft.sladraft"
    path.write_bytes(OLD)
    return path


def names_in(folder: Path) -> list[str]:
    """Every name in a folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


# --- writing ----------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_and_nothing_is_left_beside_it(draft: Path) -> None:
    assert write_atomic(draft, NEW) == Fingerprint.of(NEW)
    assert draft.read_bytes() == NEW
    assert names_in(draft.parent) == [draft.name]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / "new", NEW, expected=ABSENT)
    assert (tmp_path / "new").read_bytes() == NEW


def test_an_empty_file_can_be_written(draft: Path) -> None:
    write_atomic(draft, b"")
    assert draft.read_bytes() == b""


def test_a_large_file_is_written_whole(draft: Path) -> None:
    data = os.urandom(3_000_001)
    write_atomic(draft, data)
    assert draft.read_bytes() == data


def test_a_system_that_writes_a_little_at_a_time_still_gets_all(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    write_atomic(draft, NEW)
    assert draft.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_an_existing_file_keeps_its_mode(draft: Path, mode: int) -> None:
    draft.chmod(mode)
    write_atomic(draft, NEW)
    assert stat.S_IMODE(draft.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_the_user_has_chosen_for_new_files(tmp_path: Path) -> None:
    (tmp_path / "ordinary").write_bytes(OLD)
    write_atomic(tmp_path / "new", NEW)
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_the_unfinished_file_is_for_its_owner_alone(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    open_file = os.open

    def watch(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        handle = open_file(path, flags, mode, **more)
        if flags & os.O_CREAT:
            modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    monkeypatch.setattr(os, "open", watch)
    write_atomic(draft, NEW)
    assert modes == [0o600]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a file away")
def test_root_does_not_take_a_file_from_its_owner(draft: Path) -> None:
    os.chown(draft, 1234, 1235)
    write_atomic(draft, NEW)
    assert (draft.stat().st_uid, draft.stat().st_gid) == (1234, 1235)


def test_an_owner_that_cannot_be_kept_does_not_stop_the_saving(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused: list[Path] = []

    def refuse(path: Path, *_owner: int) -> None:
        refused.append(path)
        raise PermissionError(errno.EPERM, "no")

    monkeypatch.setattr(os, "chown", refuse)
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    write_atomic(draft, NEW)
    assert refused
    assert draft.read_bytes() == NEW


def test_a_link_stays_a_link_and_its_file_is_written(draft: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(draft.name)
    write_atomic(link, NEW)
    assert link.is_symlink()
    assert draft.read_bytes() == NEW


def test_a_link_to_a_file_that_is_not_there_yet_is_followed(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "link").symlink_to("deep/second")
    (tmp_path / "deep" / "second").symlink_to("file")
    write_atomic(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "deep" / "file").read_bytes() == NEW


def test_the_file_is_safe_on_disk_before_it_takes_its_name(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    for name in ("write", "fsync", "replace"):
        real = getattr(os, name)

        def note(*given: Any, real: Callable[..., Any] = real, name: str = name, **more: Any) -> Any:
            steps.append(name)
            return real(*given, **more)

        monkeypatch.setattr(os, name, note)
    write_atomic(draft, NEW)
    assert steps == ["write", "fsync", "replace", "fsync"]


# --- someone else's change --------------------------------------------------------------------------------------


def test_a_file_that_is_as_it_was_read_is_replaced(draft: Path) -> None:
    read = read_file(draft, 1000)
    write_atomic(draft, NEW, expected=read.fingerprint)
    assert draft.read_bytes() == NEW


@pytest.mark.parametrize("other", [b"THE OLD AGREEMENT\n", b"", OLD + b"x"], ids=["same size", "emptied", "longer"])
def test_a_change_by_someone_else_is_never_overwritten(draft: Path, other: bytes) -> None:
    read = read_file(draft, 1000)
    draft.write_bytes(other)
    with pytest.raises(FileChangedError, match="Someone else"):
        write_atomic(draft, NEW, expected=read.fingerprint)
    assert draft.read_bytes() == other
    assert names_in(draft.parent) == [draft.name]


def test_touching_a_file_is_no_change(draft: Path) -> None:
    read = read_file(draft, 1000)
    os.utime(draft, (0, 0))
    write_atomic(draft, NEW, expected=read.fingerprint)
    assert draft.read_bytes() == NEW


def test_a_file_that_was_deleted_is_not_made_again_silently(draft: Path) -> None:
    read = read_file(draft, 1000)
    draft.unlink()
    with pytest.raises(FileChangedError, match="moved or deleted"):
        write_atomic(draft, NEW, expected=read.fingerprint)
    assert names_in(draft.parent) == []


def test_a_file_that_must_be_new_replaces_none(draft: Path) -> None:
    with pytest.raises(FileChangedError, match="already"):
        write_atomic(draft, NEW, expected=ABSENT)
    assert draft.read_bytes() == OLD


# --- reading ----------------------------------------------------------------------------------------------------


def test_a_file_is_read_with_its_fingerprint(draft: Path) -> None:
    assert read_file(draft, len(OLD)) == (OLD, Fingerprint.of(OLD))


def test_a_file_above_the_limit_is_refused(draft: Path) -> None:
    with pytest.raises(FileAccessError, match="larger than 17 bytes"):
        read_file(draft, len(OLD) - 1)


@pytest.mark.parametrize("use", [lambda path: read_file(path, 10), check_source, check_target])
def test_a_pipe_is_refused_and_never_waited_for(tmp_path: Path, use: Callable[[Path], object]) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileAccessError, match="not an ordinary file"):
        use(tmp_path / "pipe")


def test_a_device_is_neither_read_nor_replaced() -> None:
    with pytest.raises(FileAccessError, match="not an ordinary file"):
        read_file(Path("/dev/zero"), 10)
    with pytest.raises(FileAccessError, match="not an ordinary file"):
        write_atomic(Path("/dev/null"), NEW)


# --- refusals in words ------------------------------------------------------------------------------------------


def refusals(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Places that cannot be written, and a word of the reason."""
    (tmp_path / "file").write_bytes(OLD)
    (tmp_path / "circle").symlink_to("circle")
    yield tmp_path, "this is a folder"
    yield tmp_path / "missing" / "draft", "the folder does not exist"
    yield tmp_path / "file" / "draft", "a part of the path is a file"
    yield tmp_path / ("x" * 300), "the name is too long"
    yield tmp_path / "circle", "links lead in a circle"
    yield tmp_path / "a\0b", "no name can hold"


def test_a_place_that_cannot_be_written_is_refused_with_its_reason(tmp_path: Path) -> None:
    for path, reason in refusals(tmp_path):
        for use in (lambda path: write_atomic(path, NEW), check_target):
            with pytest.raises(FileAccessError, match=reason) as caught:
                use(path)
            assert caught.value.remedy, path
            assert caught.value.where, path
    assert names_in(tmp_path) == ["circle", "file"]


def test_a_place_that_can_be_written_passes(draft: Path) -> None:
    check_target(draft)
    check_target(draft.with_name("new"))
    check_source(draft)


def test_a_missing_file_is_called_missing(tmp_path: Path) -> None:
    for use in (lambda path: read_file(path, 10), check_source):
        with pytest.raises(FileAccessError, match="There is no such file"):
            use(tmp_path / "missing")


def test_an_error_without_words_of_its_own_is_told_in_those_of_the_system() -> None:
    error = files.describe_os_error(OSError(errno.ENXIO, "No such device"), Path("x"), writing=True)
    assert "No such device" in error.what
    assert error.remedy


# --- deleting, and folders ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("expected", [Fingerprint.of(OLD), None])
def test_a_file_is_deleted_when_it_holds_what_was_read(draft: Path, expected: Fingerprint | None) -> None:
    delete_file(draft, expected)
    assert names_in(draft.parent) == []


def test_a_file_that_someone_else_changed_is_not_deleted(draft: Path) -> None:
    with pytest.raises(FileChangedError):
        delete_file(draft, Fingerprint.of(NEW))
    assert draft.read_bytes() == OLD


def test_a_file_that_is_gone_cannot_be_deleted(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        delete_file(tmp_path / "gone", None)
    with pytest.raises(FileChangedError, match="moved or deleted"):
        delete_file(tmp_path / "gone", Fingerprint.of(OLD))


def test_of_a_link_the_link_alone_is_deleted(draft: Path) -> None:
    link = draft.parent / "link"
    link.symlink_to(draft)
    delete_file(link, Fingerprint.of(OLD))
    assert names_in(draft.parent) == [draft.name]


def test_a_folder_is_made_with_those_that_it_lies_in(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_in_the_place_of_a_file_is_refused(draft: Path) -> None:
    with pytest.raises(FileAccessError):
        make_folder(draft / "a")


_WRITER = """
import sys
from pathlib import Path
from subprocess import PIPE
from slawizard.errors import FileChangedError
from slawizard.files import read_file, write_atomic

path, me, done = Path(sys.argv[1]), sys.argv[2].encode(), 0
sys.stdin.read(1)
for _round in range(60):
    content = read_file(path, 100_000)
    try:
        write_atomic(path, content.data + me, expected=content.fingerprint)
        done += 1
    except FileChangedError:
        pass
print(done)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks on folders")
def test_of_two_programs_that_change_a_file_at_once_neither_overwrites_the_other_unseen(tmp_path: Path) -> None:
    path = tmp_path / "shared"
    path.write_bytes(b"")
    writers = [
        subprocess.Popen([sys.executable, "-P", "-c", _WRITER, str(path), name], stdin=PIPE, stdout=PIPE, text=True)
        for name in "ABC"
    ]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("g")
        writer.stdin.flush()
    told = {name: int(writer.communicate()[0]) for name, writer in zip("ABC", writers, strict=True)}
    held = path.read_text()
    assert {name: held.count(name) for name in "ABC"} == told
    assert sum(told.values()) < 180  # they did run into each other


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks on folders")
def test_a_program_that_holds_the_folder_for_ever_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(files, "_PATIENCE_S", 0.02)
    path = tmp_path / "shared"
    held = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_atomic(path, b"new", expected=files.ABSENT)
    finally:
        os.close(held)
    assert path.read_bytes() == b"new"
