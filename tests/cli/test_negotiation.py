"""Briefs and term sheets are written for whom they are meant, and never over what they are made from."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from slawizard.agreement.parties import Role
from slawizard.document.style import PageSize
from slawizard.negotiation.brief import private_mark
from slawizard.storage.draft_file import save_draft
from slawizard.storage.private_file import private_path, save_notes
from slawizard.worker.protocol import DocumentJob
from tests.cli.conftest import Terminal
from tests.negotiation.cases import notes, on_the_table
from tests.negotiation.words import words_of


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A draft on the table, with the provider's notes beside it."""
    path = tmp_path / "deal.sladraft"
    save_draft(on_the_table(), path, None)
    save_notes(notes(), private_path(path), None)
    return path


@pytest.mark.parametrize("ending", ["pdf", "docx", "PDF"])
def test_a_brief_is_marked_private_and_for_its_reader_alone(
    slawizard: Terminal, table: Path, jobs: list[DocumentJob], ending: str
) -> None:
    output = table.with_name(f"brief.{ending}")
    code, out, err = slawizard("brief", table, "--side", "provider", "-o", output)
    assert (code, out) == (0, "")
    assert private_mark(Role.PROVIDER) in err
    (job,) = jobs
    assert job.format == ending.lower()
    assert private_mark(Role.PROVIDER) in job.style.header.left
    assert private_mark(Role.PROVIDER) in job.style.footer.left
    assert "99.93 %" in words_of(job.document)
    assert output.read_bytes() == b"document"
    assert sys.platform == "win32" or stat.S_IMODE(output.stat().st_mode) == 0o600


def test_a_term_sheet_has_nothing_of_the_notes(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    code, _, _ = slawizard("term-sheet", table, "-o", table.with_name("terms.pdf"), "--paper", "letter")
    assert code == 0
    (job,) = jobs
    assert "99.93" not in words_of(job.document)
    assert "PRIVATE" not in job.style.header.left
    assert job.style.page is PageSize.LETTER


def test_a_brief_without_notes_is_a_brief(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    private_path(table).unlink()
    assert slawizard("brief", table, "--side", "customer", "-o", table.with_name("b.pdf")).code == 0
    assert "Our limit" in words_of(jobs[0].document)


def test_other_notes_can_be_named(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    other = table.with_name("other.slaprivate")
    save_notes(notes(limit="99.94"), other, None)
    code = slawizard("brief", table, "--side", "provider", "--private", other, "-o", table.with_name("b.pdf")).code
    assert code == 0
    assert "99.94 %" in words_of(jobs[0].document)


def test_named_notes_that_are_missing_are_an_error(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    missing = table.with_name("none.slaprivate")
    found = slawizard("brief", table, "--side", "provider", "--private", missing, "-o", table.with_name("b.pdf"))
    assert found.code == 2
    assert "none.slaprivate" in found.err
    assert not jobs


def test_the_other_sides_notes_are_refused(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    found = slawizard("brief", table, "--side", "customer", "-o", table.with_name("b.pdf"))
    assert found.code == 2
    assert "the provider’s" in found.err
    assert not jobs


def test_damaged_notes_are_refused_and_kept(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    private_path(table).write_text('{"format": "SLA', encoding="utf-8")
    found = slawizard("brief", table, "--side", "provider", "-o", table.with_name("b.pdf"))
    assert found.code == 2
    assert "breaks off" in found.err
    assert not jobs
    assert private_path(table).read_text(encoding="utf-8") == '{"format": "SLA'


@pytest.mark.parametrize("name", ["b.html", "b", "b.md"])
def test_only_word_and_pdf_are_written(slawizard: Terminal, table: Path, jobs: list[DocumentJob], name: str) -> None:
    found = slawizard("term-sheet", table, "-o", table.with_name(name))
    assert found.code == 2
    assert ".docx, .pdf" in found.err
    assert not jobs


def test_what_it_is_made_from_is_never_overwritten(slawizard: Terminal, table: Path, jobs: list[DocumentJob]) -> None:
    draft, private = table.rename(table.with_name("draft.pdf")), table.with_name("notes.pdf")
    save_notes(notes(), private, None)
    for output in (draft, private):
        found = slawizard("brief", draft, "--side", "provider", "--private", private, "-o", output)
        assert found.code == 2
        assert "itself" in found.err
    assert not jobs


def test_a_side_must_be_named(slawizard: Terminal, table: Path) -> None:
    assert slawizard("brief", table, "-o", table.with_name("b.pdf")).code == 2
