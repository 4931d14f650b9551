"""The main job by real keys and clicks on the program as it starts: every step, both documents, every way back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pypdf
import pytest

from slawizard.storage.draft_file import load_draft
from tests.e2e import walk
from tests.e2e.person import Person, Program, Screen, what_is_missing

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing() or "nothing is missing")

NAME = "frame.provider.legal_name"


class Finished(NamedTuple):
    """A draft that has been through all five steps, still open, and what was made of it."""

    person: Person
    program: Program
    findings: str
    word: Path
    pdf: Path


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One screen for all."""
    with Screen() as shown:
        yield shown


@pytest.fixture(scope="module")
def finished(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finished]:
    """From the start screen to both documents, by hand."""
    home = tmp_path_factory.mktemp("walk")
    with Program(screen, home) as program:
        person = Person(screen, program)
        walk.begin(person)
        walk.walk_to_review(person)
        person.press("alt+2")
        findings = str(program.until("text", "checks.count", lacks="error"))
        person.press("alt+1")
        yield Finished(person, program, findings, walk.export(person, "docx", home), walk.export(person, "pdf", home))
        assert "Traceback" not in program.said()


def plain(text: str) -> str:
    """Text without what differs between a field and a page: capitals, spaces, line ends, ligatures, dashes, quotes."""
    composed = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return re.sub(r"[\s\u00ad\u2010-\u2014-]+", "", composed)


def missing_in(text: str) -> list[str]:
    """The words typed that this text does not hold."""
    found = plain(text)
    return [words for words in walk.typed_words() if plain(words.rstrip(".")) not in found]


def go_to(finished: Finished, number: int) -> None:
    """Go to a step by its key."""
    finished.person.press(f"ctrl+{number}")
    finished.program.until("is_shown", f"page.{[*walk.STEPS, 'review'][number - 1]}", is_=True)


def test_all_five_steps_from_a_blank_draft_leave_no_error(finished: Finished) -> None:
    assert "error" not in finished.findings


