"""Tables and signature blocks of the DOCX: real ones, that break where they may."""

from __future__ import annotations

from typing import Any

import pytest

from slawizard.export.docx_tables import _widths
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


def test_signature_blocks_are_glued_together(tables: list[Any]) -> None:
    blocks = [table for table in tables if not _captioned(table)]

    assert len(blocks) == 2
    lets_go = [
        [row.find(f".//{W}keepNext") is not None for row in block.iter(f"{W}tr")] for block in blocks
    ]  # of what follows; the style itself keeps with it
    assert lets_go == [[False] * 4, [False, False, False, True]]
