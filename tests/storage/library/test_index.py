"""What folders held is kept for the next start; losing it costs nothing but a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.files import Fingerprint
from slawizard.storage.library.folders import Entry
from slawizard.storage.library.index import index_path, known_entries, remember_entries

ENTRY = Entry("a", "A", "", ("t",), 1, "2026-11-23", 2, False, "/team/a.slatemplate", (1, 2), Fingerprint(3, "d"))


def test_entries_are_known_again_folder_by_folder() -> None:
    remember_entries(Path("/team"), (ENTRY,))
    remember_entries(Path("/other"), ())
    assert known_entries(Path("/team")) == (ENTRY,)
    assert known_entries(Path("/other")) == known_entries(Path("/unknown")) == ()


def test_an_index_that_did_not_change_is_not_written_again() -> None:
    remember_entries(Path("/team"), (ENTRY,))
    before = index_path().stat().st_mtime_ns
    remember_entries(Path("/team"), (ENTRY,))
    assert index_path().stat().st_mtime_ns == before


def test_where_it_cannot_be_kept_nothing_happens(home: Path) -> None:
    home.write_text("a file in the way")
    remember_entries(Path("/team"), (ENTRY,))
    assert known_entries(Path("/team")) == ()


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b'{"folders": {"\xff": []}}', b'{"folders": {"\\ud800": []}}', b"[" * 100_000]
)
def test_a_damaged_index_is_nothing_known(damaged: bytes) -> None:
    index_path().parent.mkdir(parents=True, exist_ok=True)
    index_path().write_bytes(damaged)
    assert known_entries(Path("/anywhere")) == ()
