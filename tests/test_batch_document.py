"""docs/batch.md keeps its word: its program runs, and its options are there."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from slawizard.commands.batch import COMMANDS
from tests.batch.conftest import customers

TEXT = (Path(__file__).parents[1] / "docs" / "batch.md").read_text(encoding="utf-8")


def test_the_program_in_the_text_writes_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SLAWIZARD_HOME", str(tmp_path / "home"))
    customers(tmp_path / "customers.csv", "Alder Ltd", "Birch Ltd")
    (program,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, object] = {}
    exec(program.replace('("docx",)', '("md",)'), names)

    assert {path.name for path in (tmp_path / "agreements").glob("*.md")} == {"Alder Ltd.md", "Birch Ltd.md"}
    assert (tmp_path / "agreements" / "report.csv").exists()


def test_every_option_in_the_text_is_one_of_the_command() -> None:
    parser = argparse.ArgumentParser()
    COMMANDS[0].add_arguments(parser)
    known = set(parser.format_help().replace(",", " ").split())

    assert set(re.findall(r"--[a-z][a-z-]+", TEXT)) <= {word.strip("[]") for word in known}
