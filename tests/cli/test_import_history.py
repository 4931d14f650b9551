"""Tests of `slawizard import-history`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from slawizard.agreement.edits import replace
from slawizard.agreement.expectations import Evidence
from slawizard.storage.draft_file import encode_draft, load_draft
from tests.cli.conftest import Terminal


@pytest.fixture
def draft(slawizard: Terminal, tmp_path: Path) -> Path:
    """A draft of the starter for software as a service, without its evidence."""
    path = tmp_path / "agreement.sladraft"
    assert slawizard("new", "saas", "-o", path).code == 0
    path.write_bytes(encode_draft(replace(load_draft(path).agreement, "expectations.evidence", Evidence())))
    return path


@pytest.fixture
def months(tmp_path: Path) -> Path:
    """A year of values, with a total under it."""
    path = tmp_path / "months.csv"
    rows = "".join(f"2025-{month:02d};99,9{month % 10}\n" for month in range(1, 13))
    path.write_text(f"Month;Availability\n{rows}Total;99,9\n", encoding="utf-8")
    return path


def test_a_history_is_kept_with_source_and_digest(slawizard: Terminal, draft: Path, months: Path) -> None:
    result = slawizard("import-history", draft, months, "--level", "uptime")

    assert (result.code, result.err) == (0, "")
    assert "13 read = 12 used + 1 rejected + 0 blank" in result.out
    assert "“Total” is no date" in result.out
    (history,) = load_draft(draft).agreement.expectations.evidence.histories
    assert (history.source, len(history.digest), len(history.windows)) == ("months.csv", 64, 12)


def test_a_preview_writes_nothing(slawizard: Terminal, draft: Path, months: Path) -> None:
    before = draft.read_bytes()

    result = slawizard("import-history", draft, months, "--level", "uptime", "--preview")

    assert result.code == 0
    assert "12 windows" in result.out
    assert draft.read_bytes() == before


def test_what_is_open_is_asked_with_its_option_and_nothing_is_written(
    slawizard: Terminal, draft: Path, tmp_path: Path
) -> None:
    before = draft.read_bytes()
    table = tmp_path / "outages.csv"
    table.write_text("start;duration\n03/04/2026 10:00;12\n05/04/2026 11:00;14\n", encoding="utf-8")

    result = slawizard("import-history", draft, table, "--level", "uptime")

    assert result.code == 2
    assert "--dates dmy" in result.err
    assert "--dates mdy" in result.err
    assert "--unit minutes" in result.err
    assert draft.read_bytes() == before
    again = slawizard("import-history", draft, table, "--level", "uptime", "--dates", "dmy", "--unit", "minutes")
    assert again.code == 0
    evidence = load_draft(draft).agreement.expectations.evidence
    assert evidence.incidents[0].level == "uptime"


def test_a_history_that_is_there_is_replaced_only_when_told_to(slawizard: Terminal, draft: Path, months: Path) -> None:
    slawizard("import-history", draft, months, "--level", "uptime")

    refused = slawizard("import-history", draft, months, "--level", "uptime")
    assert refused.code == 2
    assert "--replace" in refused.err
    assert slawizard("import-history", draft, months, "--level", "uptime", "--replace").code == 0


def test_json_holds_questions_counts_and_rejected_rows(slawizard: Terminal, draft: Path, months: Path) -> None:
    found = json.loads(slawizard("import-history", draft, months, "--level", "uptime", "--json").out)

    assert found["counts"] == {"read": 13, "used": 12, "rejected": 1, "blank": 0}
    assert found["rejected"][0]["line"] == 14
    assert found["questions"] == []
    assert found["written"] is True


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--level", "nothing"), "no service level"),
        (("--level", "uptime", "--column", "Month"), "NAME=VALUE"),
        (("--level", "uptime", "--column", "Mond=window"), "no column"),
        (("--level", "uptime", "--column", "Month=moon"), "no role"),
        (("--level", "uptime", "--encoding", "klingon"), "no encoding"),
        (("--level", "uptime", "--time-zone", "Mars/Olympus"), "no time zone"),
        (("--level", "uptime", "--from", "yesterday"), "no date"),
        (("--level", "uptime", "--where", "plan"), "DIMENSION=VALUE"),
    ],
)
def test_a_useless_argument_is_refused_with_a_sentence(
    slawizard: Terminal, draft: Path, months: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = slawizard("import-history", draft, months, *arguments)

    assert result.code == 2
    assert words in result.err


def test_a_file_that_is_no_table_is_refused(slawizard: Terminal, draft: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.xlsx"
    table.write_bytes(b"PK\x03\x04 nothing")

    result = slawizard("import-history", draft, table, "--level", "uptime")

    assert result.code == 2
    assert "no workbook" in result.err