def test_the_word_document_holds_every_word_that_was_typed(finished: Finished) -> None:
    document = docx.Document(str(finished.word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert missing_in("\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])) == []


def test_the_pdf_holds_every_word_that_was_typed(finished: Finished) -> None:
    pages = pypdf.PdfReader(finished.pdf).pages

    assert missing_in("\n".join(page.extract_text() for page in pages)) == []


def test_neither_document_is_a_draft(finished: Finished) -> None:
    pages = pypdf.PdfReader(finished.pdf).pages

    assert not any("DRAFT" in page.extract_text() for page in pages)


def test_control_and_a_figure_go_to_each_step(finished: Finished) -> None:
    for number in (1, 2, 3, 4, 5, 6):
        go_to(finished, number)


def test_alt_and_an_arrow_go_back_and_on(finished: Finished) -> None:
    go_to(finished, 4)
    finished.person.press("alt+Left")
    finished.program.until("is_shown", "page.metrics", is_=True)
    finished.person.press("alt+Right")
    finished.program.until("is_shown", "page.consequences", is_=True)


def test_going_back_loses_nothing(finished: Finished) -> None:
    for number, tables in enumerate(walk.TYPED_IN_STEP, start=1):
        go_to(finished, number)
        for each in (words for table in tables for words in table):
            if finished.program.ask("is_shown", each.field):
                assert plain(finished.program.ask("text", each.field)) == plain(each.text)


def test_undo_and_redo_go_back_and_forth_wherever_one_is(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 1)
    program.until("focused", is_=NAME)
    person.press("End")
    person.type(" and Sons")
    program.until("text", NAME, is_=f"{walk.PROVIDER} and Sons")
    go_to(finished, 3)
    person.press("ctrl+z")
    program.until("focused", is_=NAME)
    program.until("text", NAME, is_=walk.PROVIDER)
    person.press("ctrl+y")
    program.until("text", NAME, is_=f"{walk.PROVIDER} and Sons")
    person.press("ctrl+z")
    program.until("text", NAME, is_=walk.PROVIDER)


def test_control_and_e_exports_from_within_a_field(finished: Finished) -> None:
    go_to(finished, 1)
    finished.program.until("focused", is_=NAME)
    finished.person.press("ctrl+e")
    finished.program.until("front", has={"name": "export"})
    finished.person.press("Escape")
    finished.program.until("front", has={"name": "main"})


def test_the_clause_follows_what_is_typed(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 1)
    program.until("focused", is_=NAME)
    person.press("End")
    person.type(" Quillon")
    program.until("text", "agreement.clause", has=f"{walk.PROVIDER} Quillon")
    person.press("ctrl+z")
    program.until("text", "agreement.clause", lacks="Quillon")


def test_an_entry_that_cannot_be_is_refused_beside_its_field(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 1)
    person.fill("frame.start", "31 February 2031")
    before = program.ask("beside", "frame.start")
    person.press("Tab")
    program.until("beside", "frame.start", is_not=before)
    assert program.ask("text", "frame.start") == "31 February 2031", "what was typed stays"
    person.press("shift+Tab")
    person.fill("frame.start", "1 March 2031")
    program.until("beside", "frame.start", lacks="There is no")


def test_a_click_on_a_finding_goes_to_its_field(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 1)
    person.press("alt+2")
    words = "No contact of the customer"
    program.until("text", "checks.list", has=words)
    go_to(finished, 4)
    person.click_at(person.seen("place_of_row", "checks.list", words))
    program.until("is_shown", "page.objectives", is_=True)
    program.until("focused", has="frame.contacts")
    person.press("alt+1")


def test_a_click_on_a_value_in_the_clause_goes_to_its_field(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 5)
    go_to(finished, 1)
    program.until("text", "agreement.clause", has=walk.CUSTOMER)
    person.click_at(person.seen("place_of_words", "agreement.clause", walk.CUSTOMER))
    program.until("focused", is_="frame.customer.legal_name")


def test_a_click_on_a_value_on_the_pages_goes_to_its_field(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 3)
    go_to(finished, 1)
    program.until("focused", is_=NAME)
    person.click_at(person.seen("place_on_pages", "frame.customer.legal_name"))
    program.until("focused", is_="frame.customer.legal_name")


def test_saving_asks_where_and_keeps_everything(finished: Finished) -> None:
    person, program = finished.person, finished.program
    target = program.home / "saved.sladraft"
    person.press("ctrl+s")
    program.until("front", has={"name": "QFileDialog"})
    person.press("ctrl+a")
    person.type(str(target))
    person.press("Return")
    program.until("front", has={"name": "main", "title": "saved.sladraft[*] – SLA Wizard", "changed": False})
    agreement = load_draft(target).agreement

    assert (agreement.frame.provider.legal_name, agreement.frame.customer.legal_name) == (walk.PROVIDER, walk.CUSTOMER)


def test_closing_with_unsaved_work_asks_and_does_not_close_when_one_stays(finished: Finished) -> None:
    person, program = finished.person, finished.program
    go_to(finished, 1)
    program.until("focused", is_=NAME)
    person.type("x")
    person.press("ctrl+q")
    program.until("front", has={"name": "QMessageBox"})
    assert "Save the changes" in program.ask("front")["words"]
    person.press("Escape")
    program.until("front", has={"name": "main", "changed": True})
    person.press("ctrl+q")
    person.click("answer.discard")

    assert program.ended() == 0


def test_work_that_a_crash_interrupted_is_offered_at_the_next_start(screen: Screen, tmp_path: Path) -> None:
    with Program(screen, tmp_path) as program:
        person = Person(screen, program)
        walk.begin(person)
        person.type("Rescued Ltd")
        program.until("is_kept", str(tmp_path / "kept" / "journals"), "Rescued Ltd", is_=True)
        program.kill()
    with Program(screen, tmp_path) as program:
        person = Person(screen, program)
        program.until("is_shown", "start.recovered.0", is_=True)
        person.click("start.recovered.0")
        program.until("text", NAME, is_="Rescued Ltd")
        assert program.ask("front")["changed"]
