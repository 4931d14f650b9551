"""Every test here has a library of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the program keeps its library, settings and state during one test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("SLAWIZARD_HOME", str(folder))
    return folder
