"""Numbers follow the tree, and references follow the numbers."""

from __future__ import annotations

import pytest

from slawizard.document.nodes import (
    Block,
    Cell,
    Clause,
    CrossRef,
    Document,
    Note,
    Paragraph,
    ParagraphStyle,
    Part,
    PartKind,
    Table,
    Text,
)
from slawizard.document.numbering import letter, number, roman
from slawizard.document.visitor import clauses_of, plain
from slawizard.errors import ClauseError


def paragraph(clause: str, anchor: str, level: int = 1, target: str = "") -> Paragraph:
    inlines = (Text("Words"),) if not target else (Text("See "), CrossRef(target))
    return Paragraph(inlines, clause, f"{clause}.{anchor}", ParagraphStyle.NUMBERED, level)


def clause(name: str, *blocks: Block) -> Clause:
    return Clause(name, name, (Text(name),), "objectives", "", blocks or (paragraph(name, "1"),))


def document(*parts: Part) -> Document:
    return Document("Title", (), "en", "", "1", (), parts, {"part": "Part", "schedule": "Schedule", "annex": "Annex"})


def body(*clauses: Clause, name: str = "part-objectives") -> Part:
    return Part(name, PartKind.BODY, "Words", clauses)


def numbers(block_document: Document) -> list[str]:
    return [
        block.number for each in clauses_of(block_document) for block in each.blocks if isinstance(block, Paragraph)
    ]


def test_clauses_are_numbered_straight_through_the_parts() -> None:
    done = number(document(body(clause("a"), clause("b")), body(clause("c"), name="part-metrics")))
    assert [part.number for part in done.parts] == ["Part A", "Part B"]
    assert [each.number for each in clauses_of(done)] == ["1", "2", "3"]


def test_paragraphs_are_numbered_at_three_levels() -> None:
    levels = (1, 2, 2, 3, 3, 2, 1, 2)
    blocks = [paragraph("a", str(place), level) for place, level in enumerate(levels)]
    done = number(document(body(clause("a", *blocks))))
    assert numbers(done) == ["1.1", "(a)", "(b)", "(i)", "(ii)", "(c)", "1.2", "(a)"]


def test_schedules_and_annexes_have_their_own_numbers() -> None:
    done = number(
        document(
            body(clause("a")),
            Part("part-signatures", PartKind.SIGNATURES, "Signatures", (clause("s"),)),
            Part("part-schedules", PartKind.SCHEDULES, "Schedules", (clause("b"), clause("c"))),
            Part("part-annexes", PartKind.ANNEXES, "Annexes", (clause("d"),)),
        )
    )
    assert [each.number for each in clauses_of(done)] == ["1", "", "Schedule 1", "Schedule 2", "Annex A"]
    assert [part.number for part in done.parts] == ["Part A", "", "", ""]
    assert numbers(done) == ["1.1", "1", "1", "1", "1"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("b", "clause\u00a02"),
        ("b#1", "clause\u00a02.1"),
        ("b#limit", "clause\u00a02.2"),
        ("b#item", "clause\u00a02.2(a)"),
        ("b.limit", "clause\u00a02.2"),
        ("s", "Schedule\u00a01"),
        ("s#1", "Schedule 1, paragraph\u00a01"),
    ],
)
def test_a_reference_says_where_it_leads(target: str, words: str) -> None:
    goal = clause("b", paragraph("b", "1"), paragraph("b", "limit"), paragraph("b", "item", 2))
    schedules = Part("part-schedules", PartKind.SCHEDULES, "Schedules", (clause("s"),))
    done = number(document(body(clause("a", paragraph("a", "1", target=target)), goal), schedules))
    block = done.parts[0].clauses[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert plain(block.inlines) == f"See {words}"


def test_references_in_tables_and_notes_are_filled_too() -> None:
    reference = (CrossRef("a"),)
    table = Table(reference, (100,), (), ((Cell(reference),),), ((Cell(reference),),), "a", "a.b1")
    note = Note((reference,), "a", "a.b2")
    done = number(document(body(clause("a", table, note))))
    filled = (CrossRef("a", "clause\u00a0", "1"),)
    assert done.parts[0].clauses[0].blocks == (
        Table(filled, (100,), (), ((Cell(filled),),), ((Cell(filled),),), "a", "a.b1"),
        Note((filled,), "a", "a.b2"),
    )


def test_a_reference_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ClauseError, match=r"\[\[gone\]\] leads to no clause"):
        number(document(body(clause("a", paragraph("a", "1", target="gone")))))


def test_numbering_twice_changes_nothing() -> None:
    done = number(document(body(clause("a", paragraph("a", "1", target="b#1")), clause("b"))))
    assert number(done) == done


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (1, 26, 27, 52, 53)] == ["a", "z", "aa", "zz", "aaa"]


def test_roman_numbers_are_right() -> None:
    assert [roman(place) for place in (1, 4, 9, 14, 19, 40)] == ["i", "iv", "ix", "xiv", "xix", "xl"]
