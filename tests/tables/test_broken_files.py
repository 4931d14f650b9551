"""Three hundred broken files with a known truth: each is read exactly, or refused or asked about with a reason."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.metrics import Metrics, ServiceLevel, Target
from slawizard.errors import TableFileError
from slawizard.evidence.imported import Imported
from slawizard.evidence.importing import import_history

AGREEMENT = Agreement(metrics=Metrics(levels=(ServiceLevel("uptime", targets=(Target(value=Decimal(99)),)),)))
TRUTH = {f"2025-{month:02d}-01": Decimal("99.5") + Decimal(month) / 100 for month in range(1, 13)}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-15", "cp850", "utf-32")
DELIMITERS = (",", ";", "\t", "|")
NEWLINES = ("\n", "\r\n", "\r")
QUOTES = ("none", "all", "broken")


class Broken(NamedTuple):
    """One file, and how many of its rows can be used at most."""

    name: str
    data: bytes
    usable: int


def lines_of(delimiter: str, quote: str) -> list[str]:
    comma = "," if delimiter != "," else "."
    rows = [["Month", "Availability", "Remark of the Störungsstelle"]]
    rows += [[day[:7], f"{value:f}".replace(".", comma), "Müller & Söhne"] for day, value in TRUTH.items()]
    if quote == "none":
        return [delimiter.join(row) for row in rows]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    if quote == "broken":
        lines[4] = lines[4].replace('"', "", 1)
        lines[7] = lines[7][:-1]
    return lines


def damaged(lines: list[str], kind: str, delimiter: str) -> tuple[list[str], int]:
    """The lines with one more fault, and how many rows are still good."""
    match kind:
        case "title":
            return ["Monthly figures", "", *lines], 12
        case "total":
            return [*lines, delimiter.join(("Total", "99,9", ""))], 12
        case "blank":
            return [*lines[:3], "", "", *lines[3:], ""], 12
        case "short":
            return [*lines[:5], lines[5].split(delimiter)[0], *lines[6:]], 11
        case "extra":
            return [*lines[:5], lines[5] + delimiter + "more", *lines[6:]], 11
        case "control":
            return [*lines[:5], lines[5].replace("9", "\x019", 1), *lines[6:]], 11
        case _:
            return lines, 12


def files() -> Iterator[Broken]:
    kinds = itertools.cycle(("", "title", "total", "blank", "short", "extra", "control"))
    for encoding, delimiter, newline, quote in itertools.product(ENCODINGS, DELIMITERS, NEWLINES, QUOTES):
        kind = next(kinds)
        lines, usable = damaged(lines_of(delimiter, quote), kind, delimiter)
        text = newline.join(lines) + newline
        name = f"{encoding} {delimiter!r} {newline!r} {quote} {kind}"
        yield Broken(name, text.encode(encoding), usable - 2 * (quote == "broken"))


FILES = list(files())


def read(file: Broken, folder: Path) -> Imported | TableFileError:
    path = folder / "table.csv"
    path.write_bytes(file.data)
    try:
        return import_history(AGREEMENT, "uptime", path)
    except TableFileError as problem:
        return problem


def test_there_are_more_than_three_hundred_files() -> None:
    assert len({file.data for file in FILES}) > 300


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_broken_file_is_misread(tmp_path: Path, encoding: str) -> None:
    exact = 0
    for file in (each for each in FILES if each.name.split(" ")[0] == encoding):
        found = read(file, tmp_path)
        if isinstance(found, TableFileError):
            assert found.what, file.name
            continue
        counts = found.counts
        assert counts.read == counts.used + counts.rejected + counts.blank, file.name
        assert len(found.rejected) == counts.rejected, file.name
        if found.questions:
            assert not found.histories, file.name
            continue
        kept = {window.start.isoformat(): window.value for window in found.histories[0].windows}
        assert kept.items() <= TRUTH.items(), file.name
        assert len(kept) == counts.used >= file.usable, file.name
        exact += 1
    assert exact >= 20, "most files can be read"


def test_a_file_without_faults_is_read_whole(tmp_path: Path) -> None:
    for file in FILES:
        if file.name.endswith("none ") and not file.name.startswith("utf-32"):
            found = read(file, tmp_path)
            assert isinstance(found, Imported), file.name
            assert {w.start.isoformat(): w.value for w in found.histories[0].windows} == TRUTH, file.name
