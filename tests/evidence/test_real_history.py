"""A public history of a real service, from the table to verdict and exposure."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import Evidence
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.evidence.imported import ImportAnswers, TableKind
from slawizard.evidence.importing import import_history
from slawizard.storage.draft_file import encode_draft
from slawizard.storage.starters import load_starter
from tests.cli.conftest import Terminal, slawizard

__all__ = ["slawizard"]

FOLDER = Path(__file__).parents[1] / "data" / "histories"
DATA = FOLDER / "wikipedia-2022.csv"
OUTAGES = FOLDER / "trello-operator.csv"
TICKETS = FOLDER / "helpdesk-2010-2012.csv"
PERIOD = ("--kind", "outages", "--from", "2022-02-01", "--to", "2022-12-31")


def test_the_months_of_the_monitor_are_reckoned_by_hand() -> None:
    agreement = Agreement(metrics=Metrics(levels=(ServiceLevel("uptime", targets=(Target(value=Decimal("99.9")),)),)))
    answers = ImportAnswers(kind=TableKind.OUTAGES, first=dt.date(2022, 2, 1), last=dt.date(2022, 12, 31))

    found = import_history(agreement, "uptime", DATA, answers)

    values = {window.start: window.value for window in found.histories[0].windows}
    assert len(values) == 11
    assert values.pop(dt.date(2022, 3, 1)) == Decimal(44640 - 16) * 100 / 44640
    assert values.pop(dt.date(2022, 6, 1)) == Decimal(43200 - 21) * 100 / 43200
    assert set(values.values()) == {Decimal(100)}
    assert found.incidents is not None
    assert found.incidents.usual_repair is not None
    assert found.incidents.usual_repair.amount == 16
    assert found.incidents.a_year == Decimal("2.19")
    assert any("no time of day" in note for note in found.notes)


def test_a_real_history_gives_verdict_and_exposure(slawizard: Terminal, tmp_path: Path) -> None:
    draft = tmp_path / "agreement.sladraft"
    draft.write_bytes(encode_draft(replace(load_starter("saas"), "expectations.evidence", Evidence())))

    result = slawizard("import-history", draft, DATA, "--level", "uptime", "--replace", *PERIOD)

    assert result.code == 0
    assert "11 windows" in result.out
    targets = json.loads(slawizard("assess", draft, "--json").out)
    uptime = next(each for each in targets["targets"] if each["level"] == "uptime")
    assert uptime["verdict"] == "comfortable"
    exposure = json.loads(slawizard("exposure", draft, "--json").out)
    assert exposure


def target_of(slawizard: Terminal, draft: Path, level: str) -> dict[str, Any]:
    told: list[dict[str, Any]] = json.loads(slawizard("assess", draft, "--json").out)["targets"]
    return next(each for each in told if each["level"] == level)


def test_twenty_six_incidents_of_a_provider_go_all_the_way_to_the_brief(slawizard: Terminal, tmp_path: Path) -> None:
    draft, brief = tmp_path / "agreement.sladraft", tmp_path / "brief.docx"
    draft.write_bytes(encode_draft(replace(load_starter("saas"), "expectations.evidence", Evidence())))
    period = ("--from", "2020-01-01", "--to", "2023-02-28")

    result = slawizard("import-history", draft, OUTAGES, "--level", "uptime", *period, "--json")

    found = json.loads(result.out)
    assert found["counts"] == {"read": 26, "used": 26, "rejected": 0, "blank": 0}
    assert len(found["histories"][0]["windows"]) == 38
    assert found["incidents"]["a_year"] == "8.22"
    uptime = target_of(slawizard, draft, "uptime")
    assert uptime["verdict"] == "stretch"
    exposure = json.loads(slawizard("exposure", draft, "--json").out)
    assert exposure
    assert slawizard("brief", draft, "--side", "provider", "-o", brief).code == 0
    with zipfile.ZipFile(brief) as package:
        words = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
    assert "20 of 38 windows" in " ".join(words.split())


def test_the_downtime_of_the_incidents_is_that_of_their_list() -> None:
    level = ServiceLevel("uptime", targets=(Target(value=Decimal("99.9")),))
    answers = ImportAnswers(first=dt.date(2020, 1, 1), last=dt.date(2023, 2, 28))

    found = import_history(Agreement(metrics=Metrics(levels=(level,))), "uptime", OUTAGES, answers)

    with OUTAGES.open(encoding="utf-8", newline="") as file:
        spans = [
            (dt.datetime.fromisoformat(row["start"]), dt.datetime.fromisoformat(row["end"]))
            for row in csv.DictReader(file)
        ]
    down = sum((end - start).total_seconds() for start, end in spans)
    days = {
        window.start: calendar.monthrange(window.start.year, window.start.month)[1]
        for window in found.histories[0].windows
    }
    lost = sum((100 - window.value) / 100 * days[window.start] * 86400 for window in found.histories[0].windows)
    assert sum(days.values()) == 1155
    assert lost == pytest.approx(Decimal(down), abs=Decimal("0.001"))


def test_two_hundred_tickets_of_a_help_desk_go_all_the_way_to_the_brief(slawizard: Terminal, tmp_path: Path) -> None:
    draft, brief = tmp_path / "agreement.sladraft", tmp_path / "brief.docx"
    agreement = replace(load_starter("managed-it"), "expectations.evidence", Evidence())
    # The desk had seven tickets a month; the level counts months of a hundred.
    place = [level.id for level in agreement.metrics.levels].index("resolution")
    agreement = replace(agreement, f"metrics.levels.{place}.measurement.least_sample", None)
    draft.write_bytes(encode_draft(agreement))
    command = ("import-history", draft, TICKETS, "--level", "resolution", "--from", "2010-02-01", "--to", "2012-08-31")

    asked = slawizard(*command)
    kept = slawizard(*command, "--severity", "*=p4", "--json")

    assert asked.code == 2
    assert "--severity “*=p4”" in asked.err
    found = json.loads(kept.out)
    assert found["counts"] == {"read": 215, "used": 215, "rejected": 0, "blank": 0}
    assert found["tickets"][0]["a_month"] == "6.94"
    values = [Decimal(each["value"]) for each in found["histories"][0]["windows"]]
    assert len(values) == 31
    resolution = target_of(slawizard, draft, "resolution")
    assert resolution["verdict"] == "unrealistic"
    assert json.loads(slawizard("exposure", draft, "--json").out)
    assert slawizard("brief", draft, "--side", "provider", "-o", brief).code == 0
    assert brief.stat().st_size > 0
