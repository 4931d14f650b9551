"""The address book is kept and used from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.storage.draft_file import encode_draft, load_draft
from slawizard.storage.starters import load_starter
from tests.cli.conftest import Terminal


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address book of this test's own."""
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A finished agreement."""
    path = tmp_path / "finished.sladraft"
    path.write_bytes(encode_draft(load_starter("managed-it")))
    return path


PROVIDER = "Quillmark Managed Services Limited"


def test_it_is_empty_at_first(slawizard: Terminal) -> None:
    assert slawizard("parties", "list") == (0, "The address book is empty.\n", "")


def test_the_parties_of_a_draft_are_kept_and_found(slawizard: Terminal, finished: Path) -> None:
    assert slawizard("parties", "remember", finished).code == 0
    assert PROVIDER in slawizard("parties", "list", "quill").out
    assert len(json.loads(slawizard("parties", "list", "--json").out)) == 2
    assert slawizard("parties", "list", "nobody").out == "Nobody of this name.\n"


def test_a_known_party_is_only_changed_when_that_is_asked(slawizard: Terminal, finished: Path) -> None:
    slawizard("parties", "remember", finished)
    moved = replace(load_draft(finished).agreement, "frame.provider.address", "New street 1")
    finished.write_bytes(encode_draft(moved))
    assert "--update" in slawizard("parties", "remember", finished, "--party", "provider").err
    assert "New street 1" not in slawizard("parties", "list").out
    slawizard("parties", "remember", finished, "--party", "provider", "--update")
    assert "New street 1" in slawizard("parties", "list").out


def test_a_party_is_filled_into_a_draft(slawizard: Terminal, finished: Path, draft: Path) -> None:
    slawizard("parties", "remember", finished)
    assert slawizard("parties", "fill", draft, "--party", "customer", "--name", PROVIDER.upper()).code == 0
    assert load_draft(draft).agreement.frame.customer.legal_name == PROVIDER
    assert slawizard("parties", "fill", draft, "--party", "customer", "--name", "Nobody").code == 2


def test_the_book_goes_into_a_table_and_back(slawizard: Terminal, finished: Path, tmp_path: Path) -> None:
    slawizard("parties", "remember", finished)
    before = slawizard("parties", "list", "--json").out
    assert slawizard("parties", "export", "-o", tmp_path / "all.csv").code == 0
    assert slawizard("parties", "export", "-o", tmp_path / "all.csv").code == 2
    assert slawizard("parties", "forget", PROVIDER).code == 0
    result = slawizard("parties", "import", tmp_path / "all.csv")
    assert result.code == 0
    assert f"1 added: {PROVIDER}" in result.err
    assert "1 unchanged" in result.err
    assert slawizard("parties", "list", "--json").out == before


def test_rows_that_are_no_parties_are_told_and_the_others_taken(slawizard: Terminal, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("legal_name,address,size\nGood Ltd,Here,4\n,There,5\n")
    result = slawizard("parties", "import", tmp_path / "p.csv")
    assert result.code == 1
    assert "Line 3 was not taken" in result.err
    assert "not read: size" in result.err
    assert "Good Ltd" in slawizard("parties", "list").out


def test_nobody_can_be_forgotten_who_is_not_there(slawizard: Terminal) -> None:
    assert slawizard("parties", "forget", "Nobody").code == 2
