"""The example and the fields in the description of private notes are those of the program."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from slawizard.agreement.expectations import EvidenceChart
from slawizard.agreement.private import Priority, PrivateNotes, PrivatePosition
from slawizard.clauses.evidence_charts import MOST_OF_A_KIND
from slawizard.storage.private_file import decode_notes

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "negotiation.md").read_text(encoding="utf-8")


def test_the_example_is_a_file_of_private_notes() -> None:
    (example,) = re.findall(r"```json\n(.+?)```", TEXT, re.DOTALL)
    notes = decode_notes(example.encode(), "docs")
    assert notes.positions[0].limit == Decimal("99.93")
    assert notes.remarks


def test_every_field_is_named() -> None:
    for kind in (PrivateNotes, PrivatePosition):
        for field in kind.__struct_fields__:
            assert f"`{field}`" in TEXT, field
    for word in (*Priority, *EvidenceChart):
        assert f"`{word.value}`" in TEXT


def test_the_number_of_charts_is_the_programs() -> None:
    assert MOST_OF_A_KIND == 12
    assert "at most twelve targets" in TEXT
