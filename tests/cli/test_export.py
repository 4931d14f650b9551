"""A document is written when the draft is fit for it, and otherwise nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.checks.finding import Finding
from slawizard.export.formats import FORMATS
from slawizard.storage.draft_file import load_draft
from slawizard.worker.protocol import ExportJob
from tests.agreements import small
from tests.cli.conftest import Terminal
from tests.cli.programs import ERROR, WARNING, run_program

# --- export -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "key"), [("a.docx", "docx"), ("a.pdf", "pdf"), ("a.HTML", "html"), ("a.b.md", "md")])
def test_the_ending_says_what_is_written(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob], name: str, key: str
) -> None:
    assert not found
    output = draft.with_name(name)
    code, out, err = slawizard("export", draft, "-o", output)
    assert (code, out) == (0, "")
    assert name in err
    assert output.read_bytes() == b"document"
    (job,) = jobs
    assert job.agreement == small()
    assert FORMATS[job.format].suffix == f".{key}"
    assert job.watermark == ""


def test_a_final_document_needs_a_draft_with_no_errors(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    found += [ERROR, WARNING]
    code, out, err = slawizard("export", draft, "-o", draft.with_name("a.pdf"))
    assert code == 1
    assert ERROR.text in out
    assert "--watermark" in err
    assert not jobs
    assert not draft.with_name("a.pdf").exists()


def test_warnings_do_not_stop_a_final_document(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    found.append(WARNING)
    assert slawizard("export", draft, "-o", draft.with_name("a.pdf")).code == 0
    assert jobs[0].watermark == ""


def test_with_a_watermark_errors_may_remain(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    found.append(ERROR)
    code, _out, err = slawizard("export", draft, "-o", draft.with_name("a.pdf"), "--watermark")
    assert code == 0
    assert jobs[0].watermark == "DRAFT"
    assert "DRAFT" in err


def test_a_watermark_that_was_asked_for_is_there_without_errors_too(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    assert not found
    slawizard("export", draft, "-o", draft.with_name("a.pdf"), "--watermark")
    assert jobs[0].watermark == "DRAFT"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.odt", "No document ends in “.odt”"),
        ("a", "The name has no ending"),
        ("missing/a.pdf", "the folder does not exist"),
        ("mine.sladraft/a.pdf", "a part of the path is a file"),
    ],
)
def test_a_document_that_cannot_be_written_is_refused_before_the_work(
    slawizard: Terminal, draft: Path, jobs: list[ExportJob], name: str, reason: str
) -> None:
    code, _out, err = slawizard("export", draft, "-o", draft.parent / name)
    assert code == 2
    assert reason in err
    assert not jobs


def test_the_draft_itself_is_never_overwritten(
    slawizard: Terminal, draft: Path, found: list[Finding], jobs: list[ExportJob]
) -> None:
    assert not found
    path = draft.rename(draft.with_name("mine.md"))
    code, _out, err = slawizard("export", path, "-o", path)
    assert code == 2
    assert "the draft itself" in err
    assert not jobs
    assert load_draft(path).agreement == small()


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!"), ("md", b"")])
def test_the_real_render_process_writes_the_document(draft: Path, ending: str, start: bytes) -> None:
    output = draft.with_name(f"out.{ending}")
    done = run_program(["export", draft, "-o", output, "--watermark"], capture_output=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert output.read_bytes().startswith(start)
    assert output.stat().st_size > 3000
