"""House styles on the command line: kept, handed on, and chosen for an export."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from slawizard.checks.finding import Finding
from slawizard.document.style import PLAIN_STYLE
from slawizard.storage.draft_file import encode_draft
from slawizard.worker.protocol import ExportJob
from tests.agreements import small
from tests.cli.conftest import Terminal


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))


@pytest.fixture
def style_file(slawizard: Terminal, tmp_path: Path) -> Path:
    path = tmp_path / "Cedarline.slastyle"
    assert slawizard("style", "write", "-o", path).code == 0
    path.write_text(path.read_text(encoding="utf-8").replace("#1f5f8b", "#7a1f3d"), encoding="utf-8")
    return path


def test_a_style_is_written_changed_and_kept(slawizard: Terminal, style_file: Path) -> None:
    assert slawizard("style", "install", style_file).code == 0
    assert [one["name"] for one in json.loads(slawizard("style", "list", "--json").out)] == ["Cedarline"]


def test_a_style_of_the_same_name_is_replaced_only_on_purpose(slawizard: Terminal, style_file: Path) -> None:
    slawizard("style", "install", style_file)
    refused = slawizard("style", "install", style_file)
    assert refused.code == 2
    assert "already" in refused.err
    assert slawizard("style", "install", style_file, "--replace").code == 0


def test_a_style_can_be_taken_away(slawizard: Terminal, style_file: Path) -> None:
    slawizard("style", "install", style_file)
    assert slawizard("style", "delete", "cedarline").code == 0
    assert slawizard("style", "delete", "cedarline").code == 2
    assert "No house style" in slawizard("style", "list").err


@pytest.mark.parametrize("named", ["Cedarline", "file"])
def test_an_export_takes_the_style_that_is_asked_for(
    slawizard: Terminal, draft: Path, style_file: Path, found: list[Finding], jobs: list[ExportJob], named: str
) -> None:
    assert not found
    slawizard("style", "install", style_file)
    style = str(style_file) if named == "file" else named
    assert slawizard("export", draft, "-o", draft.with_name("a.pdf"), "--style", style).code == 0
    assert jobs[0].style.accent == "#7a1f3d"


def test_an_export_takes_the_drafts_own_style_if_it_is_there(
    slawizard: Terminal, draft: Path, style_file: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    assert not found
    draft.write_bytes(encode_draft(msgspec.structs.replace(small(), style="Cedarline")))
    output = draft.with_name("a.pdf")
    missing = slawizard("export", draft, "-o", output)
    assert missing.code == 2
    assert "--style ''" in missing.err
    assert slawizard("export", draft, "-o", output, "--style", "").code == 0
    slawizard("style", "install", style_file)
    assert slawizard("export", draft, "-o", output).code == 0
    assert [job.style.accent for job in jobs] == [PLAIN_STYLE.accent, "#7a1f3d"]


def test_a_reference_file_is_for_word_documents_alone(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    assert not found
    reference = draft.with_name("house.docx")
    reference.write_bytes(b"PK")
    refused = slawizard("export", draft, "-o", draft.with_name("a.pdf"), "--reference-docx", reference)
    assert refused.code == 2
    assert "Only a Word document" in refused.err
    assert slawizard("export", draft, "-o", draft.with_name("a.docx"), "--reference-docx", reference).code == 0
    assert [job.reference for job in jobs] == [b"PK"]
