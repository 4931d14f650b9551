"""The report of a batch: what became of each row, as a table for spreadsheets and as JSON for programs."""

from __future__ import annotations

import csv
import io

import msgspec

from slawizard.batch.folder import BatchFolder
from slawizard.batch.run import Outcome, RowReport, Summary
from slawizard.checks.finding import FindingLevel
from slawizard.i18n import Plural
from slawizard.storage.address_csv import escaped

CSV_NAME, JSON_NAME = "report.csv", "report.json"
_HEAD = (
    "row", "line", "name", "outcome", "reason", "column", "remedy", "errors", "warnings", "notes", "files", "sha256",
    "findings",
)  # fmt: skip
_WORDS = {
    Outcome.WRITTEN: Plural("{count} written", "{count} written"),
    Outcome.UNCHANGED: Plural("{count} done before", "{count} done before"),
    Outcome.ERRORS: Plural("{count} with errors left, not written", "{count} with errors left, not written"),
    Outcome.CHANGED: Plural("{count} changed by hand and left alone", "{count} changed by hand and left alone"),
    Outcome.FAILED: Plural("{count} failed", "{count} failed"),
    Outcome.NOT_DONE: Plural("{count} not done", "{count} not done"),
}


def write_reports(summary: Summary, folder: BatchFolder) -> tuple[str, ...]:
    """Write both reports into the folder; their names. Raises FileAccessError."""
    return (
        folder.keep_report(CSV_NAME, report_csv(summary)),
        folder.keep_report(JSON_NAME, report_json(summary)),
    )


def report_csv(summary: Summary) -> bytes:
    """A line for each row, in UTF-8 with the mark by which spreadsheets know it; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in summary.rows:
        writer.writerow([escaped(cell) for cell in _cells(row)])
    return text.getvalue().encode("utf-8-sig", "replace")


def report_json(summary: Summary) -> bytes:
    """All that is known of each row."""
    counts = {str(outcome): summary.count(outcome) for outcome in Outcome}
    data = {"stopped": summary.stopped, "trouble": str(summary.trouble or ""), "counts": counts, "rows": summary.rows}
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def summary_words(summary: Summary) -> str:
    """The summary in a sentence."""
    found = [(words, summary.count(outcome)) for outcome, words in _WORDS.items()]
    total = Plural("{count} row", "{count} rows").of(len(summary.rows))
    return f"{total}: {', '.join(words.of(count) for words, count in found if count)}."


def _cells(row: RowReport) -> list[str]:
    levels = [finding.level for finding in row.findings]
    return [
        str(row.row),
        str(row.line),
        row.stem,
        str(row.outcome),
        row.reason,
        row.column,
        row.remedy,
        *(str(levels.count(level)) for level in FindingLevel),
        "\n".join(file.name for file in row.files),
        "\n".join(file.digest for file in row.files),
        "\n".join(f"{finding.level} {finding.code} {finding.field}: {finding.text}" for finding in row.findings),
    ]
