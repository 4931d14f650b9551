"""The command, a draft, and stand-ins for the rooms behind the command."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from slawizard.checks.finding import Finding
from slawizard.cli import main
from slawizard.storage import starters
from slawizard.storage.draft_file import encode_draft
from slawizard.worker.protocol import ExportJob
from tests.agreements import small


class Result(NamedTuple):
    """What a command left: its exit code, its results and its messages."""

    code: int
    out: str
    err: str


class Terminal:
    """Runs commands in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        self.opened: list[Path | None] = []
        self.window_trouble: Exception | None = None

    def _open_window(self, draft: Path | None) -> int:
        if self.window_trouble:
            raise self.window_trouble
        self.opened.append(draft)
        return 0

    def __call__(self, *arguments: str | Path) -> Result:
        code = main([str(argument) for argument in arguments], self._open_window)
        out, err = self._capture.readouterr()
        assert "Traceback" not in err
        return Result(code, out, err)


@pytest.fixture
def slawizard(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """The command."""
    return Terminal(capsys)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft."""
    path = tmp_path / "mine.sladraft"
    path.write_bytes(encode_draft(small()))
    return path


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What the checks find; at first nothing."""
    findings: list[Finding] = []
    monkeypatch.setattr("slawizard.checks.findings", lambda _agreement: tuple(findings))
    return findings


@pytest.fixture
def example_starters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One starter of our own."""
    folder = tmp_path / "starters"
    folder.mkdir()
    (folder / "starters.toml").write_text(
        '[[starter]]\nkey = "harbour"\ntitle = "Harbour"\nsummary = "A ledger."\nsuits = "Ports."\n'
    )
    (folder / "harbour.sladraft").write_bytes(encode_draft(small()))
    monkeypatch.setattr(starters, "template_path", lambda _folder, name: folder / name)


class Worker:
    """Stands in for the render process and notes what it was asked."""

    def __init__(self, jobs: list[ExportJob]) -> None:
        self._jobs = jobs

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to close."""

    def call(self, job: ExportJob) -> bytes:
        """Answer at once."""
        self._jobs.append(job)
        return b"document"


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[ExportJob]:
    """What the render process is asked to do; it answers b"document"."""
    asked: list[ExportJob] = []
    monkeypatch.setattr("slawizard.worker.client.RenderWorker", lambda: Worker(asked))
    return asked
