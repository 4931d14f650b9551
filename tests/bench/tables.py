"""A million rows of outages and of tickets, from the file to the history, against the standard library's csv alone."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from slawizard.evidence.importing import import_history
from slawizard.storage.starters import load_starter
from tests.bench.table import Row
from tests.tables.workbooks import write_large

ROWS = 1_000_000
MOST_SECONDS = 60.0
MOST_MEGABYTES = 300.0
_BEGIN = dt.datetime(2010, 1, 1)
_ROOT = Path(__file__).resolve().parents[2]


def outage_file(path: Path, rows: int) -> Path:
    """Outages of some minutes, one every eight, with dates that only the whole column tells the order of."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("Start;End;Planned;Text\n")
        for number in range(rows):
            start = _BEGIN + dt.timedelta(seconds=number * 500 + chance.randrange(200))
            end = start + dt.timedelta(seconds=chance.randrange(1, 250))
            planned = "yes" if number % 50 == 0 else "no"
            file.write(f"{start:%d/%m/%Y %H:%M:%S};{end:%d/%m/%Y %H:%M:%S};{planned};something {number}\n")
    return path


def ticket_file(path: Path, rows: int) -> Path:
    """Tickets of three severities, one every eight minutes."""
    chance = random.Random(2)
    with path.open("w", encoding="utf-8") as file:
        file.write("id,opened,first response,resolved,severity\n")
        for number in range(rows):
            opened = _BEGIN + dt.timedelta(seconds=number * 500 + chance.randrange(300))
            answered = opened + dt.timedelta(seconds=chance.randrange(1, 25_000))
            solved = answered + dt.timedelta(seconds=chance.randrange(1, 250_000))
            severity = chance.choice(("urgent", "high", "normal"))
            file.write(f"{number},{opened},{answered},{solved},{severity}\n")
    return path


def outage_book(path: Path, rows: int) -> Path:
    """The outages of `outage_file` as a workbook."""
    return write_large(path, _typed(outage_file(path.with_suffix(".csv"), rows), ";", "%d/%m/%Y %H:%M:%S"))


def ticket_book(path: Path, rows: int) -> Path:
    """The tickets of `ticket_file` as a workbook."""
    return write_large(path, _typed(ticket_file(path.with_suffix(".csv"), rows), ",", "%Y-%m-%d %H:%M:%S"))


def _typed(path: Path, delimiter: str, pattern: str) -> Iterator[list[str | dt.datetime]]:
    """The rows of a file of text, with its dates as dates."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.reader(file, delimiter=delimiter)):
            yield [dt.datetime.strptime(cell, pattern) if line and ":" in cell else cell for cell in row]


class Measured(NamedTuple):
    """What an import in a process of its own took: seconds of the processor, and megabytes at the most."""

    seconds: float
    megabytes: float


def measure(path: Path, level: str, rows: int) -> Measured:
    """Import a file as the history of a level of the starter for software as a service."""
    # A fresh interpreter, not a fork: what this process has taken would count as the child's.
    command = [sys.executable, "-m", "tests.bench.tables", str(path), level, str(rows)]
    found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=_ROOT)
    return Measured(*json.loads(found.stdout))


def _import_here(path: Path, level: str, rows: int) -> None:
    found = import_history(load_starter("saas"), level, path)
    if found.counts.read != rows or not found.histories:
        raise RuntimeError("the import did not come to a history")
    print(json.dumps([time.process_time(), _most_megabytes()]))


def _most_megabytes() -> float:
    """The most memory that this process had at a time, without what it was before it became this program."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    most = re.search(r"^VmHWM:\s+(\d+) kB", status, flags=re.MULTILINE)
    return int(most[1]) / 1024 if most else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def csv_seconds(path: Path) -> float:
    """Seconds of the processor that the standard library takes to split the same file."""
    begin = time.process_time()
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass
    return time.process_time() - begin


def rows() -> list[Row]:
    """The rows of the table."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for what, make, level in (("outages", outage_file, "uptime"), ("tickets", ticket_file, "response")):
            path = make(Path(folder) / f"{what}.csv", ROWS)
            taken = measure(path, level, ROWS)
            ratio = f"{taken.seconds / csv_seconds(path):.0f} times csv.reader alone"
            name = f"import a million {what}"
            found.append(Row(name, taken.seconds, MOST_SECONDS, MOST_SECONDS, "s", ratio))
            found.append(Row(f"{name}: memory", taken.megabytes, MOST_MEGABYTES, MOST_MEGABYTES, "MB", "at the most"))
        for what, make, level in (("outages", outage_book, "uptime"), ("tickets", ticket_book, "response")):
            taken = measure(make(Path(folder) / f"{what}.xlsx", ROWS), level, ROWS)
            name = f"import a million {what} (XLSX)"
            found.append(Row(name, taken.seconds, MOST_SECONDS, MOST_SECONDS, "s", ""))
            found.append(Row(f"{name}: memory", taken.megabytes, MOST_MEGABYTES, MOST_MEGABYTES, "MB", "at the most"))
    return found


if __name__ == "__main__":
    _import_here(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
