"""Workbooks made by hand, part by part: small ones, and ones that no program would write."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from slawizard.tables import large_sheets

_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# Style 0 is plain, style 1 a date with a time, style 2 a percentage.
_STYLES = f"""<?xml version="1.0"?><styleSheet xmlns="{_MAIN}"><cellXfs count="3"><xf numFmtId="0"/>
<xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/></cellXfs></styleSheet>"""

Given = str | float | None


def read_sheets(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, sheets are read "whole" or "in pieces", small ones too."""
    if way == "in pieces":
        monkeypatch.setattr(large_sheets, "LARGE_PART", 0)
        monkeypatch.setattr(large_sheets, "_PIECE", 100)
        monkeypatch.setattr(large_sheets, "_READ", 500)


def write_workbook(
    path: Path, sheets: dict[str, Sequence[Sequence[Given]]], *, dated: Sequence[int] = (), hidden: Sequence[str] = ()
) -> Path:
    """Write sheets of texts and numbers; the columns `dated` (from 0) are dates, after the first row. None is a formula
    that was never worked out.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        _write_frame(book, list(sheets), hidden)
        for number, rows in enumerate(sheets.values(), 1):
            lines = "".join(
                f'<row r="{line}">{"".join(_cell(line, place, cell, dated) for place, cell in enumerate(row))}</row>'
                for line, row in enumerate(rows, 1)
            )
            book.writestr(f"xl/worksheets/sheet{number}.xml", sheet_part(lines))
    return path


def write_parts(
    path: Path, sheet: str, *, texts: Sequence[str] = (), date1904: bool = False, before_book: str = ""
) -> Path:
    """Write a workbook of one sheet, "One", whose part is given, with shared texts and the years from 1904."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        _write_frame(book, ["One"], date1904=date1904, before_book=before_book)
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        book.writestr("xl/sharedStrings.xml", f'<?xml version="1.0"?><sst xmlns="{_MAIN}">{shared}</sst>')
    return path


def write_large(path: Path, rows: Iterable[Sequence[str | dt.datetime]]) -> Path:
    """Write a workbook of one sheet row by row, however many: texts in their cells, and dates with their times."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        _write_frame(book, ["One"])
        begin, end = sheet_part("ROWS").split("ROWS")
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(begin.encode())
            for line, row in enumerate(rows, 1):
                cells = "".join(_large_cell(f"{chr(65 + place)}{line}", cell) for place, cell in enumerate(row))
                part.write(f'<row r="{line}">{cells}</row>'.encode())
            part.write(end.encode())
    return path


def _large_cell(name: str, cell: str | dt.datetime) -> str:
    if isinstance(cell, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{name}" s="1"><v>{(cell - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)!r}</v></c>'


def write_ods(path: Path, rows: Sequence[Sequence[str | float]]) -> Path:
    """Write an OpenDocument sheet of texts and percentages."""
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text"))

    def cell(value: str | float) -> str:
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        shown = f"<text:p>{value:.2%}</text:p>"
        return f'<table:table-cell office:value-type="percentage" office:value="{value}">{shown}</table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        book.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{manifest}"/>')
        book.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}"><office:body>'
            f'<office:spreadsheet><table:table table:name="One">{lines}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
    return path


def write_far_cells(path: Path) -> Path:
    """Write a sheet of two cells, as far from each other as the format allows."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with zipfile.ZipFile(path, "w") as book:
        _write_frame(book, ["One"])
        book.writestr("xl/worksheets/sheet1.xml", sheet_part(far))
    return path


def sheet_part(rows: str) -> str:
    """The part of a sheet with these rows."""
    return f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _cell(line: int, place: int, cell: Given, dated: Sequence[int]) -> str:
    name = f"{chr(65 + place)}{line}"
    if cell is None:
        return f'<c r="{name}"><f>NOW()</f></c>'
    if isinstance(cell, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{cell}</t></is></c>'
    return f'<c r="{name}" s="{1 if place in dated and line > 1 else 0}"><v>{cell}</v></c>'


def _write_frame(
    book: zipfile.ZipFile,
    names: Sequence[str],
    hidden: Sequence[str] = (),
    *,
    date1904: bool = False,
    before_book: str = "",
) -> None:
    states = {name: ' state="hidden"' if name in hidden else "" for name in names}
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}"{states[name]} r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    book.writestr("[Content_Types].xml", _TYPES)
    book.writestr(
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
    )
    book.writestr(
        "xl/workbook.xml",
        f'{before_book}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{sheets}</sheets></workbook>",
    )
    book.writestr(
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}">{links}<Relationship Id="rIdS" Type="{_RELATIONS}/styles" '
        f'Target="styles.xml"/><Relationship Id="rIdT" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
    )
    book.writestr("xl/styles.xml", _STYLES)
