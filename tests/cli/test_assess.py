"""Tests of `slawizard assess` and `slawizard exposure`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.storage.draft_file import encode_draft
from tests.agreements import full
from tests.analysis.evidence import month, with_history
from tests.cli.conftest import Terminal

GOOD_YEAR = tuple(month(number, "99.97") for number in range(12))


@pytest.fixture
def past(tmp_path: Path) -> Path:
    """A draft with a year of history and a miss in it."""
    path = tmp_path / "past.sladraft"
    path.write_bytes(encode_draft(with_history(*GOOD_YEAR[:11], month(11, "99.2"), fee="1000")))
    return path


def test_the_verdict_is_told_with_what_decides_it(slawizard: Terminal, past: Path) -> None:
    result = slawizard("assess", past)
    assert (result.code, result.err) == (0, "")
    assert "LIKELY, kept with a chance of 88\u00a0%" in result.out
    assert "[expectations.evidence.histories.0]" in result.out


def test_the_verdict_as_json_holds_chance_assumptions_and_formula(slawizard: Terminal, past: Path) -> None:
    result = slawizard("assess", past, "--json")
    (target,) = json.loads(result.out)["targets"]
    assert (target["verdict"], target["chance"], target["binding_constraint"]) == ("likely", 0.8846, "history")
    assert target["evidence"][0]["assumptions"]
    assert "Jeffreys" in target["evidence"][0]["formula"]


def test_the_exposure_is_told_in_money_and_percent(slawizard: Terminal, past: Path) -> None:
    result = slawizard("exposure", past)
    assert (result.code, result.err) == (0, "")
    assert "EUR\u00a0100.00 (0.83\u00a0% of a year's fees)" in result.out
    assert "For the provider" in result.out
    assert "For the customer" in result.out


def test_the_exposure_as_json_names_replay_and_year(slawizard: Terminal, past: Path) -> None:
    found = json.loads(slawizard("exposure", past, "--json").out)
    assert found["replay"]["credits"] == {"sum": "100.00", "percent_of_yearly_fees": "0.83"}
    assert found["year"]["simulated_years"] == 10_000
    assert found["unpriced"] == ""


@pytest.mark.parametrize("command", ["assess", "exposure"])
@pytest.mark.parametrize("agreement", [Agreement(), full()], ids=["empty", "full"])
def test_any_draft_is_answered_the_same_each_time(
    slawizard: Terminal, tmp_path: Path, command: str, agreement: Agreement
) -> None:
    path = tmp_path / "mine.sladraft"
    path.write_bytes(encode_draft(agreement))
    for more in ((), ("--json",)):
        first, again = slawizard(command, path, *more), slawizard(command, path, *more)
        assert first.code == 0
        assert first.out.strip()
        assert first == again


@pytest.mark.parametrize("command", ["assess", "exposure"])
def test_what_is_no_draft_is_refused(slawizard: Terminal, tmp_path: Path, command: str) -> None:
    path = tmp_path / "mine.sladraft"
    path.write_text("{}")
    result = slawizard(command, path)
    assert (result.code, result.out) == (2, "")
    assert result.err
