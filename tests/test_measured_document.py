"""The examples in the description of measured files are calculated, so that they stay true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from slawizard.agreement.consequences import Fee
from slawizard.analysis.calculator import calculate
from slawizard.analysis.measured import KINDS, decode_measured, measured_schema
from slawizard.analysis.report import report
from slawizard.storage.draft_file import load_draft

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")


def _answer() -> Any:
    (example,) = re.findall(r"```json\n(.+?)```", TEXT, re.DOTALL)
    (draft,) = set(re.findall(r"tests/data/published/[\w-]+\.sladraft", TEXT))
    return report(calculate(load_draft(ROOT / draft).agreement, decode_measured(example.encode())))


def test_the_example_earns_what_the_text_says() -> None:
    (total,) = re.findall(r"earns a total of ([\d.]+):", TEXT)
    answer = _answer()
    assert answer["total"] == total
    assert answer["windows"][0]["levels"][0]["outcomes"][0]["value"] == "99.37"


def test_every_kind_of_figures_and_every_fee_is_described() -> None:
    for name in (*KINDS, *(fee.value for fee in Fee)):
        assert f"`{name}`" in TEXT, name


def test_every_field_of_a_measured_file_is_named() -> None:
    definitions = measured_schema()["$defs"]
    for part in ("MeasuredFile", "MeasuredWindow", "Reading", "Item", "Outage", "ErrorRate", "FeeGiven"):
        for field in definitions[part]["properties"]:
            assert re.search(rf"[`\"]{field}[`\"]", TEXT), f"{part}.{field}"


def test_every_part_of_the_answer_is_named() -> None:
    answer = json.loads(json.dumps(_answer()))
    for field in set(answer) - {"agreement", "version", "currency"}:
        assert re.search(rf"`{field}", TEXT), field
