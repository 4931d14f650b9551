"""The report: each row with what became of it, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from slawizard.batch.folder import BatchFolder
from slawizard.batch.report import report_csv, summary_words, write_reports
from slawizard.batch.run import Outcome, RowReport, Summary, run_batch
from slawizard.errors import WorkerError
from tests.batch.conftest import FakeCrew, plan_of

FAILED = RowReport(2, 3, "", Outcome.FAILED, reason="=cmd|' /C calc'!A0", column="@Start", remedy="+Mend.")


def test_the_table_is_marked_as_utf_8_and_no_cell_is_a_formula() -> None:
    data = report_csv(Summary((FAILED,)))
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))

    assert data.startswith(b"\xef\xbb\xbf")
    assert dict(zip(head, row, strict=True))["reason"] == "'=cmd|' /C calc'!A0"
    assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_both_reports_tell_each_row_with_its_files_and_findings(tmp_path: Path, crew: FakeCrew) -> None:
    crew.fails = {2}
    with BatchFolder(tmp_path / "out") as folder:
        summary = run_batch(plan_of(tmp_path / "t.csv", "Älder", "Birch"), folder, lambda: crew)
        names = write_reports(summary, folder)
    data = json.loads((tmp_path / "out" / names[1]).read_text(encoding="utf-8"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / names[0]).read_text(encoding="utf-8-sig"))))

    assert data["counts"]["written"] == data["counts"]["failed"] == 1
    assert data["rows"][0]["files"][0]["name"] == rows[0]["files"] == "Älder.md"
    assert rows[0]["sha256"] == data["rows"][0]["files"][0]["digest"]
    assert rows[0]["notes"] == "1"
    assert "OBJ-EXAMPLE" in rows[0]["findings"]
    assert rows[1]["outcome"] == "failed"


def test_the_summary_counts_only_what_there_is() -> None:
    written = RowReport(1, 2, "Alder", Outcome.WRITTEN)

    assert summary_words(Summary((written, FAILED))) == "2 rows: 1 written, 1 failed."
    assert summary_words(Summary((written,))) == "1 row: 1 written."


def test_why_a_batch_ended_early_is_in_the_report(tmp_path: Path) -> None:
    with BatchFolder(tmp_path) as folder:
        write_reports(Summary((FAILED,), trouble=WorkerError("The connection was lost.")), folder)

    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["trouble"] == "The connection was lost."
