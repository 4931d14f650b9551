"""Templates are put into folders and taken from them, and nobody's change is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.errors import FileAccessError, FileChangedError, LibraryError
from slawizard.settings import Settings, TeamFolder, save_settings
from slawizard.storage.library.folders import library_folders, own_folder
from slawizard.storage.library.making import add_version
from slawizard.storage.library.shelf import (
    add_template,
    delete_template,
    duplicate_template,
    folder_named,
    list_templates,
    load_template,
    rename_template,
    save_template,
)
from tests.storage.library.saved import TODAY, saved, starter


def team(path: Path, *, writable: bool = True) -> None:
    """Make a folder, and add it as the team's."""
    path.mkdir(exist_ok=True)
    save_settings(Settings(team_folders=(TeamFolder(str(path), "Team", writable),)))


def titles() -> list[str]:
    """The titles of all templates, folder by folder."""
    return [entry.title for contents in list_templates() for entry in contents.entries]


def test_at_first_the_library_is_empty_and_nothing_is_wrong() -> None:
    (contents,) = list_templates()
    assert (contents.entries, contents.trouble) == ((), "")


def test_a_template_that_was_added_is_listed_and_loaded() -> None:
    added = add_template(saved())
    assert titles() == ["Managed IT"]
    opened = load_template(added.template.id)
    assert opened.template == added.template
    assert opened.fingerprint == added.fingerprint
    assert added.path.parent == own_folder().path


def test_an_unknown_template_is_told() -> None:
    with pytest.raises(LibraryError, match="no template “hosting”"):
        load_template("hosting")


def test_the_same_template_is_not_added_twice() -> None:
    template = saved()
    add_template(template)
    with pytest.raises(FileChangedError, match="already"):
        add_template(template)


def test_a_new_version_takes_the_place_of_the_old_file() -> None:
    opened = add_template(saved())
    again = save_template(opened, add_version(opened.template, starter(), "More", today=TODAY))
    assert load_template(opened.template.id).template == again.template
    assert len(again.template.versions) == 2


def test_what_someone_else_changed_is_not_overwritten() -> None:
    opened = add_template(saved())
    rename_template(load_template(opened.template.id), title="Theirs")
    with pytest.raises(FileChangedError):
        rename_template(opened, title="Mine")
    assert titles() == ["Theirs"]


def test_what_someone_else_changed_is_not_deleted() -> None:
    opened = add_template(saved())
    rename_template(opened, title="Theirs")
    with pytest.raises(FileChangedError):
        delete_template(opened)
    assert titles() == ["Theirs"]


def test_a_template_is_renamed_and_keeps_what_was_not_named() -> None:
    opened = rename_template(add_template(saved()), title=" Help desk ", tags=("a", " ", "a"))
    assert (opened.template.title, opened.template.note, opened.template.tags) == (
        "Help desk",
        "For help desks.",
        ("a",),
    )
    with pytest.raises(LibraryError, match="title"):
        rename_template(opened, title=" ")


def test_a_duplicate_is_a_template_of_its_own() -> None:
    opened = add_template(saved())
    copy = duplicate_template(opened, "Copy")
    assert copy.template.id != opened.template.id
    assert copy.template.versions == opened.template.versions
    assert titles() == ["Copy", "Managed IT"]


def test_a_deleted_template_is_gone() -> None:
    delete_template(add_template(saved()))
    assert titles() == []


def test_a_teams_folder_stands_beside_ones_own(tmp_path: Path) -> None:
    team(tmp_path / "team")
    add_template(saved("Theirs"), folder_named("Team"))
    add_template(saved("Mine"))
    assert titles() == ["Mine", "Theirs"]
    assert [folder.name for folder in library_folders()] == ["", "Team"]


def test_nothing_is_saved_in_a_folder_that_is_only_read(tmp_path: Path) -> None:
    team(tmp_path / "team")
    opened = add_template(saved(), folder_named("Team"))
    team(tmp_path / "team", writable=False)
    opened = load_template(opened.template.id)
    for attempt in (
        lambda: add_template(saved(), folder_named("Team")),
        lambda: rename_template(opened, title="x"),
        lambda: delete_template(opened),
    ):
        with pytest.raises(LibraryError, match="read from only"):
            attempt()
    assert titles() == ["Managed IT"]


def test_a_teams_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    team(tmp_path / "team")
    (tmp_path / "team").rmdir()
    with pytest.raises((LibraryError, FileAccessError)):
        add_template(saved(), folder_named("Team"))
    assert not (tmp_path / "team").exists()


def test_an_unknown_folder_is_told_with_those_there_are(tmp_path: Path) -> None:
    team(tmp_path / "team")
    with pytest.raises(LibraryError, match="“Team”"):
        folder_named("Other")
