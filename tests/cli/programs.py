"""The command in a process of its own, and findings to tell."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slawizard.checks.finding import Finding, FindingLevel

ROOT = Path(__file__).resolve().parents[2]
ERROR = Finding(
    "CON-BAND-GAP",
    FindingLevel.ERROR,
    "consequences.rules.0.shape",
    "99.00\u00a0% to 99.01\u00a0% is in no band.",
    "Nobody can say what is paid there.",
    "Let the bands meet.",
)
WARNING = Finding("MET-X", FindingLevel.WARNING, "metrics", "A \x1b[2Jtrick\u202e.", "It deceives.", "Remove it.")


def run_program(arguments: Sequence[str | Path], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, in ROOT unless told otherwise."""
    command = [sys.executable, "-m", "slawizard", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("environment", {})}
    return subprocess.run(command, env=environment, check=False, text=True, timeout=120, **options)
