"""Workbooks: typed cells, several sheets, and what is no workbook."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from slawizard.errors import TableFileError
from slawizard.tables.answers import Answers, Topic
from slawizard.tables.dates import DateForm
from slawizard.tables.table import open_table
from tests.tables.workbooks import Given, read_sheets, sheet_part, write_parts, write_workbook


@pytest.fixture(params=["whole", "in pieces"], autouse=True)
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test holds for a sheet that is read whole, and for one that is taken apart."""
    read_sheets(request.param, monkeypatch)


ROWS: list[list[Given]] = [["start", "minutes"], [46025.5, 12.5], [46026.75, 7.0]]


def test_dates_and_numbers_of_a_workbook_have_their_types(tmp_path: Path) -> None:
    with open_table(write_workbook(tmp_path / "a.xlsx", {"One": ROWS}, dated=[0])) as table:
        rows = list(table.rows())

    assert [column.name for column in table.columns] == ["start", "minutes"]
    assert DateForm().read(rows[0].cells[0]).at == dt.datetime(2026, 1, 3, 12)
    assert rows[1].cells[1] == 7
    assert [row.line for row in rows] == [2, 3]


def test_a_title_above_the_table_is_left_out(tmp_path: Path) -> None:
    rows: list[list[Given]] = [["Report"], [], *ROWS]
    with open_table(write_workbook(tmp_path / "a.xlsx", {"One": rows})) as table:
        assert [column.name for column in table.columns] == ["start", "minutes"]
        assert [row.line for row in table.rows()] == [4, 5]


def test_lines_are_those_of_the_sheet_where_it_begins_further_down(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{line}"><c r="B{line}" t="str"><v>{word}</v></c><c r="C{line}"><v>{line}</v></c></row>'
        for line, word in ((4, "a"), (6, "b"))
    )
    head = '<row r="3"><c r="B3" t="str"><v>x</v></c><c r="C3" t="str"><v>y</v></c></row>'
    with open_table(write_parts(tmp_path / "a.xlsx", sheet_part(head + rows))) as table:
        assert [(row.line, len(row.cells)) for row in table.rows()] == [(4, 2), (5, 0), (6, 2)]


def test_several_sheets_with_tables_are_asked_about(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": ROWS, "Two": ROWS, "Notes": [["hello"]]})
    with open_table(path) as table:
        assert [question.topic for question in table.questions] == [Topic.SHEET]
        assert [choice.value for choice in table.questions[0].choices] == ["One", "Two"]
    with open_table(path, Answers(sheet="Two")) as table:
        assert table.questions == ()
    with pytest.raises(TableFileError, match="no sheet"):
        open_table(path, Answers(sheet="Three"))


def test_a_formula_that_was_never_worked_out_is_an_empty_cell(tmp_path: Path) -> None:
    rows: list[list[Given]] = [["start", "minutes"], ["2026-01-01", None], [None, None]]
    with open_table(write_workbook(tmp_path / "a.xlsx", {"One": rows})) as table:
        found = list(table.rows())

    assert [row.is_blank for row in found] in ([False], [False, True])
    assert found[0].cells[1] == ""


def test_a_workbook_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": ROWS})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/zeros", bytes(40_000_000))

    with pytest.raises(TableFileError, match="would unpack"):
        open_table(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_broken_part_is_rows_or_a_sentence(tmp_path: Path, part: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": ROWS})
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = parts[part][: len(parts[part]) // 2]
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)

    try:
        with open_table(path) as table:
            list(table.rows())
    except TableFileError as problem:
        refused = problem.what
    else:
        refused = ""
    assert refused or part == "[Content_Types].xml"
