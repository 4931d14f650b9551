"""What page and HTML file share: what stays together, and what the head of a page says."""

from __future__ import annotations

from html import unescape

import msgspec
import pytest

from slawizard.document.nodes import Clause, Document, Note, Paragraph
from slawizard.document.visitor import clauses_of, plain
from slawizard.export.html_body import is_one_clause, keeps_with_next, running_title
from slawizard.export.html_inline import escaped
from tests.export.sample import clause as sample_clause
from tests.export.sample import inlines


def leading(document: Document, clause_id: str) -> list[str]:
    """The numbers of the paragraphs of a clause that stay with what follows."""
    clause: Clause = next(each for each in clauses_of(document) if each.id == clause_id)
    return [
        block.number
        for position, block in enumerate(clause.blocks)
        if isinstance(block, Paragraph) and keeps_with_next(clause, position)
    ]


def test_a_sentence_stays_with_the_points_that_it_opens(document: Document) -> None:
    assert leading(document, "parties") == ["1.3", "(c)"]


def test_a_sentence_stays_with_the_table_after_it(document: Document) -> None:
    assert leading(document, "level-0") == ["1", "2", "(b)", "3"]


def test_a_paragraph_stays_with_the_worked_example_after_it() -> None:
    example = Note((inlines("Worked example."),), "credit", "credit-note")
    clause = sample_clause("credit", "Credit", ["1 The sum is fixed.", "1 It is granted without a Claim.", example])

    assert [keeps_with_next(clause, position) for position in range(3)] == [False, True, False]


def test_the_last_paragraph_of_a_clause_stays_with_nothing(document: Document) -> None:
    assert leading(document, "suppliers") == []


def test_the_signature_page_says_its_title_once(document: Document) -> None:
    assert [part.id for part in document.parts if is_one_clause(part)] == ["signature-page"]


def test_a_signature_clause_with_a_title_of_its_own_keeps_both(document: Document) -> None:
    part = next(part for part in document.parts if is_one_clause(part))

    assert plain(part.clauses[0].title) == part.title
    assert not is_one_clause(msgspec.structs.replace(part, title="Signature page"))


@pytest.mark.parametrize(
    ("reference", "version", "words", "shown"),
    [
        ("SLA-1", "1.2", {}, "SLA-1 · 1.2"),
        ("SLA-1", "1.2", {"version": "Version"}, "SLA-1 · Version 1.2"),
        ("SLA-1", "", {"version": "Version"}, "SLA-1"),
        ("", "1.2", {}, "1.2"),
        ("", "", {}, ""),
    ],
)
def test_the_head_of_a_page_names_reference_and_version(
    document: Document, reference: str, version: str, words: dict[str, str], shown: str
) -> None:
    changed = msgspec.structs.replace(document, reference=reference, version=version, words=words)

    assert running_title(changed) == ("Service Level Agreement", shown)


def test_a_word_without_end_gets_places_to_break_it_and_keeps_its_letters() -> None:
    word = "<" + "w" * 1_500
    written = escaped(f"One {word} two & three")
    assert written.count("<wbr>") == 7
    assert unescape(written.replace("<wbr>", "")) == f"One {word} two & three"
    assert escaped("w" * 900 + " & two") == "w" * 900 + " &amp; two"
