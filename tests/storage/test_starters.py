"""Starters are listed in their order and loaded by their key."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.errors import DraftFileError, FileAccessError
from slawizard.storage import starters
from slawizard.storage.draft_file import encode_draft
from slawizard.storage.starters import Starter, list_starters, load_starter
from tests.agreements import full, small

TABLE = """
[[starter]]
key = "small-one"
title = "A small one"
summary = "Two service levels."
suits = "Whoever begins."
tags = ["plain", "short"]

[[starter]]
key = "full-one"
title = "A full one"
summary = "Everything."
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Starters of our own in the place of those that come with the program."""
    (tmp_path / "starters.toml").write_text(TABLE)
    (tmp_path / "small-one.sladraft").write_bytes(encode_draft(small()))
    (tmp_path / "full-one.sladraft").write_bytes(encode_draft(full()))
    monkeypatch.setattr(starters, "template_path", lambda _folder, name: tmp_path / name)
    return tmp_path


def test_starters_stand_in_the_order_of_their_table() -> None:
    assert list_starters() == (
        Starter("small-one", "A small one", "Two service levels.", "Whoever begins.", ("plain", "short")),
        Starter("full-one", "A full one", "Everything."),
    )


def test_a_starter_is_loaded_by_its_key() -> None:
    assert load_starter("full-one") == full()


def test_an_unknown_starter_is_refused_with_those_there_are() -> None:
    with pytest.raises(DraftFileError, match="no starter “smal-one”") as caught:
        load_starter("smal-one")
    assert caught.value.remedy == "Did you mean “small-one”? The starters are: small-one, full-one."


def test_a_path_is_no_key(folder: Path) -> None:
    with pytest.raises(DraftFileError, match="no starter"):
        load_starter(str(folder / "small-one"))


ENTRY = '[[starter]]\nkey = "a"\ntitle = "A"\n'


@pytest.mark.parametrize(
    "table",
    ["[[", "starter = 1", "[[starter]]\nkey = 1", "[other]", "[[starter]]\ncolour = 1", f"{ENTRY}summary = 1"]
    + [f'{ENTRY}summary = "B"\ntags = {tags}' for tags in ('"short"', "1", "[1]", "{ short = 1 }")],
)
def test_a_damaged_table_is_told(folder: Path, table: str) -> None:
    (folder / "starters.toml").write_text(table)
    with pytest.raises(DraftFileError, match="The list of starters is damaged"):
        list_starters()


def test_a_missing_starter_is_told(folder: Path) -> None:
    (folder / "small-one.sladraft").unlink()
    with pytest.raises(FileAccessError, match="no such file"):
        load_starter("small-one")
