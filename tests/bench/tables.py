"""A million rows of outages and of tickets, from the file to the history, against the standard library's csv alone."""

from __future__ import annotations

import csv
import datetime as dt
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from slawizard.agreement.agreement import Agreement
from slawizard.evidence.imported import Imported
from slawizard.evidence.importing import import_history
from slawizard.storage.starters import load_starter
from tests.bench.table import Row

ROWS = 1_000_000
MOST_SECONDS = 60.0
MOST_MEGABYTES = 300.0
_BEGIN = dt.datetime(2010, 1, 1)


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


class Measured:
    """What an import in a process of its own took: seconds of the processor, and megabytes at the most."""

    def __init__(self, work: Callable[[], Imported], rows: int) -> None:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                found = work()
                status = int(found.counts.read != rows or not found.histories)
            finally:
                os._exit(status)
        _, status, usage = os.wait4(child, 0)
        if status:
            raise RuntimeError("the import did not come to a history")
        self.seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024


def measure(path: Path, level: str, rows: int) -> Measured:
    """Import a file as the history of a level of the starter for software as a service."""
    agreement: Agreement = load_starter("saas")
    return Measured(lambda: import_history(agreement, level, path), rows)


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
    return found
