"""`slawizard batch`: from a template and a table to a folder, also when it is killed half-way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.origin import Question
from slawizard.batch import crew as crews
from slawizard.batch.journal import NAME as NOTES
from slawizard.storage.draft_file import encode_draft
from tests.batch.conftest import NAME, FakeCrew, template, write_table
from tests.cli.conftest import Terminal
from tests.cli.programs import ROOT

ROWS = 60
START = "frame.start"
UNASKED = (
    "frame.reference",
    "frame.master_agreement",
    "frame.master_agreement_date",
    "frame.provider.registration",
    "frame.provider.legal_form",
    "frame.provider.address",
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [[NAME, START], *([f"Customer {number:02}", "2027-04-01"] for number in range(1, ROWS + 1))]
    return write_table(tmp_path / "customers.csv", rows)


@pytest.fixture
def crew(monkeypatch: pytest.MonkeyPatch) -> FakeCrew:
    """Stands in for the cores of this machine."""
    fake = FakeCrew()
    monkeypatch.setattr(crews, "LocalCrew", lambda _jobs: fake)
    return fake


def test_every_row_is_written_and_reported(slawizard: Terminal, draft: Path, table: Path, crew: FakeCrew) -> None:
    out = draft.with_name("out")
    result = slawizard("batch", draft, table, "-o", out, "-f", "docx,PDF")

    assert result.code == 0
    assert result.out == f"{ROWS} rows: {ROWS} written.\n"
    assert len(list(out.glob("*.docx"))) == len(list(out.glob("*.pdf"))) == ROWS
    assert str(out / "report.csv") in result.err
    assert sum(crew.done.values()) == ROWS


def test_a_bad_row_is_told_with_line_and_column_and_the_rest_is_written(
    slawizard: Terminal, draft: Path, crew: FakeCrew
) -> None:
    path = write_table(draft.with_name("t.csv"), [[NAME, START], ["Alder", "soon"], ["Birch", "2027-04-01"]])
    result = slawizard("batch", draft, path, "-o", draft.with_name("out"))

    assert result.code == 1
    assert f"Row 1 (line 2, column “{START}”)" in result.err
    assert "1 written, 1 failed" in result.out
    assert crew.done == Counter({2: 1})


def test_an_unknown_column_is_refused_with_both_ways_out(slawizard: Terminal, draft: Path) -> None:
    path = write_table(draft.with_name("t.csv"), [[NAME, "Custmer address"], ["Alder", "x"]])
    out = draft.with_name("out")
    refused = slawizard("batch", draft, path, "-o", out)

    assert refused.code == 2
    assert '--column "Custmer address=frame.customer.address"' in refused.err
    assert not out.exists()
    assert slawizard("batch", draft, path, "--preview", "--ignore", "Custmer address").code == 0


def test_what_the_table_leaves_open_is_asked_with_the_option_that_answers(slawizard: Terminal, draft: Path) -> None:
    path = write_table(draft.with_name("t.csv"), [[NAME, START], ["Alder", "03/04/2027"]])
    refused = slawizard("batch", draft, path, "-o", draft.with_name("out"))

    assert refused.code == 2
    assert "--dates dmy" in refused.err
    assert "2027-04-03" in slawizard("batch", draft, path, "--preview", "--dates", "dmy").out


def test_a_preview_shows_columns_rows_and_names_and_writes_nothing(
    slawizard: Terminal, draft: Path, table: Path
) -> None:
    result = slawizard("batch", draft, table, "--preview", "--name", "{row} {frame.customer.legal_name}")
    data = json.loads(slawizard("batch", draft, table, "--preview", "--json").out)

    assert result.code == 0
    assert f"{NAME}  →  {NAME} (Customer's legal name)" in result.out
    assert "1 Customer 01" in result.out
    assert (data["columns"][0]["path"], len(data["rows"])) == (NAME, ROWS)


def test_a_new_table_has_a_column_for_each_question_and_replaces_none(slawizard: Terminal, draft: Path) -> None:
    path = draft.with_name("new.csv")

    assert slawizard("batch", draft, path, "--new-table").code == 0
    assert "Customer's legal name" in path.read_text(encoding="utf-8-sig")
    again = slawizard("batch", draft, path, "--new-table")
    assert again.code == 2
    assert "already" in again.err
    assert ".csv" in slawizard("batch", draft, draft.with_name("new.xlsx"), "--new-table").err


def test_an_answer_holds_for_all_rows(slawizard: Terminal, draft: Path, table: Path, crew: FakeCrew) -> None:
    out = draft.with_name("out")
    options = ("--name", "{frame.provider.short_name} {row}", "--answer", "frame.provider.short_name=We = you")

    assert slawizard("batch", draft, table, "-o", out, *options).code == 0
    assert (out / "We = you 1.docx").exists()
    assert sum(crew.done.values()) == ROWS
    assert "FIELD=VALUE" in slawizard("batch", draft, table, "-o", out, "--answer", "x").err


def test_questions_that_nothing_answers_are_told(slawizard: Terminal, tmp_path: Path, crew: FakeCrew) -> None:
    source = template(Question(NAME, "Who?"), *(Question(field, "") for field in UNASKED)).agreement
    for field in UNASKED:
        source = replace(source, field, None if field == "frame.master_agreement_date" else "")
    draft = tmp_path / "asks.sladraft"
    draft.write_bytes(encode_draft(source))
    path = write_table(tmp_path / "t.csv", [["Who?", START], ["Alder", "2027-04-01"]])
    result = slawizard("batch", draft, path, "-o", tmp_path / "out")

    assert result.err.count("No column answers") == 5
    assert "So it is with 1 more" in result.err
    shown = slawizard("batch", draft, path, "--preview").out
    assert all(asked in shown for asked in UNASKED)
    assert sum(crew.done.values()) == 1


def test_a_folder_must_be_named(slawizard: Terminal, draft: Path, table: Path) -> None:
    assert "-o DIR" in slawizard("batch", draft, table).err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--column", "Kunde"), "COLUMN=FIELD"),
        (("--jobs", "0"), "from 1 to 256"),
        (("-f", "odt"), "no format"),
        (("--reference-docx", "x.docx", "-f", "pdf"), "Word document"),
        (("--style", "Nobody"), "Nobody"),
        (("--version", "2"), "versions"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(
    slawizard: Terminal, draft: Path, table: Path, options: tuple[str, ...], words: str
) -> None:
    refused = slawizard("batch", draft, table, "-o", draft.with_name("out"), *options)

    assert refused.code == 2
    assert words in refused.err


def test_results_are_told_to_programs_as_json(slawizard: Terminal, draft: Path, table: Path, crew: FakeCrew) -> None:
    data = json.loads(slawizard("batch", draft, table, "-o", draft.with_name("out"), "--json").out)

    assert data["counts"]["written"] == ROWS == sum(crew.done.values())
    assert data["rows"][0]["files"][0]["name"] == "Customer 01.docx"


# --- stopped and killed -----------------------------------------------------------------------------------------


def start(template: Path, table: Path, out: Path) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "slawizard", "batch", template, table, "-o", out, "-f", "md", "--watermark"]
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def wait_until(done: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until it is so."""
    pause = threading.Event()
    for _ in range(12_000):
        if done():
            return
        assert process.poll() is None, process.communicate()
        pause.wait(0.005)
    raise AssertionError("it never came so far")


