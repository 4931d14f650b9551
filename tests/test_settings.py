"""Settings come back as they were kept, and damage costs only what is damaged."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from slawizard.errors import FileAccessError
from slawizard.settings import (
    BatchMemory,
    Settings,
    TeamFolder,
    Theme,
    load_settings,
    save_settings,
    settings_path,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its settings during one test."""
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def keep(content: bytes) -> None:
    """Put these bytes where the settings are kept."""
    settings_path().parent.mkdir(exist_ok=True)
    settings_path().write_bytes(content)


def test_at_first_there_are_the_defaults() -> None:
    assert load_settings() == Settings()


def test_settings_come_back_as_they_were_kept() -> None:
    kept = Settings(theme=Theme.DARK, last_folder=os.fsdecode(b"/\xff"), panel_open=False, panel_width=420)
    save_settings(kept)
    assert load_settings() == kept


def test_team_folders_and_the_last_batch_come_back_as_they_were_kept() -> None:
    batch = BatchMemory(template="saas", columns={"Name": "frame.customer.legal_name"}, formats=("docx", "pdf"))
    kept = Settings(team_folders=(TeamFolder("/team", "Team", writable=True),), batch=batch)
    save_settings(kept)
    assert load_settings() == kept
    assert isinstance(load_settings().batch, BatchMemory)


def test_one_damaged_part_of_the_last_batch_costs_only_itself() -> None:
    keep(json.dumps({"batch": {"template": "saas", "columns": {"Name": 1}, "page_numbers": "no"}}).encode())
    assert load_settings().batch == BatchMemory(template="saas")


@pytest.mark.parametrize(
    "folder", [{}, {"name": "Team"}, {"path": 1}, {"path": "/a", "writable": 1}, {"path": "/a", "colour": "red"}, "/a"]
)
def test_of_team_folders_with_one_damaged_none_is_taken(folder: object) -> None:
    keep(json.dumps({"team_folders": [{"path": "/team"}, folder]}).encode())
    assert load_settings().team_folders == ()


def test_one_damaged_setting_costs_only_itself() -> None:
    keep(json.dumps({"theme": "mauve", "panel_width": "wide", "last_folder": "/drafts"}).encode())
    assert load_settings() == Settings(last_folder="/drafts")


def test_settings_of_a_newer_program_do_not_disturb() -> None:
    keep(b'{"theme": "dark", "sparkle": true}')
    assert load_settings() == Settings(theme=Theme.DARK)


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"null", b"{", b"[" * 100_000, b"x" * 1_000_001])
def test_a_damaged_file_gives_the_defaults(content: bytes) -> None:
    keep(content)
    assert load_settings() == Settings()


VALUES: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dictionaries(st.sampled_from(Settings._fields), VALUES))
def test_any_values_give_settings(values: dict[str, Any]) -> None:
    keep(json.dumps(values).encode())
    found = load_settings()
    save_settings(found)
    assert load_settings() == found


def test_settings_that_cannot_be_kept_are_told(home: Path) -> None:
    home.write_text("a file where the folder should be")
    with pytest.raises(FileAccessError):
        save_settings(Settings())
