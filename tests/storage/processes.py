"""Another program, for tests of what happens between two."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def other_program(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python that runs `code` and then waits until it is killed; it is ready when this returns."""
    waiting = f"import sys\n{code}\nprint('ready', flush=True)\nsys.stdin.read()\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", waiting, *arguments]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()
