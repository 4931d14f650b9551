"""A public history of a real service, from the table to verdict and exposure."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

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

DATA = Path(__file__).parents[1] / "data" / "histories" / "wikipedia-2022.csv"
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
