"""A hundred thousand windows through the calculator, from the bytes of a measured file to the answer in words."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

from slawizard.analysis.calculator import calculate
from slawizard.analysis.measured import decode_measured
from slawizard.analysis.report import report
from slawizard.storage.draft_file import load_draft

WINDOWS = 100_000
MOST_SECONDS = 10.0
MOST_SECONDS_WITH_WORDS = 20.0
DRAFT = Path(__file__).resolve().parents[1] / "data" / "published" / "48-mspowerhouse-msp.sladraft"


class Row(NamedTuple):
    """One line of the table: what was measured, the figure, the goal it must not exceed, and the unit of both."""

    what: str
    figure: float
    goal: float
    unit: str


def measured_file(windows: int) -> bytes:
    """Months of one agreement: half with raw outages, half with a value, and late answers in every fifth."""
    return json.dumps({"windows": [_window(number) for number in range(windows)]}).encode()


def _window(number: int) -> dict[str, Any]:
    start = f"{600 + number // 12:04}-{number % 12 + 1:02}-01"
    figures: dict[str, Any] = {"value": f"{97 + number % 300 / 100:.2f}"}
    if number % 2:
        figures = {"outages": [{"lasted": number % 600}, {"lasted": 7}]}
    readings: list[dict[str, Any]] = [{"level": "availability", **figures}]
    if number % 5 == 0:
        readings.append({"level": "response", "where": {"severity": "P1"}, "violations": number % 3})
    return {"start": start, "fees": [{"fee": "monthly_fee", "amount": 1000}], "readings": readings}


def seconds_for(windows: int) -> tuple[float, float]:
    """Processor seconds of the calculation alone, and of all from bytes to words."""
    agreement, data = load_draft(DRAFT).agreement, measured_file(windows)
    begin = time.process_time()
    measured = decode_measured(data)
    read = time.process_time()
    calculation = calculate(agreement, measured)
    calculated = time.process_time()
    answer = report(calculation)
    end = time.process_time()
    assert len(answer["windows"]) == windows
    return calculated - read, end - begin


def rows() -> list[Row]:
    """The rows of this file in the table of `make bench`."""
    alone, whole = seconds_for(WINDOWS)
    return [
        Row("100,000 windows through the calculator", alone, MOST_SECONDS, "s of one core"),
        Row("the same, with reading the file and every step in words", whole, MOST_SECONDS_WITH_WORDS, "s of one core"),
    ]


if __name__ == "__main__":
    for row in rows():
        print(f"{row.what}: {row.figure:.2f} {row.unit} (at most {row.goal:.0f})")
