"""What published agreements need, one small agreement each: it is saved, said, checked and computed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.checks import FindingLevel, findings
from slawizard.clauses.assemble import assemble
from slawizard.cli import main
from slawizard.export.markdown import write
from slawizard.export.options import ExportOptions
from slawizard.storage.draft_file import decode_draft, encode_draft
from tests.cli.test_credits import Clauses
from tests.needs.contracts import CONTRACTS
from tests.needs.drafting import Case
from tests.needs.hosts import HOSTS
from tests.needs.kinds import KINDS
from tests.needs.needs import NEEDS
from tests.needs.networks import NETWORKS
from tests.needs.public import PUBLIC

ALL = NEEDS | KINDS | CONTRACTS | HOSTS | NETWORKS | PUBLIC
needs = pytest.mark.parametrize("name", ALL)


def words_of(agreement: Agreement) -> str:
    """The whole text, with plain spaces."""
    return write(assemble(agreement), ExportOptions()).decode().replace("\u00a0", " ").replace("\\", "")


def answer(agreement: Agreement, case: Case, folder: Path, capture: pytest.CaptureFixture[str]) -> Any:
    """What the command says of a case."""
    draft, measured = folder / "need.sladraft", folder / "measured.json"
    draft.write_bytes(encode_draft(agreement))
    measured.write_text(json.dumps({"windows": case.windows, **dict(case.more)}, default=str))
    code = main(["credits", str(draft), "--measured", str(measured), "--json"], lambda _: 1)
    out, err = capture.readouterr()
    assert (code, err) == (0, "")
    return json.loads(out)


def verify(found: Any, case: Case) -> None:
    """Compare what was computed with what was worked out by hand."""
    levels = [level for window in found["windows"] for level in window["levels"]]
    if case.total is not None:
        assert Decimal(found["total"]) == Decimal(case.total)
        assert found["total"] == case.total
    if case.values is not None:
        assert tuple(one["value"] for level in levels for one in level["outcomes"]) == case.values
    if case.met is not None:
        assert tuple(level["met"] for level in levels) == case.met
    if case.ends is not None:
        assert any(right["right"] for right in found["termination"]) is case.ends


@needs
def test_a_need_is_saved_and_loaded(name: str) -> None:
    agreement = ALL[name]().agreement
    assert decode_draft(encode_draft(agreement), name) == agreement


@needs
def test_the_text_says_a_need(name: str) -> None:
    need = ALL[name]()
    text = words_of(need.agreement)
    assert [phrase for phrase in need.phrases if phrase not in text] == []


@needs
def test_the_checks_find_no_error_but_those_of_the_text(name: str) -> None:
    need = ALL[name]()
    found = findings(need.agreement)
    assert [one.code for one in found if one.level is FindingLevel.ERROR] == list(need.errors)


@needs
def test_a_need_is_computed_as_by_hand(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slawizard.worker.client.RenderWorker", Clauses)
    need = ALL[name]()
    for case in need.cases:
        verify(answer(need.agreement, case, tmp_path, capsys), case)
