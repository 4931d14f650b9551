"""Tables and signature blocks of the DOCX: real ones, that break where they may."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pypdf
import pytest

from slawizard.document.nodes import Document, Part, PartKind
from slawizard.export import docx
from slawizard.export.docx_tables import _widths
from slawizard.export.options import ExportOptions
from tests.export import sample
from tests.export.word_reader import W, WordFile


@pytest.fixture(scope="module")
def tables(word_file: bytes) -> list[Any]:
    return list(WordFile(word_file).body.iter(f"{W}tbl"))


def with_caption(tables: list[Any], words: str) -> Any:
    return next(
        each
        for each in tables
        if words in str(each.find(f".//{W}tblCaption").get(f"{W}val") if _captioned(each) else "")
    )


def _captioned(table: Any) -> bool:
    return table.find(f".//{W}tblCaption") is not None


def kept(row: Any) -> bool:
    """Whether the row is kept on the page of the next one."""
    switches = [paragraph.find(f"{W}pPr/{W}keepNext") for paragraph in row.iter(f"{W}p")]
    return all(switch is not None and switch.get(f"{W}val") != "0" for switch in switches)


def test_header_rows_repeat_and_no_row_splits(tables: list[Any]) -> None:
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        if _captioned(table):
            assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
            assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])


def test_a_short_table_stays_whole_and_a_long_one_breaks_where_two_rows_stay_together(tables: list[Any]) -> None:
    short = list(with_caption(tables, "Service Credit").iter(f"{W}tr"))
    long = list(with_caption(tables, "Definition of Availability").iter(f"{W}tr"))

    assert [kept(row) for row in short] == [True] * (len(short) - 1) + [False]
    assert [number for number, row in enumerate(long) if kept(row)] == [0, 1, len(long) - 2]


def test_columns_fill_the_width_of_the_text(tables: list[Any]) -> None:
    for table in filter(_captioned, tables):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == 8958


def test_widths_that_do_not_divide_leave_the_rest_to_the_last_column() -> None:
    assert _widths((33, 33, 34), 8958) == (2956, 2956, 3046)


def test_a_caption_stays_with_its_table(word_file: bytes) -> None:
    styles = WordFile(word_file).xml("word/styles.xml")
    caption = next(each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == "Caption")

    assert caption.find(f"{W}pPr/{W}keepNext") is not None


def test_all_signatures_are_one_table_whose_rows_stay_together(tables: list[Any]) -> None:
    (block,) = [table for table in tables if not _captioned(table)]
    rows = list(block.iter(f"{W}tr"))

    assert len(rows) == 2 * (1 + 4)  # a party's name and its lines, twice
    lets_go = [row.find(f".//{W}keepNext") is not None for row in rows]  # of what follows; the style keeps with it
    assert lets_go == [False] * 9 + [True]


def test_libreoffice_does_not_part_the_signatures(document: Document, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    end = next(part for part in document.parts if part.kind is PartKind.SIGNATURES)
    lines = [f"1 Line {number}." for number in range(18)]  # half a page
    filling = Part("body", PartKind.BODY, "Body", (sample.clause("long", "Long", lines),))
    written = msgspec.structs.replace(document, parts=(filling, end))
    (tmp_path / "signed.docx").write_bytes(docx.write(written, ExportOptions()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "signed.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    shown = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "signed.pdf").pages]

    assert [text.count("Date") for text in shown if "Signature" in text and "Contents" not in text] == [2]
