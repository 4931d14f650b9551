"""At the negotiating table by real keys: a private limit typed, a brief made of it, and a finding let stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec
import pypdf
import pytest

from slawizard.agreement.expectations import Position
from slawizard.storage.draft_file import load_draft, save_draft
from slawizard.storage.private_file import load_notes, private_path
from tests.agreements.examples import small
from tests.e2e.person import Person, Program, Screen, what_is_missing

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing() or "nothing is missing")

REASON = "Both sides settle it at the first review"


class Table(NamedTuple):
    """What is left when the program has ended."""

    draft: Path
    brief: Path
    found_before: str
    found_after: str
    list_after: str


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """One sitting from opening the draft to closing the program."""
    home = tmp_path_factory.mktemp("table")
    draft = home / "deal.sladraft"
    agreement = small()
    position = Position(agreement.metrics.levels[0].id, Decimal("99.95"), Decimal("99.5"))
    expectations = msgspec.structs.replace(agreement.expectations, positions=(position,))
    save_draft(msgspec.structs.replace(agreement, expectations=expectations), draft, None)
    with Screen() as screen, Program(screen, home, str(draft)) as program:
        person = Person(screen, program)
        program.until("front", has={"name": "main", "title": "deal.sladraft[*] – SLA Wizard"})
        note_a_limit(person)
        brief = export_the_brief(person, home)
        before, after, listed = let_a_finding_stand(person)
        person.press("ctrl+s")
        program.until("front", has={"name": "main", "changed": False})
        person.quit()
        assert program.ended() == 0
        assert "Traceback" not in program.said()
        yield Table(draft, brief, before, after, listed)


def note_a_limit(person: Person) -> None:
    """Open the private notes and type a limit."""
    program = person.program
    person.press("ctrl+shift+n")
    program.until("front", has={"name": "notes"})
    program.until("text", "notes.mark", has="PRIVATE")
    person.tab_to("notes.limit")
    person.type("99.7 %")
    program.until("text", "notes.list", has="limit 99.7")
    person.press("Escape")
    program.until("front", has={"name": "main"})


def export_the_brief(person: Person, home: Path) -> Path:
    """Look at the brief, and write it."""
    program = person.program
    person.press("alt+t", "p")
    program.until("front", has={"name": "paper"})
    program.ask("text", "paper.state", is_="", within_s=60)
    person.fill("paper.path", str(home / "brief.pdf"))
    person.press("Return")
    program.ask("text", "paper.note", has="Written", within_s=60)
    person.press("Escape")
    program.until("front", has={"name": "main"})
    return home / "brief.pdf"


def let_a_finding_stand(person: Person) -> tuple[str, str, str]:
    """Let the first finding stand by keyboard; gives the counts before and after, and the list of checks after."""
    program = person.program
    person.press("alt+2")
    before = program.until("text", "checks.count", is_not="")
    person.tab_to("checks.list")
    person.press("Down")
    person.tab_to("checks.let_stand")
    program.until("is_enabled", "checks.let_stand", is_=True)
    person.press("space")
    program.until("front", has={"name": "let_stand"})
    person.type(REASON)
    person.press("ctrl+Return")
    program.until("front", has={"name": "main"})
    listed = program.until("text", "checks.list", has="is let stand")
    return str(before), str(program.ask("text", "checks.count")), str(listed)


def test_the_limit_lies_in_the_private_file_and_in_no_word_of_the_draft(table: Table) -> None:
    opened = load_notes(private_path(table.draft))

    assert opened is not None
    assert opened.notes.positions[0].limit == Decimal("99.7")
    assert b"99.7" not in table.draft.read_bytes()


def test_the_brief_is_marked_private_on_every_page_and_holds_the_limit(table: Table) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(table.brief).pages]

    assert all("PRIVATE" in page for page in pages)
    assert "99.7" in pages[0]
    assert table.brief.stat().st_mode & 0o077 == 0


def test_the_finding_stands_with_its_reason_and_counts_no_more(table: Table) -> None:
    waived = load_draft(table.draft).agreement.waived

    assert [waiver.reason for waiver in waived] == [REASON]
    assert table.found_after != table.found_before
    assert waived[0].said in table.list_after
