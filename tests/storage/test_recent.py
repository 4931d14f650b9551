"""The drafts that were open lately are offered again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from slawizard.errors import FileAccessError
from slawizard.storage.recent import MOST, forget_draft, recent_drafts, remember_draft

UNTIMED = b'[{"path": "/a", "title": "A", "opened": "yesterday"}]'
UNNAMED = b'[{"path": "/a", "title": null, "opened": "2027-01-01T12:00:00+00:00"}]'


def names() -> list[str]:
    """The names of the drafts on the list."""
    return [Path(draft.path).name for draft in recent_drafts()]


def test_at_first_there_are_none() -> None:
    assert recent_drafts() == ()


def test_the_last_one_stands_first(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "a"):
        remember_draft(tmp_path / name, name.upper())
    assert names() == ["a", "c", "b"]


def test_a_draft_is_remembered_with_its_place_and_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (draft,) = remember_draft(Path("a.sladraft"), "Hosting")
    assert (draft.path, draft.title) == (str(tmp_path / "a.sladraft"), "Hosting")
    assert recent_drafts() == (draft,)


def test_the_list_does_not_grow_without_end(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        remember_draft(tmp_path / str(number), "")
    assert names() == [str(number) for number in range(MOST + 2, 2, -1)]


def test_a_draft_can_be_forgotten_and_is_not_touched(tmp_path: Path) -> None:
    draft = tmp_path / "a"
    draft.write_text("x")
    remember_draft(draft, "")
    assert forget_draft(str(draft)) == recent_drafts() == ()
    assert draft.read_text() == "x"


def test_a_draft_that_has_gone_is_known_to_be_gone(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    gone, there = remember_draft(tmp_path / "there", "") and remember_draft(tmp_path / "gone", "")
    assert there.is_there
    assert not gone.is_there


def test_a_name_that_is_no_text_is_remembered(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.sladraft")
    remember_draft(tmp_path / name, "")
    assert names() == [name]


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"[1]", b"\xff", b"[" * 100_000, b'[{"path": 1}]', UNTIMED, UNNAMED, b'{"a": 1}', b"3"]
)
def test_a_damaged_list_is_an_empty_one(home: Path, tmp_path: Path, damage: bytes) -> None:
    home.mkdir()
    (home / "recent.json").write_bytes(damage)
    assert recent_drafts() == ()
    remember_draft(tmp_path / "a", "")
    assert names() == ["a"]


def test_a_list_that_cannot_be_kept_is_told(home: Path, tmp_path: Path) -> None:
    home.write_text("a file where the folder should be")
    with pytest.raises(FileAccessError):
        remember_draft(tmp_path / "a", "")
