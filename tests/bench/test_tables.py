"""The measure of imports itself, and, in the soak, a million rows within their limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.tables import MOST_MEGABYTES, measure, outage_file, ticket_file


def test_files_of_the_measure_are_read_whole(tmp_path: Path) -> None:
    assert measure(outage_file(tmp_path / "o.csv", 5_000), "uptime", 5_000).megabytes > 0
    assert measure(ticket_file(tmp_path / "t.csv", 5_000), "response", 5_000).seconds > 0


@pytest.mark.soak
@pytest.mark.parametrize(("make", "level"), [(outage_file, "uptime"), (ticket_file, "response")])
def test_a_million_rows_stay_in_their_memory(tmp_path: Path, make: object, level: str) -> None:
    assert callable(make)
    path = make(tmp_path / "table.csv", 1_000_000)

    assert measure(path, level, 1_000_000).megabytes < MOST_MEGABYTES
