"""From a saved template to an exported agreement, as someone does it who has the program for the first time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pypdf
import pytest

from tests.e2e import walk
from tests.e2e.person import ROOT, Person, Program, Screen, what_is_missing

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing() or "nothing is missing")

TITLE = "Freight desk, our usual terms"
PROVIDER, CUSTOMER = "Cedarline Software, Inc.", "Bramwell Freight, Inc."
LONGEST_S = 300
"""What it may take, hands, machine and all."""

ANSWERS = {
    "frame.reference": "SLA-2031-07",
    "frame.start": "1 March 2031",
    "frame.master_agreement_date": "12 January 2031",
    "frame.master_agreement": "Framework agreement no. 118",
    "objectives.channels": "help@cedarline.example",
    "objectives.seasonal_peaks": "1 November 2031",
    "flexibility.scaling.bands": "4.20",
}
"""What is typed, by the field or list that the question is in."""


class Walked(NamedTuple):
    """What came of the walk."""

    seconds: float
    questions: int
    findings: str
    word: Path
    pdf: Path


def run(home: Path, *arguments: str) -> None:
    """Run the command, as whoever prepared the library did."""
    environment = {**os.environ, "SLAWIZARD_HOME": str(home / "kept")}
    command = [sys.executable, "-m", "slawizard", *arguments]
    subprocess.run(command, check=True, env=environment, cwd=ROOT, capture_output=True)


def prepare(home: Path) -> None:
    """A library with one template, and both of its parties in the address book."""
    starter = str(ROOT / "templates" / "starters" / "saas.sladraft")
    run(home, "template", "save", starter, "--title", TITLE, "--note", "For carriers.", "--lock", "consequences.caps")
    run(home, "parties", "remember", starter)


def choose_template(person: Person) -> None:
    """Find the template by a word, look at it, begin with it."""
    person.click("start.search")
    person.type("freight")
    person.program.until("text", "start.found", has="1 found")
    person.press("Return")
    person.program.until("front", has={"name": "preview"})
    person.program.until("is_enabled", "preview.use", is_=True)
    person.press("Return")
    person.program.until("front", has={"name": "main"})
    person.press("Home")  # the window in front gets the keyboard: there is no window manager to give it
    person.program.until("focused", is_="frame.provider.legal_name")


def choose_party(person: Person, typed: str, name: str, field: str) -> None:
    """Type the beginning of a name and choose it from the list."""
    person.program.until("focused", is_=field)
    person.program.until("is_shown", field, is_=True)
    for letter in typed:
        person.type(letter)
    person.program.until("popup", is_=True)
    person.press("Down", "Return")
    person.program.until("text", field, is_=name)


def answer_all(person: Person) -> int:
    """Go from question to question until there is none; the number of those that were typed."""
    program = person.program
    for number in range(60):
        if not program.ask("is_enabled", "draft.next_question"):
            return number
        before = program.ask("open_questions")
        person.press("F7")
        at = str(program.until("focused", is_not=""))
        text = next(text for field, text in ANSWERS.items() if at.startswith(field))
        person.type(text)
        if at in ("objectives.channels", "objectives.seasonal_peaks", "flexibility.scaling.bands"):
            person.press("Return")
        program.until("open_questions", is_=before - 1)
    raise AssertionError("the questions do not end")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    """The whole way, with the clock running from the start screen to the second document."""
    home = tmp_path_factory.mktemp("template")
    prepare(home)
    with Screen() as screen, Program(screen, home) as program:
        person = Person(screen, program)
        program.until("is_shown", "start.search", is_=True)
        began = time.monotonic()
        choose_template(person)
        choose_party(person, "Ced", PROVIDER, "frame.provider.legal_name")
        person.press("F7")
        choose_party(person, "Bram", CUSTOMER, "frame.customer.legal_name")
        questions = answer_all(person)
        person.press("alt+2")
        findings = str(program.until("text", "checks.count", lacks="error"))
        word, pdf = walk.export(person, "docx", home), walk.export(person, "pdf", home)
        yield Walked(time.monotonic() - began, questions, findings, word, pdf)
        assert "Traceback" not in program.said()


def test_it_takes_less_than_five_minutes(walked: Walked) -> None:
    assert walked.seconds < LONGEST_S


def test_the_questions_lead_through_all_that_is_open(walked: Walked) -> None:
    assert walked.questions >= len(ANSWERS)


def test_nothing_is_left_to_mend(walked: Walked) -> None:
    assert "error" not in walked.findings


def test_both_documents_name_the_parties_and_what_was_answered(walked: Walked) -> None:
    document = docx.Document(str(walked.word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = plain("\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]))
    pdf = plain("\n".join(page.extract_text() for page in pypdf.PdfReader(walked.pdf).pages))

    for words in (PROVIDER, CUSTOMER, ANSWERS["frame.reference"], ANSWERS["objectives.channels"]):
        assert plain(words) in word
        assert plain(words) in pdf


def plain(text: str) -> str:
    """Text without what differs between a field and a page: spaces, line ends, hyphens."""
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter in "@.,")
