"""What may be written into a folder, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from slawizard.batch.folder import BatchFolder, Standing
from slawizard.batch.plan import PlannedRow
from slawizard.errors import FileAccessError, FileChangedError
from slawizard.worker.row_messages import RowFile, RowResult, RowState

ROW = PlannedRow(1, 2, "Alder", digest="one")
CHANGED_ROW = PlannedRow(1, 2, "Alder", digest="two")


def result(text: str, *formats: str) -> RowResult:
    """A row's files, each holding the text."""
    return RowResult(1, RowState.WRITTEN, files=tuple(RowFile(key, text.encode()) for key in formats or ("md",)))


def test_a_row_is_done_when_its_files_are_what_was_noted(tmp_path: Path) -> None:
    with BatchFolder(tmp_path / "deep" / "out") as folder:
        assert folder.standing(ROW, ["md"]) is Standing.OPEN
        folder.keep(ROW, result("a"))
        assert folder.standing(ROW, ["md"]) is Standing.DONE
        assert folder.standing(CHANGED_ROW, ["md"]) is Standing.OPEN


def test_a_file_that_was_deleted_is_written_again(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        folder.keep(ROW, result("a"))
        (tmp_path / "Alder.md").unlink()
        assert folder.standing(ROW, ["md"]) is Standing.OPEN


def test_another_format_of_a_row_leaves_the_first_alone(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        folder.keep(ROW, result("a", "md"))
        before = (tmp_path / "Alder.md").stat()
        assert folder.standing(ROW, ["md", "html"]) is Standing.OPEN
        note = folder.keep(ROW, result("a", "md", "html"))
        assert (tmp_path / "Alder.md").stat() == before
        assert [file.name for file in note.files] == ["Alder.md", "Alder.html"]
        assert folder.standing(ROW, ["html"]) is Standing.DONE


def test_a_file_changed_by_hand_is_left_alone(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        folder.keep(ROW, result("a"))
        (tmp_path / "Alder.md").write_text("my words", encoding="utf-8")
        assert folder.standing(ROW, ["md"]) is Standing.CHANGED
        assert folder.standing(CHANGED_ROW, ["md"]) is Standing.CHANGED
        with pytest.raises(FileChangedError):
            folder.keep(CHANGED_ROW, result("b"))
    assert (tmp_path / "Alder.md").read_text(encoding="utf-8") == "my words"


def test_a_file_that_no_batch_has_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Alder.md").write_text("older", encoding="utf-8")
    with BatchFolder(tmp_path) as folder:
        assert folder.standing(ROW, ["md"]) is Standing.TAKEN
        with pytest.raises(FileChangedError):
            folder.keep(ROW, result("a"))


def test_a_changed_row_replaces_its_own_file(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        folder.keep(ROW, result("a"))
        folder.keep(CHANGED_ROW, result("b"))
        assert folder.standing(CHANGED_ROW, ["md"]) is Standing.DONE
    assert (tmp_path / "Alder.md").read_text(encoding="utf-8") == "b"


def test_two_batches_do_not_fill_one_folder(tmp_path: Path) -> None:
    with BatchFolder(tmp_path), pytest.raises(FileAccessError, match="Another batch"):
        BatchFolder(tmp_path)
    BatchFolder(tmp_path).close()


def test_a_report_that_someone_has_changed_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        assert folder.keep_report("report.csv", b"one") == "report.csv"
        assert folder.keep_report("report.csv", b"two") == "report.csv"
        (tmp_path / "report.csv").write_bytes(b"with my remarks")
        assert folder.keep_report("report.csv", b"three") == "report (2).csv"
        assert folder.keep_report("report.csv", b"four") == "report (2).csv"
    assert (tmp_path / "report.csv").read_bytes() == b"with my remarks"


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(FileAccessError):
        BatchFolder(tmp_path / "out")
