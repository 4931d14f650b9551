"""The example and the figures in the description of verdicts are computed, so that they stay true."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import Evidence, History, HistoryWindow, TicketLoad, TypicalIncidents
from slawizard.analysis.assessment import assess
from slawizard.analysis.exposure import YEARS, price
from slawizard.analysis.feasibility import MOST_INCIDENTS
from slawizard.analysis.possible_windows import USUAL_WINDOWS
from slawizard.analysis.verdict import RANGES
from slawizard.storage.starters import load_starter

TEXT = (Path(__file__).resolve().parents[1] / "docs" / "expectations.md").read_text(encoding="utf-8")


def _example() -> Agreement:
    (example,) = re.findall(r"```json\n(.+?)```", TEXT, re.DOTALL)
    evidence = msgspec.json.decode(example, type=Evidence)
    starter = load_starter("saas")
    return msgspec.structs.replace(
        starter, expectations=msgspec.structs.replace(starter.expectations, evidence=evidence)
    )


def test_the_example_has_the_verdict_that_the_text_tells() -> None:
    target, verdict, met, seen = re.findall(r"makes its ([\d.]+) % \*(\w+)\*: (\d+) of (\d+) windows met it", TEXT)[0]
    (found,) = (each for each in assess(_example()) if each.promise.level.id == "uptime")
    assert (str(found.promise.target.value), found.verdict) == (target, verdict)
    assert ("windows met", f"{met} of {seen}") in found.constraints[0].figures


def test_the_example_can_be_priced() -> None:
    found = price(_example())
    assert found.unpriced == ""
    assert found.in_money


def test_every_field_of_the_evidence_is_named() -> None:
    for kind in (Evidence, History, HistoryWindow, TypicalIncidents, TicketLoad):
        for field in kind.__struct_fields__:
            assert re.search(rf"`{field}`", TEXT), f"{kind.__name__}.{field}"


def test_ranges_and_counts_are_those_of_the_program() -> None:
    for verdict, least in RANGES:
        row = next(line for line in TEXT.splitlines() if line.startswith(f"| **{verdict.value}**"))
        assert f"{least:.0%}".replace("%", " %") in row or not least
    assert f"{YEARS:,}" in TEXT
    assert f"{USUAL_WINDOWS} windows are drawn" in TEXT
    assert f"above {MOST_INCIDENTS:.0f} outages" in TEXT
