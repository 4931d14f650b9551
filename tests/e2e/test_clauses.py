"""The words of an agreement by real keys: a stance, a value put in from the list, and the page that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from slawizard.storage.draft_file import save_draft
from slawizard.storage.starters import load_starter
from tests.e2e import walk
from tests.e2e.person import Person, Program, Screen, what_is_missing

pytestmark = pytest.mark.skipif(bool(what_is_missing()), reason=what_is_missing() or "nothing is missing")

_LAYOUT_S = 90.0


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """At a draft made from an example, with the window of clauses open on one of them."""
    path = tmp_path / "saas.sladraft"
    save_draft(load_starter("saas"), path, None)
    with Screen() as screen, Program(screen, tmp_path / "home", str(path)) as program:
        hands = Person(screen, program)
        program.ask("text", "agreement.state", has="pages", lacks="Laying", within_s=_LAYOUT_S)
        walk.open_clauses(hands, "claiming service credits")
        yield hands
        assert "Traceback" not in program.said()


def test_a_stance_and_a_value_change_the_page(person: Person) -> None:
    program = person.program
    program.until("text", "clauses.title", has="Claiming Service Credits")
    person.choose("clauses.whole_stance", "Provider’s")
    program.until("text", "clauses.used", has="provider’s text is used")
    program.until("text", "clauses.reading", has="and nowhere else")
    person.tab_to("clauses.text")
    person.press("ctrl+Home")
    person.type("Ask within {")
    person.press("braceleft")
    program.until("front", has={"name": "values"})
    person.type("claim: within")
    person.press("Return")
    program.until("front", has={"name": "clauses"})
    program.until("text", "clauses.reading", has="Ask within 30 days")
    person.press("ctrl+z", "ctrl+y")
    program.until("text", "clauses.reading", has="Ask within 30 days")
    person.press("Escape")
    program.until("front", has={"name": "main", "changed": True})
    program.ask("text", "agreement.state", has="pages", lacks="Laying", within_s=_LAYOUT_S)
    person.press("ctrl+4")
    program.until("is_shown", "page.consequences", is_=True)
    person.tab_to("consequences.claim.within")
    program.until("text", "agreement.clause", has="Ask within 30 days")
    person.press("ctrl+q")
    program.until("front", has={"name": "QMessageBox"})
    person.click("answer.discard")

    assert program.ended() == 0
