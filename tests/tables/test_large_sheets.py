"""Large sheets: taken apart, they give the same rows as whole."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slawizard.errors import TableFileError
from slawizard.tables import large_sheets
from slawizard.tables.cells import Cell
from slawizard.tables.large_sheets import NotInPiecesError, SheetInPieces, part_of_sheet
from slawizard.tables.source import no_progress
from slawizard.tables.table import open_table
from slawizard.tables.workbook import Workbook
from tests.tables.workbooks import Given, read_sheets, sheet_part, write_parts, write_workbook

PART = "xl/worksheets/sheet1.xml"
ROWS = {
    "numbers and texts": '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="str"><f>A1</f><v>b &lt;row r="9"&gt;</v></c><c r="B2"><v>2.5</v></c></row>',
    "dates and times": '<row r="1"><c r="A1" s="1"><v>46025</v></c><c r="B1" s="1"><v>46025.75</v></c></row>'
    '<row r="2"><c r="A2" s="1"><v>0.5</v></c><c r="B2" s="1"><v>46025.999999</v></c></row>'
    '<row r="3"><c r="A3" s="1"><v>59</v></c><c r="B3" s="1"><v>61</v></c><c r="C3" s="2"><v>0.9995</v></c></row>',
    "errors and truths": '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>'
    '<row r="2"><c r="A2" t="b"><v>0</v></c><c r="B2"><f>1/0</f></c></row>',
    "begins below and to the right": '<row r="3"><c r="C3"><v>1</v></c></row><row r="7"><c r="B7"><v>2</v></c></row>'
    '<row r="8"><c r="F8"><v>3</v></c></row>',
    "empty rows among them": '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="3" spans="1:2"></row>'
    '<row r="9"><c r="B9"><v>2</v></c></row>',
    "shared texts": '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>',
    "ISO dates": '<row r="1"><c r="A1" t="d"><v>2026-01-03T10:00:00</v></c></row>'
    '<row r="2"><c r="A2" t="d"><v>2026-01-04</v></c></row>',
    "nothing": "",
    "one row": '<row r="1"><c r="A1"><v>1</v></c></row>',
}
CELLS = st.one_of(
    st.floats(-10, 60_000, allow_nan=False).map(lambda each: f'<c r="NAME" s="1"><v>{each!r}</v></c>'),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda each: f'<c r="NAME"><v>{each!r}</v></c>'),
    st.sampled_from(
        ('<c r="NAME" t="b"><v>1</v></c>', '<c r="NAME" t="e"><v>#REF!</v></c>', "", '<c r="NAME" s="2"/>')
    ),
    st.text("ab <&é\n", max_size=5).map(
        lambda each: f'<c r="NAME" t="inlineStr"><is><t>{each.replace("&", "&amp;").replace("<", "&lt;")}</t></is></c>'
    ),
)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    read_sheets("in pieces", monkeypatch)


def whole(path: Path, sheet: str = "One") -> list[list[Cell]]:
    """The rows by calamine alone."""
    from python_calamine import CalamineWorkbook

    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).iter_rows()]


def in_pieces(path: Path, sheet: str = "One") -> list[list[Cell]]:
    """The rows of the sheet taken apart."""
    found = SheetInPieces(path, part_of_sheet(path, sheet), sheet, no_progress)
    rows = list(found.iter_rows())
    assert found.total_height == len(rows)
    assert all(len(row) == found.width for row in rows)
    return rows


def typed(rows: list[list[Cell]]) -> list[list[tuple[type, str]]]:
    return [[(type(cell), repr(cell)) for cell in row] for row in rows]


@pytest.mark.parametrize("rows", ROWS.values(), ids=ROWS)
@pytest.mark.parametrize("date1904", [False, True])
def test_rows_in_pieces_are_those_of_the_whole(tmp_path: Path, rows: str, date1904: bool) -> None:
    path = write_parts(tmp_path / "a.xlsx", sheet_part(rows), texts=("x", "y"), date1904=date1904)

    assert typed(in_pieces(path)) == typed(whole(path))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.lists(CELLS, max_size=4)), max_size=12), st.booleans())
def test_any_rows_in_pieces_are_those_of_the_whole(
    tmp_path: Path, rows: list[tuple[int, list[str]]], date1904: bool
) -> None:
    lines, at = [], 0
    for step, cells in rows:
        at += step
        named = (cell.replace("NAME", f"{chr(65 + place)}{at}") for place, cell in enumerate(cells))
        lines.append(f'<row r="{at}">{"".join(named)}</row>')
    path = write_parts(tmp_path / "a.xlsx", sheet_part("".join(lines)), date1904=date1904)

    assert typed(in_pieces(path)) == typed(whole(path))


def test_names_with_a_prefix_are_taken_apart(tmp_path: Path) -> None:
    rows = "".join(f'<x:row r="{n}"><x:c r="A{n}"><x:v>{n}</x:v></x:c></x:row>' for n in range(1, 40))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<x:worksheet xmlns:x="{space}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    path = write_parts(tmp_path / "a.xlsx", part)

    assert typed(in_pieces(path)) == typed(whole(path))
    assert len(in_pieces(path)) == 39


@pytest.mark.parametrize("sheet", ["One", "Two", "Hidden"])
def test_the_sheet_that_is_asked_for_is_taken_apart(tmp_path: Path, sheet: str) -> None:
    sheets: dict[str, Sequence[Sequence[Given]]] = {
        name: [[name, n] for n in range(30)] for name in ("One", "Two", "Hidden")
    }
    path = write_workbook(tmp_path / "a.xlsx", sheets, hidden=("Hidden",))

    assert in_pieces(path, sheet) == whole(path, sheet)
    assert in_pieces(path, sheet)[0][0] == sheet


UNLIKE = {
    "rows without numbers": sheet_part("<row><c><v>1</v></c></row>" * 20),
    "a comment": sheet_part('<row r="1"><c r="A1"><v>1</v></c></row><!-- <row r="2"> -->' + "<row r='2'/>" * 20),
    "a text as it stands": sheet_part(
        '<row r="1"><c r="A1" t="str"><v><![CDATA[<row r="5">]]></v></c></row>' + "<row r='2'/>" * 20
    ),
    "cells in other rows": sheet_part(
        "".join(f'<row r="{n}"><c r="A{40 - n}"><v>{n}</v></c></row>' for n in range(1, 30))
    ),
}


@pytest.mark.parametrize("part", UNLIKE.values(), ids=UNLIKE)
def test_a_sheet_written_in_another_way_is_read_whole(tmp_path: Path, part: str) -> None:
    path = write_parts(tmp_path / "a.xlsx", part)

    with pytest.raises(NotInPiecesError):
        SheetInPieces(path, PART, "One", no_progress)
    assert list(Workbook(path).rows("One")) == whole(path)


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'


@pytest.mark.parametrize("place", ["sheet", "workbook"])
def test_entities_are_never_taken_for_text(tmp_path: Path, place: str) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>&c;</v></c><c r="B1"><v>1</v></c></row><row r="2"/>'
    part = sheet_part(rows)
    part = part.replace("?>", f"?>{ENTITIES}") if place == "sheet" else part.replace("&c;", "x")
    path = write_parts(tmp_path / "a.xlsx", part, before_book=ENTITIES if place == "workbook" else "")

    with pytest.raises(NotInPiecesError):
        SheetInPieces(path, PART, "One", no_progress)
    try:
        cells = [cell for row in Workbook(path).rows("One") for cell in row]
    except TableFileError:
        cells = []
    assert not any(isinstance(cell, str) and "aaaa" in cell for cell in cells)


def _cut(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def _doubled(data: bytes) -> bytes:
    return data.replace(b"</v>", b"</v></v>", 3)


@pytest.mark.parametrize("damage", [_cut, _doubled], ids=["cut off", "tags that do not fit"])
def test_a_broken_sheet_in_pieces_ends_with_a_sentence(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 60))
    path = write_parts(tmp_path / "a.xlsx", damage(sheet_part(rows).encode()).decode())

    with pytest.raises(TableFileError, match="cannot be read"):
        list(Workbook(path).rows("One"))


def test_a_part_that_is_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 600))
    path = write_parts(tmp_path / "a.xlsx", sheet_part(rows))
    with zipfile.ZipFile(path) as book:
        size = book.getinfo(PART).file_size.to_bytes(4, "little")
    data = path.read_bytes()
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (5000).to_bytes(4, "little")))

    with pytest.raises(TableFileError):
        list(Workbook(path).rows("One"))


def test_how_far_the_taking_apart_has_come_is_told(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": [["a", "b"], *([n, n] for n in range(100))]})
    heard: list[float] = []

    with open_table(path, progress=lambda share, _words: heard.append(share)) as table:
        assert [row.line for row in table.rows()] == list(range(2, 102))

    assert heard == sorted(heard)
    assert len(heard) > 10
    assert heard[-1] <= 1


def test_only_a_large_sheet_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": [["a"]]})
    assert part_of_sheet(path, "One") == PART

    monkeypatch.setattr(large_sheets, "LARGE_PART", 10_000)

    assert part_of_sheet(path, "One") == ""
