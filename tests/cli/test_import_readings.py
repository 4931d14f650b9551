"""Readings of a sensor by the command line: asked, answered, kept."""

from __future__ import annotations

import json
from pathlib import Path

from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import Evidence
from slawizard.storage.draft_file import encode_draft, load_draft
from slawizard.storage.starters import load_starter
from tests.cli.conftest import Terminal

TABLE = "Time,Sensor,Temperature\n" + "".join(
    f"2026-01-{day:02} {hour:02}:00,rack 1,{28 if hour == 5 else 22}\n"
    for day in range(1, 32)
    for hour in range(24)
    if day != 9
)


def test_readings_are_asked_about_and_kept(slawizard: Terminal, tmp_path: Path) -> None:
    draft, data = tmp_path / "a.sladraft", tmp_path / "rack.csv"
    draft.write_bytes(encode_draft(replace(load_starter("saas"), "expectations.evidence", Evidence())))
    data.write_text(TABLE, encoding="utf-8")

    asked = slawizard("import-history", draft, data, "--level", "uptime")
    kept = slawizard("import-history", draft, data, "--level", "uptime", "--above", "27", "--gaps", "unknown", "--json")

    assert asked.code == 2
    assert "--above NUMBER" in asked.err
    assert "--gaps unknown" in asked.err
    assert kept.code == 0
    assert json.loads(kept.out)["kind"] == "readings"
    (history,) = load_draft(draft).agreement.expectations.evidence.histories
    assert f"{history.windows[0].value:.3f}" == f"{100 - 100 / 24:.3f}"


def test_a_limit_that_is_no_number_is_refused(slawizard: Terminal, tmp_path: Path) -> None:
    result = slawizard("import-history", tmp_path / "a", tmp_path / "b", "--level", "uptime", "--above", "warm")

    assert result.code == 2
    assert "“warm” is no number" in result.err
