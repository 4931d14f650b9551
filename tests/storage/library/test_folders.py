"""What a folder holds is listed; what is damaged, missing or twice there is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.storage.library import folders
from slawizard.storage.library.folders import FolderState, LibraryFolder, read_folder
from slawizard.storage.library.template_file import encode_template
from tests.storage.library.saved import saved


def put(folder: Path, name: str, title: str = "Managed IT") -> Path:
    """A template in a file of this name."""
    path = folder / f"{name}.slatemplate"
    path.write_bytes(encode_template(saved(title)))
    return path


def test_templates_are_listed_by_title(tmp_path: Path) -> None:
    put(tmp_path, "1", "Beta")
    put(tmp_path, "2", "alpha")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / ".hidden.slatemplate").write_text("x")
    contents = read_folder(LibraryFolder(tmp_path, "Team"), {})
    assert [entry.title for entry in contents.entries] == ["alpha", "Beta"]
    assert (contents.state, contents.damaged) == (FolderState.FRESH, ())


def test_an_entry_says_what_there_is_to_know(tmp_path: Path) -> None:
    path = put(tmp_path, "1")
    (entry,) = read_folder(LibraryFolder(tmp_path, "Team"), {}).entries
    assert (entry.note, entry.tags, entry.version, entry.saved) == ("For help desks.", ("it", "desk"), 1, "2026-11-23")
    assert entry.questions > 10
    assert entry.path == str(path)


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "1")
    first = read_folder(LibraryFolder(tmp_path, "Team"), {})
    monkeypatch.setattr(folders, "load_template_file", None)
    assert read_folder(LibraryFolder(tmp_path, "Team"), {entry.path: entry for entry in first.entries}) == first


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    path = put(tmp_path, "1")
    first = read_folder(LibraryFolder(tmp_path, "Team"), {})
    path.write_bytes(encode_template(saved("Another title")))
    again = read_folder(LibraryFolder(tmp_path, "Team"), {entry.path: entry for entry in first.entries})
    assert [entry.title for entry in again.entries] == ["Another title"]


def test_a_damaged_file_is_told_and_the_others_are_listed(tmp_path: Path) -> None:
    put(tmp_path, "good")
    (tmp_path / "bad.slatemplate").write_text("{")
    contents = read_folder(LibraryFolder(tmp_path, "Team"), {})
    assert len(contents.entries) == 1
    assert "bad.slatemplate" in contents.damaged[0]


def test_a_template_copied_by_hand_is_told(tmp_path: Path) -> None:
    (tmp_path / "copy.slatemplate").write_bytes(put(tmp_path, "one").read_bytes())
    (words,) = read_folder(LibraryFolder(tmp_path, "Team"), {}).damaged
    assert "copy.slatemplate" in words
    assert "the same template" in words


def test_a_team_folder_that_is_not_there_is_told_and_ones_own_is_just_empty(tmp_path: Path) -> None:
    missing = read_folder(LibraryFolder(tmp_path / "gone", "Team"), {})
    assert missing.state is FolderState.MISSING
    assert "“Team”" in missing.trouble
    assert read_folder(LibraryFolder(tmp_path / "gone"), {}).trouble == ""


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    contents = read_folder(LibraryFolder(tmp_path / "file", "Team"), {})
    assert contents.state is FolderState.UNREADABLE
    assert contents.trouble


def test_a_folder_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "1")
    put(tmp_path, "2")
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    contents = read_folder(LibraryFolder(tmp_path, "Team"), {})
    assert len(contents.entries) == 1
    assert "Only the first 1" in contents.damaged[-1]
