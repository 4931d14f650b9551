"""The notes of a folder survive whatever ends the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.batch.journal import NAME, FileMark, Journal, RowNote
from slawizard.errors import FileAccessError
from slawizard.files import Fingerprint
from slawizard.worker.row_messages import RowState

MARK = FileMark("a.md", *Fingerprint.of(b"a"))
NOTE = RowNote(1, 2, "a", "digest", RowState.WRITTEN, (MARK,))


def test_a_note_is_found_again(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.note(NOTE)
    first.close()
    again = Journal(tmp_path)

    assert again.last("a") == NOTE
    assert again.is_ours("a.md", MARK.fingerprint)
    assert not again.is_ours("b.md", MARK.fingerprint)
    again.close()


@pytest.mark.parametrize("lost", [1, 20, 150])
def test_a_note_that_was_torn_counts_for_nothing_and_harms_no_other(tmp_path: Path, lost: int) -> None:
    first = Journal(tmp_path)
    first.note(NOTE)
    whole = len((tmp_path / NAME).read_bytes())
    first.note(RowNote(2, 3, "b", "other", RowState.ERRORS))
    first.close()
    data = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(data[: max(whole, len(data) - lost)])
    second = Journal(tmp_path)
    second.note(RowNote(3, 4, "c", "third", RowState.ERRORS))
    second.close()
    third = Journal(tmp_path)

    assert third.last("a") == NOTE
    assert third.last("c") is not None
    third.close()


DAMAGES = {"no text": b'{"type":"head","kind":"\xed\xa0\x80"}', "too deep": b'{"type":"head","x":' + b"[" * 100_000}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_note_that_a_disk_has_damaged_harms_no_other(tmp_path: Path, damage: str) -> None:
    first = Journal(tmp_path)
    first.note(NOTE)
    first.close()
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes() + DAMAGES[damage] + b"\n")
    again = Journal(tmp_path)
    assert again.last("a") == NOTE
    again.close()


def test_notes_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text('{"type":"head","kind":"SLA Wizard batch","version":9}\n', encoding="utf-8")

    with pytest.raises(FileAccessError, match="newer version"):
        Journal(tmp_path)


def test_notes_are_for_their_owner_alone(tmp_path: Path) -> None:
    Journal(tmp_path).close()

    assert (tmp_path / NAME).stat().st_mode & 0o077 == 0