def written(out: Path) -> dict[str, tuple[int, int]]:
    """Each agreement with what tells whether it is still the same file."""
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.glob("*.md")}


def notes(out: Path) -> Counter[str]:
    """How often each row was noted; each note is followed by one writing of its files."""
    lines = (out / NOTES).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.endswith("}")]
    return Counter(note["stem"] for note in found if note["type"] == "row")


def test_killed_half_way_and_resumed_no_row_is_done_twice_and_none_is_lost(draft: Path, table: Path) -> None:
    out = draft.with_name("out")
    first = start(draft, table, out)
    wait_until(lambda: len(written(out)) >= ROWS // 2, first)
    first.send_signal(signal.SIGKILL)
    first.communicate(timeout=60)
    before, noted = written(out), notes(out)
    second = start(draft, table, out)
    words, _ = second.communicate(timeout=300)

    assert first.returncode == -signal.SIGKILL
    assert ROWS // 2 <= len(before) < ROWS
    assert second.returncode == 0, words
    after = written(out)
    assert len(after) == ROWS
    assert {name: after[name] for name in before} == before
    assert f"{ROWS - len(before)} written, {len(before)} done before" in words
    for stem, count in notes(out).items():
        was_under_way = noted[stem] == 1 and f"{stem}.md" not in before
        assert count == 1 + was_under_way, stem


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(draft: Path, table: Path) -> None:
    out = draft.with_name("out")
    process = start(draft, table, out)
    wait_until(lambda: len(written(out)) >= 5, process)
    process.send_signal(signal.SIGINT)
    words, said = process.communicate(timeout=120)

    assert process.returncode == 130
    assert "goes on where it stopped" in said
    assert "Traceback" not in said
    assert "not done" in words
    assert (out / "report.json").exists()
    assert not list(out.glob("*.tmp"))
