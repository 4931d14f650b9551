"""The measure of imports itself, and, in the soak, a million rows within their limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.tables import MOST_MEGABYTES, measure, outage_book, outage_file, ticket_book, ticket_file


def test_files_of_the_measure_are_read_whole(tmp_path: Path) -> None:
    assert measure(outage_file(tmp_path / "o.csv", 5_000), "uptime", 5_000).megabytes > 0
    assert measure(ticket_file(tmp_path / "t.csv", 5_000), "response", 5_000).seconds > 0


def test_workbooks_of_the_measure_are_read_whole(tmp_path: Path) -> None:
    assert measure(outage_book(tmp_path / "o.xlsx", 3_000), "uptime", 3_000).megabytes > 0
    assert measure(ticket_book(tmp_path / "t.xlsx", 3_000), "response", 3_000).seconds > 0


@pytest.mark.soak
@pytest.mark.parametrize(
    ("make", "name", "level"),
    [
        (outage_file, "table.csv", "uptime"),
        (ticket_file, "table.csv", "response"),
        (outage_book, "table.xlsx", "uptime"),
        (ticket_book, "table.xlsx", "response"),
    ],
)
def test_a_million_rows_stay_in_their_memory(
    tmp_path: Path, make: Callable[[Path, int], Path], name: str, level: str
) -> None:
    path = make(tmp_path / name, 1_000_000)

    assert measure(path, level, 1_000_000).megabytes < MOST_MEGABYTES
