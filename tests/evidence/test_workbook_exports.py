"""Workbooks as spreadsheet programs write them: XLSX with titles and hidden sheets, ODS, and the old XLS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from slawizard.evidence.imported import ImportAnswers, Imported
from slawizard.evidence.importing import import_history
from tests.evidence.test_importing import UPTIME, agreement, values
from tests.tables.workbooks import read_sheets, write_ods, write_workbook

OLD = Path(__file__).parent.parent / "data" / "evidence" / "outages.xls"


@pytest.fixture(params=["whole", "in pieces"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    read_sheets(request.param, monkeypatch)


Line = tuple[str | float | None, ...]
Sheets = dict[str, Sequence[Sequence[str | float | None]]]
HEADER: Line = ("Month", "Availability")


def read(path: Path, answers: ImportAnswers | None = None) -> Imported:
    return import_history(agreement(UPTIME), "uptime", path, answers)


def test_the_old_format_is_read(tmp_path: Path) -> None:
    found = read(OLD)

    assert found.questions == ()
    assert values(found) == {"2026-01-01": f"{(44640 - 30) / 446.4:.3f}"}


def test_percentages_of_a_free_office_are_asked_about(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "table.ods", [("Month", "Availability"), ("2026-01", 0.9995), ("2026-02", 0.999)])

    (question,) = read(path).questions

    assert question.topic == "scale"
    assert set(values(read(path, ImportAnswers(scale="share"))).values()) == {"99.950", "99.900"}


def test_a_hidden_sheet_is_not_asked_about(tmp_path: Path) -> None:
    sheets: Sheets = {"Old": [HEADER, ("2026-01", 50.0)], "New": [HEADER, ("2026-01", 99.5)]}

    found = read(write_workbook(tmp_path / "table.xlsx", sheets, hidden=("Old",)))

    assert found.questions == ()
    assert values(found) == {"2026-01-01": "99.500"}


def test_two_visible_sheets_are_asked_about(tmp_path: Path) -> None:
    sheets: Sheets = {"Mail": [HEADER, ("2026-01", 50.0)], "Web": [HEADER, ("2026-01", 99.5)]}

    (question,) = read(write_workbook(tmp_path / "table.xlsx", sheets)).questions

    assert question.topic == "sheet"


def test_a_title_block_and_a_column_of_targets_are_no_values(tmp_path: Path) -> None:
    rows: list[Line] = [("Report", "", ""), ("", "", ""), ("Month", "Target", "Availability"), ("2026-01", 99.0, 99.5)]

    found = read(write_workbook(tmp_path / "table.xlsx", {"One": rows}))

    assert values(found) == {"2026-01-01": "99.500"}


def test_a_header_over_two_columns_leaves_both_to_choose_from(tmp_path: Path) -> None:
    rows: list[Line] = [
        ("", "Availability", "", "Latency", ""),
        ("Month", "Mail", "Web", "Mail", "Web"),
        ("2026-01", 99.1, 99.2, 1.0, 2.0),
    ]

    (question,) = read(write_workbook(tmp_path / "table.xlsx", {"One": rows})).questions

    assert [each.value for each in question.choices] == ["Availability Mail", "Availability Web"]


def moment(day: int, hour: float) -> float:
    """A moment of January 2026 as a workbook counts it."""
    return 46022 + day + hour / 24


def test_midnight_among_moments_is_a_moment(tmp_path: Path) -> None:
    rows: list[Line] = [("Start", "End"), (moment(3, 10), moment(3, 10.5)), (moment(5, 0), moment(5, 0.5))]

    found = read(write_workbook(tmp_path / "table.xlsx", {"One": rows}, dated=(0, 1)))

    assert found.counts.rejected == 0
    assert values(found) == {"2026-01-01": f"{(44640 - 60) / 446.4:.3f}"}


@pytest.mark.parametrize("days", [0.5 / 24, 26 / 24, 2.0, 59.5, 61.25])
def test_a_length_that_a_workbook_shows_as_a_date_is_a_length(tmp_path: Path, days: float) -> None:
    rows: list[Line] = [("Start", "Duration"), (moment(3, 10), days)]
    answers = ImportAnswers(first=dt.date(2026, 1, 1), last=dt.date(2026, 12, 31))

    found = read(write_workbook(tmp_path / "table.xlsx", {"One": rows}, dated=(0, 1)), answers)

    assert found.incidents is not None
    assert found.incidents.usual_repair is not None
    assert float(found.incidents.usual_repair.amount) == pytest.approx(days * 1440, abs=0.01)


def test_dates_and_texts_of_dates_in_one_column_are_told(tmp_path: Path) -> None:
    rows: list[Line] = [
        ("Start", "End"),
        (moment(3, 10), moment(3, 10.5)),
        ("13/01/2026 10:00", "13/01/2026 10:30"),
    ]

    found = read(write_workbook(tmp_path / "table.xlsx", {"One": rows}, dated=(0, 1)))

    assert any("days for months" in note for note in found.notes)
