"""Two windows never write one draft, and a lock left behind is in nobody's way."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from slawizard.storage.locks import DraftLock, LockState
from tests.storage.processes import other_program

LOCK = "from pathlib import Path\nfrom slawizard.storage.locks import DraftLock\nDraftLock(Path(sys.argv[1])).acquire()"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft alone in a folder."""
    (tmp_path / "drafts").mkdir()
    path = tmp_path / "drafts" / "a.sladraft"
    path.write_text("{}")
    return path


def test_the_first_window_has_the_draft(draft: Path) -> None:
    assert DraftLock(draft).acquire() is LockState.OURS


def test_a_second_window_of_the_same_program_does_not_get_it(draft: Path) -> None:
    DraftLock(draft).acquire()
    second = DraftLock(draft)
    assert second.acquire() is LockState.HELD
    assert second.holder is not None
    assert second.holder.process.pid == os.getpid()


def test_another_program_does_not_get_it(draft: Path) -> None:
    with other_program(LOCK, str(draft)) as other:
        lock = DraftLock(draft)
        assert lock.acquire() is LockState.HELD
        assert lock.holder is not None
        assert lock.holder.process.pid == other.pid


def test_the_lock_of_a_killed_program_counts_for_nothing(draft: Path) -> None:
    with other_program(LOCK, str(draft)) as other:
        other.kill()
        other.wait()
        assert DraftLock(draft).path.exists()
        assert DraftLock(draft).acquire() is LockState.OURS


def test_a_lock_that_was_released_is_free_and_leaves_nothing(draft: Path) -> None:
    first = DraftLock(draft)
    first.acquire()
    first.release()
    assert first.state is LockState.FREE
    assert list(draft.parent.iterdir()) == [draft]
    assert DraftLock(draft).acquire() is LockState.OURS


def test_a_lock_can_be_taken_again_by_its_own_window(draft: Path) -> None:
    lock = DraftLock(draft)
    lock.acquire()
    assert lock.acquire() is LockState.OURS


def test_the_user_may_take_over_and_the_first_holder_does_not_take_it_back(draft: Path) -> None:
    first, second = DraftLock(draft), DraftLock(draft)
    first.acquire()
    assert second.take_over() is LockState.OURS
    first.release()
    assert DraftLock(draft).acquire() is LockState.HELD


@pytest.mark.parametrize("content", [b"", b"\0\0", b"{", b"[]", b'{"process": 1}', b"\xff", b'{"x":' + b"[" * 4000])
def test_a_damaged_lock_is_in_nobodys_way(draft: Path, content: bytes) -> None:
    DraftLock(draft).path.write_bytes(content)
    assert DraftLock(draft).acquire() is LockState.OURS


def test_a_lock_from_another_machine_is_respected(draft: Path) -> None:
    first = DraftLock(draft)
    first.acquire()
    held = msgspec.json.decode(first.path.read_bytes())
    held["process"].update(host="elsewhere", boot="another")
    first.path.write_bytes(msgspec.json.encode(held))
    second = DraftLock(draft)
    assert second.acquire() is LockState.HELD
    assert second.holder is not None
    assert second.holder.process.host == "elsewhere"


def test_a_link_and_its_draft_have_one_lock(draft: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(draft)
    DraftLock(draft).acquire()
    assert DraftLock(tmp_path / "link").acquire() is LockState.HELD


def test_a_link_put_in_the_place_of_the_lock_is_not_followed(draft: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    DraftLock(draft).path.symlink_to(tmp_path / "precious")
    assert DraftLock(draft).acquire() is LockState.IMPOSSIBLE
    assert (tmp_path / "precious").read_text() == "precious"


def test_a_disk_that_can_only_be_read_allows_no_lock_and_says_why(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Any, *_more: Any) -> int:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    monkeypatch.setattr(os, "open", refuse)
    lock = DraftLock(draft)
    assert lock.acquire() is LockState.IMPOSSIBLE
    assert lock.trouble is not None
    assert "only be read" in lock.trouble.what
    lock.release()
    assert lock.state is LockState.IMPOSSIBLE


def test_of_many_windows_at_once_one_gets_the_draft(draft: Path) -> None:
    barrier = threading.Barrier(8)
    locks = [DraftLock(draft) for _ in range(8)]

    def acquire(lock: DraftLock) -> None:
        barrier.wait()
        lock.acquire()

    threads = [threading.Thread(target=acquire, args=(lock,)) for lock in locks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(lock.state for lock in locks) == [LockState.HELD] * 7 + [LockState.OURS]
