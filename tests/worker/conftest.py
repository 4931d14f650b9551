"""Render processes for tests: fake ones with a diary, and the real one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from slawizard.worker.client import RenderWorker
from tests.worker import fake_process

FAKE_COMMAND = (sys.executable, str(Path(__file__).with_name("fake_process.py")))


class Diary:
    """What the fake process did, a line a job: kind, title, process id."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def entries(self) -> list[str]:
        """Kind and title of each job."""
        return [line.rpartition(" ")[0] for line in self._lines()]

    def processes(self) -> list[int]:
        """The process of each job."""
        return [int(line.rpartition(" ")[2]) for line in self._lines()]

    def process_of(self, entry: str) -> int:
        """The process of a job, as soon as it has begun."""
        pause = threading.Event()
        for _ in range(3000):
            if entry in self.entries():
                return self.processes()[self.entries().index(entry)]
            pause.wait(0.01)
        raise AssertionError(f"{entry} never began")

    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Diary:
    path = tmp_path / "diary"
    monkeypatch.setenv(fake_process.DIARY, str(path))
    return Diary(path)


@pytest.fixture
def worker(diary: Diary) -> Iterator[RenderWorker]:
    """A started fake process."""
    started = RenderWorker(FAKE_COMMAND)
    started.start()
    yield started
    started.close()
