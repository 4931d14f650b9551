"""The program finds its own files and the user's state."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard import paths
from slawizard.paths import config_folder, data_folder, resource_path, state_folder, template_path


def test_the_programs_own_files_are_found() -> None:
    assert resource_path("system_libraries.toml").is_file()
    assert template_path("LICENSE.md").is_file()


def test_an_installed_program_finds_them_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert resource_path("a", "b") == tmp_path / "_data" / "resources" / "a" / "b"


def test_one_variable_moves_all_of_the_users_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path))
    assert state_folder() == config_folder() == data_folder() == tmp_path


def test_without_it_the_systems_places_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SLAWIZARD_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for folder in (state_folder(), config_folder(), data_folder()):
        assert folder.is_relative_to(tmp_path)
        assert folder.name == "slawizard"
