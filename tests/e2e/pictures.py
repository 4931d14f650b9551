"""Takes the pictures of the window for the documentation, on the walk: `python -m tests.e2e.pictures [FOLDER]`."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import msgspec
from PIL import Image

from slawizard.agreement.agreement import Agreement
from slawizard.agreement.expectations import History, HistoryWindow, Position
from slawizard.document.style import HouseStyle, Running
from slawizard.storage.draft_file import save_draft
from slawizard.storage.starters import list_starters, load_starter
from slawizard.storage.styles import encode_style
from tests.e2e import walk
from tests.e2e.person import ROOT, Person, Program, Screen, what_is_missing

FOLDER = ROOT / "docs" / "pictures"
_COLOURS = 256
_SHOWN_FIRST = {
    "objectives": "frame.provider.legal_name",
    "expectations": "expectations.positions.0.customer_asks",
    "metrics": "metrics.levels.0.targets.0.value",
    "consequences": "consequences.rules.0.shape.bands",
    "flexibility": "flexibility.review.every",
}

_LEVEL = "metrics.levels.0"
_HISTORY = ("99.97", "99.99", "99.95", "99.92", "100", "99.98", "99.61", "99.96", "99.99", "99.94", "99.98", "99.97")
_VERDICTS = {"comfortable": "99 %", "likely": "99.9 %", "stretch": "99.95 %", "unrealistic": "99.99 %"}
"""A target for each verdict that twelve months of the history lead to."""

_CUSTOMERS = {
    "Alder Freight Ltd": "2027-01-01",
    "Birch & Sons GmbH": "2027-02-01",
    "Cedar Mills plc": "soon",
    "Dogwood Clinics Ltd": "2027-03-01",
    "Elm Street Bakeries": "2027-03-15",
}


class Album:
    """Takes pictures of one program into a folder."""

    def __init__(self, person: Person, folder: Path) -> None:
        self._person = person
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> None:
        """Write the screen as it looks now, with few colours, as a file of little size."""
        self._person.point_at_nothing()
        path = self._folder / f"{name}.png"
        assert self._person.program.ask("picture", str(path))
        with Image.open(path) as whole:
            few = whole.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        print(f"{path}: {path.stat().st_size // 1000} kB")


def take_all(folder: Path) -> None:
    """Walk from the start screen to the export, taking a picture of each page."""
    with tempfile.TemporaryDirectory() as home, Screen() as screen, Program(screen, Path(home)) as program:
        person = Person(screen, program)
        album = Album(person, folder)
        for starter in list_starters():
            program.ask("has_picture", f"start.starter.{starter.key}", is_=True, within_s=90)
        album.take("start")
        walk.begin(person)
        walk.walk_to_review(person)
        for number, (name, field) in enumerate(_SHOWN_FIRST.items(), start=1):
            person.press(f"ctrl+{number}")
            person.tab_to(field)
            if name == "expectations":  # what was said of the price when the page was left
                program.until("text", "expectations.exposure:none", has="no history")
            settle(program)
            album.take(name)
        person.press("ctrl+6")
        settle(program)
        album.take("review")
        person.press("ctrl+e")
        program.until("front", has={"name": "export"})
        settle(program)
        album.take("export")
        person.press("Escape")
        program.until("front", has={"name": "main"})
        take_verdicts(person, album)
        take_clauses(person, album)
        person.press("ctrl+3")
        person.press("alt+v", "d")
        person.tab_to(_SHOWN_FIRST["metrics"])
        settle(program)
        album.take("dark")


def take_verdicts(person: Person, album: Album) -> None:
    """Take a picture of the expectations at each verdict: first without evidence, then by a history that is typed."""
    program = person.program
    person.press("ctrl+2")
    program.until("text", f"{_LEVEL}.targets.0.value:verdict", has="Not enough evidence")
    person.tab_to(f"{_LEVEL}.targets.0.value")
    settle(program)
    album.take("verdict-not-enough-evidence")
    person.press("shift+Tab", "shift+Tab", "shift+Tab")
    program.until("focused", is_=f"{_LEVEL}:history")
    person.press("space")
    program.until("focused", has="expectations.evidence.histories.0.windows:")
    for number, value in enumerate(_HISTORY):
        if number:
            person.press("Tab")
        person.type(value)
    person.press("ctrl+1", "ctrl+2")
    for verdict, target in _VERDICTS.items():
        person.fill(f"{_LEVEL}.targets.0.value", target)
        program.until("text", f"{_LEVEL}.targets.0.value:verdict", has=verdict.capitalize())
        program.until("text", f"{_LEVEL}.targets.0.value:curve_words", has=target.partition(" ")[0])
        settle(program)
        album.take(f"verdict-{verdict}")
        person.press("ctrl+1", "ctrl+2")


def at_the_table() -> Agreement:
    """A starter with a history, and with the figures of both sides on its first service level."""
    starter = load_starter("cloud")
    level, evidence = starter.metrics.levels[0], starter.expectations.evidence
    windows = tuple(
        HistoryWindow(dt.date(2025, month, 1), Decimal(value)) for month, value in enumerate(_HISTORY, start=1)
    )
    past = History(level.id, level.targets[0].where, window=level.window.kind, windows=windows)
    expectations = msgspec.structs.replace(
        starter.expectations,
        positions=(Position(level.id, Decimal("99.99"), Decimal("99.9")),),
        evidence=msgspec.structs.replace(evidence, histories=(past,)),
    )
    return msgspec.structs.replace(starter, expectations=expectations)


def take_negotiation(folder: Path) -> None:
    """Take pictures of the private notes, and of a finding that is let stand."""
    with tempfile.TemporaryDirectory() as home, Screen(1200, 760) as screen:
        draft = Path(home) / "cloud.sladraft"
        save_draft(at_the_table(), draft, None)
        with Program(screen, Path(home), str(draft)) as program:
            person = Person(screen, program)
            album = Album(person, folder)
            program.until("front", has={"name": "main", "title": "cloud.sladraft[*] – SLA Wizard"})
            person.press("ctrl+shift+n")
            program.until("front", has={"name": "notes"})
            person.tab_to("notes.limit")
            person.type("99.95 %")
            program.ask("text", "notes:curve_words", has="99.95", within_s=60)
            program.ask("is_still", is_=True, within_s=60)
            album.take("negotiate")
            person.press("Escape")
            program.until("front", has={"name": "main"})
            person.press("alt+2")
            person.tab_to("checks.list")
            person.press("Down")
            person.tab_to("checks.let_stand")
            person.press("space")
            program.until("front", has={"name": "let_stand"})
            person.type("Both sides know the history; a second site is built by June.")
            person.press("ctrl+Return")
            program.until("text", "checks.list", has="is let stand")
            person.press("ctrl+6")
            program.until("is_shown", "review.let_stand", is_=True)
            program.ask("is_still", is_=True, within_s=60)
            album.take("waived")


def take_clauses(person: Person, album: Album) -> None:
    """Take a picture of the window of clauses while one of them is put into other words; they are taken back."""
    program = person.program
    walk.open_clauses(person, "claiming")
    program.until("text", "clauses.title", has="Claiming")
    person.tab_to("clauses.text")
    person.press("ctrl+End")
    person.type("\nThe Provider must confirm each Claim on the day on which it arrives.")
    program.until("text", "clauses.reading", has="must confirm each Claim")
    person.press("ctrl+f", "ctrl+a", "Delete")
    person.tab_to("clauses.text")
    program.ask("is_still", is_=True, within_s=60)
    album.take("clauses")
    person.press("ctrl+z", "Escape")
    program.until("front", has={"name": "main"})


def take_styles(folder: Path) -> None:
    """Take a picture of the window of house styles, with a style of a house of its own."""
    style = HouseStyle(
        name="Cedarline", heading="#1e4d2b", accent="#2f6f3e", header=Running(left="Cedarline Ltd", right="{reference}")
    )
    with tempfile.TemporaryDirectory() as home, Screen(1240, 820) as screen:
        draft = Path(home) / "cloud.sladraft"
        save_draft(msgspec.structs.replace(load_starter("cloud"), style=style.name), draft, None)
        given = Path(home) / "Cedarline.slastyle"
        given.write_bytes(encode_style(style))
        installed = subprocess.run(
            (sys.executable, "-m", "slawizard", "style", "install", str(given)),
            env={**os.environ, "SLAWIZARD_HOME": str(Path(home) / "kept")},
        )
        assert installed.returncode == 0
        with Program(screen, Path(home), str(draft)) as program:
            person = Person(screen, program)
            program.until("front", has={"name": "main", "title": "cloud.sladraft[*] – SLA Wizard"})
            settle(program)
            person.press("alt+l", "s")
            program.until("front", has={"name": "styles"})
            program.until("text", "styles.list", is_="Cedarline")
            program.ask("has_pages", "styles.pages", is_=True, within_s=90)
            program.ask("is_still", is_=True, within_s=60)
            Album(person, folder).take("styles")


def take_batch(folder: Path) -> None:
    """Take a picture of a batch before it is written: its first rows, with the trouble of one."""
    rows = ["Customer's legal name,Reference,Start date"]
    for number, (name, start) in enumerate(_CUSTOMERS.items(), start=1):
        rows.append(f"{name},HC-2027-{number:03},{start}")
    with tempfile.TemporaryDirectory() as home, Screen(980, 640) as screen, Program(screen, Path(home)) as program:
        table = Path(home) / "customers.csv"
        table.write_text("\n".join(rows), encoding="utf-8")
        person = Person(screen, program)
        program.until("front", has={"name": "main"})
        person.press("alt+l", "r")
        program.until("front", has={"name": "batch"})
        person.tab_to("batch.table")
        person.type(table.name)
        program.ask("text", "batch.write", has=f"{len(_CUSTOMERS) - 1} agreements", within_s=30)
        person.press("alt+r")
        program.until("is_shown", "batch.preview", is_=True)
        program.ask("is_still", is_=True, within_s=60)
        Album(person, folder).take("batch")


def settle(program: Program) -> None:
    """Wait until the pages are laid out and nothing moves any more."""
    program.ask("text", "agreement.state", has="pages", lacks="Laying", within_s=60)
    program.ask("is_still", is_=True, within_s=60)


def main() -> int:
    """Take the pictures into the folder of the documentation, or another."""
    if what_is_missing():
        print(f"No pictures: {what_is_missing()}.", file=sys.stderr)
        return 1
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    take_all(folder)
    take_negotiation(folder)
    take_styles(folder)
    take_batch(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
