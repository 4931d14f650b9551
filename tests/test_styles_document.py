"""docs/styles.md keeps its word: its fields are a style's, its commands and options are there."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from slawizard.commands import documents, styles
from slawizard.document.nodes import Numbering
from slawizard.document.style import HouseStyle, RunningField

TEXT = (Path(__file__).parents[1] / "docs" / "styles.md").read_text(encoding="utf-8")


def test_every_field_of_a_style_has_its_row_and_no_other() -> None:
    rows = re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE)

    assert set(re.findall(r"`(\w+)`", " ".join(rows))) == set(HouseStyle.__struct_fields__)


def test_every_field_of_a_head_and_every_numbering_is_named() -> None:
    assert set(re.findall(r"`\{([^}]*)\}`", TEXT)) == {field.value for field in RunningField}
    assert {f"`{numbering.value}`" for numbering in Numbering} <= set(re.findall(r"`\w+`", TEXT))


def test_every_command_in_the_text_can_be_parsed() -> None:
    parsers = {"style": argparse.ArgumentParser(), "export": argparse.ArgumentParser()}
    for command in (*styles.COMMANDS, *documents.COMMANDS):
        if command.name in parsers:
            command.add_arguments(parsers[command.name])
    lines = [line.partition("   ")[0].split() for line in TEXT.splitlines() if line.startswith("slawizard ")]

    assert len(lines) == 6
    for line in lines:
        parsers[line[1]].parse_args(line[2:])
