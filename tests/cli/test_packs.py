"""Packs are built, looked into and installed from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from slawizard.agreement.texts import ClauseEdit, OwnClause, Texts
from slawizard.document.style import HouseStyle
from slawizard.errors import WorkerError
from slawizard.storage.draft_file import encode_draft, load_draft
from slawizard.storage.starters import load_starter
from slawizard.storage.styles import save_style
from slawizard.worker import limits
from tests.agreements import small
from tests.cli.conftest import Terminal

CLAUSE = '+++\nid = "care"\ntitle = "Care"\nstep = "objectives"\norder = 900\n+++\nThe Provider cares.\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of this test's own."""
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))


@pytest.fixture
def worded(tmp_path: Path) -> Path:
    """A draft with clauses in words of its own."""
    texts = Texts(edits=(ClauseEdit("background", "Ours."),), own=(OwnClause("extra", title="Extra", text="Own."),))
    path = tmp_path / "worded.sladraft"
    path.write_bytes(encode_draft(msgspec.structs.replace(small(), texts=texts)))
    return path


@pytest.fixture
def pack(slawizard: Terminal, worded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with one member of each kind, from somebody else's library."""
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "theirs"))
    finished = tmp_path / "finished.sladraft"
    finished.write_bytes(encode_draft(load_starter("managed-it")))
    template = slawizard("template", "save", finished, "--title", "Help desk").out.strip()
    (tmp_path / "care.md.j2").write_text(CLAUSE)
    save_style(msgspec.structs.replace(HouseStyle(), name="Ours"))
    path = tmp_path / "all.slapack"
    result = slawizard("pack", "build", "-o", path, "--title", "All", "--author", "Legal", "--template", template,
                       "--clauses", worded, "--clause", tmp_path / "care.md.j2", "--style", "Ours")  # fmt: skip
    assert result.code == 0, result.err
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))
    return path


def test_everything_in_a_pack_is_shown(slawizard: Terminal, pack: Path) -> None:
    code, out, err = slawizard("pack", "inspect", pack, "--texts")
    assert (code, err) == (0, "")
    assert "All, version 1, by Legal as it says" in out
    assert "template: Help desk" in out
    assert "errors besides that: 0" in out
    assert "| Ours." in out
    assert "| The Provider cares." in out
    assert "style: Ours" in out


def test_a_pack_is_shown_for_programs(slawizard: Terminal, pack: Path) -> None:
    data = json.loads(slawizard("pack", "inspect", pack, "--json").out)
    assert [member["kind"] for member in data["members"]] == ["template", "clauses", "clause", "style"]
    assert not any(member["in_library"] for member in data["members"])


def test_looking_takes_nothing(slawizard: Terminal, pack: Path, tmp_path: Path) -> None:
    slawizard("pack", "inspect", pack)
    assert not (tmp_path / "home" / "library").exists()


def test_a_template_that_takes_too_long_to_check_is_shown_without_its_count(
    slawizard: Terminal, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(_seconds: float, what: str) -> object:
        raise WorkerError(what)

    monkeypatch.setattr(limits, "processor_limit", slow)
    assert "too many to count" in slawizard("pack", "inspect", pack).out


def test_chosen_members_are_taken(slawizard: Terminal, pack: Path) -> None:
    assert slawizard("pack", "install", pack).code == 2
    name = json.loads(slawizard("pack", "inspect", pack, "--json").out)["members"][0]["name"]
    assert slawizard("pack", "install", pack, name).code == 0
    assert "Help desk" in slawizard("template", "list").out
    assert slawizard("pack", "clauses").out == ""


def test_what_is_there_otherwise_must_be_decided_on(slawizard: Terminal, pack: Path) -> None:
    assert slawizard("pack", "install", pack, "--all").code == 0
    (entry,) = json.loads(slawizard("template", "list", "--json").out)
    slawizard("template", "rename", entry["id"], "--title", "Mine")
    refused = slawizard("pack", "install", pack, "--all")
    assert refused.code == 2
    assert "“Mine” is in the library already" in refused.err
    assert slawizard("pack", "install", pack, "--all", "--same", "skip").code == 0
    assert slawizard("pack", "install", pack, "--all", "--same", "keep-both").code == 0
    titles = [one["title"] for one in json.loads(slawizard("template", "list", "--json").out)]
    assert titles == ["Help desk (2)", "Mine"]


def test_clauses_of_a_pack_come_into_a_draft(slawizard: Terminal, pack: Path, draft: Path) -> None:
    slawizard("pack", "install", pack, "--all")
    listed = slawizard("pack", "clauses").out
    bundle = next(line for line in listed.splitlines() if line.startswith("clauses-of-worded"))
    assert slawizard("pack", "clauses", bundle, "--into", draft).code == 0
    assert load_draft(draft).agreement.texts.own[0].text == "Own."
    assert slawizard("pack", "clauses", "unknown", "--into", draft).code == 2
    assert slawizard("pack", "clauses", bundle).code == 2


def test_a_stranger_s_file_is_refused_with_its_reason(slawizard: Terminal, tmp_path: Path) -> None:
    (tmp_path / "x.slapack").write_bytes(b"%PDF")
    code, out, err = slawizard("pack", "install", tmp_path / "x.slapack", "--all")
    assert (code, out) == (2, "")
    assert "This is not a pack" in err


def test_build_replaces_no_file_unless_told_to(slawizard: Terminal, worded: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    build = ("pack", "build", "-o", tmp_path / "precious", "--title", "T", "--clauses", worded)
    assert slawizard(*build).code == 2
    assert (tmp_path / "precious").read_text() == "precious"
    assert slawizard(*build, "--force").code == 0
    assert slawizard("pack", "build", "-o", tmp_path / "y", "--title", "T").code == 2
