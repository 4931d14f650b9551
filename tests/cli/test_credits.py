"""Tests of `slawizard credits` and of the schema of measured files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from slawizard.storage.draft_file import encode_draft
from slawizard.worker.protocol import OutlineEntry, Preview, PreviewJob
from tests.analysis.calculating import agreement, rule, uptime, window
from tests.cli.conftest import Terminal

MISSED = {"level": "uptime", "value": "99.2"}


class Clauses:
    """Stands in for the render process and knows three clauses."""

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to close."""

    def call(self, _job: PreviewJob) -> Preview:
        """The list of contents."""
        entries = (("Schedule 1", "metrics.levels.0"), ("Schedule 3", "consequences.rules.0"), ("9", "metrics.levels"))
        return Preview("", "", tuple(OutlineEntry(number, number, "", "", path) for number, path in entries))


@pytest.fixture
def terms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft that pays for missed uptime."""
    monkeypatch.setattr("slawizard.worker.client.RenderWorker", Clauses)
    path = tmp_path / "mine.sladraft"
    path.write_bytes(encode_draft(agreement(uptime(), rules=(rule(),))))
    return path


@pytest.fixture
def told(tmp_path: Path) -> Any:
    """Writes a measured file."""

    def write(*windows: dict[str, Any], **more: Any) -> Path:
        path = tmp_path / "measured.json"
        path.write_text(json.dumps({"windows": windows, **more}))
        return path

    return write


def test_the_answer_as_json_has_credit_steps_and_clause(slawizard: Terminal, terms: Path, told: Any) -> None:
    result = slawizard("credits", terms, "--measured", told(window(MISSED)), "--json")
    assert (result.code, result.err) == (0, "")
    (level,) = json.loads(result.out)["windows"][0]["levels"]
    assert level["clause"] == "Schedule 1"
    (credit,) = level["credits"]
    assert (credit["payable"], credit["clause"]) == ("100.00", "Schedule 3")
    assert credit["steps"]


def test_the_answer_in_words_ends_with_the_total(slawizard: Terminal, terms: Path, told: Any) -> None:
    result = slawizard("credits", terms, "--measured", told(window(MISSED)))
    assert result.code == 0
    assert "Uptime: MISSED  [Schedule 1]" in result.out
    assert result.out.splitlines()[-1] == "Total: EUR 100.00"


def test_the_empty_measured_file_is_ready_to_fill(slawizard: Terminal, terms: Path, tmp_path: Path) -> None:
    result = slawizard("credits", terms, "--measured-template")
    assert result.code == 0
    file = json.loads(result.out)
    file["windows"][0] |= {"start": "2026-04-01", "readings": [MISSED]}
    file["windows"][0]["fees"][0]["amount"] = 1000
    path = tmp_path / "filled.json"
    path.write_text(json.dumps(file))
    assert slawizard("credits", terms, "--measured", path, "--json").code == 0


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ([window({"level": "uptme", "value": 99})], "windows[0].readings[0].level: The agreement has no service level"),
        ([window({"level": "uptime", "value": 101})], "cannot be 101"),
        ([{"start": "2026-04-01", "readings": [MISSED]}], "The monthly fee is missing"),
        ([window({"level": "uptime", "vlue": 99})], "unknown field"),
        ([window({"level": "uptime"})], "Nothing was measured"),
    ],
)
def test_a_file_that_does_not_fit_is_a_sentence_and_exit_2(
    slawizard: Terminal, terms: Path, told: Any, windows: list[dict[str, Any]], said: str
) -> None:
    path = told(*windows)
    result = slawizard("credits", terms, "--measured", path)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert str(path) in result.err


@pytest.mark.parametrize("arguments", [(), ("--measured", "a.json", "--measured-template")])
def test_one_way_of_asking_is_needed(slawizard: Terminal, terms: Path, arguments: tuple[str, ...]) -> None:
    assert slawizard("credits", terms, *arguments).code == 2


def test_a_measured_file_that_is_not_there_is_told(slawizard: Terminal, terms: Path, tmp_path: Path) -> None:
    result = slawizard("credits", terms, "--measured", tmp_path / "gone.json")
    assert result.code == 2
    assert "gone.json" in result.err


def test_the_schema_of_measured_files_describes_them(slawizard: Terminal, told: Any) -> None:
    result = slawizard("schema", "measured")
    assert result.code == 0
    schema = json.loads(result.out)
    assert jsonschema.Draft202012Validator(schema).is_valid(json.loads(told(window(MISSED)).read_text()))


def test_the_real_render_process_numbers_the_clauses(slawizard: Terminal, tmp_path: Path, told: Any) -> None:
    path = tmp_path / "real.sladraft"
    path.write_bytes(encode_draft(agreement(uptime(), rules=(rule(),))))
    result = slawizard("credits", path, "--measured", told(window(MISSED)), "--json")
    (level,) = json.loads(result.out)["windows"][0]["levels"]
    assert level["clause"].startswith("Schedule ")
    assert level["credits"][0]["clause"].startswith("Schedule ")
    assert level["credits"][0]["claim_clause"].isdigit()
